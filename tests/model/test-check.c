/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Damage that is done to the files of a small vault with everything in it: found, at the right place, and
 * by the right case (security 15, G18); and what salvage brings out of it. Usage: test-check [STEP], from
 * byte to byte of a page; 1 for all of them. */
#include "config.h"

#include "hearth-damage-notice.h"
#include "hearth-file-acts.h"
#include "hearth-journal-check.h"
#include "hearth-journal-salvage.h"
#include "hearth-journal.h"
#include "hearth-repair.h"
#include "hearth-stmt.h"
#include "hearth-test-vault.h"
#include "hearth-test.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#define N_CASES 18
#define PAGE 4096

static guint step = 1201;

typedef struct
{
  HearthTestVault *vault;
  char *good; /* a copy of the locked vault */
  HearthId cases[N_CASES];
  HearthId file_case;
  HearthSecret *passphrase;
  guint n_pages;
  gint64 n_lines;
} Fixture;

static const char *const names[] = {
  "core", "medical", "restricted", "debrief", "tracing", "benefits", "admin",
};

static void
copy_tree (const char *from, const char *to)
{
  g_autofree char *output = NULL;
  const char *argv[] = { "cp", "-a", from, to, NULL };
  int status = -1;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, &status,
                NULL);
  g_assert_cmpint (status, ==, 0);
}

/* The vault as it was before any damage. */
static void
heal (Fixture *self)
{
  hearth_test_remove_folder (self->vault->path);
  copy_tree (self->good, self->vault->path);
}

static char *
path_of (Fixture *self, const char *name)
{
  return g_build_filename (self->vault->path, name, NULL);
}

static guint8 *
load (Fixture *self, const char *name, gsize *length)
{
  g_autofree char *path = path_of (self, name);
  g_autoptr (GError) error = NULL;
  char *bytes;

  g_file_get_contents (path, &bytes, length, &error);
  g_assert_no_error (error);
  return (guint8 *) bytes;
}

static void
save (Fixture *self, const char *name, const guint8 *bytes, gsize length)
{
  g_autofree char *path = path_of (self, name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, (const char *) bytes, (gssize) length, &error);
  g_assert_no_error (error);
}

static void
flip (Fixture *self, const char *name, gsize offset)
{
  gsize length;
  g_autofree guint8 *bytes = load (self, name, &length);

  g_assert_cmpuint (offset, <, length);
  bytes[offset] ^= (guint8) (1u << (offset % 8));
  save (self, name, bytes, length);
}

static void
attach_file (Fixture *self)
{
  static const char content[] = "%PDF-1.4 an invented scan of nobody's passport";
  g_autoptr (GInputStream) stream =
      g_memory_input_stream_new_from_data (content, sizeof content, NULL);
  g_autoptr (HearthChangeSet) changes = NULL;
  g_autoptr (GError) error = NULL;
  HearthFileRequest request = { .case_id = self->cases[3],
                                .cmp = HEARTH_COMPARTMENT_MEDICAL,
                                .name = "scan.pdf" };

  changes = hearth_file_attach (self->vault->context, &request, stream, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (changes), ==, HEARTH_RESULT_DONE);
  self->file_case = self->cases[3];
}

static void
unlock (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  hearth_vault_unlock (self->vault->vault, HEARTH_TEST_USER, self->passphrase, &error);
  g_assert_no_error (error);
}

/* One vault for all tests: making it is most of the work. */
static Fixture *
get_fixture (void)
{
  static Fixture *self;

  if (self != NULL)
    return self;
  self = g_new0 (Fixture, 1);
  self->vault = hearth_test_vault_new ("2025-06-11");
  self->passphrase =
      hearth_secret_new ((const guint8 *) HEARTH_TEST_PASSPHRASE, strlen (HEARTH_TEST_PASSPHRASE));
  for (guint i = 0; i < N_CASES; i++)
    {
      g_autofree char *fields =
          g_strdup_printf ("{'surname':'Вигаданко','given':'Артем %u','released':'2025-06-09'}", i);

      self->cases[i] = hearth_test_vault_open_case (self->vault, fields);
    }
  attach_file (self);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM %s.journal", names[i]);

      self->n_lines += hearth_test_vault_query_int (self->vault, sql);
    }
  hearth_vault_lock (self->vault->vault, FALSE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&self->vault->context);
  self->good = g_build_filename (self->vault->folder, "good", NULL);
  copy_tree (self->vault->path, self->good);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_strconcat (names[i], ".db", NULL);
      gsize length;
      g_autofree guint8 *bytes = load (self, name, &length);

      self->n_pages += (guint) (length / PAGE);
    }
  return self;
}

static HearthCheckReport *
check (Fixture *self, gboolean is_deep)
{
  const HearthCredentials credentials = { .user = HEARTH_TEST_USER,
                                          .passphrase = self->passphrase };
  HearthCheckHooks hooks = hearth_journal_check_hooks (NULL, NULL);
  g_autoptr (GError) error = NULL;
  HearthCheckReport *report =
      hearth_check_run (self->vault->path, &credentials, is_deep, &hooks, NULL, &error);

  g_assert_no_error (error);
  return report;
}

static const HearthDamage *
get_only (const HearthCheckReport *report)
{
  g_assert_cmpuint (report->damaged->len, ==, 1);
  return report->damaged->pdata[0];
}

static gboolean
names_case (const HearthDamage *damage, const HearthId *case_id)
{
  for (guint i = 0; i < damage->cases->len; i++)
    if (hearth_id_equal (&g_array_index (damage->cases, HearthId, i), case_id))
      return TRUE;
  return FALSE;
}

static void
test_whole_vault_is_whole (void)
{
  Fixture *self = get_fixture ();
  g_autoptr (HearthCheckReport) report = check (self, TRUE);
  g_autofree char *notice = hearth_check_notice (report);

  g_assert_cmpuint (report->damaged->len, ==, 0);
  g_assert_cmpuint (report->n_pages, ==, self->n_pages);
  g_assert_cmpuint (report->n_blobs, ==, 1);
  g_assert_cmpint ((gint64) report->n_lines, ==, self->n_lines);
  g_assert_nonnull (notice);
}

/* The same byte of every page of all seven databases. */
static void
test_flipped_bits_are_found_in_every_page (void)
{
  Fixture *self = get_fixture ();

  for (guint offset = 0; offset < PAGE; offset += step)
    {
      g_autoptr (HearthCheckReport) report = NULL;
      g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        {
          g_autofree char *name = g_strconcat (names[i], ".db", NULL);
          gsize length;
          g_autofree guint8 *bytes = load (self, name, &length);

          for (gsize page = 0; page < length / PAGE; page++)
            bytes[page * PAGE + offset] ^= (guint8) (1u << (page % 8));
          save (self, name, bytes, length);
        }
      report = check (self, FALSE);
      for (guint i = 0; i < report->damaged->len; i++)
        {
          const HearthDamage *damage = report->damaged->pdata[i];

          g_assert_cmpint (damage->kind, ==, HEARTH_DAMAGE_PAGE);
          g_assert_true (
              g_hash_table_add (found, g_strdup_printf ("%s %u", damage->file, damage->page)));
        }
      g_assert_cmpuint (g_hash_table_size (found), ==, self->n_pages);
      heal (self);
    }
}

static void
test_zeroed_and_cut_pages_are_found (void)
{
  Fixture *self = get_fixture ();
  gsize length;
  g_autofree guint8 *bytes = load (self, "core.db", &length);
  g_autoptr (HearthCheckReport) zeroed = NULL;
  g_autoptr (HearthCheckReport) cut = NULL;
  const HearthDamage *damage;

  memset (bytes + 4 * PAGE, 0, PAGE);
  save (self, "core.db", bytes, length);
  zeroed = check (self, FALSE);
  damage = get_only (zeroed);
  g_assert_cmpstr (damage->file, ==, "core.db");
  g_assert_cmpuint (damage->page, ==, 5);
  heal (self);

  bytes = (g_free (bytes), load (self, "core.db", &length));
  save (self, "core.db", bytes, length - PAGE);
  cut = check (self, FALSE);
  damage = get_only (cut);
  g_assert_cmpuint (damage->page, ==, length / PAGE);
  heal (self);
}

static void
test_missing_files_are_named (void)
{
  Fixture *self = get_fixture ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_strconcat (names[i], ".db", NULL);
      g_autofree char *path = path_of (self, name);
      g_autoptr (HearthCheckReport) report = NULL;
      const HearthDamage *damage;

      g_assert_cmpint (g_unlink (path), ==, 0);
      report = check (self, FALSE);
      damage = get_only (report);
      g_assert_cmpint (damage->kind, ==, HEARTH_DAMAGE_MISSING);
      g_assert_cmpstr (damage->file, ==, name);
      heal (self);
    }
}

/* The second copy of a table may be older, and then says more. */
static const HearthDamage *
find_damage (const HearthCheckReport *report, HearthDamageKind kind)
{
  for (guint i = 0; i < report->damaged->len; i++)
    if (((HearthDamage *) report->damaged->pdata[i])->kind == kind)
      return report->damaged->pdata[i];
  g_assert_not_reached ();
}

static void
test_damaged_side_files_are_named (void)
{
  static const struct
  {
    const char *file;
    gsize offset;
    HearthDamageKind kind;
  } rows[] = {
    { "header", 70000 % 65536, HEARTH_DAMAGE_HEADER },
    { "header.2", 3000, HEARTH_DAMAGE_HEADER },
    { "medical.fresh0", 30, HEARTH_DAMAGE_TABLE },
    { "medical.fresh1", 200, HEARTH_DAMAGE_TABLE },
    { "admin.fresh0", 130, HEARTH_DAMAGE_TABLE },
  };
  Fixture *self = get_fixture ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (HearthCheckReport) report = NULL;
      g_autofree char *notice = NULL;
      const HearthDamage *damage;

      flip (self, rows[i].file, rows[i].offset);
      report = check (self, FALSE);
      damage = find_damage (report, rows[i].kind);
      g_assert_cmpstr (damage->file, ==, rows[i].file);
      notice = hearth_damage_notice (damage);
      g_assert_nonnull (strstr (notice, rows[i].file));
      heal (self);
    }
}

static char *
find_blob (Fixture *self)
{
  g_autofree char *output = NULL;
  g_autofree char *folder = path_of (self, "files");
  const char *argv[] = { "find", folder, "-type", "f", NULL };

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output,
                               NULL, NULL, NULL));
  g_strstrip (output);
  return g_strdup (output + strlen (self->vault->path) + 1);
}

static void
test_damaged_and_missing_attachments_name_their_case (void)
{
  Fixture *self = get_fixture ();
  g_autofree char *blob = find_blob (self);
  g_autofree char *path = path_of (self, blob);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (HearthCheckReport) report = NULL;

      if (i == 0)
        flip (self, blob, 40);
      else
        g_assert_cmpint (g_unlink (path), ==, 0);
      report = check (self, TRUE);
      g_assert_cmpint (get_only (report)->kind, ==, HEARTH_DAMAGE_BLOB);
      g_assert_cmpstr (get_only (report)->file, ==, blob);
      g_assert_true (names_case (get_only (report), &self->file_case));
      g_assert_nonnull (get_only (report)->numbers->pdata[0]);
      heal (self);
    }
}

/* --- The case of a page --- */

static gboolean
can_read (HearthVault *vault, const char *sql, const HearthId *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (hearth_vault_get_reader (vault), sql, &error);
  gboolean has_row = TRUE;

  if (stmt != NULL)
    hearth_stmt_bind_id (stmt, 1, id);
  while (stmt != NULL && has_row && hearth_stmt_step (stmt, &has_row, &error))
    if (has_row)
      hearth_stmt_get_text (stmt, 0);
  return error == NULL;
}

typedef struct
{
  Fixture *fixture;
  const HearthDamage *damage;
  guint n_unreadable;
} Question;

/* SQLite is the judge: a case of which it cannot read a row of the table is hit, and no other is. */
static void
compare_on_reader (gpointer data)
{
  Question *question = data;
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s.\"%s\" WHERE case_id = ?1",
                                          hearth_compartment_get_name (question->damage->cmp),
                                          question->damage->table);

  for (guint i = 0; i < N_CASES; i++)
    {
      const HearthId *case_id = &question->fixture->cases[i];
      gboolean is_readable = can_read (question->fixture->vault->vault, sql, case_id);

      g_assert_cmpint (names_case (question->damage, case_id), ==, !is_readable);
      question->n_unreadable += is_readable ? 0 : 1;
    }
}

static gboolean
is_of_cases (const char *table)
{
  return g_strcmp0 (table, "journal") == 0 || g_strcmp0 (table, "person") == 0 ||
         g_strcmp0 (table, "step") == 0 || g_strcmp0 (table, "medical_file") == 0;
}

static void
test_damaged_page_names_the_cases_that_cannot_be_read (void)
{
  static const char *const files[] = { "core.db", "medical.db" };
  Fixture *self = get_fixture ();
  guint n_asked = 0;

  for (guint f = 0; f < G_N_ELEMENTS (files); f++)
    {
      gsize length;
      g_autofree guint8 *bytes = load (self, files[f], &length);

      for (guint page = 2; page <= length / PAGE; page += step == 1 ? 1 : f == 0 ? 19 : 9)
        {
          g_autoptr (HearthCheckReport) report = NULL;
          Question question = { .fixture = self };

          flip (self, files[f], (gsize) (page - 1) * PAGE + 100);
          report = check (self, FALSE);
          g_assert_cmpuint (get_only (report)->page, ==, page);
          question.damage = get_only (report);
          if (is_of_cases (question.damage->table))
            {
              unlock (self);
              hearth_worker_call_sync (hearth_vault_get_reader_worker (self->vault->vault),
                                       compare_on_reader, &question);
              hearth_vault_lock (self->vault->vault, TRUE);
              n_asked++;
            }
          heal (self);
        }
    }
  g_assert_cmpuint (n_asked, >, 2);
}

/* --- Salvage --- */

static gint64
count_lines (Fixture *self, const char *path)
{
  g_autoptr (HearthVault) vault = hearth_vault_new (path, hearth_model_get_schema ());
  g_autoptr (HearthContext) context = NULL;
  g_autoptr (GError) error = NULL;
  HearthTestVault view = { 0 };
  gint64 n = 0;

  hearth_vault_unlock (vault, HEARTH_TEST_USER, self->passphrase, &error);
  g_assert_no_error (error);
  context = hearth_context_new (vault, self->vault->clock, self->vault->packs, &error);
  g_assert_no_error (error);
  view.store = hearth_context_get_store (context);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM %s.journal", names[i]);

      n += hearth_test_vault_query_int (&view, sql);
    }
  hearth_test_vault_assert_projection (&view);
  hearth_vault_lock (vault, FALSE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  return n;
}

/* Where lines stand moves with every table that a version adds. */
static guint
find_journal_page (Fixture *self)
{
  for (guint page = 60;; page++)
    {
      g_autoptr (HearthCheckReport) report = NULL;
      gboolean is_found;

      flip (self, "core.db", (gsize) (page - 1) * PAGE + 1000);
      report = check (self, FALSE);
      is_found = g_strcmp0 (get_only (report)->table, "journal") == 0;
      heal (self);
      if (is_found)
        return page;
    }
}

/* Pages of every kind; on each the lines that are saved and those that are missing are all there were. */
static void
test_salvage_saves_everything_but_the_damaged_pages (void)
{
  const HearthCredentials credentials = { .user = HEARTH_TEST_USER,
                                          .passphrase = get_fixture ()->passphrase };
  Fixture *self = get_fixture ();
  const guint pages[] = { 1, 2, 85, find_journal_page (self) };
  g_autofree char *to = g_build_filename (self->vault->folder, "New.hearth", NULL);
  gint64 most_missing = 0;

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HearthSalvageReport) report = NULL;
      gint64 n_missing = 0;

      flip (self, "core.db", (gsize) (pages[i] - 1) * PAGE + 1000);
      report =
          hearth_journal_salvage (self->vault->path, to, &credentials, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      for (guint g = 0; g < report->gaps->len; g++)
        {
          const HearthJournalGap *gap = &g_array_index (report->gaps, HearthJournalGap, g);

          g_assert_cmpint (gap->cmp, ==, HEARTH_COMPARTMENT_CORE);
          n_missing += gap->last - gap->first + 1;
        }
      g_assert_cmpint (report->n_refused, ==, 0);
      g_assert_cmpint (report->n_lines + n_missing, ==, self->n_lines);
      /* A page holds few lines, and one above them none. */
      g_assert_cmpint (n_missing, <=, 4);
      g_assert_cmpint (report->n_blobs, ==, 1);
      /* The login writes who it is if that line was lost. */
      g_assert_cmpint (count_lines (self, to), >=, report->n_lines);
      most_missing = MAX (most_missing, n_missing);
      hearth_test_remove_folder (to);
      heal (self);
    }
  g_assert_cmpint (most_missing, >, 0);
}

static void
test_salvage_needs_no_table (void)
{
  const HearthCredentials credentials = { .user = HEARTH_TEST_USER,
                                          .passphrase = get_fixture ()->passphrase };
  Fixture *self = get_fixture ();
  g_autofree char *to = g_build_filename (self->vault->folder, "New.hearth", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthSalvageReport) report = NULL;

  flip (self, "core.fresh0", 50);
  flip (self, "core.fresh1", 50);
  report = hearth_journal_salvage (self->vault->path, to, &credentials, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->n_lines, ==, self->n_lines);
  g_assert_cmpuint (report->gaps->len, ==, 0);
  hearth_test_remove_folder (to);
  heal (self);
}

static void
test_salvage_never_overwrites (void)
{
  Fixture *self = get_fixture ();
  const HearthCredentials credentials = { .user = HEARTH_TEST_USER,
                                          .passphrase = self->passphrase };
  g_autoptr (GError) error = NULL;

  g_assert_null (hearth_journal_salvage (self->vault->path, self->good, &credentials, NULL, NULL,
                                         NULL, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_EXISTS);
}

/* --- A journal that is given up --- */

#define N_LATE 4
#define WAL_HEADER 32
#define FRAME (24 + PAGE)

/* A healed vault is an older one. */
static void
forget_what_was_seen (void)
{
  g_autofree char *seen = g_build_filename (g_get_user_state_dir (), "hearth", "seen", NULL);

  g_assert_cmpint (g_unlink (seen), ==, 0);
}

/* Cases of which the journal of core knows and the database does not: the program ended at once. */
static void
leave_journal (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  unlock (self);
  self->vault->context =
      hearth_context_new (self->vault->vault, self->vault->clock, self->vault->packs, &error);
  g_assert_no_error (error);
  self->vault->store = hearth_context_get_store (self->vault->context);
  for (guint i = 0; i < N_LATE; i++)
    hearth_test_vault_open_case (self->vault, "{'surname':'Пізненко','given':'Ілля',"
                                              "'released':'2025-06-09'}");
  hearth_vault_lock (self->vault->vault, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&self->vault->context);
}

static guint
repair_journal (Fixture *self)
{
  const HearthCredentials credentials = { .user = HEARTH_TEST_USER,
                                          .passphrase = self->passphrase };
  HearthRepairReport report;
  g_autoptr (GError) error = NULL;

  g_assert_true (hearth_repair_journal (self->vault->path, &credentials, HEARTH_COMPARTMENT_CORE,
                                        &report, &error));
  g_assert_no_error (error);
  g_assert_cmpint (report.was_needed, ==, report.n_frames_lost > 0);
  return (guint) report.n_frames_lost;
}

static void
test_damaged_journal_is_given_up_from_the_damage_on (void)
{
  Fixture *self = get_fixture ();
  gint64 last = -1;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      gsize length;
      gint64 n_lines;

      leave_journal (self);
      g_free (load (self, "core.db-wal", &length));
      g_assert_cmpuint (length, >, WAL_HEADER + 8 * FRAME);
      flip (self, "core.db-wal",
            WAL_HEADER + (length - WAL_HEADER) / FRAME * i / 3 * FRAME + 24 + 100);
      hearth_vault_unlock (self->vault->vault, HEARTH_TEST_USER, self->passphrase, &error);
      g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_WAL_DAMAGED);
      g_assert_cmpuint (repair_journal (self), >, 0);
      g_assert_cmpuint (repair_journal (self), ==, 0);
      n_lines = count_lines (self, self->vault->path);
      /* The later the damage, the more is left; what was in the database before stays. */
      g_assert_cmpint (n_lines, >=, self->n_lines);
      g_assert_cmpint (n_lines, >=, last);
      last = n_lines;
      forget_what_was_seen ();
      heal (self);
    }
  g_assert_cmpint (last, >, self->n_lines);
}

/* --- In use --- */

static void
test_vault_in_use_is_checked_beside_the_work (void)
{
  Fixture *self = get_fixture ();
  HearthCheckHooks hooks = hearth_journal_check_hooks (NULL, NULL);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (HearthCheckReport) report = NULL;
      g_autoptr (GError) error = NULL;

      /* A page that unlocking does not read. */
      if (i == 1)
        flip (self, "core.db", (gsize) 84 * PAGE + 9);
      unlock (self);
      hearth_vault_check_async (self->vault->vault, TRUE, &hooks, NULL, NULL,
                                hearth_test_keep_result_cb, &result);
      hearth_test_await (&result);
      report = hearth_vault_check_finish (self->vault->vault, result, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (report->damaged->len, ==, i);
      if (i == 1)
        g_assert_cmpuint (get_only (report)->page, ==, 85);
      hearth_vault_lock (self->vault->vault, FALSE);
      heal (self);
    }
}

int
main (int argc, char **argv)
{
  int result;

  if (argc == 2 && atoi (argv[1]) > 0)
    {
      step = (guint) atoi (argv[1]);
      argc = 1;
    }
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/check/whole-vault-is-whole", test_whole_vault_is_whole);
  g_test_add_func ("/check/flipped-bits-are-found-in-every-page",
                   test_flipped_bits_are_found_in_every_page);
  g_test_add_func ("/check/zeroed-and-cut-pages-are-found", test_zeroed_and_cut_pages_are_found);
  g_test_add_func ("/check/missing-files-are-named", test_missing_files_are_named);
  g_test_add_func ("/check/damaged-side-files-are-named", test_damaged_side_files_are_named);
  g_test_add_func ("/check/damaged-and-missing-attachments-name-their-case",
                   test_damaged_and_missing_attachments_name_their_case);
  g_test_add_func ("/check/damaged-page-names-the-cases-that-cannot-be-read",
                   test_damaged_page_names_the_cases_that_cannot_be_read);
  g_test_add_func ("/check/salvage-saves-everything-but-the-damaged-pages",
                   test_salvage_saves_everything_but_the_damaged_pages);
  g_test_add_func ("/check/salvage-needs-no-table", test_salvage_needs_no_table);
  g_test_add_func ("/check/salvage-never-overwrites", test_salvage_never_overwrites);
  g_test_add_func ("/check/damaged-journal-is-given-up-from-the-damage-on",
                   test_damaged_journal_is_given_up_from_the_damage_on);
  g_test_add_func ("/check/vault-in-use-is-checked-beside-the-work",
                   test_vault_in_use_is_checked_beside_the_work);
  result = g_test_run ();
  hearth_test_remove_folder (get_fixture ()->vault->folder);
  return result;
}
