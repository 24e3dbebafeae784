/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ukrainian names in the grammatical case that a letter needs (Ukrainian Orthography of 2019, sections on the
 * declension of surnames, given names and patronymics). Only what a rule settles is answered: for all else a
 * person decides. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  HEARTH_GENITIVE,
  HEARTH_DATIVE,
  HEARTH_ACCUSATIVE,
} HearthGrammarCase;

#define HEARTH_N_GRAMMAR_CASES 3

typedef enum
{
  HEARTH_NAME_SURNAME,
  HEARTH_NAME_GIVEN,
  HEARTH_NAME_PATRONYMIC,
} HearthNamePart;

typedef enum
{
  HEARTH_SEX_UNKNOWN,
  HEARTH_SEX_FEMALE,
  HEARTH_SEX_MALE,
} HearthNameSex;

gboolean hearth_grammar_case_from_id (const char *id, HearthGrammarCase *out);
HearthNameSex hearth_declension_find_sex (const char *sex, const char *patronymic);
char *hearth_declension_of_name (HearthNamePart part,
                                 const char *name,
                                 HearthNameSex sex,
                                 HearthGrammarCase which) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
