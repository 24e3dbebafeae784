/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people do with the files of a case: attach, look at, hand out, remove. The window uses the
 * _async forms, hearthctl and tests the blocking ones. Contents go through in pieces of 64 KiB; only
 * what is shown is held whole in memory. */
#pragma once

#include "hearth-context.h"
#include "hearth-file-kinds.h"

G_BEGIN_DECLS

/**
 * HearthFileRequest:
 * @case_id: whose file it is
 * @cmp: where it belongs; see hearth_file_find_kind()
 * @name: (nullable): what it was called, a base name; becomes the title if there is none
 * @fields: (nullable): object of "title", "taken_on", "note", texts are accepted
 * @max_size: in bytes, if that is less than hearth_file_limit_get() says; 0: as that says
 *
 * All borrowed until the act has been started.
 */
typedef struct
{
  HearthId case_id;
  HearthCompartment cmp;
  const char *name;
  const json_t *fields;
  guint64 max_size;
} HearthFileRequest;

gboolean hearth_file_may_attach (HearthContext *context, HearthCompartment cmp);

HearthChangeSet *hearth_file_attach (HearthContext *context,
                                     const HearthFileRequest *request,
                                     GInputStream *content,
                                     HearthId *rec,
                                     GCancellable *cancellable,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_file_attach_async (HearthContext *context,
                               const HearthFileRequest *request,
                               GInputStream *content,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
HearthChangeSet *hearth_file_attach_finish (GAsyncResult *result,
                                            HearthId *rec,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The record goes, the content stays for a while: its inverse brings it back. */
HearthChangeSet *hearth_file_detach (HearthContext *context,
                                     const HearthRecord *file,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_file_detach_async (HearthContext *context,
                               const HearthRecord *file,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
HearthChangeSet *hearth_file_detach_finish (GAsyncResult *result,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The whole content, verified; wiped with its last reference. For showing it. */
GBytes *hearth_file_read (HearthContext *context,
                          const HearthRecord *file,
                          GCancellable *cancellable,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_file_read_async (HearthContext *context,
                             const HearthRecord *file,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
GBytes *hearth_file_read_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A copy in the clear, for a reason, which stands in the audit log before the first byte leaves. What
 * @sink got before an error is of no use and must be thrown away. */
gboolean hearth_file_save_copy (HearthContext *context,
                                const HearthRecord *file,
                                const char *reason,
                                GOutputStream *sink,
                                GCancellable *cancellable,
                                GError **error);
void hearth_file_save_copy_async (HearthContext *context,
                                  const HearthRecord *file,
                                  const char *reason,
                                  GOutputStream *sink,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean hearth_file_save_copy_finish (GAsyncResult *result, GError **error);

G_END_DECLS
