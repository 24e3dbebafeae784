/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tampered audit logs (security 15, G17): what somebody with the file and the keys of today can do to the
 * lines is done to a copy of a good log, and must be found. Usage: test-audit-log [--trials N] */
#include "config.h"

#include "hearth-audit-chain.h"
#include "hearth-audit-verify.h"
#include "hearth-audit.h"
#include "hearth-commit.h"
#include "hearth-random.h"
#include "hearth-test-writer.h"

#include <stdlib.h>
#include <string.h>

#define N_LINES 48
#define TURN_AT 20 /* a month ends here */

static guint n_trials = 1000;

/* A log as somebody who holds the file sees it. */
typedef struct
{
  GPtrArray *lines; /* (element-type utf8) */
  guint turn;       /* where the second segment begins */
  HearthSecret *first_keys[2];
  HearthSecret *present_key;
  HearthId dev;
} Log;

static const char *const months[] = { "2025-06", "2025-07" };

static json_t *
make_json (guint segment, gint64 i, gint64 hlc, const char *prev, const char *why)
{
  char hlc_text[HEARTH_HLC_SIZE];

  hearth_hlc_format (hlc, hlc_text);
  return json_pack ("{s:s, s:s, s:I, s:s, s:s, s:s, s:s}", "ev", "case.open", "hlc", hlc_text, "i",
                    (json_int_t) i, "prev", prev, "seg", months[segment], "who",
                    "00112233445566778899aabbccddeeff", "why", why);
}

static char *
hash_line (const char *line)
{
  guint8 head[HEARTH_HASH_SIZE];

  hearth_hash (head, line, strlen (line));
  return hearth_hex_encode (head, sizeof head);
}

/* Writes lines from @from on under the chain of keys that begins with @keys. */
static void
write_lines (Log *log, guint from, guint n_lines, const char *why)
{
  for (guint at = from; at < n_lines; at++)
    {
      guint segment = at >= log->turn ? 1 : 0;
      guint first = segment == 1 ? log->turn : 0;
      g_autofree char *prev = at == 0 ? g_strdup ("") : hash_line (log->lines->pdata[at - 1]);
      json_auto_t *json =
          make_json (segment, at - first, ((gint64) at + 1) << 16, prev, at >= from ? why : "");
      HearthSecret *next;

      if (at == first)
        {
          g_clear_pointer (&log->present_key, hearth_secret_unref);
          log->present_key = hearth_secret_ref (log->first_keys[segment]);
        }
      g_ptr_array_add (log->lines, hearth_audit_line_new (json, log->present_key));
      next = hearth_audit_next_key (log->present_key);
      hearth_secret_unref (log->present_key);
      log->present_key = next;
    }
}

static Log *
log_new (void)
{
  Log *self = g_new0 (Log, 1);

  self->lines = g_ptr_array_new_with_free_func (g_free);
  self->turn = TURN_AT;
  self->dev = hearth_test_id (7);
  for (guint i = 0; i < 2; i++)
    self->first_keys[i] = hearth_secret_new_random (HEARTH_KEY_SIZE);
  write_lines (self, 0, N_LINES, "good");
  return self;
}

static Log *
log_copy (const Log *log)
{
  Log *self = g_new0 (Log, 1);

  self->lines = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < log->lines->len; i++)
    g_ptr_array_add (self->lines, g_strdup (log->lines->pdata[i]));
  self->turn = log->turn;
  self->dev = log->dev;
  for (guint i = 0; i < 2; i++)
    self->first_keys[i] = hearth_secret_ref (log->first_keys[i]);
  self->present_key = hearth_secret_ref (log->present_key);
  return self;
}

static void
log_free (Log *self)
{
  g_ptr_array_unref (self->lines);
  for (guint i = 0; i < 2; i++)
    hearth_secret_unref (self->first_keys[i]);
  g_clear_pointer (&self->present_key, hearth_secret_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Log, log_free)

/* What somebody kept when the log had @n lines in all. */
static HearthAuditCheckpoint
make_witness (const Log *log, guint n)
{
  HearthAuditCheckpoint witness = { .dev = log->dev, .is_outside = TRUE };
  guint segment = n > log->turn ? 1 : 0;
  const char *line = log->lines->pdata[n - 1];

  memcpy (witness.month, months[segment], sizeof witness.month);
  witness.n = segment == 1 ? n - log->turn : n;
  hearth_hash (witness.head, line, strlen (line));
  return witness;
}

/* @keys_of: the first keys that the auditors hold; the forger cannot change them. */
static HearthAuditReport
verify (const Log *log, const Log *keys_of, const HearthAuditCheckpoint *witness, gboolean has_end)
{
  g_autoptr (HearthAuditVerifier) verifier = hearth_audit_verifier_new ();
  HearthAuditReport report;

  if (witness != NULL)
    hearth_audit_verifier_add_checkpoint (verifier, witness);
  for (guint i = 0; i < log->lines->len; i++)
    {
      const char *line = log->lines->pdata[i];

      if (i == 0)
        hearth_audit_verifier_begin_segment (verifier, months[0], &log->dev,
                                             keys_of->first_keys[0]);
      if (i == log->turn)
        hearth_audit_verifier_begin_segment (verifier, months[1], &log->dev,
                                             keys_of->first_keys[1]);
      hearth_audit_verifier_add_line (verifier, i + 1, line, strlen (line));
    }
  hearth_audit_verifier_finish (verifier, has_end ? log->present_key : NULL, &report);
  return report;
}

static void
test_good_log_is_good (void)
{
  g_autoptr (Log) log = log_new ();
  HearthAuditCheckpoint witness = make_witness (log, 40);
  HearthAuditReport report = verify (log, log, &witness, TRUE);

  g_assert_cmpint (report.first_bad, ==, 0);
  g_assert_cmpint (report.n_entries, ==, N_LINES);
  g_assert_cmpint (report.n_untagged, ==, 0);
  g_assert_cmpint (report.n_witnesses, ==, 1);
  g_assert_cmpint (report.n_unwitnessed, ==, N_LINES - 40);
}

/* Whoever has only the present key tags with that. */
static char *
forge (const Log *log, guint at, const char *why)
{
  guint segment = at >= log->turn ? 1 : 0;
  g_autofree char *prev = at == 0 ? g_strdup ("") : hash_line (log->lines->pdata[at - 1]);
  json_auto_t *json =
      make_json (segment, at - (segment == 1 ? log->turn : 0), ((gint64) at + 1) << 16, prev, why);

  return hearth_audit_line_new (json, log->present_key);
}

static void
replace_line (Log *log, guint at, char *line)
{
  g_free (log->lines->pdata[at]);
  log->lines->pdata[at] = line;
}

/* One byte of the line is another one. */
static gint64
tamper_edit_byte (Log *log, guint at)
{
  char *line = log->lines->pdata[at];
  gsize offset = g_random_int () % strlen (line);
  char other;

  do
    other = (char) (' ' + g_random_int () % 95);
  while (other == line[offset]);
  line[offset] = other;
  return at + 1;
}

/* The entry says something else, and is tagged with the key that the forger has. */
static gint64
tamper_edit_entry (Log *log, guint at)
{
  replace_line (log, at, forge (log, at, "another"));
  return at + 1;
}

static gint64
tamper_delete (Log *log, guint at)
{
  if (at < log->turn)
    log->turn--;
  g_ptr_array_remove_index (log->lines, at);
  return at + 1;
}

static gint64
tamper_insert (Log *log, guint at)
{
  g_ptr_array_insert (log->lines, (gint) at, forge (log, at, "never"));
  if (at < log->turn)
    log->turn++;
  return at + 1;
}

static gint64
tamper_reorder (Log *log, guint at)
{
  gpointer line = log->lines->pdata[at];

  log->lines->pdata[at] = log->lines->pdata[at + 1];
  log->lines->pdata[at + 1] = line;
  return at + 1;
}

/* Everything from there on is told anew, in a chain that fits, but with keys of the forger's. */
static gint64
tamper_retell (Log *log, guint at)
{
  guint n = log->lines->len;

  g_ptr_array_set_size (log->lines, (gint) at);
  for (guint i = at; i < n; i++)
    g_ptr_array_add (log->lines, forge (log, i, "another"));
  return at + 1;
}

typedef gint64 (*Tamper) (Log *log, guint at);

typedef struct
{
  const char *name;
  Tamper func;
} Trick;

static const Trick tricks[] = {
  { "edit a byte", tamper_edit_byte }, { "edit an entry", tamper_edit_entry },
  { "delete", tamper_delete },         { "insert", tamper_insert },
  { "reorder", tamper_reorder },       { "retell", tamper_retell },
};

static void
test_tampered_lines_are_found_where_they_are (void)
{
  g_autoptr (Log) good = log_new ();

  for (guint trial = 0; trial < n_trials; trial++)
    {
      g_autoptr (Log) log = log_copy (good);
      const Trick *trick = &tricks[trial % G_N_ELEMENTS (tricks)];
      guint at = g_random_int () % (N_LINES - 2);
      gint64 expected = trick->func (log, at);
      HearthAuditReport report = verify (log, good, NULL, TRUE);

      if (report.first_bad != expected)
        g_test_message ("%s at %u", trick->name, at);
      g_assert_cmpint (report.first_bad, ==, expected);
      g_assert_cmpint (report.fault, !=, HEARTH_AUDIT_GOOD);
    }
}

/* Without any first key the hashes still hold everything but the last line of all. */
static void
test_the_chain_alone_finds_changes_in_the_middle (void)
{
  g_autoptr (Log) good = log_new ();

  for (guint trial = 0; trial < n_trials / 4; trial++)
    {
      g_autoptr (Log) log = log_copy (good);
      g_autoptr (HearthAuditVerifier) verifier = hearth_audit_verifier_new ();
      guint at = g_random_int () % (N_LINES - 2);
      HearthAuditReport report;

      tricks[trial % 5].func (log, at);
      for (guint i = 0; i < log->lines->len; i++)
        {
          const char *line = log->lines->pdata[i];

          if (i == 0 || i == log->turn)
            hearth_audit_verifier_begin_segment (verifier, months[i == 0 ? 0 : 1], &log->dev, NULL);
          hearth_audit_verifier_add_line (verifier, i + 1, line, strlen (line));
        }
      hearth_audit_verifier_finish (verifier, NULL, &report);
      g_assert_cmpint (report.first_bad, >, 0);
      g_assert_cmpint (report.n_untagged, >, 0);
    }
}

/* The end is cut off, and the forger also puts the log's own notes of its end back. */
static void
test_cut_after_a_witness_is_found (void)
{
  g_autoptr (Log) good = log_new ();

  for (guint trial = 0; trial < n_trials; trial++)
    {
      g_autoptr (Log) log = log_copy (good);
      guint seen = 2 + g_random_int () % (N_LINES - 2);
      guint left = 1 + g_random_int () % (seen - 1);
      HearthAuditCheckpoint witness = make_witness (good, seen);
      HearthAuditReport report;

      g_ptr_array_set_size (log->lines, (gint) left);
      report = verify (log, good, &witness, FALSE);
      g_assert_cmpint (report.first_bad, ==, left + 1);
      g_assert_cmpint (report.fault, ==, HEARTH_AUDIT_CUT);
      g_assert_cmpint (report.n_missing, >, 0);
    }
}

/* Without a witness the present key tells, as nobody can turn it back. */
static void
test_cut_is_found_by_the_present_key (void)
{
  g_autoptr (Log) good = log_new ();

  for (guint left = TURN_AT + 1; left < N_LINES; left++)
    {
      g_autoptr (Log) log = log_copy (good);
      HearthAuditReport report;

      g_ptr_array_set_size (log->lines, (gint) left);
      report = verify (log, good, NULL, TRUE);
      g_assert_cmpint (report.first_bad, ==, left + 1);
      g_assert_cmpint (report.fault, ==, HEARTH_AUDIT_CUT);
    }
}

/* Two genuine histories from one point on, as from two copies of a vault: whoever has an older backup
 * with the keys of then can write the second. A witness saw the first. */
static void
test_fork_is_found_by_a_witness (void)
{
  for (guint trial = 0; trial < n_trials / 20; trial++)
    {
      g_autoptr (Log) good = log_new ();
      g_autoptr (Log) fork = log_copy (good);
      guint at = TURN_AT + 1 + g_random_int () % (N_LINES - TURN_AT - 2);
      guint seen = at + 1 + g_random_int () % (N_LINES - at);
      HearthAuditCheckpoint witness = make_witness (good, seen);
      HearthAuditReport report;

      g_clear_pointer (&fork->present_key, hearth_secret_unref);
      fork->present_key = hearth_secret_ref (fork->first_keys[1]);
      for (guint i = TURN_AT; i < at; i++)
        {
          HearthSecret *next = hearth_audit_next_key (fork->present_key);

          hearth_secret_unref (fork->present_key);
          fork->present_key = next;
        }
      g_ptr_array_set_size (fork->lines, (gint) at);
      write_lines (fork, at, N_LINES, "another");
      report = verify (fork, good, NULL, TRUE);
      g_assert_cmpint (report.first_bad, ==, 0);
      report = verify (fork, good, &witness, TRUE);
      g_assert_cmpint (report.first_bad, ==, seen);
      g_assert_cmpint (report.fault, ==, HEARTH_AUDIT_FORK);
    }
}

static void
test_rollback_is_found_by_a_witness (void)
{
  g_autoptr (Log) good = log_new ();
  HearthAuditCheckpoint witness = make_witness (good, N_LINES);
  g_autoptr (Log) older = log_copy (good);
  HearthAuditReport report;

  g_ptr_array_set_size (older->lines, TURN_AT / 2);
  g_clear_pointer (&older->present_key, hearth_secret_unref);
  older->present_key = hearth_secret_ref (good->first_keys[0]);
  for (guint i = 0; i < TURN_AT / 2; i++)
    {
      HearthSecret *next = hearth_audit_next_key (older->present_key);

      hearth_secret_unref (older->present_key);
      older->present_key = next;
    }
  /* A whole older log is genuine in itself. */
  report = verify (older, good, NULL, TRUE);
  g_assert_cmpint (report.first_bad, ==, 0);
  report = verify (older, good, &witness, TRUE);
  g_assert_cmpint (report.first_bad, ==, TURN_AT / 2 + 1);
  g_assert_cmpint (report.fault, ==, HEARTH_AUDIT_CUT);
}

/* A number far ahead must not keep the reader busy, nor crash it. */
static void
test_absurd_lines_are_borne (void)
{
  static const char *const bad[] = {
    "",
    " ",
    "{}",
    "{} AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "{\"i\":9007199254740991} AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "{\"i\":-5,\"seg\":7} AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
  };
  g_autoptr (Log) good = log_new ();

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (Log) log = log_copy (good);
      HearthAuditReport report;

      replace_line (log, 3, g_strdup (bad[i]));
      report = verify (log, good, NULL, TRUE);
      g_assert_cmpint (report.first_bad, ==, 4);
    }
}

/* --- In a database --- */

static HearthAuditReport
verify_db (HearthTestWriter *self, const char *const *witnesses)
{
  g_autoptr (GError) error = NULL;
  HearthAuditReport report;

  hearth_audit_verify (self->db, NULL, witnesses, &report, &error);
  g_assert_no_error (error);
  return report;
}

static void
append (HearthTestWriter *self, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      const HearthAuditEntry entry = { .event = HEARTH_AUDIT_CASE_OPEN,
                                       .case_id = hearth_test_id (i),
                                       .cmp = HEARTH_COMPARTMENT_MEDICAL,
                                       .why = "\tодин\nряд" };

      hearth_audit_append (&self->writer, &entry, &error);
      g_assert_no_error (error);
    }
}

static void
test_entries_stand_in_the_table_as_the_format_says (void)
{
  g_autoptr (HearthTestWriter) self = hearth_test_writer_new (NULL);
  g_autoptr (HearthStmt) stmt = NULL;
  g_autoptr (GError) error = NULL;
  gboolean has_row;
  json_auto_t *json = NULL;
  const char *line;
  gint64 i;

  append (self, 2);
  stmt =
      hearth_db_prepare (self->db, "SELECT line FROM admin.audit ORDER BY n DESC LIMIT 1", &error);
  g_assert_no_error (error);
  g_assert_true (hearth_stmt_step (stmt, &has_row, &error) && has_row);
  line = hearth_stmt_get_text (stmt, 0);
  g_assert_cmpint (line[strlen (line) - 44], ==, ' ');
  json = hearth_audit_line_parse (line, strlen (line));
  g_assert_nonnull (json);
  g_assert_true (hearth_json_get_int (json, "i", &i));
  g_assert_cmpint (i, ==, 1);
  g_assert_cmpstr (hearth_json_get_string (json, "ev"), ==, "case.open");
  g_assert_cmpstr (hearth_json_get_string (json, "cmp"), ==, "medical");
  g_assert_cmpstr (hearth_json_get_string (json, "why"), ==, " один ряд");
  g_assert_cmpuint (strlen (hearth_json_get_string (json, "prev")), ==, 64);
}

static void
test_log_in_a_database_has_its_checkpoints (void)
{
  g_autoptr (HearthTestWriter) self = hearth_test_writer_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  const char *witnesses[2] = { NULL };
  HearthAuditReport report;

  append (self, 130);
  g_assert_true (hearth_audit_checkpoint (&self->writer, &error));
  /* A second one at the same place is the same one. */
  g_assert_true (hearth_audit_checkpoint (&self->writer, &error));
  report = verify_db (self, NULL);
  g_assert_cmpint (report.first_bad, ==, 0);
  g_assert_cmpint (report.n_entries, ==, 130);
  g_assert_cmpint (report.n_checkpoints, ==, 3);
  g_assert_cmpint (report.n_unwitnessed, ==, 130);

  line = hearth_audit_get_checkpoint (self->db, &self->writer.dev, &error);
  g_assert_no_error (error);
  witnesses[0] = line;
  append (self, 5);
  report = verify_db (self, witnesses);
  g_assert_cmpint (report.n_witnesses, ==, 1);
  g_assert_cmpint (report.n_unwitnessed, ==, 5);
}

static void
test_rows_cannot_be_changed_or_removed (void)
{
  g_autoptr (HearthTestWriter) self = hearth_test_writer_new (NULL);
  g_autoptr (GError) error = NULL;

  append (self, 2);
  g_assert_false (hearth_db_exec (self->db, "DELETE FROM admin.audit", &error));
  g_clear_error (&error);
  g_assert_false (hearth_db_exec (self->db, "UPDATE admin.audit SET line = 'x'", &error));
}

/* Whoever holds the file can take the triggers away. */
static void
test_changed_rows_are_found (void)
{
  static const struct
  {
    const char *sql;
    gint64 first_bad;
  } acts[] = {
    { "DELETE FROM admin.audit WHERE n = 20", 20 },
    { "DELETE FROM admin.audit WHERE n > 50", 51 },
    { "DELETE FROM admin.audit WHERE n < 10", 1 },
    { "UPDATE admin.audit SET line = replace (line, 'case.open', 'case.shut') WHERE n = 31", 32 },
    { "UPDATE admin.audit SET segment = 9 WHERE n = 31", 31 },
    { "UPDATE admin.audit SET line = (SELECT line FROM admin.audit WHERE n = 40) WHERE n = 30",
      30 },
    { "DELETE FROM admin.audit", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_autoptr (HearthTestWriter) self = hearth_test_writer_new (NULL);
      g_autoptr (GError) error = NULL;
      HearthAuditReport report;

      append (self, 100);
      g_assert_true (hearth_db_exec (self->db, "DROP TRIGGER admin.audit_keep", &error));
      g_assert_true (hearth_db_exec (self->db, "DROP TRIGGER admin.audit_fix", &error));
      g_assert_true (hearth_db_exec (self->db, acts[i].sql, &error));
      report = verify_db (self, NULL);
      g_assert_cmpint (report.first_bad, ==, acts[i].first_bad);
    }
}

static void
test_foreign_checkpoint_is_no_witness (void)
{
  g_autoptr (HearthTestWriter) self = hearth_test_writer_new (NULL);
  g_autoptr (HearthTestWriter) other = hearth_test_writer_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  const char *witnesses[2] = { NULL };
  HearthAuditReport report;

  append (self, 3);
  append (other, 3);
  g_assert_true (hearth_audit_checkpoint (&other->writer, &error));
  line = hearth_audit_get_checkpoint (other->db, &other->writer.dev, &error);
  g_assert_no_error (error);
  witnesses[0] = line;
  g_assert_false (hearth_audit_verify (self->db, NULL, witnesses, &report, &error));
  g_assert_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_REFUSED);
}

/* A restored vault has another writer: its lines go on in the same chain, in a segment of their own. */
static void
test_another_writer_begins_a_segment (void)
{
  g_autoptr (HearthTestWriter) self = hearth_test_writer_new (NULL);
  HearthAuditReport report;

  append (self, 5);
  self->writer.dev = hearth_test_id (0xD1);
  append (self, 5);
  report = verify_db (self, NULL);
  g_assert_cmpint (report.first_bad, ==, 0);
  g_assert_cmpint (report.n_entries, ==, 10);
  g_assert_cmpint (hearth_test_query_int (self->db, "SELECT count (*) FROM admin.audit_segment"),
                   ==, 2);
  /* Only the newest segment has a key to tag with. */
  g_assert_cmpint (hearth_test_query_int (self->db, "SELECT count (*) FROM admin.audit_segment"
                                                    " WHERE secret IS NOT NULL"),
                   ==, 1);
}

static void
test_list_is_newest_first (void)
{
  g_autoptr (HearthTestWriter) self = hearth_test_writer_new (NULL);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  const HearthAuditRow *row;

  append (self, 30);
  g_assert_cmpint (hearth_audit_count (self->db, &error), ==, 30);
  rows = hearth_audit_list (self->db, 21, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 10);
  row = rows->pdata[0];
  g_assert_cmpint (row->n, ==, 20);
  g_assert_cmpstr (row->event, ==, "case.open");
  g_assert_cmpstr (row->role, ==, "registrar");
  g_assert_cmpint (row->cmp, ==, HEARTH_COMPARTMENT_MEDICAL);
  g_assert_true (hearth_id_equal (&row->who, &self->writer.who));
  g_assert_cmpint (row->at_ms, >, 0);
}

int
main (int argc, char **argv)
{
  if (argc == 3 && strcmp (argv[1], "--trials") == 0)
    {
      n_trials = (guint) atoi (argv[2]);
      argc = 1;
    }
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/audit-log/good-log-is-good", test_good_log_is_good);
  g_test_add_func ("/audit-log/tampered-lines-are-found-where-they-are",
                   test_tampered_lines_are_found_where_they_are);
  g_test_add_func ("/audit-log/the-chain-alone-finds-changes-in-the-middle",
                   test_the_chain_alone_finds_changes_in_the_middle);
  g_test_add_func ("/audit-log/cut-after-a-witness-is-found", test_cut_after_a_witness_is_found);
  g_test_add_func ("/audit-log/cut-is-found-by-the-present-key",
                   test_cut_is_found_by_the_present_key);
  g_test_add_func ("/audit-log/fork-is-found-by-a-witness", test_fork_is_found_by_a_witness);
  g_test_add_func ("/audit-log/rollback-is-found-by-a-witness",
                   test_rollback_is_found_by_a_witness);
  g_test_add_func ("/audit-log/absurd-lines-are-borne", test_absurd_lines_are_borne);
  g_test_add_func ("/audit-log/entries-stand-in-the-table-as-the-format-says",
                   test_entries_stand_in_the_table_as_the_format_says);
  g_test_add_func ("/audit-log/log-in-a-database-has-its-checkpoints",
                   test_log_in_a_database_has_its_checkpoints);
  g_test_add_func ("/audit-log/rows-cannot-be-changed-or-removed",
                   test_rows_cannot_be_changed_or_removed);
  g_test_add_func ("/audit-log/changed-rows-are-found", test_changed_rows_are_found);
  g_test_add_func ("/audit-log/foreign-checkpoint-is-no-witness",
                   test_foreign_checkpoint_is_no_witness);
  g_test_add_func ("/audit-log/another-writer-begins-a-segment",
                   test_another_writer_begins_a_segment);
  g_test_add_func ("/audit-log/list-is-newest-first", test_list_is_newest_first);
  return g_test_run ();
}
