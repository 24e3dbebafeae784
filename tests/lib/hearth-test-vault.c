/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-test-vault.h"

#include "hearth-journal.h"
#include "hearth-json.h"
#include "hearth-stmt.h"
#include "hearth-test.h"

#include <string.h>

static HearthSecret *
passphrase (void)
{
  return hearth_secret_new ((const guint8 *) HEARTH_TEST_PASSPHRASE,
                            strlen (HEARTH_TEST_PASSPHRASE));
}

static void
make_context (HearthTestVault *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->context);
  self->context = hearth_context_new (self->vault, self->clock, self->packs, &error);
  g_assert_no_error (error);
  self->store = hearth_context_get_store (self->context);
}

static HearthClock *
make_clock (const char *today)
{
  HearthDate date;

  g_assert_true (hearth_date_parse (today, &date));
  return hearth_clock_new_fixed (date);
}

HearthTestVault *
hearth_test_vault_new (const char *today)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthSecret) secret = passphrase ();
  g_autofree char *packs = hearth_pack_default_dir ();
  HearthTestVault *self = g_new0 (HearthTestVault, 1);

  hearth_vault_global_init ();
  self->folder = hearth_test_make_folder ();
  self->path = g_build_filename (self->folder, "Test.hearth", NULL);
  self->packs = hearth_pack_set_load (packs, &error);
  g_assert_no_error (error);
  self->clock = make_clock (today);
  self->vault = hearth_vault_new (self->path, hearth_model_get_schema ());
  hearth_vault_create (self->vault, HEARTH_TEST_USER, secret, HEARTH_VAULT_KDF_MEMORY_MIN, 1,
                       &error);
  g_assert_no_error (error);
  make_context (self);
  return self;
}

static void
do_nothing (gpointer data)
{
}

void
hearth_test_vault_free (HearthTestVault *self)
{
  /* Workers give the references of their tasks back through the main context. */
  hearth_worker_call_sync (hearth_vault_get_writer_worker (self->vault), do_nothing, NULL);
  hearth_worker_call_sync (hearth_vault_get_reader_worker (self->vault), do_nothing, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  hearth_test_finalize (self->context);
  hearth_vault_lock (self->vault, FALSE);
  hearth_test_finalize (self->vault);
  g_object_unref (self->clock);
  hearth_pack_set_unref (self->packs);
  hearth_test_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->path);
  g_free (self);
}

void
hearth_test_vault_reopen (HearthTestVault *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthSecret) secret = passphrase ();

  g_clear_object (&self->context);
  hearth_vault_lock (self->vault, FALSE);
  hearth_vault_unlock (self->vault, HEARTH_TEST_USER, secret, &error);
  g_assert_no_error (error);
  make_context (self);
}

void
hearth_test_vault_set_today (HearthTestVault *self, const char *today)
{
  g_object_unref (self->clock);
  self->clock = make_clock (today);
  make_context (self);
}

json_t *
hearth_test_vault_json (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *quoted = g_strdelimit (g_strdup (text), "'", '"');
  json_t *json = hearth_json_parse (quoted, strlen (quoted), &error);

  g_assert_no_error (error);
  return json;
}

HearthId
hearth_test_vault_open_case (HearthTestVault *self, const char *fields)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) changes = NULL;
  json_auto_t *json = hearth_test_vault_json (fields);
  HearthId case_id;

  changes = hearth_case_open (self->context, json, &case_id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (changes), ==, HEARTH_RESULT_DONE);
  return case_id;
}

typedef struct
{
  const char *kind;
  const HearthId *id;
  const char *sql;
  gint64 number;
} Question;

static gpointer
read_person (HearthDb *db, gpointer data, GError **error)
{
  const Question *question = data;
  HearthId rec = hearth_record_derive_id (question->id, "person", "");

  return hearth_store_get_record (db, hearth_registry_find_kind ("person"), &rec, error);
}

HearthRecord *
hearth_test_vault_get_person (HearthTestVault *self, const HearthId *case_id)
{
  g_autoptr (GError) error = NULL;
  Question question = { .id = case_id };
  HearthRecord *person = hearth_store_read (self->store, read_person, &question, &error);

  g_assert_no_error (error);
  g_assert_nonnull (person);
  return person;
}

static gpointer
read_list (HearthDb *db, gpointer data, GError **error)
{
  const Question *question = data;

  return hearth_store_list_records (db, hearth_registry_find_kind (question->kind), question->id,
                                    error);
}

GPtrArray *
hearth_test_vault_list (HearthTestVault *self, const char *kind, const HearthId *case_id)
{
  g_autoptr (GError) error = NULL;
  Question question = { .kind = kind, .id = case_id };
  GPtrArray *records = hearth_store_read (self->store, read_list, &question, &error);

  g_assert_no_error (error);
  return records;
}

HearthRecord *
hearth_test_vault_get_step (HearthTestVault *self,
                            const HearthId *case_id,
                            const char *template_id,
                            gint64 occurrence)
{
  g_autoptr (GPtrArray) steps = hearth_test_vault_list (self, "step", case_id);

  for (guint i = 0; i < steps->len; i++)
    {
      HearthRecord *step = steps->pdata[i];
      gint64 present = 0;

      hearth_record_get_int (step, "occurrence", &present);
      if (g_strcmp0 (hearth_record_get_text (step, "template"), template_id) == 0 &&
          present == occurrence)
        return hearth_record_ref (step);
    }
  return NULL;
}

static gpointer
read_int (HearthDb *db, gpointer data, GError **error)
{
  Question *question = data;
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, question->sql, error);
  gboolean has_row;

  if (stmt != NULL && hearth_stmt_step (stmt, &has_row, error) && has_row)
    question->number = hearth_stmt_get_int (stmt, 0);
  return NULL;
}

gint64
hearth_test_vault_query_int (HearthTestVault *self, const char *sql)
{
  g_autoptr (GError) error = NULL;
  Question question = { .sql = sql };

  hearth_store_read (self->store, read_int, &question, &error);
  g_assert_no_error (error);
  return question.number;
}

static gpointer
verify (HearthDb *db, gpointer data, GError **error)
{
  gboolean *all_equal = data;

  for (HearthCompartment cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    {
      gboolean equal = FALSE;

      if (!hearth_journal_verify_projection (db, cmp, &equal, error))
        return NULL;
      *all_equal = *all_equal && equal;
    }
  return NULL;
}

void
hearth_test_vault_assert_projection (HearthTestVault *self)
{
  g_autoptr (GError) error = NULL;
  gboolean all_equal = TRUE;

  hearth_store_read (self->store, verify, &all_equal, &error);
  g_assert_no_error (error);
  g_assert_true (all_equal);
}
