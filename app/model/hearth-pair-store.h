/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people said of two cases that may be of one person, in the sealed table "pair" of core: local, never a
 * commit, never in a bundle. Who was told apart stays apart (product 9). */
#pragma once

#include "hearth-duplicates.h"
#include "hearth-store.h"

G_BEGIN_DECLS

/* On the disk by its number: append only. */
typedef enum
{
  HEARTH_PAIR_OPEN,      /* nobody said anything yet; never on the disk */
  HEARTH_PAIR_SAME,      /* one person, who has two cases */
  HEARTH_PAIR_DIFFERENT, /* two people */
  HEARTH_PAIR_LATER,     /* looked at, and put off */
  HEARTH_N_PAIR_VERDICTS,
} HearthPairVerdict;

/** HearthPair: Owned plain value. */
typedef struct
{
  HearthDuplicatePair *pair;
  HearthPairVerdict verdict;
} HearthPair;

void hearth_pair_free (HearthPair *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthPair, hearth_pair_free)

/* OPEN takes back what was said. On the writer, in a transaction of the caller's. */
gboolean hearth_pair_store_put (const HearthWriter *writer,
                                const HearthId *one,
                                const HearthId *other,
                                HearthPairVerdict verdict,
                                GError **error);
/* (element-type HearthPair) all pairs of the vault that may be of one person, with what was said of them; best
 * first. On the reader. */
GPtrArray *hearth_pair_store_sweep (HearthDb *db,
                                    HearthGivenNames *names,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

void hearth_pair_store_sweep_async (HearthContext *context,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GPtrArray *hearth_pair_store_sweep_finish (HearthStore *store,
                                           GAsyncResult *result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type HearthId) the cases that were said to be of the same person as this one. On the reader. */
GArray *hearth_pair_store_list_same (HearthDb *db,
                                     const HearthId *case_id,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Asks for the right to write core: DENIED is an ordinary answer. */
void hearth_pair_store_decide_async (HearthContext *context,
                                     const HearthId *one,
                                     const HearthId *other,
                                     HearthPairVerdict verdict,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
HearthChangeSet *hearth_pair_store_decide_finish (HearthStore *store,
                                                  GAsyncResult *result,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
