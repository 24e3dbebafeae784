/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A long bundle takes no more memory than a transaction may hold: its lines are read a few at a time, and what
 * they change goes to the journal before the end. */
#include "config.h"

#include "hearth-test-vault.h"

#include "hearth-incoming-store.h"
#include "hearth-json.h"
#include "hearth-receive.h"

#include <string.h>
#include <sys/resource.h>

#define N_LINES 240
#define N_TEXTS 4 /* of a line, each nearly as long as a text may be */
#define TEXT_BYTES 225000
/* Of 216 million bytes that are written, in KiB: the room of a long transaction and what a line costs. */
#define MAX_GROWTH_KIB (80 * 1024)

#define N_PUT 24
#define PUT_BYTES 300000
#define MAX_LISTED (1024 * 1024 + PUT_BYTES)

static const HearthId bundle = { { 0x77, 1 } };

static glong
peak_kib (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

static HearthAuthorVerdict
know_nobody (const HearthCommit *commit, const char *line, gsize length, gpointer data)
{
  return HEARTH_AUTHOR_UNKNOWN;
}

static char *
make_line (HearthSecret *seed, const char *text, gint64 seq, guint8 *prev)
{
  const HearthKind *kind = hearth_registry_find_kind ("person");
  g_autoptr (GError) error = NULL;
  json_auto_t *ops = json_array ();
  json_auto_t *texts = json_array ();
  HearthCommit commit = { .cmp = HEARTH_COMPARTMENT_CORE,
                          .case_id = { { 0x77, 2 } },
                          .who = { { 0x77, 3 } },
                          .role = "caseworker",
                          .stamp = { .dev = { { 0x77, 4 } } } };
  HearthId rec;
  char *line;

  rec = hearth_record_derive_id (&commit.case_id, kind->id, "");
  for (guint i = 0; i < N_TEXTS; i++)
    json_array_append_new (texts, json_string (text));
  json_array_append_new (ops, hearth_commit_operation_new (kind, &rec, json_array (),
                                                           json_pack ("{s:O}", "tags", texts)));
  commit.stamp.seq = seq;
  commit.stamp.hlc = (guint64) (1700000000000 + seq) << HEARTH_HLC_COUNTER_BITS;
  memcpy (commit.prev, prev, sizeof commit.prev);
  line = hearth_commit_sign (&commit, ops, seed, &error);
  g_assert_no_error (error);
  memcpy (prev, commit.stamp.id, HEARTH_HASH_SIZE);
  return line;
}

static gboolean
add_lines (HearthReceive *receive, GError **error)
{
  g_autoptr (HearthSecret) seed = hearth_secret_new_random (HEARTH_KEY_SIZE);
  g_autofree char *text = g_malloc (TEXT_BYTES + 1);
  guint8 prev[HEARTH_HASH_SIZE] = { 0 };

  memset (text, 'w', TEXT_BYTES);
  text[TEXT_BYTES] = '\0';
  for (gint64 seq = 1; seq <= N_LINES; seq++)
    {
      g_autofree char *line = make_line (seed, text, seq, prev);

      if (!hearth_receive_add (receive, line, strlen (line), error))
        return FALSE;
    }
  return TRUE;
}

static HearthChangeSet *
receive_on_writer (const HearthWriter *writer,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  const HearthAuthors authors = { know_nobody, NULL };
  g_autoptr (HearthReceive) receive = hearth_receive_new (writer, &bundle, &authors);

  if (!hearth_receive_begin (receive, HEARTH_COMPARTMENT_CORE, error) ||
      !add_lines (receive, error) || !hearth_receive_commit (receive, error))
    return NULL;
  return hearth_receive_finish (receive, data);
}

static void
test_memory_does_not_grow_with_the_lines (void)
{
  HearthTestVault *vault = hearth_test_vault_new ("2025-06-11");
  g_auto (HearthReceived) received = { 0 };
  g_autoptr (HearthChangeSet) changes = NULL;
  g_autoptr (GError) error = NULL;
  glong before = peak_kib ();

  changes = hearth_store_write (vault->store, receive_on_writer, &received, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (received.n_new, ==, N_LINES);
  g_test_message ("%ld KiB more", peak_kib () - before);
  g_assert_cmpint (peak_kib () - before, <, MAX_GROWTH_KIB);
  g_assert_cmpint (hearth_test_vault_query_int (
                       vault, "SELECT count (*) FROM core.journal WHERE length (line) > 900000"),
                   ==, N_LINES);
  hearth_test_vault_free (vault);
}

static gboolean
put_lines (HearthDb *db, GError **error)
{
  g_autofree char *line = g_malloc (PUT_BYTES);

  if (!hearth_db_begin (db, error))
    return FALSE;
  for (guint i = 0; i < N_PUT; i++)
    {
      memset (line, 'a' + (int) i, PUT_BYTES);
      if (!hearth_incoming_put (db, HEARTH_COMPARTMENT_CORE, line, PUT_BYTES, error))
        return FALSE;
    }
  return hearth_db_commit (db, error);
}

static guint
check_lines (GPtrArray *lines, guint n_before)
{
  gsize n_bytes = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      gsize length;
      const char *line = g_bytes_get_data (lines->pdata[i], &length);

      g_assert_cmpuint (length, ==, PUT_BYTES);
      g_assert_cmpint (line[0], ==, 'a' + (int) (n_before + i));
      n_bytes += length;
    }
  g_assert_cmpuint (n_bytes, <, MAX_LISTED);
  return lines->len;
}

static HearthChangeSet *
list_on_writer (const HearthWriter *writer,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  static const HearthAuthors authors = { know_nobody, NULL };
  g_autoptr (HearthReceive) nothing = NULL;
  HearthChangeSet *changes;
  HearthReceived received;
  guint *n_listed = data;
  gint64 n = 0;

  if (!put_lines (writer->db, error))
    return NULL;
  for (;;)
    {
      g_autoptr (GPtrArray) lines =
          hearth_incoming_list (writer->db, HEARTH_COMPARTMENT_CORE, &n, 1000, error);

      if (lines == NULL)
        return NULL;
      if (lines->len == 0)
        break;
      *n_listed += check_lines (lines, *n_listed);
    }
  if (!hearth_incoming_clear_all (writer->db, error))
    return NULL;
  nothing = hearth_receive_new (writer, &bundle, &authors);
  changes = hearth_receive_finish (nothing, &received);
  hearth_received_clear (&received);
  return changes;
}

static void
test_lines_are_read_a_mebibyte_at_a_time (void)
{
  HearthTestVault *vault = hearth_test_vault_new ("2025-06-11");
  g_autoptr (HearthChangeSet) changes = NULL;
  g_autoptr (GError) error = NULL;
  guint n_listed = 0;

  changes = hearth_store_write (vault->store, list_on_writer, &n_listed, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_listed, ==, N_PUT);
  hearth_test_vault_free (vault);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  /* First: its figure is the peak of the process. */
  g_test_add_func ("/receive-size/memory-does-not-grow-with-the-lines",
                   test_memory_does_not_grow_with_the_lines);
  g_test_add_func ("/receive-size/lines-are-read-a-mebibyte-at-a-time",
                   test_lines_are_read_a_mebibyte_at_a_time);
  return g_test_run ();
}
