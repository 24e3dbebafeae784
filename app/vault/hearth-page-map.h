/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All pages of one database as they are now: which are damaged, and to what each belongs. Read below
 * SQLite, so that it also works where SQLite refuses the file. */
#pragma once

#include "hearth-raw-row.h"
#include "hearth-vfs.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _HearthPageMap HearthPageMap;

/* Called now and then on the thread that reads. */
typedef void (*HearthPageProgressFunc) (guint64 n_pages, gpointer data);

/**
 * HearthPageInfo:
 * @is_damaged: not authentic, not current, or not there
 * @table: (nullable): table or index to which it belongs; %NULL: it could not be found out
 * @is_free: it holds nothing
 * @after: of a table: its rows have greater numbers than this
 * @until: and at most this
 */
typedef struct
{
  guint32 number;
  gboolean is_damaged;
  gboolean is_free;
  gboolean is_index;
  const char *table;
  gint64 after;
  gint64 until;
} HearthPageInfo;

HearthPageMap *hearth_page_map_new (HearthVfs *vfs,
                                    HearthCompartment cmp,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Reads every page, once. */
gboolean hearth_page_map_read (HearthPageMap *self,
                               HearthPageProgressFunc progress,
                               gpointer data,
                               GCancellable *cancellable,
                               GError **error);
void hearth_page_map_free (HearthPageMap *self);

guint32 hearth_page_map_get_n_pages (const HearthPageMap *self);
guint32 hearth_page_map_get_n_damaged (const HearthPageMap *self);
/* (element-type HearthPageInfo) the damaged pages, with what they belong to */
GArray *hearth_page_map_list_damaged (HearthPageMap *self) G_GNUC_WARN_UNUSED_RESULT;

/* A row of a readable page. @table is NULL where the page could not be placed. */
typedef void (*HearthRawRowFunc) (const char *table,
                                  gint64 rowid,
                                  const HearthRawRow *row,
                                  gpointer data);
/* Every row of @table and of pages that could not be placed, in no order. For tables without row
 * numbers and for indexes @rowid is 0. */
void hearth_page_map_scan (HearthPageMap *self,
                           const char *table,
                           HearthRawRowFunc func,
                           gpointer data);
/* The SQL text that made the table or index, NULL if it is not known. */
const char *hearth_page_map_get_sql (HearthPageMap *self, const char *name);
/* Name of the first index on @table whose first column is @column, NULL: none is known. */
const char *hearth_page_map_find_index (HearthPageMap *self, const char *table, const char *column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthPageMap, hearth_page_map_free)

G_END_DECLS
