/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-words.h"

#include "hearth-step-state.h"

#include <glib/gi18n.h>

static const struct
{
  const char *word;
  const char *title;
} titles[] = {
  { "female", N_ ("Female") },
  { "male", N_ ("Male") },
  { "mobilised", N_ ("Mobilised") },
  { "contract", N_ ("Under contract") },
  { "conscript", N_ ("Conscript") },
  { "career", N_ ("Career military") },
  { "volunteer", N_ ("Volunteer") },
  { "civilian", N_ ("Civilian") },
  { "confirmed-icrc", N_ ("Captivity confirmed by the Red Cross") },
  { "confirmed", N_ ("Captivity confirmed by Ukraine") },
  { "missing", N_ ("Missing") },
  { "declared-dead", N_ ("Declared dead") },
  { "unknown", N_ ("Unknown") },
};

const char *
hearth_word_get_title (const char *word)
{
  HearthStepState state;

  g_return_val_if_fail (word != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_str_equal (titles[i].word, word))
      return _ (titles[i].title);
  return hearth_step_state_from_id (word, &state) ? _ (hearth_step_state_get_title (state)) : word;
}
