/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-words.h"

#include "hearth-word.h"

#include <glib/gi18n.h>

const char *
hearth_word_get_title (const char *word)
{
  const char *title = hearth_word_find_title (word);

  return title != NULL ? _ (title) : word;
}
