/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli-args.h"

G_BEGIN_DECLS

/**
 * HearthCliRun:
 *
 * Does one command. Returns: (transfer full) (nullable): the document to print. With an error set it
 * has failed; a document beside an error (a refused list and its problems) is printed too. Neither:
 * the command has written its output itself.
 */
typedef json_t *(*HearthCliRun) (HearthCli *cli, const HearthCliArgs *args, GError **error);

typedef struct
{
  const char *words; /* "case list" */
  const char *usage; /* what follows */
  guint min_args, max_args;
  const HearthCliOption *options;
  HearthCliRun run;
} HearthCliCommand;

/* The command that @rest begins with; @n_words of it are its name. */
const HearthCliCommand *hearth_cli_find_command (GPtrArray *rest, guint *n_words);
/* All commands with what they take, a line each. */
char *hearth_cli_list_commands (void) G_GNUC_WARN_UNUSED_RESULT;

/* No limit of arguments. */
#define CLI_ANY G_MAXUINT

extern const HearthCliCommand hearth_cli_age_commands[];
extern const HearthCliCommand hearth_cli_audit_commands[];
extern const HearthCliCommand hearth_cli_backup_commands[];
extern const HearthCliCommand hearth_cli_bench_board_commands[];
extern const HearthCliCommand hearth_cli_bench_commands[];
extern const HearthCliCommand hearth_cli_bundle_commands[];
extern const HearthCliCommand hearth_cli_bundle_list_commands[];
extern const HearthCliCommand hearth_cli_bundle_export_commands[];
extern const HearthCliCommand hearth_cli_benefit_commands[];
extern const HearthCliCommand hearth_cli_care_commands[];
extern const HearthCliCommand hearth_cli_case_commands[];
extern const HearthCliCommand hearth_cli_case_show_commands[];
extern const HearthCliCommand hearth_cli_check_commands[];
extern const HearthCliCommand hearth_cli_conflict_commands[];
extern const HearthCliCommand hearth_cli_contact_commands[];
extern const HearthCliCommand hearth_cli_erase_commands[];
extern const HearthCliCommand hearth_cli_event_commands[];
extern const HearthCliCommand hearth_cli_file_commands[];
extern const HearthCliCommand hearth_cli_name_commands[];
extern const HearthCliCommand hearth_cli_outstanding_commands[];
extern const HearthCliCommand hearth_cli_pack_commands[];
extern const HearthCliCommand hearth_cli_passphrase_commands[];
extern const HearthCliCommand hearth_cli_record_commands[];
extern const HearthCliCommand hearth_cli_report_commands[];
extern const HearthCliCommand hearth_cli_roster_commands[];
extern const HearthCliCommand hearth_cli_roster_import_commands[];
extern const HearthCliCommand hearth_cli_recovery_commands[];
extern const HearthCliCommand hearth_cli_scale_commands[];
extern const HearthCliCommand hearth_cli_step_commands[];
extern const HearthCliCommand hearth_cli_user_commands[];
extern const HearthCliCommand hearth_cli_key_commands[];
extern const HearthCliCommand hearth_cli_vault_commands[];

/* cli-backup.c, for info: a new reference; NULL with an error. */
json_t *hearth_cli_describe_last_backup (HearthCli *cli, GError **error);

G_END_DECLS
