/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file system object of one unlocked vault: its name, its place, its files and its end. The file
 * system below is "unix-excl", which keeps the shared memory of the journal, running checksums of
 * plaintext, in the heap. */
#include "config.h"

#include "hearth-vfs-private.h"

#include "hearth-id.h"
#include "hearth-mutant.h"
#include "hearth-vault-error-private.h"

#include <pthread.h>
#include <sodium.h>
#include <string.h>

/* A child that was forked without exec holds copies of nonces and, where the kernel did not listen,
 * of keys: sealing there could use a nonce twice. */
static guint n_forks;

static void
count_fork_cb (void)
{
  n_forks++;
}

static void
watch_forks (void)
{
  pthread_atfork (NULL, NULL, count_fork_cb);
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

static char *
make_name (void)
{
  guint8 bytes[8];
  g_autofree char *hex = NULL;

  randombytes_buf (bytes, sizeof bytes);
  hex = hearth_hex_encode (bytes, sizeof bytes);
  return g_strconcat ("hearth-", hex, NULL);
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
  static pthread_once_t is_watching = PTHREAD_ONCE_INIT;
  g_autoptr (HearthVfs) self = NULL;

  g_return_val_if_fail (vault_id != NULL && fs != NULL, NULL);
  g_return_val_if_fail (g_path_is_absolute (folder_path), NULL);

  pthread_once (&is_watching, watch_forks);
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
    _hearth_vfs_init_file (&self->files[i], self, (HearthCompartment) i);

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
  _hearth_vfs_register (self);
  return g_steal_pointer (&self);
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
    _hearth_vfs_clear_file (&self->files[i]);
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

/** hearth_vfs_set_marks: what the tables carry from the next save on. Thread: main. */
void
hearth_vfs_set_marks (HearthVfs *self, const HearthVfsMarks *marks)
{
  g_return_if_fail (self != NULL && marks != NULL);

  self->marks = *marks;
}
