/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lists for passphrases that come with the program (data/words). */
#pragma once

#include "hearth-passphrase.h"
#include "hearth-word-list.h"

G_BEGIN_DECLS

HearthWordList *hearth_word_files_load_list (const char *language,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
HearthCommonPieces *hearth_word_files_load_common (GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
