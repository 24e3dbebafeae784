/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of all commands. Each group's rows stand beside its code. */
#include "config.h"

#include "cli-commands.h"

#include <string.h>

static const HearthCliCommand *const groups[] = {
  hearth_cli_vault_commands,       hearth_cli_event_commands,
  hearth_cli_roster_commands,      hearth_cli_roster_import_commands,
  hearth_cli_case_commands,        hearth_cli_case_show_commands,
  hearth_cli_step_commands,        hearth_cli_record_commands,
  hearth_cli_file_commands,        hearth_cli_outstanding_commands,
  hearth_cli_bundle_commands,      hearth_cli_backup_commands,
  hearth_cli_age_commands,         hearth_cli_name_commands,
  hearth_cli_pack_commands,        hearth_cli_passphrase_commands,
  hearth_cli_audit_commands,       hearth_cli_user_commands,
  hearth_cli_recovery_commands,    hearth_cli_bench_board_commands,
  hearth_cli_bench_commands,       hearth_cli_key_commands,
  hearth_cli_check_commands,       hearth_cli_conflict_commands,
  hearth_cli_erase_commands,       hearth_cli_scale_commands,
  hearth_cli_care_commands,        hearth_cli_benefit_commands,
  hearth_cli_report_commands,      hearth_cli_contact_commands,
  hearth_cli_bundle_list_commands, hearth_cli_bundle_export_commands,
};

/* How many words of @rest are @words, 0 if it begins with others. */
static guint
match_words (const char *words, GPtrArray *rest)
{
  g_auto (GStrv) parts = g_strsplit (words, " ", -1);
  guint n = g_strv_length (parts);

  if (n > rest->len)
    return 0;
  for (guint i = 0; i < n; i++)
    if (strcmp (parts[i], g_ptr_array_index (rest, i)) != 0)
      return 0;
  return n;
}

const HearthCliCommand *
hearth_cli_find_command (GPtrArray *rest, guint *n_words)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    for (const HearthCliCommand *command = groups[i]; command->words != NULL; command++)
      {
        *n_words = match_words (command->words, rest);
        if (*n_words > 0)
          return command;
      }
  return NULL;
}

char *
hearth_cli_list_commands (void)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    for (const HearthCliCommand *command = groups[i]; command->words != NULL; command++)
      g_string_append_printf (out, "  %s%s%s\n", command->words, *command->usage != '\0' ? " " : "",
                              command->usage);
  return g_string_free (out, FALSE);
}
