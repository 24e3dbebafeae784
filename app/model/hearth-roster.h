/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of people as they really come: CSV in several charsets, delimiters, headings and date forms.
 * Reading and checking need no vault. Nothing is written before everything was checked. */
#pragma once

#include "hearth-csv.h"
#include "hearth-date.h"
#include "hearth-db.h"
#include "hearth-id.h"
#include "hearth-match.h"
#include "hearth-pack-set.h"

#include <jansson.h>

G_BEGIN_DECLS

/**
 * HearthRosterProblem:
 * @row: of the table as a spreadsheet counts: the first row is 1; 0 for the whole file
 * @other_row: the row that @row repeats, 0 if the problem concerns one row
 * @column: the heading, or "" for the row as a whole
 * @code: a stable id: `date-invalid`, `date-in-future`, `date-implausible`, `captured-before-birth`,
 *   `released-before-captured`, `missing-surname`, `missing-column`, `no-rows`, `too-few-cells`,
 *   `too-many-cells`, `duplicate-row`, `formula-text`, `unknown-value`, `bad-name`,
 *   `control-character`, `direction-character`, `too-long`; as warnings `category-age`,
 *   `column-not-taken`
 * @message: English, without the value; the window makes its own sentence from @code
 * @is_warning: does not refuse the file
 */
typedef struct
{
  guint row;
  guint other_row;
  char *column;
  const char *code;
  const char *message;
  gboolean is_warning;
} HearthRosterProblem;

void hearth_roster_problem_free (HearthRosterProblem *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthRosterProblem, hearth_roster_problem_free)

/**
 * HearthRoster:
 *
 * A list read into memory, with the field that each of its columns is taken as. Counted. Not for two
 * threads at once: the mapping changes.
 */
typedef struct _HearthRoster HearthRoster;

HearthRoster *hearth_roster_read (GBytes *bytes,
                                  HearthPackSet *packs,
                                  HearthCsvPosition *position,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
HearthRoster *hearth_roster_ref (HearthRoster *self);
void hearth_roster_unref (HearthRoster *self);

const char *hearth_roster_get_charset (HearthRoster *self);
gunichar hearth_roster_get_delimiter (HearthRoster *self);
guint hearth_roster_get_n_rows (HearthRoster *self);
guint hearth_roster_get_n_columns (HearthRoster *self);
const char *hearth_roster_get_heading (HearthRoster *self, guint column);
guint hearth_roster_get_row_number (HearthRoster *self, guint row);
const char *hearth_roster_get_cell (HearthRoster *self, guint row, guint column);

const char *const *hearth_roster_get_fields (void);
const char *hearth_roster_get_mapping (HearthRoster *self, guint column);
gboolean hearth_roster_set_mapping (HearthRoster *self, guint column, const char *field);

void hearth_roster_guess (HearthRoster *self);
char *hearth_roster_dup_key (HearthRoster *self) G_GNUC_WARN_UNUSED_RESULT;
char *hearth_roster_dup_mapping (HearthRoster *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_roster_take_mapping (HearthRoster *self, const char *text);

GPtrArray *hearth_roster_check (HearthRoster *self, HearthDate today) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_roster_problems_refuse (GPtrArray *problems);
GPtrArray *hearth_roster_get_people (HearthRoster *self,
                                     HearthDate today,
                                     const json_t *defaults) G_GNUC_WARN_UNUSED_RESULT;

/**
 * HearthRosterPerson: one row that was read. Owned plain value.
 * @fields: as hearth_case_open() takes them
 * @row: of the table as a spreadsheet counts
 * @repeated_row: the row that it repeats, or 0
 */
typedef struct
{
  json_t *fields;
  guint row;
  guint repeated_row;
} HearthRosterPerson;

void hearth_roster_person_free (HearthRosterPerson *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthRosterPerson, hearth_roster_person_free)

GPtrArray *hearth_roster_list_people (HearthRoster *self,
                                      HearthDate today,
                                      const json_t *defaults,
                                      GPtrArray **problems) G_GNUC_WARN_UNUSED_RESULT;

/**
 * HearthRosterDuplicate: a person of a list who looks like somebody. Owned plain value.
 * @index: in the array of people
 * @is_in_list: like somebody further up in the list, else like a case
 * @other_index: the one further up
 * @case_id: the case
 * @present: what is known of the other, by the ids of the fields; %NULL but for the best of a person
 * @match: see hearth_match_is_likely ()
 */
typedef struct
{
  guint index;
  gboolean is_in_list;
  guint other_index;
  HearthId case_id;
  char *case_number;
  json_t *present;
  HearthMatch match;
} HearthRosterDuplicate;

void hearth_roster_duplicate_free (HearthRosterDuplicate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthRosterDuplicate, hearth_roster_duplicate_free)

GPtrArray *hearth_roster_find_duplicates (HearthDb *db,
                                          HearthGivenNames *names,
                                          GPtrArray *people,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *hearth_roster_find_repeated (HearthGivenNames *names,
                                        GPtrArray *people) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthRoster, hearth_roster_unref)

G_END_DECLS
