/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in the search index for a field: the words folded; of a name also its keys, of a number
 * also the number without what parts it. Derived from the text alone, so that a rebuild gives the same. */
#pragma once

#include "hearth-name-key.h"
#include "hearth-registry.h"

G_BEGIN_DECLS

/* The first character of a word of the index that nobody typed: letters of a click language, which the
 * tokenizer takes for letters and no keyboard here has. */
#define HEARTH_SEARCH_MARK_LETTERS "\u01C0"  /* the sounds of a word */
#define HEARTH_SEARCH_MARK_ROOT "\u01C1"     /* these without their ending */
#define HEARTH_SEARCH_MARK_SKELETON "\u01C2" /* its consonants; and these without one of them */

char *hearth_search_text_make (const HearthField *field,
                               const char *text) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *hearth_search_text_list_skeletons (const HearthNameKey *key) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
