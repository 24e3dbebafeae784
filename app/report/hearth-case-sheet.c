/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-case-sheet.h"

#include "hearth-paper-words.h"
#include "hearth-plan-explain.h"

#define TYPE_SIZE 11.0

typedef struct
{
  HearthPlanTemplates *templates;
  HearthPackSet *packs;
  HearthCase *kase;
  const HearthRecord *person;
  const char *language;
  const HearthPaperWords *words;
  HearthFlow *flow;
} Sheet;

static void
add_titled (const Sheet *self, const char *label, const char *kind, const char *field)
{
  const char *id = hearth_record_get_text (self->person, field);

  hearth_flow_add_fact (
      self->flow, label,
      id != NULL ? hearth_pack_set_get_title (self->packs, kind, id, self->language) : NULL);
}

static void
add_plain (const Sheet *self, const char *label, const char *field)
{
  hearth_flow_add_fact (self->flow, label, hearth_record_get_text (self->person, field));
}

static void
add_person (const Sheet *self)
{
  const HearthPaperWords *words = self->words;
  g_autofree char *birth = _hearth_paper_dup_partial (self->person, "birth", self->language);
  g_autofree char *arrived =
      _hearth_paper_dup_date (hearth_record_get_date (self->person, "arrived"), self->language);

  hearth_flow_add_heading (self->flow, words->person);
  hearth_flow_add_fact (self->flow, words->birth, birth);
  add_plain (self, words->call_sign, "call_sign");
  add_titled (self, words->rank, "rank", "rank");
  add_plain (self, words->unit, "unit");
  add_titled (self, words->branch, "branch", "branch");
  add_titled (self, words->category, "category", "category");
  hearth_flow_add_fact (self->flow, words->arrived, arrived);
  add_plain (self, words->facility, "facility");
  add_plain (self, words->caseworker, "owner");
  add_titled (self, words->stage, "stage", "stage");
}

static void
add_captivity (const Sheet *self)
{
  GPtrArray *periods = hearth_case_get_records (self->kase, "captivity");

  if (periods->len > 0)
    hearth_flow_add_heading (self->flow, self->words->captivity);
  for (guint i = 0; i < periods->len; i++)
    {
      const HearthRecord *period = periods->pdata[i];
      g_autofree char *from = _hearth_paper_dup_partial (period, "captured", self->language);
      g_autofree char *to = _hearth_paper_dup_partial (period, "released", self->language);

      hearth_flow_add_fact (self->flow, self->words->captured,
                            from != NULL ? from : self->words->unknown);
      hearth_flow_add_fact (self->flow, self->words->released,
                            to != NULL ? to : self->words->unknown);
    }
}

static void
add_contacts (const Sheet *self)
{
  static const double shares[] = { 0.4, 0.3, 0.3 };
  GPtrArray *contacts = hearth_case_get_records (self->kase, "contact");

  if (contacts->len > 0)
    hearth_flow_add_heading (self->flow, self->words->contacts);
  for (guint i = 0; i < contacts->len; i++)
    {
      const HearthRecord *contact = contacts->pdata[i];
      const char *relation = hearth_record_get_text (contact, "relation");
      const char *cells[] = {
        hearth_record_get_text (contact, "name"),
        relation != NULL
            ? hearth_pack_set_get_title (self->packs, "relation", relation, self->language)
            : NULL,
        hearth_record_get_text (contact, "phone"),
      };

      hearth_flow_add_row (self->flow, cells, shares, G_N_ELEMENTS (cells), FALSE);
    }
}

static const char *
stage_title (const Sheet *self, const HearthRecord *decision, const char *field)
{
  const char *id = hearth_record_get_text (decision, field);

  return id != NULL ? hearth_pack_set_get_title (self->packs, "stage", id, self->language)
                    : self->words->unknown;
}

static void
add_stages (const Sheet *self)
{
  static const double shares[] = { 0.18, 0.34, 0.3, 0.18 };
  GPtrArray *decisions = hearth_case_get_records (self->kase, "decision");
  const char *head[] = { self->words->date, self->words->stage, self->words->reason,
                         self->words->decided_by };

  if (decisions->len == 0)
    return;
  hearth_flow_add_heading (self->flow, self->words->stages);
  hearth_flow_add_row (self->flow, head, shares, G_N_ELEMENTS (head), TRUE);
  for (guint i = 0; i < decisions->len; i++)
    {
      const HearthRecord *decision = decisions->pdata[i];
      g_autofree char *day =
          _hearth_paper_dup_date (hearth_record_get_date (decision, "decided_on"), self->language);
      g_autofree char *change = g_strdup_printf ("%s → %s", stage_title (self, decision, "stage"),
                                                 stage_title (self, decision, "next"));
      const char *cells[] = { day, change, hearth_record_get_text (decision, "reason"),
                              hearth_record_get_text (decision, "decided_by") };

      hearth_flow_add_row (self->flow, cells, shares, G_N_ELEMENTS (cells), FALSE);
    }
}

static void
add_documents (const Sheet *self)
{
  static const double shares[] = { 0.5, 0.25, 0.25 };
  GPtrArray *documents = hearth_case_get_records (self->kase, "document");
  const char *head[] = { self->words->document, self->words->number, self->words->date };

  if (documents->len == 0)
    return;
  hearth_flow_add_heading (self->flow, self->words->documents);
  hearth_flow_add_row (self->flow, head, shares, G_N_ELEMENTS (head), TRUE);
  for (guint i = 0; i < documents->len; i++)
    {
      const HearthRecord *document = documents->pdata[i];
      HearthDate issued = hearth_record_get_date (document, "issued_on");
      g_autofree char *day = _hearth_paper_dup_date (issued, self->language);
      const char *cells[] = {
        hearth_pack_set_get_title (self->packs, "document",
                                   hearth_record_get_text (document, "document"), self->language),
        hearth_record_get_text (document, "number"),
        day,
      };

      hearth_flow_add_row (self->flow, cells, shares, G_N_ELEMENTS (cells), FALSE);
    }
}

static void
add_step (const Sheet *self, const HearthCaseStep *step)
{
  static const double shares[] = { 0.52, 0.22, 0.26 };
  const HearthPlanItem *item = step->item;
  gboolean is_open = hearth_step_state_is_open (item->state);
  g_autofree char *title =
      hearth_plan_dup_title (self->templates, item->template_id, item->occurrence, self->language);
  g_autofree char *day = _hearth_paper_dup_date (
      is_open ? item->due : hearth_record_get_date (step->record, "done_on"), self->language);
  const char *cells[] = { title, self->words->states[item->state], day };

  hearth_flow_add_row (self->flow, cells, shares, G_N_ELEMENTS (cells), FALSE);
}

static void
add_steps (const Sheet *self)
{
  static const double shares[] = { 0.52, 0.22, 0.26 };
  g_autofree char *dates = g_strdup_printf ("%s / %s", self->words->due, self->words->date);
  const char *head[] = { self->words->step, self->words->state, dates };

  hearth_flow_add_heading (self->flow, self->words->steps);
  hearth_flow_add_row (self->flow, head, shares, G_N_ELEMENTS (head), TRUE);
  for (guint i = 0; i < hearth_case_get_n_steps (self->kase); i++)
    {
      const HearthCaseStep *step = hearth_case_get_step (self->kase, i);

      if (step->item->state != HEARTH_STEP_NOT_APPLICABLE)
        add_step (self, step);
    }
}

/**
 * hearth_case_sheet_new:
 * @language: of the paper, "uk" or "en"
 *
 * Returns: (transfer full): the summary.
 */
HearthFlow *
hearth_case_sheet_new (HearthContext *context, HearthCase *kase, const char *language)
{
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;
  g_autofree char *day = NULL;
  g_autofree char *footer = NULL;
  const char *number;
  Sheet self = { .kase = kase, .language = language };

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context) && HEARTH_IS_CASE (kase), NULL);

  self.person = hearth_case_get_person (kase);
  self.templates = hearth_context_get_templates (context);
  self.packs = hearth_context_get_packs (context);
  self.words = _hearth_paper_words_for (language);
  number = hearth_record_get_text (self.person, "number");
  name = _hearth_paper_dup_name (self.person, language);
  day = hearth_plan_date_in_words (hearth_case_get_today (kase), language);
  footer = _hearth_paper_fill (self.words->made_on, day, number);
  title = _hearth_paper_fill (self.words->case_title, number, NULL);
  self.flow = hearth_flow_new (TYPE_SIZE, footer);
  hearth_flow_add_title (self.flow, title);
  if (name != NULL)
    hearth_flow_add_bold (self.flow, name);
  add_person (&self);
  add_captivity (&self);
  add_contacts (&self);
  add_stages (&self);
  add_documents (&self);
  add_steps (&self);
  hearth_flow_add_note (self.flow, self.words->only_core);
  return self.flow;
}
