/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is owed to everybody, kept beside the records so that lists of 100 000 cases can tell it: counted anew for
 * the cases of which the journal has new lines, and for all when the day or a rule is another. Local, never in a
 * line or a bundle. */
#pragma once

#include "hearth-case-acts.h"
#include "hearth-context.h"

G_BEGIN_DECLS

/* @as_of: NONE: the day of the context's clock. @progress: (nullable): called on the caller's thread.
 * Blocks; between its parts others may write. FALSE with an error, G_IO_ERROR_CANCELLED with what was kept
 * before still marked as old; %HEARTH_MODEL_ERROR_NO_ACCESS without the compartment. */
gboolean hearth_owed_refresh (HearthContext *context,
                              HearthDate as_of,
                              HearthProgressFunc progress,
                              gpointer progress_data,
                              GCancellable *cancellable,
                              GError **error);
/* The same without blocking. Thread: main. */
void hearth_owed_refresh_async (HearthContext *context,
                                HearthProgressFunc progress,
                                gpointer progress_data,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* @n_counted: (out) (optional): how many cases were counted */
gboolean hearth_owed_refresh_finish (GAsyncResult *result, guint *n_counted, GError **error);

/* All of it is counted on the next refresh. On the writer, in a transaction. */
gboolean hearth_owed_forget (HearthDb *db, GError **error);

/**
 * HearthOwed:
 *
 * A question for many cases and benefits in a row. Thread: the connection's.
 */
typedef struct _HearthOwed HearthOwed;

/* NULL without error: the login does not hold the compartment. */
HearthOwed *hearth_owed_new (HearthDb *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_owed_free (HearthOwed *self);
/* All benefits of a case together; what was paid too much for one takes nothing off another. @is_known: (out): FALSE: it
 * was not counted yet. */
gboolean hearth_owed_get (HearthOwed *self,
                          const HearthId *case_id,
                          gint64 *owed_kop,
                          gboolean *is_known,
                          GError **error);
/**
 * HearthOwedWalk:
 *
 * What is owed in all cases, benefit by benefit, for whoever walks over them in the order of their ids. Thread:
 * the connection's.
 */
typedef struct _HearthOwedWalk HearthOwedWalk;

/* @benefit: its code, lent until the next is asked for; @owed_kop: surely, not 0, below it: more was paid than it may
 * come to */
typedef struct
{
  const char *benefit;
  gint64 owed_kop;
} HearthOwedItem;

/* NULL without error: the login does not hold the compartment. */
HearthOwedWalk *hearth_owed_walk_new (HearthDb *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_owed_walk_free (HearthOwedWalk *self);
/* @case_id: the one asked for last, or a greater one; @has_item: (out): FALSE: it has no more */
gboolean hearth_owed_walk_next (HearthOwedWalk *self,
                                const HearthId *case_id,
                                HearthOwedItem *item,
                                gboolean *has_item,
                                GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthOwedWalk, hearth_owed_walk_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthOwed, hearth_owed_free)

G_END_DECLS
