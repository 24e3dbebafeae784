/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the acts on an unlocked vault reach its session: users, keys, attachments, backup, check. Each
 * act is a job in a file of its own; the vault only runs it where it may write. */
#pragma once

#include "hearth-session.h"
#include "hearth-vault-facts.h"
#include "hearth-vault.h"

G_BEGIN_DECLS

/* For the files of the vault itself: jobs are given what they need. */
struct _HearthVault
{
  GObject parent_instance;
  char *path;
  const HearthSchema *schema;
  HearthVaultFlags flags;
  HearthSession *session;  /* NULL: locked */
  HearthVaultFacts *facts; /* while there is a session */
  HearthSecret *key_file;  /* for the next attempt */
  guint checkpoint_id;
};

/* On the writer's thread: nobody else changes the header or a database meanwhile. Or, started by one
 * of the functions for work beside it, on a thread of its own. */
typedef gboolean (*HearthVaultJob) (HearthSession *session,
                                    gpointer data,
                                    GCancellable *cancellable,
                                    GError **error);

HearthSession *_hearth_vault_get_session (HearthVault *self);
void _hearth_vault_take_facts (HearthVault *self, HearthVaultFacts *facts);

/* hearth-vault-job.c */
gboolean _hearth_vault_call (HearthVault *self, HearthVaultJob job, gpointer data, GError **error);
void _hearth_vault_run_async (HearthVault *self,
                              HearthVaultJob job,
                              gpointer data,
                              GDestroyNotify free_data,
                              gpointer tag,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean _hearth_vault_run_finish (HearthVault *self,
                                   GAsyncResult *result,
                                   gpointer tag,
                                   GError **error);

gpointer _hearth_vault_get_job_data (GAsyncResult *result);

/* hearth-vault-beside.c: long work that neither the writer nor the reader should wait for. */
gboolean _hearth_vault_call_beside (HearthVault *self,
                                    HearthVaultJob job,
                                    gpointer data,
                                    GCancellable *cancellable,
                                    GError **error);
void _hearth_vault_run_beside_async (HearthVault *self,
                                     HearthVaultJob job,
                                     gpointer data,
                                     GDestroyNotify free_data,
                                     gpointer tag,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gpointer _hearth_vault_run_beside_finish (HearthVault *self,
                                          GAsyncResult *result,
                                          gpointer tag,
                                          GError **error);

G_END_DECLS
