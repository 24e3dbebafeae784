/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-paper-words.h"

#include "hearth-name.h"
#include "hearth-plan-explain.h"

static const HearthPaperWords words[] = {
  {
      .language = "en",
      .plan_title = "Plan for %s",
      .plan_greeting = "Here is what happens next, when, and what to bring. Nothing here has to be "
                       "remembered: keep this paper, and ask whenever something is not clear.",
      .next = "What happens next",
      .later = "What comes later",
      .done = "Already done",
      .by_day = "By %s",
      .soon = "As soon as possible",
      .open_ended = "When you are ready",
      .after = "After: %s",
      .where = "Where: %s",
      .bring = "Bring: %s",
      .with_whom = "With you: %s",
      .nothing_open = "There is nothing to do at the moment.",
      .rights = "You may ask for a break, for somebody to come with you, or for another day, and "
                "you may refuse. Ask for your own copy of any paper.",
      .place = "You are here",
      .helper = "Your caseworker",
      .ward = "ward %s",
      .your_notes = "My questions",
      .case_title = "Case summary %s",
      .person = "Person",
      .captivity = "Captivity",
      .contacts = "Family and contacts",
      .stages = "Stages of reintegration",
      .steps = "Steps of the plan",
      .documents = "Documents",
      .birth = "Date of birth",
      .call_sign = "Call sign",
      .rank = "Rank",
      .unit = "Unit",
      .branch = "Branch",
      .category = "Category",
      .condition = "Condition",
      .arrived = "Arrived",
      .facility = "Facility",
      .caseworker = "Caseworker",
      .stage = "Stage",
      .event = "Exchange",
      .captured = "Captured",
      .released = "Released",
      .held_at = "Places of detention",
      .date = "Date",
      .step = "Step",
      .state = "State",
      .number = "Number",
      .reason = "Reason",
      .decided_by = "Decided by",
      .document = "Document",
      .due = "Due",
      .unknown = "not known",
      .states = { "planned", "ready", "in progress", "waiting", "done", "refused by the person",
                  "does not apply", "cancelled" },
      .only_core = "This summary holds nothing of medical records, interviews or money.",
      .made_on = "Made on %s · case %s",
  },
  {
      .language = "uk",
      .plan_title = "План: %s",
      .plan_greeting =
          "Тут написано, що буде далі, коли і що взяти із собою. Запам’ятовувати нічого не треба: "
          "збережіть цей аркуш і питайте щоразу, коли щось незрозуміло.",
      .next = "Що буде далі",
      .later = "Що буде згодом",
      .done = "Уже зроблено",
      .by_day = "До %s",
      .soon = "Якнайшвидше",
      .open_ended = "Коли будете готові",
      .after = "Після того: %s",
      .where = "Де: %s",
      .bring = "Візьміть: %s",
      .with_whom = "З вами: %s",
      .nothing_open = "Зараз нічого робити не треба.",
      .rights =
          "Ви можете попросити перерву, супровід або інший день, можете відмовитися. Попросіть "
          "власну копію будь-якого паперу.",
      .place = "Ви тут",
      .helper = "Ваш кейс-менеджер",
      .ward = "палата %s",
      .your_notes = "Мої запитання",
      .case_title = "Зведення справи %s",
      .person = "Особа",
      .captivity = "Полон",
      .contacts = "Сім’я та контакти",
      .stages = "Етапи реінтеграції",
      .steps = "Кроки плану",
      .documents = "Документи",
      .birth = "Дата народження",
      .call_sign = "Позивний",
      .rank = "Звання",
      .unit = "Частина",
      .branch = "Рід служби",
      .category = "Категорія",
      .condition = "Стан",
      .arrived = "Прибуття",
      .facility = "Заклад",
      .caseworker = "Кейс-менеджер",
      .stage = "Етап",
      .event = "Обмін",
      .captured = "Захоплено",
      .released = "Звільнено",
      .held_at = "Місця утримання",
      .date = "Дата",
      .step = "Крок",
      .state = "Стан",
      .number = "Номер",
      .reason = "Причина",
      .decided_by = "Хто вирішив",
      .document = "Документ",
      .due = "Термін",
      .unknown = "невідомо",
      .states = { "заплановано", "готово до виконання", "виконується", "очікує", "зроблено",
                  "особа відмовилася", "не стосується", "скасовано" },
      .only_core = "У цьому зведенні немає медичних записів, бесід і грошей.",
      .made_on = "Складено %s · справа %s",
  },
};

const HearthPaperWords *
_hearth_paper_words_for (const char *language)
{
  return g_strcmp0 (language, "uk") == 0 ? &words[1] : &words[0];
}

char *
_hearth_paper_fill (const char *pattern, const char *first, const char *second)
{
  const char *const values[] = { first, second };
  g_auto (GStrv) parts = g_strsplit (pattern, "%s", G_N_ELEMENTS (values) + 1);
  g_autoptr (GString) text = g_string_new (parts[0]);

  for (guint i = 0; i < G_N_ELEMENTS (values) && parts[i + 1] != NULL; i++)
    g_string_append_printf (text, "%s%s", values[i] != NULL ? values[i] : "", parts[i + 1]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
_hearth_paper_dup_name (const HearthRecord *person, const char *language)
{
  static const char *const fields[] = { "surname", "given", "patronymic" };
  const char *latin = hearth_record_get_text (person, "name_latin");
  g_autoptr (GString) name = g_string_new (NULL);

  if (g_strcmp0 (language, "uk") != 0 && latin != NULL)
    return g_strdup (latin);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *part = hearth_record_get_text (person, fields[i]);

      if (part != NULL && *part != '\0')
        g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", part);
    }
  if (name->len == 0)
    return NULL;
  return g_strcmp0 (language, "uk") == 0 ? g_strdup (name->str) : hearth_name_to_latin (name->str);
}

char *
_hearth_paper_dup_date (HearthDate date, const char *language)
{
  return date != HEARTH_DATE_NONE ? hearth_plan_date_in_words (date, language) : NULL;
}

/* What is known in part stays as it is written: "2024-03", "2024". */
char *
_hearth_paper_dup_partial (const HearthRecord *record, const char *field, const char *language)
{
  HearthPartialDate date = hearth_record_get_partial_date (record, field);

  if (!hearth_partial_date_is_known (&date))
    return NULL;
  if (date.month != 0 && date.day != 0)
    return hearth_plan_date_in_words (hearth_partial_date_first (&date), language);
  return hearth_partial_date_to_string (&date);
}
