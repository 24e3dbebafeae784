/* SPDX-License-Identifier: GPL-3.0-or-later */
/* conflict list, conflict resolve, case digest: what vaults say differently, and whether they have the
 * same lines. */
#include "config.h"

#include "cli-commands.h"
#include "cli-output.h"
#include "cli-store.h"

#include "hearth-case-visit.h"
#include "hearth-conflict-acts.h"
#include "hearth-conflict-query.h"
#include "hearth-journal-digest.h"

#include <string.h>

static const HearthCliOption list_options[] = { { "--case", CLI_VALUE }, { NULL } };
static const HearthCliOption resolve_options[] = { { "--take", CLI_VALUE }, { NULL } };

static void
set_time (json_t *object, const char *key, gint64 at_ms)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (at_ms / 1000);
  g_autofree char *text = time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : NULL;

  hearth_cli_set_text (object, key, text);
}

static void
set_value (json_t *object, const char *key, const json_t *value)
{
  json_object_set_new (object, key, value != NULL ? json_incref ((json_t *) value) : json_null ());
}

static json_t *
describe_side (const HearthConflictSide *side)
{
  json_t *object = json_object ();

  set_value (object, "value", side->value);
  set_time (object, "at", side->at_ms);
  hearth_cli_set_text (object, "who", side->who);
  hearth_cli_set_text (object, "role", side->role);
  hearth_cli_set_id (object, "device", &side->dev);
  hearth_cli_set_text (object, "bundle", side->bundle);
  hearth_cli_set_text (object, "commit", side->commit);
  json_object_set_new (object, "lacks_earlier", json_boolean (side->lacks_earlier));
  return object;
}

static json_t *
describe_conflict (const HearthConflictItem *item)
{
  json_t *object = json_object ();

  hearth_cli_set_id (object, "id", &item->id);
  if (hearth_id_is_zero (&item->case_id))
    json_object_set_new (object, "case", json_null ());
  else
    hearth_cli_set_id (object, "case", &item->case_id);
  hearth_cli_set_text (object, "compartment", hearth_compartment_get_name (item->kind->cmp));
  hearth_cli_set_text (object, "kind", item->kind->id);
  hearth_cli_set_id (object, "record", &item->rec);
  hearth_cli_set_text (object, "field", item->field);
  set_time (object, "since", item->since_ms);
  json_object_set_new (object, "heads", json_integer (item->n_heads));
  json_object_set_new (object, "ours", describe_side (&item->ours));
  json_object_set_new (object, "theirs", describe_side (&item->theirs));
  set_value (object, "before", item->before);
  return object;
}

static gpointer
list_on_reader (HearthDb *db, gpointer data, GError **error)
{
  return hearth_conflict_query_list (db, data, error);
}

static json_t *
run_list (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  HearthContext *context = hearth_cli_open (cli, error);
  const char *text = hearth_cli_args_get (args, "--case");
  g_autoptr (GPtrArray) items = NULL;
  HearthId case_id;
  json_t *list;

  if (context == NULL || (text != NULL && (!hearth_cli_find_case (cli, text, &case_id, error) ||
                                           !hearth_case_note_visit (context, &case_id, error))))
    return NULL;
  items = hearth_store_read (hearth_context_get_store (context), list_on_reader,
                             text != NULL ? &case_id : NULL, error);
  if (items == NULL)
    return NULL;
  list = json_array ();
  for (guint i = 0; i < items->len; i++)
    json_array_append_new (list, describe_conflict (items->pdata[i]));
  return json_pack ("{s:o}", "conflicts", list);
}

static gpointer
find_on_reader (HearthDb *db, gpointer data, GError **error)
{
  return hearth_conflict_query_find (db, data, error);
}

/* "ours", "theirs" or "value=TEXT"; an empty text clears. */
static gboolean
read_choice (HearthCli *cli,
             const HearthConflictItem *item,
             const char *text,
             HearthConflictChoice *choice,
             json_t **value,
             GError **error)
{
  *value = NULL;
  *choice = g_strcmp0 (text, "ours") == 0 ? HEARTH_CONFLICT_OURS : HEARTH_CONFLICT_THEIRS;
  if (g_strcmp0 (text, "ours") == 0 || g_strcmp0 (text, "theirs") == 0)
    return TRUE;
  if (text == NULL || !g_str_has_prefix (text, "value="))
    {
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE,
                           "this needs --take ours, --take theirs or --take value=V");
      return FALSE;
    }
  *choice = HEARTH_CONFLICT_VALUE;
  text += strlen ("value=");
  if (*text == '\0')
    return TRUE;
  hearth_cli_set_where (cli, "%s", item->field);
  *value =
      hearth_cli_read_value (cli, hearth_kind_find_field (item->kind, item->field), text, error);
  if (*value != NULL)
    g_clear_pointer (&cli->where, g_free);
  return *value != NULL;
}

static json_t *
run_resolve (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  HearthContext *context = hearth_cli_open (cli, error);
  const char *text = hearth_cli_args_at (args, 0);
  g_autoptr (HearthConflictItem) item = NULL;
  g_autoptr (HearthChangeSet) changes = NULL;
  g_autoptr (GError) local = NULL;
  json_auto_t *value = NULL;
  HearthConflictChoice choice;
  json_t *document;

  if (context == NULL)
    return NULL;
  item = hearth_store_read (hearth_context_get_store (context), find_on_reader, (gpointer) text,
                            &local);
  if (item == NULL)
    {
      hearth_cli_set_where (cli, "%s", text);
      if (local != NULL)
        g_propagate_error (error, g_steal_pointer (&local));
      else
        g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_UNKNOWN,
                             "no such conflict, or more than one");
      return NULL;
    }
  if (!read_choice (cli, item, hearth_cli_args_get (args, "--take"), &choice, &value, error))
    return NULL;
  changes = hearth_conflict_resolve (context, &item->id, choice, value, error);
  if (changes == NULL || !hearth_cli_check_answer (changes, error))
    return NULL;
  document = json_object ();
  hearth_cli_set_id (document, "id", &item->id);
  json_object_set_new (document, "resolved", json_true ());
  return document;
}

typedef struct
{
  HearthId case_id;
  json_t *digests;
} DigestQuestion;

static gpointer
digest_on_reader (HearthDb *db, gpointer data, GError **error)
{
  DigestQuestion *question = data;

  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      const HearthCompartment cmp = (HearthCompartment) i;
      HearthDigest digest;

      if (cmp == HEARTH_COMPARTMENT_ADMIN || !hearth_db_has (db, cmp))
        continue;
      if (!hearth_journal_get_digest (db, cmp, &question->case_id, &digest, error))
        return NULL;
      json_object_set_new (
          question->digests, hearth_compartment_get_name (cmp),
          json_pack ("{s:s, s:I}", "digest", digest.text, "lines", (json_int_t) digest.n_lines));
    }
  return question;
}

static json_t *
run_digest (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  HearthContext *context = hearth_cli_open (cli, error);
  DigestQuestion question = { .digests = NULL };
  json_t *document;

  if (context == NULL ||
      !hearth_cli_find_case (cli, hearth_cli_args_at (args, 0), &question.case_id, error))
    return NULL;
  question.digests = json_object ();
  if (hearth_store_read (hearth_context_get_store (context), digest_on_reader, &question, error) ==
      NULL)
    {
      json_decref (question.digests);
      return NULL;
    }
  document = json_object ();
  hearth_cli_set_id (document, "case", &question.case_id);
  json_object_set_new (document, "compartments", question.digests);
  return document;
}

const HearthCliCommand hearth_cli_conflict_commands[] = {
  { "conflict list", "[--case ID]", 0, 0, list_options, run_list },
  { "conflict resolve", "ID --take ours|theirs|value=V", 1, 1, resolve_options, run_resolve },
  { "case digest", "ID", 1, 1, NULL, run_digest },
  { NULL },
};
