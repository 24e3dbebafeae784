/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters about many people: one act, nothing that nobody looked at, and found again beside what they are about. */
#include "config.h"

#include "hearth-letter-history.h"
#include "hearth-letter-many.h"
#include "hearth-random.h"
#include "hearth-test-vault.h"
#include "hearth-test.h"

#define AS_OF "2025-08-20"

typedef struct
{
  HearthTestVault *vault;
  HearthId cases[2];
  GPtrArray *rows; /* HearthStepRow: what is outstanding */
} Fixture;

static gpointer
read_rows (HearthDb *db, gpointer data, GError **error)
{
  return hearth_step_query_outstanding (db, data, error);
}

static gpointer
read_letters (HearthDb *db, gpointer data, GError **error)
{
  return hearth_letter_query_run (db, error);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  HearthOutstandingQuestion question = { 0 };

  self->vault = hearth_test_vault_new (AS_OF);
  for (guint i = 0; i < G_N_ELEMENTS (self->cases); i++)
    self->cases[i] = hearth_test_vault_open_case (
        self->vault, "{'surname':'Вигаданко','captured':'2022-05-16','released':'2025-06-09'}");
  g_assert_true (hearth_date_parse (AS_OF, &question.as_of));
  question.packs = hearth_context_get_packs (self->vault->context);
  self->rows = hearth_store_read (self->vault->store, read_rows, &question, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_ptr_array_unref (self->rows);
  hearth_test_vault_free (self->vault);
}

/* The step of the case that ends with @document. */
static const HearthStepRow *
find_row (Fixture *self, guint which, const char *document)
{
  HearthPlanTemplates *plan =
      (HearthPlanTemplates *) hearth_context_get_templates (self->vault->context);

  for (guint i = 0; i < self->rows->len; i++)
    {
      const HearthStepRow *row = self->rows->pdata[i];
      const HearthPlanTemplate *step =
          row->template_id != NULL ? hearth_plan_templates_lookup (plan, row->template_id) : NULL;

      if (step != NULL && g_strcmp0 (step->document, document) == 0 &&
          hearth_id_equal (&row->case_id, &self->cases[which]))
        return row;
    }
  g_assert_not_reached ();
}

static HearthRecord *
make (const HearthId *case_id, const HearthId *about, const char *text)
{
  HearthId rec = hearth_random_id ();
  json_t *values = hearth_test_vault_json (
      "{'template':'id-card','addressee':'Міграційна служба','written_on':'2025-07-01'}");

  json_object_set_new (values, "text", json_string (text));
  if (about != NULL)
    {
      g_autofree char *hex = hearth_id_to_string (about);

      json_object_set_new (values, "about", json_string (hex));
    }
  return hearth_record_new (hearth_registry_find_kind ("letter"), &rec, case_id, 0, values);
}

static GPtrArray *
list_letters (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *letters = hearth_store_read (self->vault->store, read_letters, NULL, &error);

  g_assert_no_error (error);
  return letters;
}

static HearthChangeSet *
write_letters (Fixture *self, GPtrArray *letters)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthCommand) command =
      hearth_letter_many_new (letters, hearth_context_get_packs (self->vault->context), &error);
  HearthChangeSet *done;

  g_assert_no_error (error);
  done = hearth_store_execute (self->vault->store, command, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (done), ==, HEARTH_RESULT_DONE);
  return done;
}

static void
test_one_act_and_one_undo (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) letters =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_record_unref);
  g_autoptr (HearthChangeSet) done = NULL;
  g_autoptr (HearthChangeSet) undone = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++)
    g_ptr_array_add (letters,
                     make (&self->cases[i], &find_row (self, i, "id-card")->step_id, "Так"));
  done = write_letters (self, letters);
  g_assert_cmpuint (hearth_change_set_get_n_cases (done), ==, 2);
  found = list_letters (self);
  g_assert_cmpuint (found->len, ==, 2);
  undone = hearth_store_execute (self->vault->store, hearth_change_set_get_inverse (done), &error);
  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (undone), ==, HEARTH_RESULT_DONE);
  none = list_letters (self);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_what_nobody_looked_at_does_not_leave (Fixture *self, gconstpointer data)
{
  static const char *const bad[] = { "Прошу ⟦________⟧", "" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GPtrArray) letters =
          g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_record_unref);
      g_autoptr (HearthCommand) command = NULL;
      g_autoptr (GError) error = NULL;

      g_ptr_array_add (letters, make (&self->cases[0], NULL, "Так"));
      g_ptr_array_add (letters, make (&self->cases[1], NULL, bad[i]));
      command =
          hearth_letter_many_new (letters, hearth_context_get_packs (self->vault->context), &error);
      g_assert_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID);
      g_assert_null (command);
    }
}

static void
assert_history (Fixture *self, guint which, const char *document, guint n_expected)
{
  HearthPlanTemplates *plan =
      (HearthPlanTemplates *) hearth_context_get_templates (self->vault->context);
  g_autoptr (HearthLetterHistory) history = hearth_letter_history_new (
      list_letters (self), hearth_context_get_packs (self->vault->context));
  const HearthLettersOf found =
      hearth_letter_history_find (history, find_row (self, which, document), plan);

  g_assert_cmpuint (found.n_letters, ==, n_expected);
  g_assert_cmpuint (found.n_waiting, ==, n_expected);
  g_assert_true ((found.last != NULL) == (n_expected > 0));
}

static void
test_letters_stand_beside_what_they_are_about (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) letters =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_record_unref);
  g_autoptr (HearthChangeSet) done = NULL;

  /* One says which step it is about, the other is known by what it applies for. */
  g_ptr_array_add (letters,
                   make (&self->cases[0], &find_row (self, 0, "tax-number")->step_id, "Так"));
  g_ptr_array_add (letters, make (&self->cases[0], NULL, "Так"));
  done = write_letters (self, letters);
  assert_history (self, 0, "tax-number", 1);
  assert_history (self, 0, "id-card", 2);
  assert_history (self, 1, "id-card", 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  hearth_vault_global_init ();

#define ADD(path, test)                                                                            \
  g_test_add ("/model/letter-many/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("one-act-and-one-undo", test_one_act_and_one_undo);
  ADD ("what-nobody-looked-at-does-not-leave", test_what_nobody_looked_at_does_not_leave);
  ADD ("letters-stand-beside-what-they-are-about", test_letters_stand_beside_what_they_are_about);
  return g_test_run ();
}
