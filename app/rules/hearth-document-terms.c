/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Terms of documents and what blocks what (domain 3). Pure. */
#include "config.h"

#include "hearth-document-terms.h"

#include "hearth-plan-explain.h"
#include "hearth-plan-phrases.h"

/* The patterns are those of the table of phrases, whose placeholders a test checks. */
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

static HearthPlanUnit
read_unit (const char *text)
{
  if (g_strcmp0 (text, "working-days") == 0)
    return HEARTH_PLAN_UNIT_WORKING_DAYS;
  return g_strcmp0 (text, "months") == 0 ? HEARTH_PLAN_UNIT_MONTHS : HEARTH_PLAN_UNIT_DAYS;
}

static const HearthPackEntry *
find (HearthPackSet *packs, const char *document)
{
  return hearth_pack_set_lookup (packs, "document", document);
}

/**
 * hearth_document_get_due:
 * @document: id of a document
 * @applied: day of the application
 * @is_urgent: whether it was ordered urgently; an urgent term that nobody has published is the common one
 *
 * Returns: the last day on which the document is to be issued; %HEARTH_DATE_NONE if no term is known. Thread: any.
 */
HearthDate
hearth_document_get_due (HearthPlanTemplates *templates,
                         const char *document,
                         HearthDate applied,
                         gboolean is_urgent)
{
  const HearthPackEntry *entry;
  int term;

  g_return_val_if_fail (templates != NULL && document != NULL, HEARTH_DATE_NONE);

  entry = find (hearth_plan_templates_get_packs (templates), document);
  if (entry == NULL || applied == HEARTH_DATE_NONE || !hearth_pack_entry_has (entry, "Term"))
    return HEARTH_DATE_NONE;
  term = hearth_pack_entry_get_int (entry, "Term", 0);
  if (is_urgent)
    term = hearth_pack_entry_get_int (entry, "TermUrgent", term);
  return hearth_plan_templates_count (
      templates, read_unit (hearth_pack_entry_get_text (entry, "TermUnit", NULL)), applied, term,
      FALSE);
}

static char *
term_in_words (const HearthPlanPhrases *phrases, const HearthPackEntry *entry, gboolean is_urgent)
{
  int term = hearth_pack_entry_get_int (entry, "Term", 0);
  guint form;

  if (is_urgent)
    term = hearth_pack_entry_get_int (entry, "TermUrgent", term);
  form = phrases->plural_form ((guint) term);
  switch (read_unit (hearth_pack_entry_get_text (entry, "TermUnit", NULL)))
    {
    case HEARTH_PLAN_UNIT_WORKING_DAYS:
      return g_strdup_printf (phrases->working_days[form], (guint) term);
    case HEARTH_PLAN_UNIT_MONTHS:
      return g_strdup_printf (phrases->months[form], (guint) term);
    case HEARTH_PLAN_UNIT_DAYS:
    default:
      return g_strdup_printf (phrases->days[form], (guint) term);
    }
}

/**
 * hearth_document_explain_due:
 * @applied: day of the application; %HEARTH_DATE_NONE leaves it out
 * @is_urgent: as hearth_document_get_due()
 * @language: (nullable): `en`, `uk`; English for any other
 *
 * Returns: (transfer full): what the date of hearth_document_get_due() was counted from, as "20 working days
 *   after the application on 3 June 2025 (Terms of the State Migration Service, 2025)". Thread: any.
 */
char *
hearth_document_explain_due (HearthPlanTemplates *templates,
                             const char *document,
                             HearthDate applied,
                             gboolean is_urgent,
                             const char *language)
{
  const HearthPlanPhrases *phrases = _hearth_plan_phrases_for (language);
  g_autofree char *amount = NULL;
  g_autofree char *day = NULL;
  g_autofree char *from = NULL;
  g_autofree char *rule = NULL;
  const HearthPackEntry *entry;

  g_return_val_if_fail (templates != NULL && document != NULL, NULL);

  entry = find (hearth_plan_templates_get_packs (templates), document);
  if (entry == NULL || !hearth_pack_entry_has (entry, "Term"))
    return g_strdup (phrases->no_term);
  amount = term_in_words (phrases, entry, is_urgent);
  if (applied != HEARTH_DATE_NONE)
    day = hearth_plan_date_in_words (applied, language);
  from = day != NULL ? g_strdup_printf (phrases->on_event, phrases->application, day)
                     : g_strdup (phrases->application);
  rule = g_strdup_printf (phrases->after, amount, from);
  return g_strdup_printf (phrases->with_source, rule,
                          hearth_pack_entry_get_text (entry, "Source", language));
}

/**
 * hearth_clock_term_get_end:
 * @clock: id of an entry of kind `clock`
 * @from: the day it counts from
 *
 * Returns: its last day; %HEARTH_DATE_NONE if the clock or the day is not known. Thread: any.
 */
HearthDate
hearth_clock_term_get_end (HearthPlanTemplates *templates, const char *clock, HearthDate from)
{
  const HearthPackEntry *entry;

  g_return_val_if_fail (templates != NULL && clock != NULL, HEARTH_DATE_NONE);

  entry = hearth_pack_set_lookup (hearth_plan_templates_get_packs (templates), "clock", clock);
  if (entry == NULL || from == HEARTH_DATE_NONE)
    return HEARTH_DATE_NONE;
  return hearth_plan_templates_count (templates,
                                      read_unit (hearth_pack_entry_get_text (entry, "Unit", NULL)),
                                      from, hearth_pack_entry_get_int (entry, "Length", 0),
                                      hearth_pack_entry_get_bool (entry, "Inclusive"));
}

/**
 * hearth_document_get_free_until:
 * @released: day of the release
 *
 * Returns: the last day on which the state waives the fee; %HEARTH_DATE_NONE if it does not, or the day is not
 *   known. Thread: any.
 */
HearthDate
hearth_document_get_free_until (HearthPlanTemplates *templates,
                                const char *document,
                                HearthDate released)
{
  const HearthPackEntry *entry;
  const char *clock;

  g_return_val_if_fail (templates != NULL && document != NULL, HEARTH_DATE_NONE);

  entry = find (hearth_plan_templates_get_packs (templates), document);
  if (entry == NULL || !hearth_pack_entry_get_bool (entry, "FeeWaived"))
    return HEARTH_DATE_NONE;
  clock = hearth_pack_entry_get_text (entry, "FeeClock", NULL);
  return clock != NULL ? hearth_clock_term_get_end (templates, clock, released) : HEARTH_DATE_NONE;
}

/**
 * hearth_document_get_valid_until:
 * @issued: day of issue
 *
 * Returns: the day before the document must be renewed; %HEARTH_DATE_NONE if it does not run out. Thread: any.
 */
HearthDate
hearth_document_get_valid_until (HearthPackSet *packs, const char *document, HearthDate issued)
{
  const HearthPackEntry *entry;
  HearthDate end;
  int months;

  g_return_val_if_fail (packs != NULL && document != NULL, HEARTH_DATE_NONE);

  entry = find (packs, document);
  months = entry != NULL ? hearth_pack_entry_get_int (entry, "ValidMonths", 0) : 0;
  if (months == 0 || issued == HEARTH_DATE_NONE)
    return HEARTH_DATE_NONE;
  end = hearth_date_add_months (issued, months);
  return end != HEARTH_DATE_NONE ? end - 1 : HEARTH_DATE_NONE;
}

/**
 * hearth_document_list_waiting_for:
 *
 * Returns: (transfer full): what must be there before @document, each as the pack has it: `a|b` is either of
 *   the two. Thread: any.
 */
GStrv
hearth_document_list_waiting_for (HearthPackSet *packs, const char *document)
{
  const HearthPackEntry *entry;

  g_return_val_if_fail (packs != NULL && document != NULL, NULL);

  entry = find (packs, document);
  if (entry == NULL)
    return g_new0 (char *, 1);
  return g_strdupv ((char **) hearth_pack_entry_get_list (entry, "After"));
}

static gboolean
waits_for (const HearthPackEntry *entry, const char *document)
{
  const char *const *parts = hearth_pack_entry_get_list (entry, "After");

  for (; *parts != NULL; parts++)
    {
      g_auto (GStrv) ids = g_strsplit (*parts, "|", -1);

      if (g_strv_contains ((const char *const *) ids, document))
        return TRUE;
    }
  return FALSE;
}

/**
 * hearth_document_list_held_up_by:
 *
 * Returns: (transfer full): the documents that wait for @document itself, in the order of the pack. Thread: any.
 */
GStrv
hearth_document_list_held_up_by (HearthPackSet *packs, const char *document)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_return_val_if_fail (packs != NULL && document != NULL, NULL);

  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, "document"); i++)
    {
      const HearthPackEntry *entry = hearth_pack_set_get_entry (packs, "document", i);

      if (waits_for (entry, document))
        g_strv_builder_add (builder, hearth_pack_entry_get_id (entry));
    }
  return g_strv_builder_end (builder);
}

static guint
depth_of (HearthPackSet *packs, const HearthPackEntry *entry, GHashTable *depths)
{
  const char *const *parts = hearth_pack_entry_get_list (entry, "After");
  gpointer known;
  guint depth = 0;

  if (g_hash_table_lookup_extended (depths, entry, NULL, &known))
    return GPOINTER_TO_UINT (known);
  for (; *parts != NULL; parts++)
    {
      g_auto (GStrv) ids = g_strsplit (*parts, "|", -1);

      for (char **id = ids; *id != NULL; id++)
        depth = MAX (depth, depth_of (packs, find (packs, *id), depths) + 1);
    }
  g_hash_table_insert (depths, (gpointer) entry, GUINT_TO_POINTER (depth));
  return depth;
}

/**
 * hearth_document_get_depth:
 * @packs: a set without problems, so that there are no circles
 *
 * Returns: how many documents come one after the other before @document at most: its column in a drawing of what
 *   blocks what; 0 for what waits for nothing. Thread: any.
 */
guint
hearth_document_get_depth (HearthPackSet *packs, const char *document)
{
  g_autoptr (GHashTable) depths = g_hash_table_new (NULL, NULL);
  const HearthPackEntry *entry;

  g_return_val_if_fail (packs != NULL && document != NULL, 0);

  entry = find (packs, document);
  return entry != NULL ? depth_of (packs, entry, depths) : 0;
}
