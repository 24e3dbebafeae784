/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-date.h"

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * HearthClock:
 *
 * The only source of "today" for rules, lists and forms, so that tests and --today can set it.
 * The journal does not use it: its times are always real.
 */
#define HEARTH_TYPE_CLOCK (hearth_clock_get_type ())
G_DECLARE_FINAL_TYPE (HearthClock, hearth_clock, HEARTH, CLOCK, GObject)

HearthClock *hearth_clock_new (void) G_GNUC_WARN_UNUSED_RESULT;
HearthClock *hearth_clock_new_fixed (HearthDate today) G_GNUC_WARN_UNUSED_RESULT;
/* Another day for a clock that stands. */
void hearth_clock_set_fixed (HearthClock *self, HearthDate today);
HearthDate hearth_clock_today (HearthClock *self);

G_END_DECLS
