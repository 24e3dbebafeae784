/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The indexes that the offered questions need (architecture 6), beside the tables that the schema
 * makes from the registry. A new sort or filter is a flag in the registry or a line in the .c file. */
#pragma once

#include "hearth-db.h"
#include "hearth-registry.h"

G_BEGIN_DECLS

gboolean hearth_query_schema_create_indexes (HearthDb *db, HearthCompartment cmp, GError **error);
gboolean hearth_query_schema_add_field (HearthDb *db,
                                        const HearthKind *kind,
                                        const HearthField *field,
                                        GError **error);

/* The indexes that HEARTH_SCHEMA_LISTS brought. */
gboolean hearth_query_schema_add_list_indexes (HearthDb *db, GError **error);

/* The indexes that HEARTH_SCHEMA_CARE brought. */
gboolean hearth_query_schema_add_care_indexes (HearthDb *db, HearthCompartment cmp, GError **error);

/* The indexes that HEARTH_SCHEMA_WAITS brought. */
gboolean hearth_query_schema_add_wait_indexes (HearthDb *db, HearthCompartment cmp, GError **error);

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
