/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a login leaves in the vault before anything else is done: who the user is, and the card. */
#pragma once

#include "hearth-secret.h"
#include "hearth-writer.h"

G_BEGIN_DECLS

/** HearthSignIn: plain values of the session, for the writer's thread. */
typedef struct _HearthSignIn HearthSignIn;

HearthSignIn *hearth_sign_in_new (const char *user_name,
                                  const char *label,
                                  const HearthSecret *identity_seed) G_GNUC_WARN_UNUSED_RESULT;
void hearth_sign_in_set_epoch (HearthSignIn *self, HearthCompartment cmp, guint32 epoch);
void hearth_sign_in_free (HearthSignIn *self);

/* HearthWriteFuncs over a HearthSignIn. */
HearthChangeSet *hearth_sign_in_settle (const HearthWriter *writer,
                                        gpointer login,
                                        GCancellable *cancellable,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
HearthChangeSet *hearth_sign_in_write (const HearthWriter *writer,
                                       gpointer login,
                                       GCancellable *cancellable,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthSignIn, hearth_sign_in_free)

G_END_DECLS
