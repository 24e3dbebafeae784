/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bundle list: what was sent to whom, what came, what waits. */
#include "config.h"

#include "cli-commands.h"
#include "cli-contact.h"
#include "cli-output.h"

#include "hearth-bundle-log.h"
#include "hearth-contacts.h"
#include "hearth-keyring.h"
#include "hearth-received-store.h"

#include <string.h>

typedef struct
{
  HearthContacts *contacts;
  GPtrArray *sent;
  GPtrArray *received;
  GPtrArray *waiting;
} Lists;

static gpointer
list_on_reader (HearthDb *db, gpointer data, GError **error)
{
  Lists *lists = data;

  lists->sent = hearth_bundle_log_list (db, error);
  if (lists->sent != NULL)
    lists->received = hearth_received_list (db, error);
  if (lists->received != NULL)
    lists->waiting = hearth_waiting_list (db, error);
  return lists->waiting;
}

/* A contact's name where there is one: a key says little to people. */
static json_t *
describe_key (const Lists *lists, const guint8 key[HEARTH_KEY_SIZE])
{
  const HearthContact *contact = hearth_contacts_find_key (lists->contacts, key);
  g_autofree char *fingerprint = hearth_fingerprint_to_string (key);

  if (contact != NULL)
    return json_pack ("{s:s, s:s}", "name", contact->row->name, "fingerprint", fingerprint);
  return json_pack ("{s:s}", "fingerprint", fingerprint);
}

static json_t *
describe_destinations (const Lists *lists, const char *destination)
{
  g_auto (GStrv) words = g_strsplit (destination, " ", -1);
  json_t *list = json_array ();

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint8 key[HEARTH_KEY_SIZE];

      if (strlen (words[i]) == 2 * sizeof key && hearth_hex_decode (words[i], key, sizeof key))
        json_array_append_new (list, describe_key (lists, key));
      else
        json_array_append_new (list, json_pack ("{s:s}", "recipient", words[i]));
    }
  return list;
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

static void
set_hash (json_t *object, const guint8 hash[HEARTH_HASH_SIZE])
{
  g_autofree char *hex = hearth_hex_encode (hash, HEARTH_HASH_SIZE);

  hearth_cli_set_text (object, "manifest", hex);
}

static void
set_time (json_t *object, gint64 at_ms)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_utc (at_ms / 1000);
  g_autofree char *text = g_date_time_format (at, "%Y-%m-%dT%H:%M:%SZ");

  hearth_cli_set_text (object, "at", text);
}

static json_t *
describe_sent (const Lists *lists, const HearthBundleSent *sent)
{
  json_t *object = json_object ();

  hearth_cli_set_id (object, "bundle", &sent->bundle);
  json_object_set_new (object, "to", describe_destinations (lists, sent->destination));
  json_object_set_new (object, "seq", json_integer (sent->seq));
  json_object_set_new (object, "parts", list_parts (sent->parts));
  json_object_set_new (object, "cases", json_integer (sent->n_cases));
  json_object_set_new (object, "made", json_boolean (sent->is_made));
  json_object_set_new (object, "bytes", json_integer ((json_int_t) sent->size_bytes));
  set_time (object, sent->at_ms);
  if (sent->is_made)
    set_hash (object, sent->manifest);
  return object;
}

static json_t *
describe_received (const Lists *lists, const HearthReceivedBundle *row)
{
  json_t *object = json_object ();

  hearth_cli_set_id (object, "bundle", &row->bundle);
  json_object_set_new (object, "from", describe_key (lists, row->sender));
  json_object_set_new (object, "seq", json_integer (row->seq));
  hearth_cli_set_text (object, "created", row->created);
  json_object_set_new (object, "lines", json_integer (row->n_lines));
  json_object_set_new (object, "new_lines", json_integer (row->n_new));
  set_time (object, row->at_ms);
  set_hash (object, row->manifest);
  return object;
}

static json_t *
describe_waiting (const Lists *lists, const HearthWaitingPart *part)
{
  json_t *object = json_object ();

  hearth_cli_set_id (object, "bundle", &part->bundle);
  json_object_set_new (object, "from", describe_key (lists, part->sender));
  hearth_cli_set_text (object, "part", part->compartment);
  json_object_set_new (object, "file", json_boolean (g_str_has_prefix (part->name, "b/")));
  json_object_set_new (object, "bytes", json_integer ((json_int_t) part->size));
  return object;
}

static json_t *
describe (const Lists *lists)
{
  json_t *sent = json_array ();
  json_t *received = json_array ();
  json_t *waiting = json_array ();

  for (guint i = 0; i < lists->sent->len; i++)
    json_array_append_new (sent, describe_sent (lists, lists->sent->pdata[i]));
  for (guint i = 0; i < lists->received->len; i++)
    json_array_append_new (received, describe_received (lists, lists->received->pdata[i]));
  for (guint i = 0; i < lists->waiting->len; i++)
    json_array_append_new (waiting, describe_waiting (lists, lists->waiting->pdata[i]));
  return json_pack ("{s:o, s:o, s:o}", "sent", sent, "received", received, "waiting", waiting);
}

static json_t *
run_list (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  Lists lists = { .contacts = hearth_cli_load_contacts (cli, error) };
  json_t *document = NULL;

  if (lists.contacts == NULL)
    return NULL;
  if (hearth_store_read (hearth_context_get_store (cli->context), list_on_reader, &lists, error) !=
      NULL)
    document = describe (&lists);
  g_clear_pointer (&lists.contacts, hearth_contacts_free);
  g_clear_pointer (&lists.sent, g_ptr_array_unref);
  g_clear_pointer (&lists.received, g_ptr_array_unref);
  g_clear_pointer (&lists.waiting, g_ptr_array_unref);
  return document;
}

const HearthCliCommand hearth_cli_bundle_list_commands[] = {
  { "bundle list", "", 0, 0, NULL, run_list },
  { NULL },
};
