/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What people call a value of the registry's closed lists (HearthField.words): translated, or the
 * word itself if it has no title here. */
const char *hearth_word_get_title (const char *word);

G_END_DECLS
