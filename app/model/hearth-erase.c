/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-erase.h"

#include "hearth-audit.h"
#include "hearth-base64.h"
#include "hearth-change-set-private.h"
#include "hearth-erased-store.h"
#include "hearth-json.h"
#include "hearth-model-error.h"
#include "hearth-random.h"
#include "hearth-second-person.h"

#include <string.h>

static gboolean
refuse (HearthModelError code, const char *message, GError **error)
{
  g_set_error_literal (error, HEARTH_MODEL_ERROR, (gint) code, message);
  return FALSE;
}

static const HearthKind *
erasure_kind (void)
{
  return hearth_registry_find_kind ("erasure");
}

/* --- Proposing --- */

static gboolean
check_scope (const HearthEraseScope *scope, const HearthKind *kind, GError **error)
{
  if (hearth_id_is_zero (&scope->case_id) && hearth_id_is_zero (&scope->rec))
    return refuse (HEARTH_MODEL_ERROR_INVALID, "what is to be erased is not said", error);
  if (hearth_id_is_zero (&scope->rec))
    return TRUE;
  if (kind == NULL || (kind->flags & HEARTH_KIND_ALONE) == 0)
    return refuse (HEARTH_MODEL_ERROR_INVALID,
                   "only a record of a kind that stands alone in its line can be erased alone",
                   error);
  return TRUE;
}

/* The kind of a record that stands in the projection of @cmp. */
static const HearthKind *
find_kind (HearthDb *db, HearthCompartment cmp, const HearthId *rec)
{
  guint n_kinds;
  const HearthKind *kinds = hearth_registry_get_kinds (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    {
      g_autoptr (HearthRecord) record = NULL;

      if (kinds[i].cmp != cmp)
        continue;
      record = hearth_store_get_record (db, &kinds[i], rec, NULL);
      if (record != NULL)
        return &kinds[i];
    }
  return NULL;
}

typedef struct
{
  const HearthEraseScope *scope;
  const char *order, *reason;
  HearthId erasure;
} Proposal;

static json_t *
proposal_values (const Proposal *self)
{
  json_t *set = json_object ();
  char hex[HEARTH_ID_HEX_SIZE];

  if (!hearth_id_is_zero (&self->scope->case_id))
    {
      hearth_id_format (&self->scope->case_id, hex);
      json_object_set_new (set, "case", json_string (hex));
    }
  if (!hearth_id_is_zero (&self->scope->rec))
    {
      hearth_id_format (&self->scope->rec, hex);
      json_object_set_new (set, "record", json_string (hex));
    }
  if (self->scope->cmp != HEARTH_COMPARTMENT_IDENTITY)
    json_object_set_new (set, "compartment",
                         json_string (hearth_compartment_get_name (self->scope->cmp)));
  json_object_set_new (set, "ordered_by", json_string (self->order));
  json_object_set_new (set, "reason", json_string (self->reason));
  return set;
}

static HearthCommand *
decide_proposal (HearthDb *db, gpointer data, GError **error)
{
  const Proposal *self = data;
  const HearthKind *kind = hearth_id_is_zero (&self->scope->rec)
                               ? NULL
                               : find_kind (db, self->scope->cmp, &self->scope->rec);
  HearthCommand *command;

  if (!check_scope (self->scope, kind, error))
    return NULL;
  command = hearth_command_new ("erase-propose");
  hearth_command_set (command, erasure_kind (), NULL, &self->erasure, HEARTH_REVISION_NEW,
                      proposal_values (self));
  return command;
}

static gboolean
is_done (const HearthChangeSet *changes, GError **error)
{
  return changes != NULL && (hearth_change_set_get_result (changes) == HEARTH_RESULT_DONE ||
                             refuse (HEARTH_MODEL_ERROR_NO_ACCESS, "only an owner erases", error));
}

/**
 * hearth_erase_propose:
 * @order: which order it follows, for example its number
 * @erasure: (out): the record that proposes
 *
 * Blocks. Nothing is erased yet.
 *
 * Returns: %FALSE with %HEARTH_MODEL_ERROR_INVALID, %HEARTH_MODEL_ERROR_NO_ACCESS or an error of the store.
 */
gboolean
hearth_erase_propose (HearthContext *context,
                      const HearthEraseScope *scope,
                      const char *order,
                      const char *reason,
                      HearthId *erasure,
                      GError **error)
{
  Proposal self = { scope, order, reason, hearth_random_id () };
  g_autoptr (HearthChangeSet) changes = NULL;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), FALSE);
  g_return_val_if_fail (scope != NULL && order != NULL && reason != NULL, FALSE);

  changes = hearth_store_decide (hearth_context_get_store (context), decide_proposal, &self, error);
  *erasure = self.erasure;
  return is_done (changes, error);
}

/* --- Reading --- */

typedef struct
{
  HearthId erasure;
  guint8 digest[HEARTH_HASH_SIZE];
  gboolean is_found;
} DigestQuestion;

static gpointer
digest_on_reader (HearthDb *db, gpointer data, GError **error)
{
  DigestQuestion *self = data;
  g_autoptr (HearthRecord) record =
      hearth_store_get_record (db, erasure_kind (), &self->erasure, error);
  g_autoptr (GPtrArray) lines = NULL;
  gsize length;
  const char *line;

  if (record == NULL || hearth_record_is_gone (record))
    return NULL;
  lines = hearth_journal_list_record_lines (db, HEARTH_COMPARTMENT_CORE, &self->erasure, error);
  if (lines == NULL || lines->len == 0)
    return NULL;
  line = g_bytes_get_data (lines->pdata[0], &length);
  /* Without its LF. */
  hearth_line_id (line, length - 1, self->digest);
  self->is_found = TRUE;
  return NULL;
}

/** hearth_erase_get_digest: %FALSE with %HEARTH_MODEL_ERROR_UNKNOWN if there is no such proposal. Blocks. */
gboolean
hearth_erase_get_digest (HearthContext *context,
                         const HearthId *erasure,
                         guint8 out[HEARTH_APPROVAL_DIGEST_SIZE],
                         GError **error)
{
  DigestQuestion question = { .erasure = *erasure };
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), FALSE);

  hearth_store_read (hearth_context_get_store (context), digest_on_reader, &question, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  memcpy (out, question.digest, HEARTH_APPROVAL_DIGEST_SIZE);
  return question.is_found || refuse (HEARTH_MODEL_ERROR_UNKNOWN, "no such order to erase", error);
}

static gboolean
read_scope (HearthDb *db, const HearthId *erasure, HearthEraseScope *out, GError **error)
{
  g_autoptr (HearthRecord) record = hearth_store_get_record (db, erasure_kind (), erasure, error);
  const char *cmp;

  memset (out, 0, sizeof *out);
  if (record == NULL)
    return error != NULL && *error != NULL
               ? FALSE
               : refuse (HEARTH_MODEL_ERROR_UNKNOWN, "no such order to erase", error);
  cmp = hearth_record_get_text (record, "compartment");
  if (cmp != NULL && !hearth_compartment_from_name (cmp, &out->cmp))
    return refuse (HEARTH_MODEL_ERROR_UNKNOWN, "an order about an unknown compartment", error);
  hearth_id_parse (hearth_record_get_text (record, "case"), &out->case_id);
  hearth_id_parse (hearth_record_get_text (record, "record"), &out->rec);
  return TRUE;
}

/* --- Carrying out --- */

typedef struct
{
  const HearthWriter *writer;
  HearthBlobStore *blobs; /* NULL: attachments are not here */
  HearthChangeSet *changes;
  HearthErased *out;
} Work;

/* Attachments first: while their records are there, a crash is found and mended by the next login. */
static gboolean
erase_blobs (const Work *self,
             HearthCompartment cmp,
             const HearthEraseScope *scope,
             const HearthId *rec,
             GError **error)
{
  g_autoptr (GArray) ids =
      hearth_erased_list_blobs (self->writer->db, cmp, &scope->case_id, rec, error);

  if (ids == NULL)
    return FALSE;
  if (ids->len == 0 || self->blobs == NULL)
    return TRUE;
  self->out->n_files += ids->len;
  return hearth_blob_store_delete (self->blobs, self->writer->db, cmp,
                                   (const HearthId *) (gpointer) ids->data, ids->len, error);
}

static gboolean
erase_in (const Work *self,
          HearthCompartment cmp,
          const HearthEraseScope *scope,
          const HearthId *erasure,
          GError **error)
{
  HearthDb *db = self->writer->db;
  const HearthId *rec = hearth_id_is_zero (&scope->rec) ? NULL : &scope->rec;
  HearthAuditEntry entry = { .event = HEARTH_AUDIT_ERASE, .case_id = scope->case_id, .cmp = cmp };
  gboolean is_erased;
  guint n_lines;

  if (!hearth_erased_has (db, cmp, rec != NULL ? rec : &scope->case_id, &is_erased, error))
    return FALSE;
  if (is_erased)
    return TRUE;
  if (self->writer->vault != NULL && !hearth_audit_append (self->writer, &entry, error))
    return FALSE;
  if (!erase_blobs (self, cmp, scope, rec, error) || !hearth_db_begin (db, error))
    return FALSE;
  if (!hearth_erased_erase (db, cmp, &scope->case_id, rec, erasure,
                            hearth_writer_get_now_ms (self->writer), &n_lines, error) ||
      !hearth_db_commit (db, error))
    {
      hearth_db_rollback (db);
      return FALSE;
    }
  self->out->n_lines += n_lines;
  entry.phase = HEARTH_AUDIT_DONE;
  entry.n = n_lines;
  return self->writer->vault == NULL || hearth_audit_append (self->writer, &entry, error);
}

static void
touch_all (HearthChangeSet *changes, const HearthId *case_id)
{
  guint n_kinds;
  const HearthKind *kinds = hearth_registry_get_kinds (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    _hearth_change_set_add_touch (changes, &kinds[i], case_id);
  _hearth_change_set_set_result (changes, HEARTH_RESULT_DONE);
}

static gboolean
carry_out_one (const Work *self, const HearthId *erasure, GError **error)
{
  HearthEraseScope scope;
  guint n_lines = self->out->n_lines;

  if (!read_scope (self->writer->db, erasure, &scope, error))
    return FALSE;
  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      const HearthCompartment cmp = (HearthCompartment) i;

      if (cmp == HEARTH_COMPARTMENT_ADMIN ||
          (scope.cmp != HEARTH_COMPARTMENT_IDENTITY && scope.cmp != cmp))
        continue;
      if (!hearth_db_has (self->writer->db, cmp))
        self->out->n_waiting++;
      else if (!erase_in (self, cmp, &scope, erasure, error))
        return FALSE;
    }
  if (self->changes != NULL && self->out->n_lines > n_lines)
    touch_all (self->changes, &scope.case_id);
  return TRUE;
}

/**
 * hearth_erase_carry_out:
 * @blobs: (nullable): of the vault
 * @changes: (nullable): gets what was touched
 * @out: (out): what this call erased
 *
 * Returns: %FALSE with an error; what was done until then is done. Thread: writer, outside of a
 *   transaction.
 */
gboolean
hearth_erase_carry_out (const HearthWriter *writer,
                        HearthBlobStore *blobs,
                        HearthChangeSet *changes,
                        HearthErased *out,
                        GError **error)
{
  const Work work = { writer, blobs, changes, out };
  g_autoptr (GArray) orders = NULL;

  memset (out, 0, sizeof *out);
  if (!hearth_db_has (writer->db, HEARTH_COMPARTMENT_CORE))
    return TRUE;
  orders = hearth_erased_list_orders (writer->db, error);
  if (orders == NULL)
    return FALSE;
  for (guint i = 0; i < orders->len; i++)
    if (!carry_out_one (&work, &g_array_index (orders, HearthId, i), error))
      return FALSE;
  return TRUE;
}

/* --- Confirming --- */

typedef struct
{
  HearthVault *vault;
  HearthId erasure;
  const HearthApproval *approval;
  const char *alone;
  guint8 digest[HEARTH_HASH_SIZE];
  HearthErased *out;
} Confirmation;

static json_t *
approval_values (const Confirmation *self)
{
  json_t *set = json_object ();
  g_autofree char *commit = hearth_hex_encode (self->digest, sizeof self->digest);
  char user[HEARTH_ID_HEX_SIZE];

  json_object_set_new (set, "commit", json_string (commit));
  if (self->approval == NULL)
    {
      json_object_set_new (set, "reason", json_string (self->alone));
      return set;
    }
  hearth_id_format (&self->approval->user, user);
  json_object_set_new (set, "approver", json_string (user));
  {
    g_autofree char *signature =
        hearth_base64_encode (self->approval->signature, sizeof self->approval->signature);

    json_object_set_new (set, "signature", json_string (signature));
  }
  return set;
}

static gboolean
write_order (const Confirmation *self, const HearthWriter *writer, GError **error)
{
  if (!hearth_db_begin (writer->db, error))
    return FALSE;
  if (hearth_erased_add_order (writer->db, &self->erasure, hearth_writer_get_now_ms (writer),
                               error) &&
      hearth_db_commit (writer->db, error))
    return TRUE;
  hearth_db_rollback (writer->db);
  return FALSE;
}

static HearthChangeSet *
confirm_on_writer (const HearthWriter *writer,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  const Confirmation *self = data;
  const HearthAuditEntry yes = { .event = HEARTH_AUDIT_SECOND_PERSON, .why = self->alone };
  g_autoptr (HearthCommand) command = hearth_command_new ("erase-confirm");
  g_autoptr (HearthChangeSet) changes = NULL;
  HearthId approval = hearth_random_id ();

  hearth_command_set (command, hearth_registry_find_kind ("approval"), NULL, &approval,
                      HEARTH_REVISION_NEW, approval_values (self));
  if (!hearth_audit_append (writer, &yes, error))
    return NULL;
  changes = hearth_writer_execute (writer, command, error);
  if (changes == NULL || hearth_change_set_get_result (changes) != HEARTH_RESULT_DONE)
    return g_steal_pointer (&changes);
  /* From here on there is no way back; a crash is mended by the next login. */
  _hearth_change_set_take_inverse (changes, NULL);
  if (!write_order (self, writer, error) ||
      !hearth_erase_carry_out (writer, hearth_vault_get_blob_store (self->vault), changes,
                               self->out, error))
    return NULL;
  return g_steal_pointer (&changes);
}

/**
 * hearth_erase_confirm:
 * @approval: (nullable): of the second person
 * @alone: (nullable): where nobody else may approve: the reason
 * @out: (out): what is gone
 *
 * Blocks. There is no undo.
 *
 * Returns: %FALSE with %HEARTH_MODEL_ERROR_NO_ACCESS, %HEARTH_MODEL_ERROR_UNKNOWN or an error of the vault.
 */
gboolean
hearth_erase_confirm (HearthContext *context,
                      const HearthId *erasure,
                      const HearthApproval *approval,
                      const char *alone,
                      HearthErased *out,
                      GError **error)
{
  Confirmation self = { .erasure = *erasure, .approval = approval, .alone = alone, .out = out };
  g_autoptr (HearthChangeSet) changes = NULL;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context) && out != NULL, FALSE);

  memset (out, 0, sizeof *out);
  self.vault = hearth_context_get_vault (context);
  if (!hearth_erase_get_digest (context, erasure, self.digest, error) ||
      !hearth_second_person_check (self.vault, self.digest, approval, alone, error))
    return FALSE;
  changes = hearth_store_write (hearth_context_get_store (context), confirm_on_writer, &self, NULL,
                                error);
  return is_done (changes, error);
}
