/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-fixture.h"

#include "spy-vfs.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static const guint8 vault_id[16] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 };

static void
event_cb (HearthVfsEvent event, HearthCompartment cmp, gint64 offset, gpointer data)
{
  Store *self = data;

  self->n_events++;
  self->last_event = event;
}

void
store_init_on (Store *self, const HearthFs *fs, const char *folder)
{
  memset (self, 0, sizeof *self);
  self->fs = fs;
  self->folder = g_strdup (folder);
  for (guint i = 0; i < HEARTH_N_COMPARTMENTS; i++)
    self->keys[i] = hearth_secret_new_random (32);
}

void
store_init (Store *self)
{
  GError *error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("hearth-test-XXXXXX", &error);

  g_assert_no_error (error);
  store_init_on (self, hearth_fs_get_default (), folder);
}

static GPtrArray *
list_files (Store *self)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  int folder = self->fs->open_folder (self->fs->data, -1, self->folder);

  g_assert_cmpint (self->fs->list (self->fs->data, folder, names), ==, 0);
  self->fs->close (self->fs->data, folder);
  return names;
}

void
store_clear (Store *self)
{
  g_autoptr (GPtrArray) names = NULL;

  if (self->vfs != NULL)
    store_close (self);
  names = list_files (self);
  for (guint i = 0; i < names->len; i++)
    store_remove (self, g_ptr_array_index (names, i));
  if (self->fs == hearth_fs_get_default ())
    g_rmdir (self->folder);
  g_free (self->folder);
  for (guint i = 0; i < HEARTH_N_COMPARTMENTS; i++)
    hearth_secret_unref (self->keys[i]);
}

static gboolean
open_all (Store *self, HearthDbRole role, HearthVfsFlags flags, GError **error)
{
  const HearthCompartment files[] = { HEARTH_COMPARTMENT_CORE, HEARTH_COMPARTMENT_MEDICAL };

  self->vfs = hearth_vfs_new (vault_id, self->fs, self->folder, self->base, event_cb, self, error);
  if (self->vfs == NULL)
    return FALSE;
  self->db = hearth_db_open (self->vfs, role, error);
  if (self->db == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      HearthVfsAudit audit;

      hearth_vfs_add_key (self->vfs, files[i], 1, self->keys[files[i]]);
      if (!hearth_vfs_add_file (self->vfs, files[i], flags, error) ||
          !hearth_vfs_audit_wal (self->vfs, files[i], &audit, error))
        return FALSE;
      self->n_missing_journals += audit.is_missing;
      if (audit.is_damaged || (audit.is_missing && !self->bears_missing_journal))
        {
          g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_WAL_DAMAGED, "audit");
          return FALSE;
        }
      if (!hearth_db_attach (self->db, files[i], error))
        return FALSE;
    }
  return TRUE;
}

void
store_create (Store *self)
{
  GError *error = NULL;

  open_all (self, HEARTH_DB_CREATOR, HEARTH_VFS_CREATE, &error);
  g_assert_no_error (error);
}

/* On failure everything is closed again. */
gboolean
store_open (Store *self, GError **error)
{
  if (open_all (self, HEARTH_DB_WRITER, HEARTH_VFS_NONE, error))
    return TRUE;
  store_abandon (self);
  return FALSE;
}

HearthVfs *
store_open_vfs (Store *self, HearthVfsFlags flags, GError **error)
{
  g_autoptr (HearthVfs) vfs =
      hearth_vfs_new (vault_id, self->fs, self->folder, self->base, event_cb, self, error);

  if (vfs == NULL)
    return NULL;
  hearth_vfs_add_key (vfs, HEARTH_COMPARTMENT_CORE, 1, self->keys[HEARTH_COMPARTMENT_CORE]);
  if (!hearth_vfs_add_file (vfs, HEARTH_COMPARTMENT_CORE, flags, error))
    return NULL;
  return g_steal_pointer (&vfs);
}

void
store_close (Store *self)
{
  g_clear_pointer (&self->db, hearth_db_close);
  g_clear_pointer (&self->vfs, hearth_vfs_free);
}

void
store_abandon (Store *self)
{
  if (self->db != NULL)
    sqlite3_db_config (self->db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  store_close (self);
}

void
store_exec (Store *self, const char *sql)
{
  GError *error = NULL;

  _hearth_db_exec_unrestricted (self->db, sql, &error);
  g_assert_no_error (error);
}

gint64
store_query_int (Store *self, const char *sql)
{
  GError *error = NULL;
  gint64 value;

  _hearth_db_begin_unrestricted (self->db);
  _hearth_db_query_int (self->db, sql, &value, &error);
  _hearth_db_end_unrestricted (self->db);
  g_assert_no_error (error);
  return value;
}

/* All tables of core and medical, row by row. NULL if something cannot be read. */
char *
store_dump (HearthDb *db)
{
  const char *const schemas[] = { "core", "medical" };
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (schemas); i++)
    {
      g_autofree char *list = g_strdup_printf (
          "SELECT name, sql FROM %s.sqlite_schema WHERE type = 'table' ORDER BY name", schemas[i]);
      sqlite3_stmt *tables = NULL;
      int result = sqlite3_prepare_v2 (db->handle, list, -1, &tables, NULL);

      while (result == SQLITE_OK && (result = sqlite3_step (tables)) == SQLITE_ROW)
        {
          g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s.\"%s\" ORDER BY 1", schemas[i],
                                                  (const char *) sqlite3_column_text (tables, 0));
          sqlite3_stmt *rows = NULL;

          g_string_append_printf (out, "%s\n", (const char *) sqlite3_column_text (tables, 1));
          result = sqlite3_prepare_v2 (db->handle, sql, -1, &rows, NULL);
          while (result == SQLITE_OK && (result = sqlite3_step (rows)) == SQLITE_ROW)
            {
              for (int c = 0; c < sqlite3_column_count (rows); c++)
                {
                  const guint8 *bytes = sqlite3_column_blob (rows, c);
                  g_autofree char *sum = g_compute_checksum_for_data (
                      G_CHECKSUM_SHA256, bytes, (gsize) sqlite3_column_bytes (rows, c));

                  g_string_append_printf (out, "%.16s ", sum);
                }
              g_string_append_c (out, '\n');
              result = SQLITE_OK;
            }
          sqlite3_finalize (rows);
          if (result != SQLITE_DONE && result != SQLITE_OK)
            break;
          result = SQLITE_OK;
        }
      sqlite3_finalize (tables);
      if (result != SQLITE_DONE)
        return g_string_free (out, TRUE), NULL;
    }
  return g_string_free (out, FALSE);
}

char *
store_path (Store *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

void
store_read (Store *self, const char *name, guint8 **bytes, gsize *size)
{
  int folder = self->fs->open_folder (self->fs->data, -1, self->folder);
  GError *error = NULL;

  hearth_fs_read_file (self->fs, folder, name, G_MAXINT32, bytes, size, &error);
  g_assert_no_error (error);
  self->fs->close (self->fs->data, folder);
}

void
store_write (Store *self, const char *name, const guint8 *bytes, gsize size)
{
  const HearthFs *fs = self->fs;
  int folder = fs->open_folder (fs->data, -1, self->folder);
  int fd = fs->open (fs->data, folder, name, HEARTH_FS_CREATE);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (fs->write (fs->data, fd, bytes, size, 0), ==, 0);
  g_assert_cmpint (fs->truncate (fs->data, fd, (gint64) size), ==, 0);
  fs->close (fs->data, fd);
  fs->close (fs->data, folder);
}

void
store_remove (Store *self, const char *name)
{
  int folder = self->fs->open_folder (self->fs->data, -1, self->folder);

  g_assert_cmpint (self->fs->unlink (self->fs->data, folder, name), ==, 0);
  self->fs->close (self->fs->data, folder);
}

gboolean
store_has (Store *self, const char *name)
{
  int folder = self->fs->open_folder (self->fs->data, -1, self->folder);
  gboolean is_there = hearth_fs_exists (self->fs, folder, name);

  self->fs->close (self->fs->data, folder);
  return is_there;
}

/* Files of the folder in which @marker stands in one of the encodings of spy_contains (). */
guint
store_count_marker (Store *self, const char *marker)
{
  g_autoptr (GPtrArray) names = list_files (self);
  guint n_found = 0;

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree guint8 *bytes = NULL;
      gsize size;

      store_read (self, name, &bytes, &size);
      if (spy_contains (bytes, size, marker) || strstr (name, marker) != NULL)
        n_found++;
    }
  return n_found;
}

#ifdef HEARTH_COVERAGE
void __gcov_dump (void);
#endif

void
store_end_child (int status)
{
#ifdef HEARTH_COVERAGE
  __gcov_dump ();
#endif
  _exit (status);
}
