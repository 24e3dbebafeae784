/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-rehabilitation-words.h"

#include "hearth-format.h"

#include <glib/gi18n.h>

const char *
hearth_level_get_sign (int level)
{
  static const char *const signs[] = { "−2", "−1", "0", "+1", "+2" };

  g_return_val_if_fail (level >= -2 && level <= 2, NULL);

  return signs[level + 2];
}

const char *
hearth_level_get_title (HearthPackSet *packs, int level)
{
  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, "goal-level"); i++)
    {
      const HearthPackEntry *entry = hearth_pack_set_get_entry (packs, "goal-level", i);

      if (hearth_pack_entry_get_int (entry, "Order", 0) == level + 3)
        return hearth_pack_entry_get_title (entry, hearth_format_language ());
    }
  return hearth_level_get_sign (level);
}

char *
hearth_tenths_dup_text (int tenths)
{
  const char *point = g_str_equal (hearth_format_language (), "uk") ? "," : ".";

  return g_strdup_printf ("%s%d%s%d", tenths < 0 ? "−" : "", ABS (tenths) / 10, point,
                          ABS (tenths) % 10);
}

const char *
hearth_attainment_meaning_get_title (HearthAttainmentMeaning meaning)
{
  switch (meaning)
    {
    case HEARTH_ATTAINMENT_MUCH_LESS:
      return _ ("The goals are reached much less than was expected");
    case HEARTH_ATTAINMENT_LESS:
      return _ ("The goals are reached less than was expected");
    case HEARTH_ATTAINMENT_MORE:
      return _ ("The goals are reached more than was expected");
    case HEARTH_ATTAINMENT_MUCH_MORE:
      return _ ("The goals are reached much more than was expected");
    case HEARTH_ATTAINMENT_EXPECTED:
    default:
      return _ ("The goals are reached as was expected");
    }
}

const char *
hearth_goal_find_level_text (HearthPackSet *packs, const HearthRecord *goal, int level)
{
  const char *own = hearth_goal_get_level_text (goal, level);
  const char *id = hearth_record_get_text (goal, "goal");
  const HearthPackEntry *entry =
      id != NULL ? hearth_pack_set_lookup (packs, "rehab-goal", id) : NULL;

  if (own != NULL && *own != '\0')
    return own;
  return entry != NULL ? hearth_pack_entry_get_label (entry, "Levels", (guint) (level + 2),
                                                      hearth_format_language ())
                       : NULL;
}

const char *
hearth_prosthesis_get_stage (const HearthRecord *prosthesis)
{
  static const struct
  {
    const char *field, *title;
  } stages[] = {
    { "handed_on", N_ ("in use") },
    { "trained_on", N_ ("training ended") },
    { "fitted_on", N_ ("fitted") },
    { "ordered_on", N_ ("ordered") },
    { "concluded_on", N_ ("conclusion given") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    if (hearth_record_get_date (prosthesis, stages[i].field) != HEARTH_DATE_NONE)
      return _ (stages[i].title);
  return _ ("waits for the conclusion");
}
