/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-case-found.h"

#include <glib/gi18n.h>

char *
hearth_case_found_dup_words (const HearthCaseRow *row, const char *const *in_sight)
{
  const HearthField *field;
  const char *label;

  g_return_val_if_fail (row != NULL, NULL);

  if (row->matched == NULL)
    return NULL;
  /* Another form of a name may be cut off at the end of its line. */
  if (g_strv_contains (in_sight, row->matched) && row->how != HEARTH_SEARCH_HOW_FORM)
    return row->how == HEARTH_SEARCH_HOW_SIMILAR ? g_strdup (_ ("Similar, not the same")) : NULL;
  field = hearth_kind_find_field (hearth_registry_find_kind ("person"), row->matched);
  label = field != NULL ? _ (field->label) : row->matched;
  if (row->how == HEARTH_SEARCH_HOW_SIMILAR)
    /* Translators: what was found in place of what was searched: the name of a field and what it holds. */
    return g_strdup_printf (_ ("Similar, %s: %s"), label, row->variant);
  /* Translators: where a search found somebody: the name of a field and what it holds. */
  return g_strdup_printf (C_ ("found", "%s: %s"), label, row->variant);
}
