/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The databases of a backup, unpacked, opened as a vault's are and read to the last page. */
#include "config.h"

#include "hearth-backup-private.h"
#include "hearth-db-private.h"

#include <sodium.h>
#include <string.h>

static gboolean
fail (const char *message, GError **error)
{
  g_set_error_literal (error, HEARTH_BACKUP_ERROR, HEARTH_BACKUP_ERROR_DATABASE, message);
  return FALSE;
}

void
_hearth_backup_proof_free (HearthBackupProof *self)
{
  g_clear_pointer (&self->db, hearth_db_close);
  g_clear_pointer (&self->vfs, hearth_vfs_free);
  g_free (self);
}

static gboolean
has_journal (const HearthBackupReader *reader, HearthCompartment cmp)
{
  for (guint i = 0; i < reader->list->members->len; i++)
    {
      const HearthBackupMember *member = reader->list->members->pdata[i];

      if (member->kind == HEARTH_BACKUP_JOURNAL && member->cmp == cmp)
        return TRUE;
    }
  return FALSE;
}

/* A journal that was carried along, because nobody had the key to empty it: the state of the file is
 * what recovery makes of both. */
static gboolean
empty_journal (HearthVfs *vfs, HearthCompartment cmp, GError **error)
{
  g_autoptr (HearthDb) db = hearth_db_open (vfs, HEARTH_DB_WRITER, error);

  return db != NULL && hearth_db_attach (db, cmp, error) &&
         _hearth_db_checkpoint (db, cmp, TRUE, error);
}

static gboolean
check_pages (HearthVfs *vfs, HearthCompartment cmp, GError **error)
{
  guint32 n_bad;

  if (!hearth_vfs_check (vfs, cmp, &n_bad, error))
    return FALSE;
  return n_bad == 0 || fail ("pages of a database are damaged or old", error);
}

static gboolean
check_marks (HearthVfs *vfs, HearthCompartment cmp, const HearthLogin *login, GError **error)
{
  HearthVfsMarks marks;

  return (hearth_vfs_get_marks (vfs, cmp, &marks) &&
          marks.generation <= login->header->generation &&
          marks.serial <= login->area->grants->serial) ||
         fail ("a database is newer than the header", error);
}

/* Before SQLite sees anything: table, journal, every page. */
static gboolean
add_file (HearthBackupProof *self,
          HearthBackupReader *reader,
          HearthCompartment cmp,
          GError **error)
{
  HearthVfsAudit audit;

  _hearth_session_add_keys (self->vfs, reader->login, cmp);
  if (!hearth_vfs_add_file (self->vfs, cmp, HEARTH_VFS_NONE, error) ||
      !check_marks (self->vfs, cmp, reader->login, error) ||
      !hearth_vfs_audit_wal (self->vfs, cmp, &audit, error))
    return FALSE;
  if (audit.is_damaged)
    return fail ("a journal is damaged", error);
  if (has_journal (reader, cmp) && !empty_journal (self->vfs, cmp, error))
    return FALSE;
  if (!check_pages (self->vfs, cmp, error))
    return FALSE;
  self->attached |= 1u << cmp;
  return TRUE;
}

static gboolean
add_files (HearthBackupProof *self,
           HearthBackupReader *reader,
           const HearthBackupJob *job,
           GError **error)
{
  const HearthGrants *grants = reader->login->area->grants;
  guint carried = hearth_backup_list_get_compartments (reader->list);

  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      HearthCompartment cmp = (HearthCompartment) i;

      if ((carried & 1u << i) == 0 ||
          hearth_login_find_key (reader->login, cmp, hearth_grants_get_epoch (grants, cmp)) == NULL)
        continue;
      if (g_cancellable_set_error_if_cancelled (job->cancellable, error) ||
          !add_file (self, reader, cmp, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
quick_check (HearthDb *db, HearthCompartment cmp, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("PRAGMA %s.quick_check (1)", hearth_compartment_get_name (cmp));
  g_autofree char *answer = NULL;

  if (!_hearth_db_query_text (db, sql, &answer, error))
    return FALSE;
  return g_strcmp0 (answer, "ok") == 0 || fail ("a database does not hold together", error);
}

/* What was noted when the backup was made must be what is there. */
static gboolean
check_head (HearthDb *db, HearthCompartment cmp, const HearthBackupHead *noted, GError **error)
{
  HearthBackupHead found;

  if (!noted->is_known)
    return TRUE;
  if (!_hearth_backup_read_head (db, cmp, &found, error))
    return FALSE;
  return (found.is_known && found.n == noted->n &&
          sodium_memcmp (found.id, noted->id, sizeof found.id) == 0) ||
         fail ("a journal does not end where it was noted", error);
}

static gboolean
open_databases (HearthBackupProof *self,
                HearthBackupReader *reader,
                const HearthBackupJob *job,
                GError **error)
{
  self->db = hearth_db_open (self->vfs, HEARTH_DB_READER, error);
  if (self->db == NULL)
    return FALSE;
  hearth_db_set_cancellable (self->db, job->cancellable);
  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      HearthCompartment cmp = (HearthCompartment) i;

      if ((self->attached & 1u << i) == 0)
        continue;
      if (!hearth_db_attach (self->db, cmp, error) || !quick_check (self->db, cmp, error) ||
          !check_head (self->db, cmp, &reader->list->heads[i], error))
        return FALSE;
    }
  return TRUE;
}

/**
 * _hearth_backup_proof_open:
 * @reader: unlocked
 * @folder_path: absolute; all members but the attachments were unpacked there
 *
 * Checks every page of every database whose key @reader holds, opens it, and checks that no attachment
 * that it knows is missing from the backup.
 *
 * Returns: (transfer full): the open databases, for attachments and for counting; %NULL with
 *   %HEARTH_BACKUP_ERROR_DATABASE, %G_IO_ERROR_CANCELLED or an error of the disk. Thread: any that
 *   may wait; what is returned stays on it.
 */
HearthBackupProof *
_hearth_backup_proof_open (HearthBackupReader *reader,
                           const char *folder_path,
                           const HearthBackupJob *job,
                           GError **error)
{
  g_autoptr (HearthBackupProof) self = g_new0 (HearthBackupProof, 1);
  const HearthHeader *header = reader->login->header;
  HearthVfsMarks marks = { header->generation, reader->login->area->grants->serial };

  self->vfs =
      hearth_vfs_new (header->vault_id.bytes, reader->fs, folder_path, NULL, NULL, NULL, error);
  if (self->vfs == NULL)
    return NULL;
  hearth_vfs_set_marks (self->vfs, &marks);
  if (add_files (self, reader, job, error) && open_databases (self, reader, job, error) &&
      _hearth_backup_proof_check_rows (self, reader, error))
    return g_steal_pointer (&self);
  _hearth_backup_translate (error, HEARTH_BACKUP_ERROR_DATABASE);
  return NULL;
}

/**
 * _hearth_backup_proof_finish:
 * @report: (inout): gets what was proven
 *
 * Returns: %FALSE with an error of the question about the cases.
 */
gboolean
_hearth_backup_proof_finish (HearthBackupProof *self,
                             HearthBackupReader *reader,
                             const HearthBackupJob *job,
                             HearthBackupReport *report,
                             GError **error)
{
  report->proven = self->attached;
  if (job->count == NULL || !hearth_db_has (self->db, HEARTH_COMPARTMENT_CORE))
    return TRUE;
  if (job->count (self->db, &report->n_cases, error))
    return TRUE;
  _hearth_backup_translate (error, HEARTH_BACKUP_ERROR_DATABASE);
  return FALSE;
}
