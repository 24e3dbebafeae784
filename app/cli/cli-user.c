/* SPDX-License-Identifier: GPL-3.0-or-later */
/* user list, add, grant, revoke, disable, enable, remove, reset-passphrase: who may open what. */
#include "config.h"

#include "cli-commands.h"
#include "cli-output.h"
#include "cli-secret.h"

#include "hearth-key-renewal.h"
#include "hearth-people.h"
#include "hearth-role.h"

#include <glib/gi18n.h>

static const HearthCliOption add_options[] = {
  { "--role", CLI_VALUES },
  { "--new-passphrase-fd", CLI_VALUE },
  { "--new-key-file", CLI_VALUE },
  { "--permanent", CLI_FLAG },
  { "--compartment", CLI_VALUES },
  { "--reason", CLI_VALUE },
  { NULL },
};
static const HearthCliOption reset_options[] = {
  { "--new-passphrase-fd", CLI_VALUE },
  { "--new-key-file", CLI_VALUE },
  { "--permanent", CLI_FLAG },
  { "--reason", CLI_VALUE },
  { NULL },
};
static const HearthCliOption grant_options[] = {
  { "--role", CLI_VALUES },
  { "--compartment", CLI_VALUES },
  { "--reason", CLI_VALUE },
  { NULL },
};
static const HearthCliOption revoke_options[] = {
  { "--role", CLI_VALUES },
  { "--compartment", CLI_VALUES },
  { "--renew", CLI_FLAG },
  { "--reason", CLI_VALUE },
  { NULL },
};
static const HearthCliOption off_options[] = { { "--renew", CLI_FLAG },
                                               { "--reason", CLI_VALUE },
                                               { NULL } };

/* What somebody comes to hold or to lose. */
typedef struct
{
  GPtrArray *roles; /* %NULL at the end */
  guint compartments;
} Wish;

static void
clear_wish (Wish *self)
{
  g_clear_pointer (&self->roles, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wish, clear_wish)

static gboolean
add_compartment (HearthCli *cli, Wish *wish, const char *text, GError **error)
{
  HearthCompartment cmp;

  if (hearth_compartment_from_name (text, &cmp) && cmp != HEARTH_COMPARTMENT_IDENTITY)
    {
      wish->compartments |= 1u << cmp;
      return TRUE;
    }
  hearth_cli_set_where (cli, "%s", text);
  g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_UNKNOWN, "no such compartment");
  return FALSE;
}

static gboolean
add_role (HearthCli *cli, Wish *wish, const char *text, GError **error)
{
  if (hearth_role_is_known (text))
    {
      g_ptr_array_add (wish->roles, (gpointer) text);
      return TRUE;
    }
  hearth_cli_set_where (cli, "%s", text);
  g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_UNKNOWN,
                       "no such role or compartment");
  return FALSE;
}

/* Roles and compartments have no name in common: what stands behind the user's name may be either. */
static gboolean
read_wish (HearthCli *cli, const HearthCliArgs *args, Wish *wish, GError **error)
{
  GPtrArray *roles = hearth_cli_args_get_all (args, "--role");
  GPtrArray *compartments = hearth_cli_args_get_all (args, "--compartment");
  HearthCompartment cmp;

  wish->roles = g_ptr_array_new ();
  for (guint i = 0; roles != NULL && i < roles->len; i++)
    if (!add_role (cli, wish, g_ptr_array_index (roles, i), error))
      return FALSE;
  for (guint i = 0; compartments != NULL && i < compartments->len; i++)
    if (!add_compartment (cli, wish, g_ptr_array_index (compartments, i), error))
      return FALSE;
  for (guint i = 1; i < hearth_cli_args_count (args); i++)
    {
      const char *text = hearth_cli_args_at (args, i);

      if (hearth_compartment_from_name (text, &cmp) ? !add_compartment (cli, wish, text, error)
                                                    : !add_role (cli, wish, text, error))
        return FALSE;
    }
  g_ptr_array_add (wish->roles, NULL);
  return TRUE;
}

static json_t *
list_compartments (guint set)
{
  json_t *list = json_array ();

  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    if ((set & 1u << i) != 0)
      json_array_append_new (list,
                             json_string (hearth_compartment_get_name ((HearthCompartment) i)));
  return list;
}

static json_t *
describe_member (const HearthMember *member)
{
  json_t *document = json_object ();
  json_t *roles = json_array ();

  for (guint i = 0; member->roles[i] != NULL; i++)
    json_array_append_new (roles, json_string (member->roles[i]));
  hearth_cli_set_id (document, "id", &member->id);
  hearth_cli_set_text (document, "name", member->name);
  json_object_set_new (document, "roles", roles);
  json_object_set_new (document, "state", json_string (member->is_active ? "active" : "off"));
  json_object_set_new (document, "compartments", list_compartments (member->held));
  json_object_set_new (document, "owner",
                       json_boolean ((member->held & 1u << HEARTH_COMPARTMENT_IDENTITY) != 0));
  return document;
}

static json_t *
run_list (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  g_autoptr (GPtrArray) members = NULL;
  gboolean has_recovery = FALSE;
  json_t *list;

  if (hearth_cli_open (cli, error) == NULL)
    return NULL;
  members = hearth_vault_list_members (cli->vault);
  list = json_array ();
  for (guint i = 0; i < members->len; i++)
    {
      const HearthMember *member = g_ptr_array_index (members, i);

      if (member->is_recovery)
        has_recovery = has_recovery || member->is_active;
      else
        json_array_append_new (list, describe_member (member));
    }
  return json_pack ("{s:o, s:b}", "users", list, "recovery", has_recovery);
}

/* By name or id; @members keeps it. */
static const HearthMember *
find_member (HearthCli *cli, GPtrArray *members, const char *text, GError **error)
{
  const HearthMember *member = NULL;
  HearthId id;

  if (g_utf8_validate (text, -1, NULL))
    member = hearth_members_find_by_name (members, text);
  if (member == NULL && hearth_id_parse (text, &id))
    member = hearth_members_find (members, &id);
  if (member != NULL && !member->is_recovery)
    return member;
  hearth_cli_set_where (cli, "%s", text);
  g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_UNKNOWN, "no such user");
  return NULL;
}

/* Opens the vault and finds the user named first. @members: (out): keeps the answer. */
static const HearthMember *
open_member (HearthCli *cli, const HearthCliArgs *args, GPtrArray **members, GError **error)
{
  if (hearth_cli_open (cli, error) == NULL)
    return NULL;
  *members = hearth_vault_list_members (cli->vault);
  return find_member (cli, *members, hearth_cli_args_at (args, 0), error);
}

/* Before a passphrase is asked for that could not be used. */
static gboolean
need_owner (HearthCli *cli, GError **error)
{
  if (hearth_vault_is_owner (cli->vault))
    return TRUE;
  g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_NOT_OWNER,
                       "only an owner may do this");
  return FALSE;
}

/* The passphrase of the new login: the owner tells it to the person, who changes it. */
static gboolean
set_passphrase (HearthCli *cli, const HearthCliArgs *args, HearthMemberAct *act, GError **error)
{
  const char *path = hearth_cli_args_get (args, "--new-key-file");
  g_autoptr (HearthSecret) passphrase = NULL;
  g_autoptr (HearthSecret) key_file = NULL;
  guint64 fd = G_MAXUINT64;

  if (!hearth_cli_args_get_uint (args, "--new-passphrase-fd", G_MAXINT16, &fd, error))
    return FALSE;
  passphrase = fd != G_MAXUINT64 ? hearth_cli_read_secret_fd ((int) fd, error)
                                 : hearth_cli_ask_secret_twice (_ ("New passphrase: "), error);
  if (passphrase == NULL)
    return FALSE;
  if (path != NULL && (key_file = hearth_cli_make_key_file (path, error)) == NULL)
    return FALSE;
  hearth_member_act_set_passphrase (act, passphrase, key_file);
  act->is_permanent = hearth_cli_args_has (args, "--permanent");
  return TRUE;
}

/* What follows from keys that somebody does not hold any more: they were copied, perhaps. */
static void
describe_loss (json_t *document, guint lost)
{
  if (lost == 0)
    return;
  json_object_set_new (document, "renew", list_compartments (lost));
  json_object_set_new (document, "re_enrol",
                       json_boolean ((lost & 1u << HEARTH_COMPARTMENT_IDENTITY) != 0));
}

/* The keys that somebody may have copied open nothing new afterwards (vault 7). What the login does
 * not hold stays in the answer for an owner who does. */
static gboolean
renew (HearthCli *cli, const HearthCliArgs *args, json_t *document, guint lost, GError **error)
{
  g_autoptr (HearthRenewal) renewal = NULL;
  guint held = 0;

  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    if (hearth_vault_has (cli->vault, (HearthCompartment) i))
      held |= 1u << i;
  if ((lost & held) == 0 || !hearth_cli_args_has (args, "--renew"))
    return TRUE;
  renewal = hearth_renewal_new (lost & held);
  hearth_renewal_set_is_new (renewal, TRUE);
  if (!hearth_key_renewal_run (cli->context, renewal, hearth_cli_args_get (args, "--reason"),
                               cli->cancellable, error))
    return FALSE;
  json_object_set_new (document, "renewed", list_compartments (lost & held));
  describe_loss (document, lost & ~held);
  if ((lost & ~held) == 0)
    json_object_del (document, "renew");
  return TRUE;
}

static json_t *
finish (HearthCli *cli, const HearthCliArgs *args, HearthMemberAct *act, GError **error)
{
  g_autoptr (GPtrArray) members = NULL;
  json_t *document;

  if (!hearth_people_run (cli->context, act, hearth_cli_args_get (args, "--reason"), error))
    return NULL;
  members = hearth_vault_list_members (cli->vault);
  document = describe_member (hearth_members_find (members, &act->user));
  describe_loss (document, act->lost);
  /* The act stands though the renewal that follows from it failed: both are told. */
  renew (cli, args, document, act->lost, error);
  return document;
}

static json_t *
run_add (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  g_auto (Wish) wish = { NULL };
  g_autoptr (HearthMemberAct) act = NULL;

  if (!read_wish (cli, args, &wish, error) || hearth_cli_open (cli, error) == NULL)
    return NULL;
  act = hearth_people_plan_add (cli->vault, hearth_cli_args_at (args, 0),
                                (const char *const *) wish.roles->pdata, error);
  if (act == NULL || !need_owner (cli, error) || !set_passphrase (cli, args, act, error))
    return NULL;
  act->compartments |= wish.compartments;
  return finish (cli, args, act, error);
}

static json_t *
run_grant_or_revoke (HearthCli *cli, const HearthCliArgs *args, gboolean is_grant, GError **error)
{
  g_auto (Wish) wish = { NULL };
  g_autoptr (HearthMemberAct) act = NULL;
  g_autoptr (GPtrArray) members = NULL;
  const HearthMember *member;
  const char *const *roles;

  if (!read_wish (cli, args, &wish, error))
    return NULL;
  if (wish.roles->len == 1 && wish.compartments == 0)
    {
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE,
                           "say which roles or compartments");
      return NULL;
    }
  member = open_member (cli, args, &members, error);
  if (member == NULL)
    return NULL;
  roles = (const char *const *) wish.roles->pdata;
  act = is_grant ? hearth_people_plan_grant (member, roles, wish.compartments, error)
                 : hearth_people_plan_revoke (member, roles, wish.compartments, error);
  return act != NULL ? finish (cli, args, act, error) : NULL;
}

static json_t *
run_grant (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  return run_grant_or_revoke (cli, args, TRUE, error);
}

static json_t *
run_revoke (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  return run_grant_or_revoke (cli, args, FALSE, error);
}

static json_t *
run_off (HearthCli *cli, const HearthCliArgs *args, gboolean for_good, GError **error)
{
  g_autoptr (HearthMemberAct) act = NULL;
  g_autoptr (GPtrArray) members = NULL;
  const HearthMember *member;

  member = open_member (cli, args, &members, error);
  if (member == NULL)
    return NULL;
  act = hearth_people_plan_off (cli->vault, member, for_good, error);
  return act != NULL ? finish (cli, args, act, error) : NULL;
}

static json_t *
run_disable (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  return run_off (cli, args, FALSE, error);
}

static json_t *
run_remove (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  return run_off (cli, args, TRUE, error);
}

/* Back from being disabled, or a forgotten passphrase: the two are the same act, but not the same
 * wish, so that neither happens by accident. */
static json_t *
run_new_login (HearthCli *cli, const HearthCliArgs *args, gboolean was_active, GError **error)
{
  g_autoptr (HearthMemberAct) act = NULL;
  g_autoptr (GPtrArray) members = NULL;
  const HearthMember *member;

  member = open_member (cli, args, &members, error);
  if (member == NULL)
    return NULL;
  if (member->is_active != was_active)
    {
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_REFUSED,
                           was_active ? "the user is disabled: use user enable"
                                      : "the user is not disabled: use user reset-passphrase");
      return NULL;
    }
  act = hearth_people_plan_reset (cli->vault, member, error);
  if (act == NULL || !need_owner (cli, error) || !set_passphrase (cli, args, act, error))
    return NULL;
  return finish (cli, args, act, error);
}

static json_t *
run_enable (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  return run_new_login (cli, args, FALSE, error);
}

static json_t *
run_reset (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  return run_new_login (cli, args, TRUE, error);
}

#define NEW_LOGIN_USAGE                                                                            \
  "[--new-passphrase-fd N] [--new-key-file FILE] [--permanent] [--reason TEXT]"

const HearthCliCommand hearth_cli_user_commands[] = {
  { "user list", "", 0, 0, NULL, run_list },
  { "user add", "NAME --role ROLE ... [--compartment C ...] " NEW_LOGIN_USAGE, 1, 1, add_options,
    run_add },
  { "user grant", "NAME (ROLE | COMPARTMENT) ... [--reason TEXT]", 1, CLI_ANY, grant_options,
    run_grant },
  { "user revoke", "NAME (ROLE | COMPARTMENT) ... [--renew] [--reason TEXT]", 1, CLI_ANY,
    revoke_options, run_revoke },
  { "user disable", "NAME [--renew] [--reason TEXT]", 1, 1, off_options, run_disable },
  { "user enable", "NAME " NEW_LOGIN_USAGE, 1, 1, reset_options, run_enable },
  { "user remove", "NAME [--renew] [--reason TEXT]", 1, 1, off_options, run_remove },
  { "user reset-passphrase", "NAME " NEW_LOGIN_USAGE, 1, 1, reset_options, run_reset },
  { NULL },
};
