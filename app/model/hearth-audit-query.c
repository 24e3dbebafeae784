/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The audit log as people and programs read it. */
#include "config.h"

#include "hearth-audit-private.h"

#include "hearth-audit-verify.h"
#include "hearth-commit.h"
#include "hearth-keyring.h"
#include "hearth-model-error.h"
#include "hearth-stmt.h"

#include <string.h>

#define HLC_COUNTER_BITS 16
/* Entries of one transaction carry clocks that are not further apart. */
#define ACT_MS 1000

/** hearth_audit_row_free: frees @self. */
void
hearth_audit_row_free (HearthAuditRow *self)
{
  g_free (self->event);
  g_free (self->role);
  g_free (self->why);
  g_free (self);
}

/**
 * hearth_audit_row_join:
 * @other: an entry next to @self in the log
 *
 * Who opens a case opens it in every compartment that they hold, which is an entry each (security 12),
 * written at once. People see it as one act.
 *
 * Returns: %TRUE if @other is of the same act and @self now tells of it too. Thread: any.
 */
gboolean
hearth_audit_row_join (HearthAuditRow *self, const HearthAuditRow *other)
{
  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  if (strcmp (self->event, hearth_audit_event_to_word (HEARTH_AUDIT_CASE_OPEN)) != 0 ||
      strcmp (self->event, other->event) != 0 || ABS (self->at_ms - other->at_ms) > ACT_MS ||
      !hearth_id_equal (&self->who, &other->who) ||
      !hearth_id_equal (&self->case_id, &other->case_id) ||
      g_strcmp0 (self->role, other->role) != 0 || other->cmps == 0 ||
      (self->cmps & other->cmps) != 0)
    return FALSE;
  self->cmps |= other->cmps;
  return TRUE;
}

/** hearth_audit_count: -1 with an error. Thread: the connection's. */
gint64
hearth_audit_count (HearthDb *db, GError **error)
{
  g_autoptr (HearthStmt) stmt = NULL;
  gboolean has_row;

  if (!hearth_db_has (db, HEARTH_COMPARTMENT_ADMIN))
    return 0;
  stmt = hearth_db_prepare (db, "SELECT count (*) FROM admin.audit", error);
  if (stmt == NULL || !hearth_stmt_step (stmt, &has_row, error))
    return -1;
  return hearth_stmt_get_int (stmt, 0);
}

static void
parse_id (const json_t *json, const char *key, HearthId *out)
{
  const char *hex = hearth_json_get_string (json, key);

  if (hex == NULL || !hearth_id_parse (hex, out))
    memset (out, 0, sizeof *out);
}

/* A line that is none is shown as such: a list must not end where the log was damaged. */
static HearthAuditRow *
row_new (gint64 n, const char *line, gsize length)
{
  json_auto_t *json = line == NULL ? NULL : hearth_audit_line_parse (line, length);
  HearthAuditRow *self = g_new0 (HearthAuditRow, 1);
  const char *hlc, *cmp;
  gint64 clock;

  self->n = n;
  self->event = g_strdup (json == NULL ? NULL : hearth_json_get_string (json, "ev"));
  if (self->event == NULL)
    {
      self->event = g_strdup ("?");
      return self;
    }
  hlc = hearth_json_get_string (json, "hlc");
  if (hlc != NULL && hearth_hlc_parse (hlc, &clock))
    self->at_ms = clock >> HLC_COUNTER_BITS;
  parse_id (json, "who", &self->who);
  parse_id (json, "case", &self->case_id);
  cmp = hearth_json_get_string (json, "cmp");
  if (cmp == NULL || !hearth_compartment_from_name (cmp, &self->cmp))
    self->cmp = HEARTH_COMPARTMENT_IDENTITY;
  self->cmps = self->cmp != HEARTH_COMPARTMENT_IDENTITY ? 1u << self->cmp : 0;
  self->role = g_strdup (hearth_json_get_string (json, "role"));
  self->why = g_strdup (hearth_json_get_string (json, "why"));
  if (!hearth_json_get_int (json, "n", &self->count))
    self->count = 0;
  return self;
}

/** hearth_audit_find_last: (transfer full) (nullable). Thread: the connection's. */
HearthAuditRow *
hearth_audit_find_last (HearthDb *db, HearthAuditEvent event, GError **error)
{
  g_autoptr (HearthStmt) stmt = NULL;
  gboolean has_row;
  const char *line;

  if (!hearth_db_has (db, HEARTH_COMPARTMENT_ADMIN))
    return NULL;
  stmt = hearth_db_prepare (db,
                            "SELECT a.n, a.line FROM admin.audit_note t JOIN admin.audit a"
                            " ON a.n = CAST (t.value AS INTEGER) WHERE t.name = ?1",
                            error);
  if (stmt == NULL)
    return NULL;
  hearth_stmt_bind_text (stmt, 1, hearth_audit_event_to_word (event));
  if (!hearth_stmt_step (stmt, &has_row, error) || !has_row)
    return NULL;
  line = hearth_stmt_get_text (stmt, 1);
  return row_new (hearth_stmt_get_int (stmt, 0), line, line == NULL ? 0 : strlen (line));
}

/** hearth_audit_list: (transfer full): %NULL with an error. Thread: the connection's. */
GPtrArray *
hearth_audit_list (HearthDb *db, gint64 before, guint limit, GError **error)
{
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_audit_row_free);
  g_autoptr (HearthStmt) stmt = NULL;
  gboolean has_row;

  if (!hearth_db_has (db, HEARTH_COMPARTMENT_ADMIN))
    return g_steal_pointer (&rows);
  stmt = hearth_db_prepare (
      db, "SELECT n, line FROM admin.audit WHERE n < ?1 ORDER BY n DESC LIMIT ?2", error);
  if (stmt == NULL)
    return NULL;
  hearth_stmt_bind_int (stmt, 1, before);
  hearth_stmt_bind_int (stmt, 2, limit);
  for (;;)
    {
      const char *line;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&rows);
      line = hearth_stmt_get_text (stmt, 1);
      g_ptr_array_add (
          rows, row_new (hearth_stmt_get_int (stmt, 0), line, line == NULL ? 0 : strlen (line)));
    }
}

/**
 * hearth_audit_list_out:
 *
 * What of one case was printed or written in the clear. Every line is looked at.
 *
 * Returns: (transfer full) (element-type HearthAuditRow): the oldest first; %NULL with an error. Thread: the
 *   connection's.
 */
GPtrArray *
hearth_audit_list_out (HearthDb *db, const HearthId *case_id, GError **error)
{
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_audit_row_free);
  g_autoptr (HearthStmt) stmt = NULL;
  char hex[HEARTH_ID_HEX_SIZE];
  g_autofree char *begin = NULL;
  gboolean has_row = TRUE;

  if (!hearth_db_has (db, HEARTH_COMPARTMENT_ADMIN))
    return g_steal_pointer (&rows);
  hearth_id_format (case_id, hex);
  /* The keys of a line are in order. */
  begin = g_strdup_printf ("{\"case\":\"%s\"", hex);
  stmt = hearth_db_prepare (db,
                            "SELECT n, line FROM admin.audit WHERE instr (line, ?1) = 1 AND"
                            " (instr (line, '\"ev\":\"print\"') OR instr (line, '\"ev\":\"copy\"')"
                            " OR instr (line, '\"ev\":\"export\"')) ORDER BY n",
                            error);
  if (stmt == NULL)
    return NULL;
  hearth_stmt_bind_text (stmt, 1, begin);
  while (has_row)
    {
      const char *line;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return NULL;
      line = has_row ? hearth_stmt_get_text (stmt, 1) : NULL;
      if (line != NULL)
        g_ptr_array_add (rows, row_new (hearth_stmt_get_int (stmt, 0), line, strlen (line)));
    }
  return g_steal_pointer (&rows);
}

/* --- Verifying --- */

/* All public keys that admin has signed with, one after the other. */
static GByteArray *
list_signing_keys (HearthDb *db, GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (
      db, "SELECT secret FROM admin.keyring WHERE purpose = 'sign' ORDER BY serial", error);
  g_autoptr (GByteArray) keys = g_byte_array_new ();
  gboolean has_row;

  if (stmt == NULL)
    return NULL;
  for (;;)
    {
      guint8 public_key[HEARTH_KEY_SIZE];
      gconstpointer bytes;
      gsize length;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&keys);
      bytes = hearth_stmt_get_blob (stmt, 0, &length);
      if (bytes != NULL && length == HEARTH_KEY_SIZE)
        {
          g_autoptr (HearthSecret) seed = hearth_secret_new (bytes, length);

          hearth_key_ed25519_public (seed, public_key);
          g_byte_array_append (keys, public_key, sizeof public_key);
        }
    }
}

static gboolean
add_own_checkpoints (HearthDb *db,
                     HearthAuditVerifier *verifier,
                     const GByteArray *keys,
                     GError **error)
{
  g_autoptr (HearthStmt) stmt =
      hearth_db_prepare (db, "SELECT line FROM admin.audit_checkpoint ORDER BY segment, n", error);
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;
  for (;;)
    {
      HearthAuditCheckpoint checkpoint;
      const char *line;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      line = hearth_stmt_get_text (stmt, 0);
      /* What is not signed says nothing; the lines themselves are checked in any case. */
      if (line != NULL && hearth_audit_checkpoint_read (&checkpoint, line, strlen (line),
                                                        keys->data, keys->len / HEARTH_KEY_SIZE))
        hearth_audit_verifier_add_checkpoint (verifier, &checkpoint);
    }
}

static gboolean
add_witnesses (HearthAuditVerifier *verifier,
               const char *const *witnesses,
               const GByteArray *keys,
               GError **error)
{
  for (guint i = 0; witnesses != NULL && witnesses[i] != NULL; i++)
    {
      HearthAuditCheckpoint checkpoint;

      if (!hearth_audit_checkpoint_read (&checkpoint, witnesses[i], strlen (witnesses[i]),
                                         keys->data, keys->len / HEARTH_KEY_SIZE))
        {
          g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_REFUSED,
                               "not a checkpoint of this vault");
          return FALSE;
        }
      checkpoint.is_outside = TRUE;
      hearth_audit_verifier_add_checkpoint (verifier, &checkpoint);
    }
  return TRUE;
}

static gboolean
begin_segment (HearthDb *db,
               HearthVault *vault,
               HearthAuditVerifier *verifier,
               gint64 segment,
               const char *month,
               const HearthId *dev,
               GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (HearthSecret) key = _hearth_audit_open_first_key (db, vault, segment, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  hearth_audit_verifier_begin_segment (verifier, month, dev, key);
  return TRUE;
}

static gboolean
add_lines (HearthDb *db, HearthVault *vault, HearthAuditVerifier *verifier, GError **error)
{
  g_autoptr (HearthStmt) stmt =
      hearth_db_prepare (db,
                         "SELECT a.n, a.segment, a.line, g.month, g.dev FROM admin.audit a"
                         " LEFT JOIN admin.audit_segment g ON g.id = a.segment ORDER BY a.n",
                         error);
  gint64 present = 0;
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;
  for (;;)
    {
      const char *line, *month;
      HearthId dev = { { 0 } };

      if (!hearth_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      month = hearth_stmt_get_text (stmt, 3);
      if (!hearth_stmt_get_id (stmt, 4, &dev))
        month = NULL;
      if (hearth_stmt_get_int (stmt, 1) != present &&
          !begin_segment (db, vault, verifier, hearth_stmt_get_int (stmt, 1),
                          month != NULL ? month : "", &dev, error))
        return FALSE;
      present = hearth_stmt_get_int (stmt, 1);
      line = hearth_stmt_get_text (stmt, 2);
      line = line != NULL ? line : "";
      hearth_audit_verifier_add_line (verifier, hearth_stmt_get_int (stmt, 0), line, strlen (line));
    }
}

/** hearth_audit_fault_to_word: Returns: (transfer none) (nullable). Thread: any. */
const char *
hearth_audit_fault_to_word (HearthAuditFault fault)
{
  static const char *const words[] = {
    [HEARTH_AUDIT_GOOD] = NULL,   [HEARTH_AUDIT_MISSING] = "missing",
    [HEARTH_AUDIT_FORM] = "form", [HEARTH_AUDIT_CHAIN] = "chain",
    [HEARTH_AUDIT_TAG] = "tag",   [HEARTH_AUDIT_FORK] = "fork",
    [HEARTH_AUDIT_CUT] = "cut",
  };

  return words[fault];
}

/**
 * hearth_audit_verify:
 * @vault: (nullable): opens the first keys that are sealed to its user; without it the tags are not
 *   checked
 * @witnesses: (nullable) (array zero-terminated=1): checkpoints that others kept, lines without LF
 * @out: (out): what was found
 *
 * Reads the whole log.
 *
 * Returns: %FALSE with an error; %HEARTH_MODEL_ERROR_REFUSED if a witness is not signed by this vault.
 *   A log that was tampered with is an answer, not an error. Thread: the connection's.
 */
gboolean
hearth_audit_verify (HearthDb *db,
                     HearthVault *vault,
                     const char *const *witnesses,
                     HearthAuditReport *out,
                     GError **error)
{
  g_autoptr (HearthAuditVerifier) verifier = hearth_audit_verifier_new ();
  g_autoptr (GByteArray) keys = NULL;
  g_auto (HearthAuditEnd) end = { 0 };
  g_autoptr (GError) end_error = NULL;

  g_return_val_if_fail (db != NULL && out != NULL, FALSE);

  memset (out, 0, sizeof *out);
  keys = list_signing_keys (db, error);
  if (keys == NULL || !add_own_checkpoints (db, verifier, keys, error) ||
      !add_witnesses (verifier, witnesses, keys, error) || !add_lines (db, vault, verifier, error))
    return FALSE;
  /* An end that is not whole is what the lines are compared with, not a reason to stop. */
  if (!_hearth_audit_end_load (db, &end, &end_error) &&
      !g_error_matches (end_error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_JOURNAL))
    {
      g_propagate_error (error, g_steal_pointer (&end_error));
      return FALSE;
    }
  hearth_audit_verifier_finish (verifier, end.key, out);
  return TRUE;
}
