/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The indexes that the offered questions need (architecture 6), beside the tables that the schema
 * makes from the registry. A new sort or filter is a flag in the registry or a line in the .c file. */
#pragma once

#include "hearth-db.h"
#include "hearth-registry.h"

G_BEGIN_DECLS

/* A step that still wants something from somebody; @s is "" or the table's alias with its dot. Partial
 * indexes and every statement that is to use them must spell this alike, so both take it from here. Not as a
 * list: of more than two words SQLite makes a table of its own for every row that is written. */
#define HEARTH_STEP_OPEN_SQL(s)                                                                    \
  s "gone = 0 AND (" s "state = 'planned' OR " s "state = 'ready' OR " s                           \
    "state = 'in-progress' OR " s "state = 'waiting')"
/* The tracks of the manager's board. */
#define HEARTH_STEP_OWED_SQL(s) s "track IN ('compensation', 'documents')"

gboolean hearth_query_schema_create_indexes (HearthDb *db, HearthCompartment cmp, GError **error);
gboolean hearth_query_schema_add_field (HearthDb *db,
                                        const HearthKind *kind,
                                        const HearthField *field,
                                        GError **error);

/* The indexes that HEARTH_SCHEMA_LISTS brought. */
gboolean hearth_query_schema_add_list_indexes (HearthDb *db, GError **error);

/* The indexes of open steps as HEARTH_SCHEMA_ROSTER spells them. */
gboolean hearth_query_schema_renew_step_indexes (HearthDb *db, GError **error);

/* The indexes that HEARTH_SCHEMA_CARE brought. */
gboolean hearth_query_schema_add_care_indexes (HearthDb *db, HearthCompartment cmp, GError **error);

/* The indexes that HEARTH_SCHEMA_WAITS brought. */
gboolean hearth_query_schema_add_wait_indexes (HearthDb *db, HearthCompartment cmp, GError **error);

/* For acts on thousands of cases, in one transaction. */
gboolean hearth_query_schema_set_step_indexes_aside (HearthDb *db,
                                                     guint n_cases,
                                                     gboolean *is_aside,
                                                     GError **error);
gboolean hearth_query_schema_bring_step_indexes_back (HearthDb *db, GError **error);

gboolean hearth_query_schema_has_case_index (const HearthKind *kind);

/* Name of the column of core.person by which @field is sorted and filtered. */
char *hearth_query_schema_dup_column (const HearthField *field) G_GNUC_WARN_UNUSED_RESULT;
/* "column, surname_sort, given_sort", each once: what the index of a sort holds after "gone".
 * @direction: "" or " DESC". */
char *hearth_query_schema_dup_order (const HearthField *field,
                                     const char *direction) G_GNUC_WARN_UNUSED_RESULT;
/* Whether a list can be sorted by @field. */
gboolean hearth_query_schema_is_sortable (const HearthField *field);

G_END_DECLS
