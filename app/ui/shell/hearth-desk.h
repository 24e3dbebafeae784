/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-backup-keeper.h"
#include "hearth-context.h"
#include "hearth-draft-keeper.h"
#include "hearth-notices.h"
#include "hearth-undo.h"

G_BEGIN_DECLS

/**
 * HearthDesk:
 *
 * From unlocking to locking: it opens a vault, holds the context and the undo stack of the login, and
 * carries what pages want said to the person. Lives as long as the program; everything of a login in
 * it is dropped when the vault is locked.
 *
 * Property unlocked (notifies). Signals:
 * ::done (const char *title, HearthChangeSet *done): something was changed; say so and offer Undo.
 * ::message (const char *text): something to say without an act.
 * ::blank: the vault is about to be locked; everything that shows it goes off the screen now, before
 *   anything is waited for.
 */
#define HEARTH_TYPE_DESK (hearth_desk_get_type ())
G_DECLARE_FINAL_TYPE (HearthDesk, hearth_desk, HEARTH, DESK, GObject)

/* @packs: (nullable): without them nothing can be unlocked. */
HearthDesk *hearth_desk_new (HearthClock *clock, HearthPackSet *packs) G_GNUC_WARN_UNUSED_RESULT;

void hearth_desk_unlock_async (HearthDesk *self,
                               const char *path,
                               const char *user,
                               HearthSecret *passphrase,
                               HearthVaultFlags flags,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
void hearth_desk_create_async (HearthDesk *self,
                               const char *path,
                               const char *user,
                               HearthSecret *passphrase,
                               guint64 kdf_memory_bytes,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* For both. */
gboolean hearth_desk_open_finish (HearthDesk *self, GAsyncResult *result, GError **error);

/* At once, whatever runs; an unlocking that is on its way is called off. */
void hearth_desk_lock (HearthDesk *self);
/* The same without a moment for anything: what was typed in the last seconds and the checkpoint are
 * left out. */
void hearth_desk_panic (HearthDesk *self);
gboolean hearth_desk_is_unlocked (HearthDesk *self);

HearthPackSet *hearth_desk_get_packs (HearthDesk *self);
HearthClock *hearth_desk_get_clock (HearthDesk *self);
/* What the window has to say for as long as it is true. */
HearthNotices *hearth_desk_get_notices (HearthDesk *self);
/* The following are NULL while locked. */
HearthContext *hearth_desk_get_context (HearthDesk *self);
HearthStore *hearth_desk_get_store (HearthDesk *self);
HearthUndo *hearth_desk_get_undo (HearthDesk *self);
HearthBackupKeeper *hearth_desk_get_backups (HearthDesk *self);
HearthDraftKeeper *hearth_desk_get_drafts (HearthDesk *self);
/* Fires when the login ends: for everything that reads. */
GCancellable *hearth_desk_get_cancellable (HearthDesk *self);

/* A command came back. Puts it on the undo stack and has it said with @title; explains stale and
 * denied answers; says nothing if nothing changed. */
void hearth_desk_report (HearthDesk *self, const char *title, HearthChangeSet *done);
/* A read or a command failed. Cancelled ones are passed over. */
void hearth_desk_report_error (HearthDesk *self, const GError *error);
/* An error that a page shows by itself: if it met damage, a banner names the cases that are hit. */
void hearth_desk_look_at_error (HearthDesk *self, const GError *error);
void hearth_desk_say (HearthDesk *self, const char *text);

G_END_DECLS
