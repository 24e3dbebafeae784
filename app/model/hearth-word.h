/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people call the values of the registry's closed lists: for windows, and for papers in another language. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *hearth_word_find_title (const char *word);

G_END_DECLS
