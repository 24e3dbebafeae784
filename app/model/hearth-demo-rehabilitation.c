/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-demo-rehabilitation.h"

#include "hearth-random.h"

/* Every fifth person has a plan, begun so many days after the return. */
#define EVERY 5
#define BEGIN 9
#define SCORE_DAYS 9
#define N_GOALS 3

/* A made up person of the staff. */
#define PERFORMER "Вигадана Мальва"

/* How far the goals have come at each rating. */
static const int courses[N_GOALS][3] = { { -1, 0, 1 }, { -2, -1, 0 }, { -1, -1, 0 } };
static const char *const goals[] = { "walk-500",        "sleep-6",    "pain-4",
                                     "housing-month-3", "chew-solid", "course-month-4" };

typedef struct
{
  HearthCommand *command;
  HearthCase *kase;
  HearthDate today;
} Story;

static HearthId
add (const Story *self, const char *kind, json_t *set)
{
  HearthId rec = hearth_random_id ();

  hearth_command_set (self->command, hearth_registry_find_kind (kind),
                      hearth_case_get_id (self->kase), &rec, HEARTH_REVISION_NEW, set);
  return rec;
}

static void
set_day (json_t *set, const char *field, HearthDate day)
{
  g_autofree char *text = hearth_date_to_string (day);

  json_object_set_new (set, field, json_string (text));
}

static void
add_plan (const Story *self, HearthDate begin)
{
  json_t *set = json_pack ("{s:s}", "responsible", PERFORMER);

  set_day (set, "opened_on", begin);
  set_day (set, "review_on", self->today + 10);
  add (self, "rehabilitation", set);
}

/* The levels are those of the pack, in the language of the story. */
static void
set_levels (json_t *set, const HearthPackEntry *entry)
{
  static const char *const fields[] = { "much_less", "less", "expected", "more", "much_more" };
  const char *const *levels = hearth_pack_entry_get_list_in (entry, "Levels", "uk");

  for (guint i = 0; levels != NULL && levels[i] != NULL && i < G_N_ELEMENTS (fields); i++)
    json_object_set_new (set, fields[i], json_string (levels[i]));
}

static void
add_goal (const Story *self, const HearthPackEntry *entry, guint index, HearthDate begin)
{
  json_t *set =
      json_pack ("{s:s, s:s, s:i, s:i, s:s}", "goal", hearth_pack_entry_get_id (entry), "track",
                 hearth_pack_entry_get_text (entry, "Track", NULL), "weight", index == 0 ? 2 : 1,
                 "baseline", courses[index][0] - 1 < -2 ? -2 : -1, "responsible", PERFORMER);
  g_autofree char *hex = NULL;
  HearthId goal;

  set_day (set, "set_on", begin);
  set_day (set, "target_on", begin + 7 * hearth_pack_entry_get_int (entry, "Weeks", 6));
  set_levels (set, entry);
  goal = add (self, "goal", set);
  hex = hearth_id_to_string (&goal);
  for (guint i = 0; i < G_N_ELEMENTS (courses[0]); i++)
    {
      HearthDate day = begin + SCORE_DAYS * ((HearthDate) i + 1);

      if (day > self->today)
        return;
      set = json_pack ("{s:s, s:i, s:s}", "goal", hex, "score", courses[index][i], "performer",
                       PERFORMER);
      set_day (set, "scored_on", day);
      add (self, "goal_score", set);
    }
}

static void
add_sessions (const Story *self, HearthDate begin)
{
  static const char *const attended[] = { "attended", "attended", "missed",  "attended",
                                          "attended", "attended", "refused", "attended" };

  for (guint i = 0; i < G_N_ELEMENTS (attended); i++)
    {
      HearthDate day = begin + 3 * ((HearthDate) i + 1);
      json_t *set;

      if (day > self->today)
        return;
      set = json_pack ("{s:s, s:s, s:s}", "track", i % 3 == 2 ? "psychological" : "physical",
                       "attended", attended[i], "performer", PERFORMER);
      if (g_str_equal (attended[i], "attended"))
        json_object_set_new (set, "minutes", json_integer (i % 2 == 0 ? 45 : 30));
      set_day (set, "held_on", day);
      add (self, "session", set);
    }
}

static void
add_measures (const Story *self, HearthDate begin)
{
  static const int metres[] = { 180, 260, 310, 405 };
  static const int strength[] = { 2150, 2300, 2680, 3020 };

  for (guint i = 0; i < G_N_ELEMENTS (metres); i++)
    {
      HearthDate day = begin + 7 * (HearthDate) i;
      json_t *walk, *grip;

      if (day > self->today)
        return;
      walk = json_pack ("{s:s, s:i, s:s, s:s}", "measure", "6-хвилинна ходьба", "value_hundredths",
                        metres[i] * 100, "unit", "м", "performer", PERFORMER);
      grip = json_pack ("{s:s, s:i, s:s, s:s}", "measure", "Сила кисті, права", "value_hundredths",
                        strength[i], "unit", "кг", "performer", PERFORMER);
      set_day (walk, "measured_on", day);
      set_day (grip, "measured_on", day);
      add (self, "measure", walk);
      add (self, "measure", grip);
    }
}

static void
add_prosthesis (const Story *self, HearthDate begin)
{
  json_t *set = json_pack ("{s:s, s:s, s:s, s:s}", "limb", "left-leg", "kind", "primary", "level",
                           "гомілка, середня третина", "supplier", "Протезна майстерня «Вигадана»");

  set_day (set, "concluded_on", begin + 2);
  if (begin + 12 <= self->today)
    set_day (set, "ordered_on", begin + 12);
  add (self, "prosthesis", set);
}

void
hearth_demo_add_rehabilitation (
    HearthCommand *command, HearthCase *kase, HearthPackSet *packs, guint person, HearthDate since)
{
  const Story self = { command, kase, hearth_case_get_today (kase) };
  const HearthDate begin = since + BEGIN;

  if (person % EVERY != 0 || begin > self.today)
    return;
  add_plan (&self, begin);
  for (guint i = 0; i < N_GOALS; i++)
    {
      const char *id = goals[(person / EVERY + i) % G_N_ELEMENTS (goals)];
      const HearthPackEntry *entry = hearth_pack_set_lookup (packs, "rehab-goal", id);

      if (entry != NULL)
        add_goal (&self, entry, i, begin + (HearthDate) i);
    }
  add_sessions (&self, begin);
  add_measures (&self, begin);
  if (person % (2 * EVERY) == 0)
    add_prosthesis (&self, begin);
}
