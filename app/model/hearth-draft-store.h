/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-store.h"

G_BEGIN_DECLS

/**
 * HearthDraft:
 * @cmp: whose file keeps it: what is typed is as sensitive as what is saved
 * @form: which form, for example "case"; interned
 * @rec: the record that the form is about; zero for one that is not there yet
 * @case_id: the case; zero for none yet
 * @revision: of the record when the form was opened
 * @fields: (nullable): what the form holds; its meaning is the form's. %NULL: saved or thrown away
 * @at_ms: when it was typed, milliseconds since 1970
 *
 * What a form holds that was not saved. It is kept for its user only, in the sealed table "draft"; never
 * a commit, never in a bundle (security 9). Immutable and counted; any thread.
 */
typedef struct
{
  HearthCompartment cmp;
  const char *form;
  HearthId rec;
  HearthId case_id;
  gint64 revision;
  json_t *fields;
  gint64 at_ms;
} HearthDraft;

HearthDraft *hearth_draft_new (HearthCompartment cmp,
                               const char *form,
                               const HearthId *rec,
                               const HearthId *case_id,
                               gint64 revision,
                               json_t *fields) G_GNUC_WARN_UNUSED_RESULT;
HearthDraft *hearth_draft_ref (HearthDraft *self);
void hearth_draft_unref (HearthDraft *self);

GPtrArray *hearth_draft_store_list (HearthDb *db, const HearthId *user, GError **error);
gboolean hearth_draft_store_write (const HearthWriter *writer, GPtrArray *drafts, GError **error);

void hearth_draft_store_list_async (HearthStore *store,
                                    const HearthId *user,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GPtrArray *hearth_draft_store_list_finish (HearthStore *store,
                                           GAsyncResult *result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_draft_store_write_async (HearthStore *store,
                                     GPtrArray *drafts,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean hearth_draft_store_write_finish (HearthStore *store, GAsyncResult *result, GError **error);
gboolean hearth_draft_store_write_within (HearthStore *store, GPtrArray *drafts, guint limit_ms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthDraft, hearth_draft_unref)

G_END_DECLS
