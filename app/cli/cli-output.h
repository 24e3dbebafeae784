/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli.h"

G_BEGIN_DECLS

gboolean hearth_cli_print (const HearthCli *cli, const json_t *document, GError **error);
char *hearth_cli_to_text (const json_t *document) G_GNUC_WARN_UNUSED_RESULT;
void hearth_cli_note (const HearthCli *cli, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Members of documents; NULL and unknown become null. */
void hearth_cli_set_text (json_t *object, const char *key, const char *text);
void hearth_cli_set_id (json_t *object, const char *key, const HearthId *id);
void hearth_cli_set_date (json_t *object, const char *key, HearthDate date);
void hearth_cli_set_partial_date (json_t *object, const char *key, const HearthPartialDate *date);
void hearth_cli_set_name (json_t *object,
                          const char *surname,
                          const char *given,
                          const char *patronymic);
json_t *hearth_cli_list_compartments (guint compartments) G_GNUC_WARN_UNUSED_RESULT;

/* Before a command writes a file of its own. */
gboolean hearth_cli_check_replaceable (const char *path, GError **error);
gboolean hearth_cli_check_destination (const HearthCli *cli, const char *path, GError **error);

G_END_DECLS
