/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Questions about cases, all in SQL over covering indexes, for the reader thread (HearthReadFunc).
 * Rows hold only what lists show; titles of pack entries are looked up by whoever shows them. */
#pragma once

#include "hearth-date.h"
#include "hearth-db.h"
#include "hearth-record.h"
#include "hearth-search.h"

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  HEARTH_RING_MEDICAL,
  HEARTH_RING_DOCUMENTS,
  HEARTH_RING_COMPENSATION,
  HEARTH_RING_REHABILITATION,
  HEARTH_N_RINGS,
} HearthRing;

/**
 * HearthCaseQuery: what a list wants. Immutable once handed over, counted.
 */
typedef struct _HearthCaseQuery HearthCaseQuery;
HearthCaseQuery *hearth_case_query_new (void) G_GNUC_WARN_UNUSED_RESULT;
HearthCaseQuery *hearth_case_query_ref (HearthCaseQuery *self);
void hearth_case_query_unref (HearthCaseQuery *self);
/* Words in any order and spelling, each as it begins; NULL: all. Of these, who has them but for a slip if
 * nobody has them. */
void hearth_case_query_set_search (HearthCaseQuery *self, HearthSearch *search);
HearthSearch *hearth_case_query_get_search (const HearthCaseQuery *self);
void hearth_case_query_set_text (HearthCaseQuery *self, const char *text);
/* FALSE: no such field to filter or sort by. All filters must hold. By every field of a person, and
 * by "captured", "captured_at", "released", "flags" (one of them), "overdue" and "conflict" ("true" or
 * "false"): some value of the case waits for somebody to decide between two. Dates by year, month or day;
 * enums and ids by id; "" finds those whose field is not known. */
gboolean hearth_case_query_add_filter (HearthCaseQuery *self, const char *field, const char *value);
/* By every sorted or indexed field of a person, by "name" (the default: surname, given name), "released",
 * "overdue": longest overdue first, and "owed_kop": by the sum as it was counted last; by name without the compartment. Who has no value comes last, either way. */
gboolean hearth_case_query_set_sort (HearthCaseQuery *self, const char *field, gboolean descending);
void hearth_case_query_set_value_order (HearthCaseQuery *self, const char *const *values);
gboolean hearth_case_query_is_filtered (const HearthCaseQuery *self);
gboolean hearth_case_query_needs_steps (
    const HearthCaseQuery *self); /* a done step changes the list */
void hearth_case_query_set_today (HearthCaseQuery *self, HearthDate today);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthCaseQuery, hearth_case_query_unref)
#define HEARTH_TYPE_CASE_QUERY (hearth_case_query_get_type ())
GType hearth_case_query_get_type (void);

/* (element-type gint64) row ids of core.person in the order asked for. */
GArray *hearth_case_query_run (HearthDb *db,
                               const HearthCaseQuery *query,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * HearthCaseFacet: a value that a filter can be set to, and how many cases it would then find.
 */
typedef struct
{
  char *value;
  guint n_cases;
} HearthCaseFacet;
void hearth_case_facet_free (HearthCaseFacet *self);
/* (element-type HearthCaseFacet) the values of @field in the cases that @query finds. */
GPtrArray *hearth_case_query_facets (HearthDb *db,
                                     const HearthCaseQuery *query,
                                     const char *field,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * HearthCaseRow: what a list shows of one case. Owned plain value.
 */
typedef struct
{
  gint64 row_id;
  HearthId case_id;
  char *number;
  char *surname, *given, *patronymic, *name_latin, *call_sign;
  char *rank, *branch, *unit, *category, *condition, *stage, *owner, *facility,
      *ward;   /* pack ids or text */
  char *flags; /* JSON array of pack ids, or NULL */
  char *event; /* hex digits, or NULL */
  HearthDate arrived;
  HearthPartialDate birth;
  HearthPartialDate released;
  guint n_overdue; /* open steps due before today */
  gint64 owed_kop; /* of all benefits, as it was counted last (hearth_owed_refresh()) */
  gboolean is_owed_known;
  guint ring_done[HEARTH_N_RINGS];
  guint ring_total[HEARTH_N_RINGS]; /* steps that apply */
  const char *matched;              /* field of the person in which a search found most, or NULL */
  char *variant;                    /* what stands in it */
  HearthSearchHow how;
} HearthCaseRow;
void hearth_case_row_free (HearthCaseRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthCaseRow, hearth_case_row_free)

/* (element-type HearthCaseRow) rows of the given ids, in that order; ids that are gone are left out. */
GPtrArray *hearth_case_query_rows (HearthDb *db,
                                   const gint64 *row_ids,
                                   guint n_row_ids,
                                   HearthDate today,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The row of one case. *@out is NULL without an error if there is none. */
gboolean hearth_case_query_row (
    HearthDb *db, const HearthId *case_id, HearthDate today, HearthCaseRow **out, GError **error);

/** HearthCaseKey: where a case stands in core.person. */
typedef struct
{
  HearthId case_id;
  gint64 row_id;
} HearthCaseKey;
/* (element-type HearthCaseKey) of all cases, by case id; row id of one of them, -1 if it is not there. */
GArray *hearth_case_query_all (HearthDb *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GArray *hearth_case_query_all_unless_known (HearthDb *db,
                                            GArray *known,
                                            gint64 *version,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
gint64 hearth_case_keys_find (const GArray *keys, const HearthId *case_id);

/* A case by id, by number, or by an unambiguous prefix of at least 6 hex digits. FALSE without error: none
 * or several. */
gboolean hearth_case_query_find (HearthDb *db, const char *text, HearthId *out, GError **error);

/* The case of a row of the list. FALSE without error: gone meanwhile. */
gboolean hearth_case_query_find_row (HearthDb *db, gint64 row_id, HearthId *out, GError **error);

/* "Surname Given Patronymic", as much as is known. */
char *hearth_case_row_dup_name (const HearthCaseRow *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
