/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is done about files at every login: contents of files that were removed long ago are erased,
 * leftovers of crashes too, moves of photos that a crash cut short are ended, and files whose content is missing are
 * found. */
#pragma once

#include "hearth-store.h"

G_BEGIN_DECLS

/* So long the content of a removed file stays, so that the removal can be taken back. */
#define HEARTH_FILE_KEEP_DAYS 30

/**
 * HearthFileDamage:
 * @blob: the attachment
 * @rec: (nullable): the record that names it, %NULL if none does
 *
 * A content that is missing. Damage inside of files is found by reading them.
 */
typedef struct
{
  HearthCompartment cmp;
  HearthId blob;
  HearthRecord *rec;
} HearthFileDamage;

/**
 * HearthFileTidy:
 * @n_erased: contents of files that were removed more than 30 days ago
 * @n_leftovers: files that belonged to nothing
 * @damaged: (element-type HearthFileDamage)
 */
typedef struct
{
  guint n_erased;
  guint n_leftovers;
  GPtrArray *damaged;
} HearthFileTidy;
void hearth_file_tidy_free (HearthFileTidy *self);

void hearth_file_tidy_async (HearthStore *store,
                             HearthVault *vault,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
HearthFileTidy *hearth_file_tidy_finish (GAsyncResult *result,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Blocks. @now_ms: what day it is, milliseconds since 1970. */
HearthFileTidy *hearth_file_tidy_run (HearthStore *store,
                                      HearthVault *vault,
                                      gint64 now_ms,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthFileTidy, hearth_file_tidy_free)

G_END_DECLS
