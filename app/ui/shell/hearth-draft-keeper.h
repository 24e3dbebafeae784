/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-draft-store.h"

G_BEGIN_DECLS

#define HEARTH_DRAFT_EVERY_S 5    /* what a crash may take of what was typed */
#define HEARTH_DRAFT_LOCK_MS 1000 /* what locking may wait for the writer */

/**
 * HearthDraftKeeper:
 *
 * What the forms of a login hold and have not saved. Forms tell it every change; it writes them to the
 * sealed table within five seconds, and when the vault is locked. Made for one login, with what was
 * kept of the same person before. Signal ::unseen-changed.
 */
#define HEARTH_TYPE_DRAFT_KEEPER (hearth_draft_keeper_get_type ())
G_DECLARE_FINAL_TYPE (HearthDraftKeeper, hearth_draft_keeper, HEARTH, DRAFT_KEEPER, GObject)

/* @kept: (element-type HearthDraft) as read at login. */
HearthDraftKeeper *hearth_draft_keeper_new (HearthStore *store,
                                            GPtrArray *kept) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): the newest state of a form. */
void hearth_draft_keeper_take (HearthDraftKeeper *self, HearthDraft *draft);
/* The form was saved or its content thrown away. Does nothing if nothing was kept. */
void hearth_draft_keeper_drop (HearthDraftKeeper *self, const char *form, const HearthId *rec);
/* (transfer none) (nullable). */
HearthDraft *hearth_draft_keeper_find (HearthDraftKeeper *self,
                                       const char *form,
                                       const HearthId *rec);
/* (element-type HearthDraft): of one form in a case, the newest first. */
GPtrArray *hearth_draft_keeper_list_of_case (HearthDraftKeeper *self,
                                             const char *form,
                                             const HearthId *case_id) G_GNUC_WARN_UNUSED_RESULT;
/* How many of the login before were neither offered nor touched yet. */
guint hearth_draft_keeper_get_n_unseen (HearthDraftKeeper *self);
/* (transfer full) (nullable): of these what was typed last, which is offered by this. */
HearthDraft *hearth_draft_keeper_next_unseen (HearthDraftKeeper *self) G_GNUC_WARN_UNUSED_RESULT;
/* Writes what is not written yet, at most for %HEARTH_DRAFT_LOCK_MS. */
void hearth_draft_keeper_flush (HearthDraftKeeper *self);

G_END_DECLS
