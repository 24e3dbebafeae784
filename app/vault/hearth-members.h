/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The users of a vault and what an owner does to them (vault 3.4). Each act is one change of the
 * header: whole or not at all. Which role gets which compartments is decided above. */
#pragma once

#include "hearth-vault.h"

G_BEGIN_DECLS

#define HEARTH_MEMBER_NAME_MAX 256 /* bytes */

/**
 * HearthMember:
 * @roles: role ids, %NULL-terminated; kept while the user is disabled
 * @is_recovery: not a person: what the recovery sheets open
 * @held: bit per compartment whose present key the user holds; bit 0: the identity, an owner's
 * @key: X25519: what is sealed to it only this user opens
 */
typedef struct
{
  HearthId id;
  char *name;
  char **roles;
  gboolean is_active;
  gboolean is_recovery;
  guint held;
  guint8 key[32];
} HearthMember;

GPtrArray *hearth_vault_list_members (HearthVault *self) G_GNUC_WARN_UNUSED_RESULT;
const HearthMember *hearth_members_find (const GPtrArray *members, const HearthId *id);
const HearthMember *hearth_members_find_by_name (const GPtrArray *members, const char *name);
HearthMember *hearth_member_copy (const HearthMember *self) G_GNUC_WARN_UNUSED_RESULT;
void hearth_member_free (HearthMember *self);

typedef enum
{
  HEARTH_MEMBER_ADD,
  HEARTH_MEMBER_GRANT,   /* roles and compartments come */
  HEARTH_MEMBER_REVOKE,  /* roles and compartments go; their keys are to be renewed */
  HEARTH_MEMBER_DISABLE, /* all keys gone; roles are kept, so that a reset can undo it */
  HEARTH_MEMBER_REMOVE,  /* for good */
  HEARTH_MEMBER_RESET,   /* forgotten passphrase, or back from being disabled */
} HearthMemberActKind;

/**
 * HearthMemberAct:
 * @user: who; of ADD a new id
 * @name: of ADD
 * @roles: (nullable): all that the user has afterwards; %NULL: as before
 * @compartments: bit per compartment that comes or goes; bit 0: the identity
 * @passphrase: (nullable): of ADD and RESET
 * @key_file: (nullable): of ADD and RESET, 32 bytes
 * @is_permanent: the passphrase is the user's own choice, else it is to be changed at the next login
 * @lost: (out): what the user held before and does not hold any more: the caller has these keys
 *   renewed; with the identity among it everybody is to be enrolled anew
 *
 * What an owner wants done, and after success what came of it.
 */
typedef struct
{
  HearthMemberActKind kind;
  HearthId user;
  char *name;
  char **roles;
  guint compartments;
  HearthSecret *passphrase;
  HearthSecret *key_file;
  gboolean is_permanent;
  guint lost;
} HearthMemberAct;

HearthMemberAct *hearth_member_act_new (HearthMemberActKind kind,
                                        const HearthId *user) G_GNUC_WARN_UNUSED_RESULT;
HearthMemberAct *hearth_member_act_new_add (const char *name) G_GNUC_WARN_UNUSED_RESULT;
HearthMemberAct *hearth_member_act_copy (const HearthMemberAct *self) G_GNUC_WARN_UNUSED_RESULT;
void hearth_member_act_free (HearthMemberAct *self);
void hearth_member_act_set_roles (HearthMemberAct *self, const char *const *roles);
void hearth_member_act_set_passphrase (HearthMemberAct *self,
                                       const HearthSecret *passphrase,
                                       const HearthSecret *key_file);

gboolean hearth_vault_run_member_act (HearthVault *self, HearthMemberAct *act, GError **error);
void hearth_vault_run_member_act_async (HearthVault *self,
                                        const HearthMemberAct *act,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean hearth_vault_run_member_act_finish (HearthVault *self,
                                             GAsyncResult *result,
                                             guint *out_lost,
                                             GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthMember, hearth_member_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthMemberAct, hearth_member_act_free)

G_END_DECLS
