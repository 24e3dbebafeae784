/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-clock.h"

struct _HearthClock
{
  GObject parent_instance;
  HearthDate fixed; /* HEARTH_DATE_NONE: follow the system, in local time */
};

G_DEFINE_FINAL_TYPE (HearthClock, hearth_clock, G_TYPE_OBJECT)

static void
hearth_clock_class_init (HearthClockClass *klass)
{
}

static void
hearth_clock_init (HearthClock *self)
{
  self->fixed = HEARTH_DATE_NONE;
}

/** hearth_clock_new: Returns: (transfer full): a clock that follows the system's local date. */
HearthClock *
hearth_clock_new (void)
{
  return g_object_new (HEARTH_TYPE_CLOCK, NULL);
}

/** hearth_clock_new_fixed: Returns: (transfer full): a clock that stands at @today. */
HearthClock *
hearth_clock_new_fixed (HearthDate today)
{
  HearthClock *self = g_object_new (HEARTH_TYPE_CLOCK, NULL);

  self->fixed = today;
  return self;
}

/**
 * hearth_clock_set_fixed:
 * @self: of hearth_clock_new_fixed()
 *
 * As if days had passed. Thread: main, while no other asks.
 */
void
hearth_clock_set_fixed (HearthClock *self, HearthDate today)
{
  g_return_if_fail (HEARTH_IS_CLOCK (self) && self->fixed != HEARTH_DATE_NONE);

  self->fixed = today;
}

/** hearth_clock_today: Returns: the civil day that rules and lists call today. Thread: any. */
HearthDate
hearth_clock_today (HearthClock *self)
{
  g_autoptr (GDateTime) now = NULL;

  g_return_val_if_fail (HEARTH_IS_CLOCK (self), HEARTH_DATE_NONE);

  if (self->fixed != HEARTH_DATE_NONE)
    return self->fixed;
  now = g_date_time_new_now_local ();
  return hearth_date_new (g_date_time_get_year (now), g_date_time_get_month (now),
                          g_date_time_get_day_of_month (now));
}
