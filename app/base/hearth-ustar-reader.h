/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-ustar.h"

G_BEGIN_DECLS

/* Reads up to @count bytes; 0 at the end, -1 with an error. */
typedef gssize (*HearthUstarReadFunc) (gpointer source, void *buffer, gsize count, GError **error);

/**
 * HearthUstarReader:
 *
 * Reads an archive that hearth-ustar wrote, and no other. One thread.
 */
typedef struct _HearthUstarReader HearthUstarReader;

HearthUstarReader *hearth_ustar_reader_new (HearthUstarReadFunc read,
                                            gpointer source) G_GNUC_WARN_UNUSED_RESULT;
void hearth_ustar_reader_free (HearthUstarReader *self);
gboolean hearth_ustar_reader_next (HearthUstarReader *self,
                                   const char **name,
                                   guint64 *size,
                                   GError **error);
gssize hearth_ustar_reader_read (HearthUstarReader *self,
                                 void *buffer,
                                 gsize count,
                                 GError **error);
guint64 hearth_ustar_reader_get_position (const HearthUstarReader *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthUstarReader, hearth_ustar_reader_free)

G_END_DECLS
