/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-answers-words.h"

#include "hearth-answers.h"
#include "hearth-format.h"

#include <glib/gi18n.h>

#define HOURS_PER_DAY 24

char *
hearth_answers_dup_result (const HearthQuestionnaireResult *result)
{
  /* Translators: a score and the highest that there is: "6 of 27". */
  g_autofree char *score = g_strdup_printf (_ ("%1$d of %2$d"), result->score, result->max);
  g_autoptr (GString) text = g_string_new (score);

  if (result->band != NULL)
    hearth_format_append_part (
        text, hearth_pack_entry_get_title (result->band, hearth_format_language ()));
  return g_strdup (text->str);
}

char *
hearth_answers_dup_missing (const HearthQuestionnaireResult *result)
{
  g_autoptr (GString) items = g_string_new (NULL);

  if (result->items->len == 0)
    return NULL;
  for (guint i = 0; i < result->items->len; i++)
    g_string_append_printf (items, "%s%u", i > 0 ? ", " : "",
                            g_array_index (result->items, guint, i));
  /* Translators: the placeholder is a list of numbers of questions. */
  return g_strdup_printf (_ ("Not answered yet: %s"), items->str);
}

static gint
compare_newest (gconstpointer a, gconstpointer b)
{
  HearthDate left = hearth_record_get_date (*(HearthRecord *const *) a, "filled_on");
  HearthDate right = hearth_record_get_date (*(HearthRecord *const *) b, "filled_on");

  return (left < right) - (left > right);
}

GPtrArray *
hearth_answers_list (HearthCase *kase)
{
  static const char *const kinds[] = { "answers", "restricted_answers" };
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_record_unref);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GPtrArray *records = hearth_case_get_records (kase, kinds[i]);

      /* The one that was written down last comes first among those of one day. */
      for (guint j = records->len; j > 0; j--)
        g_ptr_array_add (list, hearth_record_ref (records->pdata[j - 1]));
    }
  g_ptr_array_sort (list, compare_newest);
  return list;
}

const HearthRecord *
hearth_answers_find_before (HearthCase *kase, const HearthRecord *record)
{
  GPtrArray *records = hearth_case_get_records (kase, hearth_record_get_kind (record)->id);
  HearthDate day = hearth_record_get_date (record, "filled_on");
  const HearthRecord *before = NULL;
  gint64 score;

  for (guint i = 0; i < records->len; i++)
    {
      const HearthRecord *other = records->pdata[i];
      HearthDate other_day = hearth_record_get_date (other, "filled_on");

      if (other_day < day &&
          g_strcmp0 (hearth_record_get_text (other, "questionnaire"),
                     hearth_record_get_text (record, "questionnaire")) == 0 &&
          hearth_record_get_int (other, "score", &score) &&
          (before == NULL || other_day >= hearth_record_get_date (before, "filled_on")))
        before = other;
    }
  return before;
}

static const char *
step_in_words (HearthQuestionnaireChange change)
{
  switch (change.step)
    {
    case HEARTH_QUESTIONNAIRE_SAME:
      return _ ("unchanged");
    case HEARTH_QUESTIONNAIRE_RELIABLE:
      return change.is_better ? _ ("better, more than chance") : _ ("worse, more than chance");
    case HEARTH_QUESTIONNAIRE_MEANINGFUL:
      return change.is_better ? _ ("better, matters to the person")
                              : _ ("worse, matters to the person");
    case HEARTH_QUESTIONNAIRE_WITHIN_NOISE:
    default:
      return _ ("no sure change");
    }
}

char *
hearth_answers_dup_change (HearthCase *kase, const HearthRecord *record, HearthPackSet *packs)
{
  const HearthRecord *before = hearth_answers_find_before (kase, record);
  const char *id = hearth_record_get_text (record, "questionnaire");
  const HearthQuestionnaire *questionnaire =
      id != NULL ? hearth_questionnaire_lookup (packs, id, NULL) : NULL;
  HearthQuestionnaireChange change;
  gint64 earlier, now;
  g_autofree char *day = NULL;
  g_autofree char *difference = NULL;

  if (before == NULL || questionnaire == NULL || !hearth_record_get_int (record, "score", &now) ||
      !hearth_record_get_int (before, "score", &earlier))
    return NULL;
  change = hearth_questionnaire_compare (questionnaire, (int) earlier, (int) now);
  day = hearth_format_date (hearth_record_get_date (before, "filled_on"));
  difference = change.difference == 0 ? g_strdup ("0")
                                      : g_strdup_printf ("%s%d", change.difference < 0 ? "−" : "+",
                                                         ABS (change.difference));
  /* Translators: a difference of scores, the day of the earlier one, and what it is worth:
   * "−7 since 1 May 2025: better, matters to the person". */
  return g_strdup_printf (_ ("%1$s since %2$s: %3$s"), difference, day, step_in_words (change));
}

char *
hearth_answers_dup_early (HearthCase *kase, const HearthRecord *record, HearthPackSet *packs)
{
  const char *id = hearth_record_get_text (record, "questionnaire");
  const HearthQuestionnaire *questionnaire =
      id != NULL ? hearth_questionnaire_lookup (packs, id, NULL) : NULL;
  GPtrArray *periods = hearth_case_get_records (kase, "captivity");
  HearthDate released = HEARTH_DATE_NONE;
  g_autofree char *until = NULL;

  for (guint i = 0; i < periods->len; i++)
    {
      HearthPartialDate date = hearth_record_get_partial_date (periods->pdata[i], "released");

      if (hearth_partial_date_is_known (&date))
        released =
            MAX (released == HEARTH_DATE_NONE ? 0 : released, hearth_partial_date_first (&date));
    }
  if (questionnaire == NULL ||
      !hearth_questionnaire_is_early (questionnaire, released,
                                      hearth_record_get_date (record, "filled_on")))
    return NULL;
  until = hearth_format_date (
      released +
      hearth_pack_entry_get_int (hearth_questionnaire_get_entry (questionnaire), "NotBefore", 0));
  return g_strdup_printf (_ ("Not to be read as a disorder before %s: so soon after the return the "
                             "reaction may pass by itself."),
                          until);
}

char *
hearth_answers_dup_referral (const HearthPackEntry *alarm)
{
  const char *action = hearth_pack_entry_get_text (alarm, "Action", hearth_format_language ());
  int hours = hearth_pack_entry_get_int (alarm, "WithinHours", 0);
  g_autofree char *days = NULL;

  if (action == NULL)
    action = hearth_pack_entry_get_title (alarm, hearth_format_language ());
  if (hours == 0)
    /* Translators: what is to be done, for example "Consultation of the psychiatrist". */
    return g_strdup_printf (_ ("%s: at once"), action);
  if (hours <= HOURS_PER_DAY)
    return g_strdup_printf (
        ngettext ("%1$s: within %2$d hour", "%1$s: within %2$d hours", (gulong) hours), action,
        hours);
  days = hearth_format_n_days (hours / HOURS_PER_DAY);
  /* Translators: what is to be done, and "7 days". */
  return g_strdup_printf (_ ("%1$s: within %2$s"), action, days);
}
