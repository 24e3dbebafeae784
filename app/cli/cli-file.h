/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli.h"

G_BEGIN_DECLS

/* The files of a case, for `file list` and `case show`. */
json_t *hearth_cli_describe_files (HearthCli *cli,
                                   const HearthId *case_id,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
