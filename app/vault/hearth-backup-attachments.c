/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The attachments of a backup: none is missing, and each one opens under the key of its row and is
 * what its row says. They pass through memory, chunk by chunk. */
#include "config.h"

#include "hearth-backup-private.h"
#include "hearth-blob-store.h"
#include "hearth-stmt.h"

#include <sodium.h>
#include <string.h>

/* A sealed attachment on its way from the archive to the reader of attachments. */
typedef struct
{
  HearthBackupReader *reader;
  const HearthBackupPlace *place;
  const HearthBackupJob *job;
  HearthHash hash;
  guint64 n_hashed;
} Passage;

static gboolean
fail (HearthBackupError code, const char *message, GError **error)
{
  g_set_error_literal (error, HEARTH_BACKUP_ERROR, (int) code, message);
  return FALSE;
}

/* Where @name stands in the list, whose names are in order. */
static gboolean
find_member (const HearthBackupList *list, const char *name, guint *index)
{
  guint low = 0;
  guint high = list->members->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const HearthBackupMember *member = list->members->pdata[middle];
      int order = member->kind < HEARTH_BACKUP_ATTACHMENT   ? -1
                  : member->kind > HEARTH_BACKUP_ATTACHMENT ? 1
                                                            : strcmp (member->name, name);

      if (order == 0)
        {
          *index = middle;
          return TRUE;
        }
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return FALSE;
}

static gboolean
has_attachments (HearthDb *db, HearthCompartment cmp, gboolean *has, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT 1 FROM %s.sqlite_schema WHERE type = 'table' AND name = 'blob'",
                       hearth_compartment_get_name (cmp));
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, sql, error);

  return stmt != NULL && hearth_stmt_step (stmt, has, error);
}

static gboolean
check_rows_of (HearthBackupProof *self,
               const HearthBackupList *list,
               HearthCompartment cmp,
               GError **error)
{
  g_autoptr (GArray) ids = NULL;
  gboolean has;

  if (!has_attachments (self->db, cmp, &has, error))
    return FALSE;
  if (!has)
    return TRUE;
  self->with_attachments |= 1u << cmp;
  ids = hearth_blob_table_list (self->db, cmp, error);
  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *path = hearth_blob_get_path (cmp, &g_array_index (ids, HearthId, i));
      guint index;

      if (!find_member (list, path, &index))
        return fail (HEARTH_BACKUP_ERROR_ATTACHMENT, "an attachment is missing", error);
    }
  return TRUE;
}

/**
 * _hearth_backup_proof_check_rows:
 *
 * Whether everything that the open databases know is in the backup. A file that none of them knows
 * is no damage: the sweep of a later login removes it.
 *
 * Returns: %FALSE with %HEARTH_BACKUP_ERROR_ATTACHMENT or another error.
 */
gboolean
_hearth_backup_proof_check_rows (HearthBackupProof *self,
                                 HearthBackupReader *reader,
                                 GError **error)
{
  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      if ((self->attached & 1u << i) != 0 &&
          !check_rows_of (self, reader->list, (HearthCompartment) i, error))
        return FALSE;
    }
  return TRUE;
}

static gssize
read_passing (gpointer data, gpointer buffer, gsize length, gint64 offset, GError **error)
{
  Passage *self = data;
  HearthBackupArchive *archive = self->reader->archive;
  gssize n;

  if (g_cancellable_set_error_if_cancelled (self->job->cancellable, error))
    return -1;
  length = MIN (length, (gsize) (self->place->size - self->n_hashed));
  n = archive->read (archive->source, buffer, length, self->place->offset + (guint64) offset,
                     error);
  if (n <= 0)
    return n;
  hearth_hash_update (&self->hash, buffer, (gsize) n);
  self->n_hashed += (guint64) n;
  _hearth_backup_progress_add (self->job->progress, (guint64) n);
  return n;
}

static gboolean
read_all (HearthBlobReader *blob_reader, GError **error)
{
  const guint8 *bytes;
  gsize length;

  do
    {
      if (!hearth_blob_reader_next (blob_reader, &bytes, &length, error))
        return FALSE;
    }
  while (length > 0);
  return TRUE;
}

static gboolean
open_attachment (HearthBackupReader *reader,
                 guint index,
                 const HearthBlob *blob,
                 const HearthBackupJob *job,
                 GError **error)
{
  const HearthBackupMember *member = reader->list->members->pdata[index];
  Passage passage = { .reader = reader,
                      .place = reader->archive->places->pdata[index],
                      .job = job };
  g_autoptr (HearthBlobReader) blob_reader = NULL;
  guint8 found[HEARTH_HASH_SIZE];

  hearth_hash_init (&passage.hash);
  blob_reader = hearth_blob_reader_new_from (blob, member->size, read_passing, &passage, error);
  if (blob_reader == NULL || !read_all (blob_reader, error))
    {
      _hearth_backup_translate (error, HEARTH_BACKUP_ERROR_ATTACHMENT);
      return FALSE;
    }
  hearth_hash_final (&passage.hash, found);
  return (passage.n_hashed == member->size &&
          sodium_memcmp (found, member->hash, sizeof found) == 0) ||
         fail (HEARTH_BACKUP_ERROR_ENTRY, "an attachment is not the one listed", error);
}

static gboolean
note_progress (gpointer sink, const void *bytes, gsize count, GError **error)
{
  const HearthBackupJob *job = sink;

  _hearth_backup_progress_add (job->progress, count);
  return TRUE;
}

/* Opened if its row can be read, else compared with the list alone. */
static gboolean
check_attachment (HearthBackupProof *self,
                  HearthBackupReader *reader,
                  guint index,
                  const HearthBackupJob *job,
                  HearthBackupReport *report,
                  GError **error)
{
  const HearthBackupMember *member = reader->list->members->pdata[index];
  g_autoptr (HearthBlob) blob = NULL;
  g_autoptr (GError) local = NULL;
  HearthId id;

  if (member->kind == HEARTH_BACKUP_ATTACHMENT &&
      (self->with_attachments & 1u << member->cmp) != 0 &&
      hearth_id_parse (strrchr (member->name, '/') + 1, &id))
    blob = hearth_blob_table_find (self->db, member->cmp, &id, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      _hearth_backup_translate (error, HEARTH_BACKUP_ERROR_DATABASE);
      return FALSE;
    }
  if (blob == NULL)
    return hearth_backup_archive_copy (reader->archive, index, member, note_progress,
                                       (gpointer) job, job->cancellable, error);
  report->n_attachments_proven++;
  return open_attachment (reader, index, blob, job, error);
}

/**
 * _hearth_backup_proof_check_attachments:
 * @report: (inout): counts what was opened
 *
 * Reads everything behind the databases: attachments and sealed parts of bundles.
 *
 * Returns: %FALSE with %HEARTH_BACKUP_ERROR_ATTACHMENT, %HEARTH_BACKUP_ERROR_ENTRY,
 *   %G_IO_ERROR_CANCELLED or an error of the disk.
 */
gboolean
_hearth_backup_proof_check_attachments (HearthBackupProof *self,
                                        HearthBackupReader *reader,
                                        const HearthBackupJob *job,
                                        HearthBackupReport *report,
                                        GError **error)
{
  for (guint i = 0; i < reader->list->members->len; i++)
    {
      const HearthBackupMember *member = reader->list->members->pdata[i];

      if (member->kind >= HEARTH_BACKUP_ATTACHMENT &&
          !check_attachment (self, reader, i, job, report, error))
        return FALSE;
    }
  return TRUE;
}
