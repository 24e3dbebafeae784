/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an owner does about contacts (bundles 8). Each act is entered in the audit log before it takes effect.
 *
 *   act = hearth_contact_act_new_verify (key, digits);
 *   row = hearth_contact_act_run (context, act, &error);         or _run_async () from a window
 *
 * Acts fail with HEARTH_MODEL_ERROR_NO_ACCESS unless an owner does them, with _UNKNOWN for a contact that is
 * not there, with _REFUSED for digits that are others, a card that is older, or a vault that was revoked. */
#pragma once

#include "hearth-approval.h"
#include "hearth-contacts.h"
#include "hearth-context.h"

G_BEGIN_DECLS

typedef struct _HearthContactAct HearthContactAct;

/* A card file, or a bare "age1…". @name: nullable: what to call it here. Not verified by it. */
HearthContactAct *hearth_contact_act_new_add (const char *text,
                                              gsize length,
                                              const char *name) G_GNUC_WARN_UNUSED_RESULT;
/* @typed: what the other side read out; what only groups it is passed over. */
HearthContactAct *hearth_contact_act_new_verify (const guint8 key[HEARTH_KEY_SIZE],
                                                 const char *typed) G_GNUC_WARN_UNUSED_RESULT;
HearthContactAct *hearth_contact_act_new_remove (const guint8 key[HEARTH_KEY_SIZE])
    G_GNUC_WARN_UNUSED_RESULT;
/* Its laptop was lost: what it wrote and is not here yet no longer counts. For good. */
HearthContactAct *hearth_contact_act_new_revoke (const guint8 key[HEARTH_KEY_SIZE])
    G_GNUC_WARN_UNUSED_RESULT;
/* What is taken from it and may go to it: 1 << HearthCompartment. */
HearthContactAct *hearth_contact_act_new_change (const guint8 key[HEARTH_KEY_SIZE],
                                                 guint accept,
                                                 guint send) G_GNUC_WARN_UNUSED_RESULT;
/* Whether @self lets more go to @row than now, which takes the yes of a second person (security 5); what the yes is
 * given to; and who gave it, or why nobody could: one of both. Without it such an act fails with _NO_ACCESS. */
gboolean hearth_contact_act_needs_second (const HearthContactAct *self,
                                          const HearthContactRow *row);
void hearth_contact_act_get_digest (const HearthContactAct *self,
                                    guint8 out[HEARTH_APPROVAL_DIGEST_SIZE]);
void hearth_contact_act_set_second (HearthContactAct *self,
                                    const HearthApproval *approval,
                                    const char *alone);
void hearth_contact_act_free (HearthContactAct *self);

/* What a card that was added turned out to be; after a run. */
HearthContactCard hearth_contact_act_get_card (const HearthContactAct *self);

/* Blocks. Returns the contact as it is then. */
HearthContactRow *hearth_contact_act_run (HearthContext *context,
                                          HearthContactAct *act,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_contact_act_run_async (HearthContext *context,
                                   HearthContactAct *act,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
HearthContactRow *hearth_contact_act_run_finish (HearthContext *context,
                                                 HearthContactAct *act,
                                                 GAsyncResult *result,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthContactAct, hearth_contact_act_free)

G_END_DECLS
