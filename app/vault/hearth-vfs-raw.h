/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-vfs.h"

G_BEGIN_DECLS

typedef struct _HearthVfsRaw HearthVfsRaw;

void hearth_vfs_hold (HearthVfs *self, gboolean hold);
guint64 hearth_vfs_get_size (HearthVfs *self, HearthCompartment cmp);

HearthVfsRaw *hearth_vfs_raw_open (HearthVfs *vfs,
                                   HearthCompartment cmp,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_vfs_raw_free (HearthVfsRaw *self);
guint64 hearth_vfs_raw_get_size (const HearthVfsRaw *self);
gssize hearth_vfs_raw_read (HearthVfsRaw *self, void *buffer, gsize count, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthVfsRaw, hearth_vfs_raw_free)

G_END_DECLS
