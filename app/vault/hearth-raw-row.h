/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows as they lie in the pages of a database, read without SQLite: where a page above them is damaged,
 * SQLite no longer finds them. Nothing here trusts the bytes. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HEARTH_RAW_MAX_COLUMNS 200
#define HEARTH_RAW_MAX_PAYLOAD (16u << 20)

/* What a page holds; values of the format. */
typedef enum
{
  HEARTH_RAW_INDEX_INTERIOR = 2,
  HEARTH_RAW_TABLE_INTERIOR = 5,
  HEARTH_RAW_INDEX_LEAF = 10,
  HEARTH_RAW_TABLE_LEAF = 13,
} HearthRawKind;

/**
 * HearthRawPage: a b-tree page, taken apart. Borrows the bytes.
 */
typedef struct
{
  const guint8 *bytes;
  gsize usable;
  gsize header; /* 100 on page 1 */
  HearthRawKind kind;
  guint n_cells;
  guint32 right; /* interior: the last child */
} HearthRawPage;

/**
 * HearthRawCell:
 * @child: interior: what lies before it
 * @rowid: of tables
 * @payload: (nullable): what of it lies on the page; %NULL in interior pages of tables
 * @overflow: the page on which it goes on, 0: it is complete
 */
typedef struct
{
  guint32 child;
  gint64 rowid;
  const guint8 *payload;
  gsize n_local;
  gsize n_payload;
  guint32 overflow;
} HearthRawCell;

gboolean hearth_raw_page_parse (HearthRawPage *self,
                                const guint8 *bytes,
                                gsize usable,
                                guint32 number);
gboolean hearth_raw_page_get_cell (const HearthRawPage *self, guint index, HearthRawCell *out);

typedef enum
{
  HEARTH_RAW_NULL,
  HEARTH_RAW_INT,
  HEARTH_RAW_REAL,
  HEARTH_RAW_TEXT,
  HEARTH_RAW_BLOB,
} HearthRawType;

typedef struct
{
  HearthRawType type;
  gint64 number;
  const guint8 *bytes;
  gsize length;
} HearthRawValue;

/** HearthRawRow: the columns of a record. Borrows the payload. */
typedef struct
{
  guint n_columns;
  HearthRawValue columns[HEARTH_RAW_MAX_COLUMNS];
} HearthRawRow;

gboolean hearth_raw_row_parse (HearthRawRow *self, const guint8 *payload, gsize length);
const guint8 *hearth_raw_row_get_blob (const HearthRawRow *self, guint column, gsize length);
gboolean hearth_raw_row_get_int (const HearthRawRow *self, guint column, gint64 *out);
char *hearth_raw_row_dup_text (const HearthRawRow *self, guint column) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
