/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may be the same person. Only offered: nothing is merged, and who is told apart stays apart. */
#pragma once

#include "hearth-context.h"
#include "hearth-match.h"

G_BEGIN_DECLS

/* So many are offered for one person. */
#define HEARTH_DUPLICATES_MAX 20

/** HearthDuplicate: somebody who is here already. Owned plain value. */
typedef struct
{
  HearthId case_id;
  char *number;
  char *name;
  char *birth; /* as it stands there, or NULL */
  char *unit;
  HearthMatch match;
} HearthDuplicate;

void hearth_duplicate_free (HearthDuplicate *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthDuplicate, hearth_duplicate_free)

/** HearthDuplicatePair: two cases that may be of one person. Owned plain value. */
typedef struct
{
  HearthId cases[2];
  char *numbers[2];
  HearthMatch match;
} HearthDuplicatePair;

void hearth_duplicate_pair_free (HearthDuplicatePair *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthDuplicatePair, hearth_duplicate_pair_free)

/* For a form: @person is what was typed so far, fields by their ids. @except: the case that is edited, or
 * NULL. (element-type HearthDuplicate) best first. */
void hearth_duplicates_find_async (HearthContext *context,
                                   const json_t *person,
                                   const HearthId *except,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GPtrArray *hearth_duplicates_find_finish (HearthContext *context,
                                          GAsyncResult *result,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same on the reader. */
GPtrArray *hearth_duplicates_query (HearthDb *db,
                                    HearthGivenNames *names,
                                    const json_t *person,
                                    const HearthId *except,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* (element-type GPtrArray of HearthDuplicate) for every one of @people (element-type json_t), in their
 * order; an element is empty for who is new. On the reader. */
GPtrArray *hearth_duplicates_query_many (HearthDb *db,
                                         HearthGivenNames *names,
                                         GPtrArray *people,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** HearthDuplicateWithin: two people of one list, by their places. Plain value. */
typedef struct
{
  guint earlier, later;
  HearthMatch match;
} HearthDuplicateWithin;

/* (element-type HearthDuplicateWithin) for everybody of @people (element-type json_t) who may be the same as
 * somebody before, the best match, in order of places. Any thread. */
GArray *hearth_duplicates_find_within (HearthGivenNames *names,
                                       GPtrArray *people) G_GNUC_WARN_UNUSED_RESULT;

/* (element-type HearthDuplicatePair) all pairs of the vault, best first. On the reader. */
GPtrArray *hearth_duplicates_sweep (HearthDb *db,
                                    HearthGivenNames *names,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
