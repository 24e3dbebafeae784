/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pack check, pack show: no vault needed. */
#include "config.h"

#include "cli-commands.h"
#include "cli-output.h"
#include "hearth-pack-verify.h"

/* A folder stands by itself, as the program loads it; without any name it is the program's own. */
static void
check_folders (GPtrArray *folders, GPtrArray *problems, guint *n_packs)
{
  for (guint i = 0; i < folders->len; i++)
    {
      guint n_here = 0;

      hearth_pack_verify_folder (folders->pdata[i], problems, &n_here);
      *n_packs += n_here;
    }
}

/* Packs refer to one another, so the files given stand in for those that ship. */
static gboolean
check_files (HearthCli *cli, GPtrArray *files, GPtrArray *problems, guint *n_packs, GError **error)
{
  HearthPackSet *base = hearth_cli_get_packs (cli, error);

  if (base == NULL)
    return FALSE;
  *n_packs += files->len;
  g_ptr_array_add (files, NULL);
  hearth_pack_verify_files ((const char *const *) files->pdata, base, problems);
  return TRUE;
}

static json_t *
tell (HearthCli *cli, GPtrArray *problems, guint n_packs, GError **error)
{
  json_t *list = json_array ();

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
  return json_pack ("{s:i, s:o}", "packs", (int) n_packs, "problems", list);
}

static json_t *
run_check (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
  g_autoptr (GPtrArray) files = g_ptr_array_new ();
  g_autoptr (GPtrArray) folders = g_ptr_array_new ();
  g_autofree char *own = NULL;
  guint n_packs = 0;

  for (guint i = 0; i < hearth_cli_args_count (args); i++)
    {
      const char *path = hearth_cli_args_at (args, i);

      g_ptr_array_add (g_file_test (path, G_FILE_TEST_IS_DIR) ? folders : files, (gpointer) path);
    }
  if (hearth_cli_args_count (args) == 0)
    g_ptr_array_add (folders, own = hearth_pack_default_dir ());
  check_folders (folders, problems, &n_packs);
  if (files->len > 0 && !check_files (cli, files, problems, &n_packs, error))
    return NULL;
  return tell (cli, problems, n_packs, error);
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
  { "pack check", "[DIR|FILE]...", 0, CLI_ANY, NULL, run_check },
  { "pack show", "KIND ID", 2, 2, NULL, run_show },
  { NULL },
};
