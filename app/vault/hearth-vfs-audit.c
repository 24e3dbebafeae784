/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking at files before SQLite does: the journal audit (vault 5.5) and the check of every page. */
#include "config.h"

#include "hearth-vfs-private.h"

#include "hearth-vault-error-private.h"

#include <errno.h>
#include <sodium.h>
#include <string.h>

#define TRUNCATE_AT 4
#define SALTS_AT 8
#define CHECKSUMS_AT 16
#define HEADER_SALTS_AT 16
#define HEADER_CHECKSUMS_AT 24
#define LOCK_BYTE_PAGE ((1u << 30) / HEARTH_VFS_PAGE + 1)

/* One pass over a journal. */
typedef struct
{
  HearthVfsFile *file;
  int fd;
  HearthVfsWalId wal;
  guint8 header[HEARTH_VFS_WAL_HEADER];
  gboolean is_big_endian;
  guint8 *frame;
} Pass;

typedef struct
{
  gboolean is_good; /* opens under the journal's id and carries its salts */
  gboolean is_commit;
  guint32 stored[2]; /* checksum as stored */
} Frame;

static gboolean
read_exactly (Pass *pass, guint8 *out, gsize length, gint64 offset, GError **error)
{
  const HearthFs *fs = pass->file->vfs->fs;
  gssize n = fs->read (fs->data, pass->fd, out, length, offset);

  if (n == (gssize) length)
    return TRUE;
  _hearth_vault_set_errno_error (error, n < 0 ? (int) -n : 5, "read journal");
  return FALSE;
}

/* Reads frame @index; if it is good, its checksum continued from @sum is in @continued. */
static gboolean
read_frame (Pass *pass,
            guint64 index,
            const guint32 sum[2],
            guint32 continued[2],
            Frame *out,
            GError **error)
{
  const HearthVfsKeys *keys = _hearth_vfs_find_keys (pass->file, pass->wal.mask_epoch);
  gint64 offset = HEARTH_VFS_WAL_HEADER + (gint64) index * HEARTH_VFS_FRAME;
  guint8 *page = pass->frame + HEARTH_VFS_FRAME_HEADER;

  memset (out, 0, sizeof *out);
  if (!read_exactly (pass, pass->frame, HEARTH_VFS_FRAME, offset, error))
    return FALSE;
  out->is_good = keys != NULL &&
                 memcmp (pass->frame + SALTS_AT, pass->header + HEADER_SALTS_AT, 8) == 0 &&
                 _hearth_vfs_unseal_frame (pass->file, &pass->wal, index, pass->frame, page);
  if (!out->is_good)
    return TRUE;

  _hearth_vfs_unmask_checksums (keys, pass->frame + SALTS_AT, index, pass->frame + CHECKSUMS_AT);
  out->is_commit = _hearth_get_u32 (pass->frame + TRUNCATE_AT) != 0;
  out->stored[0] = _hearth_get_u32 (pass->frame + CHECKSUMS_AT);
  out->stored[1] = _hearth_get_u32 (pass->frame + CHECKSUMS_AT + 4);
  continued[0] = sum[0];
  continued[1] = sum[1];
  _hearth_vfs_wal_checksum (pass->is_big_endian, pass->frame, 8, continued);
  _hearth_vfs_wal_checksum (pass->is_big_endian, page, HEARTH_VFS_PAGE, continued);
  return TRUE;
}

static gboolean
is_same_sum (const guint32 a[2], const guint32 b[2])
{
  return a[0] == b[0] && a[1] == b[1];
}

/* The frames that recovery will take: good ones whose checksums form a chain. */
static gboolean
follow_chain (Pass *pass, HearthVfsAudit *out, GError **error)
{
  guint32 sum[2] = { _hearth_get_u32 (pass->header + HEADER_CHECKSUMS_AT),
                     _hearth_get_u32 (pass->header + HEADER_CHECKSUMS_AT + 4) };

  for (out->first_bad = 0; out->first_bad < out->n_frames; out->first_bad++)
    {
      guint32 continued[2];
      Frame frame;

      if (!read_frame (pass, out->first_bad, sum, continued, &frame, error))
        return FALSE;
      if (!frame.is_good || !is_same_sum (continued, frame.stored))
        break;
      if (frame.is_commit)
        out->n_committed = out->first_bad + 1;
      memcpy (sum, continued, sizeof sum);
    }
  return TRUE;
}

/* A frame of the next transaction is written only after the commit before it was flushed. So behind
 * a bad frame a commit that another frame continues proves that the bad one was whole once. */
static gboolean
look_behind (Pass *pass, HearthVfsAudit *out, GError **error)
{
  gboolean was_commit = FALSE;
  guint32 sum[2] = { 0, 0 };

  for (guint64 i = out->first_bad + 1; i < out->n_frames && !out->is_damaged; i++)
    {
      guint32 continued[2];
      Frame frame;

      if (!read_frame (pass, i, sum, continued, &frame, error))
        return FALSE;
      if (was_commit && frame.is_good && is_same_sum (continued, frame.stored))
        out->is_damaged = TRUE;
      was_commit = frame.is_good && frame.is_commit;
      memcpy (sum, frame.stored, sizeof sum);
    }
  return TRUE;
}

/* A header that is none, before frames of this journal, is damage. Before no such frame it is what a
 * failing disk left of the first write of a new life, which had no commits yet; or all was taken
 * away: that is told as a missing journal. */
static gboolean
audit_headless (Pass *pass, HearthVfsAudit *out, GError **error)
{
  HearthVfsFile *file = pass->file;

  for (out->first_bad = 0; out->first_bad < out->n_frames && !out->is_damaged; out->first_bad++)
    {
      gint64 offset = HEARTH_VFS_WAL_HEADER + (gint64) out->first_bad * HEARTH_VFS_FRAME;

      if (!read_exactly (pass, pass->frame, HEARTH_VFS_FRAME, offset, error))
        return FALSE;
      out->is_damaged = _hearth_vfs_unseal_frame (file, &pass->wal, out->first_bad, pass->frame,
                                                  pass->frame + HEARTH_VFS_FRAME_HEADER);
    }
  out->first_bad = 0;
  out->is_missing = !out->is_damaged && file->table.is_wal_announced;
  file->is_wal_void = !out->is_damaged;
  return TRUE;
}

/* Another life of the journal: a crash between the header and the table, or an exchange. None of its
 * frames opens. The first frame of a life is written only after a table that knows the life was flushed:
 * if that table is lost, what the other one says is old. */
static gboolean
audit_other_life (Pass *pass, HearthVfsAudit *out, GError **error)
{
  const guint8 *salts = pass->header + HEADER_SALTS_AT;

  out->is_missing = pass->file->table.is_wal_announced;
  if (!pass->file->table.is_alone || out->n_frames == 0)
    return TRUE;
  if (!read_exactly (pass, pass->frame, HEARTH_VFS_FRAME_HEADER, HEARTH_VFS_WAL_HEADER, error))
    return FALSE;
  out->is_table_old = memcmp (pass->frame + SALTS_AT, salts, 8) == 0;
  out->is_damaged = out->is_table_old;
  return TRUE;
}

static gboolean
audit_frames (Pass *pass, HearthVfsAudit *out, GError **error)
{
  pass->is_big_endian = (pass->header[3] & 1) != 0;
  if (!_hearth_vfs_is_wal_header (pass->header))
    return audit_headless (pass, out, error);
  if (memcmp (pass->header + HEADER_SALTS_AT, pass->wal.salts, 8) != 0)
    return audit_other_life (pass, out, error);
  if (!follow_chain (pass, out, error) || !look_behind (pass, out, error))
    return FALSE;
  /* What the database contains was flushed here first: a shorter journal was cut. */
  if (out->n_committed < pass->file->table.n_backfilled)
    out->is_damaged = TRUE;
  return TRUE;
}

/* A program before us may have been killed, or met a failing disk, between writing a commit and
 * flushing it. Recovery will show that commit: what was shown once, and perhaps handed on in a bundle,
 * must not go with the next power cut. A medium that cannot be written has no such. */
static gboolean
flush_shown_commits (Pass *pass, GError **error)
{
  const HearthFs *fs = pass->file->vfs->fs;
  int result = fs->sync (fs->data, pass->fd);

  if (result == 0)
    result = fs->sync_folder (fs->data, pass->file->vfs->folder);
  if (result >= 0 || result == -EROFS || result == -EINVAL)
    return TRUE;
  _hearth_vault_set_errno_error (error, -result, "flush journal");
  return FALSE;
}

static gboolean
audit_open_wal (Pass *pass, HearthVfsAudit *out, GError **error)
{
  const HearthFs *fs = pass->file->vfs->fs;
  gint64 size = fs->size (fs->data, pass->fd);

  if (size < 0)
    {
      _hearth_vault_set_errno_error (error, (int) -size, "size of journal");
      return FALSE;
    }
  if (size < HEARTH_VFS_WAL_HEADER)
    {
      out->is_missing = pass->file->table.is_wal_announced;
      return TRUE;
    }
  out->n_frames = (guint64) ((size - HEARTH_VFS_WAL_HEADER) / HEARTH_VFS_FRAME);
  if (!read_exactly (pass, pass->header, sizeof pass->header, 0, error))
    return FALSE;
  if (sodium_is_zero (pass->header, sizeof pass->header))
    {
      out->is_missing = pass->file->table.is_wal_announced;
      return TRUE;
    }
  return audit_frames (pass, out, error) &&
         (out->n_committed == 0 || flush_shown_commits (pass, error));
}

/**
 * hearth_vfs_audit_wal:
 * @out: (out): what was found
 *
 * Reads the journal of @cmp before SQLite recovers it. A torn tail is no finding: rolled-back and
 * spilled transactions leave frames behind the end. A journal that is announced but missing is told:
 * since the header of a journal is flushed before it is announced no power cut looks like that, but one
 * that met an earlier version does. Call it before a connection attaches the file.
 *
 * Returns: %FALSE with an input/output error. Thread: any. Source: vault 5.5.
 */
gboolean
hearth_vfs_audit_wal (HearthVfs *self, HearthCompartment cmp, HearthVfsAudit *out, GError **error)
{
  g_autofree char *name = g_strconcat (hearth_compartment_get_name (cmp), ".db-wal", NULL);
  g_autofree guint8 *frame = g_malloc (HEARTH_VFS_FRAME);
  HearthVfsFile *file;
  Pass pass = { 0 };
  gboolean is_done;

  g_return_val_if_fail (self != NULL && out != NULL, FALSE);
  file = &self->files[cmp];
  g_return_val_if_fail (file->path != NULL, FALSE);

  memset (out, 0, sizeof *out);
  pass.file = file;
  pass.wal = file->table.wal;
  pass.frame = frame;
  pass.fd = self->fs->open (self->fs->data, self->folder, name, HEARTH_FS_READ);
  if (pass.fd >= 0)
    {
      is_done = audit_open_wal (&pass, out, error);
      self->fs->close (self->fs->data, pass.fd);
    }
  else
    {
      /* A journal that cannot be opened now is not one that is gone: SQLite might open it yet. */
      is_done = pass.fd == -ENOENT;
      out->is_missing = is_done && file->table.is_wal_announced;
      if (!is_done)
        _hearth_vault_set_errno_error (error, -pass.fd, "open journal");
    }
  sodium_memzero (frame, HEARTH_VFS_FRAME);
  /* A power cut can lose a journal only at its very beginning, before anything was copied from it. */
  if (is_done && out->is_missing && file->table.n_backfilled > 0)
    {
      out->is_damaged = TRUE;
      out->is_table_old = file->table.is_alone;
    }
  if (is_done && (out->is_missing || out->is_damaged))
    _hearth_vfs_report (self,
                        out->is_missing ? HEARTH_VFS_EVENT_WAL_MISSING : HEARTH_VFS_EVENT_FRAME,
                        file, HEARTH_VFS_WAL_HEADER + (gint64) out->first_bad * HEARTH_VFS_FRAME);
  return is_done;
}

/**
 * hearth_vfs_check:
 * @out_n_bad: (out): pages that are not authentic or not current
 *
 * Reads every page of the database of @cmp against its table. Only a checkpointed file shows its
 * true state: pages that a crash left between journal and database count as bad. Call it before a
 * connection attaches the file: closing the file here would drop SQLite's locks on it.
 *
 * Returns: %FALSE with an input/output error. Thread: any.
 */
gboolean
hearth_vfs_check (HearthVfs *self, HearthCompartment cmp, guint32 *out_n_bad, GError **error)
{
  g_autofree char *name = g_strconcat (hearth_compartment_get_name (cmp), ".db", NULL);
  g_autofree guint8 *page = g_malloc (HEARTH_VFS_PAGE);
  HearthVfsFile *file;
  int fd;

  g_return_val_if_fail (self != NULL && out_n_bad != NULL, FALSE);
  file = &self->files[cmp];
  g_return_val_if_fail (file->path != NULL, FALSE);

  *out_n_bad = 0;
  fd = self->fs->open (self->fs->data, self->folder, name, HEARTH_FS_READ);
  if (fd < 0)
    {
      _hearth_vault_set_errno_error (error, -fd, "open");
      return FALSE;
    }
  for (guint32 number = 1; number <= file->table.n_pages; number++)
    {
      gint64 offset = (gint64) (number - 1) * HEARTH_VFS_PAGE;
      guint8 tag[HEARTH_VFS_TAG];
      gboolean is_good;

      if (number == LOCK_BYTE_PAGE)
        continue;
      is_good =
          _hearth_vfs_table_get (&file->table, number, tag) &&
          self->fs->read (self->fs->data, fd, page, HEARTH_VFS_PAGE, offset) == HEARTH_VFS_PAGE &&
          sodium_memcmp (tag, page + HEARTH_VFS_PAGE - HEARTH_VFS_TAG, HEARTH_VFS_TAG) == 0 &&
          _hearth_vfs_unseal_page (file, number, page, page);
      if (!is_good)
        {
          (*out_n_bad)++;
          _hearth_vfs_report (self, HEARTH_VFS_EVENT_PAGE, file, offset);
        }
    }
  self->fs->close (self->fs->data, fd);
  sodium_memzero (page, HEARTH_VFS_PAGE);
  return TRUE;
}
