/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where an attachment lies: files / compartment / first two digits of the id / id. */
#pragma once

#include "hearth-blob-store.h"

G_BEGIN_DECLS

#define HEARTH_BLOB_PART_SUFFIX ".part"

struct _HearthBlobStore
{
  gatomicrefcount ref_count;
  const HearthFs *fs;
  int folder; /* "files" */
  gint is_stopped;
  gint n_holds;
  gint n_blobs; /* at least, of what this login sees; the sweep counts them */
  GMutex mutex;
  guint64 max_size;      /* under the mutex */
  GHashTable *in_flight; /* (element-type HearthId): being written; under the mutex */
};

/** HearthBlobPlace: the folders around one attachment, opened. */
typedef struct
{
  const HearthFs *fs;
  int cmp_folder;
  int folder;
  char name[HEARTH_ID_HEX_SIZE];
} HearthBlobPlace;

/* Nothing is open; 0 would be a file. */
#define HEARTH_BLOB_PLACE_NONE ((HearthBlobPlace){ .cmp_folder = -1, .folder = -1 })

int _hearth_blob_place_open (HearthBlobPlace *self,
                             HearthBlobStore *store,
                             HearthCompartment cmp,
                             const HearthId *id,
                             gboolean makes);
void _hearth_blob_place_clear (HearthBlobPlace *self);

gboolean _hearth_blob_store_refuse_if_stopped (HearthBlobStore *self, GError **error);
void _hearth_blob_store_begin (HearthBlobStore *self, const HearthId *id);
void _hearth_blob_store_end (HearthBlobStore *self, const HearthId *id);
gboolean _hearth_blob_store_is_in_flight (HearthBlobStore *self, const HearthId *id);
gboolean _hearth_blob_store_may_remove (HearthBlobStore *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HearthBlobPlace, _hearth_blob_place_clear)

G_END_DECLS
