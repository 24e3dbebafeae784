/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sound of a name, the same for its Ukrainian, Russian and Latin spellings. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Words of a name beyond this are not looked at, and letters of a word neither. */
#define HEARTH_NAME_KEY_MAX_WORDS 16
#define HEARTH_NAME_KEY_MAX_LETTERS 64

/**
 * HearthNameKey: one word of a name, in small letters a to z, of which "c" stands for ц, "h" for г, ґ and х,
 * "j" for ж, "q" for ч, "w" for ш and щ. Immutable.
 * @letters: the word, sound by sound
 * @others: (nullable): how it can be read too: "ch" is ч or х, "j" is й or ж, "ё" is о or е
 * @root: @letters without the ending that changes with sex and language
 * @skeleton: the first sound and the consonants; a vowel at the start is "a". It survives most slips.
 */
typedef struct
{
  char *letters;
  char **others;
  char *root;
  char *skeleton;
} HearthNameKey;

HearthNameKey *hearth_name_key_new (const char *word) G_GNUC_WARN_UNUSED_RESULT;
void hearth_name_key_free (HearthNameKey *self);
gboolean hearth_name_key_has (const HearthNameKey *self, const char *letters);
gboolean hearth_name_key_equal (const HearthNameKey *a, const HearthNameKey *b);
GPtrArray *hearth_name_keys (const char *name) G_GNUC_WARN_UNUSED_RESULT;
char *hearth_name_key_begin (const char *typed) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthNameKey, hearth_name_key_free)

G_END_DECLS
