/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case-list.h"
#include "hearth-case-query-private.h"

G_BEGIN_DECLS

/* Where a list reads from: the store, or in tests a database in memory. */
typedef struct
{
  void (*read_async) (gpointer reader,
                      HearthReadFunc func,
                      gpointer data,
                      GDestroyNotify data_destroy,
                      GDestroyNotify result_destroy,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
  gpointer (*read_finish) (gpointer reader, GAsyncResult *result, GError **error);
} HearthCaseListReader;

/* @reader: a GObject, kept. */
HearthCaseList *_hearth_case_list_new_for_reader (const HearthCaseListReader *vtable,
                                                  gpointer reader,
                                                  HearthClock *clock) G_GNUC_WARN_UNUSED_RESULT;

/* What a commit means for the list: @touches says which cases it concerns. */
typedef gboolean (*HearthCaseListTouches) (const HearthId *case_id, gpointer data);
void _hearth_case_list_follow (HearthCaseList *self,
                               gboolean is_order_touched,
                               HearthCaseListTouches touches,
                               gpointer data);

/* hearth-case-list-read.c: the two questions of a list, for the reader thread. */
typedef struct
{
  GArray *ids;  /* gint64; not to be changed */
  GArray *keys; /* HearthCaseKey; not to be changed, for the next question may give them back */
  gint64 keys_version;
  HearthCaseOrder *order; /* of all cases; or NULL */
} HearthCaseListSnapshot;
void _hearth_case_list_snapshot_free (HearthCaseListSnapshot *self);

typedef struct
{
  HearthCaseQuery *query; /* for a snapshot */
  GArray *keys;           /* of the snapshot before; or NULL */
  gint64 keys_version;
  HearthCaseOrder *order; /* with the keys; or NULL */
  GArray *row_ids;        /* gint64, for rows */
  HearthSearch *search;   /* which rows are to say where it was found; or NULL */
  HearthDate today;
} HearthCaseListQuestion;
HearthCaseListQuestion *_hearth_case_list_question_new (HearthDate today) G_GNUC_WARN_UNUSED_RESULT;
void _hearth_case_list_question_free (HearthCaseListQuestion *self);
gpointer _hearth_case_list_read_snapshot (HearthDb *db, gpointer data, GError **error);
gpointer _hearth_case_list_read_rows (HearthDb *db, gpointer data, GError **error);

G_END_DECLS
