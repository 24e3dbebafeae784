/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Working days from dated data. The code knows four kinds of entry and no holiday by name. */
#include "config.h"

#include "hearth-calendar.h"

/* No run of days off is longer than a few days; a pack without any working day must still end. */
#define MAX_DAYS_OFF_IN_A_ROW 60
/* How far a holiday can move: over its own weekend, the next holidays and the next weekend. */
#define MAX_SHIFT_DAYS 10

typedef enum
{
  RULE_WEEKEND,
  RULE_YEARLY,
  RULE_DATE,
  RULE_SUSPEND,
} RuleKind;

typedef struct
{
  const HearthPackEntry *entry;
  RuleKind kind;
  HearthDate from; /* HEARTH_DATE_NONE: since ever */
  HearthDate to;   /* HEARTH_DATE_NONE: until further notice */
  guint weekdays;  /* bit n: ISO weekday n */
  int month;
  int day;
  HearthDate date;
  gboolean is_shifted; /* a holiday at a weekend moves to the next working day */
} Rule;

struct _HearthCalendar
{
  HearthPackSet *packs;
  GArray *rules;
};

static void
hearth_calendar_clear (gpointer data)
{
  HearthCalendar *self = data;

  g_clear_pointer (&self->packs, hearth_pack_set_unref);
  g_clear_pointer (&self->rules, g_array_unref);
}

static RuleKind
rule_kind_from_word (const char *word)
{
  if (g_strcmp0 (word, "weekend") == 0)
    return RULE_WEEKEND;
  if (g_strcmp0 (word, "yearly") == 0)
    return RULE_YEARLY;
  return g_strcmp0 (word, "date") == 0 ? RULE_DATE : RULE_SUSPEND;
}

static guint
read_weekdays (const HearthPackEntry *entry)
{
  static const char *const names[] = { "monday", "tuesday",  "wednesday", "thursday",
                                       "friday", "saturday", "sunday",    NULL };
  const char *const *words = hearth_pack_entry_get_list (entry, "Weekdays");
  guint weekdays = 0;

  for (guint i = 0; names[i] != NULL; i++)
    if (g_strv_contains (words, names[i]))
      weekdays |= 1u << (i + 1);
  return weekdays;
}

static const char *
missing_key (const Rule *rule)
{
  if (rule->kind == RULE_WEEKEND && rule->weekdays == 0)
    return "Weekdays";
  if (rule->kind == RULE_YEARLY && rule->month == 0)
    return "Month";
  if (rule->kind == RULE_YEARLY && rule->day == 0)
    return "Day";
  if (rule->kind == RULE_DATE && rule->date == HEARTH_DATE_NONE)
    return "Date";
  return NULL;
}

static void
add_rule (HearthCalendar *self, const HearthPackEntry *entry, GPtrArray *problems)
{
  Rule rule = {
    .entry = entry,
    .kind = rule_kind_from_word (hearth_pack_entry_get_text (entry, "Rule", NULL)),
    .from = hearth_pack_entry_get_date (entry, "ValidFrom"),
    .to = hearth_pack_entry_get_date (entry, "ValidTo"),
    .weekdays = read_weekdays (entry),
    .month = hearth_pack_entry_get_int (entry, "Month", 0),
    .day = hearth_pack_entry_get_int (entry, "Day", 0),
    .date = hearth_pack_entry_get_date (entry, "Date"),
    .is_shifted = hearth_pack_entry_get_bool (entry, "Shift"),
  };
  const char *key = missing_key (&rule);

  if (key != NULL)
    hearth_pack_problems_add (
        problems, hearth_pack_entry_get_file (entry), hearth_pack_entry_get_id (entry), key,
        hearth_pack_entry_get_line (entry, NULL), "missing-key", "the rule needs this key");
  else if (rule.kind == RULE_YEARLY && rule.day > hearth_date_days_in_month (2024, rule.month))
    hearth_pack_problems_add (
        problems, hearth_pack_entry_get_file (entry), hearth_pack_entry_get_id (entry), "Day",
        hearth_pack_entry_get_line (entry, "Day"), "bad-value", "the month has no such day");
  else
    g_array_append_val (self->rules, rule);
}

/**
 * hearth_calendar_new:
 * @packs: a reference is taken
 * @problems: (element-type HearthPackProblem): what is wrong with the calendar is added here
 *
 * Returns: (transfer full): without any entry of kind `calendar`, every day is a working day.
 */
HearthCalendar *
hearth_calendar_new (HearthPackSet *packs, GPtrArray *problems)
{
  HearthCalendar *self;

  g_return_val_if_fail (packs != NULL && problems != NULL, NULL);

  self = g_atomic_rc_box_new0 (HearthCalendar);
  self->packs = hearth_pack_set_ref (packs);
  self->rules = g_array_new (FALSE, FALSE, sizeof (Rule));
  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, "calendar"); i++)
    add_rule (self, hearth_pack_set_get_entry (packs, "calendar", i), problems);
  return self;
}

HearthCalendar *
hearth_calendar_ref (HearthCalendar *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
hearth_calendar_unref (HearthCalendar *self)
{
  g_atomic_rc_box_release_full (self, hearth_calendar_clear);
}

static gboolean
is_in_force (const Rule *rule, HearthDate date)
{
  return (rule->from == HEARTH_DATE_NONE || date >= rule->from) &&
         (rule->to == HEARTH_DATE_NONE || date <= rule->to);
}

static const Rule *
find_weekend (HearthCalendar *self, HearthDate date)
{
  guint bit = 1u << hearth_date_weekday (date);

  for (guint i = 0; i < self->rules->len; i++)
    {
      const Rule *rule = &g_array_index (self->rules, Rule, i);

      if (rule->kind == RULE_WEEKEND && is_in_force (rule, date) && (rule->weekdays & bit) != 0)
        return rule;
    }
  return NULL;
}

static gboolean
is_suspended (HearthCalendar *self, HearthDate date)
{
  for (guint i = 0; i < self->rules->len; i++)
    {
      const Rule *rule = &g_array_index (self->rules, Rule, i);

      if (rule->kind == RULE_SUSPEND && is_in_force (rule, date))
        return TRUE;
    }
  return FALSE;
}

static gboolean
falls_on (const Rule *rule, HearthDate date)
{
  int month, day;

  if (rule->kind == RULE_DATE)
    return rule->date == date;
  if (rule->kind != RULE_YEARLY)
    return FALSE;
  hearth_date_split (date, NULL, &month, &day);
  return rule->month == month && rule->day == day;
}

static const Rule *
find_holiday (HearthCalendar *self, HearthDate date)
{
  if (is_suspended (self, date))
    return NULL;
  for (guint i = 0; i < self->rules->len; i++)
    {
      const Rule *rule = &g_array_index (self->rules, Rule, i);

      if (is_in_force (rule, date) && falls_on (rule, date))
        return rule;
    }
  return NULL;
}

/* A holiday at a weekend gives the next working day off instead (Labour Code art. 67). @date gets
 * one if, going back over days off, there are more such holidays than days that they already took;
 * two holidays at one weekend take Monday and Tuesday. */
static const Rule *
find_shifted (HearthCalendar *self, HearthDate date)
{
  const Rule *pending[MAX_SHIFT_DAYS];
  guint n_pending = 0, n_taken = 0;

  if (find_weekend (self, date) != NULL || is_suspended (self, date))
    return NULL;
  for (HearthDate day = date - MAX_SHIFT_DAYS; day < date; day++)
    {
      const Rule *holiday = find_holiday (self, day);
      gboolean is_weekend = find_weekend (self, day) != NULL;

      if (holiday != NULL && is_weekend && holiday->is_shifted)
        pending[n_pending++] = holiday;
      else if (holiday == NULL && !is_weekend && n_taken < n_pending)
        n_taken++;
    }
  return n_taken < n_pending ? pending[n_taken] : NULL;
}

static const Rule *
find_rule (HearthCalendar *self, HearthDate date)
{
  const Rule *rule = find_weekend (self, date);

  if (rule == NULL)
    rule = find_holiday (self, date);
  return rule != NULL ? rule : find_shifted (self, date);
}

/**
 * hearth_calendar_get_day_off:
 * @date: a known day
 *
 * Returns: (transfer none) (nullable): the entry that makes @date a day off, with its source; %NULL
 *   on a working day.
 */
const HearthPackEntry *
hearth_calendar_get_day_off (HearthCalendar *self, HearthDate date)
{
  const Rule *rule;

  g_return_val_if_fail (self != NULL && date != HEARTH_DATE_NONE, NULL);

  rule = find_rule (self, date);
  return rule != NULL ? rule->entry : NULL;
}

/** hearth_calendar_is_working_day: whether nothing makes @date a day off. */
gboolean
hearth_calendar_is_working_day (HearthCalendar *self, HearthDate date)
{
  return hearth_calendar_get_day_off (self, date) == NULL;
}

/**
 * hearth_calendar_add_working_days:
 * @date: a known day, which is not counted
 * @n_days: 0 to 3650
 *
 * Returns: the @n_days-th working day after @date, @date itself for 0; %HEARTH_DATE_NONE if the
 *   calendar leaves no working days.
 */
HearthDate
hearth_calendar_add_working_days (HearthCalendar *self, HearthDate date, int n_days)
{
  int n_off = 0;

  g_return_val_if_fail (self != NULL && date != HEARTH_DATE_NONE, HEARTH_DATE_NONE);
  g_return_val_if_fail (n_days >= 0 && n_days <= 3650, HEARTH_DATE_NONE);

  while (n_days > 0)
    {
      date++;
      n_off = hearth_calendar_is_working_day (self, date) ? 0 : n_off + 1;
      if (n_off == 0)
        n_days--;
      if (n_off > MAX_DAYS_OFF_IN_A_ROW)
        return HEARTH_DATE_NONE;
    }
  return date;
}
