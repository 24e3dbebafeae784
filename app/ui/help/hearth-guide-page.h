/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HearthGuidePage:
 *
 * One page of the guide that ships with the program: what is shown of a Mallard page
 * (https://projectmallard.org/1.0/), of which it knows the elements that our pages need and refuses
 * every other.
 */
typedef struct _HearthGuidePage HearthGuidePage;

typedef enum
{
  HEARTH_GUIDE_HEADING,
  HEARTH_GUIDE_TEXT,
  HEARTH_GUIDE_STEP,
  HEARTH_GUIDE_BULLET,
  HEARTH_GUIDE_NOTE,
  HEARTH_GUIDE_WARNING,
  HEARTH_GUIDE_ROW,
} HearthGuideKind;

/**
 * HearthGuideBlock:
 * @kind: what it is
 * @number: of a step, from 1; else 0
 * @markup: for Pango; of a row its first cell
 * @value: (nullable): the second cell of a row
 */
typedef struct
{
  HearthGuideKind kind;
  guint number;
  char *markup;
  char *value;
} HearthGuideBlock;

HearthGuidePage *hearth_guide_page_parse (const char *text, gssize size, GError **error);
void hearth_guide_page_free (HearthGuidePage *self);

const char *hearth_guide_page_get_id (const HearthGuidePage *self);
const char *hearth_guide_page_get_title (const HearthGuidePage *self);
const char *hearth_guide_page_get_summary (const HearthGuidePage *self);
guint hearth_guide_page_get_n_blocks (const HearthGuidePage *self);
const HearthGuideBlock *hearth_guide_page_get_block (const HearthGuidePage *self, guint i);
gboolean hearth_guide_page_matches (const HearthGuidePage *self, const char *words);
int hearth_guide_page_compare (const HearthGuidePage *a, const HearthGuidePage *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthGuidePage, hearth_guide_page_free)

G_END_DECLS
