/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two compartments with tables of attachments, and their folder. */
#pragma once

#include "hearth-blob-store.h"
#include "store-fixture.h"

G_BEGIN_DECLS

typedef struct
{
  Store store;
  int folder;
  HearthBlobStore *blobs;
} Blobs;

void blobs_init (Blobs *self);
void blobs_clear (Blobs *self);
/* Stops the store and opens it anew: nothing is in flight then. */
void blobs_reopen_store (Blobs *self);

/* The file alone; NULL with an error. */
HearthBlob *blobs_write (
    Blobs *self, HearthCompartment cmp, const guint8 *bytes, gsize size, GError **error);
gboolean blobs_commit (Blobs *self, HearthCompartment cmp, const HearthBlob *blob, GError **error);
/* File and row. */
HearthBlob *blobs_put (Blobs *self, HearthCompartment cmp, const guint8 *bytes, gsize size);
GBytes *blobs_read (Blobs *self, HearthCompartment cmp, const HearthBlob *blob, GError **error);
/* By file and hash; a damaged one must be refused with the right code. */
void blobs_assert_damaged (Blobs *self, HearthCompartment cmp, const HearthBlob *blob);

/* Bytes that look like nothing, the same for the same seed. */
guint8 *blobs_make_bytes (gsize size, guint32 seed);
char *blobs_get_path (Blobs *self, HearthCompartment cmp, const HearthBlob *blob);
/* How many files lie below "files". */
guint blobs_count_files (Blobs *self);

G_END_DECLS
