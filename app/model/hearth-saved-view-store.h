/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The views of a user, in the sealed table "saved_view" of core: local, never a commit, never in a bundle. */
#pragma once

#include "hearth-saved-view.h"
#include "hearth-store.h"

G_BEGIN_DECLS

/* A user keeps no more; the one without a name not counted. */
#define HEARTH_SAVED_VIEWS_MAX 100

/* (element-type HearthSavedView): by name; the one without a name first, if it was kept. */
GPtrArray *hearth_saved_view_store_list (HearthDb *db,
                                         const HearthId *user,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_saved_view_store_put (const HearthWriter *writer,
                                      const HearthSavedView *view,
                                      GError **error);
gboolean hearth_saved_view_store_remove (const HearthWriter *writer,
                                         const HearthId *id,
                                         GError **error);

void hearth_saved_view_store_list_async (HearthStore *store,
                                         const HearthId *user,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
GPtrArray *hearth_saved_view_store_list_finish (HearthStore *store,
                                                GAsyncResult *result,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Puts @view in the place of the one with its id; @remove: takes that one away. */
void hearth_saved_view_store_write_async (HearthStore *store,
                                          const HearthSavedView *view,
                                          gboolean remove,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean hearth_saved_view_store_write_finish (HearthStore *store,
                                               GAsyncResult *result,
                                               GError **error);

G_END_DECLS
