/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-step-item.h"

#include "hearth-format.h"
#include "hearth-plan-explain.h"

#include <glib/gi18n.h>

/* What becomes due within two weeks is worth preparing now. */
#define NEXT_DAYS 14

struct _HearthStepItem
{
  GObject parent_instance;
  HearthId step_id;
  HearthId case_id;
  gint64 revision;
  HearthRecord *record;
  HearthStepState state;
  HearthStepGroup group;
  HearthDate due;
  gint64 n_days_overdue;
  gboolean is_urgent;
  HearthDate put_off;
  char *title;
  char *why;
  char *person;
  char *blocked;
  char *owner;
  char *track;
  char *template_id;
};

G_DEFINE_FINAL_TYPE (HearthStepItem, hearth_step_item, G_TYPE_OBJECT)

static HearthPlanTemplates *
get_templates (HearthContext *context)
{
  return (HearthPlanTemplates *) hearth_context_get_templates (context);
}

static char *
dup_step_title (HearthContext *context, const char *template_id, int occurrence)
{
  HearthPlanTemplates *templates = get_templates (context);
  char *title = NULL;

  if (template_id != NULL && hearth_plan_templates_lookup (templates, template_id) != NULL)
    title = hearth_plan_dup_title (templates, template_id, occurrence, hearth_format_language ());
  return title != NULL ? title : g_strdup (template_id != NULL ? template_id : "?");
}

/* Who does it: the person named in the record, else the role that the pack names. */
static char *
dup_owner (HearthContext *context, const char *owner, const char *template_id)
{
  HearthPackSet *packs = hearth_context_get_packs (context);
  const HearthPlanTemplate *template;

  if (owner != NULL && *owner != '\0')
    return g_strdup (hearth_format_pack_title (packs, "role", owner));
  template = template_id != NULL
                 ? hearth_plan_templates_lookup (get_templates (context), template_id)
                 : NULL;
  return template != NULL ? g_strdup (hearth_format_pack_title (packs, "role", template->role))
                          : NULL;
}

static char *
dup_after (HearthContext *context, char **blocked_by)
{
  g_autoptr (GString) titles = g_string_new (NULL);

  for (guint i = 0; blocked_by != NULL && blocked_by[i] != NULL; i++)
    {
      g_autofree char *title = dup_step_title (context, blocked_by[i], 1);

      if (titles->len > 0)
        g_string_append (titles, ", ");
      g_string_append (titles, title);
    }
  /* Translators: the steps that must be done before this one. */
  return titles->len > 0 ? g_strdup_printf (_ ("after: %s"), titles->str) : NULL;
}

/* The blocker that a person has named says more than the prerequisites do. */
static char *
dup_blocked (HearthContext *context,
             HearthStepState state,
             const char *blocker,
             const char *waiting_for,
             char **blocked_by)
{
  HearthPackSet *packs = hearth_context_get_packs (context);

  if (!hearth_step_state_is_open (state))
    return NULL;
  if (blocker != NULL && *blocker != '\0')
    return g_strdup (hearth_format_pack_title (packs, "blocker", blocker));
  if (waiting_for != NULL && *waiting_for != '\0')
    return g_strdup_printf (_ ("waiting for %s"), waiting_for);
  if (state == HEARTH_STEP_WAITING)
    return g_strdup (_ ("waiting for others"));
  return dup_after (context, blocked_by);
}

HearthStepGroup
hearth_step_group_compute (HearthStepState state,
                           HearthDate due,
                           gboolean is_ready,
                           HearthDate today)
{
  if (!hearth_step_state_is_open (state))
    return HEARTH_STEP_GROUP_CLOSED;
  if (due == HEARTH_DATE_NONE)
    return is_ready || state == HEARTH_STEP_IN_PROGRESS ? HEARTH_STEP_GROUP_NEXT
                                                        : HEARTH_STEP_GROUP_LATER;
  if (due < today)
    return HEARTH_STEP_GROUP_OVERDUE;
  if (due == today)
    return HEARTH_STEP_GROUP_TODAY;
  return due <= today + NEXT_DAYS ? HEARTH_STEP_GROUP_NEXT : HEARTH_STEP_GROUP_LATER;
}

static void
set_dates (HearthStepItem *self, HearthDate due, gboolean is_ready, HearthDate today)
{
  self->due = due;
  self->group = hearth_step_group_compute (self->state, due, is_ready, today);
  self->n_days_overdue = self->group == HEARTH_STEP_GROUP_OVERDUE ? today - due : 0;
}

/* "9 Jun 2025", or for a closed step when and why it was closed. */
static char *
dup_closed_why (HearthStepItem *self, HearthDate done_on, const char *reason)
{
  g_autofree char *date = hearth_format_date (done_on);
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->state != HEARTH_STEP_DONE)
    hearth_format_append_part (text, _ (hearth_step_state_get_title (self->state)));
  hearth_format_append_part (text, date);
  if (reason != NULL && g_str_has_prefix (reason, "plan:"))
    hearth_format_append_part (text,
                               hearth_plan_reason_in_words (reason, hearth_format_language ()));
  else
    hearth_format_append_part (text, reason);
  return g_strdup (text->str);
}

static char *
dup_open_why (HearthContext *context, const HearthPlanItem *item, HearthDate due)
{
  g_autofree char *date = hearth_format_date (due);
  g_autofree char *explained = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (item != NULL && item->template != NULL)
    explained = hearth_plan_explain (item, get_templates (context), hearth_format_language ());
  if (date != NULL)
    /* Translators: a due date. */
    g_string_append_printf (text, _ ("by %s"), date);
  hearth_format_append_part (text, explained);
  return g_strdup (text->str);
}

/* Beside the due date: until when and why it is put off, or that it is to be remembered. */
static char *
dup_row_why (HearthContext *context,
             HearthStepItem *self,
             const HearthStepRow *row,
             HearthDate today)
{
  g_autofree char *due = dup_open_why (context, NULL, row->due);
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->put_off != HEARTH_DATE_NONE)
    {
      g_autofree char *date = hearth_format_date (self->put_off);
      /* Translators: the placeholder is a date. */
      g_autofree char *part = g_strdup_printf (_ ("put off until %s"), date);

      hearth_format_append_part (text, part);
      hearth_format_append_part (text, row->snooze_reason);
    }
  if (row->remind_on != HEARTH_DATE_NONE && row->remind_on <= today)
    hearth_format_append_part (text, _ ("to be remembered"));
  hearth_format_append_part (text, due);
  return g_strdup (text->str);
}

static HearthStepState
parse_state (const char *id)
{
  HearthStepState state;

  return id != NULL && hearth_step_state_from_id (id, &state) ? state : HEARTH_STEP_PLANNED;
}

static void
hearth_step_item_finalize (GObject *object)
{
  HearthStepItem *self = HEARTH_STEP_ITEM (object);

  g_clear_pointer (&self->record, hearth_record_unref);
  g_free (self->title);
  g_free (self->why);
  g_free (self->person);
  g_free (self->blocked);
  g_free (self->owner);
  g_free (self->track);
  g_free (self->template_id);
  G_OBJECT_CLASS (hearth_step_item_parent_class)->finalize (object);
}

static void
hearth_step_item_class_init (HearthStepItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hearth_step_item_finalize;
}

static void
hearth_step_item_init (HearthStepItem *self)
{
  self->put_off = HEARTH_DATE_NONE;
}

HearthStepItem *
hearth_step_item_new_for_case (HearthContext *context, HearthCase *kase, const HearthCaseStep *step)
{
  HearthStepItem *self = g_object_new (HEARTH_TYPE_STEP_ITEM, NULL);
  const HearthRecord *record = step->record;
  const HearthPlanItem *item = step->item;
  HearthDate due = hearth_record_get_date (record, "due");
  gint64 occurrence = 1;

  self->record = hearth_record_ref (step->record);
  self->step_id = *hearth_record_get_id (record);
  self->case_id = *hearth_case_get_id (kase);
  self->revision = hearth_record_get_revision (record);
  self->template_id = g_strdup (hearth_record_get_text (record, "template"));
  self->track = g_strdup (hearth_record_get_text (record, "track"));
  self->state = parse_state (hearth_record_get_text (record, "state"));
  if (item != NULL && hearth_step_state_is_open (self->state))
    self->state = item->state;
  if (due == HEARTH_DATE_NONE && item != NULL)
    due = item->due;
  hearth_record_get_int (record, "occurrence", &occurrence);
  self->title = dup_step_title (context, self->template_id, (int) occurrence);
  self->owner = dup_owner (context, hearth_record_get_text (record, "owner"), self->template_id);
  self->blocked = dup_blocked (context, self->state, hearth_record_get_text (record, "blocker"),
                               hearth_record_get_text (record, "waiting_for"),
                               item != NULL ? item->blocked_by : NULL);
  set_dates (self, due, item == NULL || item->is_ready, hearth_case_get_today (kase));
  self->is_urgent = hearth_step_state_is_open (self->state) &&
                    json_is_true (json_object_get (hearth_record_get_values (record), "urgent"));
  self->why = hearth_step_state_is_open (self->state)
                  ? dup_open_why (context, item, due)
                  : dup_closed_why (self, hearth_record_get_date (record, "done_on"),
                                    hearth_record_get_text (record, "reason"));
  return self;
}

HearthStepItem *
hearth_step_item_new_for_row (HearthContext *context, const HearthStepRow *row, HearthDate today)
{
  HearthStepItem *self = g_object_new (HEARTH_TYPE_STEP_ITEM, NULL);

  self->step_id = row->step_id;
  self->case_id = row->case_id;
  self->revision = row->revision;
  self->template_id = g_strdup (row->template_id);
  self->track = g_strdup (row->track);
  self->state = parse_state (row->state);
  self->title = dup_step_title (context, row->template_id, (int) row->occurrence);
  self->owner = dup_owner (context, row->owner, row->template_id);
  self->blocked = dup_blocked (context, self->state, row->blocker, row->waiting_for, NULL);
  self->person = hearth_format_short_name (row->surname, row->given);
  set_dates (self, row->due, TRUE, today);
  self->is_urgent = row->is_urgent;
  self->put_off = row->snoozed_to != HEARTH_DATE_NONE && row->snoozed_to > today ? row->snoozed_to
                                                                                 : HEARTH_DATE_NONE;
  self->why = dup_row_why (context, self, row, today);
  return self;
}

const HearthId *
hearth_step_item_get_step_id (HearthStepItem *self)
{
  return &self->step_id;
}

const HearthId *
hearth_step_item_get_case_id (HearthStepItem *self)
{
  return &self->case_id;
}

gint64
hearth_step_item_get_revision (HearthStepItem *self)
{
  return self->revision;
}

HearthStepState
hearth_step_item_get_state (HearthStepItem *self)
{
  return self->state;
}

HearthStepGroup
hearth_step_item_get_group (HearthStepItem *self)
{
  return self->group;
}

HearthDate
hearth_step_item_get_due (HearthStepItem *self)
{
  return self->due;
}

gint64
hearth_step_item_get_n_days_overdue (HearthStepItem *self)
{
  return self->n_days_overdue;
}

const char *
hearth_step_item_get_title (HearthStepItem *self)
{
  return self->title;
}

const char *
hearth_step_item_get_why (HearthStepItem *self)
{
  return self->why;
}

const char *
hearth_step_item_get_person (HearthStepItem *self)
{
  return self->person;
}

const char *
hearth_step_item_get_blocked (HearthStepItem *self)
{
  return self->blocked;
}

const char *
hearth_step_item_get_owner (HearthStepItem *self)
{
  return self->owner;
}

const char *
hearth_step_item_get_track (HearthStepItem *self)
{
  return self->track != NULL ? self->track : "";
}

gboolean
hearth_step_item_is_urgent (HearthStepItem *self)
{
  return self->is_urgent;
}

HearthDate
hearth_step_item_get_put_off (HearthStepItem *self)
{
  return self->put_off;
}

const char *
hearth_step_item_get_template (HearthStepItem *self)
{
  return self->template_id;
}

HearthRecord *
hearth_step_item_get_record (HearthStepItem *self)
{
  return self->record;
}
