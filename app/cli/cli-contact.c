/* SPDX-License-Identifier: GPL-3.0-or-later */
/* card, contact list, add, verify, set, remove, revoke. */
#include "config.h"

#include "cli-commands.h"
#include "cli-contact.h"
#include "cli-file.h"
#include "cli-output.h"
#include "cli-second.h"
#include "cli-store.h"

#include "hearth-bundle-limits.h"
#include "hearth-contact-acts.h"
#include "hearth-keyring.h"

#include <glib/gi18n.h>
#include <string.h>

static const HearthCliOption add_options[] = { { "--name", CLI_VALUE }, { NULL } };
static const HearthCliOption set_options[] = {
  { "--accept", CLI_VALUE }, { "--send", CLI_VALUE }, CLI_SECOND_OPTIONS, { NULL }
};

static gpointer
load_on_reader (HearthDb *db, gpointer data, GError **error)
{
  return hearth_contacts_load (db, error);
}

/** (transfer full): the contacts of the vault. */
HearthContacts *
hearth_cli_load_contacts (HearthCli *cli, GError **error)
{
  HearthContext *context = hearth_cli_open (cli, error);

  if (context == NULL)
    return NULL;
  return hearth_store_read (hearth_context_get_store (context), load_on_reader, NULL, error);
}

/* The card is one signed line; what others add it from is that line. */
static json_t *
run_card (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  g_autoptr (HearthContacts) contacts = hearth_cli_load_contacts (cli, error);
  g_autofree char *fingerprint = NULL;
  json_t *document;

  if (contacts == NULL)
    return NULL;
  if (contacts->own == NULL)
    {
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_UNKNOWN,
                           "this vault has no card yet: an owner must log in");
      return NULL;
    }
  fingerprint = hearth_fingerprint_to_string (contacts->own->identity);
  document = json_object ();
  hearth_cli_set_text (document, "card", g_strchomp (contacts->own_line));
  hearth_cli_set_text (document, "fingerprint", fingerprint);
  hearth_cli_set_text (document, "label", contacts->own->label);
  json_object_set_new (document, "serial", json_integer (contacts->own->serial));
  return document;
}

static json_t *
list_parts (guint parts)
{
  json_t *list = json_array ();

  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    if (parts >> cmp & 1)
      json_array_append_new (list, json_string (hearth_compartment_get_name (cmp)));
  return list;
}

static json_t *
describe (const HearthContactRow *row)
{
  static const char *const states[] = { "not-verified", "verified", "revoked", "removed" };
  g_autofree char *fingerprint = hearth_fingerprint_to_string (row->key);
  json_t *document = json_object ();

  hearth_cli_set_text (document, "name", row->name);
  hearth_cli_set_text (document, "fingerprint", fingerprint);
  hearth_cli_set_text (document, "state", states[row->state]);
  json_object_set_new (document, "verified", json_boolean (row->state == HEARTH_CONTACT_VERIFIED));
  json_object_set_new (document, "serial", json_integer (row->serial));
  json_object_set_new (document, "accept", list_parts (row->accept));
  json_object_set_new (document, "send", list_parts (row->send));
  return document;
}

static json_t *
run_list (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  g_autoptr (HearthContacts) contacts = hearth_cli_load_contacts (cli, error);
  json_t *list;

  if (contacts == NULL)
    return NULL;
  list = json_array ();
  for (guint i = 0; i < contacts->list->len; i++)
    {
      const HearthContact *contact = contacts->list->pdata[i];

      if (contact->row->state != HEARTH_CONTACT_REMOVED)
        json_array_append_new (list, describe (contact->row));
    }
  return json_pack ("{s:o}", "contacts", list);
}

/* What came from a vault of another key under a name that is here already is not the one that was
 * compared: who swaps keys hopes that nobody looks. */
static gboolean
is_name_taken (const HearthContacts *before, const HearthContactRow *row)
{
  for (guint i = 0; i < before->list->len; i++)
    {
      const HearthContact *contact = before->list->pdata[i];

      if (g_str_equal (contact->row->name, row->name) &&
          !hearth_hash_equal (contact->row->key, row->key))
        return TRUE;
    }
  return FALSE;
}

static json_t *
run_add (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  static const char *const words[] = { "same", "new", "newer", "older", "refused" };
  g_autoptr (HearthContacts) before = hearth_cli_load_contacts (cli, error);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (HearthContactAct) act = NULL;
  g_autoptr (HearthContactRow) row = NULL;
  gboolean is_taken;
  json_t *document;

  if (before == NULL)
    return NULL;
  bytes = hearth_cli_read_file (hearth_cli_args_at (args, 0), HEARTH_BUNDLE_MAX_CARD + 1, error);
  if (bytes == NULL)
    return NULL;
  act = hearth_contact_act_new_add (g_bytes_get_size (bytes) > 0 ? g_bytes_get_data (bytes, NULL)
                                                                 : "",
                                    g_bytes_get_size (bytes), hearth_cli_args_get (args, "--name"));
  row = hearth_contact_act_run (cli->context, act, error);
  if (row == NULL)
    return NULL;
  is_taken = is_name_taken (before, row);
  if (is_taken)
    hearth_cli_note (
        cli, "%s\n",
        _ ("Another contact has this name and another key. If it is the same hospital, "
           "ask it why its key changed before you compare the digits."));
  document = describe (row);
  json_object_set_new (document, "card", json_string (words[hearth_contact_act_get_card (act)]));
  json_object_set_new (document, "key_changed", json_boolean (is_taken));
  return document;
}

/** One contact by name or fingerprint; @digits: (nullable): tell contacts of one name apart. */
const HearthContact *
hearth_cli_find_contact (HearthCli *cli,
                         const HearthContacts *contacts,
                         const char *text,
                         const char *digits,
                         GError **error)
{
  g_autoptr (GPtrArray) found = hearth_contacts_search (contacts, text);
  const HearthContact *contact = found->len == 1 ? found->pdata[0] : NULL;

  for (guint i = 0; digits != NULL && i < found->len; i++)
    if (hearth_contact_matches_reading (((HearthContact *) found->pdata[i])->row, digits))
      contact = found->pdata[i];
  if (contact != NULL)
    return contact;
  hearth_cli_set_where (cli, "%s", text);
  g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_UNKNOWN,
                       "no such contact, or more than one");
  return NULL;
}

static json_t *
run_act (HearthCli *cli, HearthContactAct *act, GError **error)
{
  g_autoptr (HearthContactAct) owned = act;
  g_autoptr (HearthContactRow) row = hearth_contact_act_run (cli->context, owned, error);

  return row != NULL ? describe (row) : NULL;
}

static json_t *
run_verify (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  g_autoptr (HearthContacts) contacts = hearth_cli_load_contacts (cli, error);
  g_autoptr (GString) digits = g_string_new (NULL);
  const HearthContact *contact;

  if (contacts == NULL)
    return NULL;
  /* Six groups may come as six words. */
  for (guint i = 1; i < hearth_cli_args_count (args); i++)
    g_string_append (digits, hearth_cli_args_at (args, i));
  contact =
      hearth_cli_find_contact (cli, contacts, hearth_cli_args_at (args, 0), digits->str, error);
  if (contact == NULL)
    return NULL;
  return run_act (cli, hearth_contact_act_new_verify (contact->row->key, digits->str), error);
}

static json_t *
run_by_key (HearthCli *cli,
            const HearthCliArgs *args,
            HearthContactAct *(*make) (const guint8 key[HEARTH_KEY_SIZE]),
            GError **error)
{
  g_autoptr (HearthContacts) contacts = hearth_cli_load_contacts (cli, error);
  const HearthContact *contact;

  if (contacts == NULL)
    return NULL;
  contact = hearth_cli_find_contact (cli, contacts, hearth_cli_args_at (args, 0), NULL, error);
  return contact != NULL ? run_act (cli, make (contact->row->key), error) : NULL;
}

static json_t *
run_remove (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  return run_by_key (cli, args, hearth_contact_act_new_remove, error);
}

static json_t *
run_revoke (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  return run_by_key (cli, args, hearth_contact_act_new_revoke, error);
}

static gboolean
read_parts (const char *text, guint *parts, GError **error)
{
  g_auto (GStrv) names = text != NULL ? g_strsplit (text, ",", -1) : NULL;

  if (text == NULL)
    return TRUE;
  *parts = 0;
  for (guint i = 0; names[i] != NULL; i++)
    {
      HearthCompartment cmp;

      if (*names[i] == '\0')
        continue;
      if (!hearth_compartment_from_name (names[i], &cmp) || cmp == HEARTH_COMPARTMENT_IDENTITY ||
          cmp == HEARTH_COMPARTMENT_ADMIN)
        {
          g_set_error (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE, "no such part: %s",
                       names[i]);
          return FALSE;
        }
      *parts |= 1U << cmp;
    }
  return TRUE;
}

static gboolean
ask_second (HearthCli *cli, const HearthCliArgs *args, HearthContactAct *act, GError **error)
{
  guint8 digest[HEARTH_APPROVAL_DIGEST_SIZE];
  HearthCliSecond second;

  hearth_contact_act_get_digest (act, digest);
  if (!hearth_cli_ask_second_or_nobody (cli, args, digest, &second, error))
    return FALSE;
  hearth_contact_act_set_second (act, second.has_approval ? &second.approval : NULL, second.alone);
  return TRUE;
}

static json_t *
run_set (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  g_autoptr (HearthContacts) contacts = hearth_cli_load_contacts (cli, error);
  g_autoptr (HearthContactAct) act = NULL;
  const HearthContact *contact;
  guint accept, send;

  if (contacts == NULL)
    return NULL;
  contact = hearth_cli_find_contact (cli, contacts, hearth_cli_args_at (args, 0), NULL, error);
  if (contact == NULL)
    return NULL;
  accept = contact->row->accept;
  send = contact->row->send;
  if (!read_parts (hearth_cli_args_get (args, "--accept"), &accept, error) ||
      !read_parts (hearth_cli_args_get (args, "--send"), &send, error))
    return NULL;
  act = hearth_contact_act_new_change (contact->row->key, accept, send);
  if (hearth_contact_act_needs_second (act, contact->row) && !ask_second (cli, args, act, error))
    return NULL;
  return run_act (cli, g_steal_pointer (&act), error);
}

const HearthCliCommand hearth_cli_contact_commands[] = {
  { "card", "", 0, 0, NULL, run_card },
  { "contact list", "", 0, 0, NULL, run_list },
  { "contact add", "FILE [--name NAME]", 1, 1, add_options, run_add },
  { "contact verify", "NAME FINGERPRINT", 2, 7, NULL, run_verify },
  { "contact set", "NAME [--accept PART,...] [--send PART,...] [" CLI_SECOND_USAGE "]", 1, 1,
    set_options, run_set },
  { "contact remove", "NAME", 1, 1, NULL, run_remove },
  { "contact revoke", "NAME", 1, 1, NULL, run_revoke },
  { NULL },
};
