/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli.h"

#include "hearth-case.h"

G_BEGIN_DECLS

HearthCase *hearth_cli_load_case (HearthCli *cli,
                                  const HearthId *case_id,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
json_t *hearth_cli_describe_step (HearthCli *cli,
                                  const HearthCaseStep *step) G_GNUC_WARN_UNUSED_RESULT;
json_t *hearth_cli_describe_steps (HearthCli *cli, HearthCase *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
