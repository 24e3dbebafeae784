/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The refeeding risk on both sides of every limit of NICE CG32. */
#include "config.h"

#include "hearth-refeeding.h"

static HearthPackSet *packs;

#define X HEARTH_REFEEDING_UNKNOWN
#define NONE HEARTH_REFEEDING_NONE
#define SOME HEARTH_REFEEDING_SOME
#define HIGH HEARTH_REFEEDING_HIGH
#define EXTREME HEARTH_REFEEDING_EXTREME

typedef struct
{
  const char *name;
  HearthRefeedingFacts
      facts; /* weight, height, earlier weight, months, days, electrolytes, history */
  HearthRefeedingLevel level;
  gboolean is_open;
  const char *criteria;
} Row;

/* At 2 m a BMI of 14 is 56 kg, of 16 64 kg, of 18.5 74 kg. */
/* clang-format off */
static const Row rows[] = {
  { "nothing-is-known", { X, X, X, X, X, X, X }, NONE, TRUE, "" },
  { "all-is-well", { 80000, 1800, 80000, 3, 0, 0, 0 }, NONE, FALSE, "" },
  { "heavier-than-before", { 80000, 1800, 70000, 3, 0, 0, 0 }, NONE, FALSE, "" },
  { "only-the-history-is-missing", { 80000, 1800, 80000, 3, 0, 0, X }, NONE, FALSE, "" },
  { "electrolytes-not-taken-yet", { 80000, 1800, 80000, 3, 0, X, 0 }, NONE, TRUE, "" },
  { "bmi-of-14-is-not-below", { 56000, 2000, 56000, 3, 0, 0, 0 }, HIGH, FALSE, "bmi-16,bmi-18" },
  { "bmi-just-below-14", { 55999, 2000, 55999, 3, 0, 0, 0 }, EXTREME, FALSE, "bmi-14,bmi-16,bmi-18" },
  { "bmi-of-16-is-not-below", { 64000, 2000, 64000, 3, 0, 0, 0 }, NONE, FALSE, "bmi-18" },
  { "bmi-just-below-16", { 63999, 2000, 63999, 3, 0, 0, 0 }, HIGH, FALSE, "bmi-16,bmi-18" },
  { "bmi-of-18-and-a-half-is-not-below", { 74000, 2000, 74000, 3, 0, 0, 1 }, NONE, FALSE, "history" },
  { "bmi-just-below-18-and-a-half-with-history", { 73999, 2000, 73999, 3, 0, 0, 1 }, HIGH, FALSE, "bmi-18,history" },
  { "bmi-just-below-18-and-a-half-alone", { 73999, 2000, 73999, 3, 0, 0, 0 }, NONE, FALSE, "bmi-18" },
  { "loss-of-10-per-cent-is-not-more", { 90000, 2000, 100000, 3, 0, 0, 1 }, NONE, FALSE, "history" },
  { "loss-just-over-10-with-history", { 89999, 2000, 100000, 3, 0, 0, 1 }, HIGH, FALSE, "loss-10,history" },
  { "loss-just-over-10-alone", { 89999, 2000, 100000, 3, 0, 0, 0 }, NONE, FALSE, "loss-10" },
  { "loss-of-15-per-cent-is-not-more", { 85000, 2000, 100000, 6, 0, 0, 0 }, NONE, FALSE, "loss-10" },
  { "loss-just-over-15", { 84999, 2000, 100000, 6, 0, 0, 0 }, HIGH, FALSE, "loss-15,loss-10" },
  { "loss-over-years-counts", { 84999, 2000, 100000, 36, 0, 0, 0 }, HIGH, FALSE, "loss-15,loss-10" },
  { "five-days-are-not-more", { 80000, 1800, 80000, 3, 5, 0, 0 }, NONE, FALSE, "" },
  { "six-days-alone", { 80000, 1800, 80000, 3, 6, 0, 0 }, SOME, FALSE, "intake-5" },
  { "six-days-with-history", { 80000, 1800, 80000, 3, 6, 0, 1 }, HIGH, FALSE, "intake-5,history" },
  { "six-days-electrolytes-not-taken", { 80000, 1800, 80000, 3, 6, X, 0 }, SOME, TRUE, "intake-5" },
  { "six-days-history-not-asked", { 80000, 1800, 80000, 3, 6, 0, X }, SOME, TRUE, "intake-5" },
  { "ten-days-are-not-more", { 80000, 1800, 80000, 3, 10, 0, 0 }, SOME, FALSE, "intake-5" },
  { "eleven-days", { 80000, 1800, 80000, 3, 11, 0, 0 }, HIGH, FALSE, "intake-10,intake-5" },
  { "fifteen-days-are-not-extreme", { 80000, 1800, 80000, 3, 15, 0, 0 }, HIGH, FALSE, "intake-10,intake-5" },
  { "sixteen-days", { 80000, 1800, 80000, 3, 16, 0, 0 }, EXTREME, FALSE, "intake-15,intake-10,intake-5" },
  { "low-electrolytes-alone", { 80000, 1800, 80000, 3, 0, 1, 0 }, HIGH, FALSE, "electrolytes" },
  { "low-electrolytes-and-nothing-else-known", { X, X, X, X, X, 1, X }, HIGH, FALSE, "electrolytes" },
  { "history-alone", { 80000, 1800, 80000, 3, 0, 0, 1 }, NONE, FALSE, "history" },
  { "history-and-no-earlier-weight", { 80000, 1800, X, X, 0, 0, 1 }, NONE, TRUE, "history" },
  { "two-limits-of-one-measure-are-one-reason", { 80000, 1800, 80000, 3, 9, 0, 0 }, SOME, FALSE, "intake-5" },
  { "two-minor-ones", { 73000, 2000, 81200, 3, 0, 0, 0 }, HIGH, FALSE, "bmi-18,loss-10" },
  { "a-height-of-nobody-is-not-known", { 40000, 0, 40000, 3, 0, 0, 0 }, NONE, TRUE, "" },
  { "a-weight-of-nobody-is-not-known", { 9999, 1800, 80000, 3, 0, 0, 0 }, NONE, TRUE, "" },
  { "extreme-whatever-is-missing", { 40000, 1800, X, X, X, X, X }, EXTREME, FALSE, "bmi-14,bmi-16,bmi-18" },
};
/* clang-format on */

static char *
join (GPtrArray *entries)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "",
                            hearth_pack_entry_get_id (entries->pdata[i]));
  return g_string_free (text, FALSE);
}

static void
test_row (gconstpointer data)
{
  static const char *const ids[] = { "none", "some", "high", "extreme" };
  const Row *row = data;
  g_autoptr (HearthRefeeding) risk = hearth_refeeding_assess (packs, &row->facts);
  g_autofree char *criteria = join (risk->criteria);

  g_assert_cmpint (risk->level, ==, row->level);
  g_assert_cmpint (risk->is_open, ==, row->is_open);
  g_assert_cmpstr (criteria, ==, row->criteria);
  g_assert_cmpstr (hearth_pack_entry_get_id (risk->entry), ==, ids[row->level]);
}

static void
test_measures_are_told (void)
{
  HearthRefeedingFacts facts = { 52000, 1780, 78500, 37, X, X, 0 };
  g_autoptr (HearthRefeeding) risk = hearth_refeeding_assess (packs, &facts);
  g_autoptr (HearthRefeeding) recent = NULL;

  g_assert_cmpint (risk->bmi, ==, 1641); /* 52 / 1.78² = 16.4120 */
  g_assert_cmpint (risk->loss, ==, 338); /* 26.5 / 78.5 = 33.758 % */
  g_assert_true (risk->is_slow_loss);
  g_assert_cmpuint (risk->missing, ==, HEARTH_REFEEDING_INTAKE | HEARTH_REFEEDING_ELECTROLYTES);
  g_assert_cmpint (risk->level, ==, HEARTH_REFEEDING_HIGH);

  facts = (HearthRefeedingFacts){ 52000, X, 50000, 6, 0, 0, 0 };
  recent = hearth_refeeding_assess (packs, &facts);
  g_assert_cmpint (recent->bmi, ==, X);
  g_assert_cmpint (recent->loss, ==, 0);
  g_assert_false (recent->is_slow_loss);
}

/* Whatever is learnt in addition, a risk that was found stays, and what was closed stays closed. */
static void
test_a_missing_measure_never_lowers_the_risk (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20250609);

  for (guint i = 0; i < 5000; i++)
    {
      HearthRefeedingFacts facts = {
        g_rand_int_range (rand, 40000, 90000),  g_rand_int_range (rand, 1500, 2000),
        g_rand_int_range (rand, 45000, 100000), g_rand_int_range (rand, 0, 40),
        g_rand_int_range (rand, 0, 20),         g_rand_int_range (rand, 0, 2),
        g_rand_int_range (rand, 0, 2)
      };
      g_autoptr (HearthRefeeding) whole = hearth_refeeding_assess (packs, &facts);
      g_autoptr (HearthRefeeding) part = NULL;
      int *fields[] = { &facts.weight_g,       &facts.height_mm,        &facts.earlier_weight_g,
                        &facts.days_of_little, &facts.low_electrolytes, &facts.history };

      *fields[g_rand_int_range (rand, 0, G_N_ELEMENTS (fields))] = X;
      part = hearth_refeeding_assess (packs, &facts);
      g_assert_false (whole->is_open);
      g_assert_cmpint (part->level, <=, whole->level);
      if (whole->level >= HEARTH_REFEEDING_HIGH)
        g_assert_true (part->is_open || part->level >= HEARTH_REFEEDING_HIGH);
    }
}

int
main (int argc, char *argv[])
{
  g_autofree char *dir = NULL;
  g_autoptr (GError) error = NULL;
  int result;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  dir = g_build_filename (g_getenv ("HEARTH_SOURCE_ROOT"), "data", "packs", NULL);
  packs = hearth_pack_set_load (dir, &error);
  g_assert_no_error (error);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/refeeding/%s", rows[i].name);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/refeeding/measures-are-told", test_measures_are_told);
  g_test_add_func ("/refeeding/a-missing-measure-never-lowers-the-risk",
                   test_a_missing_measure_never_lowers_the_risk);

  result = g_test_run ();
  hearth_pack_set_unref (packs);
  return result;
}
