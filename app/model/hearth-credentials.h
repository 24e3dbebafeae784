/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a user does to the own way in: passphrase, key file, work of the key derivation. Each with its
 * entry in the audit log before and its outcome after. */
#pragma once

#include "hearth-context.h"

G_BEGIN_DECLS

gboolean hearth_credentials_change_passphrase (HearthContext *context,
                                               const HearthSecret *old_passphrase,
                                               const HearthSecret *new_passphrase,
                                               GError **error);
void hearth_credentials_change_passphrase_async (HearthContext *context,
                                                 HearthSecret *old_passphrase,
                                                 HearthSecret *new_passphrase,
                                                 GAsyncReadyCallback callback,
                                                 gpointer user_data);
gboolean hearth_credentials_change_passphrase_finish (HearthContext *context,
                                                      GAsyncResult *result,
                                                      GError **error);
gboolean hearth_credentials_change_key_file (HearthContext *context,
                                             const HearthSecret *passphrase,
                                             const HearthSecret *key_file,
                                             GError **error);
gboolean hearth_credentials_change_kdf (HearthContext *context,
                                        const HearthSecret *passphrase,
                                        guint64 memory_bytes,
                                        guint passes,
                                        GError **error);

G_END_DECLS
