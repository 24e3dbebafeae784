/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "handle-fixture.h"

#include "sim-disk.h"

void
handle_set_up (Store *self, gconstpointer data)
{
  sim_disk_reset (1);
  store_init_on (self, fault_layer_get_fs (), SIM_FOLDER);
  self->bears_missing_journal = TRUE;
  store_create (self);
  store_exec (self, "CREATE TABLE core.t (n INTEGER PRIMARY KEY, b BLOB);"
                    "INSERT INTO core.t (b) VALUES (zeroblob (9000)), (zeroblob (9000))");
}

void
handle_tear_down (Store *self, gconstpointer data)
{
  fault_layer_fail (FAULT_OPEN, 0);
  store_clear (self);
}

static sqlite3_file *
file_of (Store *self, int op)
{
  sqlite3_file *file = NULL;

  g_assert_cmpint (sqlite3_file_control (self->db->handle, "core", op, &file), ==, SQLITE_OK);
  g_assert_nonnull (file);
  return file;
}

sqlite3_file *
handle_database_of (Store *self)
{
  return file_of (self, SQLITE_FCNTL_FILE_POINTER);
}

sqlite3_file *
handle_journal_of (Store *self)
{
  return file_of (self, SQLITE_FCNTL_JOURNAL_POINTER);
}

void
handle_checkpoint (Store *self)
{
  g_assert_true (_hearth_db_checkpoint (self->db, HEARTH_COMPARTMENT_CORE, FALSE, NULL));
}

HearthVfsTable *
handle_table_of (Store *self)
{
  return &self->vfs->files[HEARTH_COMPARTMENT_CORE].table;
}

/* What a crash would leave opens and shows both rows. */
void
handle_check_rows (Store *self)
{
  GError *error = NULL;

  fault_layer_fail (FAULT_OPEN, 0);
  store_abandon (self);
  store_open (self, &error);
  g_assert_no_error (error);
  g_assert_cmpint (store_query_int (self, "SELECT count (*) FROM core.t WHERE length (b) = 9000"),
                   ==, 2);
}
