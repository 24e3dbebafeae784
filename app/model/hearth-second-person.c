/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-second-person.h"

#include "hearth-base64.h"
#include "hearth-hash.h"
#include "hearth-model-error.h"

static gboolean
refuse (HearthModelError code, const char *message, GError **error)
{
  g_set_error_literal (error, HEARTH_MODEL_ERROR, (gint) code, message);
  return FALSE;
}

static gboolean
is_person (const HearthMember *member)
{
  return member->is_active && !member->is_recovery;
}

/* Who answers for the vault (security 4, 5). */
static gboolean
may_approve (HearthVault *vault, const HearthMember *member)
{
  const char *const *roles = (const char *const *) member->roles;

  return is_person (member) && !hearth_id_equal (&member->id, hearth_vault_get_user_id (vault)) &&
         roles != NULL && (g_strv_contains (roles, "owner") || g_strv_contains (roles, "manager"));
}

/**
 * hearth_second_person_list:
 *
 * Returns: (transfer full) (element-type HearthMember): owners and managers other than who is logged
 *   in. Thread: main.
 */
GPtrArray *
hearth_second_person_list (HearthVault *vault)
{
  g_autoptr (GPtrArray) members = hearth_vault_list_members (vault);
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_member_free);

  for (guint i = 0; i < members->len; i++)
    if (may_approve (vault, members->pdata[i]))
      g_ptr_array_add (list, hearth_member_copy (members->pdata[i]));
  return list;
}

/** hearth_second_person_is_alone: Returns: whether nobody else could say yes. Thread: main. */
gboolean
hearth_second_person_is_alone (HearthVault *vault)
{
  g_autoptr (GPtrArray) others = hearth_second_person_list (vault);

  return others->len == 0;
}

/**
 * hearth_second_person_check:
 * @digest: what is approved: the id of a commit, or the hash of a plan
 * @approval: (nullable): of the second person
 * @alone: (nullable): where nobody else may approve: the reason why there is no second person
 *
 * Returns: %FALSE with %HEARTH_MODEL_ERROR_NO_ACCESS, or %HEARTH_MODEL_ERROR_INVALID if the yes is to
 *   something else. Thread: main. Source: security 5.
 */
gboolean
hearth_second_person_check (HearthVault *vault,
                            const guint8 digest[HEARTH_APPROVAL_DIGEST_SIZE],
                            const HearthApproval *approval,
                            const char *alone,
                            GError **error)
{
  g_autoptr (GPtrArray) members = NULL;
  const HearthMember *second;

  g_return_val_if_fail (HEARTH_IS_VAULT (vault) && digest != NULL, FALSE);
  g_return_val_if_fail (approval == NULL || alone == NULL, FALSE);

  if (approval == NULL && !hearth_second_person_is_alone (vault))
    return refuse (HEARTH_MODEL_ERROR_NO_ACCESS,
                   "this needs the yes of a second person: another owner or a manager", error);
  if (approval == NULL)
    return (alone != NULL && *alone != '\0') ||
           refuse (HEARTH_MODEL_ERROR_NO_ACCESS,
                   "who decides alone writes down why there is no second person", error);
  if (!hearth_approval_verify (approval, digest))
    return refuse (HEARTH_MODEL_ERROR_INVALID, "the approval is of something else", error);
  members = hearth_vault_list_members (vault);
  second = hearth_members_find (members, &approval->user);
  return (second != NULL && may_approve (vault, second)) ||
         refuse (HEARTH_MODEL_ERROR_NO_ACCESS, "that person may not be the second one", error);
}

/**
 * hearth_second_person_dup_proof:
 *
 * Returns: (transfer full): user id, hash of what was approved, key and signature. No name stands in it.
 */
char *
hearth_second_person_dup_proof (const HearthApproval *approval,
                                const guint8 digest[HEARTH_APPROVAL_DIGEST_SIZE])
{
  g_autofree char *of = hearth_hex_encode (digest, HEARTH_APPROVAL_DIGEST_SIZE);
  g_autofree char *key = hearth_base64_encode (approval->key, sizeof approval->key);
  g_autofree char *signature =
      hearth_base64_encode (approval->signature, sizeof approval->signature);
  char user[HEARTH_ID_HEX_SIZE];

  hearth_id_format (&approval->user, user);
  return g_strdup_printf ("%s %s %s %s", user, of, key, signature);
}
