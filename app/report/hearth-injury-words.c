/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-injury-words.h"

static const HearthInjuryWords words[] = {
  {
      .language = "en",
      .title = "Annex: injuries, case %s",
      .about =
          "Recorded after the Istanbul Protocol (OHCHR, revision of 2022). Left and right are "
          "the person’s own. The degree of consistency is the judgement of the examiner alone.",
      .born = "Date of birth",
      .number = "No.",
      .region = "Region",
      .kind = "Kind",
      .size = "Size",
      .age = "Age",
      .consistency = "Consistency",
      .legend = "Signs on the drawings",
      .degrees = "Degrees of consistency",
      .table = "Injuries",
      .records = "What was seen and told",
      .injury = "Injury %s",
      .seen = "Seen",
      .method = "Alleged method",
      .alleged = "Alleged date, place, unit",
      .words = "In their own words",
      .evaluation = "Evaluation",
      .consent = "Consent",
      .examined = "Examined",
      .witness = "Witness",
      .photo = "Photo with a scale",
      .checksum = "Checksum of the photo",
      .consents = { "given", "declined", "not asked yet" },
      .none = "No injury is written down.",
      .signatures = "Signatures",
      .examiner = "Examiner: name, post, signature, date",
      .person = "Person examined: signature, date",
      .interpreter = "Witness or interpreter: name, signature, date",
      .made_on = "Made on %s · case %s",
      .mm = "mm",
  },
  {
      .language = "uk",
      .title = "Додаток: ушкодження, справа %s",
      .about =
          "Записано за Стамбульським протоколом (УВКПЛ, редакція 2022 року). Ліворуч і праворуч "
          "— з погляду самої людини. Ступінь відповідності визначає лише той, хто оглядав.",
      .born = "Дата народження",
      .number = "№",
      .region = "Ділянка",
      .kind = "Вид",
      .size = "Розмір",
      .age = "Давність",
      .consistency = "Відповідність",
      .legend = "Позначки на схемах",
      .degrees = "Ступені відповідності",
      .table = "Ушкодження",
      .records = "Що видно і що розповіли",
      .injury = "Ушкодження %s",
      .seen = "Видно",
      .method = "Заявлений спосіб",
      .alleged = "Заявлені дата, місце, підрозділ",
      .words = "Власними словами",
      .evaluation = "Оцінка",
      .consent = "Згода",
      .examined = "Огляд",
      .witness = "Свідок",
      .photo = "Фото з масштабом",
      .checksum = "Контрольна сума фото",
      .consents = { "надано", "відмова", "ще не запитано" },
      .none = "Жодного ушкодження не записано.",
      .signatures = "Підписи",
      .examiner = "Хто оглядав: ім’я, посада, підпис, дата",
      .person = "Оглянута особа: підпис, дата",
      .interpreter = "Свідок або перекладач: ім’я, підпис, дата",
      .made_on = "Складено %s · справа %s",
      .mm = "мм",
  },
};

const HearthInjuryWords *
_hearth_injury_words_for (const char *language)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (words[i].language, language) == 0)
      return &words[i];
  return &words[0];
}
