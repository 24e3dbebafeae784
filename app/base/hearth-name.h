/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of people: into Latin letters, out of capitals, apart into surname, given name, patronymic. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* No part of a name is longer, in bytes. */
#define HEARTH_NAME_MAX_BYTES 256

char *hearth_name_to_latin (const char *name) G_GNUC_WARN_UNUSED_RESULT;
char *hearth_name_fix_case (const char *name) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_name_split (const char *full, char **surname, char **given, char **patronymic);
gboolean hearth_name_is_plausible (const char *name);

G_END_DECLS
