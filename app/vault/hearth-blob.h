/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An attachment as the database of its compartment knows it: id, key, size and hash (vault 8). The
 * rows are local, they stand in no signed line. */
#pragma once

#include "hearth-db.h"
#include "hearth-hash.h"
#include "hearth-id.h"
#include "hearth-secret.h"

G_BEGIN_DECLS

#define HEARTH_BLOB_KEY_SIZE 16
#define HEARTH_BLOB_DEFAULT_MAX_SIZE (G_GUINT64_CONSTANT (256) << 20)
#define HEARTH_BLOB_MAX_SIZE ((G_GUINT64_CONSTANT (2) << 30) - 1)
#define HEARTH_BLOB_MAX_COUNT 2000000

/**
 * HearthBlob:
 * @id: names the file; one id is one content for ever
 * @key: of the age payload, 16 bytes
 * @size: of the content, without padding; from 1 byte
 * @hash: BLAKE2b-256 of the content
 * @made_ms: milliseconds since 1970
 */
typedef struct
{
  HearthId id;
  HearthSecret *key;
  guint64 size;
  guint8 hash[HEARTH_HASH_SIZE];
  gint64 made_ms;
} HearthBlob;

HearthBlob *hearth_blob_copy (const HearthBlob *self) G_GNUC_WARN_UNUSED_RESULT;
void hearth_blob_free (HearthBlob *self);

/* For the model's schema: the table of one compartment. */
gboolean hearth_blob_table_create (HearthDb *db, HearthCompartment cmp, GError **error);

/* In the transaction that writes the record: the commit point of an attachment. */
gboolean hearth_blob_table_insert (HearthDb *db,
                                   HearthCompartment cmp,
                                   const HearthBlob *blob,
                                   GError **error);
gboolean hearth_blob_table_delete (HearthDb *db,
                                   HearthCompartment cmp,
                                   const HearthId *id,
                                   GError **error);
HearthBlob *hearth_blob_table_find (HearthDb *db,
                                    HearthCompartment cmp,
                                    const HearthId *id,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
GArray *hearth_blob_table_list (HearthDb *db,
                                HearthCompartment cmp,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthBlob, hearth_blob_free)

G_END_DECLS
