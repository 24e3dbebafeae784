/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-error.h"
#include "hearth-pack-set.h"

#include <string.h>

#define HEAD "[pack]\nKind=branch\nVersion=3\nTitle=Branches\nTitle[uk]=Роди військ\n\n"
#define SOURCE "Source=A law\nSource[uk]=Закон\nChecked=2026-03-12\nCertainty=sourced\n"
#define NAVY "[navy]\nTitle=Navy\nTitle[uk]=Флот\nImplies=service:military\n" SOURCE

static char *
shipped_dir (void)
{
  return g_build_filename (g_getenv ("HEARTH_SOURCE_ROOT"), "data", "packs", NULL);
}

static HearthPack *
read_text (const char *text, GPtrArray *problems)
{
  return hearth_pack_read_data ("folder/x.pack", text, strlen (text), problems);
}

static void
test_values_are_read_as_written (void)
{
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
  g_autoptr (HearthPack) pack = NULL;
  const HearthPackEntry *entry;

  pack = read_text (HEAD NAVY "ValidFrom=2020-01-01\nAliases=Fleet;The Navy\n"
                              "Title[pl]=Marynarka\n# a comment\n",
                    problems);
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpstr (hearth_pack_get_kind (pack), ==, "branch");
  g_assert_cmpstr (hearth_pack_get_file (pack), ==, "x.pack");
  g_assert_cmpint (hearth_pack_get_version (pack), ==, 3);
  g_assert_cmpstr (hearth_pack_get_title (pack, "uk"), ==, "Роди військ");
  g_assert_cmpuint (hearth_pack_get_n_entries (pack), ==, 1);

  entry = hearth_pack_get_entry (pack, 0);
  g_assert_cmpstr (hearth_pack_entry_get_id (entry), ==, "navy");
  g_assert_cmpstr (hearth_pack_entry_get_title (entry, "uk"), ==, "Флот");
  g_assert_cmpstr (hearth_pack_entry_get_title (entry, "uk_UA.UTF-8"), ==, "Флот");
  g_assert_cmpstr (hearth_pack_entry_get_title (entry, "pl"), ==, "Marynarka");
  g_assert_cmpstr (hearth_pack_entry_get_title (entry, "de"), ==, "Navy");
  g_assert_cmpstr (hearth_pack_entry_get_title (entry, NULL), ==, "Navy");
  g_assert_cmpstr (hearth_pack_entry_get_list (entry, "Aliases")[1], ==, "The Navy");
  g_assert_null (hearth_pack_entry_get_list (entry, "Note")[0]);
  g_assert_null (hearth_pack_entry_get_text (entry, "Note", "uk"));
  g_assert_cmpint (hearth_pack_entry_get_date (entry, "ValidFrom"), ==,
                   hearth_date_new (2020, 1, 1));
  g_assert_cmpint (hearth_pack_entry_get_date (entry, "ValidTo"), ==, HEARTH_DATE_NONE);
  g_assert_cmpint (hearth_pack_entry_get_int (entry, "Order", 7), ==, 7);
  g_assert_cmpuint (hearth_pack_entry_get_line (entry, NULL), ==, 7);
  g_assert_cmpuint (hearth_pack_entry_get_line (entry, "ValidFrom"), ==, 15);
}

static void
test_validity_includes_both_ends (void)
{
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
  g_autoptr (HearthPack) pack =
      read_text (HEAD NAVY "ValidFrom=2020-02-29\nValidTo=2022-03-14\n", problems);
  const HearthPackEntry *entry = hearth_pack_get_entry (pack, 0);

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_false (hearth_pack_entry_is_valid_on (entry, hearth_date_new (2020, 2, 28)));
  g_assert_true (hearth_pack_entry_is_valid_on (entry, hearth_date_new (2020, 2, 29)));
  g_assert_true (hearth_pack_entry_is_valid_on (entry, hearth_date_new (2022, 3, 14)));
  g_assert_false (hearth_pack_entry_is_valid_on (entry, hearth_date_new (2022, 3, 15)));
}

static void
test_json_groups_languages_and_keeps_types (void)
{
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
  const char *text = "[pack]\nKind=rank\nVersion=1\nTitle=R\nTitle[uk]=З\n[soldier]\nTitle="
                     "Soldier\nImplies=rank-group:enlisted\n"
                     "Title[uk]=солдат\nAliases=Private\nGroup=enlisted\nService=army\nOrder=2\n"
                     "ValidFrom=2020-01-01\n" SOURCE;
  g_autoptr (HearthPack) pack = read_text (text, problems);
  json_t *json = hearth_pack_entry_to_json (hearth_pack_get_entry (pack, 0));

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpstr (json_string_value (json_object_get (json, "id")), ==, "soldier");
  g_assert_cmpstr (json_string_value (json_object_get (json, "kind")), ==, "rank");
  g_assert_cmpstr (json_string_value (json_object_get (json_object_get (json, "title"), "uk")), ==,
                   "солдат");
  g_assert_cmpint (json_integer_value (json_object_get (json, "order")), ==, 2);
  g_assert_cmpstr (json_string_value (json_object_get (json, "valid_from")), ==, "2020-01-01");
  g_assert_true (json_is_array (json_object_get (json_object_get (json, "aliases"), "en")));
  json_decref (json);
}

typedef struct
{
  const char *name;
  const char *text;
  const char *code;
  const char *group;
  const char *key;
  guint line;
} Refusal;

/* clang-format off */
static const Refusal refusals[] = {
  { "no-head", "[navy]\nTitle=N\n", "missing-key", "pack", NULL, 0 },
  { "unknown-kind", "[pack]\nKind=boat\nVersion=1\nTitle=A\nTitle[uk]=А\n[navy]\n", "unknown-kind", "pack", "Kind", 6 },
  { "repeated-group", HEAD NAVY "[navy]\nTitle=Again\n", "duplicate-group", "navy", NULL, 15 },
  { "repeated-key", HEAD NAVY "Implies=service:civilian\n", "duplicate-key", "navy", "Implies", 15 },
  { "repeated-translation", HEAD NAVY "Title[uk]=Ще\n", "duplicate-key", "navy", "Title[uk]", 15 },
  { "unknown-key", HEAD NAVY "Colour=blue\n", "unknown-key", "navy", "Colour", 15 },
  { "unknown-head-key", "[pack]\nAuthor=A\nKind=branch\nVersion=1\nTitle=A\nTitle[uk]=А\n", "unknown-key", "pack", "Author", 2 },
  { "translated-number", HEAD NAVY "Urgency[uk]=1\n", "unknown-key", "navy", "Urgency[uk]", 15 },
  { "missing-translation", HEAD "[navy]\nTitle=Navy\nImplies=service:military\n" SOURCE, "missing-key", "navy", "Title[uk]", 7 },
  { "missing-source", HEAD "[navy]\nTitle=N\nTitle[uk]=Ф\nImplies=service:military\nChecked=2026-01-01\nCertainty=general\n", "missing-key", "navy", "Source", 7 },
  { "half-translated", HEAD NAVY "Note=Only English\n", "missing-key", "navy", "Note[uk]", 7 },
  { "bad-choice", HEAD "[navy]\nTitle=N\nTitle[uk]=Ф\nImplies=service:military\nSource=A\nSource[uk]=А\nChecked=2026-01-01\nCertainty=certain\n", "bad-value", "navy", "Certainty", 14 },
  { "bad-condition", HEAD "[navy]\nTitle=N\nTitle[uk]=Ф\nImplies=military\n" SOURCE, "bad-value", "navy", "Implies", 10 },
  { "no-such-day", HEAD NAVY "ValidFrom=2023-02-29\n", "bad-value", "navy", "ValidFrom", 15 },
  { "loose-date", HEAD NAVY "ValidFrom=2023-2-9\n", "bad-value", "navy", "ValidFrom", 15 },
  { "unordered-dates", HEAD NAVY "ValidFrom=2023-02-02\nValidTo=2023-02-01\n", "unordered-dates", "navy", "ValidTo", 16 },
  { "trailing-blank", HEAD NAVY "Aliases=Fleet \n", "bad-value", "navy", "Aliases", 15 },
  { "empty-value", HEAD NAVY "Aliases=\n", "bad-value", "navy", "Aliases", 15 },
  { "empty-part", HEAD NAVY "Aliases=a;;b\n", "bad-value", "navy", "Aliases", 15 },
  { "decomposed", HEAD NAVY "Aliases=e\xcc\x81\n", "bad-value", "navy", "Aliases", 15 },
  { "control-character", HEAD NAVY "Aliases=a\\tb\n", "bad-value", "navy", "Aliases", 15 },
  { "leading-zero", "[pack]\nKind=branch\nVersion=007\nTitle=A\nTitle[uk]=А\n", "bad-value", "pack", "Version", 3 },
  { "huge-number", "[pack]\nKind=branch\nVersion=99999999999999999999\nTitle=A\nTitle[uk]=А\n", "bad-value", "pack", "Version", 3 },
  { "signed-number", "[pack]\nKind=branch\nVersion=+1\nTitle=A\nTitle[uk]=А\n", "bad-value", "pack", "Version", 3 },
  { "not-utf8", HEAD NAVY "Aliases=\xff\n", "encoding", NULL, NULL, 15 },
  { "stray-line", HEAD NAVY "hello\n", "syntax", "navy", NULL, 15 },
  { "key-before-group", "Title=A\n" HEAD, "syntax", NULL, "Title", 1 },
  { "open-header", HEAD "[navy\n", "syntax", NULL, NULL, 7 },
  { "open-bracket", HEAD NAVY "Title[uk=x\n", "syntax", "navy", "Title[uk", 15 },
  { "bad-id", HEAD "[The Navy]\nTitle=N\nTitle[uk]=Ф\nImplies=service:military\n" SOURCE, "bad-value", "The Navy", NULL, 7 },
};
/* clang-format on */

static const HearthPackProblem *
find_problem (GPtrArray *problems, const Refusal *wanted)
{
  for (guint i = 0; i < problems->len; i++)
    {
      const HearthPackProblem *problem = g_ptr_array_index (problems, i);

      if (g_strcmp0 (problem->code, wanted->code) == 0 &&
          g_strcmp0 (problem->group, wanted->group) == 0 &&
          g_strcmp0 (problem->key, wanted->key) == 0)
        return problem;
    }
  return NULL;
}

static void
test_refusal (gconstpointer data)
{
  const Refusal *refusal = data;
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
  HearthPack *pack = read_text (refusal->text, problems);
  const HearthPackProblem *problem = find_problem (problems, refusal);

  g_assert_nonnull (problem);
  g_assert_cmpstr (problem->file, ==, "x.pack");
  g_assert_cmpuint (problem->line, ==, refusal->line);
  g_clear_pointer (&pack, hearth_pack_unref);
}

static void
test_too_large_a_file_is_refused (void)
{
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
  g_autofree char *text = g_strnfill (HEARTH_PACK_MAX_BYTES + 1, '\n');

  g_assert_null (read_text (text, problems));
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_cmpstr (((HearthPackProblem *) problems->pdata[0])->code, ==, "limit");
}

static void
test_a_missing_file_is_a_problem_of_its_own (void)
{
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();

  g_assert_null (hearth_pack_read ("/nowhere/at/all.pack", problems));
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_cmpstr (((HearthPackProblem *) problems->pdata[0])->code, ==, "io");
  g_assert_cmpstr (((HearthPackProblem *) problems->pdata[0])->file, ==, "all.pack");
}

static void
test_a_problem_is_told_with_its_place (void)
{
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
  g_autoptr (HearthPack) pack = read_text (HEAD NAVY "Colour=blue\nTaste=salt\n", problems);
  g_autofree char *text = hearth_pack_problem_to_string (problems->pdata[0]);
  g_autoptr (GError) error = NULL;
  json_t *json = hearth_pack_problem_to_json (problems->pdata[0]);

  g_assert_nonnull (pack);
  g_assert_cmpstr (text, ==, "x.pack:15: [navy] Colour: there is no such key here");
  g_assert_cmpint (json_integer_value (json_object_get (json, "line")), ==, 15);
  g_assert_cmpstr (json_string_value (json_object_get (json, "key")), ==, "Colour");
  hearth_pack_problems_to_error (problems, &error);
  g_assert_error (error, HEARTH_BASE_ERROR, HEARTH_BASE_ERROR_UNKNOWN);
  g_assert_true (g_str_has_suffix (error->message, "(and 1 more)"));
  json_decref (json);
}

/* What a value must be is said in the message: nobody looks it up in a table. */
static void
test_messages_say_what_a_value_must_be (void)
{
  static const struct
  {
    const char *line;
    const char *message;
  } rows[] = {
    { "Urgency=4\n", "the value must be a whole number from 0 to 3" },
    { "ValidFrom=soon\n", "the value must be a date of the form YYYY-MM-DD" },
    { "Implies=military\n", "the conditions must be of the form fact:value" },
    { "Aliases=a;;b\n", "a part of the list is empty" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
      g_autofree char *text = g_strconcat (
          "[pack]\nKind=condition\nVersion=1\nTitle=A\nTitle[uk]=А\n[walking]\nTitle=W\n"
          "Title[uk]=Х\n" SOURCE,
          rows[i].line, NULL);
      g_autoptr (HearthPack) pack = read_text (text, problems);

      g_assert_nonnull (pack);
      g_assert_cmpuint (problems->len, ==, 1);
      g_assert_cmpstr (((HearthPackProblem *) problems->pdata[0])->message, ==, rows[i].message);
    }
}

#define SCALE                                                                                      \
  "[pack]\nKind=answer-scale\nVersion=1\nTitle=A\nTitle[uk]=А\n"                                  \
  "[points]\nTitle=P\nTitle[uk]=Б\nValues=0;1\n" SOURCE

static void
test_labels_are_read_in_both_languages (void)
{
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
  g_autoptr (HearthPack) pack = read_text (SCALE "Labels=No;Yes\nLabels[uk]=Ні;Так\n", problems);
  const HearthPackEntry *entry = hearth_pack_get_entry (pack, 0);

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpstr (hearth_pack_entry_get_label (entry, "Labels", 1, "uk_UA.UTF-8"), ==, "Так");
  g_assert_cmpstr (hearth_pack_entry_get_label (entry, "Labels", 1, "en"), ==, "Yes");
  g_assert_cmpstr (hearth_pack_entry_get_label (entry, "Labels", 0, NULL), ==, "No");
  g_assert_null (hearth_pack_entry_get_label (entry, "Labels", 2, "uk"));
  g_assert_null (hearth_pack_entry_get_label (entry, "Advice", 0, "uk"));
}

static void
test_labels_of_one_language_are_refused (void)
{
  static const char *const texts[] = { SCALE "Labels=No;Yes\n", SCALE "Labels[uk]=Ні;Так\n",
                                       SCALE "Labels=No;Yes\nLabels[uk]=Ні\n", SCALE };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
      HearthPack *pack = read_text (texts[i], problems);

      g_assert_cmpuint (problems->len, >=, 1);
      hearth_pack_unref (pack);
    }
}

/* GKeyFile's escapes, and lines as two systems end them. */
static void
test_escapes_and_line_ends_are_as_in_key_files (void)
{
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
  g_autoptr (GPtrArray) more = hearth_pack_problems_new ();
  g_autoptr (GString) text =
      g_string_new (HEAD NAVY "Note=one\\ntwo \\\\ three\nNote[uk]=  а\\sб\n");
  g_autoptr (HearthPack) pack = read_text (text->str, problems);
  g_autoptr (HearthPack) windows = NULL;
  HearthPack *wrong = read_text (HEAD NAVY "Note=a\\qb\nNote[uk]=а\n", more);
  const HearthPackEntry *entry = hearth_pack_get_entry (pack, 0);

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpstr (hearth_pack_entry_get_text (entry, "Note", "en"), ==, "one\ntwo \\ three");
  g_assert_cmpstr (hearth_pack_entry_get_text (entry, "Note", "uk"), ==, "а б");
  g_assert_cmpuint (more->len, >, 0);
  hearth_pack_unref (wrong);

  g_string_replace (text, "\n", "\r\n", 0);
  windows = read_text (text->str, problems);
  g_assert_cmpuint (problems->len, ==, 0);
  entry = hearth_pack_get_entry (windows, 0);
  g_assert_cmpstr (hearth_pack_entry_get_text (entry, "Note", "en"), ==, "one\ntwo \\ three");
  g_assert_cmpstr (hearth_pack_entry_get_title (entry, "en"), ==,
                   hearth_pack_entry_get_title (hearth_pack_get_entry (pack, 0), "en"));
}

static char *
make_chain (guint n, gboolean is_closed)
{
  GString *text = g_string_new ("[pack]\nKind=role\nVersion=1\nTitle=Roles\nTitle[uk]=Ролі\n");

  for (guint i = 0; i < n; i++)
    {
      g_string_append_printf (text, "[r%u]\nTitle=R%u\nTitle[uk]=Р%u\nIsLogin=true\n" SOURCE, i, i,
                              i);
      if (i + 1 < n || is_closed)
        g_string_append_printf (text, "ActsAs=r%u\n", (i + 1) % n);
    }
  return g_string_free (text, FALSE);
}

/* The longest chain that a file can hold is walked without a stack of its length. */
static void
test_circles_are_found_however_long (void)
{
  static const guint lengths[] = { 1, 2, 9, 4000 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    for (int is_closed = 0; is_closed <= 1; is_closed++)
      {
        g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
        g_autofree char *text = make_chain (lengths[i], is_closed);
        g_autoptr (GPtrArray) packs =
            g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_pack_unref);
        g_autoptr (HearthPackSet) set = NULL;

        g_ptr_array_add (packs, read_text (text, problems));
        set = hearth_pack_set_new (packs, NULL, problems);
        g_assert_cmpuint (problems->len, ==, is_closed ? 1 : 0);
        if (is_closed)
          {
            const HearthPackProblem *problem = problems->pdata[0];

            g_assert_cmpstr (problem->code, ==, "cycle");
            g_assert_cmpstr (problem->key, ==, "ActsAs");
            g_assert_true (g_str_has_suffix (problem->message, "→ r0"));
            g_assert_cmpuint (strlen (problem->message), <, 200);
          }
      }
}

static GPtrArray *
read_packs (const char *first, const char *second, GPtrArray *problems)
{
  GPtrArray *packs = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_pack_unref);

  g_ptr_array_add (packs, read_text (first, problems));
  if (second != NULL)
    g_ptr_array_add (packs, read_text (second, problems));
  return packs;
}

#define ROLES                                                                                      \
  "[pack]\nKind=role\nVersion=1\nTitle=Roles\nTitle[uk]=Ролі\n"                                \
  "[nurse]\nTitle=Nurse\nTitle[uk]=медсестра\nIsLogin=false\nActsAs=clinician\n" SOURCE
#define CLINICIAN                                                                                  \
  "[pack]\nKind=role\nVersion=1\nTitle=More\nTitle[uk]=Ще\n"                                     \
  "[clinician]\nTitle=Clinician\nTitle[uk]=лікар\nIsLogin=true\n" SOURCE

static void
test_references_are_resolved_across_packs (void)
{
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
  g_autoptr (GPtrArray) alone = read_packs (ROLES, NULL, problems);
  g_autoptr (GPtrArray) both = read_packs (ROLES, CLINICIAN, problems);
  g_autoptr (HearthPackSet) broken = NULL;
  g_autoptr (HearthPackSet) whole = NULL;
  const HearthPackProblem *problem;

  whole = hearth_pack_set_new (both, NULL, problems);
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (hearth_pack_set_get_n_entries (whole, "role"), ==, 2);

  broken = hearth_pack_set_new (alone, NULL, problems);
  g_assert_cmpuint (problems->len, ==, 1);
  problem = problems->pdata[0];
  g_assert_cmpstr (problem->code, ==, "unknown-reference");
  g_assert_cmpstr (problem->group, ==, "nurse");
  g_assert_cmpstr (problem->key, ==, "ActsAs");
}

static void
test_a_base_set_fills_in_other_kinds_only (void)
{
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
  g_autoptr (GPtrArray) base_packs = read_packs (CLINICIAN, HEAD NAVY, problems);
  g_autoptr (GPtrArray) packs = read_packs (HEAD NAVY, NULL, problems);
  g_autoptr (HearthPackSet) base = hearth_pack_set_new (base_packs, NULL, problems);
  g_autoptr (HearthPackSet) set = hearth_pack_set_new (packs, base, problems);

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (hearth_pack_set_get_n_packs (set), ==, 2);
  g_assert_nonnull (hearth_pack_set_lookup (set, "role", "clinician"));
  g_assert_nonnull (hearth_pack_set_lookup (set, "branch", "navy"));
  g_assert_null (hearth_pack_set_lookup (set, "branch", "army"));
  g_assert_null (hearth_pack_set_lookup (set, "planet", "navy"));
}

static void
test_one_name_for_two_entries_is_refused (void)
{
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
  g_autoptr (GPtrArray) packs = read_packs (
      HEAD NAVY "[fleet]\nTitle=Fleet\nTitle[uk]=ФЛОТ\nImplies=service:military\n" SOURCE, NULL,
      problems);
  g_autoptr (HearthPackSet) set = hearth_pack_set_new (packs, NULL, problems);

  g_assert_nonnull (set);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_cmpstr (((HearthPackProblem *) problems->pdata[0])->code, ==, "duplicate-title");
}

static void
test_an_id_in_two_packs_is_refused (void)
{
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
  g_autoptr (GPtrArray) packs = read_packs (HEAD NAVY, HEAD NAVY, problems);
  g_autoptr (HearthPackSet) set = hearth_pack_set_new (packs, NULL, problems);

  g_assert_nonnull (set);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_cmpstr (((HearthPackProblem *) problems->pdata[0])->code, ==, "duplicate-id");
}

/* The words that lists from headquarters and hospitals really hold. */
static const struct
{
  const char *kind;
  const char *text;
  const char *id;
} words[] = {
  { "rank", "солдат", "soldier" },
  { "rank", "Private", "soldier" },
  { "rank", "рядовий", "soldier" },
  { "rank", "старший солдат", "senior-soldier" },
  { "rank", "ст. солдат", "senior-soldier" },
  { "rank", "ст.солдат", "senior-soldier" },
  { "rank", "матрос", "seaman" },
  { "rank", "старший матрос", "senior-seaman" },
  { "rank", "молодший сержант", "junior-sergeant" },
  { "rank", "сержант", "sergeant" },
  { "rank", "старший сержант", "senior-sergeant" },
  { "rank", "головний сержант", "chief-sergeant" },
  { "rank", "майстер-сержант", "master-sergeant" },
  { "rank", "старшина 2 ст.", "petty-officer-2" },
  { "branch", "Державна спеціальна служба транспорту", "special-transport" },
  { "branch", "Військово-Морські Сили", "navy" },
  { "branch", "Військово-Морські  Сили ЗСУ", "navy" },
  { "branch", "ВМС", "navy" },
  { "branch", "Вiйськово-морськi сили", "navy" }, /* Latin i */
  { "branch", "Navy", "navy" },
  { "branch", "National Guard", "national-guard" },
  { "branch", "Десантно-штурмові війська", "air-assault-forces" },
  { "branch", "Національна гвардія", "national-guard" },
  { "branch", "Сухопутні війська", "ground-forces" },
  { "branch", "Повітряні Сили", "air-force" },
  { "branch", "Сили територіальної оборони", "territorial-defence" },
  { "branch", "Державна прикордонна служба", "border-guard" },
  { "category", "under 25", "under-25" },
  { "category", "віком до 25 років", "under-25" },
  { "category", "поранений", "wounded" },
  { "category", "тяжкопоранений", "severely-wounded" },
  { "category", "Тяжкопоранена", "severely-wounded" },
  { "category", "тяжкохворий", "seriously-ill" },
  { "category", "оборонець Маріуполя", "mariupol" },
  { "condition", "ноші", "stretcher" },
  { "condition", "ходячий", "walking" },
  { "condition", "ходяча", "walking" },
  { "condition", "лежачий", "stretcher" },
  { "stage", "у дорозі", "in-transit" },
  { "role", "кейс-менеджер", "caseworker" },
  { "blocker", "немає рахунку", "no-bank" },
};

static void
test_words_of_real_lists_resolve (void)
{
  g_autofree char *dir = shipped_dir ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthPackSet) set = hearth_pack_set_load (dir, &error);

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_cmpstr (hearth_pack_set_find_by_text (set, words[i].kind, words[i].text), ==,
                     words[i].id);
  g_assert_null (hearth_pack_set_find_by_text (set, "rank", "фельдмаршал"));
  g_assert_null (hearth_pack_set_find_by_text (set, "rank", ""));
  g_assert_cmpstr (hearth_pack_set_get_title (set, "rank", "soldier", "uk"), ==, "солдат");
  g_assert_cmpstr (hearth_pack_set_get_title (set, "rank", "from-the-future", "uk"), ==,
                   "from-the-future");
}

static void
test_feminine_titles_stand_in_for_a_woman (void)
{
  g_autofree char *dir = shipped_dir ();
  g_autoptr (HearthPackSet) set = hearth_pack_set_load (dir, NULL);
  const HearthPackEntry *ill = hearth_pack_set_lookup (set, "category", "seriously-ill");
  const HearthPackEntry *young = hearth_pack_set_lookup (set, "category", "under-25");

  g_assert_cmpstr (hearth_pack_entry_get_title_for (ill, "uk", TRUE), ==, "тяжкохвора");
  g_assert_cmpstr (hearth_pack_entry_get_title_for (ill, "uk", FALSE), ==, "тяжкохворий");
  g_assert_cmpstr (hearth_pack_entry_get_title_for (young, "uk", TRUE), ==, "віком до 25 років");
}

static void
test_a_missing_folder_is_an_error (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (hearth_pack_set_load ("/nowhere/at/all", &error));
  g_assert_error (error, HEARTH_BASE_ERROR, HEARTH_BASE_ERROR_UNKNOWN);
}

static void
test_the_environment_names_the_folder (void)
{
  g_autofree char *dir = NULL;

  g_setenv ("HEARTH_PACK_DIR", "/some/folder", TRUE);
  dir = hearth_pack_default_dir ();
  g_unsetenv ("HEARTH_PACK_DIR");
  g_assert_cmpstr (dir, ==, "/some/folder");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/pack/values-are-read-as-written", test_values_are_read_as_written);
  g_test_add_func ("/pack/validity-includes-both-ends", test_validity_includes_both_ends);
  g_test_add_func ("/pack/json-groups-languages-and-keeps-types",
                   test_json_groups_languages_and_keeps_types);
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strdup_printf ("/pack/refuses/%s", refusals[i].name);

      g_test_add_data_func (path, &refusals[i], test_refusal);
    }
  g_test_add_func ("/pack/too-large-a-file-is-refused", test_too_large_a_file_is_refused);
  g_test_add_func ("/pack/a-missing-file-is-a-problem-of-its-own",
                   test_a_missing_file_is_a_problem_of_its_own);
  g_test_add_func ("/pack/a-problem-is-told-with-its-place", test_a_problem_is_told_with_its_place);
  g_test_add_func ("/pack/messages-say-what-a-value-must-be",
                   test_messages_say_what_a_value_must_be);
  g_test_add_func ("/pack/labels-are-read-in-both-languages",
                   test_labels_are_read_in_both_languages);
  g_test_add_func ("/pack/labels-of-one-language-are-refused",
                   test_labels_of_one_language_are_refused);
  g_test_add_func ("/pack/escapes-and-line-ends-are-as-in-key-files",
                   test_escapes_and_line_ends_are_as_in_key_files);
  g_test_add_func ("/pack/circles-are-found-however-long", test_circles_are_found_however_long);
  g_test_add_func ("/pack/references-are-resolved-across-packs",
                   test_references_are_resolved_across_packs);
  g_test_add_func ("/pack/a-base-set-fills-in-other-kinds-only",
                   test_a_base_set_fills_in_other_kinds_only);
  g_test_add_func ("/pack/one-name-for-two-entries-is-refused",
                   test_one_name_for_two_entries_is_refused);
  g_test_add_func ("/pack/an-id-in-two-packs-is-refused", test_an_id_in_two_packs_is_refused);
  g_test_add_func ("/pack/words-of-real-lists-resolve", test_words_of_real_lists_resolve);
  g_test_add_func ("/pack/feminine-titles-stand-in-for-a-woman",
                   test_feminine_titles_stand_in_for_a_woman);
  g_test_add_func ("/pack/a-missing-folder-is-an-error", test_a_missing_folder_is_an_error);
  g_test_add_func ("/pack/the-environment-names-the-folder", test_the_environment_names_the_folder);

  return g_test_run ();
}
