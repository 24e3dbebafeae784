/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of steps and its indexes. It has more rows than all others together: of a list of ten thousand
 * people a million. For the writer thread. */
#pragma once

#include "hearth-db.h"

G_BEGIN_DECLS

/* A step that still wants something from somebody; @s is "" or the table's alias with its dot. Partial
 * indexes and every statement that is to use them must spell this alike, so both take it from here. Not as a
 * list: of more than two words SQLite makes a table of its own for every row that is written. */
#define HEARTH_STEP_OPEN_SQL(s)                                                                    \
  s "gone = 0 AND (" s "state = 'planned' OR " s "state = 'ready' OR " s                           \
    "state = 'in-progress' OR " s "state = 'waiting')"
/* The tracks of the manager's board. */
#define HEARTH_STEP_OWED_SQL(s) s "track IN ('compensation', 'documents')"

/* One of them that is settled. */
#define HEARTH_STEP_SETTLED_SQL(s)                                                                 \
  s "gone = 0 AND " s "state = 'done' AND " HEARTH_STEP_OWED_SQL (s)

/* Which indexes are not there at the moment; see hearth_step_schema_set_aside(). */
typedef enum
{
  HEARTH_STEP_INDEXES_NONE = 0,
  HEARTH_STEP_INDEXES_OPEN = 1 << 0, /* those of open steps */
  HEARTH_STEP_INDEXES_IDS = 1 << 1,  /* the one that finds a record */
} HearthStepIndexes;

/* In the transaction of a schema step of core: FIRST_LIGHT, ROSTER, CARE, STEPS. */
gboolean hearth_step_schema_create_indexes (HearthDb *db, GError **error);
gboolean hearth_step_schema_renew_open_indexes (HearthDb *db, GError **error);
gboolean hearth_step_schema_add_care_indexes (HearthDb *db, GError **error);
gboolean hearth_step_schema_make_anew (HearthDb *db, GError **error);
gboolean hearth_step_schema_add_board_indexes (HearthDb *db, GError **error); /* BOARD */

/* For acts on thousands of cases, in one transaction. */
gboolean hearth_step_schema_set_aside (
    HearthDb *db, guint n_cases, gboolean are_new, HearthStepIndexes *aside, GError **error);
gboolean hearth_step_schema_bring_back (HearthDb *db, HearthStepIndexes *aside, GError **error);

G_END_DECLS
