/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What letters about payments say of them. Between the files of hearth-case-letter only. */
#pragma once

#include "hearth-case.h"

G_BEGIN_DECLS

/* NULL: it is not known, or @name is none of these. What is not sure is marked. */
char *_hearth_case_letter_dup_money (HearthCase *kase,
                                     HearthPackSet *packs,
                                     const HearthPackEntry *benefit,
                                     const char *name,
                                     const char *language) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
