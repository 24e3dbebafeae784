/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-json.h"
#include "hearth-model-error.h"
#include "hearth-pack-set.h"
#include "hearth-registry.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *kind;
  const char *field;
  const char *text;
  const char *value; /* JSON; NULL: refused */
} Row;

static const Row rows[] = {
  { "text-is-cleaned", "person", "surname", "  Вигаданко \t", "\"Вигаданко\"" },
  { "text-is-composed", "person", "surname", "\xd0\x86\xcc\x88жак", "\"Їжак\"" },
  { "empty-text-clears", "person", "surname", "  ", "null" },
  { "prose-keeps-its-lines", "note", "text", "a\n b\n", "\"a\\n b\\n\"" },
  { "direction-marks-are-refused", "person", "surname", "А\xe2\x80\xaeБ", NULL },
  { "whole-number", "event", "number", "66", "66" },
  { "number-with-a-tail", "event", "number", "66a", NULL },
  { "number-with-a-fraction", "event", "number", "6.5", NULL },
  { "number-too-great", "event", "number", "9007199254740992", NULL },
  { "money-in-kopiykas", "payment", "amount_kop", "10000000", "10000000" },
  { "day", "person", "arrived", "2025-06-09", "\"2025-06-09\"" },
  { "day-in-another-form", "person", "arrived", "09.06.2025", NULL },
  { "only-a-month-for-a-day", "person", "arrived", "2025-06", NULL },
  { "leap-day", "person", "birth", "2004-02-29", "\"2004-02-29\"" },
  { "leap-day-of-another-year", "person", "birth", "2005-02-29", NULL },
  { "only-a-month", "person", "birth", "1999-05", "\"1999-05\"" },
  { "only-a-year", "person", "birth", "1999", "\"1999\"" },
  { "id-of-an-entry", "person", "branch", "navy", "\"navy\"" },
  { "title-in-english", "person", "branch", "Navy", "\"navy\"" },
  { "title-in-ukrainian", "person", "branch", "Військово-Морські Сили", "\"navy\"" },
  { "entry-that-is-not-there", "person", "branch", "Cavalry", NULL },
  { "word-of-a-closed-list", "person", "sex", "female", "\"female\"" },
  { "part-of-a-word", "person", "sex", "fem", NULL },
  { "two-words-of-the-list", "person", "sex", "female male", NULL },
  { "id", "person", "event", "00112233445566778899aabbccddeeff",
    "\"00112233445566778899aabbccddeeff\"" },
  { "id-in-capitals", "person", "event", "00112233445566778899AABBCCDDEEFF", NULL },
  { "yes", "contact", "may_be_told", "yes", "true" },
  { "false", "contact", "may_be_told", "false", "false" },
  { "perhaps", "contact", "may_be_told", "perhaps", NULL },
  { "list", "author", "roles", "owner, manager;", "[\"owner\",\"manager\"]" },
};

static HearthPackSet *packs;

static void
test_text_becomes_a_value (gconstpointer data)
{
  const Row *row = data;
  const HearthField *field =
      hearth_kind_find_field (hearth_registry_find_kind (row->kind), row->field);
  g_autoptr (GError) error = NULL;
  json_auto_t *value = hearth_field_from_text (field, row->text, packs, &error);
  g_autofree char *dump = value == NULL ? NULL : hearth_json_dump (value);

  g_assert_cmpstr (dump, ==, row->value);
  if (row->value == NULL)
    g_assert_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID);
  else
    g_assert_true (hearth_field_check (field, value, packs, &error));
}

static void
assert_length (const char *kind, const char *id, gsize length, gboolean fits)
{
  const HearthField *field = hearth_kind_find_field (hearth_registry_find_kind (kind), id);
  g_autofree char *text = g_strnfill (length, 'x');
  json_auto_t *value = json_string (text);
  g_autoptr (GError) error = NULL;

  g_assert_true (hearth_field_check (field, value, NULL, &error) == fits);
}

static void
test_lengths_are_bounded_on_both_sides (void)
{
  const HearthField *flags = hearth_kind_find_field (hearth_registry_find_kind ("person"), "flags");
  json_auto_t *list = json_array ();

  assert_length ("person", "surname", 1024, TRUE);
  assert_length ("person", "surname", 1025, FALSE);
  assert_length ("note", "text", 256 * 1024, TRUE);
  assert_length ("note", "text", 256 * 1024 + 1, FALSE);
  for (guint i = 0; i < 1000; i++)
    json_array_append_new (list, json_string ("x"));
  g_assert_true (hearth_field_check (flags, list, NULL, NULL));
  json_array_append_new (list, json_string ("x"));
  g_assert_false (hearth_field_check (flags, list, NULL, NULL));
}

static void
test_unset_fits_every_field (void)
{
  guint n_kinds;
  const HearthKind *kinds = hearth_registry_get_kinds (&n_kinds);
  json_auto_t *null = json_null ();

  for (guint i = 0; i < n_kinds; i++)
    for (const HearthField *field = kinds[i].fields; field->id != NULL; field++)
      {
        g_assert_true (hearth_field_check (field, null, packs, NULL));
        g_assert_true (hearth_field_check (field, NULL, packs, NULL));
      }
}

/* Without the pack a vault could not take a single value of the field. */
static void
test_packs_of_all_fields_are_there (void)
{
  guint n_kinds;
  const HearthKind *kinds = hearth_registry_get_kinds (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    for (const HearthField *field = kinds[i].fields; field->id != NULL; field++)
      if (field->pack != NULL)
        g_assert_cmpuint (hearth_pack_set_get_n_entries (packs, field->pack), >, 0);
}

int
main (int argc, char *argv[])
{
  g_autofree char *dir = hearth_pack_default_dir ();
  int result;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  packs = hearth_pack_set_load (dir, NULL);
  g_assert_nonnull (packs);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path =
          g_strconcat ("/model/field/text-becomes-a-value/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_text_becomes_a_value);
    }
  g_test_add_func ("/model/field/lengths-are-bounded-on-both-sides",
                   test_lengths_are_bounded_on_both_sides);
  g_test_add_func ("/model/field/unset-fits-every-field", test_unset_fits_every_field);
  g_test_add_func ("/model/field/packs-of-all-fields-are-there",
                   test_packs_of_all_fields_are_there);
  result = g_test_run ();
  hearth_pack_set_unref (packs);
  return result;
}
