/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who of a bundle may be here already under another case. */
#pragma once

#include "hearth-bundle-reader.h"

G_BEGIN_DECLS

/* (element-type HearthRosterDuplicate): by the place of people in @info, which need not outlive the call. */
void hearth_import_find_duplicates_async (HearthContext *context,
                                          const HearthBundleInfo *info,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
GPtrArray *hearth_import_find_duplicates_finish (GAsyncResult *result,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
