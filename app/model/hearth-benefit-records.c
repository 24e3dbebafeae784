/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-benefit-records.h"

#include "hearth-json.h"
#include "hearth-ledger.h"

#include <string.h>

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
add_family (HearthBenefitFacts *facts, GPtrArray *contacts, HearthPackSet *packs)
{

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

/* A year of an annual aid that a relative drew is none of the person's, so it is neither owed nor paid. */
gboolean
_hearth_benefit_is_drawn_year (HearthPackSet *packs, const HearthRecord *payment)
{
  const char *name = hearth_record_get_text (payment, "benefit");
  const HearthPackEntry *benefit = name != NULL ? hearth_benefit_find (packs, name) : NULL;

  return benefit != NULL && hearth_ledger_get_move (payment) == HEARTH_LEDGER_PAID &&
         get_number (payment, "year") > 0 &&
         g_strcmp0 (hearth_pack_entry_get_text (benefit, "Rule", NULL), "per-year") == 0 &&
         g_strcmp0 (hearth_record_get_text (payment, "to_whom"), "relatives") == 0;
}

static void
add_drawn_years (HearthBenefitFacts *facts, GPtrArray *payments, HearthPackSet *packs)
{
  g_autoptr (HearthLedger) ledger = hearth_ledger_new (payments);

  for (guint i = 0; i < payments->len; i++)
    if (hearth_ledger_counts_on (ledger, payments->pdata[i], facts->as_of) &&
        _hearth_benefit_is_drawn_year (packs, payments->pdata[i]))
      hearth_benefit_facts_add_drawn_year (facts, (int) get_number (payments->pdata[i], "year"));
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
             GPtrArray *records,
             void (*add) (HearthBenefitFacts *facts, const HearthRecord *record))
{
  for (guint i = 0; i < records->len; i++)
    add (facts, records->pdata[i]);
}

/* The choices of the house (domain 4.3); the defaults stand where its packs have none. */
static void
take_choices (HearthBenefitFacts *facts, HearthPackSet *packs)
{
  const HearthPackEntry *entry = hearth_benefit_get_counting (packs);
  HearthAnnualRule rule;

  if (entry == NULL)
    return;
  if (hearth_annual_rule_from_id (hearth_pack_entry_get_text (entry, "AnnualRule", NULL), &rule))
    facts->annual_rule = rule;
  facts->counts_capture_day = hearth_pack_entry_get_bool (entry, "CountCaptureDay");
  facts->counts_release_day = hearth_pack_entry_get_bool (entry, "CountReleaseDay");
}

/** hearth_benefit_get_counting: Returns: (transfer none) (nullable): how the house counts: the choices, with
 * their source. Thread: any. */
const HearthPackEntry *
hearth_benefit_get_counting (HearthPackSet *packs)
{
  g_return_val_if_fail (packs != NULL, NULL);

  return hearth_pack_set_lookup (packs, "counting", "benefits");
}

/**
 * hearth_benefit_records_make_facts:
 *
 * Returns: (transfer full): the facts of @self, as of its day; their entries belong to @packs. Thread: any.
 */
HearthBenefitFacts *
hearth_benefit_records_make_facts (const HearthBenefitRecords *self, HearthPackSet *packs)
{
  HearthBenefitFacts *facts = hearth_benefit_facts_new ();

  facts->served = get_served (self->person);
  facts->birth = get_partial (self->person, "birth");
  facts->as_of = self->today;
  add_records (facts, self->captivity, add_captivity);
  add_records (facts, self->pay, add_pay);
  add_records (facts, self->shares, add_share);
  add_records (facts, self->stays, add_stay);
  add_records (facts, self->disabilities, add_disability);
  add_family (facts, self->contacts, packs);
  add_drawn_years (facts, self->payments, packs);
  g_array_sort (facts->pay, compare_days);
  join_orders (facts->orders);
  take_choices (facts, packs);
  return facts;
}
