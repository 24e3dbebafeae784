/* SPDX-License-Identifier: GPL-3.0-or-later */
/* name latin */
#include "config.h"

#include "cli-commands.h"
#include "cli-output.h"

#include "hearth-name.h"
#include "hearth-text.h"

static json_t *
run_latin (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  const char *text = hearth_cli_args_at (args, 0);
  g_autofree char *latin = NULL;
  json_t *document;

  if (hearth_text_check (text, HEARTH_TEXT_MAX_BYTES, HEARTH_TEXT_ONE_LINE) != HEARTH_TEXT_FINE)
    {
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_REFUSED,
                           "the name is not one line of text");
      return NULL;
    }
  latin = hearth_name_to_latin (text);
  document = json_object ();
  hearth_cli_set_text (document, "latin", latin);
  return document;
}

const HearthCliCommand hearth_cli_name_commands[] = {
  { "name latin", "TEXT", 1, 1, NULL, run_latin },
  { NULL },
};
