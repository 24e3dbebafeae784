/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-bundle-apply.h"

#include "hearth-age-reader.h"
#include "hearth-blob-store.h"
#include "hearth-bundle-error.h"
#include "hearth-bundle-member.h"
#include "hearth-file-kinds.h"
#include "hearth-incoming-store.h"
#include "hearth-json.h"
#include "hearth-model-error.h"

#include <string.h>

/* Of a transaction that puts lines by: its pages stay in memory until its end. */
#define BATCH_LINES 1000
#define BATCH_BYTES (4 << 20)
#define COPY_SIZE (64 * 1024)

/* What a line says of an attachment. */
typedef struct
{
  HearthCompartment cmp;
  char *hash; /* hex */
} FileFact;

/* An attachment that is on the disk and has no row yet. */
typedef struct
{
  HearthCompartment cmp;
  HearthBlob *blob;
} Taken;

struct _HearthBundleApply
{
  const HearthWriter *writer; /* borrowed */
  HearthId bundle;
  guint staged; /* 1 << cmp: holds lines */
  gboolean is_open;
  HearthCompartment open_cmp;
  guint n_open;      /* lines of the transaction at hand */
  gsize open_bytes;  /* and their bytes */
  GHashTable *facts; /* HearthId of an attachment -> FileFact */
  GArray *taken;
  guint n_files;
};

static void
fact_free (gpointer data)
{
  g_free (((FileFact *) data)->hash);
  g_free (data);
}

static HearthBlobStore *
get_store (const HearthBundleApply *self)
{
  return self->writer->vault != NULL ? hearth_vault_get_blob_store (self->writer->vault) : NULL;
}

/** hearth_bundle_apply_new: @writer: borrowed. Returns: (transfer full). Thread: writer. */
HearthBundleApply *
hearth_bundle_apply_new (const HearthWriter *writer, const HearthId *bundle)
{
  HearthBundleApply *self = g_new0 (HearthBundleApply, 1);

  self->writer = writer;
  self->bundle = *bundle;
  self->facts = g_hash_table_new_full (hearth_id_hash, hearth_id_equal, g_free, fact_free);
  self->taken = g_array_new (FALSE, FALSE, sizeof (Taken));
  return self;
}

/** hearth_bundle_apply_set_bundle: known once the manifest was read. */
void
hearth_bundle_apply_set_bundle (HearthBundleApply *self, const HearthId *bundle)
{
  self->bundle = *bundle;
}

static void
discard_taken (HearthBundleApply *self)
{
  for (guint i = 0; i < self->taken->len; i++)
    {
      Taken *taken = &g_array_index (self->taken, Taken, i);

      if (taken->blob == NULL)
        continue;
      hearth_blob_store_discard (get_store (self), taken->cmp, &taken->blob->id);
      hearth_blob_free (taken->blob);
    }
  g_array_set_size (self->taken, 0);
}

/** hearth_bundle_apply_free: what was not taken in is removed. Thread: writer. */
void
hearth_bundle_apply_free (HearthBundleApply *self)
{
  if (self->is_open)
    hearth_db_rollback (self->writer->db);
  discard_taken (self);
  /* A failure leaves them to the next login. */
  if (self->staged != 0)
    hearth_incoming_clear_all (self->writer->db, NULL);
  g_hash_table_unref (self->facts);
  g_array_unref (self->taken);
  g_free (self);
}

static gboolean
end_batch (HearthBundleApply *self, GError **error)
{
  if (!self->is_open)
    return TRUE;
  self->is_open = FALSE;
  self->n_open = 0;
  self->open_bytes = 0;
  return hearth_db_commit (self->writer->db, error);
}

static gboolean
begin_batch (HearthBundleApply *self, HearthCompartment cmp, GError **error)
{
  if (self->is_open && self->open_cmp == cmp && self->n_open < BATCH_LINES &&
      self->open_bytes < BATCH_BYTES)
    return TRUE;
  if (!end_batch (self, error) || !hearth_db_begin (self->writer->db, error))
    return FALSE;
  self->is_open = TRUE;
  self->open_cmp = cmp;
  return TRUE;
}

static void
note_files (HearthBundleApply *self, const HearthCommit *commit)
{
  for (gsize i = 0; i < json_array_size (commit->ops); i++)
    {
      const json_t *operation = json_array_get (commit->ops, i);
      const json_t *set = hearth_json_get_object (operation, "set");
      const char *hash = hearth_json_get_string (set, "hash");
      const char *kind_id = hearth_json_get_string (operation, "kind");
      const HearthKind *kind = kind_id != NULL ? hearth_registry_find_kind (kind_id) : NULL;
      FileFact *fact;
      HearthId id;

      if (kind == NULL || !hearth_file_is_kind (kind) || hash == NULL ||
          !hearth_id_parse (hearth_json_get_string (set, "blob"), &id))
        continue;
      fact = g_new0 (FileFact, 1);
      fact->cmp = commit->cmp;
      fact->hash = g_strdup (hash);
      g_hash_table_replace (self->facts, hearth_id_copy (&id), fact);
    }
}

/** hearth_bundle_apply_stage: a line that was verified; of a compartment that is not attached it is passed
 * over. Returns: %FALSE with an error of the vault. */
gboolean
hearth_bundle_apply_stage (
    const HearthCommit *commit, const char *line, gsize length, gpointer data, GError **error)
{
  HearthBundleApply *self = data;

  if (!hearth_db_has (self->writer->db, commit->cmp))
    return TRUE;
  self->staged |= 1U << commit->cmp;
  if (!begin_batch (self, commit->cmp, error) ||
      !hearth_incoming_put (self->writer->db, commit->cmp, line, length, error))
    return FALSE;
  self->n_open++;
  self->open_bytes += length;
  note_files (self, commit);
  return TRUE;
}

/** hearth_bundle_apply_stage_end: Returns: %FALSE with an error of the vault. */
gboolean
hearth_bundle_apply_stage_end (HearthBundleApply *self, GError **error)
{
  return end_batch (self, error);
}

static gboolean
fail (GError **error, HearthBundleError code, const char *message)
{
  g_set_error_literal (error, HEARTH_BUNDLE_ERROR, code, message);
  return FALSE;
}

/* "b/<cmp>/<32 hex>.age" */
static const FileFact *
find_fact (HearthBundleApply *self, const char *name, HearthId *id)
{
  const char *slash = strrchr (name, '/');
  g_autofree char *hex = slash != NULL ? g_strndup (slash + 1, 32) : NULL;

  return hex != NULL && hearth_id_parse (hex, id) ? g_hash_table_lookup (self->facts, id) : NULL;
}

static HearthBlob *
copy_content (HearthBlobWriter *writer,
              HearthAgeReader *reader,
              GCancellable *cancellable,
              GError **error)
{
  g_autofree guint8 *buffer = g_malloc (COPY_SIZE);
  gssize n;

  while ((n = hearth_age_reader_read (reader, buffer, COPY_SIZE, cancellable, error)) > 0)
    if (!hearth_blob_writer_write (writer, buffer, (gsize) n, error))
      return NULL;
  return n == 0 ? hearth_blob_writer_finish (writer, error) : NULL;
}

static gboolean
take_content (HearthBundleApply *self,
              const FileFact *fact,
              const HearthId *id,
              HearthAgeReader *reader,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (HearthBlobWriter) writer = NULL;
  Taken taken = { fact->cmp, NULL };
  g_autofree char *hash = NULL;

  /* A file without a row, of an import that a power cut ended. */
  hearth_blob_store_discard (get_store (self), fact->cmp, id);
  writer = hearth_blob_writer_new_as (get_store (self), fact->cmp, id, 0, error);
  if (writer != NULL)
    taken.blob = copy_content (writer, reader, cancellable, error);
  if (taken.blob == NULL)
    return FALSE;
  g_array_append_val (self->taken, taken);
  hash = hearth_hex_encode (taken.blob->hash, sizeof taken.blob->hash);
  return g_str_equal (hash, fact->hash) ||
         fail (error, HEARTH_BUNDLE_ERROR_ENTRY, "an attachment is not the one of its record");
}

static gboolean
is_here (HearthBundleApply *self, const FileFact *fact, const HearthId *id, GError **error)
{
  g_autoptr (HearthBlob) blob = hearth_blob_table_find (self->writer->db, fact->cmp, id, error);

  return blob != NULL;
}

/**
 * hearth_bundle_apply_take_file:
 * @source: a nested age file
 * @is_sealed: (out): whether none of @identities opens it; then nothing was done
 *
 * Takes an attachment in, under a key of this vault, unless it is here or no staged line names it.
 *
 * Returns: %FALSE with %HEARTH_BUNDLE_ERROR_ENTRY, _PAYLOAD or _LIMIT, or an error of the vault.
 */
gboolean
hearth_bundle_apply_take_file (HearthBundleApply *self,
                               const char *name,
                               GInputStream *source,
                               GPtrArray *identities,
                               gboolean *is_sealed,
                               GCancellable *cancellable,
                               GError **error)
{
  g_autoptr (HearthAgeReader) reader = NULL;
  const FileFact *fact;
  GError *local = NULL;
  gboolean done;
  HearthId id;

  *is_sealed = FALSE;
  fact = find_fact (self, name, &id);
  if (fact == NULL || get_store (self) == NULL)
    return TRUE;
  if (is_here (self, fact, &id, &local))
    return TRUE;
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  reader = hearth_age_reader_new (source, identities, NULL, HEARTH_AGE_LOG_N, cancellable, &local);
  done = reader != NULL && take_content (self, fact, &id, reader, cancellable, &local);
  if (local != NULL)
    hearth_bundle_error_translate (&local);
  *is_sealed =
      reader == NULL && g_error_matches (local, HEARTH_BUNDLE_ERROR, HEARTH_BUNDLE_ERROR_NO_KEY);
  if (*is_sealed)
    g_clear_error (&local);
  else if (local != NULL)
    g_propagate_error (error, local);
  return done || *is_sealed;
}

/** hearth_bundle_apply_get_n_files: Returns: attachments that were not here. */
guint
hearth_bundle_apply_get_n_files (const HearthBundleApply *self)
{
  return self->n_files;
}

/* In the transaction that makes the records which name them. */
static gboolean
insert_blobs (HearthBundleApply *self, HearthCompartment cmp, GError **error)
{
  for (guint i = 0; i < self->taken->len; i++)
    {
      const Taken *taken = &g_array_index (self->taken, Taken, i);

      if (taken->cmp == cmp && taken->blob != NULL &&
          !hearth_blob_table_insert (self->writer->db, cmp, taken->blob, error))
        return FALSE;
    }
  return TRUE;
}

static void
forget_blobs (HearthBundleApply *self, HearthCompartment cmp)
{
  for (guint i = 0; i < self->taken->len; i++)
    {
      Taken *taken = &g_array_index (self->taken, Taken, i);

      if (taken->cmp == cmp && taken->blob != NULL)
        self->n_files++;
      if (taken->cmp == cmp)
        g_clear_pointer (&taken->blob, hearth_blob_free);
    }
}

static gboolean
add_lines (HearthBundleApply *self, HearthReceive *receive, HearthCompartment cmp, GError **error)
{
  gint64 n = 0;

  for (;;)
    {
      g_autoptr (GPtrArray) lines =
          hearth_incoming_list (self->writer->db, cmp, &n, BATCH_LINES, error);

      if (lines == NULL)
        return FALSE;
      if (lines->len == 0)
        return TRUE;
      for (guint i = 0; i < lines->len; i++)
        {
          gsize length;
          const char *line = g_bytes_get_data (lines->pdata[i], &length);

          if (!hearth_receive_add (receive, line, length, error))
            return FALSE;
        }
    }
}

static gboolean
apply_one (HearthBundleApply *self, HearthReceive *receive, HearthCompartment cmp, GError **error)
{
  if (!hearth_receive_begin (receive, cmp, error) || !add_lines (self, receive, cmp, error) ||
      !insert_blobs (self, cmp, error) || !hearth_incoming_clear (self->writer->db, cmp, error))
    return FALSE;
  hearth_receive_keep (receive);
  if (!hearth_receive_commit (receive, error))
    return FALSE;
  self->staged &= ~(1U << cmp);
  forget_blobs (self, cmp);
  return TRUE;
}

/**
 * hearth_bundle_apply_run:
 * @authors: who wrote the lines, judged once more
 * @out: (out): what came of it
 *
 * Returns: (transfer full): what changed; its inverse withdraws the bundle. %NULL with an error; the
 *   compartments that were done stay so, and doing it again does the rest. Thread: writer.
 */
HearthChangeSet *
hearth_bundle_apply_run (HearthBundleApply *self,
                         const HearthAuthors *authors,
                         HearthReceived *out,
                         GError **error)
{
  g_autoptr (HearthReceive) receive = hearth_receive_new (self->writer, &self->bundle, authors);

  g_return_val_if_fail (!self->is_open, NULL);

  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    if ((self->staged >> cmp & 1) != 0 &&
        !apply_one (self, receive, (HearthCompartment) cmp, error))
      return NULL;
  return hearth_receive_finish (receive, out);
}
