/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of people as they really come: CSV in several charsets, delimiters, headings and date forms.
 * Reading and checking need no vault. Nothing is written before everything was checked. */
#pragma once

#include "hearth-context.h"
#include "hearth-csv.h"

G_BEGIN_DECLS

/** HearthRosterProblem: @row: line of the table as people count it (heading = 1), @column: heading text or "" for the row. */
typedef struct
{
  guint row;
  char *column;
  char *code;          /* stable kebab-case id */
  char *message;       /* English sentence without the value; the window makes its own from @code */
  gboolean is_warning; /* does not refuse the file */
} HearthRosterProblem;

typedef struct _HearthRoster HearthRoster;

/* Reads the file as a table: charset, delimiter, headings; guesses the mapping. Bounded (64 MiB, 100 000 rows). */
HearthRoster *hearth_roster_read (GBytes *bytes,
                                  HearthPackSet *packs,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
HearthRoster *hearth_roster_ref (HearthRoster *self);
void hearth_roster_unref (HearthRoster *self);

const char *hearth_roster_get_charset (
    HearthRoster *self); /* "UTF-8", "UTF-16LE", "windows-1251" */
gunichar hearth_roster_get_delimiter (HearthRoster *self);
guint hearth_roster_get_n_rows (HearthRoster *self); /* without the heading */
guint hearth_roster_get_n_columns (HearthRoster *self);
const char *hearth_roster_get_heading (HearthRoster *self, guint column);
const char *hearth_roster_get_cell (HearthRoster *self, guint row, guint column); /* row from 0 */
/* Field id of a column: a field of "case add", or "name" (whole name in one column), or NULL: not taken. */
const char *hearth_roster_get_mapping (HearthRoster *self, guint column);
gboolean hearth_roster_set_mapping (HearthRoster *self,
                                    guint column,
                                    const char *field); /* FALSE: unknown or taken twice */
const char *const *hearth_roster_get_fields (void);     /* ids that a column can be mapped to */

/* Checks every row under the present mapping: (element-type HearthRosterProblem), in order of rows. @today bounds birth dates etc. */
GPtrArray *hearth_roster_check (HearthRoster *self, HearthDate today) G_GNUC_WARN_UNUSED_RESULT;
/* The rows as fields of hearth_case_open_many (): (element-type json_t); rows with problems are left out.
 * @defaults: fields for every row that has none of its own ("event", "released", "facility"), or NULL. */
GPtrArray *hearth_roster_get_people (HearthRoster *self,
                                     HearthDate today,
                                     const json_t *defaults) G_GNUC_WARN_UNUSED_RESULT;

/** HearthRosterDuplicate: a row that looks like somebody who is already here. */
typedef struct
{
  guint row; /* as in problems */
  HearthId case_id;
  char *case_number;
} HearthRosterDuplicate;
/* For the reader thread: (element-type HearthRosterDuplicate): same folded name and compatible birth date. */
GPtrArray *hearth_roster_find_duplicates (HearthDb *db,
                                          GPtrArray *people,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthRoster, hearth_roster_unref)

G_END_DECLS
