/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case-query.h"

G_BEGIN_DECLS

/* Where a search found somebody: "Call sign: Heron". @in_sight: ids of fields that are shown anyway. NULL if
 * nobody searches, or if it can be seen. */
char *hearth_case_found_dup_words (const HearthCaseRow *row,
                                   const char *const *in_sight) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
