/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table that leaves the vault: typed columns, so that every way out writes a date as a date and a sum as a
 * sum. */
#pragma once

#include "hearth-date.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* More do not stay readable on a sheet of paper. */
#define HEARTH_TABLE_MAX_COLUMNS 12

/**
 * HearthTable:
 *
 * Built cell by cell from the left by one thread; once it is sealed, immutable, counted and for any thread.
 */
typedef struct _HearthTable HearthTable;

typedef enum
{
  HEARTH_COLUMN_TEXT,
  HEARTH_COLUMN_DATE,
  HEARTH_COLUMN_COUNT,
  HEARTH_COLUMN_MONEY, /* kopiykas */
  HEARTH_COLUMN_DAYS,
} HearthColumnType;

typedef enum
{
  HEARTH_CELL_EMPTY, /* not known, or nothing to say */
  HEARTH_CELL_TEXT,
  HEARTH_CELL_DATE,
  HEARTH_CELL_NUMBER,
  HEARTH_CELL_HIDDEN, /* a number that is not told */
} HearthCellKind;

/* What stands in place of a number that is not told. It says nothing of how great it is. */
#define HEARTH_TABLE_HIDDEN_TEXT "*"

/* @language: "uk", or English for all others: of dates and sums; @title: in that language */
HearthTable *hearth_table_new (const char *language, const char *title) G_GNUC_WARN_UNUSED_RESULT;
HearthTable *hearth_table_ref (HearthTable *self);
void hearth_table_unref (HearthTable *self);

/* Before the first cell. */
void hearth_table_add_column (HearthTable *self, HearthColumnType type, const char *title);
/* What was asked: dates, parameters; one line. */
void hearth_table_set_parameters (HearthTable *self, const char *text);
/* Sources, what is left out and why. Each a line of its own. */
void hearth_table_add_note (HearthTable *self, const char *text);

/* The next cell; a row is full when it has all its columns. NULL and NONE are empty cells. */
void hearth_table_add_text (HearthTable *self, const char *text);
void hearth_table_add_date (HearthTable *self, HearthDate date);
void hearth_table_add_number (HearthTable *self, gint64 number);
void hearth_table_add_hidden (HearthTable *self);
void hearth_table_add_empty (HearthTable *self);
/* The next row is that of the totals, and the last. */
void hearth_table_begin_totals (HearthTable *self);
void hearth_table_seal (HearthTable *self);

const char *hearth_table_get_language (const HearthTable *self);
const char *hearth_table_get_title (const HearthTable *self);
const char *hearth_table_get_parameters (const HearthTable *self); /* NULL: none */
const char *const *hearth_table_get_notes (const HearthTable *self);
guint hearth_table_get_n_columns (const HearthTable *self);
HearthColumnType hearth_table_get_column_type (const HearthTable *self, guint column);
const char *hearth_table_get_column_title (const HearthTable *self, guint column);
/* With that of the totals, which is the last. */
guint hearth_table_get_n_rows (const HearthTable *self);
gboolean hearth_table_has_totals (const HearthTable *self);
HearthCellKind hearth_table_get_kind (const HearthTable *self, guint row, guint column);
const char *hearth_table_get_text (const HearthTable *self, guint row, guint column);
/* A number, or the days of a date since 1970. */
gint64 hearth_table_get_number (const HearthTable *self, guint row, guint column);
/* As people read it; "" for an empty cell. */
char *hearth_table_dup_cell (const HearthTable *self,
                             guint row,
                             guint column) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthTable, hearth_table_unref)

G_END_DECLS
