/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-fs.h"

G_BEGIN_DECLS

/**
 * HearthVaultFolder:
 * @fd: the folder itself
 * @lock_fd: its file "lock", locked while this exists
 * @is_read_only: nothing in it can be written: only read by owners (vault 5.8)
 * @is_weak: a file system without owners or a strong rename: worth a warning
 *
 * A vault's folder in our hands (vault 2).
 */
typedef struct
{
  const HearthFs *fs;
  char *path;
  int fd;
  int lock_fd;
  gboolean is_weak;
  gboolean is_read_only;
} HearthVaultFolder;

gboolean hearth_vault_folder_exists (const HearthFs *fs, const char *path);
gboolean hearth_vault_folder_holds (const char *vault_path, const char *path);
gboolean hearth_vault_folder_is_free (const HearthFs *fs, const char *path);
HearthVaultFolder *hearth_vault_folder_open (const HearthFs *fs,
                                             const char *path,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
HearthVaultFolder *hearth_vault_folder_open_headless (const HearthFs *fs,
                                                      const char *path,
                                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
HearthVaultFolder *hearth_vault_folder_make (const HearthFs *fs,
                                             const char *path,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_vault_folder_check_new (const HearthFs *fs, const char *path, GError **error);
gboolean hearth_vault_folder_finish (HearthVaultFolder *self, const char *path, GError **error);
void hearth_vault_folder_discard (HearthVaultFolder *self);
void hearth_vault_folder_clean (HearthVaultFolder *self);
void hearth_vault_folder_keep_damaged (HearthVaultFolder *self, const char *name);
void hearth_vault_folder_free (HearthVaultFolder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthVaultFolder, hearth_vault_folder_free)

G_END_DECLS
