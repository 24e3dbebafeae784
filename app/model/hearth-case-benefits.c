/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-case-benefits.h"

#include "hearth-ledger.h"

#include <string.h>

static void
clear_account (gpointer data)
{
  HearthBenefitAccount *self = data;

  g_free (self->name);
  g_clear_pointer (&self->claim, hearth_record_unref);
  g_clear_pointer (&self->override, hearth_record_unref);
}

static HearthBenefitAccount *
add_account (HearthCaseBenefits *self, const HearthPackEntry *benefit, const char *name)
{
  const HearthBenefitAccount account = { .benefit = benefit, .name = g_strdup (name) };

  g_array_append_val (self->accounts, account);
  return &g_array_index (self->accounts, HearthBenefitAccount, self->accounts->len - 1);
}

static HearthBenefitAccount *
find_account (HearthCaseBenefits *self, HearthPackSet *packs, const char *name)
{
  const HearthPackEntry *benefit = hearth_benefit_find (packs, name);

  for (guint i = 0; i < self->accounts->len; i++)
    {
      HearthBenefitAccount *account = &g_array_index (self->accounts, HearthBenefitAccount, i);

      if (benefit != NULL ? account->benefit == benefit : g_strcmp0 (account->name, name) == 0)
        return account;
    }
  return add_account (self, benefit,
                      benefit != NULL ? hearth_pack_entry_get_text (benefit, "Code", NULL) : name);
}

/* --- Ledger --- */

static HearthBenefitPaidTo
get_recipient (const HearthRecord *entry)
{
  const char *word = hearth_record_get_text (entry, "to_whom");

  if (g_strcmp0 (word, "relatives") == 0)
    return HEARTH_PAID_TO_RELATIVES;
  return g_strcmp0 (word, "deposit") == 0 ? HEARTH_PAID_TO_DEPOSIT : HEARTH_PAID_TO_PERSON;
}

/* What is claimed, approved, awaited or disputed says how far a payment is, not that money moved. */
static void
add_told (HearthBenefitAccount *account, const HearthRecord *entry, gint64 amount)
{
  const char *word = hearth_record_get_text (entry, "entry");

  if (strcmp (word, "claimed") == 0)
    account->claimed_kop += amount;
  else if (strcmp (word, "approved") == 0)
    account->approved_kop += amount;
  else if (strcmp (word, "awaiting-funding") == 0)
    account->awaiting_kop += amount;
  else if (strcmp (word, "disputed") == 0)
    account->disputed_kop += amount;
}

static void
add_entry (HearthCaseBenefits *self, HearthPackSet *packs, const HearthRecord *entry)
{
  const char *name = hearth_record_get_text (entry, "benefit");
  const gint64 amount = hearth_ledger_get_amount (entry);
  HearthBenefitAccount *account;

  if (name == NULL || _hearth_benefit_is_drawn_year (packs, entry))
    return;
  account = find_account (self, packs, name);
  switch (hearth_ledger_get_move (entry))
    {
    case HEARTH_LEDGER_PAID:
      account->paid_kop += amount;
      account->paid_to[get_recipient (entry)] += amount;
      break;
    case HEARTH_LEDGER_RETURNED:
      account->paid_kop -= amount;
      account->paid_to[get_recipient (entry)] -= amount;
      break;
    case HEARTH_LEDGER_WAIVED:
      account->waived_kop += amount;
      break;
    case HEARTH_LEDGER_TOLD:
    default:
      add_told (account, entry, amount);
      break;
    }
}

static void
add_ledger (HearthCaseBenefits *self, HearthPackSet *packs, GPtrArray *entries, HearthDate today)
{
  g_autoptr (HearthLedger) ledger = hearth_ledger_new (entries);

  for (guint i = 0; i < entries->len; i++)
    if (hearth_ledger_counts_on (ledger, entries->pdata[i], today))
      add_entry (self, packs, entries->pdata[i]);
}

/* --- Claims --- */

static gboolean
is_over (const HearthRecord *claim)
{
  const char *state = hearth_record_get_text (claim, "state");

  return g_strcmp0 (state, "paid") == 0 || g_strcmp0 (state, "not-eligible") == 0;
}

static void
take_record (HearthRecord **place, const HearthRecord *record)
{
  if (*place != NULL)
    hearth_record_unref (*place);
  *place = hearth_record_ref ((HearthRecord *) record);
}

/* A later claim takes the place of an earlier one, unless that one is still on its way and it is not. What a
 * person has decided stays beside what was counted. */
static void
add_claim (HearthCaseBenefits *self, HearthPackSet *packs, const HearthRecord *claim)
{
  const char *name = hearth_record_get_text (claim, "benefit");
  HearthBenefitAccount *account;
  gint64 sum;

  if (name == NULL)
    return;
  account = find_account (self, packs, name);
  if (account->claim == NULL || is_over (account->claim) || !is_over (claim))
    take_record (&account->claim, claim);
  if (!hearth_record_get_int (claim, "override_kop", &sum))
    return;
  take_record (&account->override, claim);
  account->sum_kop = sum;
  account->max_kop = sum;
}

/* That there is no right at all, a person has decided too; a sum that was decided on as well says more. */
static void
decide_rights (HearthCaseBenefits *self)
{
  for (guint i = 0; i < self->accounts->len; i++)
    {
      HearthBenefitAccount *account = &g_array_index (self->accounts, HearthBenefitAccount, i);

      if (account->claim != NULL && account->override == NULL &&
          g_strcmp0 (hearth_record_get_text (account->claim, "state"), "not-eligible") == 0)
        account->sum_kop = account->max_kop = 0;
    }
}

/* --- Accounts --- */

static void
add_totals (HearthCaseBenefits *self)
{
  for (guint i = 0; i < self->benefits->totals->len; i++)
    {
      const HearthBenefitTotal *total =
          &g_array_index (self->benefits->totals, HearthBenefitTotal, i);
      HearthBenefitAccount *account = add_account (
          self, total->benefit, hearth_pack_entry_get_text (total->benefit, "Code", NULL));

      account->counted_kop = total->sum_kop;
      account->sum_kop = total->sum_kop;
      account->max_kop = total->max_kop;
    }
}

/**
 * hearth_benefit_account_settle:
 * @self: with what it may come to, and what was paid and waived
 *
 * Says what is owed. Between the least and the most that a benefit may come to, nothing is surely owed and
 * nothing was paid too much. More that was returned than paid means that an entry is missing, not that more is
 * owed than the entitlement.
 */
void
hearth_benefit_account_settle (HearthBenefitAccount *self)
{
  const gint64 settled = MAX (self->paid_kop, 0) + self->waived_kop;
  const gint64 left = MAX (self->max_kop, self->sum_kop) - settled;

  self->owed_kop = MAX (self->sum_kop - settled, MIN (left, 0));
  self->owed_max_kop = MAX (left, 0);
  self->overpaid_kop = MAX (-left, 0);
}

/**
 * hearth_case_benefits_new_from:
 *
 * Source: domain 4, product 6: owed = entitled − paid − waived, as a range where the entitlement is one.
 *
 * Returns: (transfer full): what is owed to the person of @records and to relatives together. Thread: any.
 */
HearthCaseBenefits *
hearth_case_benefits_new_from (const HearthBenefitRecords *records, HearthPackSet *packs)
{
  HearthCaseBenefits *self = g_new0 (HearthCaseBenefits, 1);

  self->facts = hearth_benefit_records_make_facts (records, packs);
  self->benefits = hearth_benefits_compute (packs, self->facts);
  self->accounts = g_array_new (FALSE, FALSE, sizeof (HearthBenefitAccount));
  g_array_set_clear_func (self->accounts, clear_account);
  add_totals (self);
  add_ledger (self, packs, records->payments, records->today);
  for (guint i = 0; i < records->claims->len; i++)
    add_claim (self, packs, records->claims->pdata[i]);
  decide_rights (self);
  for (guint i = 0; i < self->accounts->len; i++)
    hearth_benefit_account_settle (&g_array_index (self->accounts, HearthBenefitAccount, i));
  return self;
}

/** hearth_case_benefits_new: as hearth_case_benefits_new_from(), of what the login may read; as of the day of
 * @kase. */
HearthCaseBenefits *
hearth_case_benefits_new (HearthCase *kase, HearthPackSet *packs)
{
  const HearthBenefitRecords records = {
    .person = hearth_case_get_person (kase),
    .captivity = hearth_case_get_records (kase, "captivity"),
    .contacts = hearth_case_get_records (kase, "contact"),
    .pay = hearth_case_get_records (kase, "pay"),
    .shares = hearth_case_get_records (kase, "share"),
    .stays = hearth_case_get_records (kase, "stay"),
    .disabilities = hearth_case_get_records (kase, "disability"),
    .payments = hearth_case_get_records (kase, "payment"),
    .claims = hearth_case_get_records (kase, "claim"),
    .today = hearth_case_get_today (kase),
  };

  return hearth_case_benefits_new_from (&records, packs);
}

/**
 * hearth_case_benefits_find:
 * @benefit: id of the pack, or code
 *
 * Returns: (nullable): its account. Thread: any.
 */
const HearthBenefitAccount *
hearth_case_benefits_find (const HearthCaseBenefits *self, const char *benefit)
{
  g_return_val_if_fail (self != NULL && benefit != NULL, NULL);

  for (guint i = 0; i < self->accounts->len; i++)
    {
      const HearthBenefitAccount *account =
          &g_array_index (self->accounts, HearthBenefitAccount, i);

      if (strcmp (account->name, benefit) == 0 ||
          (account->benefit != NULL &&
           strcmp (hearth_pack_entry_get_id (account->benefit), benefit) == 0))
        return account;
    }
  return NULL;
}

/** hearth_case_benefits_total: Returns: the sums of all accounts. Thread: any. */
HearthBenefitAccount
hearth_case_benefits_total (const HearthCaseBenefits *self)
{
  HearthBenefitAccount all = { 0 };

  g_return_val_if_fail (self != NULL, all);

  for (guint i = 0; i < self->accounts->len; i++)
    {
      const HearthBenefitAccount *account =
          &g_array_index (self->accounts, HearthBenefitAccount, i);

      all.sum_kop += account->sum_kop;
      all.max_kop += MAX (account->max_kop, account->sum_kop);
      all.counted_kop += account->counted_kop;
      all.paid_kop += account->paid_kop;
      for (guint j = 0; j < HEARTH_N_PAID_TO; j++)
        all.paid_to[j] += account->paid_to[j];
      all.waived_kop += account->waived_kop;
      all.owed_kop += MAX (account->owed_kop, 0);
      all.owed_max_kop += account->owed_max_kop;
      all.overpaid_kop += account->overpaid_kop;
    }
  return all;
}

/** hearth_case_benefits_free: frees what was counted. */
void
hearth_case_benefits_free (HearthCaseBenefits *self)
{
  if (self == NULL)
    return;
  hearth_benefit_facts_free (self->facts);
  hearth_benefits_free (self->benefits);
  g_array_unref (self->accounts);
  g_free (self);
}
