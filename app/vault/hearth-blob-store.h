/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The folder "files" of an unlocked vault (vault 8). Each attachment is one age payload under a key
 * of its own; the row with the key stands in the database of its compartment (hearth-blob). Streams
 * run on any thread that may wait and hold two chunks in memory, whatever the size; only the row needs
 * the writer. When the vault is locked they end with G_IO_ERROR_CLOSED at their next chunk. */
#pragma once

#include "hearth-blob.h"
#include "hearth-fs.h"
#include "hearth-vault.h"

G_BEGIN_DECLS

/** HearthBlobStore: counted; outlives the lock as long as a stream holds it. */
typedef struct _HearthBlobStore HearthBlobStore;

HearthBlobStore *hearth_blob_store_new (const HearthFs *fs,
                                        int vault_folder,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
HearthBlobStore *hearth_blob_store_ref (HearthBlobStore *self);
void hearth_blob_store_unref (HearthBlobStore *self);
HearthBlobStore *hearth_vault_get_blob_store (HearthVault *vault); /* (transfer none); unlocked */
void hearth_blob_store_stop (HearthBlobStore *self);

/* What one attachment may hold, in bytes: HEARTH_BLOB_DEFAULT_MAX_SIZE until it is set. */
void hearth_blob_store_set_max_size (HearthBlobStore *self, guint64 max_size);
guint64 hearth_blob_store_get_max_size (HearthBlobStore *self);

/* Between these two no file is removed; what was to go is an orphan for a later sweep. For backups. */
void hearth_blob_store_hold_removals (HearthBlobStore *self);
void hearth_blob_store_release_removals (HearthBlobStore *self);

/* --- One attachment in --- */

typedef struct _HearthBlobWriter HearthBlobWriter;

HearthBlobWriter *hearth_blob_writer_new (HearthBlobStore *store,
                                          HearthCompartment cmp,
                                          guint64 max_size,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
HearthBlobWriter *hearth_blob_writer_new_as (HearthBlobStore *store,
                                             HearthCompartment cmp,
                                             const HearthId *id,
                                             guint64 max_size,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_blob_writer_write (HearthBlobWriter *self,
                                   gconstpointer bytes,
                                   gsize length,
                                   GError **error);
gboolean hearth_blob_writer_write_stream (HearthBlobWriter *self,
                                          GInputStream *source,
                                          GCancellable *cancellable,
                                          GError **error);
HearthBlob *hearth_blob_writer_finish (HearthBlobWriter *self,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_blob_writer_free (HearthBlobWriter *self);
/* The file of a finished writer whose row was never committed. */
void hearth_blob_store_discard (HearthBlobStore *self, HearthCompartment cmp, const HearthId *id);

/* --- One attachment out --- */

typedef struct _HearthBlobReader HearthBlobReader;

/* Up to @length bytes of a sealed attachment from @offset; fewer at its end, negative with an error. */
typedef gssize (*HearthBlobReadFunc) (
    gpointer data, gpointer buffer, gsize length, gint64 offset, GError **error);

HearthBlobReader *hearth_blob_reader_new (HearthBlobStore *store,
                                          HearthCompartment cmp,
                                          const HearthBlob *blob,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* From elsewhere, an archive: @read is asked for the bytes in order. */
HearthBlobReader *hearth_blob_reader_new_from (const HearthBlob *blob,
                                               guint64 sealed_size,
                                               HearthBlobReadFunc read,
                                               gpointer data,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_blob_reader_next (HearthBlobReader *self,
                                  const guint8 **bytes,
                                  gsize *length,
                                  GError **error);
GBytes *hearth_blob_reader_read_all (HearthBlobReader *self,
                                     GCancellable *cancellable,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_blob_reader_write_to (HearthBlobReader *self,
                                      GOutputStream *sink,
                                      GCancellable *cancellable,
                                      GError **error);
void hearth_blob_reader_free (HearthBlobReader *self);

guint64 hearth_blob_get_sealed_size (guint64 size);
char *hearth_blob_get_path (HearthCompartment cmp, const HearthId *id) G_GNUC_WARN_UNUSED_RESULT;

/* --- All of them --- */

gboolean hearth_blob_store_verify (HearthBlobStore *self,
                                   HearthCompartment cmp,
                                   const HearthBlob *blob,
                                   GCancellable *cancellable,
                                   GError **error);
gboolean hearth_blob_store_delete (HearthBlobStore *self,
                                   HearthDb *db,
                                   HearthCompartment cmp,
                                   const HearthId *ids,
                                   guint n_ids,
                                   GError **error);

/**
 * HearthBlobMissing: an attachment whose row is there and whose file is not.
 */
typedef struct
{
  HearthCompartment cmp;
  HearthId id;
} HearthBlobMissing;

/**
 * HearthBlobSweep:
 * @n_rows: attachments of the attached compartments
 * @n_removed: files that belonged to none
 * @missing: (element-type HearthBlobMissing): damage
 */
typedef struct
{
  guint n_rows;
  guint n_removed;
  GArray *missing;
} HearthBlobSweep;

gboolean hearth_blob_store_sweep (HearthBlobStore *self,
                                  HearthDb *db,
                                  HearthBlobSweep *out,
                                  GError **error);
void hearth_blob_sweep_clear (HearthBlobSweep *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthBlobStore, hearth_blob_store_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthBlobWriter, hearth_blob_writer_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthBlobReader, hearth_blob_reader_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HearthBlobSweep, hearth_blob_sweep_clear)

G_END_DECLS
