/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows written straight into the projection of a database in memory, for tests and measurements of
 * questions that do not need a vault. */
#pragma once

#include "hearth-registry.h"
#include "hearth-stmt.h"

G_BEGIN_DECLS

/* Every compartment, empty, with its tables. */
HearthDb *hearth_test_rows_open (void) G_GNUC_WARN_UNUSED_RESULT;
/* The case id that stands for a small number. */
HearthId hearth_test_rows_case (guint index);
/* A row of @kind for a case; then field ids and texts ("" or NULL: unset), ended by NULL. Sort keys and
 * search index are kept as the store keeps them. Returns the row id. */
gint64 hearth_test_rows_add (HearthDb *db, const char *kind, guint index, ...)
    G_GNUC_NULL_TERMINATED;
void hearth_test_rows_exec (HearthDb *db, const char *sql);
/* @n cases of @n_steps steps each, in one transaction, the same for the same numbers; about a third of the
 * steps is done and a tenth overdue on 2025-06-20. */
void hearth_test_rows_fill (HearthDb *db, guint n_cases, guint n_steps);
/* @n cases by one statement, with number, surname and unit only and without search: for lists of great
 * length. */
void hearth_test_rows_fill_bare (HearthDb *db, guint n_cases);

G_END_DECLS
