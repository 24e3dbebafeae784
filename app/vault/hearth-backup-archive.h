/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-backup-list.h"
#include "hearth-fs.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Reads up to @count bytes at @offset; fewer only at the end; -1 with an error. */
typedef gssize (*HearthBackupReadFunc) (
    gpointer source, void *buffer, gsize count, guint64 offset, GError **error);

/* Takes the next bytes of a member. */
typedef gboolean (*HearthBackupSinkFunc) (gpointer sink,
                                          const void *bytes,
                                          gsize count,
                                          GError **error);

/* Where a member stands in the file. */
typedef struct
{
  char *name;
  guint64 offset;
  guint64 size;
} HearthBackupPlace;

/**
 * HearthBackupArchive:
 * @size: bytes of the whole file
 * @places: HearthBackupPlace, the list among them as the last
 *
 * A backup of which only headers were read: where everything stands. Nothing of it is believed yet.
 */
typedef struct
{
  HearthBackupReadFunc read;
  gpointer source;
  guint64 size;
  GPtrArray *places;
} HearthBackupArchive;

HearthBackupArchive *hearth_backup_archive_scan (HearthBackupReadFunc read,
                                                 gpointer source,
                                                 guint64 size,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_backup_archive_free (HearthBackupArchive *self);

char *hearth_backup_archive_read_whole (HearthBackupArchive *self,
                                        const HearthBackupPlace *place,
                                        gsize max_size,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_backup_archive_match (HearthBackupArchive *self,
                                      const HearthBackupList *list,
                                      GError **error);
gboolean hearth_backup_archive_copy (HearthBackupArchive *self,
                                     guint index,
                                     const HearthBackupMember *member,
                                     HearthBackupSinkFunc sink,
                                     gpointer sink_data,
                                     GCancellable *cancellable,
                                     GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthBackupArchive, hearth_backup_archive_free)

G_END_DECLS
