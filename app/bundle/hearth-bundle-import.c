/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-bundle-import.h"

#include "hearth-audit.h"
#include "hearth-bundle-apply.h"
#include "hearth-bundle-reading.h"
#include "hearth-incoming-store.h"
#include "hearth-json.h"
#include "hearth-line.h"
#include "hearth-random.h"
#include "hearth-received-store.h"
#include "hearth-role.h"
#include "hearth-sealed.h"

#include <string.h>

typedef struct
{
  const HearthWriter *writer;
  const guint8 *manifest_hash;
  GCancellable *cancellable;
  HearthBundleReading *reading;
  HearthBundleApply *apply;
  GPtrArray *waiting; /* (element-type HearthWaitingPart): files that have no row yet */
  HearthBundleImport *result;
} Job;

/** hearth_bundle_import_free: frees @self. */
void
hearth_bundle_import_free (HearthBundleImport *self)
{
  g_clear_pointer (&self->info, hearth_bundle_info_free);
  hearth_received_clear (&self->received);
  g_clear_pointer (&self->changes, hearth_change_set_unref);
  g_free (self);
}

static gboolean
fail (GError **error, HearthBundleError code, const char *message)
{
  g_set_error_literal (error, HEARTH_BUNDLE_ERROR, code, message);
  return FALSE;
}

/* Who only reads the audit log has nothing to do with cases. */
static gboolean
check_login (const HearthWriter *writer, GError **error)
{
  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    if (cmp != HEARTH_COMPARTMENT_ADMIN && hearth_db_has (writer->db, (HearthCompartment) cmp))
      return TRUE;
  return fail (error, HEARTH_BUNDLE_ERROR_DENIED, "this login holds nothing to import into");
}

static gboolean
check_same (Job *job, GError **error)
{
  return job->manifest_hash == NULL ||
         hearth_hash_equal (job->manifest_hash, job->reading->info->manifest_hash) ||
         fail (error, HEARTH_BUNDLE_ERROR_MANIFEST, "not the bundle that was looked at");
}

static gssize
read_member (gpointer data, gpointer buffer, gsize length, GError **error)
{
  return g_input_stream_read (data, buffer, length, NULL, error);
}

/* The ciphertext as it came. */
static gboolean
keep_sealed (Job *job, const HearthBundleMemberData *member, GError **error)
{
  const HearthBundleInfo *info = job->reading->info;
  g_autoptr (HearthWaitingPart) part = g_new0 (HearthWaitingPart, 1);
  g_autoptr (GInputStream) source = NULL;
  gboolean has;

  if (!hearth_waiting_has (job->writer->db, &info->bundle, member->entry->name, &has, error))
    return FALSE;
  job->result->n_waiting++;
  if (has || job->writer->vault == NULL)
    return TRUE;
  part->file = hearth_random_id ();
  part->bundle = info->bundle;
  memcpy (part->sender, info->from_key, sizeof part->sender);
  part->compartment = g_strdup (member->entry->compartment);
  part->name = g_strdup (member->entry->name);
  part->size = member->entry->size;
  memcpy (part->hash, member->entry->hash, sizeof part->hash);
  source = hearth_bundle_archive_open (job->reading->archive, member);
  if (!hearth_sealed_put (job->writer->vault, &part->file, read_member, source, error))
    return FALSE;
  g_ptr_array_add (job->waiting, g_steal_pointer (&part));
  return TRUE;
}

static gboolean
take_file (Job *job, const HearthBundleMemberData *member, GError **error)
{
  g_autoptr (GInputStream) source = hearth_bundle_archive_open (job->reading->archive, member);
  gboolean is_sealed = TRUE;
  HearthCompartment cmp;

  if (hearth_compartment_from_name (member->entry->compartment, &cmp) &&
      hearth_db_has (job->writer->db, cmp) &&
      !hearth_bundle_apply_take_file (job->apply, member->entry->name, source,
                                      job->reading->identities, &is_sealed, job->cancellable,
                                      error))
    return FALSE;
  return !is_sealed || keep_sealed (job, member, error);
}

static gboolean
take_members (Job *job, GError **error)
{
  const HearthBundleReading *reading = job->reading;

  for (guint i = 0; i < reading->sealed->len; i++)
    if (!keep_sealed (job, reading->sealed->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < reading->archive->blobs->len; i++)
    if (!take_file (job, &g_array_index (reading->archive->blobs, HearthBundleMemberData, i),
                    error))
      return FALSE;
  return !g_cancellable_set_error_if_cancelled (job->cancellable, error);
}

static gboolean
note (Job *job, HearthAuditPhase phase, gint64 n, GError **error)
{
  char bundle[HEARTH_ID_HEX_SIZE];
  HearthAuditEntry entry = { .event = HEARTH_AUDIT_IMPORT, .phase = phase, .why = bundle, .n = n };

  hearth_id_format (&job->reading->info->bundle, bundle);
  return job->writer->vault == NULL || hearth_audit_append (job->writer, &entry, error);
}

static gboolean
write_contacts (Job *job, GError **error)
{
  HearthDb *db = job->writer->db;
  const GPtrArray *rows = job->reading->rows;

  if (rows->len == 0)
    return TRUE;
  if (!hearth_db_begin (db, error))
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    if (!hearth_contact_store_put (db, rows->pdata[i], error))
      {
        hearth_db_rollback (db);
        return FALSE;
      }
  return hearth_db_commit (db, error);
}

static gboolean
put_checkpoint (Job *job, GError **error)
{
  const char *line = job->reading->archive->checkpoint;
  json_auto_t *json = line != NULL ? hearth_line_parse (line, strlen (line), NULL) : NULL;
  const char *hlc = hearth_json_get_string (json, "hlc");
  HearthId dev;
  guint64 at;

  /* Only of the sender itself: it is its log that we witness. */
  if (json == NULL || !hearth_id_parse (hearth_json_get_string (json, "dev"), &dev) ||
      hlc == NULL || !g_ascii_string_to_unsigned (hlc, 16, 0, G_MAXINT64, &at, NULL) ||
      !hearth_bundle_card_has_dev (job->reading->archive->sender, &dev))
    return TRUE;
  return hearth_witness_put (job->writer->db, &dev, (gint64) at, line, strlen (line), error);
}

static gboolean
put_rows (Job *job, GError **error)
{
  const HearthBundleInfo *info = job->reading->info;
  HearthReceivedBundle row = { .bundle = info->bundle,
                               .seq = info->seq,
                               .created = info->created,
                               .at_ms = hearth_writer_get_now_ms (job->writer),
                               .who = job->writer->who,
                               .n_lines = job->result->received.n_lines,
                               .n_new = job->result->received.n_new };

  memcpy (row.sender, info->from_key, sizeof row.sender);
  memcpy (row.manifest, info->manifest_hash, sizeof row.manifest);
  for (guint i = 0; i < job->waiting->len; i++)
    if (!hearth_waiting_put (job->writer->db, job->waiting->pdata[i], error))
      return FALSE;
  return hearth_received_put (job->writer->db, &row, error) && put_checkpoint (job, error);
}

static gboolean
write_rows (Job *job, GError **error)
{
  if (!hearth_db_begin (job->writer->db, error))
    return FALSE;
  if (put_rows (job, error))
    {
      /* A commit that failed may be on the disk: then the next login tidies by the rows. */
      g_ptr_array_set_size (job->waiting, 0);
      return hearth_db_commit (job->writer->db, error);
    }
  hearth_db_rollback (job->writer->db);
  return FALSE;
}

static HearthChangeSet *
apply (Job *job, GError **error)
{
  const HearthAuthors authors = hearth_contacts_get_authors (job->reading->contacts);
  g_autoptr (HearthChangeSet) changes = NULL;

  if (!note (job, HEARTH_AUDIT_BEGIN, job->reading->info->n_new_lines, error))
    return NULL;
  if (write_contacts (job, error))
    changes = hearth_bundle_apply_run (job->apply, &authors, &job->result->received, error);
  if (changes == NULL || !write_rows (job, error))
    {
      note (job, HEARTH_AUDIT_FAILED, 0, NULL);
      return NULL;
    }
  job->result->n_files = hearth_bundle_apply_get_n_files (job->apply);
  /* It is done, whatever becomes of this entry. */
  note (job, HEARTH_AUDIT_DONE, job->result->received.n_new, NULL);
  return g_steal_pointer (&changes);
}

static void
note_refusal (const HearthWriter *writer, const GError *refusal)
{
  HearthAuditEntry entry = { .event = HEARTH_AUDIT_BUNDLE_REFUSED };

  if (refusal->domain != HEARTH_BUNDLE_ERROR || writer->vault == NULL)
    return;
  entry.why = hearth_bundle_error_get_code (refusal);
  if (entry.why != NULL)
    hearth_audit_append (writer, &entry, NULL);
}

static HearthChangeSet *
run (Job *job, const char *spool, const char *path, const HearthSecret *passphrase, GError **error)
{
  const HearthWriter *writer = job->writer;

  if (!check_login (writer, error) || !hearth_incoming_clear_all (writer->db, error))
    return NULL;
  job->reading =
      hearth_bundle_reading_new (writer->db, spool, path, passphrase, TRUE,
                                 hearth_bundle_apply_stage, job->apply, job->cancellable, error);
  if (job->reading == NULL || !hearth_bundle_apply_stage_end (job->apply, error) ||
      !check_same (job, error))
    return NULL;
  hearth_bundle_apply_set_bundle (job->apply, &job->reading->info->bundle);
  return take_members (job, error) ? apply (job, error) : NULL;
}

static void
job_clear (Job *job)
{
  for (guint i = 0; i < job->waiting->len; i++)
    hearth_sealed_remove (job->writer->vault,
                          &((HearthWaitingPart *) job->waiting->pdata[i])->file);
  g_ptr_array_unref (job->waiting);
  hearth_bundle_apply_free (job->apply);
  g_clear_pointer (&job->reading, hearth_bundle_reading_free);
}

/**
 * hearth_bundle_take:
 * @writer: outside of a transaction
 * @spool: folder for ciphertext
 * @manifest_hash: (nullable): see hearth_bundle_import()
 * @changes: (out) (transfer full): %HEARTH_RESULT_NOTHING if every line was here
 *
 * Returns: (transfer full) (nullable): %NULL with an error of %HEARTH_BUNDLE_ERROR, whose code is then in the
 *   audit log, %G_IO_ERROR or the vault. Nothing was taken in then, or after a failure of the disk whole
 *   compartments, and importing again does the rest. Thread: writer. Source: bundles 13.
 */
HearthBundleImport *
hearth_bundle_take (const HearthWriter *writer,
                    const char *spool,
                    const char *path,
                    const HearthSecret *passphrase,
                    const guint8 *manifest_hash,
                    HearthChangeSet **changes,
                    GCancellable *cancellable,
                    GError **error)
{
  static const HearthId none;
  g_autoptr (HearthBundleImport) result = g_new0 (HearthBundleImport, 1);
  Job job = {
    .writer = writer, .manifest_hash = manifest_hash, .cancellable = cancellable, .result = result
  };
  GError *local = NULL;

  g_return_val_if_fail (writer != NULL && spool != NULL && path != NULL && changes != NULL, NULL);

  job.apply = hearth_bundle_apply_new (writer, &none);
  job.waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_waiting_part_free);
  *changes = run (&job, spool, path, passphrase, &local);
  if (*changes != NULL)
    result->info = g_steal_pointer (&job.reading->info);
  job_clear (&job);
  if (*changes != NULL)
    return g_steal_pointer (&result);
  hearth_bundle_error_translate (&local);
  note_refusal (writer, local);
  g_propagate_error (error, local);
  return NULL;
}

typedef struct
{
  char *spool;
  char *path;
  HearthSecret *passphrase;
  gboolean has_hash;
  guint8 manifest_hash[HEARTH_HASH_SIZE];
  HearthBundleImport *result;
} Request;

static Request *
request_new (HearthContext *context,
             const char *path,
             HearthSecret *passphrase,
             const guint8 *manifest_hash)
{
  Request *request = g_new0 (Request, 1);

  request->spool = hearth_vault_dup_spool_path (hearth_context_get_vault (context));
  request->path = g_strdup (path);
  if (passphrase != NULL)
    request->passphrase = hearth_secret_ref (passphrase);
  request->has_hash = manifest_hash != NULL;
  if (manifest_hash != NULL)
    memcpy (request->manifest_hash, manifest_hash, sizeof request->manifest_hash);
  return request;
}

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->spool);
  g_free (request->path);
  g_clear_pointer (&request->passphrase, hearth_secret_unref);
  g_clear_pointer (&request->result, hearth_bundle_import_free);
  g_free (request);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static HearthChangeSet *
take_on_writer (const HearthWriter *writer,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  Request *request = data;
  HearthChangeSet *changes = NULL;

  request->result = hearth_bundle_take (writer, request->spool, request->path, request->passphrase,
                                        request->has_hash ? request->manifest_hash : NULL, &changes,
                                        cancellable, error);
  return changes;
}

/** hearth_bundle_import: Returns: (transfer full) (nullable): errors as hearth_bundle_take(). Thread: main. */
HearthBundleImport *
hearth_bundle_import (HearthContext *context,
                      const char *path,
                      HearthSecret *passphrase,
                      const guint8 *manifest_hash,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (Request) request = NULL;
  g_autoptr (HearthChangeSet) changes = NULL;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context) && path != NULL, NULL);

  request = request_new (context, path, passphrase, manifest_hash);
  changes = hearth_store_write (hearth_context_get_store (context), take_on_writer, request,
                                cancellable, error);
  if (changes == NULL)
    return NULL;
  request->result->changes = g_steal_pointer (&changes);
  return g_steal_pointer (&request->result);
}

static void
on_taken (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (HearthChangeSet) changes = NULL;
  Request *request = g_task_get_task_data (task);
  GError *error = NULL;

  changes = hearth_store_write_finish (HEARTH_STORE (source), result, &error);
  if (changes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  request->result->changes = g_steal_pointer (&changes);
  g_task_return_pointer (task, g_steal_pointer (&request->result),
                         (GDestroyNotify) hearth_bundle_import_free);
}

/** hearth_bundle_import_async: as hearth_bundle_import(). Thread: main. */
void
hearth_bundle_import_async (HearthContext *context,
                            const char *path,
                            HearthSecret *passphrase,
                            const guint8 *manifest_hash,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task;

  g_return_if_fail (HEARTH_IS_CONTEXT (context) && path != NULL);

  task = g_task_new (context, cancellable, callback, user_data);
  g_task_set_source_tag (task, hearth_bundle_import_async);
  /* What was taken in is never reported as cancelled. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, request_new (context, path, passphrase, manifest_hash), request_free);
  hearth_store_write_async (hearth_context_get_store (context), take_on_writer,
                            g_task_get_task_data (task), NULL, cancellable, on_taken, task);
}

/** hearth_bundle_import_finish: Returns: (transfer full) (nullable): as hearth_bundle_import(). */
HearthBundleImport *
hearth_bundle_import_finish (HearthContext *context, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, context), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, hearth_bundle_import_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
