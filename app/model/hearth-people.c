/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-people.h"

#include "hearth-model-error.h"
#include "hearth-role.h"
#include "hearth-text.h"

static gboolean
refuse (HearthModelError code, const char *message, GError **error)
{
  g_set_error_literal (error, HEARTH_MODEL_ERROR, (int) code, message);
  return FALSE;
}

static gboolean
check_roles (const char *const *roles, GError **error)
{
  for (guint i = 0; roles[i] != NULL; i++)
    if (!hearth_role_is_known (roles[i]))
      return refuse (HEARTH_MODEL_ERROR_UNKNOWN, "there is no such role", error);
  return TRUE;
}

/* Every role of either list once, in the order of security 4. */
static char **
join_roles (const char *const *a, const char *const *b)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *const *all = hearth_role_list ();

  for (guint i = 0; all[i] != NULL; i++)
    if (g_strv_contains (a, all[i]) || g_strv_contains (b, all[i]))
      g_strv_builder_add (builder, all[i]);
  return g_strv_builder_end (builder);
}

/* Also roles that this version does not know stay, unless they are named. */
static char **
drop_roles (const char *const *from, const char *const *dropped)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; from[i] != NULL; i++)
    if (!g_strv_contains (dropped, from[i]))
      g_strv_builder_add (builder, from[i]);
  return g_strv_builder_end (builder);
}

/**
 * hearth_people_plan_add:
 * @name: under which the person logs in, as typed
 * @roles: (array zero-terminated=1): at least one
 *
 * Returns: (transfer full): an act that lacks only the passphrase; %NULL with
 *   %HEARTH_MODEL_ERROR_INVALID for a name that is empty, no line of text, too long or taken, or
 *   without a role, or with %HEARTH_MODEL_ERROR_UNKNOWN for an unknown role. Thread: main.
 */
HearthMemberAct *
hearth_people_plan_add (HearthVault *vault,
                        const char *name,
                        const char *const *roles,
                        GError **error)
{
  g_autofree char *clean = NULL;
  g_autoptr (GPtrArray) members = NULL;
  HearthMemberAct *act;

  g_return_val_if_fail (HEARTH_IS_VAULT (vault) && name != NULL && roles != NULL, NULL);

  clean = g_utf8_validate (name, -1, NULL) ? hearth_text_clean (name) : NULL;
  if (clean == NULL || *clean == '\0' ||
      hearth_text_check (clean, HEARTH_MEMBER_NAME_MAX, HEARTH_TEXT_ONE_LINE))
    return refuse (HEARTH_MODEL_ERROR_INVALID, "this cannot be a user's name", error), NULL;
  if (roles[0] == NULL)
    return refuse (HEARTH_MODEL_ERROR_INVALID, "a user needs a role", error), NULL;
  members = hearth_vault_list_members (vault);
  if (hearth_members_find_by_name (members, clean) != NULL)
    return refuse (HEARTH_MODEL_ERROR_INVALID, "there is a user of this name already", error), NULL;
  if (!check_roles (roles, error))
    return NULL;
  act = hearth_member_act_new_add (clean);
  hearth_member_act_set_roles (act, roles);
  act->compartments = hearth_role_get_compartments (roles);
  return act;
}

/**
 * hearth_people_plan_grant:
 * @roles: (array zero-terminated=1): roles that come, with what they hold by default
 * @compartments: bit per compartment that comes beside
 *
 * Returns: (transfer full): the act; %NULL with %HEARTH_MODEL_ERROR_UNKNOWN for an unknown role, or
 *   with %HEARTH_MODEL_ERROR_REFUSED for a user who is disabled. Thread: any.
 */
HearthMemberAct *
hearth_people_plan_grant (const HearthMember *member,
                          const char *const *roles,
                          guint compartments,
                          GError **error)
{
  g_auto (GStrv) all = NULL;
  HearthMemberAct *act;

  g_return_val_if_fail (member != NULL && roles != NULL, NULL);

  if (!member->is_active)
    return refuse (HEARTH_MODEL_ERROR_REFUSED, "the user is disabled", error), NULL;
  if (!check_roles (roles, error))
    return NULL;
  all = join_roles ((const char *const *) member->roles, roles);
  act = hearth_member_act_new (HEARTH_MEMBER_GRANT, &member->id);
  hearth_member_act_set_roles (act, (const char *const *) all);
  act->compartments = compartments | hearth_role_get_compartments (roles);
  return act;
}

/**
 * hearth_people_plan_revoke:
 * @roles: (array zero-terminated=1): roles that go, with what no other role of the user holds
 * @compartments: bit per compartment that goes beside, whatever the roles say
 *
 * Returns: (transfer full): the act; %NULL with %HEARTH_MODEL_ERROR_UNKNOWN for an unknown role, or
 *   with %HEARTH_MODEL_ERROR_REFUSED for admin, which every user keeps. Thread: any.
 */
HearthMemberAct *
hearth_people_plan_revoke (const HearthMember *member,
                           const char *const *roles,
                           guint compartments,
                           GError **error)
{
  const guint admin = 1u << HEARTH_COMPARTMENT_ADMIN;
  g_auto (GStrv) kept = NULL;
  HearthMemberAct *act;

  g_return_val_if_fail (member != NULL && roles != NULL, NULL);

  if (!check_roles (roles, error))
    return NULL;
  if ((compartments & admin) != 0)
    return refuse (HEARTH_MODEL_ERROR_REFUSED, "every user keeps admin", error), NULL;
  kept = drop_roles ((const char *const *) member->roles, roles);
  act = hearth_member_act_new (HEARTH_MEMBER_REVOKE, &member->id);
  hearth_member_act_set_roles (act, (const char *const *) kept);
  act->compartments =
      compartments | (hearth_role_get_compartments (roles) &
                      ~hearth_role_get_compartments ((const char *const *) kept) & ~admin);
  return act;
}

/* An owner who is alone would lock the vault for ever; one who is not asks another. */
static gboolean
check_other (HearthVault *vault, const HearthMember *member, GError **error)
{
  if (!hearth_id_equal (&member->id, hearth_vault_get_user_id (vault)))
    return TRUE;
  return refuse (HEARTH_MODEL_ERROR_REFUSED, "another owner has to do this", error);
}

/**
 * hearth_people_plan_off:
 * @for_good: roles are forgotten too; else a reset brings the user back
 *
 * Returns: (transfer full): the act; %NULL with %HEARTH_MODEL_ERROR_REFUSED for oneself. Thread: main.
 */
HearthMemberAct *
hearth_people_plan_off (HearthVault *vault,
                        const HearthMember *member,
                        gboolean for_good,
                        GError **error)
{
  g_return_val_if_fail (HEARTH_IS_VAULT (vault) && member != NULL, NULL);

  if (!check_other (vault, member, error))
    return NULL;
  return hearth_member_act_new (for_good ? HEARTH_MEMBER_REMOVE : HEARTH_MEMBER_DISABLE,
                                &member->id);
}

/**
 * hearth_people_plan_reset:
 *
 * For a forgotten passphrase: what the user held and the owner holds is given again. For a user who
 * was disabled: what the roles hold by default.
 *
 * Returns: (transfer full): an act that lacks only the passphrase; %NULL with
 *   %HEARTH_MODEL_ERROR_REFUSED for oneself. Thread: main.
 */
HearthMemberAct *
hearth_people_plan_reset (HearthVault *vault, const HearthMember *member, GError **error)
{
  HearthMemberAct *act;

  g_return_val_if_fail (HEARTH_IS_VAULT (vault) && member != NULL, NULL);

  if (!check_other (vault, member, error))
    return NULL;
  act = hearth_member_act_new (HEARTH_MEMBER_RESET, &member->id);
  if (!member->is_active)
    act->compartments = hearth_role_get_compartments ((const char *const *) member->roles);
  return act;
}
