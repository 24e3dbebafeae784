/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields that two vaults set to different values without knowing of each other, and what each said
 * (bundles 3, 6). All of it is read from the signed lines. */
#pragma once

#include "hearth-journal.h"

G_BEGIN_DECLS

/**
 * HearthConflictSide:
 * @value: (nullable): %NULL: cleared. Of "gone": true or false
 * @commit: id of the line, 64 hex digits
 * @who: name from the author record, else the id
 * @bundle: (nullable): what the line came with; %NULL: written here
 * @lacks_earlier: it replaced a line that has not arrived
 *
 * One of the values, and who says so.
 */
typedef struct
{
  json_t *value;
  char *commit;
  char *who;
  char *role;
  char *bundle;
  HearthId dev;
  gint64 at_ms;
  gboolean lacks_earlier;
} HearthConflictSide;

/**
 * HearthConflictItem:
 * @id: for links and hearthctl
 * @case_id: zero: a shared record
 * @field: id; "gone": a deletion against an edit
 * @revision: of the record
 * @since_ms: of the youngest value
 * @ours: the greatest that was written here, else the one that came first
 * @theirs: the greatest of the others that says something else
 * @before: (nullable): the newest value that all of them replaced, if it is known
 *
 * An open question. Owned plain value.
 */
typedef struct
{
  HearthId id;
  const HearthKind *kind;
  HearthId rec;
  HearthId case_id;
  char *field;
  gint64 revision;
  gint64 since_ms;
  guint n_heads;
  HearthConflictSide ours;
  HearthConflictSide theirs;
  json_t *before;
} HearthConflictItem;
void hearth_conflict_item_free (HearthConflictItem *self);

/* First 16 bytes of H (rec ‖ field). */
HearthId hearth_conflict_derive_id (const HearthId *rec, const char *field);

/* (element-type HearthConflictItem) of all attached compartments, the most sensitive first, then the
 * oldest. @case_id: NULL for all. */
GPtrArray *hearth_conflict_query_list (HearthDb *db,
                                       const HearthId *case_id,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* How many there are of a case, in the attached compartments; NULL for all. */
gboolean hearth_conflict_query_count (HearthDb *db,
                                      const HearthId *case_id,
                                      guint *n_conflicts,
                                      GError **error);
/* @text: the id or an unambiguous beginning of it. NULL without error: none. */
HearthConflictItem *hearth_conflict_query_find (HearthDb *db,
                                                const char *text,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthConflictItem, hearth_conflict_item_free)

G_END_DECLS
