/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-date.h"
#include "hearth-pack-set.h"

G_BEGIN_DECLS

/**
 * HearthCalendar:
 *
 * Which days are working days, from the packs of kind `calendar`: weekends, public holidays with
 * the years in which they were days off, and periods in which there are no public holidays, such as
 * martial law. Immutable; any thread.
 */
typedef struct _HearthCalendar HearthCalendar;

HearthCalendar *hearth_calendar_new (HearthPackSet *packs,
                                     GPtrArray *problems) G_GNUC_WARN_UNUSED_RESULT;
HearthCalendar *hearth_calendar_ref (HearthCalendar *self);
void hearth_calendar_unref (HearthCalendar *self);
gboolean hearth_calendar_is_working_day (HearthCalendar *self, HearthDate date);
const HearthPackEntry *hearth_calendar_get_day_off (HearthCalendar *self, HearthDate date);
HearthDate hearth_calendar_add_working_days (HearthCalendar *self, HearthDate date, int n_days);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthCalendar, hearth_calendar_unref)

G_END_DECLS
