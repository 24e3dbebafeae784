/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli-args.h"

#include "hearth-roster.h"

G_BEGIN_DECLS

HearthRoster *hearth_cli_read_roster (HearthCli *cli,
                                      const HearthCliArgs *args,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Warnings and refusals are listed apart. */
gboolean hearth_cli_map_roster (HearthRoster *roster, const HearthCliArgs *args, GError **error);
json_t *hearth_cli_describe_mapping (HearthRoster *roster);
json_t *hearth_cli_list_problems (GPtrArray *problems, gboolean warnings) G_GNUC_WARN_UNUSED_RESULT;
void hearth_cli_refuse_roster (HearthCli *cli, GPtrArray *problems, GError **error);

G_END_DECLS
