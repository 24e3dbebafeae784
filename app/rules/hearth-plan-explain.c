/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Due dates in words: what was counted, from when, by which act. Any thread. */
#include "config.h"

#include "hearth-plan-explain.h"

#include "hearth-plan-phrases.h"

/* The patterns are those of the table of phrases, whose placeholders a test checks. */
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

typedef struct
{
  const HearthPlanPhrases *phrases;
  const char *language;
  HearthPlanTemplates *templates;
  const HearthPlanTemplate *template;
  int occurrence;
  HearthPlanAnchor anchor;
  HearthDate anchor_date;
} Explanation;

/**
 * hearth_plan_date_in_words:
 * @date: a known day
 * @language: `en` or `uk`
 *
 * Returns: (transfer full): "9 June 2025" or "09.06.2025".
 */
char *
hearth_plan_date_in_words (HearthDate date, const char *language)
{
  static const char *const months[] = { "January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December" };
  int year, month, day;

  g_return_val_if_fail (date != HEARTH_DATE_NONE, NULL);

  hearth_date_split (date, &year, &month, &day);
  if (g_str_equal (_hearth_plan_phrases_for (language)->language, "uk"))
    return g_strdup_printf ("%02d.%02d.%04d", day, month, year);
  return g_strdup_printf ("%d %s %04d", day, months[month - 1], year);
}

static const HearthPackEntry *
anchor_entry (const Explanation *self)
{
  HearthPackSet *packs = hearth_plan_templates_get_packs (self->templates);
  const char *kind = self->anchor == HEARTH_PLAN_ANCHOR_STEP ? "step" : "document";

  return hearth_pack_set_lookup (packs, kind, self->template->anchor_id);
}

/* "the primary medical document of 11 June 2025", without the date while there is none. */
static char *
anchor_in_words (const Explanation *self)
{
  g_autofree char *date = NULL;
  const HearthPackEntry *entry;
  const char *noun, *pattern = self->phrases->on_event;

  if (self->anchor == HEARTH_PLAN_ANCHOR_RELEASE)
    noun = self->phrases->release;
  else if (self->anchor == HEARTH_PLAN_ANCHOR_ARRIVAL)
    noun = self->phrases->arrival;
  else
    {
      entry = anchor_entry (self);
      noun = hearth_pack_entry_get_text (entry, "Of", self->language);
      if (self->anchor == HEARTH_PLAN_ANCHOR_DOCUMENT ||
          g_strcmp0 (hearth_pack_entry_get_text (entry, "Dated", NULL), "document") == 0)
        pattern = self->phrases->of_document;
    }
  if (self->anchor_date == HEARTH_DATE_NONE)
    return g_strdup (noun);
  date = hearth_plan_date_in_words (self->anchor_date, self->language);
  return g_strdup_printf (pattern, noun, date);
}

static char *
amount_in_words (const Explanation *self, int n)
{
  const HearthPlanPhrases *phrases = self->phrases;
  guint form = phrases->plural_form ((guint) n);

  switch (self->template->unit)
    {
    case HEARTH_PLAN_UNIT_WORKING_DAYS:
      return g_strdup_printf (phrases->working_days[form], (guint) n);
    case HEARTH_PLAN_UNIT_MONTHS:
      return g_strdup_printf (phrases->months[form], (guint) n);
    case HEARTH_PLAN_UNIT_DAYS:
    default:
      return g_strdup_printf (phrases->days[form], (guint) n);
    }
}

static char *
window_in_words (const Explanation *self)
{
  guint first = (guint) self->template->due_start;
  guint last = (guint) self->template->due_offset;

  switch (self->template->unit)
    {
    case HEARTH_PLAN_UNIT_WORKING_DAYS:
      return g_strdup_printf (self->phrases->working_day_window, first, last);
    case HEARTH_PLAN_UNIT_MONTHS:
      return g_strdup_printf (self->phrases->month_window, first, last);
    case HEARTH_PLAN_UNIT_DAYS:
    default:
      return g_strdup_printf (self->phrases->day_window, first, last);
    }
}

static char *
rule_in_words (const Explanation *self)
{
  const HearthPlanTemplate *template = self->template;
  int offset = template->n_repeats > 0 ? self->occurrence : template->due_offset;
  g_autofree char *anchor = anchor_in_words (self);
  g_autofree char *amount = NULL;

  if (offset == 0)
    return g_strdup_printf (self->phrases->same_day, anchor);
  if (template->due_start >= 0 && template->due_start < offset)
    amount = window_in_words (self);
  else
    amount = amount_in_words (self, offset);
  return g_strdup_printf (template->is_inclusive ? self->phrases->inclusive : self->phrases->after,
                          amount, anchor);
}

/* Only a term that an act sets names its act; what is good practice does not borrow authority. */
static char *
add_source (const Explanation *self, char *text)
{
  g_autofree char *owned = text;

  if (!self->template->is_legal)
    return g_steal_pointer (&owned);
  return g_strdup_printf (
      self->phrases->with_source, owned,
      hearth_pack_entry_get_text (self->template->entry, "Source", self->language));
}

static char *
add_why (const Explanation *self, char *text)
{
  g_autofree char *owned = text;
  const char *why = hearth_pack_entry_get_text (self->template->entry, "Why", self->language);

  if (why == NULL)
    return g_steal_pointer (&owned);
  return g_strdup_printf (self->phrases->with_why, why, owned);
}

static char *
explain (const Explanation *self)
{
  const char *why = hearth_pack_entry_get_text (self->template->entry, "Why", self->language);

  if (self->template->anchor == HEARTH_PLAN_ANCHOR_NONE)
    return g_strdup (why != NULL ? why : self->phrases->no_due);
  if (self->anchor_date == HEARTH_DATE_NONE &&
      (self->anchor == HEARTH_PLAN_ANCHOR_RELEASE || self->anchor == HEARTH_PLAN_ANCHOR_ARRIVAL))
    return g_strdup (self->phrases->no_release);
  return add_source (self, add_why (self, rule_in_words (self)));
}

/**
 * hearth_plan_explain_rule:
 * @occurrence: as in the plan
 * @anchor: as in the plan's item: arrival may have fallen back to release
 * @anchor_date: what the due date was counted from, or %HEARTH_DATE_NONE
 * @language: (nullable): `en`, `uk`; English for any other
 *
 * Explains a due date from stored values, without evaluating the plan.
 *
 * Returns: (transfer full) (nullable): a phrase in lower case, as "5 working days after the primary
 *   medical document of 11 June 2025 (Law 4632-IX)"; %NULL if no pack knows the step.
 */
char *
hearth_plan_explain_rule (HearthPlanTemplates *templates,
                          const char *template_id,
                          int occurrence,
                          HearthPlanAnchor anchor,
                          HearthDate anchor_date,
                          const char *language)
{
  Explanation self = { .language = language, .templates = templates, .occurrence = occurrence };

  g_return_val_if_fail (templates != NULL && template_id != NULL, NULL);

  self.phrases = _hearth_plan_phrases_for (language);
  self.template = hearth_plan_templates_lookup (templates, template_id);
  self.anchor = anchor;
  self.anchor_date = anchor_date;
  return self.template != NULL ? explain (&self) : NULL;
}

/**
 * hearth_plan_explain:
 * @item: from hearth_plan_evaluate() with the same @templates
 * @language: (nullable): `en`, `uk`; English for any other
 *
 * Returns: (transfer full): why the step is due when it is, or why that cannot be told yet.
 */
char *
hearth_plan_explain (const HearthPlanItem *item,
                     HearthPlanTemplates *templates,
                     const char *language)
{
  const HearthPlanPhrases *phrases = _hearth_plan_phrases_for (language);

  g_return_val_if_fail (item != NULL && templates != NULL, NULL);

  if (item->is_due_manual)
    return g_strdup (phrases->by_hand);
  if (item->template == NULL)
    return g_strdup (phrases->no_due);
  return hearth_plan_explain_rule (templates, item->template_id, item->occurrence, item->anchor,
                                   item->anchor_date, language);
}

/**
 * hearth_plan_dup_title:
 *
 * Returns: (transfer full): the step's title; a repeated one says which: "Follow-up visit, month 3".
 *   A step that no pack knows is called by its id.
 */
char *
hearth_plan_dup_title (HearthPlanTemplates *templates,
                       const char *template_id,
                       int occurrence,
                       const char *language)
{
  const HearthPlanTemplate *template;
  g_autofree char *which = NULL;
  const char *title;

  g_return_val_if_fail (templates != NULL && template_id != NULL, NULL);

  template = hearth_plan_templates_lookup (templates, template_id);
  if (template == NULL)
    return g_strdup (template_id);
  title = hearth_pack_entry_get_title (template->entry, language);
  if (template->n_repeats == 0)
    return g_strdup (title);
  which = g_strdup_printf (_hearth_plan_phrases_for (language)->occurrence[template->unit],
                           (guint) occurrence);
  return g_strdup_printf ("%s, %s", title, which);
}

/**
 * hearth_plan_reason_in_words:
 * @reason: (nullable): the reason of a closed step
 *
 * Returns: (transfer none) (nullable): the plan's own reasons in @language; anything else as a
 *   person wrote it.
 */
const char *
hearth_plan_reason_in_words (const char *reason, const char *language)
{
  const HearthPlanPhrases *phrases = _hearth_plan_phrases_for (language);

  if (g_strcmp0 (reason, HEARTH_PLAN_REASON_CONDITION) == 0)
    return phrases->retired_condition;
  if (g_strcmp0 (reason, HEARTH_PLAN_REASON_VALIDITY) == 0)
    return phrases->retired_validity;
  if (g_strcmp0 (reason, HEARTH_PLAN_REASON_OCCURRENCE) == 0)
    return phrases->retired_occurrence;
  if (g_strcmp0 (reason, HEARTH_PLAN_REASON_REFUSED) == 0)
    return phrases->refused;
  if (g_strcmp0 (reason, HEARTH_PLAN_REASON_NOT_INDICATED) == 0)
    return phrases->not_indicated;
  if (g_strcmp0 (reason, HEARTH_PLAN_REASON_DOCUMENT_THERE) == 0)
    return phrases->document_is_there;
  if (g_strcmp0 (reason, HEARTH_PLAN_REASON_DOCUMENT_NOT_NEEDED) == 0)
    return phrases->document_is_not_needed;
  if (g_strcmp0 (reason, HEARTH_PLAN_REASON_NO_RIGHT) == 0)
    return phrases->no_right;
  return reason;
}
