/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-error.h"

G_BEGIN_DECLS

#define HEARTH_USTAR_BLOCK 512
#define HEARTH_USTAR_END (2 * HEARTH_USTAR_BLOCK)
#define HEARTH_USTAR_MAX_NAME 99
#define HEARTH_USTAR_MAX_SIZE G_GUINT64_CONSTANT (077777777777) /* eleven octal digits: 8 GiB - 1 */

/* Reads up to @count bytes; 0 at the end, -1 with an error. */
typedef gssize (*HearthUstarReadFunc) (gpointer source, void *buffer, gsize count, GError **error);
typedef gboolean (*HearthUstarWriteFunc) (gpointer sink,
                                          const void *data,
                                          gsize length,
                                          GError **error);

gboolean hearth_ustar_header (const char *name, guint64 size, guint8 out[HEARTH_USTAR_BLOCK]);
guint64 hearth_ustar_member_size (guint64 size);
guint64 hearth_padme (guint64 length);

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
