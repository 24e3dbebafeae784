/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters from templates. What is filled in without certainty, and what is missing, stands between marks, so that
 * nothing leaves before a person has looked at it. Pure, any thread. */
#pragma once

#include "hearth-declension.h"
#include "hearth-pack-set.h"

G_BEGIN_DECLS

#define HEARTH_LETTER_MARK_OPEN "⟦"
#define HEARTH_LETTER_MARK_CLOSE "⟧"
#define HEARTH_LETTER_BLANK "________"

/* What stands for the placeholder @name, marked where it is not certain; NULL: it is not known. */
typedef char *(*HearthLetterValueFunc) (const char *name, gpointer data);

char *hearth_letter_fill (const char *text,
                          HearthNameSex sex,
                          HearthLetterValueFunc func,
                          gpointer data) G_GNUC_WARN_UNUSED_RESULT;
char *hearth_letter_mark (const char *text) G_GNUC_WARN_UNUSED_RESULT;
guint hearth_letter_count_marks (const char *text);
char *hearth_letter_drop_marks (const char *text) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_letter_knows (const char *name);
void hearth_letter_check_packs (HearthPackSet *packs, GPtrArray *problems);

G_END_DECLS
