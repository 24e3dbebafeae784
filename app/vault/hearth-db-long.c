/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Transactions that write more than memory should hold: a list of ten thousand people is half a gigabyte of
 * pages. */
#include "config.h"

#include "hearth-db-private.h"

/* Ids of records are hashes: the index by them is written in no order that a small cache could follow. Of ten
 * thousand new people it has half as much, and what is sorted at the end needs the rest. */
#define LONG_CACHE_KIB (64 << 10)

static gboolean
get_room (HearthDb *self, HearthCompartment cmp, gint64 *size, GError **error)
{
  char sql[64];
  gboolean is_done;

  g_snprintf (sql, sizeof sql, "PRAGMA %s.cache_size", hearth_compartment_get_name (cmp));
  _hearth_db_begin_unrestricted (self);
  is_done = _hearth_db_query_int (self, sql, size, error);
  _hearth_db_end_unrestricted (self);
  return is_done;
}

static gboolean
set_room (HearthDb *self, HearthCompartment cmp, gboolean spills, gint64 size, GError **error)
{
  char sql[128];

  g_snprintf (sql, sizeof sql,
              "PRAGMA %s.cache_spill = %s; PRAGMA %s.cache_size = %" G_GINT64_FORMAT,
              hearth_compartment_get_name (cmp), spills ? "ON" : "OFF",
              hearth_compartment_get_name (cmp), size);
  return _hearth_db_exec_unrestricted (self, sql, error);
}

/**
 * hearth_db_begin_long:
 * @cmp: the compartment that will be written
 *
 * Opens a transaction whose pages go to the journal, sealed, when they no longer fit in memory. In it nothing
 * may be rolled back to a savepoint (hearth-db-attach.c); the whole may. What it wrote is copied into the database
 * when the writer has nothing else to do, or with the next commit of the file. Ended with hearth_db_commit() or
 * hearth_db_rollback() and then, in any case, hearth_db_end_long().
 *
 * Returns: %FALSE with an error, and then there is nothing to end. Thread: the connection's.
 */
gboolean
hearth_db_begin_long (HearthDb *self, HearthCompartment cmp, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (self->usual_cache_size == 0, FALSE);

  /* Compartments in memory have no journal to spill to. */
  if (self->vfs == NULL || !hearth_db_has (self, cmp))
    return hearth_db_begin (self, error);
  if (!get_room (self, cmp, &self->usual_cache_size, error))
    return FALSE;
  _hearth_db_renew_autocheckpoint (self);
  if (set_room (self, cmp, TRUE, -LONG_CACHE_KIB, error) && hearth_db_begin (self, error))
    return TRUE;
  hearth_db_end_long (self, cmp);
  return FALSE;
}

/** hearth_db_end_long: settings are those of every day again. Thread: the connection's, in no transaction. */
void
hearth_db_end_long (HearthDb *self, HearthCompartment cmp)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (self != NULL);

  if (self->usual_cache_size == 0)
    return;
  /* A connection that does not take its settings back was stopped, and is about to be closed. */
  if (!set_room (self, cmp, FALSE, self->usual_cache_size, &error))
    g_debug ("the settings after a long transaction, code %d", error->code);
  self->usual_cache_size = 0;
  _hearth_db_renew_autocheckpoint (self);
}
