/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a reader of bundles needs before the first byte: an own copy of the file, and the keys to try. */
#pragma once

#include "hearth-db.h"
#include "hearth-secret.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Returns a descriptor of the copy, -1 with an error. */
int hearth_bundle_intake_copy (const char *path,
                               const char *spool,
                               GCancellable *cancellable,
                               GError **error);
/* (element-type HearthSecret) */
GPtrArray *hearth_bundle_intake_list_identities (HearthDb *db,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
