/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-case-letter-money.h"

#include "hearth-benefit-working.h"
#include "hearth-case-benefits.h"
#include "hearth-ledger.h"
#include "hearth-letter.h"
#include "hearth-plan-explain.h"

#include <string.h>

typedef struct
{
  HearthCase *kase;
  HearthPackSet *packs;
  const HearthPackEntry *benefit;
  const char *language;
} Money;

static gboolean
is_about (const Money *self, const HearthRecord *record)
{
  const char *name = hearth_record_get_text (record, "benefit");

  return name != NULL && hearth_benefit_find (self->packs, name) == self->benefit;
}

/* The claim that was made last; NULL: none. */
static const HearthRecord *
find_claim (const Money *self)
{
  GPtrArray *claims = hearth_case_get_records (self->kase, "claim");
  const HearthRecord *last = NULL;

  for (guint i = 0; i < claims->len; i++)
    if (is_about (self, claims->pdata[i]) &&
        (last == NULL || hearth_record_get_date (claims->pdata[i], "submitted_on") >=
                             hearth_record_get_date (last, "submitted_on")))
      last = claims->pdata[i];
  return last;
}

static char *
dup_of_claim (const Money *self, const char *name)
{
  static const struct
  {
    const char *name, *field;
    gboolean is_day;
  } fields[] = {
    { "approved", "approved_on", TRUE },       { "claim-addressee", "addressee", FALSE },
    { "claim-reference", "reference", FALSE }, { "refusal", "refusal", FALSE },
    { "refused", "refused_on", TRUE },         { "submitted", "submitted_on", TRUE },
  };
  const HearthRecord *claim = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].name, name) && (claim = find_claim (self)) != NULL)
      {
        HearthDate day = HEARTH_DATE_NONE;

        if (!fields[i].is_day)
          return g_strdup (hearth_record_get_text (claim, fields[i].field));
        day = hearth_record_get_date (claim, fields[i].field);
        return day != HEARTH_DATE_NONE ? hearth_plan_date_in_words (day, self->language) : NULL;
      }
  return NULL;
}

/* What reached the person; what was paid to relatives or lies on deposit did not. */
static gint64
count_paid (const Money *self)
{
  GPtrArray *payments = hearth_case_get_records (self->kase, "payment");
  g_autoptr (HearthLedger) ledger = hearth_ledger_new (payments);
  gint64 paid = 0;

  for (guint i = 0; i < payments->len; i++)
    {
      const HearthRecord *payment = payments->pdata[i];
      const char *to_whom = hearth_record_get_text (payment, "to_whom");
      const HearthLedgerMove move = hearth_ledger_get_move (payment);

      if (!is_about (self, payment) || !hearth_ledger_counts (ledger, payment) ||
          (to_whom != NULL && !g_str_equal (to_whom, "person")))
        continue;
      if (move == HEARTH_LEDGER_PAID)
        paid += hearth_ledger_get_amount (payment);
      else if (move == HEARTH_LEDGER_RETURNED)
        paid -= hearth_ledger_get_amount (payment);
    }
  return paid;
}

static char *
dup_sum (const Money *self, gint64 kop, gboolean is_sure)
{
  g_autofree char *digits = hearth_kopiykas_to_text (kop, self->language);
  char *sum = g_strdup_printf (g_str_equal (self->language, "uk") ? "%s грн" : "UAH %s", digits);
  char *marked;

  if (is_sure)
    return sum;
  marked = hearth_letter_mark (sum);
  g_free (sum);
  return marked;
}

static const HearthBenefitTotal *
find_total (const Money *self, const HearthCaseBenefits *counted)
{
  return hearth_benefits_find_total (counted->benefits,
                                     hearth_pack_entry_get_text (self->benefit, "Code", NULL));
}

/* A sum of which a part is not sure is one for a person to look at, and so is one of nothing. */
static char *
dup_of_sums (const Money *self, const char *name)
{
  g_autoptr (HearthCaseBenefits) counted = NULL;
  const HearthBenefitTotal *total;
  gint64 mine, owed;

  if (g_str_equal (name, "mine-paid"))
    return dup_sum (self, count_paid (self), TRUE);
  if (!g_str_equal (name, "mine") && !g_str_equal (name, "mine-owed"))
    return NULL;
  counted = hearth_case_benefits_new (self->kase, self->packs);
  total = find_total (self, counted);
  if (total == NULL)
    return NULL;
  mine = total->by_recipient[HEARTH_RECIPIENT_PERSON];
  owed = mine - count_paid (self);
  if (g_str_equal (name, "mine"))
    return dup_sum (self, mine, mine > 0 && total->max_kop == total->sum_kop);
  return dup_sum (self, MAX (owed, 0), owed > 0 && total->max_kop == total->sum_kop);
}

/* "09.06.2025 – 20.08.2025, Hospital; 21.08.2025 – …" */
static char *
dup_stays (const Money *self)
{
  GPtrArray *stays = hearth_case_get_records (self->kase, "stay");
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < stays->len; i++)
    {
      const char *facility = hearth_record_get_text (stays->pdata[i], "facility");
      HearthDate from = hearth_record_get_date (stays->pdata[i], "from_on");
      HearthDate to = hearth_record_get_date (stays->pdata[i], "until_on");
      g_autofree char *first = NULL;
      g_autofree char *last = NULL;

      if (from == HEARTH_DATE_NONE)
        continue;
      first = hearth_plan_date_in_words (from, self->language);
      last = to != HEARTH_DATE_NONE ? hearth_plan_date_in_words (to, self->language)
                                    : hearth_letter_mark (HEARTH_LETTER_BLANK);
      g_string_append_printf (text, "%s%s – %s%s%s", text->len > 0 ? "; " : "", first, last,
                              facility != NULL ? ", " : "", facility != NULL ? facility : "");
    }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/* The one that was set first, as it makes the sum. */
static char *
dup_disability (const Money *self, gboolean is_day)
{
  GPtrArray *all = hearth_case_get_records (self->kase, "disability");
  const HearthRecord *first = NULL;
  HearthDate day = HEARTH_DATE_NONE;

  for (guint i = 0; i < all->len; i++)
    {
      HearthDate set_on = hearth_record_get_date (all->pdata[i], "set_on");

      if (set_on != HEARTH_DATE_NONE && (first == NULL || set_on < day))
        {
          first = all->pdata[i];
          day = set_on;
        }
    }
  if (first == NULL)
    return NULL;
  return is_day ? hearth_plan_date_in_words (day, self->language)
                : g_strdup (hearth_record_get_text (first, "group"));
}

char *
_hearth_case_letter_dup_money (HearthCase *kase,
                               HearthPackSet *packs,
                               const HearthPackEntry *benefit,
                               const char *name,
                               const char *language)
{
  const Money self = { kase, packs, benefit, language };
  char *value;

  if (g_str_equal (name, "benefit"))
    return g_strdup (hearth_pack_entry_get_title (benefit, language));
  if (g_str_equal (name, "act"))
    return g_strdup (hearth_pack_entry_get_text (benefit, "Source", language));
  if (g_str_equal (name, "payer"))
    return g_strdup (hearth_pack_entry_get_text (benefit, "Payer", language));
  if (g_str_equal (name, "stays"))
    return dup_stays (&self);
  if (g_str_equal (name, "disability") || g_str_equal (name, "disability-set"))
    return dup_disability (&self, g_str_equal (name, "disability-set"));
  value = dup_of_sums (&self, name);
  return value != NULL ? value : dup_of_claim (&self, name);
}
