/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-blob-store.h"
#include "hearth-check.h"
#include "hearth-session.h"

G_BEGIN_DECLS

/**
 * HearthCheck:
 * @session: (nullable): of the vault in use, which then owns folder, login and vfs
 * @readable: bit per compartment whose pages can be read
 * @openable: bit per compartment that SQLite may see
 */
struct _HearthCheck
{
  HearthSession *session;
  HearthVaultFolder *folder;
  HearthLogin *login;
  HearthVfs *vfs;
  HearthBlobStore *blobs;
  guint readable;
  guint openable;
  HearthPageMap *maps[HEARTH_N_COMPARTMENTS];
  HearthDb *db;
  HearthCheckReport *report;
  const HearthCheckHooks *hooks;
  guint64 n_done, n_total;
};

/* hearth-check.c: of a vault that nobody has open; all pages read. @flags: for salvage. */
HearthCheck *_hearth_check_open (const HearthFs *fs,
                                 const char *path,
                                 const HearthCredentials *credentials,
                                 HearthVfsFlags flags,
                                 gboolean is_deep,
                                 const HearthCheckHooks *hooks,
                                 GCancellable *cancellable,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
void _hearth_check_free (HearthCheck *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthCheck, _hearth_check_free)

/* hearth-check-files.c */
GPtrArray *_hearth_check_list_new (void) G_GNUC_WARN_UNUSED_RESULT;
void _hearth_check_headers (HearthCheck *self);
gboolean _hearth_check_add_files (HearthCheck *self, HearthVfsFlags flags, GError **error);
void _hearth_check_tables (HearthCheck *self);

/* hearth-check-content.c */
gboolean _hearth_check_structures (HearthCheck *self, GCancellable *cancellable, GError **error);
gboolean _hearth_check_search (HearthDb *db,
                               HearthCompartment cmp,
                               gboolean *is_good,
                               GError **error);
gboolean _hearth_check_blobs (HearthCheck *self, GCancellable *cancellable, GError **error);
/* Damage in what was read is a finding, other errors stop the check. */
gboolean _hearth_check_is_damage (const GError *error);

G_END_DECLS
