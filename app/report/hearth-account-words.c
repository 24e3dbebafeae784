/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-account-words.h"

#include "hearth-benefit-working.h"
#include "hearth-paper-words.h"
#include "hearth-plan-explain.h"

static const HearthAccountWords words[] = {
  {
      .language = "en",
      .amount = "UAH %s",
      .span = "%s to %s",
      .account_title = "Account of payments: %s",
      .account_greeting =
          "This paper says what the law gives you, what has been paid and what is still owed, and "
          "what is to be done for it. Sums are in hryvnias and kopiykas. Ask about whatever is not "
          "clear: nothing on it is a decision of an authority.",
      .together = "All together",
      .nothing = "From what is written down no payment follows yet.",
      .entitled = "By the law",
      .for_person = "of it to you",
      .for_relatives = "of it to your relatives",
      .paid = "Paid",
      .waived = "Given up",
      .owed = "Still owed",
      .owed_at_most = "Owed at most",
      .all_paid = "Nothing more is owed.",
      .overpaid = "%s more was paid than follows from what is written down. Do not spend it before "
                  "somebody has looked at it with you.",
      .unsure = "Sure is %s. It may come to %s.",
      .because = "Why: %s",
      .payments = "What was entered",
      .date = "Day",
      .what = "What",
      .amount_title = "Sum",
      .to_whom = "To whom",
      .entries = { "paid", "applied for", "approved", "approved, waits for funding", "paid back",
                   "given up", "in dispute" },
      .recipients = { "you", "your relatives", "on deposit for you" },
      .decided = "A person decided on this sum; by the rules it would be %s. Reason: %s",
      .states = { "papers are collected", "submitted", "under review", "sent back for correction",
                  "refused", "appealed", "in court", "approved", "approved, waits for funding",
                  "paid in part", "paid", "in dispute", "no right to it" },
      .submitted = "Submitted on",
      .reference = "Number",
      .answer_due = "Answer expected by",
      .refused = "Refused on",
      .refusal = "Reason of the refusal",
      .appeal_due = "Appeal not later than",
      .state = "How far it is",
      .waits_for = "It waits for",
      .since = "since",
      .next = "What to do next",
      .papers = "Papers",
      .missing = "Papers still missing",
      .payer = "Who pays",
      .deadline = "Term",
      .obstacle = "What often delays it",
      .by_day = "by %s",
      .first = "Before it: %s",
      .next_apply = "Ask your caseworker to apply for it.",
      .by_act = "By: %s",
      .not_settled = "Sources differ on this rule. A lawyer of the free legal aid can say more.",
      .rights = "Rights without a sum",
      .right_days = "%s days: %s",
      .right_renews = "%s days, and again each time: now %s",
      .right_for_good = "without an end",
      .counted = "How it was counted",
      .secret = "These sums are your own affair. Nobody is told of them, your relatives included, "
                "unless you agree.",
      .working_title = "How the payments were counted · %s",
      .working_about =
          "Every line can be counted again with a pencil: rate × days ÷ days of the month, "
          "then the share.",
      .benefit = "Benefit",
      .from = "From",
      .until = "Until",
      .period = "Period",
      .days = "Days",
      .month_days = "In the month",
      .rate = "Rate",
      .factor = "Factor",
      .whose = "Whose",
      .act = "Act",
      .whose_words = { "person", "relatives" },
      .total = "Together",
      .own_pay = "own pay",
      .no_lines = "No day of it is sure.",
      .rounding = "Each month and rate is rounded to the kopiyka, half up; the person’s share is "
                  "what relatives leave, so that shares are the whole.",
  },
  {
      .language = "uk",
      .amount = "%s грн",
      .span = "%s – %s",
      .account_title = "Виписка про виплати: %s",
      .account_greeting =
          "Тут написано, що належить вам за законом, що вже виплачено, що ще мають виплатити і що "
          "для цього зробити. Суми — у гривнях і копійках. Питайте про все, що незрозуміло: цей "
          "аркуш не є рішенням жодного органу.",
      .together = "Усе разом",
      .nothing = "З того, що записано, виплат поки не випливає.",
      .entitled = "За законом",
      .for_person = "з них вам",
      .for_relatives = "з них рідним",
      .paid = "Виплачено",
      .waived = "Відмова від суми",
      .owed = "Ще мають виплатити",
      .owed_at_most = "Винні щонайбільше",
      .all_paid = "Більше нічого не винні.",
      .overpaid = "Виплачено на %s більше, ніж випливає із записаного. Не витрачайте цих грошей, "
                  "доки хтось не розбереться разом із вами.",
      .unsure = "Певна сума: %s. Може бути до %s.",
      .because = "Чому: %s",
      .payments = "Що внесено",
      .date = "День",
      .what = "Що",
      .amount_title = "Сума",
      .to_whom = "Кому",
      .entries = { "виплачено", "подано заяву", "погоджено", "погоджено, чекає фінансування",
                   "повернуто", "відмова від суми", "спір" },
      .recipients = { "вам", "рідним", "на депозит для вас" },
      .decided = "Цю суму визначила людина; за правилами було б %s. Причина: %s",
      .states = { "збір документів", "подано", "на розгляді", "повернуто на доопрацювання",
                  "відмова", "оскаржено", "у суді", "погоджено", "погоджено, чекає фінансування",
                  "частково виплачено", "виплачено", "спір", "не має права" },
      .submitted = "Подано",
      .reference = "Номер",
      .answer_due = "Відповідь очікують до",
      .refused = "Дата відмови",
      .refusal = "Причина відмови",
      .appeal_due = "Оскаржити не пізніше",
      .state = "На якому етапі",
      .waits_for = "На що чекає",
      .since = "з",
      .next = "Що робити далі",
      .papers = "Папери",
      .missing = "Ще бракує паперів",
      .payer = "Хто платить",
      .deadline = "Строк",
      .obstacle = "Що часто затримує",
      .by_day = "до %s",
      .first = "Спершу: %s",
      .next_apply = "Попросіть свого кейс-менеджера подати заяву.",
      .by_act = "Підстава: %s",
      .not_settled = "Щодо цього правила джерела розходяться. Більше скаже юрист безоплатної "
                     "правової допомоги.",
      .rights = "Права без суми",
      .right_days = "%s днів: %s",
      .right_renews = "%s днів, щоразу знову: тепер %s",
      .right_for_good = "без строку",
      .counted = "Як пораховано",
      .secret = "Ці суми — ваша особиста справа. Без вашої згоди про них не кажуть нікому, зокрема "
                "рідним.",
      .working_title = "Як пораховано виплати · %s",
      .working_about = "Кожен рядок можна перерахувати олівцем: розмір × дні ÷ дні місяця, "
                       "потім частка.",
      .benefit = "Виплата",
      .from = "З",
      .until = "По",
      .period = "Період",
      .days = "Дні",
      .month_days = "У місяці",
      .rate = "Розмір",
      .factor = "Множник",
      .whose = "Кому",
      .act = "Акт",
      .whose_words = { "особі", "рідним" },
      .total = "Разом",
      .own_pay = "власне забезпечення",
      .no_lines = "Жоден день не є певним.",
      .rounding =
          "Кожен місяць і розмір округлено до копійки, половину — догори; частка особи — те, що "
          "лишилося після рідних, тож частки разом дають ціле.",
  },
};

const HearthAccountWords *
_hearth_account_words_for (const char *language)
{
  return g_strcmp0 (language, "uk") == 0 ? &words[1] : &words[0];
}

char *
_hearth_account_dup_amount (const HearthAccountWords *self, gint64 kop)
{
  g_autofree char *digits = hearth_kopiykas_to_text (kop, self->language);

  return _hearth_paper_fill (self->amount, digits, NULL);
}

char *
_hearth_account_dup_days (const HearthAccountWords *self, HearthDate from, HearthDate to)
{
  g_autofree char *first = hearth_plan_date_in_words (from, self->language);
  g_autofree char *last = hearth_plan_date_in_words (to, self->language);
  int day;

  if (from == to)
    return g_steal_pointer (&first);
  if (hearth_span_of_month (from).to < to)
    return _hearth_paper_fill (self->span, first, last);
  hearth_date_split (from, NULL, NULL, &day);
  return g_strdup_printf (g_str_equal (self->language, "uk") ? "%02d–%s" : "%d–%s", day, last);
}
