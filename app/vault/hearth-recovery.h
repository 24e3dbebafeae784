/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When keys are in the wrong hands, or in nobody's (security 8, vault 3.4): a recovery key in shares on
 * paper, and the enrolment of everybody anew. */
#pragma once

#include "hearth-vault.h"

G_BEGIN_DECLS

/* What the recovery's user is called in lists and in records; never a name to log in with. */
#define HEARTH_RECOVERY_NAME "recovery"

/**
 * HearthEnrolment:
 * @user: who stays
 * @passphrase: to be changed at the next login
 * @key_file: (nullable): 32 bytes
 */
typedef struct
{
  HearthId user;
  HearthSecret *passphrase;
  HearthSecret *key_file;
} HearthEnrolment;

/**
 * HearthReEnrolment:
 * @new_owner: (nullable): name of an owner who is added; needed after hearth_vault_unlock_recovery()
 * @passphrase: of @new_owner, or without one the present passphrase of the owner who is logged in
 * @key_file: (nullable): of @new_owner, 32 bytes
 * @enrolments: (element-type HearthEnrolment): who else stays; all others are disabled
 *
 * A new identity key, a new area secret, new seeds and slots for everybody.
 */
typedef struct
{
  char *new_owner;
  HearthSecret *passphrase;
  HearthSecret *key_file;
  GPtrArray *enrolments;
} HearthReEnrolment;

HearthReEnrolment *hearth_re_enrolment_new (const char *new_owner,
                                            const HearthSecret *passphrase,
                                            const HearthSecret *key_file) G_GNUC_WARN_UNUSED_RESULT;
void hearth_re_enrolment_keep (HearthReEnrolment *self,
                               const HearthId *user,
                               const HearthSecret *passphrase,
                               const HearthSecret *key_file);
void hearth_re_enrolment_free (HearthReEnrolment *self);

gboolean hearth_vault_re_enrol (HearthVault *self,
                                const HearthReEnrolment *enrolment,
                                GError **error);

HearthSecret *hearth_vault_create_recovery (HearthVault *self,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_vault_create_recovery_async (HearthVault *self,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
HearthSecret *hearth_vault_create_recovery_finish (HearthVault *self,
                                                   GAsyncResult *result,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_vault_has_recovery (HearthVault *self);
gboolean hearth_vault_try_recovery (HearthVault *self,
                                    const HearthSecret *recovery_key,
                                    GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthReEnrolment, hearth_re_enrolment_free)

G_END_DECLS
