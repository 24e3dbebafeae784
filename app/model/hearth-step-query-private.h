/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-step-query.h"
#include "hearth-stmt.h"

G_BEGIN_DECLS

/* Columns of core.step s and core.person p, in the order in which the readers below take them. */
#define HEARTH_STEP_COLUMNS                                                                        \
  "s.rec, s.case_id, s.n, s.template, s.track, s.state, s.owner, s.blocker, s.waiting_for, "       \
  "s.note, s.occurrence, s.due, s.done_on, s.made_on, s.urgent, s.snoozed_to, s.snooze_reason, "   \
  "s.remind_on"
#define HEARTH_STEP_N_COLUMNS 18
#define HEARTH_STEP_COLUMN_MADE_ON 13
#define HEARTH_STEP_PERSON_COLUMNS                                                                 \
  "p.number, p.surname, p.given, p.patronymic, p.unit, p.facility, p.event, p.owner, "             \
  "p.surname_sort, p.given_sort"
#define HEARTH_STEP_PERSON_N_COLUMNS 10

/* FALSE: damaged ids; the row is to be left out. */
gboolean _hearth_step_row_read_step (HearthStepRow *self, HearthStmt *stmt, int first_column);
void _hearth_step_row_read_person (HearthStepRow *self, HearthStmt *stmt, int first_column);
HearthDate _hearth_step_get_date (HearthStmt *stmt, int column);

/* A row beside what it is sorted by, so that keys are read once. */
typedef struct
{
  HearthStepRow *row;
  char *name_key; /* surname and given name */
} HearthStepSortable;

GArray *_hearth_step_sortable_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* @first_column: of HEARTH_STEP_PERSON_COLUMNS */
char *_hearth_step_dup_name_key (HearthStmt *stmt, int first_column) G_GNUC_WARN_UNUSED_RESULT;
/* Takes the rows out in order of @day (NONE last), name, template, occurrence; at most @limit, 0: all. */
GPtrArray *_hearth_step_sortable_finish (GArray *sortables,
                                         HearthDate (*day) (const HearthStepRow *row),
                                         guint limit) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
