/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-db.h"

#include <sqlite3.h>

G_BEGIN_DECLS

struct _HearthDb
{
  sqlite3 *handle;
  HearthVfs *vfs; /* borrowed; NULL: in memory */
  HearthDbRole role;
  guint attached;       /* bit per compartment */
  guint n_unrestricted; /* brackets open, in which the authorizer lets all pass */
  GCancellable *cancellable;
  gint is_stopped;         /* atomic: every statement is refused from now on */
  gint64 usual_cache_size; /* while a long transaction has another; 0: none is open */
  gint64 committed_us; /* atomic: when the last write was committed and not yet copied; 0: none */
  gint is_behind;      /* atomic: a long transaction was committed and not yet copied */
  gboolean is_held;    /* nothing is copied at the moment */

  /* Statements at rest, by their text; the queue has the most recently used at its head. */
  GHashTable *idle;
  GQueue idle_order;
  guint n_busy;
};

void _hearth_db_begin_unrestricted (HearthDb *self);
void _hearth_db_end_unrestricted (HearthDb *self);

gboolean _hearth_db_exec_unrestricted (HearthDb *self, const char *sql, GError **error);
gboolean _hearth_db_check (HearthDb *self, int result, const char *act, GError **error);
gboolean _hearth_db_query_int (HearthDb *self, const char *sql, gint64 *out_value, GError **error);

gboolean _hearth_db_query_text (HearthDb *self, const char *sql, char **out_text, GError **error);
HearthDb *_hearth_db_open_connection (HearthVfs *vfs,
                                      HearthDbRole role,
                                      const char *vfs_name,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean _hearth_db_attach_path (HearthDb *self,
                                 HearthCompartment cmp,
                                 const char *path,
                                 GError **error);
void _hearth_db_detach (HearthDb *self, HearthCompartment cmp);

gboolean _hearth_db_refuse_if_stopped (HearthDb *self, GError **error);
void _hearth_db_stop (HearthDb *self);
void _hearth_db_skip_checkpoint (HearthDb *self);
gboolean _hearth_db_take_idle (HearthDb *self, gint64 idle_us);

/* hearth-db-attach.c */
gboolean _hearth_db_checkpoint (HearthDb *self,
                                HearthCompartment cmp,
                                gboolean truncate,
                                GError **error);
void _hearth_db_hold_checkpoints (HearthDb *self, gboolean hold);
void _hearth_db_renew_autocheckpoint (HearthDb *self);

/* hearth-db-rewrite.c */
#define HEARTH_DB_LOCK_PAGE ((1u << 30) / 4096 + 1)
gboolean _hearth_db_rewrite (HearthDb *self, HearthCompartment cmp, GError **error);
gboolean _hearth_db_reseal_lock_page (HearthDb *self, HearthCompartment cmp, GError **error);

/* hearth-stmt.c */
void _hearth_stmt_cache_init (HearthDb *db);
void _hearth_stmt_cache_clear (HearthDb *db);

G_END_DECLS
