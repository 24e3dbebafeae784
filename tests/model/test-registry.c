/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-registry.h"

#include <string.h>

static const char *const reserved[] = { "id", "rec", "case_id", "n", "gone", "rowid", NULL };

static gboolean
is_identifier (const char *id)
{
  for (const char *c = id; *c != '\0'; c++)
    if (!g_ascii_islower (*c) && !(*c == '_' && c != id))
      return FALSE;
  return id[0] != '\0';
}

static void
test_ids_are_unique_and_can_be_columns (void)
{
  g_autoptr (GHashTable) seen_kinds = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_kinds;
  const HearthKind *kinds = hearth_registry_get_kinds (&n_kinds);

  g_assert_cmpuint (n_kinds, >=, 9);
  for (guint i = 0; i < n_kinds; i++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

      g_assert_true (is_identifier (kinds[i].id));
      g_assert_true (g_hash_table_add (seen_kinds, (gpointer) kinds[i].id));
      g_assert_true (hearth_registry_find_kind (kinds[i].id) == &kinds[i]);
      for (const HearthField *field = kinds[i].fields; field->id != NULL; field++)
        {
          g_assert_true (is_identifier (field->id));
          g_assert_false (g_strv_contains (reserved, field->id));
          g_assert_false (g_str_has_suffix (field->id, "_sort"));
          g_assert_true (g_hash_table_add (seen, (gpointer) field->id));
          g_assert_true (hearth_kind_find_field (&kinds[i], field->id) == field);
        }
      g_assert_nonnull (hearth_kind_find_field (&kinds[i], "gone"));
      g_assert_null (hearth_kind_find_field (&kinds[i], "no_such_field"));
    }
  g_assert_null (hearth_registry_find_kind ("no_such_kind"));
}

/* The timeline reads these columns. */
static void
assert_dates (const HearthKind *kind)
{
  g_auto (GStrv) dates = kind->when != NULL && *kind->when != '\0'
                             ? g_strsplit (kind->when, " ", -1)
                             : g_new0 (char *, 1);

  for (guint i = 0; dates[i] != NULL; i++)
    {
      const HearthField *field = hearth_kind_find_field (kind, dates[i]);

      g_assert_nonnull (field);
      g_assert_true (field->type == HEARTH_FIELD_DATE || field->type == HEARTH_FIELD_PARTIAL_DATE);
    }
}

static void
test_every_row_is_complete (void)
{
  guint n_kinds;
  const HearthKind *kinds = hearth_registry_get_kinds (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    {
      g_assert_cmpint (kinds[i].cmp, >=, HEARTH_COMPARTMENT_FIRST);
      g_assert_cmpint (kinds[i].cmp, <=, HEARTH_COMPARTMENT_LAST);
      g_assert_nonnull (kinds[i].label);
      assert_dates (&kinds[i]);
      for (const HearthField *field = kinds[i].fields; field->id != NULL; field++)
        {
          g_assert_nonnull (field->label);
          if (field->type == HEARTH_FIELD_ENUM)
            g_assert_true ((field->pack != NULL) != (field->words != NULL));
          else if (field->type != HEARTH_FIELD_LIST && field->type != HEARTH_FIELD_TEXT)
            g_assert_null (field->pack);
          /* The first tables have it already: only a later step can add a column. */
          if (field->since != 0)
            {
              g_assert_cmpint (field->since, >, HEARTH_SCHEMA_FIRST_LIGHT);
              g_assert_cmpint (field->since, <, HEARTH_SCHEMA_NEXT);
              g_assert_cmpint (field->flags & (HEARTH_FIELD_SEARCHED | HEARTH_FIELD_SORTED), ==, 0);
            }
          if (field->merge == HEARTH_MERGE_UNION)
            g_assert_cmpint (field->type, ==, HEARTH_FIELD_LIST);
          if (field->type == HEARTH_FIELD_MONEY)
            g_assert_true (g_str_has_suffix (field->id, "_kop"));
        }
    }
}

/* Who asks for their data is given what somebody has decided to give. */
static void
test_every_kind_is_given_or_kept_back (void)
{
  guint n_kinds;
  const HearthKind *kinds = hearth_registry_get_kinds (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    {
      const HearthGive give = kinds[i].give;

      g_assert_cmpint (give, !=, HEARTH_GIVE_UNDECIDED);
      if (kinds[i].cmp == HEARTH_COMPARTMENT_RESTRICTED)
        g_assert_cmpint (give, ==, HEARTH_GIVE_RESTRICTED);
      if (kinds[i].cmp == HEARTH_COMPARTMENT_DEBRIEF)
        g_assert_cmpint (give, ==, HEARTH_GIVE_DEBRIEF);
      if (kinds[i].cmp == HEARTH_COMPARTMENT_TRACING)
        g_assert_cmpint (give, ==, HEARTH_GIVE_THIRD_PERSONS);
      if (kinds[i].flags & HEARTH_KIND_SHARED)
        g_assert_cmpint (give, !=, HEARTH_GIVE_WHOLE);
    }
}

/* The search table of a file has the row ids of one kind. */
static void
test_at_most_one_kind_of_a_file_is_searched (void)
{
  guint searched[HEARTH_N_COMPARTMENTS] = { 0 };
  guint n_kinds;
  const HearthKind *kinds = hearth_registry_get_kinds (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    for (const HearthField *field = kinds[i].fields; field->id != NULL; field++)
      if (field->flags & HEARTH_FIELD_SEARCHED)
        {
          searched[kinds[i].cmp]++;
          break;
        }
  for (guint i = 0; i < HEARTH_N_COMPARTMENTS; i++)
    g_assert_cmpuint (searched[i], <=, 1);
  g_assert_cmpuint (searched[HEARTH_COMPARTMENT_CORE], ==, 1);
}

static void
test_shared_and_fixed_kinds_stand_alone (void)
{
  guint n_kinds;
  const HearthKind *kinds = hearth_registry_get_kinds (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    {
      if (kinds[i].flags & (HEARTH_KIND_SHARED | HEARTH_KIND_FIXED))
        g_assert_true (kinds[i].flags & HEARTH_KIND_ALONE);
      if (kinds[i].flags & HEARTH_KIND_FIXED)
        g_assert_nonnull (hearth_kind_find_field (&kinds[i], "void_reason"));
    }
}

static void
test_fields_of_the_command_line_are_there (void)
{
  static const char *const person[] = {
    "surname", "given", "patronymic",      "name_latin", "call_sign", "sex",   "birth",    "rank",
    "branch",  "unit",  "category",        "condition",  "wristband", "event", "facility", "ward",
    "owner",   "stage", "personal_number", "tax_number", "phone",     "note",
  };
  const HearthKind *kind = hearth_registry_find_kind ("person");
  const HearthKind *captivity = hearth_registry_find_kind ("captivity");

  for (guint i = 0; i < G_N_ELEMENTS (person); i++)
    g_assert_nonnull (hearth_kind_find_field (kind, person[i]));
  g_assert_nonnull (hearth_kind_find_field (captivity, "captured"));
  g_assert_nonnull (hearth_kind_find_field (captivity, "released"));
  g_assert_nonnull (hearth_kind_find_field (captivity, "place"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/model/registry/ids-are-unique-and-can-be-columns",
                   test_ids_are_unique_and_can_be_columns);
  g_test_add_func ("/model/registry/every-row-is-complete", test_every_row_is_complete);
  g_test_add_func ("/model/registry/every-kind-is-given-or-kept-back",
                   test_every_kind_is_given_or_kept_back);
  g_test_add_func ("/model/registry/at-most-one-kind-of-a-file-is-searched",
                   test_at_most_one_kind_of_a_file_is_searched);
  g_test_add_func ("/model/registry/shared-and-fixed-kinds-stand-alone",
                   test_shared_and_fixed_kinds_stand_alone);
  g_test_add_func ("/model/registry/fields-of-the-command-line-are-there",
                   test_fields_of_the_command_line_are_there);
  return g_test_run ();
}
