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

/* @benefit: (nullable): of kind `benefit`: what a letter about payments is about */
HearthCaseLetter *hearth_case_letter_new (HearthCase *kase,
                                          HearthPackSet *packs,
                                          const HearthPackEntry *letter,
                                          const HearthPackEntry *benefit,
                                          const char *language) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_letter_is_about_payments (const HearthPackEntry *letter);
gboolean hearth_letter_is_for_benefit (const HearthPackEntry *letter,
                                       const HearthPackEntry *benefit);
void hearth_case_letter_free (HearthCaseLetter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthCaseLetter, hearth_case_letter_free)

G_END_DECLS
