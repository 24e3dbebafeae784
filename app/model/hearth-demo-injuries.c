/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-demo-injuries.h"

#include "hearth-random.h"

/* Every fourth person was examined, so many days after the return. */
#define EVERY 4
#define EXAMINED 5

/* A made up person of the staff. */
#define EXAMINER "Вигадана Рута"
#define WITNESS "Вигаданий Барвінок"

/* @mark: one point, a line, or an outline: see hearth-body-mark. */
static const struct
{
  const char *kind, *region, *view, *mark;
  int length_mm, width_mm;
  const char *age, *seen, *method, *words, *consistency;
} examples[] = {
  { "scar", "shoulder-blade-left", "back", "320:205,345:225,372:238,400:246", 62, 5, "понад рік",
    "Лінійний рубець, світлий, не болючий", "beating", "Били пластиковою трубою.",
    "highly-consistent" },
  { "electric-mark", "index-finger-left", "left-hand", "178:230", 4, 4, "понад рік",
    "Округла заглибина на подушечці пальця", "electric-shock", "Чіпляли дроти до пальців.",
    "typical" },
  { "ligature-mark", "wrist-right", "front", "128:458,150:464,172:458", 40, 8, "близько року",
    "Смуга темнішої шкіри навколо зап’ястка", "cuffs", "Руки були стягнуті багато днів.",
    "consistent" },
  { "burn", "forearm-front-left", "front", "800:385,815:380,822:396,806:402,800:385", 14, 12,
    "кілька місяців", "Круглий рубець з рівним краєм", "burning", NULL, NULL },
};

static void
set_optional (json_t *set, const char *field, const char *text)
{
  if (text != NULL)
    json_object_set_new (set, field, json_string (text));
}

static json_t *
make_mark (const char *text)
{
  g_auto (GStrv) points = g_strsplit (text, ",", -1);
  json_t *list = json_array ();

  for (guint i = 0; points[i] != NULL; i++)
    json_array_append_new (list, json_string (points[i]));
  return list;
}

static void
add_injury (HearthCommand *command, HearthCase *kase, guint example, guint number, HearthDate day)
{
  HearthId rec = hearth_random_id ();
  g_autofree char *examined = hearth_date_to_string (day);
  json_t *set = json_pack (
      "{s:i, s:s, s:s, s:s, s:o, s:i, s:i, s:s, s:s, s:s, s:s, s:s, s:s, s:s}", "number",
      (int) number, "kind", examples[example].kind, "region", examples[example].region, "view",
      examples[example].view, "mark", make_mark (examples[example].mark), "length_mm",
      examples[example].length_mm, "width_mm", examples[example].width_mm, "age",
      examples[example].age, "seen", examples[example].seen, "method", examples[example].method,
      "consent", "given", "examiner", EXAMINER, "witness", WITNESS, "examined_on", examined);

  set_optional (set, "words", examples[example].words);
  set_optional (set, "consistency", examples[example].consistency);
  hearth_command_set (command, hearth_registry_find_kind ("injury"), hearth_case_get_id (kase),
                      &rec, HEARTH_REVISION_NEW, set);
}

void
hearth_demo_add_injuries (HearthCommand *command, HearthCase *kase, guint person, HearthDate since)
{
  const HearthDate day = since + EXAMINED;

  if (person % EVERY != 0 || day > hearth_case_get_today (kase))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    if (person % (2 * EVERY) == 0 || i % 2 == 0)
      add_injury (command, kase, i, person % (2 * EVERY) == 0 ? i + 1 : i / 2 + 1, day);
}
