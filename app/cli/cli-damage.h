/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli.h"

#include "hearth-check.h"

G_BEGIN_DECLS

/* {"ok","pages","damaged":[{"file","page","case",...}]} */
json_t *hearth_cli_describe_check (const HearthCheckReport *report) G_GNUC_WARN_UNUSED_RESULT;
/* The same in sentences. */
void hearth_cli_print_check (const HearthCheckReport *report);
/* After a command that met damage: whose records are hit, for people, on standard error. Locks the vault. */
void hearth_cli_tell_damage (HearthCli *cli, const GError *error);

G_END_DECLS
