/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stock programs as partners of a test. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Skips the running test with a reason if a program is missing. */
gboolean hearth_test_need_programs (const char *const *names);

void hearth_test_write_file (const char *dir, const char *name, const void *data, gsize length);
GBytes *hearth_test_read_file (const char *dir, const char *name) G_GNUC_WARN_UNUSED_RESULT;

/* Runs @script with bash and pipefail in @dir; @output (optional) gets what it printed. Returns the exit status. */
int hearth_test_run (const char *dir, const char *script, char **output);

G_END_DECLS
