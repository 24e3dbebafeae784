/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checks of "pack check": shipped files pass, each damage is named by file, group and key. */
#include "config.h"

#include "hearth-pack-verify.h"
#include "hearth-plan-templates.h"
#include "hearth-questionnaire.h"
#include "hearth-refeeding.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  HearthPackSet *base;
  char *dir;
} Fixture;

static char *
shipped (const char *name)
{
  return g_build_filename (g_getenv ("HEARTH_SOURCE_ROOT"), "data", "packs", name, NULL);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *dir = shipped (NULL);
  g_autoptr (GError) error = NULL;

  fixture->base = hearth_pack_set_load (dir, &error);
  g_assert_no_error (error);
  fixture->dir = g_dir_make_tmp ("hearth-packs-XXXXXX", &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  hearth_pack_set_unref (fixture->base);
  g_assert_cmpint (g_rmdir (fixture->dir), ==, 0);
  g_free (fixture->dir);
}

static void
test_every_shipped_file_passes_alone (Fixture *fixture, gconstpointer data)
{
  g_autofree char *dir = shipped (NULL);
  g_autoptr (GDir) handle = g_dir_open (dir, 0, NULL);
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
  const char *name;
  guint n_files = 0;

  while ((name = g_dir_read_name (handle)) != NULL)
    if (g_str_has_suffix (name, ".pack"))
      {
        g_autofree char *path = g_build_filename (dir, name, NULL);
        const char *const paths[] = { path, NULL };

        g_assert_true (hearth_pack_verify_files (paths, fixture->base, problems));
        n_files++;
      }
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (n_files, >=, 11);
}

static void
test_steps_without_the_other_packs_miss_their_references (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = shipped ("steps.pack");
  const char *const paths[] = { path, NULL };
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();

  g_assert_false (hearth_pack_verify_files (paths, NULL, problems));
  g_assert_cmpstr (((HearthPackProblem *) problems->pdata[0])->code, ==, "unknown-reference");
}

typedef struct
{
  const char *name;
  const char *file;
  const char *from; /* text of the shipped file */
  const char *to;
  const char *code;
  const char *group;
  const char *key;
} Damage;

/* clang-format off */
static const Damage damages[] = {
  { "unknown-key", "steps.pack", "Role=registrar\n", "Role=registrar\nColour=red\n", "unknown-key", "identity-check", "Colour" },
  { "unknown-role", "steps.pack", "Role=registrar\n", "Role=gardener\n", "unknown-reference", "identity-check", "Role" },
  { "repeated-group", "ranks.pack", "[senior-soldier]", "[soldier]", "duplicate-group", "soldier", NULL },
  { "circle", "steps.pack", "[triage]\n", "[triage]\nAfter=transfer\n", "cycle", "triage", "After" },
  { "unordered-dates", "calendar.pack", "ValidFrom=2022-03-15\n", "ValidFrom=2022-03-15\nValidTo=2022-03-14\n", "unordered-dates", "martial-law", "ValidTo" },
  { "no-such-month", "calendar.pack", "Month=1\n", "Month=13\n", "bad-value", "new-year", "Month" },
  { "one-name-twice", "branches.pack", "Title[uk]=Повітряні Сили\n", "Title[uk]=сухопутні війська\n", "duplicate-title", "air-force", NULL },
  { "documents-in-a-circle", "documents.pack", "[sim-card]\n", "[sim-card]\nAfter=diia-signature\n", "cycle", NULL, "After" },
  { "labels-of-two-lengths", "answer-scales.pack", "Labels[uk]=Ні;Так\n", "Labels[uk]=Ні\n", "bad-value", "no-yes", "Labels[uk]" },
  { "labels-in-one-language", "answer-scales.pack", "Labels[uk]=Ні;Так\n", "", "missing-key", "no-yes", "Labels[uk]" },
  { "more-values-than-labels", "answer-scales.pack", "Values=0;2;4\n", "Values=0;2;4;6\n", "bad-value", "points-0-2-4", "Values" },
  { "a-threshold-too-few", "questionnaires.pack", "BandsFrom=0;5;10;15;20\n", "BandsFrom=0;5;10;15\n", "bad-value", "phq-9", "BandsFrom" },
  { "a-threshold-beyond-the-score", "questionnaires.pack", "BandsFrom=0;33\n", "BandsFrom=0;81\n", "bad-value", "pcl-5", "BandsFrom" },
  { "no-first-threshold", "questionnaires.pack", "BandsFrom=0;33\n", "BandsFrom=1;33\n", "bad-value", "pcl-5", "BandsFrom" },
  { "a-band-twice", "questionnaires.pack", "Bands=below-cut-off;probable-ptsd\n", "Bands=probable-ptsd;probable-ptsd\n", "bad-value", "pcl-5", "Bands" },
  { "a-screen-of-other-bands", "questionnaires.pack", "Positive=probable-ptsd\n", "Positive=ptsd\n", "unknown-reference", "pcl-5", "Positive" },
  { "a-total-without-a-highest", "questionnaires.pack", "MaxTotal=30\n", "", "bad-value", "moca", "MaxTotal" },
  { "a-hole-in-the-numbers", "questions.pack", "Of=phq-9\nNumber=4\n", "Of=phq-9\nNumber=11\n", "bad-value", "phq-9-4", "Number" },
  { "a-number-twice", "questions.pack", "Of=phq-9\nNumber=4\n", "Of=phq-9\nNumber=5\n", "bad-value", "phq-9-4", "Number" },
  { "a-question-without-answers", "questions.pack", "Number=4\nScale=days-of-two-weeks\n", "Number=4\n", "missing-key", "phq-9-4", "Scale" },
  { "a-band-too-few-raised", "questions.pack", "Raises=none;moderate;high\n", "Raises=none;high\n", "bad-value", "c-ssrs-6", "Raises" },
  { "bands-raised-in-a-sum", "questions.pack", "Of=gad-7\nNumber=1\n", "Of=gad-7\nNumber=1\nRaises=minimal;mild;moderate;severe\n", "bad-value", "gad-7-1", "Raises" },
  { "a-skip-after-another-form", "questions.pack", "SkipIfZero=audit-1\n", "SkipIfZero=phq-9-1\n", "unknown-reference", "audit-2", "SkipIfZero" },
  { "skips-in-a-circle", "questions.pack", "Of=audit\nNumber=1\n", "Of=audit\nNumber=1\nSkipIfZero=audit-4\n", "cycle", NULL, "SkipIfZero" },
  { "an-item-of-another-form", "subscales.pack", "Items=pcl-5-6;pcl-5-7\n", "Items=pcl-5-6;itq-7\n", "unknown-reference", "pcl-5-c", "Items" },
  { "half-a-criterion", "subscales.pack", "NeedCount=1\n", "", "bad-value", "pcl-5-b", "NeedCount" },
  { "a-part-that-asks-for-nothing", "findings.pack", "Needs=itq-re-experiencing;", "Needs=itq-ptsd;", "bad-value", "itq-ptsd", "Needs" },
  { "a-finding-without-its-band", "findings.pack", "Band=ptsd\n", "", "bad-value", "itq-ptsd", "Band" },
  { "an-alarm-of-another-form", "alarms.pack", "Question=phq-9-9\n", "Question=gad-7-1\n", "unknown-reference", "phq-9-item-9", "Question" },
  { "an-alarm-without-a-reason", "alarms.pack", "Question=phq-9-9\nAtLeast=1\n", "", "bad-value", "phq-9-item-9", "Bands" },
  { "a-criterion-of-two-measures", "refeeding-criteria.pack", "BmiBelow=1400\n", "BmiBelow=1400\nDaysAbove=3\n", "bad-value", "bmi-14", NULL },
  { "a-criterion-of-nothing", "refeeding-criteria.pack", "Sign=history\n", "", "bad-value", "history", NULL },
  { "a-check-without-its-step", "checks.pack", "Steps=dental\n", "Steps=dentist\n", "unknown-reference", "dental", "Steps" },
  { "a-fee-without-its-clock", "documents.pack", "FeeClock=document-fee-free\n", "FeeClock=summer\n", "unknown-reference", "id-card", "FeeClock" },
};
/* clang-format on */

static gboolean
has_problem (GPtrArray *problems, const Damage *damage)
{
  for (guint i = 0; i < problems->len; i++)
    {
      const HearthPackProblem *problem = g_ptr_array_index (problems, i);

      if (g_str_equal (problem->code, damage->code) && g_str_equal (problem->file, damage->file) &&
          (damage->group == NULL || g_strcmp0 (problem->group, damage->group) == 0) &&
          g_strcmp0 (problem->key, damage->key) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
test_damage (Fixture *fixture, gconstpointer data)
{
  const Damage *damage = data;
  g_autofree char *source = shipped (damage->file);
  g_autofree char *path = g_build_filename (fixture->dir, damage->file, NULL);
  const char *const paths[] = { path, NULL };
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
  g_autoptr (GString) damaged = NULL;
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (source, &text, NULL, NULL));
  damaged = g_string_new (text);
  g_assert_cmpuint (g_string_replace (damaged, damage->from, damage->to, 1), ==, 1);
  g_assert_true (g_file_set_contents (path, damaged->str, (gssize) damaged->len, NULL));
  g_assert_false (hearth_pack_verify_files (paths, fixture->base, problems));
  g_assert_true (has_problem (problems, damage));
  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
test_a_small_pack_is_judged_by_itself (Fixture *fixture, gconstpointer data)
{
  static const char text[] =
      "[pack]\nKind=role\nVersion=1\nTitle=Roles\nTitle[uk]=Ролі\n[cook]\nTitle=Cook\n"
      "Title[uk]=кухар\nIsLogin=false\nSource=Practice\nSource[uk]=Практика\n"
      "Checked=2026-01-01\nCertainty=general\n";
  g_autofree char *path = g_build_filename (fixture->dir, "my.pack", NULL);
  const char *const paths[] = { path, NULL };
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_true (hearth_pack_verify_files (paths, fixture->base, problems));
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpint (g_unlink (path), ==, 0);
}

/* Readers of files meet anything. Whatever a byte turns into, the checks must end with an answer, and
 * a pack that passes must give templates. */
static void
damage_bytes (GRand *rand, char *text, gsize length, gboolean any)
{
  for (guint j = 0; j < 4; j++)
    text[g_rand_int_range (rand, 0, (gint32) length)] =
        (char) (any ? g_rand_int_range (rand, 0, 256)
                    : "=[];|:\n\\"[g_rand_int_range (rand, 0, 8)]);
}

/* Whether what is left of @text passes; what passes must give templates and scores. */
static gboolean
survives (const Fixture *fixture, const char *name, const char *text, gsize length)
{
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
  g_autoptr (GPtrArray) packs = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_pack_unref);
  g_autoptr (HearthPackSet) set = NULL;
  HearthPack *pack = hearth_pack_read_data (name, text, length, problems);

  if (pack == NULL)
    {
      g_assert_cmpuint (problems->len, >, 0);
      return FALSE;
    }
  g_ptr_array_add (packs, pack);
  set = hearth_pack_set_new (packs, fixture->base, problems);
  if (problems->len > 0)
    return FALSE;
  hearth_plan_templates_unref (hearth_plan_templates_new_checked (set, problems));
  hearth_questionnaire_check_packs (set, problems);
  hearth_refeeding_check_packs (set, problems);
  return problems->len == 0;
}

static void
test_damaged_bytes_never_break_the_reader (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "steps.pack",     "questionnaires.pack",
                                       "questions.pack", "subscales.pack",
                                       "alarms.pack",    "findings.pack",
                                       "documents.pack", "refeeding-criteria.pack" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (20250609);
  guint n_refused = 0;

  for (guint i = 0; i < 160; i++)
    {
      const char *name = names[i % G_N_ELEMENTS (names)];
      g_autofree char *path = shipped (name);
      g_autofree char *text = NULL;
      gsize length;

      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      damage_bytes (rand, text, length, i % 3 == 0);
      if (i % 5 == 0)
        length = (gsize) g_rand_int_range (rand, 0, (gint32) length);
      n_refused += survives (fixture, name, text, length) ? 0 : 1;
    }
  g_assert_cmpuint (n_refused, >, 60);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/pack-verify/every-shipped-file-passes-alone", Fixture, NULL, set_up,
              test_every_shipped_file_passes_alone, tear_down);
  g_test_add ("/pack-verify/steps-without-the-other-packs-miss-their-references", Fixture, NULL,
              set_up, test_steps_without_the_other_packs_miss_their_references, tear_down);
  for (gsize i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *path = g_strdup_printf ("/pack-verify/names/%s", damages[i].name);

      g_test_add (path, Fixture, &damages[i], set_up, test_damage, tear_down);
    }
  g_test_add ("/pack-verify/a-small-pack-is-judged-by-itself", Fixture, NULL, set_up,
              test_a_small_pack_is_judged_by_itself, tear_down);

  g_test_add ("/pack-verify/damaged-bytes-never-break-the-reader", Fixture, NULL, set_up,
              test_damaged_bytes_never_break_the_reader, tear_down);

  return g_test_run ();
}
