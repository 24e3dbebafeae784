/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The write path without its thread: policy, expected revision, signed commit, journal row, projection
 * and search index, in one transaction of one file. HearthStore calls it on the writer's thread. */
#pragma once

#include "hearth-change-set.h"
#include "hearth-db.h"
#include "hearth-vault.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _HearthAuditWait HearthAuditWait; /* hearth-audit-wait.h */

/** HearthWriter: in whose name is written. All borrowed. */
typedef struct
{
  HearthDb *db;
  HearthId dev;
  HearthId who;
  const char *const *roles;
  HearthPackSet *packs;  /* NULL: enums are not looked up */
  HearthVault *vault;    /* NULL: compartments in memory, without users */
  gint64 now_ms;         /* of a frozen clock; 0: the computer's */
  HearthAuditWait *wait; /* NULL: what finds no room on the disk fails */
} HearthWriter;
gint64 hearth_writer_get_now_ms (const HearthWriter *self);

/* The next part of a long act; NULL without error ends it. All parts write the same compartment. */
typedef HearthCommand *(*HearthNextFunc) (HearthDb *db, gpointer data, GError **error);
/* The same of parts that each begin a case and need nothing of the database; on another thread. */
typedef HearthCommand *(*HearthNextNewFunc) (gpointer data, GError **error);

HearthChangeSet *hearth_writer_execute (const HearthWriter *self,
                                        HearthCommand *command,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The answer of an act that changed no record. */
HearthChangeSet *hearth_writer_nothing (void) G_GNUC_WARN_UNUSED_RESULT;
HearthChangeSet *hearth_writer_execute_stream (const HearthWriter *self,
                                               HearthCompartment cmp,
                                               HearthNextFunc next,
                                               HearthNextNewFunc next_new,
                                               guint n_plans,
                                               gpointer data,
                                               GCancellable *cancellable,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
