/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-vfs-private.h"

G_BEGIN_DECLS

/**
 * HearthPageSource:
 *
 * The current pages of one database: the last committed frame of its journal, else the page in the
 * file. While a connection is open, hold the checkpoints. One thread.
 */
typedef struct _HearthPageSource HearthPageSource;

HearthPageSource *_hearth_page_source_open (HearthVfs *vfs,
                                            HearthCompartment cmp,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
void _hearth_page_source_free (HearthPageSource *self);
guint32 _hearth_page_source_get_n_pages (const HearthPageSource *self);
/* FALSE: damaged; the buffer is zeroed then. */
gboolean _hearth_page_source_read (HearthPageSource *self,
                                   guint32 number,
                                   guint8 out[HEARTH_VFS_PAGE]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthPageSource, _hearth_page_source_free)

G_END_DECLS
