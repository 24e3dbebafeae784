/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"

G_BEGIN_DECLS

/**
 * HearthNotifier:
 *
 * Tells the desktop that something needs a person: an alarm, or steps that became overdue. Numbers only: a
 * desktop shows and keeps notifications where anybody reads them. Says nothing while the vault is locked, and
 * takes back what it said then. Signal ::notify-desktop (const char *id, const char *title), %NULL: taken
 * back.
 */
#define HEARTH_TYPE_NOTIFIER (hearth_notifier_get_type ())
G_DECLARE_FINAL_TYPE (HearthNotifier, hearth_notifier, HEARTH, NOTIFIER, GObject)

HearthNotifier *hearth_notifier_new (HearthDesk *desk) G_GNUC_WARN_UNUSED_RESULT;
void hearth_notifier_set_enabled (HearthNotifier *self, gboolean is_enabled);
/* Looks again, for a day that has begun meanwhile. */
void hearth_notifier_look (HearthNotifier *self);

G_END_DECLS
