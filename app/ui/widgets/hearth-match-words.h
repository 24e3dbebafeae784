/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why two descriptions may be of one person, in words. */
#pragma once

#include "hearth-match.h"

G_BEGIN_DECLS

/* "same surname written another way, same date of birth": what speaks for it first, then what speaks against it. */
char *hearth_match_dup_reasons (const HearthMatch *match) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
