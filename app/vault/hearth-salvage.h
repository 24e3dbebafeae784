/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that can still be read, saved into a new vault (vault 9). The new vault has the users,
 * grants and passphrases of the old one and a new writer id; the old one is not changed. What the rows
 * are is the model's matter. */
#pragma once

#include "hearth-blob-store.h"
#include "hearth-check.h"

G_BEGIN_DECLS

typedef struct _HearthSalvage HearthSalvage;

/**
 * HearthSalvageHooks:
 * @fill: puts into the connection what it finds in the maps, on the thread of the salvage
 */
typedef struct
{
  gboolean (*fill) (HearthSalvage *salvage,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error);
  HearthCheckProgressFunc progress;
  gpointer data;
} HearthSalvageHooks;

/* Blocks. @new_path must be free. */
gboolean hearth_salvage_run (const char *path,
                             const char *new_path,
                             const HearthCredentials *credentials,
                             const HearthSchema *schema,
                             const HearthSalvageHooks *hooks,
                             GCancellable *cancellable,
                             GError **error);

/* For the hook. */
HearthPageMap *hearth_salvage_get_map (HearthSalvage *self, HearthCompartment cmp);
HearthDb *hearth_salvage_get_db (HearthSalvage *self); /* every granted compartment, empty */
const HearthId *hearth_salvage_get_old_dev (HearthSalvage *self);
/* Copies the sealed file of an attachment that verifies. FALSE without error: it does not. */
gboolean hearth_salvage_copy_blob (HearthSalvage *self,
                                   HearthCompartment cmp,
                                   const HearthBlob *blob,
                                   GCancellable *cancellable,
                                   GError **error);

G_END_DECLS
