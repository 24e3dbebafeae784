/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-account-sheet.h"

#include "hearth-account-sheet-private.h"
#include "hearth-benefit-working.h"
#include "hearth-claim.h"
#include "hearth-paper-words.h"
#include "hearth-plan-explain.h"

#include <string.h>

/* A little less than the plan's: rows of sums need the width. */
#define TYPE_SIZE 12.5

/* --- Sums --- */

void
_hearth_account_add_sum (const HearthAccountSheet *self, const char *title, gint64 kop)
{
  g_autofree char *amount = _hearth_account_dup_amount (self->words, kop);

  if (kop != 0)
    hearth_flow_add_fact (self->flow, title, amount);
}

const char *
_hearth_account_word_of (const HearthRecord *record,
                         const char *field,
                         const char *const *ids,
                         const char *const *titles,
                         guint n)
{
  const char *id = hearth_record_get_text (record, field);

  for (guint i = 0; id != NULL && i < n; i++)
    if (g_str_equal (ids[i], id))
      return titles[i];
  return titles[0];
}

static void
add_unsure (const HearthAccountSheet *self, gint64 least, gint64 most, const char *reason)
{
  g_autofree char *low = _hearth_account_dup_amount (self->words, least);
  g_autofree char *high = _hearth_account_dup_amount (self->words, most);
  g_autofree char *sums = _hearth_paper_fill (self->words->unsure, low, high);
  g_autofree char *why =
      reason != NULL ? _hearth_paper_fill (self->words->because, reason, NULL) : NULL;
  g_autofree char *text = why != NULL ? g_strdup_printf ("%s %s", sums, why) : g_strdup (sums);

  hearth_flow_add_text (self->flow, text);
}

static void
add_owed (const HearthAccountSheet *self, const HearthBenefitAccount *account)
{
  const gint64 moved = account->paid_kop + account->waived_kop;
  g_autofree char *over = _hearth_account_dup_amount (self->words, account->overpaid_kop);
  g_autofree char *most = _hearth_account_dup_amount (self->words, account->owed_max_kop);
  g_autofree char *text = NULL;

  _hearth_account_add_sum (self, self->words->owed, MAX (account->owed_kop, 0));
  if (account->owed_max_kop > MAX (account->owed_kop, 0) && moved != 0)
    hearth_flow_add_fact (self->flow, self->words->owed_at_most, most);
  if (account->overpaid_kop > 0)
    text = _hearth_paper_fill (self->words->overpaid, over, NULL);
  else if (account->owed_max_kop == 0 && moved != 0)
    text = g_strdup (self->words->all_paid);
  if (text != NULL)
    hearth_flow_add_bold (self->flow, text);
}

static void
add_together (const HearthAccountSheet *self)
{
  const HearthBenefitAccount all = hearth_case_benefits_total (self->counted);

  hearth_flow_add_heading (self->flow, self->words->together);
  if (self->counted->accounts->len == 0)
    {
      hearth_flow_add_text (self->flow, self->words->nothing);
      return;
    }
  _hearth_account_add_sum (self, self->words->entitled, all.sum_kop);
  _hearth_account_add_sum (self, self->words->paid, all.paid_kop);
  _hearth_account_add_sum (self, self->words->waived, all.waived_kop);
  add_owed (self, &all);
  if (all.max_kop > all.sum_kop)
    add_unsure (self, all.sum_kop, all.max_kop, NULL);
}

/* A sum that a person decided on stays to be seen as that. */
static void
add_override (const HearthAccountSheet *self, const HearthBenefitAccount *account)
{
  g_autofree char *counted = _hearth_account_dup_amount (self->words, account->counted_kop);
  g_autofree char *text = NULL;

  if (account->override == NULL)
    return;
  text = _hearth_paper_fill (self->words->decided, counted,
                             hearth_record_get_text (account->override, "override_reason"));
  hearth_flow_add_text (self->flow, text);
}

/* --- One benefit --- */

static const HearthBenefitTotal *
find_total (const HearthAccountSheet *self, const HearthPackEntry *benefit)
{
  for (guint i = 0; i < self->counted->benefits->totals->len; i++)
    {
      const HearthBenefitTotal *total =
          &g_array_index (self->counted->benefits->totals, HearthBenefitTotal, i);

      if (total->benefit == benefit)
        return total;
    }
  return NULL;
}

static void
add_text_of (const HearthAccountSheet *self,
             const char *title,
             const HearthPackEntry *benefit,
             const char *key)
{
  hearth_flow_add_fact (self->flow, title,
                        hearth_pack_entry_get_text (benefit, key, self->language));
}

/* Once a claim was begun only those that it still lacks. */
static char *
dup_missing (const HearthAccountSheet *self, const HearthRecord *claim)
{
  g_autoptr (GArray) papers = hearth_claim_list_papers (
      claim, self->packs, hearth_case_get_records (self->kase, "document"), self->words->language);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < papers->len; i++)
    {
      const HearthClaimPaper *paper = &g_array_index (papers, HearthClaimPaper, i);

      if (!paper->is_there)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", paper->title);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_papers (const HearthAccountSheet *self, const HearthBenefitAccount *account)
{
  const char *const *papers = hearth_pack_entry_get_list_in (
      account->benefit, "Papers", g_str_equal (self->words->language, "uk") ? "uk" : NULL);
  g_autofree char *missing = account->claim != NULL ? dup_missing (self, account->claim) : NULL;
  g_autofree char *all =
      account->claim == NULL && papers != NULL ? g_strjoinv ("; ", (char **) papers) : NULL;

  hearth_flow_add_fact (self->flow, self->words->papers, all);
  hearth_flow_add_fact (self->flow, self->words->missing, missing);
}

static void
add_act (const HearthAccountSheet *self, const HearthPackEntry *benefit)
{
  g_autofree char *text = _hearth_paper_fill (
      self->words->by_act, hearth_pack_entry_get_text (benefit, "Source", self->language), NULL);

  hearth_flow_add_note (self->flow, text);
  if (g_strcmp0 (hearth_pack_entry_get_text (benefit, "Certainty", NULL), "uncertain") == 0)
    hearth_flow_add_note (self->flow, self->words->not_settled);
}

static void
add_shares (const HearthAccountSheet *self, const HearthBenefitTotal *total)
{
  if (total == NULL || total->by_recipient[HEARTH_RECIPIENT_RELATIVES] == 0)
    return;
  _hearth_account_add_sum (self, self->words->for_person,
                           total->by_recipient[HEARTH_RECIPIENT_PERSON]);
  _hearth_account_add_sum (self, self->words->for_relatives,
                           total->by_recipient[HEARTH_RECIPIENT_RELATIVES]);
}

static void
add_account (const HearthAccountSheet *self, const HearthBenefitAccount *account)
{
  const HearthPackEntry *benefit = account->benefit;
  const HearthBenefitTotal *total = benefit != NULL ? find_total (self, benefit) : NULL;

  hearth_flow_add_heading (self->flow, benefit != NULL
                                           ? hearth_pack_entry_get_title (benefit, self->language)
                                           : account->name);
  _hearth_account_add_sum (self, self->words->entitled, account->sum_kop);
  if (account->override == NULL)
    add_shares (self, total);
  add_override (self, account);
  _hearth_account_add_sum (self, self->words->paid, account->paid_kop);
  _hearth_account_add_sum (self, self->words->waived, account->waived_kop);
  add_owed (self, account);
  if (account->override == NULL && total != NULL && total->max_kop > total->sum_kop)
    {
      g_autofree char *reason = hearth_benefit_total_dup_reason (total, self->language);

      add_unsure (self, total->sum_kop, total->max_kop, reason);
    }
  _hearth_account_add_entries (self, account);
  if (account->claim != NULL)
    _hearth_account_add_claim (self, account->claim);
  if (benefit == NULL)
    return;
  if (account->owed_kop > 0 || account->max_kop > account->sum_kop)
    {
      if (account->claim == NULL || hearth_record_get_text (account->claim, "next_act") == NULL)
        _hearth_account_add_steps (self, account);
      add_text_of (self, self->words->payer, benefit, "Payer");
      add_papers (self, account);
      add_text_of (self, self->words->deadline, benefit, "Deadline");
      add_text_of (self, self->words->obstacle, benefit, "Obstacle");
    }
  add_act (self, benefit);
}

/* --- Rights --- */

/* A right that begins again by itself is in that round of it in which today is. */
static char *
dup_term (const HearthAccountSheet *self, const HearthBenefitRight *right)
{
  const HearthDate today = hearth_case_get_today (self->kase);
  HearthDate from = right->from;
  g_autofree char *days = g_strdup_printf ("%d", right->n_days);
  g_autofree char *span = NULL;

  if (right->n_days == 0)
    return g_strdup (self->words->right_for_good);
  if (right->renews && today > from)
    from += (today - from) / right->n_days * right->n_days;
  span = _hearth_account_dup_days (self->words, from, from + right->n_days - 1);
  return _hearth_paper_fill (right->renews ? self->words->right_renews : self->words->right_days,
                             days, span);
}

static void
add_rights (const HearthAccountSheet *self)
{
  const GArray *rights = self->counted->benefits->rights;

  if (rights->len > 0)
    hearth_flow_add_heading (self->flow, self->words->rights);
  for (guint i = 0; i < rights->len; i++)
    {
      const HearthBenefitRight *right = &g_array_index (rights, HearthBenefitRight, i);
      g_autofree char *term = dup_term (self, right);
      g_autofree char *act = _hearth_paper_fill (
          self->words->by_act,
          hearth_pack_entry_get_text (right->benefit, "Source", self->language), NULL);
      g_autofree char *detail = g_strdup_printf ("%s. %s", term, act);

      hearth_flow_add_item (self->flow,
                            hearth_pack_entry_get_title (right->benefit, self->language), detail);
    }
}

static void
add_counted (const HearthAccountSheet *self)
{
  g_autofree char *captivity =
      hearth_benefits_dup_captivity (self->counted->benefits, self->language);
  g_autofree char *choices =
      hearth_benefit_facts_dup_choices (self->counted->facts, self->language);

  hearth_flow_add_heading (self->flow, self->words->counted);
  hearth_flow_add_text (self->flow, captivity);
  hearth_flow_add_text (self->flow, choices);
}

/**
 * hearth_account_sheet_new:
 * @language: of the paper, "uk" or "en"
 *
 * Returns: (transfer full): to be handed to the person, and to nobody else.
 */
HearthFlow *
hearth_account_sheet_new (HearthContext *context, HearthCase *kase, const char *language)
{
  const HearthRecord *person;
  g_autoptr (HearthCaseBenefits) counted = NULL;
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;
  g_autofree char *day = NULL;
  g_autofree char *footer = NULL;
  const char *number;
  HearthAccountSheet self = { .kase = kase, .language = language };

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context) && HEARTH_IS_CASE (kase), NULL);

  person = hearth_case_get_person (kase);
  number = hearth_record_get_text (person, "number");
  self.packs = hearth_context_get_packs (context);
  self.templates = hearth_context_get_templates (context);
  counted = hearth_case_benefits_new (kase, self.packs);
  self.counted = counted;
  self.words = _hearth_account_words_for (language);
  name = _hearth_paper_dup_name (person, language);
  day = hearth_plan_date_in_words (hearth_case_get_today (kase), language);
  footer = _hearth_paper_fill (_hearth_paper_words_for (language)->made_on, day, number);
  title = _hearth_paper_fill (self.words->account_title, name != NULL ? name : number, NULL);
  self.flow = hearth_flow_new (TYPE_SIZE, footer);
  hearth_flow_add_title (self.flow, title);
  hearth_flow_add_text (self.flow, self.words->account_greeting);
  hearth_flow_add_bold (self.flow, self.words->secret);
  add_together (&self);
  for (guint i = 0; i < counted->accounts->len; i++)
    add_account (&self, &g_array_index (counted->accounts, HearthBenefitAccount, i));
  add_rights (&self);
  add_counted (&self);
  return self.flow;
}
