/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-account-sheet-private.h"

#include "hearth-paper-words.h"
#include "hearth-plan-explain.h"

static const char *
benefit_of_step (const HearthAccountSheet *self, const HearthPlanItem *item)
{
  const HearthPackEntry *step = hearth_pack_set_lookup (self->packs, "step", item->template_id);

  return step != NULL ? hearth_pack_entry_get_text (step, "Benefit", NULL) : NULL;
}

static void
add_wait (const HearthAccountSheet *self, const HearthRecord *step)
{
  const char *blocker = hearth_record_get_text (step, "blocker");
  const char *whom = hearth_record_get_text (step, "waiting_for");

  if (blocker != NULL)
    hearth_flow_add_fact (
        self->flow, self->words->waits_for,
        hearth_pack_set_get_title (self->packs, "blocker", blocker, self->language));
  hearth_flow_add_fact (self->flow, blocker != NULL ? self->words->to_whom : self->words->waits_for,
                        whom);
}

/* NULL: nothing has to be done before. */
static char *
dup_before (const HearthAccountSheet *self, const HearthPlanItem *item)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) titles = NULL;
  g_autofree char *all = NULL;

  if (item->is_ready || item->blocked_by[0] == NULL)
    return NULL;
  for (guint i = 0; item->blocked_by[i] != NULL; i++)
    {
      g_autofree char *title =
          hearth_plan_dup_title (self->templates, item->blocked_by[i], 1, self->language);

      g_strv_builder_add (builder, title);
    }
  titles = g_strv_builder_end (builder);
  all = g_strjoinv ("; ", titles);
  return _hearth_paper_fill (self->words->first, all, NULL);
}

static void
add_next (const HearthAccountSheet *self, const HearthPlanItem *item)
{
  g_autofree char *title =
      hearth_plan_dup_title (self->templates, item->template_id, item->occurrence, self->language);
  g_autofree char *day = _hearth_paper_dup_date (item->due, self->language);
  g_autofree char *by = day != NULL ? _hearth_paper_fill (self->words->by_day, day, NULL) : NULL;
  g_autofree char *before = dup_before (self, item);
  g_autofree char *text =
      g_strconcat (title, by != NULL ? ", " : "", by != NULL ? by : "", before != NULL ? ". " : "",
                   before != NULL ? before : "", NULL);

  hearth_flow_add_fact (self->flow, self->words->next, text);
}

/* What the plan knows of the benefit: what its open steps wait for, and the first of them. */
void
_hearth_account_add_steps (const HearthAccountSheet *self, const HearthBenefitAccount *account)
{
  const HearthPlanItem *next = NULL;
  gboolean is_in_plan = FALSE;

  for (guint i = 0; i < hearth_case_get_n_steps (self->kase); i++)
    {
      const HearthCaseStep *step = hearth_case_get_step (self->kase, i);

      if (g_strcmp0 (benefit_of_step (self, step->item), account->name) != 0 ||
          step->item->state == HEARTH_STEP_NOT_APPLICABLE)
        continue;
      is_in_plan = TRUE;
      if (!hearth_step_state_is_open (step->item->state))
        continue;
      /* Steps say what their claim says. */
      if (account->claim == NULL)
        add_wait (self, step->record);
      if (next == NULL || (step->item->is_ready && !next->is_ready))
        next = step->item;
    }
  if (next != NULL)
    add_next (self, next);
  else if (!is_in_plan && account->owed_kop > 0)
    hearth_flow_add_fact (self->flow, self->words->next, self->words->next_apply);
}

/* --- The claim --- */

static void
add_day_of (const HearthAccountSheet *self,
            const char *title,
            const HearthRecord *claim,
            const char *field)
{
  g_autofree char *day =
      _hearth_paper_dup_date (hearth_record_get_date (claim, field), self->language);

  hearth_flow_add_fact (self->flow, title, day);
}

/* "на розгляді, з 10.06.2025" */
static void
add_state (const HearthAccountSheet *self, const HearthRecord *claim)
{
  static const char *const states[HEARTH_N_ACCOUNT_STATES] = {
    "collecting", "submitted", "under-review", "sent-back",        "rejected",
    "appealed",   "in-court",  "approved",     "awaiting-funding", "partly-paid",
    "paid",       "disputed",  "not-eligible",
  };
  g_autofree char *day =
      _hearth_paper_dup_date (hearth_record_get_date (claim, "since_on"), self->language);
  g_autofree char *text = NULL;
  const char *state;

  if (hearth_record_get_text (claim, "state") == NULL)
    return;
  state =
      _hearth_account_word_of (claim, "state", states, self->words->states, G_N_ELEMENTS (states));
  text = day != NULL ? g_strdup_printf ("%s, %s %s", state, self->words->since, day)
                     : g_strdup (state);
  hearth_flow_add_fact (self->flow, self->words->state, text);
}

void
_hearth_account_add_claim (const HearthAccountSheet *self, const HearthRecord *claim)
{
  const char *blocker = hearth_record_get_text (claim, "blocker");
  const char *act = hearth_record_get_text (claim, "next_act");

  add_state (self, claim);
  add_day_of (self, self->words->submitted, claim, "submitted_on");
  hearth_flow_add_fact (self->flow, self->words->reference,
                        hearth_record_get_text (claim, "reference"));
  add_day_of (self, self->words->answer_due, claim, "answer_due_on");
  add_day_of (self, self->words->refused, claim, "refused_on");
  hearth_flow_add_fact (self->flow, self->words->refusal,
                        hearth_record_get_text (claim, "refusal"));
  if (hearth_record_get_date (claim, "appealed_on") == HEARTH_DATE_NONE)
    add_day_of (self, self->words->appeal_due, claim, "appeal_due_on");
  if (blocker != NULL)
    hearth_flow_add_fact (
        self->flow, self->words->waits_for,
        hearth_pack_set_get_title (self->packs, "blocker", blocker, self->language));
  if (act != NULL)
    {
      g_autofree char *day =
          _hearth_paper_dup_date (hearth_record_get_date (claim, "next_on"), self->language);
      g_autofree char *by =
          day != NULL ? _hearth_paper_fill (self->words->by_day, day, NULL) : NULL;
      g_autofree char *text = by != NULL ? g_strdup_printf ("%s, %s", act, by) : g_strdup (act);

      hearth_flow_add_fact (self->flow, self->words->next, text);
    }
}
