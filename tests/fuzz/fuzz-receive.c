/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any lines as what another vault wrote: whatever comes in, the tables are what the lines say, and the same
 * lines again change nothing. Signatures are not looked at here: fuzz-line does. */
#include "config.h"

#include "hearth-fuzz.h"
#include "hearth-test-writer.h"

#include "hearth-cmp-sql.h"
#include "hearth-projection.h"
#include "hearth-receive.h"

#include <string.h>

#define MAX_LINES 64

/* The base64 of 64 zero bytes and the space after it. */
#define SIGNATURE                                                                                  \
  "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA "

static HearthAuthorVerdict
judge (const HearthCommit *commit, const char *line, gsize length, gpointer data)
{
  return HEARTH_AUTHOR_GOOD;
}

static void
run (HearthDb *db, const char *format)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthStmt) stmt =
      hearth_cmp_sql_prepare (db, HEARTH_COMPARTMENT_CORE, format, &error);

  g_assert_no_error (error);
  hearth_stmt_run (stmt, &error);
  g_assert_no_error (error);
}

static HearthTestWriter *
get_writer (void)
{
  static HearthTestWriter *writer = NULL;

  if (writer == NULL)
    {
      writer = hearth_test_writer_new (NULL);
      run (writer->db, "DROP TRIGGER @.journal_keep");
    }
  g_assert_true (hearth_projection_clear (writer->db, HEARTH_COMPARTMENT_CORE, NULL));
  run (writer->db, "DELETE FROM @.journal");
  run (writer->db, "DELETE FROM @.touch");
  return writer;
}

/* How many lines were new; those that are no commits are left out, so that the others are tried. */
static guint
take (HearthTestWriter *self, GStrv lines)
{
  const HearthAuthors authors = { judge, NULL };
  const HearthId bundle = { { 1 } };
  g_autoptr (HearthReceive) receive = hearth_receive_new (&self->writer, &bundle, &authors);
  g_autoptr (HearthChangeSet) changes = NULL;
  g_auto (HearthReceived) received = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (hearth_receive_begin (receive, HEARTH_COMPARTMENT_CORE, &error));
  for (guint i = 0; lines[i] != NULL && i < MAX_LINES; i++)
    {
      g_autofree char *line = g_strconcat (SIGNATURE, lines[i], NULL);
      g_autoptr (GError) refusal = NULL;

      if (!hearth_receive_add (receive, line, strlen (line), &refusal))
        g_assert_error (refusal, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_JOURNAL);
    }
  hearth_receive_commit (receive, &error);
  g_assert_no_error (error);
  changes = hearth_receive_finish (receive, &received);
  return received.n_new;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  HearthTestWriter *writer = get_writer ();
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GError) error = NULL;
  gboolean equal;

  take (writer, lines);
  g_assert_true (
      hearth_journal_verify_projection (writer->db, HEARTH_COMPARTMENT_CORE, &equal, &error));
  g_assert_no_error (error);
  g_assert_true (equal);
  g_assert_cmpuint (take (writer, lines), ==, 0);
  return 0;
}
