/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The people of a list become cases, or join the cases that are theirs: all in one act, or none. */
#pragma once

#include "hearth-case-acts.h"

G_BEGIN_DECLS

/**
 * HearthRosterEntry:
 * @fields: as for hearth_case_open()
 * @case_id: whose case it is; zero: a new person
 * @note: (nullable): what the list says otherwise than the case, for a person to decide; becomes a note
 *
 * One person of a list, and what becomes of them. Owned plain value.
 */
typedef struct
{
  json_t *fields;
  HearthId case_id;
  char *note;
} HearthRosterEntry;

HearthRosterEntry *hearth_roster_entry_new (const json_t *fields,
                                            const HearthId *case_id,
                                            const char *note) G_GNUC_WARN_UNUSED_RESULT;
void hearth_roster_entry_free (HearthRosterEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthRosterEntry, hearth_roster_entry_free)

/**
 * HearthRosterMapping:
 * @headings: hearth_roster_dup_key()
 * @fields: hearth_roster_dup_mapping()
 *
 * How the columns of a list were taken, to be remembered with the import. Borrowed.
 */
typedef struct
{
  const char *headings;
  const char *fields;
} HearthRosterMapping;

HearthChangeSet *hearth_roster_import (HearthContext *context,
                                       GPtrArray *entries,
                                       const HearthRosterMapping *mapping,
                                       HearthProgressFunc progress,
                                       gpointer data,
                                       GCancellable *cancellable,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_roster_import_async (HearthContext *context,
                                 GPtrArray *entries,
                                 const HearthRosterMapping *mapping,
                                 HearthProgressFunc progress /* on main, 10 Hz at most */,
                                 gpointer progress_data,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
HearthChangeSet *hearth_roster_import_finish (GAsyncResult *result,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* How the columns of a list with these headings were taken the last time; NULL without error: never. */
char *hearth_roster_recall_mapping (HearthContext *context,
                                    const char *headings,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_roster_recall_mapping_async (HearthContext *context,
                                         const char *headings,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
char *hearth_roster_recall_mapping_finish (GAsyncResult *result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
