/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-today-items.h"

#include "hearth-alarm-item.h"
#include "hearth-step-item.h"
#include "hearth-wait-item.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>

static const char *
get_group_title (HearthStepGroup group)
{
  switch (group)
    {
    case HEARTH_STEP_GROUP_OVERDUE:
      return C_ ("steps", "Overdue");
    case HEARTH_STEP_GROUP_TODAY:
      return C_ ("steps", "Today");
    case HEARTH_STEP_GROUP_NEXT:
    case HEARTH_STEP_GROUP_LATER:
    case HEARTH_STEP_GROUP_CLOSED:
    case HEARTH_N_STEP_GROUPS:
    default:
      return C_ ("steps", "This Week");
    }
}

static void
add_heading (GPtrArray *items, const char *title)
{
  g_ptr_array_add (items, gtk_string_object_new (title));
}

static void
add_steps (GPtrArray *items, HearthContext *context, GPtrArray *rows, HearthDate day)
{
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (items, hearth_step_item_new_for_row (context, rows->pdata[i], day));
}

static gboolean
has_alarm (const HearthToday *today, const HearthStepRow *step)
{
  for (guint i = 0; i < today->alarms->len; i++)
    {
      const HearthAlarmRow *alarm = today->alarms->pdata[i];

      if (hearth_id_equal (&alarm->case_id, &step->case_id))
        return TRUE;
    }
  return FALSE;
}

/* Whoever reads the alarm needs no second row that says less of the same. */
static void
add_alarms (GPtrArray *items, HearthContext *context, const HearthToday *today, HearthDate day)
{
  if (today->alarms->len + today->urgent->len == 0)
    return;
  add_heading (items, _ ("Needed at Once"));
  for (guint i = 0; i < today->alarms->len; i++)
    g_ptr_array_add (items, hearth_alarm_item_new_for_row (hearth_context_get_packs (context),
                                                           today->alarms->pdata[i]));
  for (guint i = 0; i < today->urgent->len; i++)
    if (!has_alarm (today, today->urgent->pdata[i]))
      g_ptr_array_add (items, hearth_step_item_new_for_row (context, today->urgent->pdata[i], day));
}

/* Steps that are only to be remembered have no place among the days. */
static void
add_due (GPtrArray *items, HearthContext *context, const HearthToday *today, HearthDate day)
{
  int group = -1;

  for (guint i = 0; i < today->due->len; i++)
    {
      HearthStepItem *item = hearth_step_item_new_for_row (context, today->due->pdata[i], day);

      if ((int) hearth_step_item_get_group (item) != group)
        add_heading (items, get_group_title (hearth_step_item_get_group (item)));
      group = (int) hearth_step_item_get_group (item);
      g_ptr_array_add (items, item);
    }
}

static void
add_waits (GPtrArray *items, HearthContext *context, const HearthToday *today, HearthDate day)
{
  if (today->waits->len == 0)
    return;
  add_heading (items, _ ("Waiting for an Answer"));
  for (guint i = 0; i < today->waits->len; i++)
    g_ptr_array_add (items, hearth_wait_item_new (hearth_context_get_packs (context),
                                                  today->waits->pdata[i], day));
}

GPtrArray *
hearth_today_list_items (HearthContext *context, const HearthToday *today, HearthDate day)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  add_alarms (items, context, today, day);
  add_due (items, context, today, day);
  add_waits (items, context, today, day);
  if (today->put_off->len > 0)
    {
      add_heading (items, _ ("Put Off"));
      add_steps (items, context, today->put_off, day);
    }
  return items;
}
