/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-registry.h"
#include "hearth-schema.h"

G_BEGIN_DECLS

/* Per file: journal, touch, conflict (bundles 3), draft, keyring; per kind of the registry one table
 * of its name: id INTEGER PRIMARY KEY, rec (16 bytes), case_id (16 bytes, NULL for shared records),
 * n (revision), gone (0, 1), then the fields: text, dates as they stand in lines, lists as JSON, integers,
 * booleans 0 and 1, ids as 16 bytes; "<field>_sort" after each sorted one. Where a kind has searched
 * fields: FTS5 table search with a column each, rowid = id of the row, words as
 * hearth-search-text makes them. */
const HearthSchema *hearth_model_get_schema (void);
/* (transfer none): what SQLite calls it. */
const char *hearth_registry_schema_get_column_type (const HearthField *field);

G_END_DECLS
