/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes a bundle (bundles 9 to 12): log entry, parts sealed into the spool, manifest and signature,
 * the outer file beside its destination, name, log entry completed. Runs whole on the writer's
 * thread, so that nothing changes while it reads and a lock waits until the keys are no longer used. */
#include "config.h"

#include "hearth-age-writer.h"
#include "hearth-bundle-consent.h"
#include "hearth-bundle-file.h"
#include "hearth-bundle-parcel.h"
#include "hearth-bundle-progress.h"
#include "hearth-bundle-writer.h"
#include "hearth-kdf.h"
#include "hearth-random.h"
#include "hearth-spool-stream.h"
#include "hearth-thread-stream.h"
#include "hearth-ustar-writer.h"

#include <string.h>

#define COPY_SIZE (64 * 1024)

typedef struct
{
  HearthDb *db;
  const HearthBundleOptions *options;
  HearthBlobStore *blobs; /* nullable */
  const char *spool;
  GCancellable *cancellable;
  HearthBundleContent *content;
  HearthBundleLogEntry entry;
  HearthBundleParcel *parcel;
  HearthSecret *passphrase; /* in NFKC: the receiver's keyboard may compose letters otherwise */
} Job;

/* The outer stream, as the archive writer sees it. */
typedef struct
{
  HearthAgeWriter *writer;
  GCancellable *cancellable;
} Outer;

/** hearth_bundle_result_free: frees @self. */
void
hearth_bundle_result_free (HearthBundleResult *self)
{
  g_free (self->path);
  g_free (self);
}

/** hearth_bundle_result_dup_parts: Returns: (transfer full): names, %NULL-terminated. */
char **
hearth_bundle_result_dup_parts (const HearthBundleResult *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    if (self->parts >> cmp & 1)
      g_strv_builder_add (names, hearth_compartment_get_name (cmp));
  return g_strv_builder_end (names);
}

static gboolean
fail (GError **error, HearthBundleError code, const char *message)
{
  g_set_error_literal (error, HEARTH_BUNDLE_ERROR, code, message);
  return FALSE;
}

static gboolean
check_consents (HearthDb *db,
                const HearthBundleOptions *options,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (GArray) barred = hearth_bundle_consent_list_barred (db, options, cancellable, error);

  if (barred == NULL)
    return FALSE;
  return barred->len == 0 ||
         fail (error, HEARTH_BUNDLE_ERROR_DENIED, "somebody did not agree that this leaves");
}

static gboolean
check_options (HearthDb *db, const HearthBundleOptions *options, GError **error)
{
  guint n_recipients = hearth_bundle_options_get_n_recipients (options);

  if (options->cases->len == 0 || options->parts == 0)
    return fail (error, HEARTH_BUNDLE_ERROR_NO_CASE, "no case or no part was chosen");
  if ((n_recipients > 0) == (options->passphrase != NULL))
    return fail (error, HEARTH_BUNDLE_ERROR_DENIED, "a bundle is for recipients or a passphrase");
  if (n_recipients > 64)
    return fail (error, HEARTH_BUNDLE_ERROR_LIMIT, "more than 64 recipients");
  if (options->passphrase != NULL && (options->parts & HEARTH_BUNDLE_NEVER_BY_PASSPHRASE) != 0)
    return fail (error, HEARTH_BUNDLE_ERROR_DENIED, "this part never leaves under a passphrase");
  if ((options->parts & ~hearth_bundle_options_get_allowed (options)) != 0)
    return fail (error, HEARTH_BUNDLE_ERROR_DENIED, "a part may not go to this contact");
  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    if (hearth_bundle_options_has_part (options, cmp) &&
        (cmp == HEARTH_COMPARTMENT_ADMIN || !hearth_db_has (db, cmp)))
      return fail (error, HEARTH_BUNDLE_ERROR_DENIED, "a part is not open in this login");
  return TRUE;
}

static gboolean
write_to_outer (gpointer sink, const void *data, gsize length, GError **error)
{
  Outer *outer = sink;

  return hearth_age_writer_write (outer->writer, data, length, outer->cancellable, error);
}

static gboolean
add_sealed (Job *job,
            HearthUstarWriter *archive,
            const HearthManifestEntry *entry,
            const HearthBundlePacked *packed,
            GError **error)
{
  g_autoptr (GInputStream) source =
      hearth_spool_stream_new (job->parcel->spool, packed->offset, entry->size);
  g_autofree guint8 *buffer = g_malloc (COPY_SIZE);
  gssize n;

  if (!hearth_ustar_writer_begin (archive, entry->name, entry->size, error))
    return FALSE;
  while ((n = g_input_stream_read (source, buffer, COPY_SIZE, job->cancellable, error)) > 0)
    if (!hearth_ustar_writer_write (archive, buffer, (gsize) n, error))
      return FALSE;
  return n == 0;
}

static gboolean
add_plain (Job *job,
           HearthUstarWriter *archive,
           const HearthManifestEntry *entry,
           const HearthBundlePart *part,
           GError **error)
{
  if (!hearth_ustar_writer_begin (archive, entry->name, entry->size, error))
    return FALSE;
  for (guint i = 0; i < part->lines->len; i++)
    {
      gsize length;
      const void *bytes = g_bytes_get_data (part->lines->pdata[i], &length);

      if (!hearth_ustar_writer_write (archive, bytes, length, error))
        return FALSE;
      hearth_bundle_progress_add (job->cancellable, length);
    }
  return TRUE;
}

static gboolean
add_member (Job *job,
            HearthUstarWriter *archive,
            const HearthManifestEntry *entry,
            const HearthBundlePacked *packed,
            GError **error)
{
  if (packed->text != NULL)
    return hearth_ustar_writer_add (archive, entry->name, packed->text, strlen (packed->text),
                                    error);
  if (packed->part != NULL)
    return add_plain (job, archive, entry, packed->part, error);
  return add_sealed (job, archive, entry, packed, error);
}

static gboolean
add_members (Job *job, HearthUstarWriter *archive, GError **error)
{
  const HearthBundleParcel *parcel = job->parcel;

  if (!hearth_ustar_writer_add (archive, HEARTH_BUNDLE_MANIFEST_NAME, parcel->manifest_text,
                                strlen (parcel->manifest_text), error) ||
      !hearth_ustar_writer_add (archive, HEARTH_BUNDLE_SIGNATURE_NAME, parcel->signature,
                                strlen (parcel->signature), error))
    return FALSE;
  for (guint i = 0; i < parcel->packed->len; i++)
    if (!add_member (job, archive, parcel->manifest->entries->pdata[i],
                     &g_array_index (parcel->packed, HearthBundlePacked, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
put_bytes (gpointer sink, const guint8 *bytes, gsize length, GError **error)
{
  return g_output_stream_write_all (sink, bytes, length, NULL, NULL, error);
}

static gboolean
write_outer (Job *job, GOutputStream *sink, GError **error)
{
  const HearthBundleOptions *options = job->options;
  g_autoptr (GArray) recipients =
      hearth_bundle_options_list_recipients (options, HEARTH_COMPARTMENT_ADMIN);
  g_autoptr (HearthThreadStream) out = hearth_thread_stream_new (put_bytes, sink);
  g_autoptr (HearthAgeWriter) writer = NULL;
  g_autoptr (HearthUstarWriter) archive = NULL;
  Outer outer;

  if (options->passphrase != NULL)
    writer = hearth_age_writer_new_passphrase (G_OUTPUT_STREAM (out), job->passphrase,
                                               options->log_n, job->cancellable, error);
  else
    writer =
        hearth_age_writer_new (G_OUTPUT_STREAM (out), (const HearthAgeRecipient *) recipients->data,
                               recipients->len, TRUE, job->cancellable, error);
  if (writer == NULL)
    return FALSE;

  outer = (Outer){ writer, job->cancellable };
  archive = hearth_ustar_writer_new (write_to_outer, &outer);
  if (!add_members (job, archive, error) ||
      !hearth_ustar_writer_add_zeros (archive, HEARTH_BUNDLE_PAD_NAME, job->parcel->pad_size,
                                      error) ||
      !hearth_ustar_writer_finish (archive, error))
    return FALSE;
  g_assert (hearth_ustar_writer_get_position (archive) == job->parcel->manifest->total);
  return hearth_age_writer_finish (writer, job->cancellable, error) &&
         hearth_thread_stream_finish (out, error);
}

static gboolean
take_passphrase (Job *job, GError **error)
{
  const HearthSecret *typed = job->options->passphrase;

  if (typed == NULL)
    return TRUE;
  job->passphrase = hearth_kdf_normalize_passphrase ((const char *) hearth_secret_get_bytes (typed),
                                                     hearth_secret_get_size (typed), error);
  return job->passphrase != NULL;
}

static guint
mask_of_parts (const HearthBundleContent *content)
{
  guint mask = 0;

  for (guint i = 0; i < content->parts->len; i++)
    mask |= 1U << ((HearthBundlePart *) content->parts->pdata[i])->cmp;
  return mask;
}

/* What is sealed is moved twice: into the spool, and from there into the file. */
static void
plan_progress (const Job *job)
{
  const HearthBundleContent *content = job->content;
  guint64 n_bytes = 0;

  for (guint i = 0; i < content->parts->len; i++)
    {
      const HearthBundlePart *part = content->parts->pdata[i];

      for (guint j = 0; j < part->lines->len; j++)
        n_bytes += g_bytes_get_size (part->lines->pdata[j]);
    }
  for (guint i = 0; job->blobs != NULL && i < content->files->len; i++)
    n_bytes += ((HearthBundleAttachment *) content->files->pdata[i])->blob->size;
  hearth_bundle_progress_plan (job->cancellable,
                               job->options->passphrase != NULL ? n_bytes : 2 * n_bytes);
}

static HearthBundleResult *
run (Job *job, const HearthId *dev, GError **error)
{
  g_autoptr (HearthBundleFile) file = NULL;
  g_autoptr (HearthBundleResult) result = g_new0 (HearthBundleResult, 1);
  guint8 hash[HEARTH_HASH_SIZE];

  plan_progress (job);
  if (!hearth_bundle_log_begin (job->db, &job->entry, error))
    return NULL;
  job->parcel = hearth_bundle_parcel_new (job->content, job->options, &job->entry, dev, job->blobs,
                                          job->spool, job->cancellable, error);
  if (job->parcel == NULL)
    return NULL;
  file = hearth_bundle_file_new (job->options->destination, error);
  if (file == NULL || !write_outer (job, hearth_bundle_file_get_stream (file), error) ||
      g_cancellable_set_error_if_cancelled (job->cancellable, error) ||
      !hearth_bundle_file_commit (file, &result->size_bytes, error))
    return NULL;
  hearth_hash (hash, job->parcel->manifest_text, strlen (job->parcel->manifest_text));
  if (!hearth_bundle_log_finish (job->db, &job->entry.bundle, hash, result->size_bytes, error))
    return NULL;

  result->bundle = job->entry.bundle;
  result->path = g_strdup (hearth_bundle_file_get_path (file));
  result->n_cases = job->options->cases->len;
  result->n_files = job->blobs != NULL ? job->content->files->len : 0;
  memcpy (result->manifest_hash, hash, sizeof hash);
  result->parts = mask_of_parts (job->content);
  return g_steal_pointer (&result);
}

static void
job_clear (Job *job)
{
  g_clear_pointer (&job->content, hearth_bundle_content_free);
  g_clear_pointer (&job->parcel, hearth_bundle_parcel_free);
  g_clear_pointer (&job->passphrase, hearth_secret_unref);
}

/**
 * hearth_bundle_write:
 * @db: the writing connection, outside of a transaction
 * @dev: writer id of the vault
 * @blobs: (nullable): %NULL: attachments stay
 * @spool: folder for sealed parts; only ciphertext is put there, in files without names
 *
 * Returns: (transfer full) (nullable): %NULL with %HEARTH_BUNDLE_ERROR_DENIED,
 *   %HEARTH_BUNDLE_ERROR_NO_CASE, %HEARTH_BUNDLE_ERROR_LIMIT, %G_IO_ERROR, or an error of crypto or
 *   vault; then no file was left at the destination. Thread: writer.
 */
HearthBundleResult *
hearth_bundle_write (HearthDb *db,
                     const HearthId *dev,
                     HearthBlobStore *blobs,
                     const char *spool,
                     const HearthBundleOptions *options,
                     GCancellable *cancellable,
                     GError **error)
{
  Job job = {
    .db = db, .options = options, .blobs = blobs, .spool = spool, .cancellable = cancellable
  };
  g_autofree char *destination = NULL;
  HearthBundleResult *result = NULL;

  g_return_val_if_fail (db != NULL && dev != NULL && spool != NULL && options != NULL, NULL);
  g_return_val_if_fail (options->pad_floor % HEARTH_USTAR_BLOCK == 0, NULL);

  if (!check_options (db, options, error) || !check_consents (db, options, cancellable, error) ||
      !take_passphrase (&job, error))
    return NULL;
  destination = hearth_bundle_parcel_dup_destination (options);
  job.entry.bundle = hearth_random_id ();
  job.entry.destination = destination;
  job.entry.parts = options->parts;
  job.entry.n_cases = options->cases->len;
  job.entry.cases = options->cases;
  job.content = hearth_bundle_content_gather (db, dev, options, cancellable, error);
  if (job.content != NULL)
    result = run (&job, dev, error);
  job_clear (&job);
  return result;
}
