/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-amendment.h"
#include "hearth-db.h"
#include "hearth-login.h"
#include "hearth-schema.h"
#include "hearth-seen.h"
#include "hearth-vault-folder.h"
#include "hearth-vfs.h"
#include "hearth-worker.h"

G_BEGIN_DECLS

typedef struct _HearthBlobStore HearthBlobStore; /* hearth-blob-store.h */

/**
 * HearthSessionOptions:
 * @state_path: (nullable): the folder of this computer's memory (vault 6.4); %NULL: there is none
 * @accepts_older: an owner goes on with a copy that is older than what was seen
 *
 * How to open. All zero is a whole set of options.
 */
typedef struct
{
  const char *state_path;
  gboolean accepts_older;
} HearthSessionOptions;

/**
 * HearthSession:
 * @attached: bit per compartment
 * @has_lost_journal: a journal that a table announces was not there
 * @is_memory_damaged: what this computer remembered of the vault could not be read
 * @is_complete: everything was opened; only then is there something to remember
 * @has_seen: @seen is what was remembered before
 * @closing: fires when the session is being closed, for work beside the two workers
 * @beside_worker: that work, in order; %NULL until there is some
 * @n_failed: tries to unlock that failed on this computer since the login before
 * @has_lost_header: one copy of the header was damaged or missing
 * @has_foreign_header: it was the header of another vault, which is kept in "damaged"
 *
 * An unlocked vault without its object: folder, keys, file system, the two workers with their
 * connections. Opened on any thread that may wait, closed by the owner.
 */
typedef struct
{
  HearthVaultFolder *folder;
  HearthLogin *login;
  HearthVfs *vfs;
  HearthBlobStore *blobs;
  HearthWorker *writer_worker;
  HearthWorker *reader_worker;
  HearthDb *writer;
  HearthDb *reader;
  guint attached;
  gboolean has_lost_journal;
  gboolean is_memory_damaged;
  gboolean is_complete;
  gboolean has_seen;
  HearthSeen seen;
  char *state_path;
  gboolean accepts_older;
  GCancellable *closing;
  HearthWorker *beside_worker;
  guint n_failed;
  gboolean has_lost_header;
  gboolean has_foreign_header;
} HearthSession;

HearthSession *hearth_session_create (const HearthFs *fs,
                                      const char *path,
                                      const HearthSchema *schema,
                                      const HearthCredentials *credentials,
                                      const HearthKdfSet *set,
                                      const HearthSessionOptions *options,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
HearthSession *hearth_session_open (const HearthFs *fs,
                                    const char *path,
                                    const HearthSchema *schema,
                                    const HearthCredentials *credentials,
                                    const HearthSessionOptions *options,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_session_close (HearthSession *self, gboolean panic);
gboolean hearth_session_commit_header (HearthSession *self,
                                       HearthAmendment *amendment,
                                       GError **error);
void hearth_session_checkpoint_if_idle (HearthSession *self);
void _hearth_session_add_keys (HearthVfs *vfs, const HearthLogin *login, HearthCompartment cmp);

G_END_DECLS
