/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-check-list.h"

#include "hearth-pack-entry.h"

#include <string.h>

/* Checks whose result is a record of another kind. A field is asked for where one kind serves two. */
static const struct
{
  const char *check;
  const char *kind;
  const char *field;
} results[] = {
  { "vital-signs", "vitals", "pulse" },          { "vital-signs", "vitals", "systolic" },
  { "vital-signs", "vitals", "temperature_dc" }, { "weight-height", "vitals", "weight_g" },
  { "refeeding-risk", "feeding", NULL },         { "injuries", "injury", NULL },
  { "injuries", "restricted_injury", NULL },
};

/** hearth_check_entry_get_kind: of the records of this entry of the catalogue. Thread: any. */
const HearthKind *
hearth_check_entry_get_kind (const HearthPackEntry *entry)
{
  const char *compartment = hearth_pack_entry_get_text (entry, "Compartment", NULL);

  return hearth_registry_find_kind (g_strcmp0 (compartment, "restricted") == 0 ? "restricted_check"
                                                                               : "check");
}

/** hearth_check_state_from_outcome: @outcome: (nullable): of a check. Thread: any. */
HearthCheckState
hearth_check_state_from_outcome (const char *outcome)
{
  static const struct
  {
    const char *outcome;
    HearthCheckState state;
  } states[] = {
    { "normal", HEARTH_CHECK_NORMAL },
    { "abnormal", HEARTH_CHECK_ABNORMAL },
    { "pending", HEARTH_CHECK_PENDING },
    { "refused", HEARTH_CHECK_REFUSED },
    { "not-indicated", HEARTH_CHECK_NOT_INDICATED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (outcome, states[i].outcome) == 0)
      return states[i].state;
  return HEARTH_CHECK_DONE;
}

/** hearth_check_state_is_closed: whether nobody waits for anything any more. Thread: any. */
gboolean
hearth_check_state_is_closed (HearthCheckState state)
{
  return state >= HEARTH_CHECK_DONE;
}

static HearthDate
add_offset (const HearthPackEntry *entry, HearthDate arrived, int offset)
{
  const char *unit = hearth_pack_entry_get_text (entry, "RepeatUnit", NULL);

  if (g_strcmp0 (unit, "months") == 0)
    return hearth_date_add_months (arrived, offset);
  return arrived + (g_strcmp0 (unit, "weeks") == 0 ? 7 * offset : offset);
}

/** hearth_check_entry_find_next: Thread: any. */
HearthDate
hearth_check_entry_find_next (const HearthPackEntry *entry, HearthDate arrived, HearthDate done_on)
{
  const char *const *repeats;

  g_return_val_if_fail (entry != NULL, HEARTH_DATE_NONE);

  repeats = hearth_pack_entry_get_list (entry, "Repeat");
  if (arrived == HEARTH_DATE_NONE || done_on == HEARTH_DATE_NONE)
    return HEARTH_DATE_NONE;
  for (guint i = 0; repeats != NULL && repeats[i] != NULL; i++)
    {
      HearthDate date = add_offset (entry, arrived, atoi (repeats[i]));

      if (date > done_on)
        return date;
    }
  return HEARTH_DATE_NONE;
}

/* The day that a record tells of, by the first date of its kind. */
static HearthDate
day_of (const HearthRecord *record)
{
  const char *when = hearth_record_get_kind (record)->when;
  g_auto (GStrv) fields = g_strsplit (when != NULL ? when : "", " ", -1);

  return fields[0] != NULL && *fields[0] != '\0' ? hearth_record_get_date (record, fields[0])
                                                 : HEARTH_DATE_NONE;
}

static gboolean
names_questionnaire (const HearthPackEntry *entry, const HearthRecord *record)
{
  const char *questionnaire = hearth_record_get_text (record, "questionnaire");
  const char *const *wanted = hearth_pack_entry_get_list (entry, "Questionnaires");

  return questionnaire != NULL && wanted != NULL && g_strv_contains (wanted, questionnaire);
}

/**
 * hearth_check_entry_is_result:
 *
 * Returns: whether @record, of another kind than a check, is what this entry of the catalogue asks for.
 *   Thread: any.
 */
gboolean
hearth_check_entry_is_result (const HearthPackEntry *entry, const HearthRecord *record)
{
  const char *kind = hearth_record_get_kind (record)->id;

  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    if (strcmp (results[i].check, hearth_pack_entry_get_id (entry)) == 0 &&
        strcmp (results[i].kind, kind) == 0 &&
        (results[i].field == NULL ||
         json_object_get (hearth_record_get_values (record), results[i].field) != NULL))
      return TRUE;
  return names_questionnaire (entry, record);
}

static void
take (HearthCheckItem *item, const HearthRecord *record, HearthCheckState state)
{
  HearthDate day = day_of (record);

  if (state != HEARTH_CHECK_REFUSED && state != HEARTH_CHECK_NOT_INDICATED)
    item->n_done++;
  /* Of one day the later record counts. */
  if (item->latest != NULL && day < item->done_on)
    return;
  item->latest = record;
  item->done_on = day;
  item->state = state;
}

static guint
count_filled (const HearthCheckFacts *facts, const char *questionnaire)
{
  guint n = 0;

  for (guint i = 0; facts->others != NULL && i < facts->others->len; i++)
    n += g_strcmp0 (hearth_record_get_text (facts->others->pdata[i], "questionnaire"),
                    questionnaire) == 0;
  return n;
}

/* Several questionnaires are one check: as often made as each of them was filled in, and begun with the first
 * of another round. */
static void
count_rounds (HearthCheckItem *item, const HearthCheckFacts *facts)
{
  const char *const *wanted = hearth_pack_entry_get_list (item->entry, "Questionnaires");
  guint least = G_MAXUINT, most = 0;

  if (wanted == NULL || wanted[0] == NULL || wanted[1] == NULL || item->state != HEARTH_CHECK_DONE)
    return;
  for (guint i = 0; wanted[i] != NULL; i++)
    {
      const guint n = count_filled (facts, wanted[i]);

      least = MIN (least, n);
      most = MAX (most, n);
    }
  if (most == 0 || (item->latest != NULL && !names_questionnaire (item->entry, item->latest)))
    return;
  item->n_done = least;
  if (least < most)
    item->state = HEARTH_CHECK_PENDING;
}

static void
take_records (HearthCheckItem *item, const HearthCheckFacts *facts)
{
  const char *id = hearth_pack_entry_get_id (item->entry);

  for (guint i = 0; facts->checks != NULL && i < facts->checks->len; i++)
    if (g_strcmp0 (hearth_record_get_text (facts->checks->pdata[i], "check"), id) == 0)
      take (item, facts->checks->pdata[i],
            hearth_check_state_from_outcome (
                hearth_record_get_text (facts->checks->pdata[i], "outcome")));
  for (guint i = 0; facts->others != NULL && i < facts->others->len; i++)
    if (hearth_check_entry_is_result (item->entry, facts->others->pdata[i]))
      take (item, facts->others->pdata[i], HEARTH_CHECK_DONE);
  count_rounds (item, facts);
}

/* What a person wrote as the next date goes before what the catalogue says. */
static HearthDate
find_due (const HearthCheckItem *item, const HearthCheckFacts *facts)
{
  HearthDate next;

  if (item->latest == NULL)
    return facts->arrived != HEARTH_DATE_NONE && hearth_pack_entry_has (item->entry, "To")
               ? facts->arrived + hearth_pack_entry_get_int (item->entry, "To", 0)
               : HEARTH_DATE_NONE;
  if (item->state == HEARTH_CHECK_REFUSED || item->state == HEARTH_CHECK_NOT_INDICATED)
    return hearth_record_get_date (item->latest, "next_on");
  next = hearth_record_get_date (item->latest, "next_on");
  return next != HEARTH_DATE_NONE
             ? next
             : hearth_check_entry_find_next (item->entry, facts->arrived, item->done_on);
}

static HearthCheckState
state_by_time (const HearthCheckItem *item, const HearthCheckFacts *facts)
{
  int from = hearth_pack_entry_get_int (item->entry, "From", 0);

  if (item->due_on == HEARTH_DATE_NONE)
    return HEARTH_CHECK_LATER;
  if (item->due_on < facts->today)
    return HEARTH_CHECK_OVERDUE;
  return facts->today >= facts->arrived + from ? HEARTH_CHECK_DUE : HEARTH_CHECK_LATER;
}

/* Somebody closed the step in the plan and wrote no result down. */
static void
take_steps (HearthCheckItem *item, const HearthCheckFacts *facts)
{
  const char *const *wanted = hearth_pack_entry_get_list (item->entry, "Steps");

  for (guint i = 0; wanted != NULL && facts->steps != NULL && i < facts->steps->len; i++)
    {
      const HearthRecord *step = facts->steps->pdata[i];
      const char *template_id = hearth_record_get_text (step, "template");
      const char *state = hearth_record_get_text (step, "state");
      gboolean is_done = g_strcmp0 (state, "done") == 0;

      if (template_id == NULL || !g_strv_contains (wanted, template_id) ||
          (!is_done && g_strcmp0 (state, "refused") != 0))
        continue;
      item->state = is_done ? HEARTH_CHECK_DONE : HEARTH_CHECK_REFUSED;
      item->done_on = hearth_record_get_date (step, "done_on");
      item->due_on = HEARTH_DATE_NONE;
      return;
    }
}

/** hearth_check_list_look_at: one entry of the catalogue. Thread: any. */
HearthCheckItem
hearth_check_list_look_at (const HearthCheckFacts *facts, const HearthPackEntry *entry)
{
  HearthCheckItem item = { .entry = entry,
                           .kind = hearth_check_entry_get_kind (entry),
                           .done_on = HEARTH_DATE_NONE };

  take_records (&item, facts);
  item.due_on = find_due (&item, facts);
  if (item.latest == NULL)
    {
      item.state = state_by_time (&item, facts);
      take_steps (&item, facts);
    }
  return item;
}

/**
 * hearth_check_list_new:
 *
 * Entries of a compartment that the login does not hold are not there: their titles alone tell too much.
 *
 * Returns: (transfer full): the catalogue. Thread: any. Source: domain 2.2.
 */
GArray *
hearth_check_list_new (const HearthCheckFacts *facts)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (HearthCheckItem));

  g_return_val_if_fail (facts != NULL, items);

  for (guint i = 0; i < hearth_pack_set_get_n_entries (facts->packs, "check"); i++)
    {
      HearthCheckItem item =
          hearth_check_list_look_at (facts, hearth_pack_set_get_entry (facts->packs, "check", i));

      if (facts->has_restricted || item.kind->cmp != HEARTH_COMPARTMENT_RESTRICTED)
        g_array_append_val (items, item);
    }
  return items;
}
