/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pack check, pack show: no vault needed. */
#include "config.h"

#include "cli-commands.h"
#include "cli-output.h"
#include "hearth-pack-verify.h"

/* Packs refer to one another, so the files given stand in for those that ship. */
static json_t *
run_check (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  HearthPackSet *base = hearth_cli_get_packs (cli, error);
  json_t *list = json_array ();

  if (base == NULL)
    {
      json_decref (list);
      return NULL;
    }
  for (guint i = 0; i < hearth_cli_args_count (args); i++)
    g_ptr_array_add (paths, (gpointer) hearth_cli_args_at (args, i));
  g_ptr_array_add (paths, NULL);
  hearth_pack_verify_files ((const char *const *) paths->pdata, base, problems);
  for (guint i = 0; i < problems->len; i++)
    json_array_append_new (list, hearth_pack_problem_to_json (g_ptr_array_index (problems, i)));
  if (problems->len > 0)
    {
      const HearthPackProblem *first = g_ptr_array_index (problems, 0);

      hearth_cli_set_where (cli, "%s:%s:%s", first->file, first->group != NULL ? first->group : "",
                            first->key != NULL ? first->key : "");
      g_set_error (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_REFUSED, "%u problems in packs",
                   problems->len);
    }
  return json_pack ("{s:i, s:o}", "packs", (int) paths->len - 1, "problems", list);
}

static json_t *
run_show (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  HearthPackSet *packs = hearth_cli_get_packs (cli, error);
  const HearthPackEntry *entry;

  if (packs == NULL)
    return NULL;
  entry =
      hearth_pack_set_lookup (packs, hearth_cli_args_at (args, 0), hearth_cli_args_at (args, 1));
  if (entry == NULL)
    {
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_UNKNOWN,
                           "no pack has such an entry");
      return NULL;
    }
  return hearth_pack_entry_to_json (entry);
}

const HearthCliCommand hearth_cli_pack_commands[] = {
  { "pack check", "FILE...", 1, CLI_ANY, NULL, run_check },
  { "pack show", "KIND ID", 2, 2, NULL, run_show },
  { NULL },
};
