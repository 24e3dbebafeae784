/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes a bundle (bundles 9 to 12): log entry, parts sealed into the spool, manifest and signature,
 * the outer file beside its destination, name, log entry completed. Runs whole on the writer's
 * thread, so that nothing changes while it reads and a lock waits until the keys are no longer used. */
#include "config.h"

#include "hearth-age-writer.h"
#include "hearth-bundle-content.h"
#include "hearth-bundle-file.h"
#include "hearth-bundle-limits.h"
#include "hearth-bundle-log.h"
#include "hearth-bundle-writer.h"
#include "hearth-hash-stream.h"
#include "hearth-line.h"
#include "hearth-manifest.h"
#include "hearth-minisign.h"
#include "hearth-random.h"
#include "hearth-ustar.h"

#include <gio/gunixoutputstream.h>
#include <string.h>
#include <unistd.h>

#define COPY_SIZE (64 * 1024)

/* Nobody but an owner of the compartment decides over these, and a passphrase cannot be withdrawn. */
#define NEVER_BY_PASSPHRASE (1U << HEARTH_COMPARTMENT_RESTRICTED | 1U << HEARTH_COMPARTMENT_DEBRIEF)

/* A part as the outer file will hold it: sealed in the spool, or in memory for a passphrase bundle. */
typedef struct
{
  HearthBundlePart *part;
  int fd; /* -1: plain */
} Packed;

typedef struct
{
  HearthDb *db;
  const HearthBundleOptions *options;
  const char *spool;
  GCancellable *cancellable;
  HearthBundleContent *content;
  HearthBundleLogEntry entry;
  HearthManifest *manifest;
  GArray *packed; /* (element-type Packed), in order of the parts */
  char *manifest_text;
  char *signature;
} Job;

/* The outer stream, as the archive writer sees it. */
typedef struct
{
  HearthAgeWriter *writer;
  GCancellable *cancellable;
} Outer;

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
check_options (HearthDb *db, const HearthBundleOptions *options, GError **error)
{
  gboolean has_recipients = options->recipients->len > 0;

  if (options->cases->len == 0 || options->parts == 0)
    return fail (error, HEARTH_BUNDLE_ERROR_NO_CASE, "no case or no part was chosen");
  if (has_recipients == (options->passphrase != NULL))
    return fail (error, HEARTH_BUNDLE_ERROR_DENIED, "a bundle is for recipients or a passphrase");
  if (options->recipients->len > 64)
    return fail (error, HEARTH_BUNDLE_ERROR_LIMIT, "more than 64 recipients");
  if (options->passphrase != NULL && (options->parts & NEVER_BY_PASSPHRASE) != 0)
    return fail (error, HEARTH_BUNDLE_ERROR_DENIED, "this part never leaves under a passphrase");
  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    if (hearth_bundle_options_has_part (options, cmp) &&
        (cmp == HEARTH_COMPARTMENT_ADMIN || !hearth_db_has (db, cmp)))
      return fail (error, HEARTH_BUNDLE_ERROR_DENIED, "a part is not open in this login");
  return TRUE;
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char **
sort_recipients (const HearthBundleOptions *options)
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
seal_part (Job *job, Packed *packed, HearthManifestEntry *entry, GError **error)
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
  Packed packed = { .part = part, .fd = -1 };
  gboolean done = TRUE;

  entry->type = HEARTH_BUNDLE_MEMBER_COMMITS;
  entry->compartment = g_strdup (name);
  entry->is_sealed = job->options->passphrase == NULL;
  entry->name = g_strdup_printf ("p/%s.jsonl%s", name, entry->is_sealed ? ".age" : "");
  entry->to = g_strdupv (job->manifest->to);
  if (entry->is_sealed)
    done = seal_part (job, &packed, entry, error);
  else
    entry->size = hash_lines (part, entry->hash);

  g_array_append_val (job->packed, packed);
  if (done && entry->size > HEARTH_BUNDLE_MAX_MEMBER)
    return fail (error, HEARTH_BUNDLE_ERROR_LIMIT, "a part is too large for a bundle");
  g_ptr_array_add (job->manifest->entries, g_steal_pointer (&entry));
  return done;
}

static void
add_card (Job *job)
{
  HearthManifestEntry *entry = g_new0 (HearthManifestEntry, 1);
  gsize length = strlen (job->content->card);
  g_autofree char *hex = NULL;

  hearth_line_id (job->content->card, length - 1, job->manifest->card);
  hex = hearth_hex_encode (job->manifest->card, sizeof job->manifest->card);
  entry->type = HEARTH_BUNDLE_MEMBER_CARD;
  entry->name = g_strconcat ("k/", hex, NULL);
  entry->size = length;
  hearth_hash (entry->hash, job->content->card, length);
  g_ptr_array_add (job->manifest->entries, entry);
}

static void
sign_manifest (Job *job)
{
  g_autofree char *bundle = hearth_id_to_string (&job->manifest->bundle);
  g_autofree char *comment = g_strdup_printf ("hearth-bundle v1 bundle=%s", bundle);

  g_free (job->manifest_text);
  g_free (job->signature);
  job->manifest_text = hearth_manifest_dump (job->manifest);
  job->signature = hearth_minisign_sign (job->manifest_text, strlen (job->manifest_text),
                                         job->content->seed, "hearth-bundle", comment);
}

/* The manifest tells the size of the archive, of which it is a part: its length is fixed, so it is
 * made once to be measured and once to be sent. */
static guint64
fix_manifest (Job *job)
{
  guint64 rest;

  sign_manifest (job);
  rest = hearth_manifest_get_rest (job->manifest, strlen (job->manifest_text),
                                   strlen (job->signature));
  job->manifest->total =
      MAX (job->options->pad_floor, hearth_padme (rest + HEARTH_USTAR_BLOCK + HEARTH_USTAR_END));
  sign_manifest (job);
  return job->manifest->total - rest - HEARTH_USTAR_BLOCK - HEARTH_USTAR_END;
}

static gboolean
prepare (Job *job, const HearthId *dev, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  HearthManifest *manifest = job->manifest;

  manifest->bundle = job->entry.bundle;
  manifest->dev = *dev;
  manifest->created = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  manifest->kind = g_strdup ("cases");
  manifest->hlc = job->content->hlc;
  manifest->seq = job->entry.seq;
  manifest->has_prev = job->entry.has_prev;
  memcpy (manifest->prev, job->entry.prev, sizeof manifest->prev);
  add_card (job);
  for (guint i = 0; i < job->content->parts->len; i++)
    if (!pack_part (job, job->content->parts->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
write_to_outer (gpointer sink, const void *data, gsize length, GError **error)
{
  Outer *outer = sink;

  return hearth_age_writer_write (outer->writer, data, length, outer->cancellable, error);
}

static gboolean
add_sealed (HearthUstarWriter *archive,
            const HearthManifestEntry *entry,
            int fd,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GInputStream) source = hearth_bundle_file_read_spool (fd, error);
  g_autofree guint8 *buffer = g_malloc (COPY_SIZE);
  guint64 n_left = entry->size;

  if (source == NULL || !hearth_ustar_writer_begin (archive, entry->name, entry->size, error))
    return FALSE;
  while (n_left > 0)
    {
      gssize n = g_input_stream_read (source, buffer, MIN (n_left, COPY_SIZE), cancellable, error);

      if (n == 0)
        g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the spool lost bytes");
      if (n <= 0 || !hearth_ustar_writer_write (archive, buffer, (gsize) n, error))
        return FALSE;
      n_left -= (guint64) n;
    }
  return TRUE;
}

static gboolean
add_plain (HearthUstarWriter *archive,
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
    }
  return TRUE;
}

/* Entries: the card, then the parts as they were packed. */
static gboolean
add_members (Job *job, HearthUstarWriter *archive, GError **error)
{
  const HearthManifestEntry *card = job->manifest->entries->pdata[0];

  if (!hearth_ustar_writer_add (archive, HEARTH_BUNDLE_MANIFEST_NAME, job->manifest_text,
                                strlen (job->manifest_text), error) ||
      !hearth_ustar_writer_add (archive, HEARTH_BUNDLE_SIGNATURE_NAME, job->signature,
                                strlen (job->signature), error) ||
      !hearth_ustar_writer_add (archive, card->name, job->content->card,
                                strlen (job->content->card), error))
    return FALSE;
  for (guint i = 0; i < job->packed->len; i++)
    {
      const Packed *packed = &g_array_index (job->packed, Packed, i);
      const HearthManifestEntry *entry = job->manifest->entries->pdata[i + 1];

      if (packed->fd >= 0 ? !add_sealed (archive, entry, packed->fd, job->cancellable, error)
                          : !add_plain (archive, entry, packed->part, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_outer (Job *job, GOutputStream *sink, GError **error)
{
  const HearthBundleOptions *options = job->options;
  guint64 pad_size = fix_manifest (job);
  g_autoptr (HearthAgeWriter) writer = NULL;
  g_autoptr (HearthUstarWriter) archive = NULL;
  Outer outer;

  if (strlen (job->manifest_text) > HEARTH_BUNDLE_MAX_MANIFEST)
    return fail (error, HEARTH_BUNDLE_ERROR_LIMIT, "the manifest is too long");
  if (options->passphrase != NULL)
    writer = hearth_age_writer_new_passphrase (sink, options->passphrase, options->log_n,
                                               job->cancellable, error);
  else
    writer = seal_to_recipients (job, sink, error);
  if (writer == NULL)
    return FALSE;

  outer = (Outer){ writer, job->cancellable };
  archive = hearth_ustar_writer_new (write_to_outer, &outer);
  if (!add_members (job, archive, error) ||
      !hearth_ustar_writer_add_zeros (archive, HEARTH_BUNDLE_PAD_NAME, pad_size, error) ||
      !hearth_ustar_writer_finish (archive, error))
    return FALSE;
  g_assert (hearth_ustar_writer_get_position (archive) == job->manifest->total);
  return hearth_age_writer_finish (writer, job->cancellable, error);
}

static guint
mask_of_parts (const HearthBundleContent *content)
{
  guint mask = 0;

  for (guint i = 0; i < content->parts->len; i++)
    mask |= 1U << ((HearthBundlePart *) content->parts->pdata[i])->cmp;
  return mask;
}

static HearthBundleResult *
run (Job *job, const HearthId *dev, GError **error)
{
  g_autoptr (HearthBundleFile) file = NULL;
  g_autoptr (HearthBundleResult) result = g_new0 (HearthBundleResult, 1);
  guint8 hash[HEARTH_HASH_SIZE];

  if (!hearth_bundle_log_begin (job->db, &job->entry, error) || !prepare (job, dev, error))
    return NULL;
  file = hearth_bundle_file_new (job->options->destination, error);
  if (file == NULL || !write_outer (job, hearth_bundle_file_get_stream (file), error) ||
      g_cancellable_set_error_if_cancelled (job->cancellable, error) ||
      !hearth_bundle_file_commit (file, &result->size_bytes, error))
    return NULL;
  hearth_hash (hash, job->manifest_text, strlen (job->manifest_text));
  if (!hearth_bundle_log_finish (job->db, &job->entry.bundle, hash, result->size_bytes, error))
    return NULL;

  result->bundle = job->entry.bundle;
  result->path = g_strdup (hearth_bundle_file_get_path (file));
  result->n_cases = job->options->cases->len;
  result->parts = mask_of_parts (job->content);
  return g_steal_pointer (&result);
}

static void
packed_clear (gpointer data)
{
  Packed *packed = data;

  if (packed->fd >= 0)
    close (packed->fd);
}

static void
job_clear (Job *job)
{
  g_clear_pointer (&job->content, hearth_bundle_content_free);
  g_clear_pointer (&job->manifest, hearth_manifest_free);
  g_clear_pointer (&job->packed, g_array_unref);
  g_free (job->manifest_text);
  g_free (job->signature);
}

/**
 * hearth_bundle_write:
 * @db: the writing connection, outside of a transaction
 * @dev: writer id of the vault
 * @spool: folder for sealed parts; only ciphertext is put there, in files without names
 *
 * Returns: (transfer full) (nullable): %NULL with %HEARTH_BUNDLE_ERROR_DENIED,
 *   %HEARTH_BUNDLE_ERROR_NO_CASE, %HEARTH_BUNDLE_ERROR_LIMIT, %G_IO_ERROR, or an error of crypto or
 *   vault; then no file was left at the destination. Thread: writer.
 */
HearthBundleResult *
hearth_bundle_write (HearthDb *db,
                     const HearthId *dev,
                     const char *spool,
                     const HearthBundleOptions *options,
                     GCancellable *cancellable,
                     GError **error)
{
  Job job = { .db = db, .options = options, .spool = spool, .cancellable = cancellable };
  g_autofree char *destination = NULL;
  HearthBundleResult *result = NULL;

  g_return_val_if_fail (db != NULL && dev != NULL && spool != NULL && options != NULL, NULL);
  g_return_val_if_fail (options->pad_floor % HEARTH_USTAR_BLOCK == 0, NULL);

  if (!check_options (db, options, error))
    return NULL;
  job.packed = g_array_new (FALSE, FALSE, sizeof (Packed));
  g_array_set_clear_func (job.packed, packed_clear);
  job.manifest = hearth_manifest_new ();
  job.manifest->to = sort_recipients (options);
  destination =
      options->passphrase != NULL ? g_strdup ("passphrase") : g_strjoinv (" ", job.manifest->to);
  job.entry.bundle = hearth_random_id ();
  job.entry.destination = destination;
  job.entry.parts = options->parts;
  job.entry.n_cases = options->cases->len;
  job.content = hearth_bundle_content_gather (db, options, cancellable, error);
  if (job.content != NULL)
    result = run (&job, dev, error);
  job_clear (&job);
  return result;
}
