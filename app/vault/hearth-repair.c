/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-repair.h"

#include "hearth-session.h"
#include "hearth-vault-error-private.h"
#include "hearth-vfs-private.h"

#include <sodium.h>
#include <string.h>

/* A side file of a table (vault 6.1), and a number that no vault reaches. */
#define GENERATION_AT 72
#define MAX_TABLE ((gsize) 128 + (gsize) HEARTH_VFS_MAX_PAGES * HEARTH_VFS_TAG)
#define MAX_GENERATION (G_GUINT64_CONSTANT (1) << 48)

/* A closed vault in an owner's hands, with one file. */
typedef struct
{
  HearthVaultFolder *folder;
  HearthLogin *login;
  HearthVfs *vfs;
} Bench;

static void
bench_clear (Bench *self)
{
  g_clear_pointer (&self->vfs, hearth_vfs_free);
  g_clear_pointer (&self->login, hearth_login_free);
  g_clear_pointer (&self->folder, hearth_vault_folder_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Bench, bench_clear)

static gboolean
open_login (Bench *self, const HearthCredentials *credentials, GError **error)
{
  g_autoptr (HearthHeader) newest = NULL;
  g_autoptr (HearthHeader) other = NULL;

  if (!hearth_header_load (self->folder->fs, self->folder->fd, &newest, &other, error))
    return FALSE;
  self->login = hearth_login_open (newest, other, credentials, error);
  if (self->login == NULL)
    return FALSE;
  if (hearth_login_get_identity (self->login) != NULL)
    return TRUE;
  g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_NOT_OWNER,
                       "only an owner decides what can no longer be proven");
  return FALSE;
}

static gboolean
bench_open (Bench *self,
            const char *path,
            const HearthCredentials *credentials,
            HearthCompartment cmp,
            HearthVfsFlags flags,
            GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  HearthVfsMarks marks;

  self->folder = hearth_vault_folder_open (hearth_fs_get_default (), absolute, error);
  if (self->folder == NULL || !open_login (self, credentials, error))
    return FALSE;
  self->vfs = hearth_vfs_new (self->login->header->vault_id.bytes, self->folder->fs,
                              self->folder->path, NULL, NULL, NULL, error);
  if (self->vfs == NULL)
    return FALSE;
  marks.generation = self->login->header->generation;
  marks.serial = self->login->area->grants->serial;
  hearth_vfs_set_marks (self->vfs, &marks);
  _hearth_session_add_keys (self->vfs, self->login, cmp);
  return hearth_vfs_add_file (self->vfs, cmp, flags, error);
}

/* Takes the journal away; what it was stays in "damaged". */
static gboolean
put_journal_aside (Bench *self, HearthCompartment cmp, GError **error)
{
  g_autofree char *name = g_strconcat (hearth_compartment_get_name (cmp), ".db-wal", NULL);
  const HearthFs *fs = self->folder->fs;
  int result;

  if (!hearth_fs_exists (fs, self->folder->fd, name))
    return TRUE;
  hearth_vault_folder_keep_damaged (self->folder, name);
  result = fs->unlink (fs->data, self->folder->fd, name);
  if (result == 0)
    result = fs->sync_folder (fs->data, self->folder->fd);
  if (result != 0)
    _hearth_vault_set_errno_error (error, -result, "put a journal aside");
  return result == 0;
}

/* --- A lost table --- */

/* Every page that opens is taken for current. The table that is left, if any, proves those of which it
 * has the tag. */
static gboolean
take_tags (Bench *self, HearthVfsFile *file, HearthRepairReport *out, GError **error)
{
  const HearthFs *fs = self->folder->fs;
  g_autofree char *name = g_strconcat (hearth_compartment_get_name (file->cmp), ".db", NULL);
  g_autofree guint8 *page = g_malloc (HEARTH_VFS_PAGE);
  guint32 n_pages = file->table.n_pages;
  int fd = fs->open (fs->data, self->folder->fd, name, HEARTH_FS_READ);

  if (fd < 0)
    {
      _hearth_vault_set_errno_error (error, -fd, "open");
      return FALSE;
    }
  out->n_pages = n_pages;
  for (guint32 number = 1; number <= n_pages; number++)
    {
      guint8 tag[HEARTH_VFS_TAG] = { 0 };
      guint8 known[HEARTH_VFS_TAG];
      gboolean is_good = fs->read (fs->data, fd, page, HEARTH_VFS_PAGE,
                                   (gint64) (number - 1) * HEARTH_VFS_PAGE) == HEARTH_VFS_PAGE;

      if (is_good)
        memcpy (tag, page + HEARTH_VFS_PAGE - HEARTH_VFS_TAG, sizeof tag);
      is_good = is_good && _hearth_vfs_unseal_page (file, number, page, page);
      if (!is_good)
        {
          memset (tag, 0, sizeof tag);
          out->n_unreadable++;
        }
      else if (!_hearth_vfs_table_get (&file->table, number, known) ||
               sodium_memcmp (known, tag, sizeof tag) != 0)
        out->n_unproven++;
      _hearth_vfs_table_set (&file->table, number, tag);
    }
  fs->close (fs->data, fd);
  sodium_memzero (page, HEARTH_VFS_PAGE);
  return TRUE;
}

/* What the lost tables called themselves. Nobody vouches for it; it only keeps the new one from looking
 * older than what this computer remembers. */
static guint64
guess_generation (Bench *self, HearthCompartment cmp)
{
  guint64 greatest = 0;

  for (guint which = 0; which < 2; which++)
    {
      g_autofree char *name =
          g_strdup_printf ("%s.fresh%u", hearth_compartment_get_name (cmp), which);
      g_autofree guint8 *bytes = NULL;
      gsize size = 0;

      if (hearth_fs_read_file (self->folder->fs, self->folder->fd, name, MAX_TABLE, &bytes, &size,
                               NULL) &&
          size >= GENERATION_AT + sizeof (guint64))
        greatest = MAX (greatest, _hearth_get_u64 (bytes + GENERATION_AT));
    }
  return MIN (greatest, MAX_GENERATION);
}

/* A table of the pages as they are, of a file without a journal. */
static gboolean
begin_anew (Bench *self,
            HearthVfsFile *file,
            const HearthVfsAudit *audit,
            HearthRepairReport *out,
            GError **error)
{
  if (!take_tags (self, file, out, error) || !put_journal_aside (self, file->cmp, error))
    return FALSE;
  out->n_frames_lost = audit->n_frames;
  randombytes_buf (file->table.wal.id, sizeof file->table.wal.id);
  file->table.wal.mask_epoch = file->write_epoch;
  file->table.is_wal_announced = FALSE;
  file->table.n_backfilled = 0;
  file->table.generation = MAX (file->table.generation, guess_generation (self, file->cmp));
  file->is_unproven = FALSE;
  return TRUE;
}

/**
 * hearth_repair_table:
 * @path: of a vault that nobody has open
 * @out: (out): what was done
 *
 * Returns: %FALSE with %HEARTH_VAULT_ERROR_NOT_OWNER, an error of opening or of the disk. Thread: any
 *   that may wait. Source: vault 6.3.
 */
gboolean
hearth_repair_table (const char *path,
                     const HearthCredentials *credentials,
                     HearthCompartment cmp,
                     HearthRepairReport *out,
                     GError **error)
{
  g_auto (Bench) bench = { NULL };
  HearthVfsAudit audit = { 0 };
  HearthVfsFile *file;

  g_return_val_if_fail (path != NULL && credentials != NULL && out != NULL, FALSE);

  memset (out, 0, sizeof *out);
  if (!bench_open (&bench, path, credentials, cmp, HEARTH_VFS_UNPROVEN, error))
    return FALSE;
  file = &bench.vfs->files[cmp];
  if (!file->is_unproven && !hearth_vfs_audit_wal (bench.vfs, cmp, &audit, error))
    return FALSE;
  out->was_needed = file->is_unproven || file->table.is_alone;
  if ((file->is_unproven || audit.is_table_old) && !begin_anew (&bench, file, &audit, out, error))
    return FALSE;
  return !out->was_needed || (hearth_vfs_save_table (bench.vfs, cmp, error) &&
                              hearth_vfs_save_table (bench.vfs, cmp, error));
}

/* --- A damaged journal --- */

static gboolean
cut_journal (Bench *self, HearthCompartment cmp, guint64 n_committed, GError **error)
{
  g_autofree char *name = g_strconcat (hearth_compartment_get_name (cmp), ".db-wal", NULL);
  const HearthFs *fs = self->folder->fs;
  int fd = fs->open (fs->data, self->folder->fd, name, HEARTH_FS_READ_WRITE);
  int result = fd;

  if (fd >= 0)
    {
      result = fs->truncate (fs->data, fd,
                             HEARTH_VFS_WAL_HEADER + (gint64) n_committed * HEARTH_VFS_FRAME);
      if (result == 0)
        result = fs->sync (fs->data, fd);
      fs->close (fs->data, fd);
    }
  if (result < 0)
    _hearth_vault_set_errno_error (error, -result, "cut a journal");
  return result >= 0;
}

/**
 * hearth_repair_journal:
 * @path: of a vault that nobody has open
 * @out: (out): what was done
 *
 * Returns: %FALSE as hearth_repair_table(). Source: vault 5.5.
 */
gboolean
hearth_repair_journal (const char *path,
                       const HearthCredentials *credentials,
                       HearthCompartment cmp,
                       HearthRepairReport *out,
                       GError **error)
{
  g_autofree char *name = g_strconcat (hearth_compartment_get_name (cmp), ".db-wal", NULL);
  g_auto (Bench) bench = { NULL };
  HearthVfsAudit audit;
  HearthVfsFile *file;

  g_return_val_if_fail (path != NULL && credentials != NULL && out != NULL, FALSE);

  memset (out, 0, sizeof *out);
  if (!bench_open (&bench, path, credentials, cmp, HEARTH_VFS_NONE, error) ||
      !hearth_vfs_audit_wal (bench.vfs, cmp, &audit, error))
    return FALSE;
  file = &bench.vfs->files[cmp];
  out->n_pages = file->table.n_pages;
  if (!audit.is_damaged)
    return TRUE;
  out->was_needed = TRUE;
  out->n_frames_lost = audit.n_frames - audit.n_committed;
  /* What the database contains already must not be taken from it by a shorter journal. */
  if (audit.n_committed > 0 && audit.n_committed >= file->table.n_backfilled)
    {
      hearth_vault_folder_keep_damaged (bench.folder, name);
      return cut_journal (&bench, cmp, audit.n_committed, error);
    }
  return _hearth_vfs_table_end_wal (file, error) && put_journal_aside (&bench, cmp, error);
}
