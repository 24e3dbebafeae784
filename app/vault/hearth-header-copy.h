/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A copy of the header beside the vault: with both headers lost, everything is lost (security 7). It is
 * ciphertext that the passphrases of its day open. */
#pragma once

#include "hearth-vault.h"

G_BEGIN_DECLS

GBytes *hearth_vault_save_header (HearthVault *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_vault_save_header_async (HearthVault *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GBytes *hearth_vault_save_header_finish (HearthVault *self,
                                         GAsyncResult *result,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean hearth_vault_restore_header (const char *path,
                                      GBytes *copy,
                                      const char *user,
                                      const HearthSecret *passphrase,
                                      const HearthSecret *key_file,
                                      GError **error);

G_END_DECLS
