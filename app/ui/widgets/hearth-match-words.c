/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-match-words.h"

#include <glib/gi18n.h>

static const struct
{
  const char *id;
  const char *words;
} reasons[] = {
  { "surname-equal", N_ ("same surname") },
  { "surname-spelling", N_ ("same surname written another way") },
  { "surname-ending", N_ ("surname with another ending") },
  { "surname-part", N_ ("one half of a double surname") },
  { "surname-similar", N_ ("similar surname") },
  { "surname-differs", N_ ("another surname") },
  { "surname-changed", N_ ("surname may have changed") },
  { "given-equal", N_ ("same given name") },
  { "given-spelling", N_ ("same given name written another way") },
  { "given-form", N_ ("given name in another form") },
  { "given-diminutive", N_ ("short form of the given name") },
  { "given-initial", N_ ("initial of the given name fits") },
  { "given-similar", N_ ("similar given name") },
  { "given-differs", N_ ("another given name") },
  { "given-missing", N_ ("one given name is not known") },
  { "patronymic-equal", N_ ("same patronymic") },
  { "patronymic-spelling", N_ ("same patronymic written another way") },
  { "patronymic-form", N_ ("patronymic in another form") },
  { "patronymic-initial", N_ ("initial of the patronymic fits") },
  { "patronymic-similar", N_ ("similar patronymic") },
  { "patronymic-differs", N_ ("another patronymic") },
  { "order-swapped", N_ ("names in another order") },
  { "birth-equal", N_ ("same date of birth") },
  { "birth-fits", N_ ("date of birth fits") },
  { "birth-near", N_ ("nearly the same date of birth") },
  { "birth-differs", N_ ("another date of birth") },
  { "unit-equal", N_ ("same unit") },
  { "unit-differs", N_ ("another unit") },
  { "call-sign-equal", N_ ("same call sign") },
  { "phone-equal", N_ ("same telephone") },
};

static const char *
find_words (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_str_equal (reasons[i].id, id))
      return _ (reasons[i].words);
  return NULL;
}

static void
append_reasons (GString *text, const HearthMatch *match, gboolean are_against)
{
  for (guint i = 0; i < match->n_reasons; i++)
    {
      const char *words = find_words (match->reasons[i].id);

      if (words != NULL && (match->reasons[i].points < 0) == are_against)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", words);
    }
}

char *
hearth_match_dup_reasons (const HearthMatch *match)
{
  GString *text;

  g_return_val_if_fail (match != NULL, NULL);

  text = g_string_new (NULL);
  append_reasons (text, match, FALSE);
  append_reasons (text, match, TRUE);
  return g_string_free (text, FALSE);
}
