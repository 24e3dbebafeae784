/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli.h"

G_BEGIN_DECLS

HearthSecret *hearth_cli_read_secret_fd (int fd, GError **error) G_GNUC_WARN_UNUSED_RESULT;
HearthSecret *hearth_cli_read_secret_file (const char *path,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
HearthSecret *hearth_cli_ask_secret (const char *prompt, GError **error) G_GNUC_WARN_UNUSED_RESULT;
HearthSecret *hearth_cli_ask_secret_twice (const char *prompt,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Key files of 32 bytes; _make_ makes one where there is none. In cli-key-file.c. */
HearthSecret *hearth_cli_read_key_file (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
HearthSecret *hearth_cli_make_key_file (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Adds "warnings" to @document if a person's choice is weak. In cli-passphrase.c. */
void hearth_cli_warn_of_passphrase (const HearthCli *cli,
                                    json_t *document,
                                    const HearthSecret *passphrase);
char *hearth_cli_ask_line (const char *prompt) G_GNUC_WARN_UNUSED_RESULT;

/* SIGINT and SIGTERM: the first fires @cancellable, so that work in hand ends at its next safe
 * point; the second ends the process at once. The vault survives both. */
void hearth_cli_watch_signals (GCancellable *cancellable);

G_END_DECLS
