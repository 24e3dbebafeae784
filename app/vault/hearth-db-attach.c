/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attaching one database of a vault to a connection: making or opening it, and the settings of
 * vault 4.2. Every setting is set, read back and compared. */
#include "config.h"

#include "hearth-db-private.h"
#include "hearth-vfs-raw.h"

#include <unistd.h>

#define JOURNAL_SIZE_LIMIT (64 << 20)
#define WAL_AUTOCHECKPOINT_PAGES 4000
#define SYNCHRONOUS_FULL 2
#define RESERVED_BYTES 48

#define CORE_CACHE_KIB 65536
#define OTHER_CACHE_KIB 32768
#define SMALL_MEMORY (G_GUINT64_CONSTANT (8) << 30)

typedef struct
{
  const char *pragma;
  gint64 value;
} Setting;

/* cache_spill: a page that is written to the journal before its commit, rolled back to a savepoint
 * and written again leaves a frame whose checksum SQLite 3.40 forgets to mend: after a crash the
 * acknowledged commit would be gone. Without spilling nothing is written before the commit. */
static const Setting settings[] = {
  { "synchronous", SYNCHRONOUS_FULL },
  { "journal_size_limit", JOURNAL_SIZE_LIMIT },
  { "secure_delete", 1 },
  { "mmap_size", 0 },
  { "cell_size_check", 1 },
  { "foreign_keys", 1 },
  { "trusted_schema", 0 },
  { "cache_spill", 0 },
};

static gboolean
fail (const char *what, GError **error)
{
  g_set_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_MISUSE,
               "attach: %s did not keep its value", what);
  return FALSE;
}

static gboolean
apply_setting (HearthDb *self, const char *schema, const char *pragma, gint64 value, GError **error)
{
  char sql[96];
  gint64 seen;

  g_snprintf (sql, sizeof sql, "PRAGMA %s.%s = %" G_GINT64_FORMAT, schema, pragma, value);
  if (!_hearth_db_exec_unrestricted (self, sql, error))
    return FALSE;
  g_snprintf (sql, sizeof sql, "PRAGMA %s.%s", schema, pragma);
  if (!_hearth_db_query_int (self, sql, &seen, error))
    return FALSE;
  return seen == value || fail (pragma, error);
}

/* Decrypted pages are the cheapest decryption; the writer works on few. */
static gint64
choose_cache_kib (HearthDb *self, HearthCompartment cmp)
{
  gint64 kib = cmp == HEARTH_COMPARTMENT_CORE ? CORE_CACHE_KIB : OTHER_CACHE_KIB;
  guint64 memory = (guint64) sysconf (_SC_PHYS_PAGES) * (guint64) sysconf (_SC_PAGESIZE);

  if (self->role != HEARTH_DB_READER)
    kib /= 4;
  if (memory < SMALL_MEMORY)
    kib /= 2;
  return -kib;
}

static gboolean
check_journal_mode (HearthDb *self, const char *pragma, const char *mode, GError **error)
{
  g_autofree char *seen = NULL;

  if (!_hearth_db_query_text (self, pragma, &seen, error))
    return FALSE;
  return g_strcmp0 (seen, mode) == 0 || fail ("journal_mode", error);
}

/* A new file gets its geometry, and its first page, without a journal: a crash leaves a file that is
 * thrown away with its folder. */
static gboolean
make_file (HearthDb *self, const char *schema, GError **error)
{
  char memory[64], wal[64], page_size[64];
  int reserve = RESERVED_BYTES;
  int result = sqlite3_file_control (self->handle, schema, SQLITE_FCNTL_RESERVE_BYTES, &reserve);

  g_snprintf (memory, sizeof memory, "PRAGMA %s.journal_mode = MEMORY", schema);
  g_snprintf (wal, sizeof wal, "PRAGMA %s.journal_mode = WAL", schema);
  g_snprintf (page_size, sizeof page_size, "PRAGMA %s.page_size = 4096", schema);
  return _hearth_db_check (self, result, "reserve", error) &&
         _hearth_db_exec_unrestricted (self, page_size, error) &&
         check_journal_mode (self, memory, "memory", error) &&
         check_journal_mode (self, wal, "wal", error);
}

static gboolean
apply_settings (HearthDb *self, HearthCompartment cmp, GError **error)
{
  const char *schema = hearth_compartment_get_name (cmp);
  int n_pages = self->role == HEARTH_DB_READER ? 0 : WAL_AUTOCHECKPOINT_PAGES;
  int result = sqlite3_wal_autocheckpoint (self->handle, n_pages);

  if (!_hearth_db_check (self, result, "autocheckpoint", error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      if (!apply_setting (self, schema, settings[i].pragma, settings[i].value, error))
        return FALSE;
    }
  return apply_setting (self, schema, "cache_size", choose_cache_kib (self, cmp), error);
}

static gboolean
open_file (HearthDb *self, HearthCompartment cmp, GError **error)
{
  const char *schema = hearth_compartment_get_name (cmp);
  char mode[64], user_version[64];
  gint64 version;

  g_snprintf (mode, sizeof mode, "PRAGMA %s.journal_mode", schema);
  g_snprintf (user_version, sizeof user_version, "PRAGMA %s.user_version", schema);
  if (self->role == HEARTH_DB_CREATOR && hearth_vfs_is_new_file (self->vfs, cmp) &&
      !make_file (self, schema, error))
    return FALSE;
  /* The first read runs recovery, without which the mode is not known. */
  if (!_hearth_db_query_int (self, user_version, &version, error))
    return FALSE;
  /* What cannot be written has no journal, in whatever mode. */
  if (!hearth_vfs_is_read_only (self->vfs, cmp) && !check_journal_mode (self, mode, "wal", error))
    return FALSE;
  return apply_settings (self, cmp, error);
}

/**
 * hearth_db_attach:
 * @cmp: its file was added to the connection's file system
 *
 * Attaches the database of @cmp under its name, with the settings of vault 4.2. A creator's file is
 * made. What cannot be read, or a setting that does not hold, leaves it unattached.
 *
 * Returns: %FALSE with an error. Thread: the connection's.
 */
gboolean
hearth_db_attach (HearthDb *self, HearthCompartment cmp, GError **error)
{
  const char *path;

  g_return_val_if_fail (self != NULL && self->vfs != NULL, FALSE);
  g_return_val_if_fail (!hearth_db_has (self, cmp), FALSE);

  path = hearth_vfs_get_path (self->vfs, cmp);
  g_return_val_if_fail (path != NULL, FALSE);
  if (!_hearth_db_attach_path (self, cmp, path, error))
    return FALSE;
  _hearth_db_begin_unrestricted (self);
  if (open_file (self, cmp, error))
    self->attached |= 1u << cmp;
  _hearth_db_end_unrestricted (self);
  if (!hearth_db_has (self, cmp))
    _hearth_db_detach (self, cmp);
  return hearth_db_has (self, cmp);
}

/**
 * hearth_db_open:
 * @vfs: outlives the connection
 * @role: what it may do
 *
 * Opens a connection without any file: hearth_db_attach() adds them, in the order of their codes.
 *
 * Returns: (transfer full): the connection, or %NULL with an error. Thread: the caller's from now on.
 */
HearthDb *
hearth_db_open (HearthVfs *vfs, HearthDbRole role, GError **error)
{
  g_autoptr (HearthDb) self = NULL;

  g_return_val_if_fail (vfs != NULL, NULL);

  self = _hearth_db_open_connection (vfs, role, hearth_vfs_get_name (vfs), error);
  if (self == NULL)
    return NULL;
  if (role == HEARTH_DB_READER &&
      !_hearth_db_exec_unrestricted (self, "PRAGMA query_only = ON", error))
    return NULL;
  return g_steal_pointer (&self);
}

/* Copies the journal of @cmp into the database; with @truncate also empties it, which fails as busy
 * while a reader's statement is open. */
gboolean
_hearth_db_checkpoint (HearthDb *self, HearthCompartment cmp, gboolean truncate, GError **error)
{
  int mode = truncate ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE;
  int result =
      sqlite3_wal_checkpoint_v2 (self->handle, hearth_compartment_get_name (cmp), mode, NULL, NULL);

  return _hearth_db_check (self, result, "checkpoint", error);
}

/* After a commit a journal that has grown is copied at once, unless it is held or the commit was a long one:
 * who waits for half a gigabyte to be written need not wait for it to be copied too. Thread: the connection's. */
void
_hearth_db_renew_autocheckpoint (HearthDb *self)
{
  gboolean waits = self->is_held || self->usual_cache_size != 0;

  sqlite3_wal_autocheckpoint (self->handle, waits ? 0 : WAL_AUTOCHECKPOINT_PAGES);
}

/* While a backup reads the databases nothing is copied into them. Afterwards the journals that grew
 * meanwhile are copied as after any commit. Thread: the connection's. */
void
_hearth_db_hold_checkpoints (HearthDb *self, gboolean hold)
{
  if (hold)
    hearth_vfs_hold (self->vfs, TRUE);
  self->is_held = hold;
  _hearth_db_renew_autocheckpoint (self);
  if (hold)
    return;
  hearth_vfs_hold (self->vfs, FALSE);
  __atomic_store_n (&self->committed_us, g_get_monotonic_time (), __ATOMIC_RELEASE);
}
