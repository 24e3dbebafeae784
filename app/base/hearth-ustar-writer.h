/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-ustar.h"

G_BEGIN_DECLS

typedef gboolean (*HearthUstarWriteFunc) (gpointer sink,
                                          const void *data,
                                          gsize length,
                                          GError **error);

/**
 * HearthUstarWriter:
 *
 * Writes an archive member by member. One thread.
 */
typedef struct _HearthUstarWriter HearthUstarWriter;

HearthUstarWriter *hearth_ustar_writer_new (HearthUstarWriteFunc write,
                                            gpointer sink) G_GNUC_WARN_UNUSED_RESULT;
void hearth_ustar_writer_free (HearthUstarWriter *self);
gboolean hearth_ustar_writer_begin (HearthUstarWriter *self,
                                    const char *name,
                                    guint64 size,
                                    GError **error);
gboolean hearth_ustar_writer_write (HearthUstarWriter *self,
                                    const void *data,
                                    gsize length,
                                    GError **error);
gboolean hearth_ustar_writer_add (
    HearthUstarWriter *self, const char *name, const void *data, gsize length, GError **error);
gboolean hearth_ustar_writer_add_zeros (HearthUstarWriter *self,
                                        const char *name,
                                        guint64 size,
                                        GError **error);
gboolean hearth_ustar_writer_finish (HearthUstarWriter *self, GError **error);
guint64 hearth_ustar_writer_get_position (const HearthUstarWriter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthUstarWriter, hearth_ustar_writer_free)

G_END_DECLS
