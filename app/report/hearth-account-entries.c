/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-account-sheet-private.h"

#include "hearth-ledger.h"
#include "hearth-paper-words.h"

static gboolean
is_about (const HearthAccountSheet *self,
          const HearthRecord *record,
          const HearthBenefitAccount *account)
{
  const char *name = hearth_record_get_text (record, "benefit");
  const HearthPackEntry *benefit = name != NULL ? hearth_benefit_find (self->packs, name) : NULL;

  if (benefit != NULL || account->benefit != NULL)
    return benefit == account->benefit;
  return g_strcmp0 (name, account->name) == 0;
}

static void
add_entry (const HearthAccountSheet *self, const HearthRecord *payment)
{
  static const double shares[] = { 0.22, 0.28, 0.24, 0.26 };
  static const char *const entries[] = { "paid",     "claimed", "approved", "awaiting-funding",
                                         "returned", "waived",  "disputed" };
  static const char *const recipients[] = { "person", "relatives", "deposit" };
  const HearthAccountWords *words = self->words;
  const char *recipient = hearth_record_get_text (payment, "recipient");
  gint64 kop = 0;
  g_autofree char *day =
      _hearth_paper_dup_date (hearth_record_get_date (payment, "paid_on"), self->language);
  g_autofree char *amount = NULL;
  const char *cells[4];

  hearth_record_get_int (payment, "amount_kop", &kop);
  amount = _hearth_account_dup_amount (words, kop);
  cells[0] = day;
  cells[1] =
      _hearth_account_word_of (payment, "entry", entries, words->entries, G_N_ELEMENTS (entries));
  cells[2] = amount;
  cells[3] = recipient != NULL && *recipient != '\0'
                 ? recipient
                 : _hearth_account_word_of (payment, "to_whom", recipients, words->recipients,
                                            G_N_ELEMENTS (recipients));
  hearth_flow_add_row (self->flow, cells, shares, G_N_ELEMENTS (cells), FALSE);
}

void
_hearth_account_add_entries (const HearthAccountSheet *self, const HearthBenefitAccount *account)
{
  static const double shares[] = { 0.22, 0.28, 0.24, 0.26 };
  const HearthAccountWords *words = self->words;
  const char *head[] = { words->date, words->what, words->amount_title, words->to_whom };
  GPtrArray *payments = hearth_case_get_records (self->kase, "payment");
  g_autoptr (HearthLedger) ledger = hearth_ledger_new (payments);
  gboolean has_any = FALSE;

  for (guint i = 0; i < payments->len; i++)
    if (hearth_ledger_counts (ledger, payments->pdata[i]) &&
        is_about (self, payments->pdata[i], account))
      {
        if (!has_any)
          hearth_flow_add_row (self->flow, head, shares, G_N_ELEMENTS (head), TRUE);
        has_any = TRUE;
        add_entry (self, payments->pdata[i]);
      }
}
