/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is owed: the worked examples of domain 4.3, a table that was counted a second time in another way
 * (reference/benefits.py), properties over random histories, and facts that are refused. */
#include "config.h"

#include "hearth-benefit-working.h"
#include "hearth-json.h"

#include <stdlib.h>
#include <string.h>

static int n_histories = 1000;

static HearthPackSet *
load_packs (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dir = g_build_filename (g_getenv ("HEARTH_SOURCE_ROOT"), "data", "packs", NULL);
  HearthPackSet *packs = hearth_pack_set_load (dir, &error);

  g_assert_no_error (error);
  return packs;
}

static HearthBenefitFacts *
parse (HearthPackSet *packs, const char *text)
{
  g_autoptr (GError) error = NULL;
  json_auto_t *json = hearth_json_parse (text, strlen (text), &error);
  HearthBenefitFacts *facts;

  g_assert_no_error (error);
  facts = hearth_benefit_facts_parse (packs, json, NULL, &error);
  g_assert_no_error (error);
  return facts;
}

static void
assert_total (
    const HearthBenefits *benefits, const char *code, gint64 person, gint64 relatives, gint64 most)
{
  const HearthBenefitTotal *total = hearth_benefits_find_total (benefits, code);

  g_assert_nonnull (total);
  g_assert_cmpint (total->by_recipient[HEARTH_RECIPIENT_PERSON], ==, person);
  g_assert_cmpint (total->by_recipient[HEARTH_RECIPIENT_RELATIVES], ==, relatives);
  g_assert_cmpint (total->sum_kop, ==, person + relatives);
  g_assert_cmpint (total->max_kop, ==, most);
}

/* Figures of domain 4.3, by hand. */
static void
test_worked_examples (void)
{
  static const struct
  {
    const char *facts;
    const char *code;
    gint64 person;
    gint64 relatives;
  } examples[] = {
    { "{\"category\":\"military\",\"captivity\":[{\"from\":\"2022-05-16\",\"to\":\"2025-06-09\"}]}",
      "ADD_REWARD_100K", 368161290, 0 },
    { "{\"category\":\"military\",\"captivity\":[{\"from\":\"2022-05-16\",\"to\":\"2025-06-09\"}],"
      "\"options\":{\"count_release_day\":false}}",
      "ADD_REWARD_100K", 367827957, 0 },
    { "{\"category\":\"military\",\"captivity\":[{\"from\":\"2022-05-16\",\"to\":\"2025-06-09\"}],"
      "\"family\":[{\"relation\":\"spouse\"}]}",
      "ADD_REWARD_100K", 21500000, 346661290 },
    { "{\"category\":\"military\",\"captivity\":[{\"from\":\"2022-05-16\",\"to\":\"2025-06-09\"}],"
      "\"pay\":[{\"from\":\"2022-05-01\",\"base_kop\":2500000}]}",
      "PAY_RETAINED", 92040323, 0 },
    { "{\"captivity\":[{\"from\":\"2022-05-16\",\"to\":\"2025-06-09\"}]}", "ANNUAL_CAPTIVITY",
      30000000, 0 },
    { "{\"captivity\":[{\"from\":\"2022-05-16\",\"to\":\"2025-06-09\"}],"
      "\"options\":{\"annual_rule\":\"calendar_year_touched\"}}",
      "ANNUAL_CAPTIVITY", 40000000, 0 },
    { "{\"captivity\":[{\"from\":\"2022-05-16\",\"to\":\"2025-06-09\"}],"
      "\"options\":{\"annual_rule\":\"calendar_year_full\"}}",
      "ANNUAL_CAPTIVITY", 20000000, 0 },
    { "{\"captivity\":[{\"from\":\"2022-05-16\",\"to\":\"2025-06-09\"}]}", "ONE_OFF_RELEASE",
      10000000, 0 },
    { "{\"category\":\"military\",\"captivity\":[{\"from\":\"2023-05-09\",\"to\":\"2025-05-06\"}],"
      "\"family\":[{\"relation\":\"spouse\"}]}",
      "ADD_REWARD_100K", 15967742, 223387097 },
    { "{\"category\":\"military\",\"inpatient\":[{\"from\":\"2025-11-20\",\"to\":\"2026-01-15\"}]}",
      "TREAT_50K", 9252688, 0 },
    { "{\"category\":\"military\",\"captivity\":[{\"from\":\"2024-09-14\",\"to\":\"2025-06-09\"}],"
      "\"family\":[{\"relation\":\"parent\"}]}",
      "ADD_REWARD_100K", 21500000, 67166667 },
    { "{\"category\":\"military\",\"disability\":[{\"group\":\"I\",\"set_on\":\"2026-05-01\"}]}",
      "DISAB_ONEOFF", 133120000, 0 },
    { "{\"category\":\"military\",\"disability\":[{\"group\":\"III\",\"set_on\":\"2025-05-01\"}]}",
      "DISAB_ONEOFF", 75700000, 0 },
  };
  g_autoptr (HearthPackSet) packs = load_packs ();

  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      g_autoptr (HearthBenefitFacts) facts = parse (packs, examples[i].facts);
      g_autoptr (HearthBenefits) benefits = hearth_benefits_compute (packs, facts);

      assert_total (benefits, examples[i].code, examples[i].person, examples[i].relatives,
                    examples[i].person + examples[i].relatives);
    }
}

/* Benefits that depend on what no fact tells are not in the table. */
static gboolean
is_in_table (const HearthBenefitTotal *total)
{
  return !hearth_pack_entry_has (total->benefit, "Open");
}

static void
run_case (HearthPackSet *packs, const json_t *test)
{
  const json_t *expected = json_object_get (test, "totals");
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthBenefitFacts) facts =
      hearth_benefit_facts_parse (packs, json_object_get (test, "facts"), NULL, &error);
  g_autoptr (HearthBenefits) benefits = NULL;
  const char *code;
  json_t *sums;
  guint n = 0;

  g_test_message ("%s", hearth_json_get_string (test, "name"));
  g_assert_no_error (error);
  benefits = hearth_benefits_compute (packs, facts);
  json_object_foreach ((json_t *) expected, code, sums)
  {
    assert_total (benefits, code, json_integer_value (json_array_get (sums, 0)),
                  json_integer_value (json_array_get (sums, 1)),
                  json_integer_value (json_array_get (sums, 2)));
  }
  for (guint i = 0; i < benefits->totals->len; i++)
    n += is_in_table (&g_array_index (benefits->totals, HearthBenefitTotal, i));
  g_assert_cmpuint (n, ==, json_object_size (expected));
}

static void
test_table_of_cases (void)
{
  g_autoptr (HearthPackSet) packs = load_packs ();
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "rules", "benefit-cases.json", NULL);
  json_error_t error;
  json_auto_t *cases = json_load_file (path, JSON_REJECT_DUPLICATES, &error);
  json_t *test;
  gsize index;

  g_assert_cmpuint (json_array_size (cases), >=, 200);
  json_array_foreach (cases, index, test)
  {
    run_case (packs, test);
  }
}

/* --- Random histories --- */

static HearthDate
random_day (void)
{
  return hearth_date_new (2022, 1, 1) + g_test_rand_int_range (0, 1800);
}

static HearthPartialDate
to_partial (HearthDate day)
{
  HearthPartialDate date;
  int year, month, of_month;

  hearth_date_split (day, &year, &month, &of_month);
  date = (HearthPartialDate){ (gint16) year, (gint8) month, (gint8) of_month };
  return date;
}

static void
add_captivity (HearthBenefitFacts *facts, HearthDate from, HearthDate to)
{
  const HearthBenefitCaptivity period = { to_partial (from), to_partial (to) };

  g_array_append_val (facts->captivity, period);
}

static HearthBenefitFacts *
make_history (HearthPackSet *packs, HearthDate *from, HearthDate *to)
{
  static const char *const relations[] = { "spouse", "child", "sibling", "adult-child" };
  HearthBenefitFacts *facts = hearth_benefit_facts_new ();
  HearthBenefitPay pay = { hearth_date_new (2022, 1, 1), HEARTH_DATE_NONE,
                           g_test_rand_int_range (1, 5000000) };

  facts->served = HEARTH_SERVED_MILITARY;
  facts->annual_rule = (HearthAnnualRule) g_test_rand_int_range (0, 3);
  *from = random_day ();
  *to = *from + g_test_rand_int_range (0, 1200);
  g_array_append_val (facts->pay, pay);
  pay.from = *from + g_test_rand_int_range (1, 300);
  pay.base_kop += g_test_rand_int_range (0, 500000);
  g_array_append_val (facts->pay, pay);
  for (int i = g_test_rand_int_range (0, 3); i > 0; i--)
    {
      const HearthBenefitRelative relative = {
        hearth_pack_set_lookup (packs, "share-relation",
                                relations[g_test_rand_int_range (0, G_N_ELEMENTS (relations))]),
        random_day (), HEARTH_DATE_NONE, HEARTH_DATE_NONE
      };

      g_array_append_val (facts->family, relative);
    }
  if (g_test_rand_bit ())
    {
      const HearthBenefitOrder order = { random_day (), g_test_rand_int_range (0, 101) };

      g_array_append_val (facts->orders, order);
    }
  return facts;
}

static gint64
sum_of (const HearthBenefits *benefits, HearthRecipient recipient)
{
  gint64 sum = 0;

  for (guint i = 0; i < benefits->totals->len; i++)
    sum += g_array_index (benefits->totals, HearthBenefitTotal, i).by_recipient[recipient];
  return sum;
}

static gint64
sum_all (const HearthBenefits *benefits)
{
  return sum_of (benefits, HEARTH_RECIPIENT_PERSON) + sum_of (benefits, HEARTH_RECIPIENT_RELATIVES);
}

static void
assert_sound (const HearthBenefits *benefits)
{
  gint64 lines = 0, totals = 0;

  for (guint i = 0; i < benefits->lines->len; i++)
    {
      const HearthBenefitLine *line = &g_array_index (benefits->lines, HearthBenefitLine, i);

      g_assert_cmpint (line->amount_kop, >, 0);
      lines += line->amount_kop;
    }
  for (guint i = 0; i < benefits->totals->len; i++)
    {
      const HearthBenefitTotal *total = &g_array_index (benefits->totals, HearthBenefitTotal, i);

      g_assert_cmpint (total->sum_kop, >=, 0);
      g_assert_cmpint (total->sum_kop, <=, total->max_kop);
      totals += total->sum_kop;
    }
  g_assert_cmpint (lines, ==, totals);
  g_assert_cmpint (sum_all (benefits), ==, totals);
}

/* A period that is written down in two parts that meet, or that overlap, is the same period. */
static void
check_split (HearthPackSet *packs, HearthBenefitFacts *facts, HearthDate from, HearthDate to)
{
  g_autoptr (HearthBenefits) whole = hearth_benefits_compute (packs, facts);
  g_autoptr (HearthBenefits) parts = NULL;
  HearthDate middle = from + g_test_rand_int_range (0, to - from + 1);

  g_array_set_size (facts->captivity, 0);
  add_captivity (facts, from, middle);
  add_captivity (facts, MIN (middle + g_test_rand_int_range (0, 2), to), to);
  parts = hearth_benefits_compute (packs, facts);
  for (int i = 0; i < (int) HEARTH_N_RECIPIENTS; i++)
    g_assert_cmpint (sum_of (whole, i), ==, sum_of (parts, i));
}

static void
check_another_day (HearthPackSet *packs, HearthBenefitFacts *facts, HearthDate from, HearthDate to)
{
  g_autoptr (HearthBenefits) before = hearth_benefits_compute (packs, facts);
  g_autoptr (HearthBenefits) after = NULL;

  g_array_set_size (facts->captivity, 0);
  add_captivity (facts, from, to + 1);
  after = hearth_benefits_compute (packs, facts);
  g_assert_cmpint (sum_all (after), >=, sum_all (before));
}

/* Whatever day of the month it was, the sum lies between what is sure and what may be. */
static void
check_partial (HearthPackSet *packs, HearthBenefitFacts *facts, HearthDate from, HearthDate to)
{
  g_autoptr (HearthBenefits) exact = NULL;
  g_autoptr (HearthBenefits) partial = NULL;
  HearthBenefitCaptivity *period;

  g_array_set_size (facts->captivity, 0);
  add_captivity (facts, from, to);
  exact = hearth_benefits_compute (packs, facts);
  period = &g_array_index (facts->captivity, HearthBenefitCaptivity, 0);
  period->from.day = 0;
  if (g_test_rand_bit ())
    period->from.month = 0;
  partial = hearth_benefits_compute (packs, facts);
  assert_sound (partial);
  for (guint i = 0; i < exact->totals->len; i++)
    {
      const HearthBenefitTotal *value = &g_array_index (exact->totals, HearthBenefitTotal, i);
      const HearthBenefitTotal *bounds = hearth_benefits_find_total (
          partial, hearth_pack_entry_get_text (value->benefit, "Code", NULL));

      g_assert_nonnull (bounds);
      g_assert_cmpint (bounds->sum_kop, <=, value->sum_kop);
      g_assert_cmpint (bounds->max_kop, >=, value->max_kop);
    }
}

static void
test_random_histories (void)
{
  g_autoptr (HearthPackSet) packs = load_packs ();

  for (int i = 0; i < n_histories; i++)
    {
      HearthDate from, to;
      g_autoptr (HearthBenefitFacts) facts = make_history (packs, &from, &to);
      g_autoptr (HearthBenefits) benefits = NULL;

      add_captivity (facts, from, to);
      benefits = hearth_benefits_compute (packs, facts);
      assert_sound (benefits);
      check_split (packs, facts, from, to);
      check_another_day (packs, facts, from, to);
      check_partial (packs, facts, from, to);
    }
}

/* What hangs on the day of the release is not sure while only its month is known: a rate that begins in that
 * month, the days of a stay that began in it. */
static void
test_a_vague_release_is_sure_of_little (void)
{
  g_autoptr (HearthPackSet) packs = load_packs ();
  g_autoptr (HearthBenefitFacts) civilian =
      parse (packs, "{\"category\":\"civilian\",\"captivity\":[{\"from\":\"2022-05-16\"}],"
                    "\"released\":\"2025-12\"}");
  g_autoptr (HearthBenefitFacts) soldier =
      parse (packs, "{\"category\":\"military\",\"captivity\":[{\"from\":\"2022-05-16\"}],"
                    "\"released\":\"2025-11\","
                    "\"inpatient\":[{\"from\":\"2025-11-20\",\"to\":\"2025-12-25\"}]}");
  g_autoptr (HearthBenefits) once = hearth_benefits_compute (packs, civilian);
  g_autoptr (HearthBenefits) stay = hearth_benefits_compute (packs, soldier);

  assert_total (once, "CIVIL_50K", 0, 0, 5000000);
  assert_total (once, "ONE_OFF_RELEASE", 10000000, 0, 10000000);
  assert_total (stay, "TREAT_50K", 0, 0, 1833333 + 4032258);
}

/* --- Refused --- */

static void
test_wrong_facts_are_refused_by_key (void)
{
  static const struct
  {
    const char *facts;
    const char *where;
  } wrong[] = {
    { "{\"colour\":1}", "colour" },
    { "{\"category\":\"pirate\"}", "category" },
    { "{\"category\":7}", "category" },
    { "{\"birth\":\"2001-02-30\"}", "birth" },
    { "{\"released\":\"yesterday\"}", "released" },
    { "{\"as_of\":\"2025-06\"}", "as_of" },
    { "{\"captivity\":{}}", "captivity" },
    { "{\"captivity\":[7]}", "captivity[0]" },
    { "{\"captivity\":[{\"from\":\"2022-05-16\",\"until\":\"2022-05-17\"}]}",
      "captivity[0].until" },
    { "{\"captivity\":[{\"from\":\"2022-05-16\",\"to\":\"2022-05-15\"}]}", "captivity[0].to" },
    { "{\"captivity\":[{\"from\":\"2022-05-16\"}],\"released\":\"2022-05-15\"}", "released" },
    { "{\"pay\":[{\"base_kop\":1}]}", "pay[0].from" },
    { "{\"pay\":[{\"from\":\"2022-05-01\",\"base_kop\":\"1\"}]}", "pay[0].base_kop" },
    { "{\"pay\":[{\"from\":\"2022-05-01\",\"base_kop\":-1}]}", "pay[0].base_kop" },
    { "{\"pay\":[{\"from\":\"2022-05-01\",\"base_kop\":1},{\"from\":\"2022-05-01\",\"base_kop\":2}]"
      "}",
      "pay[1].from" },
    { "{\"family\":[{\"relation\":\"neighbour\"}]}", "family[0].relation" },
    { "{\"family\":[{}]}", "family[0].relation" },
    { "{\"personal_order\":[{\"from\":\"2025-03-01\"}]}", "personal_order[0].shares" },
    { "{\"personal_order\":[{\"from\":\"2025-03-01\",\"shares\":[{\"to\":\"a\",\"percent\":60},"
      "{\"to\":\"b\",\"percent\":41}]}]}",
      "personal_order[0].shares" },
    { "{\"personal_order\":[{\"from\":\"2025-03-01\",\"shares\":[{\"to\":\"a\",\"percent\":101}]}]"
      "}",
      "personal_order[0].shares[0].percent" },
    { "{\"personal_order\":[{\"from\":\"2025-03-01\",\"shares\":[{\"to\":\"a\",\"percent\":1},7]}]"
      "}",
      "personal_order[0].shares[1]" },
    { "{\"personal_order\":[{\"from\":\"2025-03-01\",\"shares\":[{\"percent\":1}]}]}",
      "personal_order[0].shares[0].to" },
    { "{\"personal_order\":[{\"from\":\"2025-03-01\",\"shares\":[{\"to\":\"a\",\"part\":1}]}]}",
      "personal_order[0].shares[0].part" },
    { "{\"annual_drawn_by_family\":[2023,null]}", "annual_drawn_by_family[1]" },
    { "{\"inpatient\":[{\"to\":\"2025-08-20\"}]}", "inpatient[0].from" },
    { "{\"inpatient\":[{\"from\":\"2025-08-20\",\"to\":\"2025-08-19\"}]}", "inpatient[0].to" },
    { "{\"annual_drawn_by_family\":[\"2023\"]}", "annual_drawn_by_family[0]" },
    { "{\"annual_drawn_by_family\":[23]}", "annual_drawn_by_family[0]" },
    { "{\"options\":{\"annual_rule\":\"best\"}}", "options.annual_rule" },
    { "{\"options\":{\"count_capture_day\":1}}", "options.count_capture_day" },
    { "{\"options\":{\"generous\":true}}", "options.generous" },
    { "{\"disability\":[{\"group\":\"IV\",\"set_on\":\"2025-08-20\"}]}", "disability[0].group" },
  };
  g_autoptr (HearthPackSet) packs = load_packs ();

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *where = NULL;
      json_auto_t *json = hearth_json_parse (wrong[i].facts, strlen (wrong[i].facts), &error);

      g_assert_no_error (error);
      g_assert_null (hearth_benefit_facts_parse (packs, json, &where, &error));
      g_assert_error (error, HEARTH_BASE_ERROR, HEARTH_BASE_ERROR_INVALID);
      g_assert_cmpstr (where, ==, wrong[i].where);
    }
}

static void
test_what_is_missing_is_not_guessed (void)
{
  g_autoptr (HearthPackSet) packs = load_packs ();
  g_autoptr (HearthBenefitFacts) nothing = parse (packs, "{}");
  g_autoptr (HearthBenefitFacts) unknown =
      parse (packs, "{\"captivity\":[{\"from\":\"2022-05-16\",\"to\":\"2025-06-09\"}]}");
  g_autoptr (HearthBenefits) none = hearth_benefits_compute (packs, nothing);
  g_autoptr (HearthBenefits) some = hearth_benefits_compute (packs, unknown);

  g_assert_cmpuint (none->lines->len, ==, 0);
  g_assert_cmpuint (none->totals->len, ==, 0);
  g_assert_null (hearth_benefits_find_total (some, "PAY_RETAINED"));
  assert_total (some, "ADD_REWARD_100K", 0, 0, 368161290);
  g_assert_cmphex (hearth_benefits_find_total (some, "ADD_REWARD_100K")->open, ==,
                   HEARTH_BENEFIT_OPEN_SERVED);
  assert_total (some, "ONE_OFF_RELEASE", 10000000, 0, 10000000);
}

static void
test_who_is_captured_again_keeps_what_the_return_gave (void)
{
  g_autoptr (HearthPackSet) packs = load_packs ();
  g_autoptr (HearthBenefitFacts) once =
      parse (packs, "{\"category\":\"military\",\"as_of\":\"2026-03-01\",\"captivity\":["
                    "{\"from\":\"2022-05-16\",\"to\":\"2023-06-09\"}]}");
  g_autoptr (HearthBenefitFacts) again =
      parse (packs, "{\"category\":\"military\",\"as_of\":\"2026-03-01\",\"captivity\":["
                    "{\"from\":\"2022-05-16\",\"to\":\"2023-06-09\"},{\"from\":\"2026-01-01\"}]}");
  g_autoptr (HearthBenefits) before = hearth_benefits_compute (packs, once);
  g_autoptr (HearthBenefits) after = hearth_benefits_compute (packs, again);

  assert_total (before, "ONE_OFF_RELEASE", 10000000, 0, 10000000);
  assert_total (after, "ONE_OFF_RELEASE", 10000000, 0, 10000000);
}

static void
test_working_tells_every_sum_and_choice (void)
{
  g_autoptr (HearthPackSet) packs = load_packs ();
  g_autoptr (HearthBenefitFacts) facts =
      parse (packs, "{\"category\":\"military\",\"captivity\":[{\"from\":\"2022-05-16\","
                    "\"to\":\"2025-06-09\"}],\"family\":[{\"relation\":\"spouse\"}],"
                    "\"annual_drawn_by_family\":[2023]}");
  g_autoptr (HearthBenefits) benefits = hearth_benefits_compute (packs, facts);
  g_autofree char *english = hearth_benefits_dup_working (benefits, facts, "en");
  g_autofree char *ukrainian = hearth_benefits_dup_working (benefits, facts, "uk");

  g_assert_nonnull (strstr (english, "2022-05-16 – 2025-06-09 (1121 days)"));
  g_assert_nonnull (strstr (english, "Day of release: counts"));
  g_assert_nonnull (strstr (english, "full ones of twelve months. Drawn by the family: 2023."));
  g_assert_nonnull (strstr (english, "100\u00a0000.00 × 9/30 × 50 % = 15\u00a0000.00, relatives"));
  g_assert_nonnull (strstr (english, "Together: 3\u00a0681\u00a0612.90"));
  g_assert_nonnull (strstr (ukrainian, "Разом: 3\u00a0681\u00a0612,90"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  if (argc == 3 && g_str_equal (argv[1], "--histories"))
    n_histories = atoi (argv[2]);
  g_test_add_func ("/benefit/worked-examples", test_worked_examples);
  g_test_add_func ("/benefit/table-of-cases", test_table_of_cases);
  g_test_add_func ("/benefit/random-histories", test_random_histories);
  g_test_add_func ("/benefit/a-vague-release-is-sure-of-little",
                   test_a_vague_release_is_sure_of_little);
  g_test_add_func ("/benefit/wrong-facts-are-refused-by-key", test_wrong_facts_are_refused_by_key);
  g_test_add_func ("/benefit/what-is-missing-is-not-guessed", test_what_is_missing_is_not_guessed);
  g_test_add_func ("/benefit/who-is-captured-again-keeps-what-the-return-gave",
                   test_who_is_captured_again_keeps_what_the_return_gave);
  g_test_add_func ("/benefit/working-tells-every-sum-and-choice",
                   test_working_tells_every_sum_and_choice);
  return g_test_run ();
}
