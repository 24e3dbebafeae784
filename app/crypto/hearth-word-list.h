/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-crypto-error.h"
#include "hearth-secret.h"

G_BEGIN_DECLS

/* Five dice: what lists of words for passphrases agreed on. */
#define HEARTH_WORD_LIST_SIZE 7776

#define HEARTH_WORD_LIST_MIN_WORDS 4
#define HEARTH_WORD_LIST_DEFAULT_WORDS 6
#define HEARTH_WORD_LIST_MAX_WORDS 24

/**
 * HearthWordList:
 *
 * The words that a generated passphrase is drawn from. Immutable.
 */
typedef struct _HearthWordList HearthWordList;

HearthWordList *hearth_word_list_new (GBytes *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_word_list_free (HearthWordList *self);

const char *hearth_word_list_get_word (const HearthWordList *self, guint i);
HearthSecret *hearth_word_list_draw (const HearthWordList *self,
                                     guint n_words) G_GNUC_WARN_UNUSED_RESULT;
double hearth_word_list_get_bits (guint n_words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthWordList, hearth_word_list_free)

G_END_DECLS
