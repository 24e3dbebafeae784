/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters of the pack, filled in from a case. */
#pragma once

#include "hearth-case.h"
#include "hearth-letter.h"

G_BEGIN_DECLS

/**
 * HearthCaseLetter:
 * @addressee: maybe with marks
 * @text: maybe with marks, see hearth_letter_count_marks()
 *
 * A letter before a person has looked at it. Owned plain value.
 */
typedef struct
{
  char *addressee;
  char *text;
} HearthCaseLetter;

HearthCaseLetter *hearth_case_letter_new (HearthCase *kase,
                                          HearthPackSet *packs,
                                          const HearthPackEntry *letter,
                                          const char *language) G_GNUC_WARN_UNUSED_RESULT;
void hearth_case_letter_free (HearthCaseLetter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthCaseLetter, hearth_case_letter_free)

G_END_DECLS
