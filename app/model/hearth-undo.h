/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-store.h"

G_BEGIN_DECLS

/**
 * HearthUndo:
 *
 * The acts of this session that can be taken back, newest last, at most 100. Undo executes the
 * inverse as a new commit; redo the inverse of that. Properties can-undo, can-redo.
 */
#define HEARTH_TYPE_UNDO (hearth_undo_get_type ())
G_DECLARE_FINAL_TYPE (HearthUndo, hearth_undo, HEARTH, UNDO, GObject)

HearthUndo *hearth_undo_new (HearthStore *store) G_GNUC_WARN_UNUSED_RESULT;
void hearth_undo_add (HearthUndo *self, HearthChangeSet *done);
gboolean hearth_undo_get_can_undo (HearthUndo *self);
gboolean hearth_undo_get_can_redo (HearthUndo *self);
void hearth_undo_undo_async (HearthUndo *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
void hearth_undo_redo_async (HearthUndo *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/* For both. NULL with an error; a stale or denied answer leaves the act on the stack's end dropped. */
HearthChangeSet *hearth_undo_finish (HearthUndo *self,
                                     GAsyncResult *result,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer none) (nullable): the act with that id, if it can be taken back. */
HearthChangeSet *hearth_undo_find (HearthUndo *self, const HearthId *act);
/* Undoes @done itself, wherever it stands in the stack: for a toast's button. */
void hearth_undo_revert_async (HearthUndo *self,
                               HearthChangeSet *done,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

G_END_DECLS
