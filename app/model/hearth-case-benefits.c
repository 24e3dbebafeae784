/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-case-benefits.h"

#include "hearth-json.h"

#include <string.h>

/* --- Facts --- */

static HearthDate
get_date (const HearthRecord *record, const char *field)
{
  const char *text = hearth_record_get_text (record, field);
  HearthDate date;

  return text != NULL && hearth_date_parse (text, &date) ? date : HEARTH_DATE_NONE;
}

static HearthPartialDate
get_partial (const HearthRecord *record, const char *field)
{
  const char *text = hearth_record_get_text (record, field);
  HearthPartialDate date = HEARTH_PARTIAL_DATE_INIT;

  if (text != NULL)
    hearth_partial_date_parse (text, &date);
  return date;
}

static gint64
get_number (const HearthRecord *record, const char *field)
{
  gint64 number = 0;

  hearth_json_get_int (hearth_record_get_values (record), field, &number);
  return number;
}

static gboolean
get_bool (const HearthRecord *record, const char *field)
{
  return json_is_true (json_object_get (hearth_record_get_values (record), field));
}

/* A category of the exchange or anything of the army says soldier; nothing at all says nothing. */
static HearthServed
get_served (const HearthRecord *person)
{
  static const char *const military[] = { "category", "service", "rank", "branch", "unit" };

  if (g_strcmp0 (hearth_record_get_text (person, "category"), "civilian") == 0 ||
      g_strcmp0 (hearth_record_get_text (person, "service"), "civilian") == 0)
    return HEARTH_SERVED_CIVILIAN;
  for (guint i = 0; i < G_N_ELEMENTS (military); i++)
    if (hearth_record_get_text (person, military[i]) != NULL)
      return HEARTH_SERVED_MILITARY;
  return HEARTH_SERVED_UNKNOWN;
}

static void
add_captivity (HearthBenefitFacts *facts, const HearthRecord *record)
{
  const HearthBenefitCaptivity period = { get_partial (record, "captured"),
                                          get_partial (record, "released") };

  g_array_append_val (facts->captivity, period);
}

static void
add_pay (HearthBenefitFacts *facts, const HearthRecord *record)
{
  const HearthBenefitPay pay = { get_date (record, "from_on"), get_date (record, "until_on"),
                                 get_number (record, "base_kop") };

  if (pay.from != HEARTH_DATE_NONE && pay.base_kop > 0)
    g_array_append_val (facts->pay, pay);
}

static void
add_share (HearthBenefitFacts *facts, const HearthRecord *record)
{
  HearthBenefitOrder order = { get_date (record, "from_on"), 0 };

  if (order.from == HEARTH_DATE_NONE)
    return;
  if (g_strcmp0 (hearth_record_get_text (record, "to_whom"), "deposit") != 0)
    order.percent = (int) CLAMP (get_number (record, "percent"), 0, 100);
  g_array_append_val (facts->orders, order);
}

static void
add_stay (HearthBenefitFacts *facts, const HearthRecord *record)
{
  const HearthBenefitStay stay = { get_date (record, "from_on"), get_date (record, "until_on"),
                                   get_bool (record, "wound") };

  if (stay.from != HEARTH_DATE_NONE && (stay.to == HEARTH_DATE_NONE || stay.to >= stay.from))
    g_array_append_val (facts->inpatient, stay);
}

static void
add_disability (HearthBenefitFacts *facts, const HearthRecord *record)
{
  static const char *const groups[] = { "I", "II", "III" };
  HearthBenefitDisability disability = { .set_on = get_date (record, "set_on"), .link = "duty" };

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (g_strcmp0 (hearth_record_get_text (record, "group"), groups[i]) == 0)
      disability.group = groups[i];
  if (g_strcmp0 (hearth_record_get_text (record, "link"), "service") == 0)
    disability.link = "service";
  if (disability.group != NULL && disability.set_on != HEARTH_DATE_NONE)
    g_array_append_val (facts->disability, disability);
}

static void
add_family (HearthBenefitFacts *facts, HearthCase *kase, HearthPackSet *packs)
{
  GPtrArray *contacts = hearth_case_get_records (kase, "contact");

  for (guint i = 0; i < contacts->len; i++)
    {
      const char *relation = hearth_record_get_text (contacts->pdata[i], "relation");
      const HearthBenefitRelative relative = {
        relation != NULL ? hearth_share_relation_find (packs, relation) : NULL, HEARTH_DATE_NONE,
        HEARTH_DATE_NONE, HEARTH_DATE_NONE
      };

      if (relative.relation != NULL)
        g_array_append_val (facts->family, relative);
    }
}

static gboolean
is_void (const HearthRecord *payment)
{
  return hearth_record_get_text (payment, "void_reason") != NULL;
}

static gboolean
is_paid (const HearthRecord *payment)
{
  const char *entry = hearth_record_get_text (payment, "entry");

  /* An entry without a word is of the first version, when all were payments. */
  return entry == NULL || strcmp (entry, "paid") == 0;
}

/* A year of an annual aid that a relative drew is none of the person's, so it is neither owed nor paid. */
static gboolean
is_drawn_year (HearthPackSet *packs, const HearthRecord *payment)
{
  const char *name = hearth_record_get_text (payment, "benefit");
  const HearthPackEntry *benefit = name != NULL ? hearth_benefit_find (packs, name) : NULL;

  return benefit != NULL && is_paid (payment) && get_number (payment, "year") > 0 &&
         g_strcmp0 (hearth_pack_entry_get_text (benefit, "Rule", NULL), "per-year") == 0 &&
         g_strcmp0 (hearth_record_get_text (payment, "to_whom"), "relatives") == 0;
}

static void
count_drawn (HearthBenefitFacts *facts, HearthCase *kase, HearthPackSet *packs)
{
  GPtrArray *payments = hearth_case_get_records (kase, "payment");
  g_autoptr (GHashTable) years = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < payments->len; i++)
    if (!is_void (payments->pdata[i]) && is_drawn_year (packs, payments->pdata[i]))
      g_hash_table_add (years, GINT_TO_POINTER ((int) get_number (payments->pdata[i], "year")));
  facts->n_drawn = g_hash_table_size (years);
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  const HearthDate *one = a; /* both begin with it */
  const HearthDate *other = b;

  return (*one > *other) - (*one < *other);
}

/* Shares of one day are one order. */
static void
join_orders (GArray *orders)
{
  guint n = 0;

  g_array_sort (orders, compare_days);
  for (guint i = 0; i < orders->len; i++)
    {
      const HearthBenefitOrder order = g_array_index (orders, HearthBenefitOrder, i);
      HearthBenefitOrder *last = n > 0 ? &g_array_index (orders, HearthBenefitOrder, n - 1) : NULL;

      if (last != NULL && last->from == order.from)
        last->percent = MIN (last->percent + order.percent, 100);
      else
        g_array_index (orders, HearthBenefitOrder, n++) = order;
    }
  g_array_set_size (orders, n);
}

static void
add_records (HearthBenefitFacts *facts,
             HearthCase *kase,
             const char *kind,
             void (*add) (HearthBenefitFacts *facts, const HearthRecord *record))
{
  GPtrArray *records = hearth_case_get_records (kase, kind);

  for (guint i = 0; i < records->len; i++)
    add (facts, records->pdata[i]);
}

/**
 * hearth_case_make_benefit_facts:
 *
 * Of what the login may read; as of the day of @kase.
 *
 * Returns: (transfer full): the facts; their entries belong to @packs. Thread: any.
 */
HearthBenefitFacts *
hearth_case_make_benefit_facts (HearthCase *kase, HearthPackSet *packs)
{
  const HearthRecord *person = hearth_case_get_person (kase);
  HearthBenefitFacts *facts = hearth_benefit_facts_new ();

  facts->served = get_served (person);
  facts->birth = get_partial (person, "birth");
  facts->as_of = hearth_case_get_today (kase);
  add_records (facts, kase, "captivity", add_captivity);
  add_records (facts, kase, "pay", add_pay);
  add_records (facts, kase, "share", add_share);
  add_records (facts, kase, "stay", add_stay);
  add_records (facts, kase, "disability", add_disability);
  add_family (facts, kase, packs);
  count_drawn (facts, kase, packs);
  g_array_sort (facts->pay, compare_days);
  join_orders (facts->orders);
  return facts;
}

/* --- Ledger --- */

static void
clear_account (gpointer data)
{
  g_free (((HearthBenefitAccount *) data)->name);
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

/* What is claimed, approved or disputed says how far a payment is, not that money moved. */
static void
add_payment (HearthCaseBenefits *self, HearthPackSet *packs, const HearthRecord *payment)
{
  const char *name = hearth_record_get_text (payment, "benefit");
  const char *entry = hearth_record_get_text (payment, "entry");
  const gint64 amount = get_number (payment, "amount_kop");
  HearthBenefitAccount *account;

  if (name == NULL || is_void (payment) || is_drawn_year (packs, payment))
    return;
  account = find_account (self, packs, name);
  if (is_paid (payment))
    account->paid_kop += amount;
  else if (strcmp (entry, "returned") == 0)
    account->paid_kop -= amount;
  else if (strcmp (entry, "waived") == 0)
    account->waived_kop += amount;
}

/**
 * hearth_case_benefits_new:
 *
 * Source: domain 4, product 6: owed = entitled − paid − waived.
 *
 * Returns: (transfer full): what is owed to the person of @kase and to relatives together. Thread: any.
 */
HearthCaseBenefits *
hearth_case_benefits_new (HearthCase *kase, HearthPackSet *packs)
{
  HearthCaseBenefits *self = g_new0 (HearthCaseBenefits, 1);
  GPtrArray *payments;

  self->facts = hearth_case_make_benefit_facts (kase, packs);
  self->benefits = hearth_benefits_compute (packs, self->facts);
  self->accounts = g_array_new (FALSE, FALSE, sizeof (HearthBenefitAccount));
  g_array_set_clear_func (self->accounts, clear_account);
  for (guint i = 0; i < self->benefits->totals->len; i++)
    {
      const HearthBenefitTotal *total =
          &g_array_index (self->benefits->totals, HearthBenefitTotal, i);
      HearthBenefitAccount *account = add_account (
          self, total->benefit, hearth_pack_entry_get_text (total->benefit, "Code", NULL));

      account->sum_kop = total->sum_kop;
      account->max_kop = total->max_kop;
    }
  payments = hearth_case_get_records (kase, "payment");
  for (guint i = 0; i < payments->len; i++)
    add_payment (self, packs, payments->pdata[i]);
  for (guint i = 0; i < self->accounts->len; i++)
    {
      HearthBenefitAccount *account = &g_array_index (self->accounts, HearthBenefitAccount, i);

      account->owed_kop = account->sum_kop - account->paid_kop - account->waived_kop;
    }
  return self;
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
