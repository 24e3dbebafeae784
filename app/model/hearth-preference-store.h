/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a user looks at things, in the sealed table "preference" of core: local, never a commit, never in a
 * bundle. */
#pragma once

#include "hearth-store.h"

G_BEGIN_DECLS

#define HEARTH_PREFERENCE_MAX_BYTES 200

/* NULL without an error: nothing was kept. */
char *hearth_preference_store_get (HearthDb *db,
                                   const HearthId *user,
                                   const char *name,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_preference_store_put (const HearthWriter *writer,
                                      const char *name,
                                      const char *value,
                                      GError **error);

/* Of the user who is logged in. */
void hearth_preference_store_put_async (HearthStore *store,
                                        const char *name,
                                        const char *value,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean hearth_preference_store_put_finish (HearthStore *store,
                                             GAsyncResult *result,
                                             GError **error);

G_END_DECLS
