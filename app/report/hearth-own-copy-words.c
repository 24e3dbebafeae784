/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-own-copy-words.h"

#include <string.h>

static const HearthOwnCopyWords words[] = {
  {
      .language = "en",
      .title = "Your own data: %s",
      .refusal_title = "Answer about your own data: %s",
      .answer = "Answer to your request of %s",
      .asked = "You asked: %s",
      .gives_all =
          "On this paper is everything that is kept about you here and may be given to you.",
      .gives_part = "On this paper is what is kept about you here and may be given to you. The "
                    "rest is refused.",
      .gives_nothing = "Your data are not given.",
      .refusal_ground = "Ground of the refusal: %s",
      .remedy = "If you do not agree with this answer, you may complain to the Commissioner of the "
                "Verkhovna "
                "Rada for Human Rights or to a court (Law 2297-VI, article 8).",
      .answered_by = "Answered by: %s",
      .greeting = "This is what is kept about you here, in words. You need not give a reason for "
                  "asking, and it costs nothing. If something is wrong, say so: it will be put "
                  "right.",
      .secret = "This paper holds health, money and family on sheets that are not encrypted. Keep "
                "it where only you can read it.",
      .about = "Why it is kept, and from whom it came",
      .purpose = "Purpose: to treat you, to plan your return, to restore your documents and to get "
                 "you what the law gives.",
      .sources = "Sources: you yourself and your relatives, lists of the exchange, the papers in "
                 "your case, other hospitals that treated you.",
      .ground = "Ground: Law of Ukraine 2297-VI “On personal data protection”, articles 7, 8 and "
                "16. A request is answered within 30 calendar days.",
      .rights = "You may ask where your data lie and who had them, have what is wrong corrected, "
                "object to how they are used, and complain to the Ombudsman or to a court.",
      .chapters = { [HEARTH_COMPARTMENT_CORE] = "Person, documents and plan",
                    [HEARTH_COMPARTMENT_MEDICAL] = "Health and rehabilitation",
                    [HEARTH_COMPARTMENT_RESTRICTED] = "Restricted records",
                    [HEARTH_COMPARTMENT_DEBRIEF] = "Interviews",
                    [HEARTH_COMPARTMENT_TRACING] = "Tracing of others",
                    [HEARTH_COMPARTMENT_BENEFITS] = "Money",
                    [HEARTH_COMPARTMENT_ADMIN] = "Administration" },
      .parts = { [HEARTH_COMPARTMENT_CORE] = "person and plan",
                 [HEARTH_COMPARTMENT_MEDICAL] = "health",
                 [HEARTH_COMPARTMENT_RESTRICTED] = "restricted records",
                 [HEARTH_COMPARTMENT_DEBRIEF] = "interviews",
                 [HEARTH_COMPARTMENT_TRACING] = "tracing",
                 [HEARTH_COMPARTMENT_BENEFITS] = "money",
                 [HEARTH_COMPARTMENT_ADMIN] = "administration" },
      .nothing = "Nothing of this is kept.",
      .is_kept = "is kept; ask to see it",
      .yes = "yes",
      .no = "no",
      .not_held =
          "“%s” is not on this paper: who made it may not read it. It is given by those who "
          "may; ask for it.",
      .field = "%s: %s",
      .number = "%s %s",
      .kept_back = "What is not on this paper, and why",
      .kept_back_note = "These are kinds of records. Whether there are any about you is said "
                        "nowhere on this paper, so that nobody who finds it learns it.",
      .reasons = { [HEARTH_GIVE_RESTRICTED] = "Told by the doctor or psychologist who works with "
                                              "you, never on paper that others may find.",
                   [HEARTH_GIVE_DEBRIEF] = "Part of an inquiry: ask those who hold the interviews.",
                   [HEARTH_GIVE_THIRD_PERSONS] = "Tells of somebody else, whose data are "
                                                 "protected as yours are." },
      .of_others = "%s (%s)",
      .recipients = "Who had your data",
      .nobody = "Nothing of your case has left this vault so far.",
      .recipients_note = "Letters that were written about you are above, with whom they went to. "
                         "Encrypted files that left before 23 November 2026 are not in this list: "
                         "until then it was not written down whose cases they held.",
      .unknown_reader = "not known",
      .yourself = "you",
      .own_copy = "all that may be given to you",
      .hows = { "Encrypted file", "Printed", "File that is not encrypted" },
      .date = "Date",
      .how = "How",
      .to = "To whom",
      .what = "What",
  },
  {
      .language = "uk",
      .title = "Ваші власні дані: %s",
      .refusal_title = "Відповідь щодо ваших власних даних: %s",
      .answer = "Відповідь на ваш запит від %s",
      .asked = "Ви просили: %s",
      .gives_all = "На цьому папері — усе, що про вас тут зберігають і що можна вам надати.",
      .gives_part = "На цьому папері — те, що про вас тут зберігають і що можна вам надати. У "
                    "решті відмовлено.",
      .gives_nothing = "У наданні ваших даних відмовлено.",
      .refusal_ground = "Підстава відмови: %s",
      .remedy = "Якщо ви не згодні з цією відповіддю, можете поскаржитися Уповноваженому Верховної "
                "Ради України з "
                "прав людини або до суду (Закон 2297-VI, стаття 8).",
      .answered_by = "Відповідь надає: %s",
      .greeting =
          "Тут словами викладено, що про вас тут зберігають. Пояснювати, навіщо вам ці дані, "
          "не треба; це безкоштовно. Якщо щось неправильно — скажіть, і це виправлять.",
      .secret = "На цих незашифрованих аркушах є відомості про здоров’я, гроші та родину. Тримайте "
                "їх там, де прочитати їх можете лише ви.",
      .about = "Навіщо це зберігають і звідки воно",
      .purpose =
          "Мета: лікувати вас, спланувати ваше повернення, відновити документи й отримати все, "
          "що належить вам за законом.",
      .sources =
          "Джерела: ви самі та ваші рідні, списки обміну, папери вашої справи, інші лікарні, "
          "де вас лікували.",
      .ground =
          "Підстава: Закон України 2297-VI «Про захист персональних даних», статті 7, 8 і 16. "
          "На запит відповідають протягом 30 календарних днів.",
      .rights = "Ви можете дізнатися, де ваші дані і хто їх мав, вимагати виправити неправильне, "
                "заперечити проти того, як їх використовують, і поскаржитися Уповноваженому або до "
                "суду.",
      .chapters = { [HEARTH_COMPARTMENT_CORE] = "Особа, документи і план",
                    [HEARTH_COMPARTMENT_MEDICAL] = "Здоров’я і реабілітація",
                    [HEARTH_COMPARTMENT_RESTRICTED] = "Записи обмеженого доступу",
                    [HEARTH_COMPARTMENT_DEBRIEF] = "Опитування",
                    [HEARTH_COMPARTMENT_TRACING] = "Розшук інших",
                    [HEARTH_COMPARTMENT_BENEFITS] = "Гроші",
                    [HEARTH_COMPARTMENT_ADMIN] = "Адміністрування" },
      .parts = { [HEARTH_COMPARTMENT_CORE] = "особа і план",
                 [HEARTH_COMPARTMENT_MEDICAL] = "здоров’я",
                 [HEARTH_COMPARTMENT_RESTRICTED] = "записи обмеженого доступу",
                 [HEARTH_COMPARTMENT_DEBRIEF] = "опитування",
                 [HEARTH_COMPARTMENT_TRACING] = "розшук",
                 [HEARTH_COMPARTMENT_BENEFITS] = "гроші",
                 [HEARTH_COMPARTMENT_ADMIN] = "адміністрування" },
      .nothing = "Нічого з цього не зберігають.",
      .is_kept = "зберігається; попросіть показати",
      .yes = "так",
      .no = "ні",
      .not_held =
          "Розділу «%s» на цьому папері немає: той, хто його зробив, не має права це читати. "
          "Його надають ті, хто має; попросіть.",
      .field = "%s: %s",
      .number = "%s %s",
      .kept_back = "Чого на цьому папері немає і чому",
      .kept_back_note =
          "Це види записів. Чи є такі записи про вас, на цьому папері не сказано ніде, "
          "щоб про це не дізнався той, хто його знайде.",
      .reasons = { [HEARTH_GIVE_RESTRICTED] = "Про це говорить лікар або психолог, який із вами "
                                              "працює, і ніколи папір, який можуть знайти інші.",
                   [HEARTH_GIVE_DEBRIEF] = "Частина дослідження обставин: звертайтеся до тих, хто "
                                           "проводить опитування.",
                   [HEARTH_GIVE_THIRD_PERSONS] = "Стосується іншої людини, чиї дані захищено так "
                                                 "само, як ваші." },
      .of_others = "%s (%s)",
      .recipients = "Хто мав ваші дані",
      .nobody = "Із цього сховища досі нічого з вашої справи не передавали.",
      .recipients_note = "Листи про вас і кому їх надіслано — вище. Зашифрованих файлів, переданих "
                         "до 23 листопада 2026 року, у цьому переліку немає: доти не записували, "
                         "чиї справи в них були.",
      .unknown_reader = "невідомо",
      .yourself = "вам",
      .own_copy = "усе, що можна вам надати",
      .hows = { "Зашифрований файл", "Надруковано", "Незашифрований файл" },
      .date = "Дата",
      .how = "Як",
      .to = "Кому",
      .what = "Що",
  },
};

const HearthOwnCopyWords *
_hearth_own_copy_words_for (const char *language)
{
  return g_strcmp0 (language, "uk") == 0 ? &words[1] : &words[0];
}
