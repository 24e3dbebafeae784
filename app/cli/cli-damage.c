/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a check found, for scripts and for people. */
#include "config.h"

#include "cli-damage.h"

#include "cli-output.h"

#include "hearth-damage-notice.h"
#include "hearth-journal-check.h"

#include <stdio.h>

static const char *const kinds[] = {
  [HEARTH_DAMAGE_HEADER] = "header",       [HEARTH_DAMAGE_MISSING] = "missing",
  [HEARTH_DAMAGE_TABLE] = "table",         [HEARTH_DAMAGE_NO_TABLE] = "no-table",
  [HEARTH_DAMAGE_OLD_TABLE] = "old-table", [HEARTH_DAMAGE_JOURNAL] = "journal",
  [HEARTH_DAMAGE_PAGE] = "page",           [HEARTH_DAMAGE_STRUCTURE] = "structure",
  [HEARTH_DAMAGE_SEARCH] = "search",       [HEARTH_DAMAGE_BLOB] = "attachment",
  [HEARTH_DAMAGE_LINE] = "line",           [HEARTH_DAMAGE_GAP] = "gap",
};

static json_t *
list_cases (const HearthDamage *damage)
{
  json_t *list = json_array ();

  for (guint i = 0; i < damage->cases->len; i++)
    {
      json_t *object = json_object ();

      hearth_cli_set_id (object, "case", &g_array_index (damage->cases, HearthId, i));
      hearth_cli_set_text (object, "number",
                           i < damage->numbers->len ? damage->numbers->pdata[i] : NULL);
      json_array_append_new (list, object);
    }
  return list;
}

static json_t *
describe_damage (const HearthDamage *damage)
{
  json_t *object = json_object ();
  json_t *cases = list_cases (damage);
  json_t *first = json_array_get (cases, 0);

  hearth_cli_set_text (object, "file", damage->file);
  json_object_set_new (object, "page",
                       damage->page != 0 ? json_integer (damage->page) : json_null ());
  json_object_set_new (
      object, "case", first != NULL ? json_incref (json_object_get (first, "case")) : json_null ());
  json_object_set_new (object, "number",
                       first != NULL ? json_incref (json_object_get (first, "number"))
                                     : json_null ());
  json_object_set_new (object, "cases", cases);
  hearth_cli_set_text (object, "kind", kinds[damage->kind]);
  hearth_cli_set_text (object, "table", damage->is_free ? "(free)" : damage->table);
  return object;
}

static json_t *
list_checked (const HearthCheckReport *report)
{
  json_t *list = json_array ();

  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    if ((report->checked & 1u << i) != 0)
      json_array_append_new (list,
                             json_string (hearth_compartment_get_name ((HearthCompartment) i)));
  return list;
}

static json_t *
list_damages (const GPtrArray *damages)
{
  json_t *list = json_array ();

  for (guint i = 0; i < damages->len; i++)
    json_array_append_new (list, describe_damage (damages->pdata[i]));
  return list;
}

json_t *
hearth_cli_describe_check (const HearthCheckReport *report)
{
  return json_pack ("{s:b, s:b, s:I, s:I, s:I, s:o, s:o, s:o}", "ok", report->damaged->len == 0,
                    "deep", report->is_deep, "pages", (json_int_t) report->n_pages, "attachments",
                    (json_int_t) report->n_blobs, "lines", (json_int_t) report->n_lines, "checked",
                    list_checked (report), "damaged", list_damages (report->damaged), "mended",
                    list_damages (report->mended));
}

void
hearth_cli_print_check (const HearthCheckReport *report)
{
  g_autofree char *whole = hearth_check_notice (report);

  for (guint i = 0; i < report->damaged->len; i++)
    {
      g_autofree char *notice = hearth_damage_notice (report->damaged->pdata[i]);

      printf ("%s\n", notice);
    }
  printf ("%s\n", whole);
}

/* Scripts have the code "damaged" and ask by themselves. Without the passphrase nothing can be looked at. */
void
hearth_cli_tell_damage (HearthCli *cli, const GError *error)
{
  const HearthCheckHooks hooks = hearth_journal_check_hooks (NULL, NULL);
  HearthCredentials credentials = { 0 };
  g_autoptr (HearthCheckReport) report = NULL;
  g_autofree char *notice = NULL;

  if (!g_error_matches (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_PAGE_DAMAGED) || cli->json ||
      cli->is_checked || cli->passphrase == NULL ||
      !hearth_cli_get_credentials (cli, &credentials, NULL))
    return;
  if (cli->vault != NULL)
    hearth_vault_lock (cli->vault, FALSE);
  report = hearth_check_run (cli->vault_path, &credentials, FALSE, &hooks, cli->cancellable, NULL);
  notice = report != NULL ? hearth_damage_notice_for_work (report) : NULL;
  if (notice != NULL)
    fprintf (stderr, "hearthctl: %s\n", notice);
}
