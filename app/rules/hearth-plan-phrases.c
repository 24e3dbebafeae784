/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of phrases, one row per language. Constant, any thread. */
#include "config.h"

#include "hearth-plan-phrases.h"

#include <string.h>

static guint
english_plural (guint n)
{
  return n == 1 ? 0 : 1;
}

/* 1 день, 21 день; 2 дні, 24 дні; 5 днів, 11 днів, 112 днів. */
static guint
ukrainian_plural (guint n)
{
  if (n % 10 == 1 && n % 100 != 11)
    return 0;
  if (n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 12 || n % 100 > 14))
    return 1;
  return 2;
}

static const HearthPlanPhrases phrases[] = {
  {
      .language = "en",
      .plural_form = english_plural,
      .days = { "%u day", "%u days", "%u days" },
      .working_days = { "%u working day", "%u working days", "%u working days" },
      .months = { "%u month", "%u months", "%u months" },
      .day_window = "day %u–%u",
      .working_day_window = "working day %u–%u",
      .month_window = "month %u–%u",
      .occurrence = { "day %u", "working day %u", "month %u" },
      .release = "release",
      .arrival = "arrival at the facility",
      .after = "%s after %s",
      .inclusive = "%s counted from %s, that day included",
      .same_day = "on the day of %s",
      .on_event = "%s on %s",
      .of_document = "%s of %s",
      .with_source = "%s (%s)",
      .with_why = "%s, %s",
      .no_release = "cannot tell yet: release date missing",
      .no_due = "no set date",
      .by_hand = "date set by hand",
      .retired_condition = "no longer applies: the facts of the case have changed",
      .retired_validity = "no longer applies: the rule is not in force",
      .retired_occurrence = "no longer applies: this repetition was dropped",
      .refused = "the person refused",
      .not_indicated = "not indicated for this person",
      .application = "the application",
      .no_term = "no term is set",
      .document_is_there = "the document is valid",
      .document_is_not_needed = "the document is not needed",
      .no_right = "there is no right to the benefit",
  },
  {
      .language = "uk",
      .plural_form = ukrainian_plural,
      .days = { "%u день", "%u дні", "%u днів" },
      .working_days = { "%u робочий день", "%u робочі дні", "%u робочих днів" },
      .months = { "%u місяць", "%u місяці", "%u місяців" },
      .day_window = "день %u–%u",
      .working_day_window = "робочий день %u–%u",
      .month_window = "місяць %u–%u",
      .occurrence = { "день %u", "робочий день %u", "місяць %u" },
      .release = "звільнення з полону",
      .arrival = "прибуття до закладу",
      .after = "%s після %s",
      .inclusive = "%s від %s, включно з цим днем",
      .same_day = "у день %s",
      .on_event = "%s %s",
      .of_document = "%s від %s",
      .with_source = "%s (%s)",
      .with_why = "%s, %s",
      .no_release = "ще не можна визначити: немає дати звільнення з полону",
      .no_due = "без визначеного строку",
      .by_hand = "дату встановлено вручну",
      .retired_condition = "більше не стосується: змінилися дані справи",
      .retired_validity = "більше не стосується: правило не діє",
      .retired_occurrence = "більше не стосується: це повторення скасовано",
      .refused = "особа відмовилася",
      .not_indicated = "цій особі не показано",
      .application = "подання заяви",
      .no_term = "строку не встановлено",
      .document_is_there = "документ дійсний",
      .document_is_not_needed = "документ не потрібен",
      .no_right = "права на виплату немає",
  },
};

/* @language may be a longer tag such as uk_UA.UTF-8; what is not known is answered in English. */
const HearthPlanPhrases *
_hearth_plan_phrases_for (const char *language)
{
  gsize length = language != NULL ? strcspn (language, "_-.@") : 0;

  for (gsize i = 0; i < G_N_ELEMENTS (phrases); i++)
    if (length == strlen (phrases[i].language) &&
        strncmp (phrases[i].language, language, length) == 0)
      return &phrases[i];
  return &phrases[0];
}
