/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-bundle-error.h"
#include "hearth-bundle-file.h"
#include "hearth-bundle-limits.h"
#include "hearth-bundle-parcel.h"
#include "hearth-hash-stream.h"
#include "hearth-line.h"
#include "hearth-minisign.h"
#include "hearth-ustar.h"

#include <gio/gunixoutputstream.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  const HearthBundleContent *content;
  const HearthBundleOptions *options;
  const HearthBundleLogEntry *entry;
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

/** hearth_bundle_parcel_sort_recipients: Returns: (transfer full): "age1…", sorted, each once. */
char **
hearth_bundle_parcel_sort_recipients (const HearthBundleOptions *options)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < options->recipients->len; i++)
    {
      g_autofree char *text = hearth_age_recipient_to_string (
          &g_array_index (options->recipients, HearthAgeRecipient, i));

      if (!g_ptr_array_find_with_equal_func (texts, text, g_str_equal, NULL))
        g_ptr_array_add (texts, g_steal_pointer (&text));
    }
  g_ptr_array_sort (texts, compare_strings);
  g_ptr_array_add (texts, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&texts), FALSE);
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

static gboolean
write_lines (HearthAgeWriter *writer,
             const HearthBundlePart *part,
             GCancellable *cancellable,
             GError **error)
{
  for (guint i = 0; i < part->lines->len; i++)
    {
      gsize length;
      const void *bytes = g_bytes_get_data (part->lines->pdata[i], &length);

      if (!hearth_age_writer_write (writer, bytes, length, cancellable, error))
        return FALSE;
    }
  return hearth_age_writer_finish (writer, cancellable, error);
}

static HearthAgeWriter *
seal_to_recipients (Job *job, GOutputStream *sink, GError **error)
{
  return hearth_age_writer_new (sink, (const HearthAgeRecipient *) job->options->recipients->data,
                                job->options->recipients->len, TRUE, job->cancellable, error);
}

/* Only ciphertext reaches the spool. */
static gboolean
seal_part (Job *job, HearthBundlePacked *packed, HearthManifestEntry *entry, GError **error)
{
  g_autoptr (GOutputStream) file = NULL;
  g_autoptr (HearthHashStream) hash = NULL;
  g_autoptr (HearthAgeWriter) writer = NULL;

  packed->fd = hearth_bundle_file_open_spool (job->spool, error);
  if (packed->fd < 0)
    return FALSE;
  file = g_unix_output_stream_new (packed->fd, FALSE);
  hash = hearth_hash_stream_new (file);
  writer = seal_to_recipients (job, G_OUTPUT_STREAM (hash), error);
  if (writer == NULL || !write_lines (writer, packed->part, job->cancellable, error))
    return FALSE;
  entry->size = hearth_hash_stream_finish (hash, entry->hash);
  return TRUE;
}

static gboolean
pack_part (Job *job, HearthBundlePart *part, GError **error)
{
  g_autoptr (HearthManifestEntry) entry = g_new0 (HearthManifestEntry, 1);
  const char *name = hearth_compartment_get_name (part->cmp);
  HearthBundlePacked packed = { .part = part, .fd = -1 };
  gboolean done = TRUE;

  entry->type = HEARTH_BUNDLE_MEMBER_COMMITS;
  entry->compartment = g_strdup (name);
  entry->is_sealed = job->options->passphrase == NULL;
  entry->name = g_strdup_printf ("p/%s.jsonl%s", name, entry->is_sealed ? ".age" : "");
  entry->to = g_strdupv (job->parcel->manifest->to);
  if (entry->is_sealed)
    done = seal_part (job, &packed, entry, error);
  else
    entry->size = hash_lines (part, entry->hash);

  g_array_append_val (job->parcel->packed, packed);
  if (done && entry->size > HEARTH_BUNDLE_MAX_MEMBER)
    return fail (error, HEARTH_BUNDLE_ERROR_LIMIT, "a part is too large for a bundle");
  g_ptr_array_add (job->parcel->manifest->entries, g_steal_pointer (&entry));
  return done;
}

static void
add_card (Job *job)
{
  HearthManifestEntry *entry = g_new0 (HearthManifestEntry, 1);
  gsize length = strlen (job->content->card);
  g_autofree char *hex = NULL;

  hearth_line_id (job->content->card, length - 1, job->parcel->manifest->card);
  hex = hearth_hex_encode (job->parcel->manifest->card, sizeof job->parcel->manifest->card);
  entry->type = HEARTH_BUNDLE_MEMBER_CARD;
  entry->name = g_strconcat ("k/", hex, NULL);
  entry->size = length;
  hearth_hash (entry->hash, job->content->card, length);
  g_ptr_array_add (job->parcel->manifest->entries, entry);
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
  add_card (job);
  for (guint i = 0; i < job->content->parts->len; i++)
    if (!pack_part (job, job->content->parts->pdata[i], error))
      return FALSE;
  fix_manifest (job);
  return strlen (job->parcel->manifest_text) <= HEARTH_BUNDLE_MAX_MANIFEST ||
         fail (error, HEARTH_BUNDLE_ERROR_LIMIT, "the manifest is too long");
}

static void
packed_clear (gpointer data)
{
  HearthBundlePacked *packed = data;

  if (packed->fd >= 0)
    close (packed->fd);
}

/**
 * hearth_bundle_parcel_new:
 * @entry: what the log gave out for this bundle
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
                          const char *spool,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (HearthBundleParcel) self = g_new0 (HearthBundleParcel, 1);
  Job job = { content, options, entry, spool, cancellable, self };

  self->packed = g_array_new (FALSE, FALSE, sizeof (HearthBundlePacked));
  g_array_set_clear_func (self->packed, packed_clear);
  self->manifest = hearth_manifest_new ();
  self->manifest->to = hearth_bundle_parcel_sort_recipients (options);
  return pack (&job, dev, error) ? g_steal_pointer (&self) : NULL;
}

/** hearth_bundle_parcel_free: frees @self. */
void
hearth_bundle_parcel_free (HearthBundleParcel *self)
{
  g_array_unref (self->packed);
  hearth_manifest_free (self->manifest);
  g_free (self->manifest_text);
  g_free (self->signature);
  g_free (self);
}
