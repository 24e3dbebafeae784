/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order of unlocking and of creating (vault 3.3, 3.4). What fails on the way is undone. */
#include "config.h"

#include "hearth-session.h"

#include "hearth-blob-store.h"
#include "hearth-db-private.h"
#include "hearth-older.h"
#include "hearth-vault-error-private.h"

#define N_FRESH_SAVES 2

/* A checkpoint while nobody writes keeps the window short in which a journal could be cut off. */
#define IDLE_US (10 * G_USEC_PER_SEC)

/* What a connection is opened with, on its own worker. */
typedef struct
{
  HearthSession *session;
  const HearthSchema *schema;
  HearthDbRole role;
  HearthDb *db;
  GError *error;
} Opening;

/* How a connection is closed, on its own worker, behind everything that is queued there. */
typedef struct
{
  HearthDb **db;
  gboolean keeps_journals;
} Closing;

/**
 * _hearth_session_add_keys:
 *
 * Gives @vfs the keys of all live epochs of @cmp that @login holds, before the file is added.
 */
void
_hearth_session_add_keys (HearthVfs *vfs, const HearthLogin *login, HearthCompartment cmp)
{
  const HearthGrants *grants = login->area->grants;
  guint32 epoch = hearth_grants_get_epoch (grants, cmp);

  for (guint i = 0; i < grants->live[cmp]->len; i++)
    {
      guint32 live = g_array_index (grants->live[cmp], guint32, i);
      const HearthSecret *key = hearth_login_find_key (login, cmp, live);

      if (key != NULL)
        hearth_vfs_add_key (vfs, cmp, live, key);
    }
  hearth_vfs_set_write_epoch (vfs, cmp, epoch);
}

static gboolean
audit (HearthSession *self, HearthCompartment cmp, GError **error)
{
  g_autofree char *name = g_strconcat (hearth_compartment_get_name (cmp), ".db-wal", NULL);
  HearthVfsAudit found;

  if (!hearth_vfs_audit_wal (self->vfs, cmp, &found, error))
    return FALSE;
  if (found.is_damaged)
    {
      hearth_vault_folder_keep_damaged (self->folder, name);
      if (found.is_table_old)
        g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_TABLE_LOST,
                             "the newest freshness table of a database is lost");
      else
        g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_WAL_DAMAGED,
                             "a journal was damaged, cut or taken away");
      return FALSE;
    }
  if (found.is_missing)
    self->has_lost_journal = TRUE;
  return TRUE;
}

/* What cannot be written cannot be recovered either. */
static gboolean
check_clean (HearthSession *self, HearthCompartment cmp, GError **error)
{
  if (!self->folder->is_read_only || hearth_vfs_is_clean (self->vfs, cmp))
    return TRUE;
  _hearth_vault_set_read_only_error (error, HEARTH_VAULT_READ_ONLY_NOT_CLEAN,
                                     "the vault was not locked properly, and cannot be written");
  return FALSE;
}

/* Nothing that others do is noted where nothing can be written: only owners answer for that. */
static gboolean
check_may_read_only (HearthSession *self, GError **error)
{
  if (!self->folder->is_read_only || hearth_login_get_identity (self->login) != NULL)
    return TRUE;
  _hearth_vault_set_read_only_error (error, HEARTH_VAULT_READ_ONLY_NOT_OWNER,
                                     "only owners open what cannot be written");
  return FALSE;
}

/* Files whose key the login holds and that travel mode did not take off. */
static gboolean
add_files (HearthSession *self, HearthVfsFlags flags, GError **error)
{
  const HearthGrants *grants = self->login->area->grants;

  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      HearthCompartment cmp = (HearthCompartment) i;
      guint32 epoch = hearth_grants_get_epoch (grants, cmp);

      if (hearth_login_find_key (self->login, cmp, epoch) == NULL || (grants->away & 1u << i) != 0)
        continue;
      _hearth_session_add_keys (self->vfs, self->login, cmp);
      if (!hearth_vfs_add_file (self->vfs, cmp, flags, error) || !check_clean (self, cmp, error) ||
          !audit (self, cmp, error))
        return FALSE;
      self->attached |= 1u << i;
    }
  return TRUE;
}

static gboolean
make_vfs (HearthSession *self, HearthVfsFlags flags, GError **error)
{
  const HearthHeader *header = self->login->header;
  HearthVfsMarks marks = { header->generation, self->login->area->grants->serial };
  g_autofree char *temp_path = NULL;

  self->vfs = hearth_vfs_new (header->vault_id.bytes, self->folder->fs, self->folder->path, NULL,
                              NULL, NULL, error);
  if (self->vfs == NULL)
    return FALSE;
  if (self->folder->is_read_only)
    flags = (HearthVfsFlags) (flags | HEARTH_VFS_READ_ONLY);
  temp_path = g_build_filename (self->folder->path, "spool", NULL);
  if (!self->folder->is_read_only)
    hearth_vfs_set_temp_folder (self->vfs, temp_path);
  hearth_vfs_set_marks (self->vfs, &marks);
  return add_files (self, flags, error);
}

static gboolean
attach_all (Opening *opening)
{
  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      HearthCompartment cmp = (HearthCompartment) i;

      if ((opening->session->attached & 1u << i) == 0)
        continue;
      if (!hearth_db_attach (opening->db, cmp, &opening->error))
        return FALSE;
    }
  return TRUE;
}

/* Core first: the others refer to what it holds. */
static gboolean
run_schema (Opening *opening)
{
  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      if (hearth_db_has (opening->db, (HearthCompartment) i) &&
          !hearth_schema_run (opening->schema, opening->db, (HearthCompartment) i, &opening->error))
        return FALSE;
    }
  return TRUE;
}

static void
open_on_worker (gpointer data)
{
  Opening *opening = data;

  opening->db = hearth_db_open (opening->session->vfs, opening->role, &opening->error);
  if (opening->db != NULL && attach_all (opening) &&
      (opening->role == HEARTH_DB_READER || run_schema (opening)))
    return;
  g_clear_pointer (&opening->db, hearth_db_close);
}

static void
close_on_worker (gpointer data)
{
  Closing *closing = data;

  if (closing->keeps_journals)
    _hearth_db_skip_checkpoint (*closing->db);
  g_clear_pointer (closing->db, hearth_db_close);
}

static void
close_connection (HearthWorker *worker, HearthDb **db, gboolean keeps_journals)
{
  Closing closing = { db, keeps_journals };

  if (*db != NULL)
    hearth_worker_call_sync (worker, close_on_worker, &closing);
}

static HearthDb *
open_connection (HearthSession *self,
                 HearthWorker *worker,
                 HearthDbRole role,
                 const HearthSchema *schema,
                 GError **error)
{
  Opening opening = { .session = self, .schema = schema, .role = role };

  hearth_worker_call_sync (worker, open_on_worker, &opening);
  if (opening.db != NULL)
    return opening.db;
  if (self->folder->is_read_only &&
      g_error_matches (opening.error, HEARTH_VAULT_ERROR, (int) HEARTH_VAULT_ERROR_READ_ONLY))
    {
      g_clear_error (&opening.error);
      _hearth_vault_set_read_only_error (error, HEARTH_VAULT_READ_ONLY_SCHEMA,
                                         "an earlier version wrote it, and it cannot be written");
    }
  else
    g_propagate_error (error, opening.error);
  return NULL;
}

/* The attachments too: their rows are reached through the connections. */
static gboolean
open_connections (HearthSession *self, const HearthSchema *schema, GError **error)
{
  self->blobs = hearth_blob_store_new (self->folder->fs, self->folder->fd, error);
  if (self->blobs == NULL)
    return FALSE;
  self->writer_worker = hearth_worker_new ("hearth-writer");
  self->reader_worker = hearth_worker_new ("hearth-reader");
  self->writer = open_connection (self, self->writer_worker, HEARTH_DB_WRITER, schema, error);
  if (self->writer == NULL)
    return FALSE;
  self->reader = open_connection (self, self->reader_worker, HEARTH_DB_READER, schema, error);
  return self->reader != NULL;
}

static gboolean
load_login (HearthSession *self, const HearthCredentials *credentials, GError **error)
{
  g_autoptr (HearthHeader) newest = NULL;
  g_autoptr (HearthHeader) other = NULL;

  if (!hearth_header_load (self->folder->fs, self->folder->fd, &newest, &other, error))
    return FALSE;
  self->login = hearth_login_open (newest, other, credentials, error);
  if (self->login == NULL)
    return FALSE;
  /* Where nothing can be written both stay as they are, which nobody who only reads has to know. */
  self->has_lost_header = other == NULL && !self->folder->is_read_only;
  self->has_foreign_header =
      self->has_lost_header &&
      hearth_header_find_foreign (newest, self->folder->fs, self->folder->fd) != NULL;
  return TRUE;
}

/* The other vault may lack what stands here by mistake. */
static void
keep_foreign_header (HearthSession *self)
{
  const char *name =
      hearth_header_find_foreign (self->login->header, self->folder->fs, self->folder->fd);

  if (name != NULL)
    hearth_vault_folder_keep_damaged (self->folder, name);
}

static HearthSession *
new_session (const HearthSessionOptions *options)
{
  HearthSession *self = g_new0 (HearthSession, 1);

  self->closing = g_cancellable_new ();
  if (options != NULL)
    {
      self->state_path = g_strdup (options->state_path);
      self->accepts_older = options->accepts_older;
    }
  return self;
}

/* A side file that was lost is written again, so that losing the other one too does not lock the vault.
 * A disk that does not take it is no reason to stay out. */
static void
mend_tables (HearthSession *self)
{
  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      HearthCompartment cmp = (HearthCompartment) i;

      if ((self->attached & 1u << i) != 0 && hearth_vfs_is_table_alone (self->vfs, cmp))
        hearth_vfs_save_table (self->vfs, cmp, NULL);
    }
}

/* Steps 7 and 8 come before anything is written: a page under a new key must not reach the disk
 * while a copy of the header lacks that key, nor may an older copy be written to unasked. */
static gboolean
settle_copies (HearthSession *self, GError **error)
{
  if (!hearth_older_settle (self, error))
    return FALSE;
  if (self->folder->is_read_only)
    return TRUE;
  if (self->has_foreign_header)
    keep_foreign_header (self);
  if (!hearth_header_repair (self->login->header, self->folder->fs, self->folder->fd, error))
    return FALSE;
  mend_tables (self);
  return TRUE;
}

/* A login by the old parameters seals its slot under the new ones (vault 3.2). A disk that does not
 * take it is no reason to stay out: the next login tries again. */
static gboolean
leave_old_set (HearthSession *self, const HearthCredentials *credentials, GError **error)
{
  g_autoptr (HearthAmendment) amendment = NULL;

  if (self->login->set != 1 || self->folder->is_read_only)
    return TRUE;
  amendment = hearth_amendment_new (self->login, error);
  if (amendment == NULL ||
      !hearth_amendment_seal_own_slot (amendment, credentials->passphrase, error))
    return FALSE;
  hearth_session_commit_header (self, amendment, NULL);
  return TRUE;
}

/**
 * hearth_session_open:
 * @path: absolute
 * @schema: what the files are migrated to
 * @options: (nullable)
 *
 * Unlocks in the order of vault 3.3. Takes as long as Argon2id does.
 *
 * Returns: (transfer full): the session, or %NULL with any code of %HEARTH_VAULT_ERROR, everything
 *   closed again. Thread: not main, unless it may wait.
 */
HearthSession *
hearth_session_open (const HearthFs *fs,
                     const char *path,
                     const HearthSchema *schema,
                     const HearthCredentials *credentials,
                     const HearthSessionOptions *options,
                     GError **error)
{
  HearthSession *self = new_session (options);

  self->folder = hearth_vault_folder_open (fs, path, error);
  if (self->folder != NULL)
    hearth_vault_folder_clean (self->folder);
  if (self->folder != NULL && load_login (self, credentials, error) &&
      check_may_read_only (self, error) && hearth_older_check_header (self, error) &&
      make_vfs (self, HEARTH_VFS_NONE, error) && settle_copies (self, error) &&
      leave_old_set (self, credentials, error) && open_connections (self, schema, error))
    {
      self->is_complete = TRUE;
      return self;
    }
  hearth_session_close (self, TRUE);
  return NULL;
}

/* The databases of a vault in the making, on this thread: nobody else knows them yet. Both side
 * files of each are good at the end. */
static gboolean
make_databases (HearthSession *self, const HearthSchema *schema, GError **error)
{
  Opening opening = { .session = self, .schema = schema, .role = HEARTH_DB_CREATOR };

  if (!make_vfs (self, HEARTH_VFS_CREATE, error))
    return FALSE;
  open_on_worker (&opening);
  if (opening.db == NULL)
    {
      g_propagate_error (error, opening.error);
      return FALSE;
    }
  hearth_db_close (opening.db);
  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      for (guint n = 0; n < N_FRESH_SAVES; n++)
        {
          if (!hearth_vfs_save_table (self->vfs, (HearthCompartment) i, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* Everything in the ".part" folder, then the rename that makes it a vault. */
static gboolean
make_vault (HearthSession *self, const char *path, const HearthSchema *schema, GError **error)
{
  const HearthFs *fs = self->folder->fs;
  gboolean is_made;

  is_made = hearth_header_store (self->login->header, fs, self->folder->fd, error) &&
            make_databases (self, schema, error);
  g_clear_pointer (&self->vfs, hearth_vfs_free);
  self->attached = 0;
  return is_made && hearth_vault_folder_finish (self->folder, path, error);
}

/**
 * hearth_session_create:
 * @path: absolute; nothing may stand there
 * @credentials: of the first user, who is owner and holds everything
 * @options: (nullable)
 *
 * Makes a vault whole or not at all and opens it.
 *
 * Returns: (transfer full): the session, or %NULL with %HEARTH_VAULT_ERROR_EXISTS or another error.
 *   Thread: not main, unless it may wait.
 */
HearthSession *
hearth_session_create (const HearthFs *fs,
                       const char *path,
                       const HearthSchema *schema,
                       const HearthCredentials *credentials,
                       const HearthKdfSet *set,
                       const HearthSessionOptions *options,
                       GError **error)
{
  HearthSession *self;

  if (!hearth_vault_folder_is_free (fs, path))
    {
      g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_EXISTS,
                           "there is something already");
      return NULL;
    }
  self = new_session (options);
  self->login = hearth_login_new_vault (credentials, set, error);
  if (self->login != NULL)
    self->folder = hearth_vault_folder_make (fs, path, error);
  if (self->folder != NULL && !make_vault (self, path, schema, error))
    {
      hearth_vault_folder_discard (self->folder);
      g_clear_pointer (&self->folder, hearth_vault_folder_free);
    }
  if (self->folder != NULL && make_vfs (self, HEARTH_VFS_NONE, error) &&
      open_connections (self, schema, error))
    {
      self->is_complete = TRUE;
      return self;
    }
  hearth_session_close (self, TRUE);
  return NULL;
}

/**
 * hearth_session_close:
 * @self: (transfer full): perhaps opened in part only
 * @panic: stop the writer's work where it stands, and do not checkpoint
 *
 * Stops the reader, lets the writer finish what is queued, closes, wipes, gives the lock back. Jobs
 * that are still queued run with connections that refuse. Thread: the owner's, not a worker.
 */
void
hearth_session_close (HearthSession *self, gboolean panic)
{
  if (self->blobs != NULL)
    hearth_blob_store_stop (self->blobs);
  /* Work beside the workers may wait for them: it goes first. */
  g_cancellable_cancel (self->closing);
  g_clear_pointer (&self->beside_worker, hearth_worker_free);
  if (self->reader != NULL)
    _hearth_db_stop (self->reader);
  if (self->writer != NULL && panic)
    _hearth_db_stop (self->writer);
  close_connection (self->reader_worker, &self->reader, TRUE);
  /* The connection that is closed last copies the journals and removes them, unless told not to. */
  close_connection (self->writer_worker, &self->writer, panic);
  g_clear_pointer (&self->reader_worker, hearth_worker_free);
  g_clear_pointer (&self->writer_worker, hearth_worker_free);
  if (self->is_complete && !self->folder->is_read_only)
    hearth_older_remember (self);
  g_clear_pointer (&self->vfs, hearth_vfs_free);
  g_clear_pointer (&self->blobs, hearth_blob_store_unref);
  g_clear_pointer (&self->login, hearth_login_free);
  g_clear_pointer (&self->folder, hearth_vault_folder_free);
  g_free (self->state_path);
  g_object_unref (self->closing);
  g_free (self);
}

/**
 * hearth_session_commit_header:
 * @amendment: of this session's login, used up on success
 *
 * Writes what an act has staged; tables that are saved from now on know it. What depends on the new
 * header happens after this returns.
 *
 * Returns: %FALSE with an error, nothing changed in memory; see hearth_amendment_commit(). Thread:
 *   writer.
 */
gboolean
hearth_session_commit_header (HearthSession *self, HearthAmendment *amendment, GError **error)
{
  HearthVfsMarks marks;

  g_return_val_if_fail (self != NULL && amendment->login == self->login, FALSE);

  if (!hearth_amendment_commit (amendment, self->folder->fs, self->folder->fd, error))
    return FALSE;
  marks.generation = self->login->header->generation;
  marks.serial = self->login->area->grants->serial;
  hearth_vfs_set_marks (self->vfs, &marks);
  return TRUE;
}

static void
checkpoint_in_task (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  HearthDb *db = data;

  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      /* A reader that holds an old snapshot is no failure: the rest follows another time. */
      if (hearth_db_has (db, (HearthCompartment) i))
        _hearth_db_checkpoint (db, (HearthCompartment) i, FALSE, NULL);
    }
  g_task_return_boolean (task, TRUE);
}

/**
 * hearth_session_checkpoint_if_idle:
 *
 * Queues a checkpoint on the writer if the last commit is ten seconds ago and was not copied yet.
 * Call it from time to time. Thread: main.
 */
void
hearth_session_checkpoint_if_idle (HearthSession *self)
{
  GTask *task;

  if (!_hearth_db_take_idle (self->writer, IDLE_US))
    return;
  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_source_tag (task, hearth_session_checkpoint_if_idle);
  g_task_set_task_data (task, self->writer, NULL);
  hearth_worker_push (self->writer_worker, task, checkpoint_in_task);
}
