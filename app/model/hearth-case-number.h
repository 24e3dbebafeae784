/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-date.h"
#include "hearth-db.h"

G_BEGIN_DECLS

/* The number by which people call a case: YY-NNNN-C. YY: year of opening; NNNN: rising over the vault, more
 * digits after 9999; C: check digit of all digits before it, ISO 7064 MOD 11,10, which finds every
 * wrong digit and nearly every pair of swapped ones. */
char *hearth_case_number_format (HearthDate opened, guint serial) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_case_number_is_valid (const char *number);
/* As a person or a scanner types it, with or without hyphens; NULL if it is none. */
char *hearth_case_number_parse (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* The greatest serial of the vault, 0 if there is none; -1 with an error. */
gint64 hearth_case_number_get_greatest (HearthDb *db, GError **error);

G_END_DECLS
