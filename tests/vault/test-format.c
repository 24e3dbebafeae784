/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes on disk are those of the page that fixes them: a reader that shares nothing with us
 * opens a vault, with a journal and without one. */
#include "config.h"

#include "hearth-json.h"
#include "hearth-vault.h"

#include <glib/gstdio.h>
#include <string.h>

#define USER "Оксана Приклад"
#define PASSPHRASE "тиха вода греблю рве"

static gboolean
migrate_cb (HearthDb *db, HearthCompartment cmp, guint to_version, gpointer data, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("CREATE TABLE %s.t (a INTEGER PRIMARY KEY, b TEXT);"
                       "CREATE INDEX %s.t_b ON t (b); INSERT INTO %s.t VALUES (1, 'перший')",
                       hearth_compartment_get_name (cmp), hearth_compartment_get_name (cmp),
                       hearth_compartment_get_name (cmp));

  return hearth_db_exec (db, sql, error);
}

static void
insert_on_worker (gpointer data)
{
  HearthDb *db = hearth_vault_get_writer (data);
  GError *error = NULL;

  hearth_db_exec (db, "INSERT INTO medical.t (b) VALUES ('другий')", &error);
  g_assert_no_error (error);
  /* A transaction that is rolled back leaves no trace. */
  g_assert_true (hearth_db_begin (db, NULL));
  g_assert_true (hearth_db_exec (db, "INSERT INTO medical.t (b) VALUES ('third')", NULL));
  hearth_db_rollback (db);
}

static json_t *
read_with_script (const char *path, const char *passphrase_file)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "vault", "read-vault.py", NULL);
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *output = NULL;
  GError *error = NULL;
  json_t *json;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "python3", script, path, USER,
                              passphrase_file, "medical", "SELECT a, b FROM t ORDER BY a", NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  json = hearth_json_parse (output, strlen (output), &error);
  g_assert_no_error (error);
  return json;
}

static void
check_rows (const json_t *json, gsize n_rows)
{
  const json_t *rows = hearth_json_get_array (json, "rows");

  g_assert_cmpuint (json_array_size (rows), ==, n_rows);
  g_assert_cmpstr (json_string_value (json_array_get (json_array_get (rows, 0), 1)), ==, "перший");
  g_assert_cmpstr (json_string_value (json_array_get (json_array_get (rows, 1), 1)), ==, "другий");
}

static void
check_id (const json_t *json, const char *key, const HearthId *id)
{
  g_autofree char *hex = hearth_id_to_string (id);

  g_assert_cmpstr (hearth_json_get_string (json, key), ==, hex);
}

static void
test_an_independent_reader_opens_a_vault (void)
{
  static const HearthSchema schema = { .version = 1, .migrate = migrate_cb };
  const HearthFs *fs = hearth_fs_get_default ();
  g_autofree char *parent = g_dir_make_tmp ("hearth-format-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (parent, "a.hearth", NULL);
  g_autofree char *passphrase_file = g_build_filename (parent, "passphrase", NULL);
  g_autoptr (HearthVault) vault = hearth_vault_new (path, &schema);
  g_autoptr (HearthSecret) passphrase =
      hearth_secret_new ((const guint8 *) PASSPHRASE, strlen (PASSPHRASE));
  json_auto_t *open = NULL;
  json_auto_t *closed = NULL;
  g_autofree char *python = g_find_program_in_path ("python3");
  GError *error = NULL;
  gint64 n_frames = 0;
  int root;

  if (python == NULL)
    {
      g_test_skip ("python3 is not installed");
      return;
    }
  g_assert_true (g_file_set_contents (passphrase_file, PASSPHRASE "\n", -1, NULL));
  g_assert_true (
      hearth_vault_create (vault, USER, passphrase, HEARTH_VAULT_KDF_MEMORY_MIN, 2, &error));
  g_assert_no_error (error);
  hearth_worker_call_sync (hearth_vault_get_writer_worker (vault), insert_on_worker, vault);
  open = read_with_script (path, passphrase_file);
  g_assert_true (hearth_json_get_int (open, "frames", &n_frames));
  g_assert_cmpint (n_frames, >, 0);
  check_rows (open, 2);
  check_id (open, "vault", hearth_vault_get_id (vault));
  check_id (open, "dev", hearth_vault_get_dev (vault));
  check_id (open, "user", hearth_vault_get_user_id (vault));
  g_assert_cmpstr (hearth_json_get_string (open, "name"), ==, USER);

  hearth_vault_lock (vault, FALSE);
  closed = read_with_script (path, passphrase_file);
  g_assert_true (hearth_json_get_int (closed, "frames", &n_frames));
  g_assert_cmpint (n_frames, ==, 0);
  check_rows (closed, 2);

  root = fs->open_folder (fs->data, -1, "/");
  hearth_fs_remove_tree (fs, root, parent + 1);
  fs->close (fs->data, root);
}

int
main (int argc, char *argv[])
{
  hearth_vault_global_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/vault/format/an-independent-reader-opens-a-vault",
                   test_an_independent_reader_opens_a_vault);
  return g_test_run ();
}
