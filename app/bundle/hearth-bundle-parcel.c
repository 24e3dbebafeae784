/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-bundle-error.h"
#include "hearth-bundle-file.h"
#include "hearth-bundle-limits.h"
#include "hearth-bundle-parcel.h"
#include "hearth-bundle-progress.h"
#include "hearth-hash-stream.h"
#include "hearth-line.h"
#include "hearth-minisign.h"
#include "hearth-thread-stream.h"
#include "hearth-ustar.h"

#include <gio/gunixoutputstream.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  const HearthBundleContent *content;
  const HearthBundleOptions *options;
  const HearthBundleLogEntry *entry;
  HearthBlobStore *blobs; /* nullable */
  const char *spool;
  GCancellable *cancellable;
  HearthBundleParcel *parcel;
} Job;

static gboolean
fail (GError **error, HearthBundleError code, const char *message)
{
  g_set_error_literal (error, HEARTH_BUNDLE_ERROR, code, message);
  return FALSE;
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* "age1…", sorted, each once. */
static char **
sort_texts (GPtrArray *texts)
{
  g_autoptr (GStrvBuilder) sorted = g_strv_builder_new ();
  const char *last = NULL;

  g_ptr_array_sort (texts, compare_strings);
  for (guint i = 0; i < texts->len; i++)
    {
      if (last == NULL || !g_str_equal (last, texts->pdata[i]))
        g_strv_builder_add (sorted, texts->pdata[i]);
      last = texts->pdata[i];
    }
  return g_strv_builder_end (sorted);
}

static char **
sort_recipients (const HearthBundleOptions *options, HearthCompartment cmp)
{
  g_autoptr (GArray) recipients = hearth_bundle_options_list_recipients (options, cmp);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < recipients->len; i++)
    g_ptr_array_add (
        texts, hearth_age_recipient_to_string (&g_array_index (recipients, HearthAgeRecipient, i)));
  return sort_texts (texts);
}

/**
 * hearth_bundle_parcel_dup_destination:
 *
 * Returns: (transfer full): by what bundles to the same destination are counted: the keys that name the
 *   vaults, which stay when their recipients are renewed.
 */
char *
hearth_bundle_parcel_dup_destination (const HearthBundleOptions *options)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) sorted = NULL;

  if (options->passphrase != NULL)
    return g_strdup ("passphrase");
  for (guint i = 0; i < options->recipients->len; i++)
    g_ptr_array_add (texts, hearth_age_recipient_to_string (
                                &g_array_index (options->recipients, HearthAgeRecipient, i)));
  for (guint i = 0; i < options->contacts->len; i++)
    g_ptr_array_add (
        texts, hearth_hex_encode (g_array_index (options->contacts, HearthBundleDestination, i).key,
                                  HEARTH_KEY_SIZE));
  sorted = sort_texts (texts);
  return g_strjoinv (" ", sorted);
}

/* Lines of a part as they stand in a plain member. */
static guint64
hash_lines (const HearthBundlePart *part, guint8 hash[HEARTH_HASH_SIZE])
{
  HearthHash state;
  guint64 size = 0;

  hearth_hash_init (&state);
  for (guint i = 0; i < part->lines->len; i++)
    {
      gsize length;
      const void *bytes = g_bytes_get_data (part->lines->pdata[i], &length);

      hearth_hash_update (&state, bytes, length);
      size += length;
    }
  hearth_hash_final (&state, hash);
  return size;
}

static HearthAgeWriter *
seal_to_recipients (Job *job, HearthCompartment cmp, GOutputStream *sink, GError **error)
{
  g_autoptr (GArray) recipients = hearth_bundle_options_list_recipients (job->options, cmp);

  return hearth_age_writer_new (sink, (const HearthAgeRecipient *) recipients->data,
                                recipients->len, TRUE, job->cancellable, error);
}

/* Only ciphertext reaches the spool. */
static HearthHashStream *
begin_sealed (Job *job, HearthBundlePacked *packed, GError **error)
{
  HearthBundleParcel *parcel = job->parcel;
  g_autoptr (GOutputStream) file = NULL;

  if (parcel->spool < 0)
    parcel->spool = hearth_bundle_file_open_spool (job->spool, error);
  if (parcel->spool < 0)
    return NULL;
  packed->offset = parcel->spool_size;
  file = g_unix_output_stream_new (parcel->spool, FALSE);
  return hearth_hash_stream_new (file);
}

/* What is sealed on the stream's thread. */
typedef struct
{
  HearthAgeWriter *writer;
  GCancellable *cancellable;
} Sealing;

static gboolean
seal_bytes (gpointer data, const guint8 *bytes, gsize length, GError **error)
{
  Sealing *sealing = data;

  return hearth_age_writer_write (sealing->writer, bytes, length, sealing->cancellable, error);
}

static gboolean
copy_lines (Job *job, GOutputStream *out, const HearthBundlePart *part, GError **error)
{
  for (guint i = 0; i < part->lines->len; i++)
    {
      gsize length;
      const void *bytes = g_bytes_get_data (part->lines->pdata[i], &length);

      if (!g_output_stream_write_all (out, bytes, length, NULL, job->cancellable, error))
        return FALSE;
      hearth_bundle_progress_add (job->cancellable, length);
    }
  return TRUE;
}

static gboolean
copy_content (Job *job, GOutputStream *out, HearthBlobReader *reader, GError **error)
{
  for (;;)
    {
      const guint8 *bytes;
      gsize length;

      if (!hearth_blob_reader_next (reader, &bytes, &length, error))
        return FALSE;
      if (length == 0)
        return TRUE;
      if (!g_output_stream_write_all (out, bytes, length, NULL, job->cancellable, error))
        return FALSE;
      hearth_bundle_progress_add (job->cancellable, length);
    }
}

/* What is read here is opened and checked; it is sealed, hashed and put away on a thread of its own: each is about
 * half of the work. One of @part and @reader is given. */
static gboolean
seal (Job *job,
      HearthCompartment cmp,
      const HearthBundlePart *part,
      HearthBlobReader *reader,
      HearthBundlePacked *packed,
      HearthManifestEntry *entry,
      GError **error)
{
  g_autoptr (HearthHashStream) hash = begin_sealed (job, packed, error);
  g_autoptr (HearthAgeWriter) writer = NULL;
  g_autoptr (HearthThreadStream) out = NULL; /* last: it lets go of the others first */
  Sealing sealing = { NULL, job->cancellable };

  if (hash == NULL)
    return FALSE;
  sealing.writer = writer = seal_to_recipients (job, cmp, G_OUTPUT_STREAM (hash), error);
  if (writer == NULL)
    return FALSE;
  out = hearth_thread_stream_new (seal_bytes, &sealing);
  if (!(part != NULL ? copy_lines (job, G_OUTPUT_STREAM (out), part, error)
                     : copy_content (job, G_OUTPUT_STREAM (out), reader, error)) ||
      !hearth_thread_stream_finish (out, error) ||
      !hearth_age_writer_finish (writer, job->cancellable, error))
    return FALSE;
  entry->size = hearth_hash_stream_finish (hash, entry->hash);
  job->parcel->spool_size += entry->size;
  return TRUE;
}

static gboolean
seal_file (Job *job,
           const HearthBundleAttachment *file,
           HearthBundlePacked *packed,
           HearthManifestEntry *entry,
           GError **error)
{
  g_autoptr (HearthBlobReader) reader =
      hearth_blob_reader_new (job->blobs, file->cmp, file->blob, error);

  return reader != NULL && seal (job, file->cmp, NULL, reader, packed, entry, error);
}

static gboolean
add_member (Job *job, HearthManifestEntry *entry, const HearthBundlePacked *packed, GError **error)
{
  g_array_append_val (job->parcel->packed, *packed);
  g_ptr_array_add (job->parcel->manifest->entries, entry);
  return entry->size <= HEARTH_BUNDLE_MAX_MEMBER ||
         fail (error, HEARTH_BUNDLE_ERROR_LIMIT, "a part is too large for a bundle");
}

static gboolean
pack_part (Job *job, const HearthBundlePart *part, GError **error)
{
  g_autoptr (HearthManifestEntry) entry = g_new0 (HearthManifestEntry, 1);
  const char *name = hearth_compartment_get_name (part->cmp);
  HearthBundlePacked packed = { NULL };

  entry->type = HEARTH_BUNDLE_MEMBER_COMMITS;
  entry->compartment = g_strdup (name);
  entry->is_sealed = job->options->passphrase == NULL;
  entry->name = g_strdup_printf ("p/%s.jsonl%s", name, entry->is_sealed ? ".age" : "");
  entry->to = sort_recipients (job->options, part->cmp);
  if (!entry->is_sealed)
    {
      packed.part = part;
      entry->size = hash_lines (part, entry->hash);
    }
  else if (!seal (job, part->cmp, part, NULL, &packed, entry, error))
    return FALSE;
  return add_member (job, g_steal_pointer (&entry), &packed, error);
}

static gboolean
pack_file (Job *job, const HearthBundleAttachment *file, GError **error)
{
  g_autoptr (HearthManifestEntry) entry = g_new0 (HearthManifestEntry, 1);
  const char *name = hearth_compartment_get_name (file->cmp);
  HearthBundlePacked packed = { NULL };
  char id[HEARTH_ID_HEX_SIZE];

  hearth_id_format (&file->blob->id, id);
  entry->type = HEARTH_BUNDLE_MEMBER_BLOB;
  entry->compartment = g_strdup (name);
  entry->is_sealed = TRUE;
  entry->name = g_strdup_printf ("b/%s/%s.age", name, id);
  entry->to = sort_recipients (job->options, file->cmp);
  return seal_file (job, file, &packed, entry, error) &&
         add_member (job, g_steal_pointer (&entry), &packed, error);
}

static gboolean
pack_text (Job *job, HearthBundleMember type, char *name, const char *text, GError **error)
{
  HearthManifestEntry *entry = g_new0 (HearthManifestEntry, 1);
  const HearthBundlePacked packed = { .text = text };

  entry->type = type;
  entry->name = name;
  entry->size = strlen (text);
  hearth_hash (entry->hash, text, strlen (text));
  return add_member (job, entry, &packed, error);
}

/* The first is the sender's. */
static gboolean
pack_cards (Job *job, GError **error)
{
  const GPtrArray *cards = job->content->cards;

  for (guint i = 0; i < cards->len; i++)
    {
      const char *line = cards->pdata[i];
      guint8 id[HEARTH_HASH_SIZE];
      g_autofree char *hex = NULL;

      hearth_line_id (line, strlen (line) - 1, id);
      hex = hearth_hex_encode (id, sizeof id);
      if (i == 0)
        memcpy (job->parcel->manifest->card, id, sizeof id);
      if (!pack_text (job, HEARTH_BUNDLE_MEMBER_CARD, g_strconcat ("k/", hex, NULL), line, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
pack_checkpoint (Job *job, const HearthId *dev, GError **error)
{
  char hex[HEARTH_ID_HEX_SIZE];

  if (job->content->checkpoint == NULL)
    return TRUE;
  hearth_id_format (dev, hex);
  return pack_text (job, HEARTH_BUNDLE_MEMBER_CHECKPOINT, g_strdup_printf ("l/%s.line", hex),
                    job->content->checkpoint, error);
}

static void
sign_manifest (Job *job)
{
  g_autofree char *bundle = hearth_id_to_string (&job->parcel->manifest->bundle);
  g_autofree char *comment = g_strdup_printf ("hearth-bundle v1 bundle=%s", bundle);

  g_free (job->parcel->manifest_text);
  g_free (job->parcel->signature);
  job->parcel->manifest_text = hearth_manifest_dump (job->parcel->manifest);
  job->parcel->signature =
      hearth_minisign_sign (job->parcel->manifest_text, strlen (job->parcel->manifest_text),
                            job->content->seed, "hearth-bundle", comment);
}

/* The manifest tells the size of the archive, of which it is a part: its length is fixed, so it is
 * made once to be measured and once to be sent. */
static void
fix_manifest (Job *job)
{
  guint64 rest;

  sign_manifest (job);
  rest = hearth_manifest_get_rest (job->parcel->manifest, strlen (job->parcel->manifest_text),
                                   strlen (job->parcel->signature));
  job->parcel->manifest->total =
      MAX (job->options->pad_floor, hearth_padme (rest + HEARTH_USTAR_BLOCK + HEARTH_USTAR_END));
  sign_manifest (job);
  job->parcel->pad_size =
      job->parcel->manifest->total - rest - HEARTH_USTAR_BLOCK - HEARTH_USTAR_END;
}

static gboolean
pack (Job *job, const HearthId *dev, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  HearthManifest *manifest = job->parcel->manifest;

  manifest->bundle = job->entry->bundle;
  manifest->dev = *dev;
  manifest->created = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  manifest->kind = g_strdup ("cases");
  manifest->hlc = job->content->hlc;
  manifest->seq = job->entry->seq;
  manifest->has_prev = job->entry->has_prev;
  memcpy (manifest->prev, job->entry->prev, sizeof manifest->prev);
  if (!pack_cards (job, error))
    return FALSE;
  for (guint i = 0; i < job->content->parts->len; i++)
    if (!pack_part (job, job->content->parts->pdata[i], error))
      return FALSE;
  for (guint i = 0; job->blobs != NULL && i < job->content->files->len; i++)
    if (!pack_file (job, job->content->files->pdata[i], error))
      return FALSE;
  if (!pack_checkpoint (job, dev, error))
    return FALSE;
  fix_manifest (job);
  return strlen (job->parcel->manifest_text) <= HEARTH_BUNDLE_MAX_MANIFEST ||
         fail (error, HEARTH_BUNDLE_ERROR_LIMIT, "the manifest is too long");
}

/**
 * hearth_bundle_parcel_new:
 * @entry: what the log gave out for this bundle
 * @blobs: (nullable): %NULL: attachments stay
 * @spool: folder for sealed parts; only ciphertext is put there, in files without names
 *
 * Seals the parts, then makes and signs the manifest.
 *
 * Returns: (transfer full) (nullable): %NULL with %HEARTH_BUNDLE_ERROR_LIMIT, %G_IO_ERROR or an error
 *   of crypto. Thread: any but main.
 */
HearthBundleParcel *
hearth_bundle_parcel_new (const HearthBundleContent *content,
                          const HearthBundleOptions *options,
                          const HearthBundleLogEntry *entry,
                          const HearthId *dev,
                          HearthBlobStore *blobs,
                          const char *spool,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (HearthBundleParcel) self = g_new0 (HearthBundleParcel, 1);
  Job job = { content, options, entry, blobs, spool, cancellable, self };

  self->packed = g_array_new (FALSE, FALSE, sizeof (HearthBundlePacked));
  self->spool = -1;
  self->manifest = hearth_manifest_new ();
  self->manifest->to = sort_recipients (options, HEARTH_COMPARTMENT_ADMIN);
  return pack (&job, dev, error) ? g_steal_pointer (&self) : NULL;
}

/** hearth_bundle_parcel_free: frees @self. */
void
hearth_bundle_parcel_free (HearthBundleParcel *self)
{
  if (self->spool >= 0)
    close (self->spool);
  g_array_unref (self->packed);
  hearth_manifest_free (self->manifest);
  g_free (self->manifest_text);
  g_free (self->signature);
  g_free (self);
}
