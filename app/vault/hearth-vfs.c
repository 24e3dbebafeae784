/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file system object: which files a vault has, which keys they have, and what SQLite may open,
 * delete and ask for. The file system below is "unix-excl", which keeps the shared memory of the
 * journal, running checksums of plaintext, in the heap. */
#include "config.h"

#include "hearth-vfs-private.h"

#include "hearth-id.h"
#include "hearth-kdf.h"
#include "hearth-mutant.h"
#include "hearth-vault-error-private.h"

#include <errno.h>
#include <pthread.h>
#include <sodium.h>
#include <string.h>

#define WAL_SUFFIX "-wal"
#define JOURNAL_SUFFIX "-journal"

#define HANDLE_SIZE ((sizeof (HearthVfsHandle) + 15) & ~(gsize) 15)

/* A child that was forked without exec holds copies of nonces and, where the kernel did not listen,
 * of keys: sealing there could use a nonce twice. */
static guint n_forks;

static void
count_fork_cb (void)
{
  n_forks++;
}

gboolean
_hearth_vfs_is_dead (HearthVfs *self)
{
  return self->n_forks != n_forks && !HEARTH_MUTANT (FORK_UNNOTICED);
}

void
_hearth_vfs_report (HearthVfs *self, HearthVfsEvent event, HearthVfsFile *file, gint64 offset)
{
  if (self->event != NULL)
    self->event (event, file != NULL ? file->cmp : HEARTH_COMPARTMENT_IDENTITY, offset,
                 self->event_data);
}

const HearthVfsKeys *
_hearth_vfs_find_keys (HearthVfsFile *file, guint32 epoch)
{
  for (guint i = 0; i < file->keys->len; i++)
    {
      const HearthVfsKeys *keys = g_ptr_array_index (file->keys, i);

      if (keys->epoch == epoch)
        return keys;
    }
  return NULL;
}

static HearthVfs *
vfs_of (sqlite3_vfs *methods)
{
  return methods->pAppData;
}

static HearthVfsFile *
find_file (HearthVfs *self, const char *path, gsize length)
{
  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      HearthVfsFile *file = &self->files[i];

      if (file->path != NULL && strlen (file->path) == length &&
          memcmp (file->path, path, length) == 0)
        return file;
    }
  return NULL;
}

static HearthVfsFile *
find_file_of_wal (HearthVfs *self, const char *path)
{
  if (!g_str_has_suffix (path, WAL_SUFFIX))
    return NULL;
  return find_file (self, path, strlen (path) - strlen (WAL_SUFFIX));
}

static int
open_base (HearthVfs *self, const char *path, HearthVfsHandle *handle, int flags, int *out_flags)
{
  int result;

  handle->real = (sqlite3_file *) ((guint8 *) handle + HANDLE_SIZE);
  memset (handle->real, 0, (gsize) self->base->szOsFile);
  result = self->base->xOpen (self->base, path, handle->real, flags, out_flags);
  if (result != SQLITE_OK && handle->real->pMethods != NULL)
    handle->real->pMethods->xClose (handle->real);
  return result;
}

/* The last step of every opening. SQLite's own memory: it may run out, and is wiped when freed. */
static int
begin_handle (HearthVfsHandle *handle, const sqlite3_io_methods *methods)
{
  handle->bounce = sqlite3_malloc (HEARTH_VFS_FRAME);
  if (handle->bounce == NULL)
    {
      handle->real->pMethods->xClose (handle->real);
      return SQLITE_NOMEM;
    }
  _hearth_vfs_set_methods (handle, methods);
  g_atomic_int_inc (&handle->vfs->n_handles);
  return SQLITE_OK;
}

/* A connection that asks for less than writing would make the base keep the shared memory in a
 * real file (pitfall 22); only a file in the making may be made. */
static int
open_database (HearthVfsHandle *handle, const char *path, int flags, int *out_flags)
{
  int result;

  handle->file = path != NULL ? find_file (handle->vfs, path, strlen (path)) : NULL;
  if (handle->file == NULL)
    return SQLITE_CANTOPEN;
  flags &= ~(SQLITE_OPEN_READONLY | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  flags |= handle->file->is_read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  result = open_base (handle->vfs, path, handle, flags, out_flags);
  return result == SQLITE_OK ? begin_handle (handle, &_hearth_vfs_database_methods) : result;
}

static int
open_wal (HearthVfsHandle *handle, const char *path, int flags, int *out_flags)
{
  const char *database = sqlite3_filename_database (path);
  int result;

  handle->file = find_file (handle->vfs, database, strlen (database));
  if (handle->file == NULL)
    return SQLITE_CANTOPEN;
  result = open_base (handle->vfs, path, handle, flags, out_flags);
  return result == SQLITE_OK ? begin_handle (handle, &_hearth_vfs_wal_methods) : result;
}

/* Beside the vault's own files, where room was asked for: what the system keeps for temporary files
 * may be a piece of memory. The base removes the name at once. */
static char *
make_temp_name (HearthVfs *self)
{
  guint8 bytes[16];
  g_autofree char *hex = NULL;

  if (self->temp_path == NULL)
    return NULL;
  randombytes_buf (bytes, sizeof bytes);
  hex = hearth_hex_encode (bytes, sizeof bytes);
  return g_build_filename (self->temp_path, hex, NULL);
}

static int
open_temporary (HearthVfsHandle *handle, const char *path, int flags, int *out_flags)
{
  int result;

  if (path != NULL)
    return SQLITE_CANTOPEN;
  handle->temp_name = make_temp_name (handle->vfs);
  result = open_base (handle->vfs, handle->temp_name, handle, flags, out_flags);
  if (result == SQLITE_OK && !_hearth_vfs_temp_begin (handle))
    {
      handle->real->pMethods->xClose (handle->real);
      result = SQLITE_NOMEM;
    }
  else if (result == SQLITE_OK)
    {
      result = begin_handle (handle, &_hearth_vfs_temp_methods);
      if (result != SQLITE_OK)
        _hearth_vfs_temp_end (handle);
    }
  if (result != SQLITE_OK)
    g_clear_pointer (&handle->temp_name, g_free);
  return result;
}

static int
open_by_kind (sqlite3_vfs *methods, const char *path, sqlite3_file *file, int flags, int *out_flags)
{
  HearthVfsHandle *handle = (HearthVfsHandle *) file;

  memset (handle, 0, sizeof *handle);
  handle->vfs = vfs_of (methods);
  if (_hearth_vfs_is_dead (handle->vfs))
    return SQLITE_CANTOPEN;
  if (flags & SQLITE_OPEN_MAIN_DB)
    return open_database (handle, path, flags, out_flags);
  if (flags & SQLITE_OPEN_WAL)
    return open_wal (handle, path, flags, out_flags);
  if (flags & (SQLITE_OPEN_TEMP_DB | SQLITE_OPEN_TRANSIENT_DB | SQLITE_OPEN_TEMP_JOURNAL |
               SQLITE_OPEN_SUBJOURNAL))
    return open_temporary (handle, path, flags, out_flags);
  /* Rollback and super-journals: there are none (vault 5.7). */
  return SQLITE_CANTOPEN;
}

static int
vfs_open (sqlite3_vfs *methods, const char *path, sqlite3_file *file, int flags, int *out_flags)
{
  errno = 0;
  return _hearth_vfs_note_errno (open_by_kind (methods, path, file, flags, out_flags));
}

static int
delete_file (sqlite3_vfs *methods, const char *path, int sync_folder)
{
  HearthVfs *self = vfs_of (methods);
  HearthVfsFile *file;

  if (_hearth_vfs_is_dead (self))
    return SQLITE_IOERR_DELETE;
  if (g_str_has_suffix (path, JOURNAL_SUFFIX))
    return SQLITE_OK;
  file = find_file_of_wal (self, path);
  if (file == NULL || !_hearth_vfs_table_end_wal (file, NULL))
    return SQLITE_IOERR_DELETE;
  return self->base->xDelete (self->base, path, sync_folder);
}

static int
vfs_delete (sqlite3_vfs *methods, const char *path, int sync_folder)
{
  errno = 0;
  return _hearth_vfs_note_errno (delete_file (methods, path, sync_folder));
}

/* There is nothing but the databases and their journals: a planted rollback journal is not seen. */
static int
vfs_access (sqlite3_vfs *methods, const char *path, int flags, int *out)
{
  HearthVfs *self = vfs_of (methods);

  *out = 0;
  if (HEARTH_MUTANT (PLANTED_JOURNAL_SEEN))
    return self->base->xAccess (self->base, path, flags, out);
  if (_hearth_vfs_is_dead (self))
    return SQLITE_IOERR_ACCESS;
  if (find_file (self, path, strlen (path)) == NULL && find_file_of_wal (self, path) == NULL)
    return SQLITE_OK;
  return self->base->xAccess (self->base, path, flags, out);
}

static int
vfs_full_pathname (sqlite3_vfs *methods, const char *path, int size, char *out)
{
  HearthVfs *self = vfs_of (methods);

  return self->base->xFullPathname (self->base, path, size, out);
}

static int
vfs_randomness (sqlite3_vfs *methods, int length, char *out)
{
  randombytes_buf (out, (gsize) length);
  return length;
}

static int
vfs_sleep (sqlite3_vfs *methods, int microseconds)
{
  HearthVfs *self = vfs_of (methods);

  return self->base->xSleep (self->base, microseconds);
}

static int
vfs_current_time (sqlite3_vfs *methods, double *out)
{
  HearthVfs *self = vfs_of (methods);

  return self->base->xCurrentTime (self->base, out);
}

/* Asked after SQLite has tidied up: the answer is what was noted, not what errno is now. */
static int
vfs_get_last_error (sqlite3_vfs *methods, int length, char *out)
{
  return _hearth_vfs_get_errno ();
}

static int
vfs_current_time_int64 (sqlite3_vfs *methods, sqlite3_int64 *out)
{
  HearthVfs *self = vfs_of (methods);

  return self->base->xCurrentTimeInt64 (self->base, out);
}

static void
free_keys (gpointer data)
{
  HearthVfsKeys *keys = data;

  hearth_secret_unref (keys->arena);
  g_free (keys);
}

static void
init_file (HearthVfsFile *file, HearthVfs *self, HearthCompartment cmp)
{
  file->vfs = self;
  file->cmp = cmp;
  file->keys = g_ptr_array_new_with_free_func (free_keys);
  file->save_buffer = g_byte_array_new ();
  g_mutex_init (&file->mutex);
  g_mutex_init (&file->save_mutex);
  _hearth_vfs_table_init (&file->table);
}

static void
clear_file (HearthVfsFile *file)
{
  _hearth_vfs_table_clear (&file->table);
  g_ptr_array_unref (file->keys);
  g_byte_array_unref (file->save_buffer);
  g_mutex_clear (&file->mutex);
  g_mutex_clear (&file->save_mutex);
  g_free (file->path);
}

static char *
make_name (void)
{
  guint8 bytes[8];
  g_autofree char *hex = NULL;

  randombytes_buf (bytes, sizeof bytes);
  hex = hearth_hex_encode (bytes, sizeof bytes);
  return g_strconcat ("hearth-", hex, NULL);
}

static gboolean
register_methods (HearthVfs *self, GError **error)
{
  self->methods = (sqlite3_vfs){
    .iVersion = 2,
    .szOsFile = (int) HANDLE_SIZE + self->base->szOsFile,
    .mxPathname = self->base->mxPathname,
    .zName = self->name,
    .pAppData = self,
    .xOpen = vfs_open,
    .xDelete = vfs_delete,
    .xAccess = vfs_access,
    .xFullPathname = vfs_full_pathname,
    .xRandomness = vfs_randomness,
    .xSleep = vfs_sleep,
    .xCurrentTime = vfs_current_time,
    .xGetLastError = vfs_get_last_error,
    .xCurrentTimeInt64 = vfs_current_time_int64,
  };
  if (sqlite3_vfs_register (&self->methods, 0) == SQLITE_OK)
    return TRUE;
  g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_NO_MEMORY,
                       "the file system cannot be registered");
  return FALSE;
}

/**
 * hearth_vfs_new:
 * @vault_id: 16 bytes, bound into everything that is sealed
 * @fs: (not nullable): how the freshness tables are read and written
 * @folder_path: absolute; the databases stand directly in it
 * @base: (nullable): SQLite's file system below; %NULL for the one that goes with @fs
 * @event: (nullable): told of everything that is refused
 *
 * Registers a file system for SQLite under a random name.
 *
 * Returns: (transfer full): the file system, or %NULL with an error. Thread: any.
 */
HearthVfs *
hearth_vfs_new (const guint8 vault_id[16],
                const HearthFs *fs,
                const char *folder_path,
                const char *base,
                HearthVfsEventFunc event,
                gpointer data,
                GError **error)
{
  static gsize is_watching;
  g_autoptr (HearthVfs) self = NULL;

  g_return_val_if_fail (vault_id != NULL && fs != NULL, NULL);
  g_return_val_if_fail (g_path_is_absolute (folder_path), NULL);

  if (g_once_init_enter (&is_watching))
    {
      pthread_atfork (NULL, NULL, count_fork_cb);
      g_once_init_leave (&is_watching, 1);
    }
  self = g_new0 (HearthVfs, 1);
  memcpy (self->vault_id, vault_id, sizeof self->vault_id);
  self->fs = fs;
  self->folder_path = g_strdup (folder_path);
  self->event = event;
  self->event_data = data;
  self->n_forks = n_forks;
  self->name = make_name ();
  g_mutex_init (&self->nonce_mutex);
  for (guint i = 0; i < HEARTH_N_COMPARTMENTS; i++)
    init_file (&self->files[i], self, (HearthCompartment) i);

  self->folder = fs->open_folder (fs->data, -1, folder_path);
  if (self->folder < 0)
    {
      _hearth_vault_set_errno_error (error, -self->folder, "open folder");
      return NULL;
    }
  if (base == NULL)
    base = fs->sqlite_name != NULL ? fs->sqlite_name : "unix-excl";
  self->base = sqlite3_vfs_find (base);
  if (self->base == NULL)
    {
      g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_MISUSE,
                           "SQLite has no such base file system");
      return NULL;
    }
  return register_methods (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * hearth_vfs_free:
 * @self: (transfer full): no connection may be open on it
 *
 * Unregisters the file system and wipes its keys. Thread: any.
 */
void
hearth_vfs_free (HearthVfs *self)
{
  g_return_if_fail (self != NULL);

  if (g_atomic_int_get (&self->n_handles) != 0)
    g_critical ("a vault's file system was freed with files open");
  if (self->methods.zName != NULL)
    sqlite3_vfs_unregister (&self->methods);
  for (guint i = 0; i < HEARTH_N_COMPARTMENTS; i++)
    clear_file (&self->files[i]);
  if (self->folder >= 0)
    self->fs->close (self->fs->data, self->folder);
  g_clear_pointer (&self->nonces, hearth_secret_unref);
  g_mutex_clear (&self->nonce_mutex);
  g_free (self->folder_path);
  g_free (self->temp_path);
  g_free (self->name);
  g_free (self);
}

/**
 * hearth_vfs_set_temp_folder:
 * @path: absolute, there
 *
 * Where SQLite's temporary files go, sealed, from now on. Thread: before any connection.
 */
void
hearth_vfs_set_temp_folder (HearthVfs *self, const char *path)
{
  g_return_if_fail (self != NULL && g_path_is_absolute (path));

  g_free (self->temp_path);
  self->temp_path = g_strdup (path);
}

/** hearth_vfs_get_name: Returns: the name under which SQLite knows it. Thread: any. */
const char *
hearth_vfs_get_name (HearthVfs *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}

/** hearth_vfs_get_path: Returns: (nullable): the database of @cmp, %NULL unless it was added. */
const char *
hearth_vfs_get_path (HearthVfs *self, HearthCompartment cmp)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->files[cmp].path;
}

/** hearth_vfs_is_read_only: whether the database of @cmp was added for reading only. */
gboolean
hearth_vfs_is_read_only (HearthVfs *self, HearthCompartment cmp)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->files[cmp].is_read_only;
}

/**
 * hearth_vfs_is_clean:
 *
 * Returns: whether the database of @cmp is whole without a journal, as an orderly lock leaves it.
 *   Thread: any, before any connection.
 */
gboolean
hearth_vfs_is_clean (HearthVfs *self, HearthCompartment cmp)
{
  g_autofree char *name = g_strconcat (hearth_compartment_get_name (cmp), ".db" WAL_SUFFIX, NULL);
  gint64 size = 0;
  int fd;

  g_return_val_if_fail (self != NULL, FALSE);

  fd = self->fs->open (self->fs->data, self->folder, name, HEARTH_FS_READ);
  if (fd >= 0)
    {
      size = self->fs->size (self->fs->data, fd);
      self->fs->close (self->fs->data, fd);
    }
  return !self->files[cmp].table.is_wal_announced && size == 0;
}

/** hearth_vfs_is_new_file: whether the database of @cmp is in the making. */
gboolean
hearth_vfs_is_new_file (HearthVfs *self, HearthCompartment cmp)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->files[cmp].is_new;
}

/**
 * hearth_vfs_get_marks:
 * @out: (out): generation and serial of the header when the table of @cmp was last saved, as loaded
 *
 * Returns: %FALSE if the file was not added. Thread: any.
 */
gboolean
hearth_vfs_get_marks (HearthVfs *self, HearthCompartment cmp, HearthVfsMarks *out)
{
  g_return_val_if_fail (self != NULL && out != NULL, FALSE);

  *out = self->files[cmp].table.marks;
  return self->files[cmp].path != NULL;
}

/** hearth_vfs_set_marks: what the tables carry from the next save on. Thread: main. */
void
hearth_vfs_set_marks (HearthVfs *self, const HearthVfsMarks *marks)
{
  g_return_if_fail (self != NULL && marks != NULL);

  self->marks = *marks;
}

/** hearth_vfs_get_table_generation: Returns: how often the table of @cmp was saved; 0: not added. */
guint64
hearth_vfs_get_table_generation (HearthVfs *self, HearthCompartment cmp)
{
  HearthVfsFile *file;
  guint64 generation;

  g_return_val_if_fail (self != NULL, 0);

  file = &self->files[cmp];
  g_mutex_lock (&file->mutex);
  generation = file->path != NULL ? file->table.generation : 0;
  g_mutex_unlock (&file->mutex);
  return generation;
}

static void
derive_into (guint8 *out, gsize size, const HearthSecret *key, const char *label)
{
  g_autoptr (HearthSecret) derived = hearth_kdf_derive (key, label);

  memcpy (out, hearth_secret_get_bytes (derived), size);
}

/**
 * hearth_vfs_add_key:
 * @epoch: from 1
 * @key: 32 bytes, the compartment's key of that epoch
 *
 * The last one added is the one that is written under, until hearth_vfs_set_write_epoch(). All
 * epochs of a file are added before the file, or while nobody reads it (vault 7). Thread: any.
 */
void
hearth_vfs_add_key (HearthVfs *self, HearthCompartment cmp, guint32 epoch, const HearthSecret *key)
{
  HearthVfsKeys *keys;
  guint8 *arena;

  g_return_if_fail (self != NULL && key != NULL);
  g_return_if_fail (hearth_secret_get_size (key) == 32);

  keys = g_new0 (HearthVfsKeys, 1);
  keys->epoch = epoch;
  keys->arena = hearth_secret_new_zero (3 * 32 + 16);
  arena = hearth_secret_peek_writable (keys->arena);
  derive_into (arena, 32, key, "hearth/page/main/v1");
  derive_into (arena + 32, 32, key, "hearth/page/wal/v1");
  derive_into (arena + 64, 32, key, "hearth/page/table/v1");
  derive_into (arena + 96, 16, key, "hearth/page/mask/v1");
  keys->page = arena;
  keys->wal = arena + 32;
  keys->table = arena + 64;
  keys->mask = arena + 96;
  g_ptr_array_add (self->files[cmp].keys, keys);
  self->files[cmp].write_epoch = epoch;
}

/** hearth_vfs_set_write_epoch: new pages of @cmp are sealed under @epoch, whose key was added. */
void
hearth_vfs_set_write_epoch (HearthVfs *self, HearthCompartment cmp, guint32 epoch)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (_hearth_vfs_find_keys (&self->files[cmp], epoch) != NULL);

  self->files[cmp].write_epoch = epoch;
}

static char *
find_full_path (HearthVfs *self, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder_path, name, NULL);
  g_autofree char *full = g_malloc0 ((gsize) self->base->mxPathname + 1);
  int result;

  errno = 0;
  result = self->base->xFullPathname (self->base, path, self->base->mxPathname + 1, full);
  /* The answer "there was a link on the way" is no failure: the folder may be reached by one. */
  if (result == SQLITE_OK || result == SQLITE_OK_SYMLINK)
    return g_steal_pointer (&full);
  _hearth_vault_set_sqlite_errno_error (error, result, errno, "path");
  return NULL;
}

/* An empty file to begin with, so that its mode is ours and not SQLite's. */
static gboolean
make_empty (HearthVfs *self, const char *name, GError **error)
{
  int fd = self->fs->open (self->fs->data, self->folder, name, HEARTH_FS_CREATE_NEW);

  if (fd < 0)
    {
      _hearth_vault_set_errno_error (error, -fd, "create");
      return FALSE;
    }
  self->fs->close (self->fs->data, fd);
  return TRUE;
}

/* An empty database, or a table of no pages, is damage: SQLite would begin a new database. */
static gboolean
check_not_empty (HearthVfsFile *file, const char *name, GError **error)
{
  HearthVfs *self = file->vfs;
  int fd = self->fs->open (self->fs->data, self->folder, name, HEARTH_FS_READ);
  gint64 size;

  if (fd < 0)
    {
      _hearth_vault_set_errno_error (error, -fd, "open");
      return FALSE;
    }
  size = self->fs->size (self->fs->data, fd);
  self->fs->close (self->fs->data, fd);
  if ((size > 0 && file->table.n_pages > 0) || HEARTH_MUTANT (ZERO_LENGTH_ACCEPTED))
    return TRUE;
  g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_PAGE_DAMAGED,
                       "a database file is empty");
  return FALSE;
}

/* A lost table leaves as many pages as the file is long, and nothing that says which are current. */
static gboolean
load_table (HearthVfsFile *file, const char *name, HearthVfsFlags flags, GError **error)
{
  const HearthFs *fs = file->vfs->fs;
  g_autoptr (GError) local_error = NULL;
  gint64 size;
  int fd;

  if (_hearth_vfs_table_load (file, &local_error))
    return TRUE;
  if ((flags & HEARTH_VFS_UNPROVEN) == 0 ||
      !g_error_matches (local_error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_TABLE_LOST))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  fd = fs->open (fs->data, file->vfs->folder, name, HEARTH_FS_READ);
  size = fd < 0 ? fd : fs->size (fs->data, fd);
  if (fd >= 0)
    fs->close (fs->data, fd);
  if (size < 0)
    {
      _hearth_vault_set_errno_error (error, (int) -size, "size of database");
      return FALSE;
    }
  file->is_unproven = TRUE;
  file->table.n_pages = (guint32) MIN (size / HEARTH_VFS_PAGE, HEARTH_VFS_MAX_PAGES);
  return TRUE;
}

/**
 * hearth_vfs_add_file:
 * @flags: %HEARTH_VFS_CREATE makes an empty database; else the file must be there
 *
 * Makes the database of @cmp known to SQLite and loads its table. Its keys were added before.
 *
 * Returns: %FALSE with %HEARTH_VAULT_ERROR_FILE_MISSING, %HEARTH_VAULT_ERROR_TABLE_LOST,
 *   %HEARTH_VAULT_ERROR_PAGE_DAMAGED if the file is empty, or an input/output error. Thread: any.
 */
gboolean
hearth_vfs_add_file (HearthVfs *self, HearthCompartment cmp, HearthVfsFlags flags, GError **error)
{
  g_autofree char *name = g_strconcat (hearth_compartment_get_name (cmp), ".db", NULL);
  g_autofree char *path = NULL;
  HearthVfsFile *file;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (cmp >= HEARTH_COMPARTMENT_FIRST && cmp <= HEARTH_COMPARTMENT_LAST, FALSE);
  file = &self->files[cmp];
  g_return_val_if_fail (file->path == NULL && file->keys->len > 0, FALSE);

  path = find_full_path (self, name, error);
  if (path == NULL)
    return FALSE;
  file->is_new = (flags & HEARTH_VFS_CREATE) != 0;
  file->is_read_only = (flags & HEARTH_VFS_READ_ONLY) != 0;
  if (file->is_new)
    {
      randombytes_buf (file->table.wal.id, sizeof file->table.wal.id);
      file->table.wal.mask_epoch = file->write_epoch;
      if (!make_empty (self, name, error))
        return FALSE;
    }
  else if (!hearth_fs_exists (self->fs, self->folder, name))
    {
      g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_FILE_MISSING,
                           "a database file is missing");
      return FALSE;
    }
  else if (!load_table (file, name, flags, error) || !check_not_empty (file, name, error))
    return FALSE;
  file->path = g_steal_pointer (&path);
  return TRUE;
}

/**
 * hearth_vfs_save_table:
 *
 * Saves the table of @cmp. A file that was made needs it twice, so that both side files are whole.
 *
 * Returns: %FALSE with an error; the last good table then stands. Thread: any.
 */
gboolean
hearth_vfs_save_table (HearthVfs *self, HearthCompartment cmp, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return _hearth_vfs_table_save (&self->files[cmp], error);
}
