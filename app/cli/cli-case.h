/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli-args.h"

#include "hearth-case-query.h"

G_BEGIN_DECLS

gboolean hearth_cli_add_filters (HearthCli *cli,
                                 HearthCaseQuery *query,
                                 const HearthCliArgs *args,
                                 GError **error);

G_END_DECLS
