/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes questionnaires of pack entries and checks what the pack reader cannot know: that the parts of an
 * instrument belong to it and that its numbers fit together. */
#include "config.h"

#include "hearth-questionnaire-private.h"

#include <stdlib.h>
#include <string.h>

typedef struct
{
  HearthPackSet *packs;
  HearthQuestionnaire *self;
  GPtrArray *problems;
} Parse;

static void
question_free (gpointer data)
{
  HearthQuestion *question = data;

  g_array_unref (question->values);
  g_array_unref (question->raises);
  g_array_unref (question->skips);
  g_free (question);
}

static void
finding_free (gpointer data)
{
  HearthQuestionnaireFinding *finding = data;

  g_array_unref (finding->needs);
  g_free (finding);
}

void
_hearth_questionnaire_free (HearthQuestionnaire *self)
{
  g_ptr_array_unref (self->bands);
  g_array_unref (self->bands_from);
  g_ptr_array_unref (self->questions);
  g_ptr_array_unref (self->parts);
  g_ptr_array_unref (self->findings);
  g_ptr_array_unref (self->alarms);
  g_free (self);
}

static void
add_problem (Parse *parse,
             const HearthPackEntry *entry,
             const char *key,
             const char *code,
             const char *message)
{
  hearth_pack_problems_add (parse->problems, hearth_pack_entry_get_file (entry),
                            hearth_pack_entry_get_id (entry), key,
                            hearth_pack_entry_get_line (entry, key), code, "%s", message);
}

static gboolean
belongs (const Parse *parse, const HearthPackEntry *entry)
{
  return g_strcmp0 (hearth_pack_entry_get_text (entry, "Of", NULL),
                    hearth_pack_entry_get_id (parse->self->entry)) == 0;
}

static GArray *
read_numbers (const HearthPackEntry *entry, const char *key)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (int));

  for (const char *const *text = hearth_pack_entry_get_list (entry, key); *text != NULL; text++)
    {
      int number = atoi (*text);

      g_array_append_val (numbers, number);
    }
  return numbers;
}

static int
find_band (const HearthQuestionnaire *self, const char *id)
{
  for (guint i = 0; i < self->bands->len; i++)
    if (g_str_equal (hearth_pack_entry_get_id (self->bands->pdata[i]), id))
      return (int) i;
  return -1;
}

static int
find_question (const HearthQuestionnaire *self, const char *id)
{
  for (guint i = 0; i < self->questions->len; i++)
    if (g_str_equal (
            hearth_pack_entry_get_id (((HearthQuestion *) self->questions->pdata[i])->entry), id))
      return (int) i;
  return -1;
}

static int
find_part (const HearthQuestionnaire *self, const char *id)
{
  for (guint i = 0; i < self->parts->len; i++)
    if (g_str_equal (
            hearth_pack_entry_get_id (((HearthQuestionnairePart *) self->parts->pdata[i])->entry),
            id))
      return (int) i;
  return -1;
}

typedef int (*FindFunc) (const HearthQuestionnaire *self, const char *id);

/* The set that `a|b` names; a member that is not of this questionnaire is a problem. */
static guint64
read_set (
    Parse *parse, const HearthPackEntry *entry, const char *key, const char *text, FindFunc find)
{
  g_auto (GStrv) ids = g_strsplit (text, "|", -1);
  guint64 set = 0;

  for (char **id = ids; *id != NULL; id++)
    {
      int place = find (parse->self, *id);

      if (place < 0)
        add_problem (parse, entry, key, "unknown-reference", "not of this questionnaire");
      else
        set |= G_GUINT64_CONSTANT (1) << place;
    }
  return set;
}

/* All that a list names, as one set. */
static guint64
read_union (Parse *parse, const HearthPackEntry *entry, const char *key, FindFunc find)
{
  guint64 set = 0;

  for (const char *const *text = hearth_pack_entry_get_list (entry, key); *text != NULL; text++)
    {
      if (strchr (*text, '|') != NULL)
        add_problem (parse, entry, key, "bad-value", "alternatives have no meaning here");
      set |= read_set (parse, entry, key, *text, find);
    }
  return set;
}

static GArray *
read_sets (Parse *parse, const HearthPackEntry *entry, const char *key, FindFunc find)
{
  GArray *sets = g_array_new (FALSE, FALSE, sizeof (guint64));

  for (const char *const *text = hearth_pack_entry_get_list (entry, key); *text != NULL; text++)
    {
      guint64 set = read_set (parse, entry, key, *text, find);

      g_array_append_val (sets, set);
    }
  return sets;
}

static HearthQuestionnaireRule
read_rule (const HearthPackEntry *entry)
{
  static const char *const rules[] = {
    [HEARTH_QUESTIONNAIRE_RULE_SUM] = "sum",     [HEARTH_QUESTIONNAIRE_RULE_PERCENT] = "percent",
    [HEARTH_QUESTIONNAIRE_RULE_WORST] = "worst", [HEARTH_QUESTIONNAIRE_RULE_CRITERIA] = "criteria",
    [HEARTH_QUESTIONNAIRE_RULE_TOTAL] = "total",
  };
  const char *text = hearth_pack_entry_get_text (entry, "Rule", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_strcmp0 (text, rules[i]) == 0)
      return i;
  g_return_val_if_reached (HEARTH_QUESTIONNAIRE_RULE_SUM);
}

static gboolean
has_thresholds (const HearthQuestionnaire *self)
{
  return self->rule == HEARTH_QUESTIONNAIRE_RULE_SUM ||
         self->rule == HEARTH_QUESTIONNAIRE_RULE_PERCENT ||
         self->rule == HEARTH_QUESTIONNAIRE_RULE_TOTAL;
}

static void
read_bands (Parse *parse)
{
  HearthQuestionnaire *self = parse->self;
  const char *const *ids = hearth_pack_entry_get_list (self->entry, "Bands");

  for (const char *const *id = ids; *id != NULL; id++)
    {
      const HearthPackEntry *band = hearth_pack_set_lookup (parse->packs, "band", *id);

      if (band == NULL || find_band (self, *id) >= 0)
        add_problem (parse, self->entry, "Bands", "bad-value", "a band stands twice, or is none");
      else if (self->bands->len == HEARTH_QUESTIONNAIRE_MAX_BANDS)
        add_problem (parse, self->entry, "Bands", "limit", "too many bands");
      else
        g_ptr_array_add (self->bands, (gpointer) band);
    }
  self->positive = read_union (parse, self->entry, "Positive", find_band);
  if (!has_thresholds (self) && self->bands_from->len > 0)
    add_problem (parse, self->entry, "BandsFrom", "bad-value", "this rule has no thresholds");
  if (has_thresholds (self) &&
      (self->bands_from->len == 0 || self->bands_from->len != self->bands->len ||
       g_array_index (self->bands_from, int, 0) != 0))
    add_problem (parse, self->entry, "BandsFrom", "bad-value",
                 "needs a threshold for each band, the first one 0");
}

static void
read_scale (Parse *parse, HearthQuestion *question)
{
  const char *id = hearth_pack_entry_get_text (question->entry, "Scale", NULL);

  question->scale = id != NULL ? hearth_pack_set_lookup (parse->packs, "answer-scale", id) : NULL;
  if (question->scale == NULL)
    {
      question->values = g_array_new (FALSE, FALSE, sizeof (int));
      add_problem (parse, question->entry, "Scale", "missing-key",
                   "a question needs the scale of its answers");
      return;
    }
  question->values = read_numbers (question->scale, "Values");
  if (question->values->len < 2 ||
      question->values->len !=
          g_strv_length ((char **) hearth_pack_entry_get_list (question->scale, "Labels")))
    add_problem (parse, question->scale, "Values", "bad-value",
                 "needs two values or more, and as many as labels");
}

static void
read_raises (Parse *parse, HearthQuestion *question)
{
  gboolean is_needed = parse->self->rule == HEARTH_QUESTIONNAIRE_RULE_WORST;
  const char *const *ids = hearth_pack_entry_get_list (question->entry, "Raises");

  for (; *ids != NULL; ids++)
    {
      int band = find_band (parse->self, *ids);

      if (band < 0)
        add_problem (parse, question->entry, "Raises", "unknown-reference",
                     "not a band of this questionnaire");
      g_array_append_val (question->raises, band);
    }
  if (question->raises->len != (is_needed ? question->values->len : 0))
    add_problem (parse, question->entry, "Raises", "bad-value",
                 "needs a band for each value if the rule is `worst`, and else none");
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  const HearthQuestion *first = *(const HearthQuestion *const *) a;
  const HearthQuestion *second = *(const HearthQuestion *const *) b;

  return hearth_pack_entry_get_int (first->entry, "Number", 0) -
         hearth_pack_entry_get_int (second->entry, "Number", 0);
}

static void
read_question (Parse *parse, const HearthPackEntry *entry)
{
  HearthQuestion *question;

  if (parse->self->questions->len == HEARTH_QUESTIONNAIRE_MAX_QUESTIONS)
    {
      add_problem (parse, entry, "Of", "limit", "too many questions");
      return;
    }
  question = g_new0 (HearthQuestion, 1);
  question->entry = entry;
  question->is_scored = !hearth_pack_entry_get_bool (entry, "Unscored");
  question->raises = g_array_new (FALSE, FALSE, sizeof (int));
  question->skips = g_array_new (FALSE, FALSE, sizeof (guint64));
  read_scale (parse, question);
  read_raises (parse, question);
  g_ptr_array_add (parse->self->questions, question);
}

/* Skips lead to questions, so all of them must be there first. */
static void
finish_questions (Parse *parse)
{
  HearthQuestionnaire *self = parse->self;

  g_ptr_array_sort (self->questions, compare_numbers);
  for (guint i = 0; i < self->questions->len; i++)
    {
      HearthQuestion *question = self->questions->pdata[i];

      if (hearth_pack_entry_get_int (question->entry, "Number", 0) != (int) i + 1)
        add_problem (parse, question->entry, "Number", "bad-value",
                     "the numbers do not go from 1 on, one for each question");
      g_array_unref (question->skips);
      question->skips = read_sets (parse, question->entry, "SkipIfZero", find_question);
    }
}

static void
read_part (Parse *parse, const HearthPackEntry *entry)
{
  HearthQuestionnairePart *part;

  if (parse->self->parts->len == HEARTH_QUESTIONNAIRE_MAX_PARTS)
    {
      add_problem (parse, entry, "Of", "limit", "too many parts");
      return;
    }
  part = g_new0 (HearthQuestionnairePart, 1);
  part->entry = entry;
  part->questions = read_union (parse, entry, "Items", find_question);
  part->need_count = (guint) hearth_pack_entry_get_int (entry, "NeedCount", 0);
  part->need_at = hearth_pack_entry_get_int (entry, "NeedAt", 0);
  if ((part->need_count > 0) != (part->need_at > 0))
    add_problem (parse, entry, "NeedCount", "bad-value", "NeedCount and NeedAt go together");
  g_ptr_array_add (parse->self->parts, part);
}

static void
check_needs (Parse *parse, const HearthQuestionnaireFinding *finding)
{
  for (guint i = 0; i < parse->self->parts->len; i++)
    {
      const HearthQuestionnairePart *part = parse->self->parts->pdata[i];

      for (guint j = 0; j < finding->needs->len; j++)
        if (part->need_count == 0 && (g_array_index (finding->needs, guint64, j) >> i & 1) != 0)
          add_problem (parse, finding->entry, "Needs", "bad-value",
                       "names a part that asks for nothing");
    }
}

static void
read_finding (Parse *parse, const HearthPackEntry *entry)
{
  HearthQuestionnaireFinding *finding = g_new0 (HearthQuestionnaireFinding, 1);
  const char *band = hearth_pack_entry_get_text (entry, "Band", NULL);
  const char *instead = hearth_pack_entry_get_text (entry, "Instead", NULL);
  gboolean gives_band = parse->self->rule == HEARTH_QUESTIONNAIRE_RULE_CRITERIA;

  finding->entry = entry;
  finding->needs = read_sets (parse, entry, "Needs", find_part);
  finding->band = band != NULL ? find_band (parse->self, band) : -1;
  if (gives_band != (finding->band >= 0))
    add_problem (parse, entry, "Band", "bad-value",
                 "a finding gives one of the bands if the rule is `criteria`, and else none");
  if (instead != NULL)
    finding->instead = hearth_pack_set_lookup (parse->packs, "finding", instead);
  if (finding->instead != NULL && !belongs (parse, finding->instead))
    add_problem (parse, entry, "Instead", "unknown-reference", "not of this questionnaire");
  check_needs (parse, finding);
  g_ptr_array_add (parse->self->findings, finding);
}

static void
read_alarm (Parse *parse, const HearthPackEntry *entry)
{
  HearthQuestionnaireAlarm *alarm = g_new0 (HearthQuestionnaireAlarm, 1);
  const char *question = hearth_pack_entry_get_text (entry, "Question", NULL);

  alarm->entry = entry;
  alarm->is_alarm = g_strcmp0 (hearth_pack_entry_get_text (entry, "Level", NULL), "alarm") == 0;
  alarm->question = question != NULL ? find_question (parse->self, question) : -1;
  alarm->at_least = hearth_pack_entry_get_int (entry, "AtLeast", 0);
  alarm->bands = read_union (parse, entry, "Bands", find_band);
  if (question != NULL && alarm->question < 0)
    add_problem (parse, entry, "Question", "unknown-reference", "not of this questionnaire");
  if ((question != NULL) != (alarm->at_least > 0))
    add_problem (parse, entry, "AtLeast", "bad-value", "Question and AtLeast go together");
  if ((question != NULL) == (alarm->bands != 0))
    add_problem (parse, entry, "Bands", "bad-value", "needs a question or bands, not both");
  g_ptr_array_add (parse->self->alarms, alarm);
}

typedef void (*ReadFunc) (Parse *parse, const HearthPackEntry *entry);

static void
read_kind (Parse *parse, const char *kind, ReadFunc read)
{
  for (guint i = 0; i < hearth_pack_set_get_n_entries (parse->packs, kind); i++)
    {
      const HearthPackEntry *entry = hearth_pack_set_get_entry (parse->packs, kind, i);

      if (belongs (parse, entry))
        read (parse, entry);
    }
}

static int
sum_of_highest (const HearthQuestionnaire *self)
{
  int sum = 0;

  for (guint i = 0; i < self->questions->len; i++)
    {
      const HearthQuestion *question = self->questions->pdata[i];

      if (question->is_scored && question->values->len > 0)
        sum += g_array_index (question->values, int, question->values->len - 1);
    }
  return sum;
}

static void
read_max (Parse *parse)
{
  HearthQuestionnaire *self = parse->self;
  gboolean is_total = self->rule == HEARTH_QUESTIONNAIRE_RULE_TOTAL;

  if (is_total != hearth_pack_entry_has (self->entry, "MaxTotal") ||
      is_total != (self->questions->len == 0))
    add_problem (parse, self->entry, "MaxTotal", "bad-value",
                 "a total has no questions and a highest value; every other rule has questions");
  switch (self->rule)
    {
    case HEARTH_QUESTIONNAIRE_RULE_TOTAL:
      self->max = hearth_pack_entry_get_int (self->entry, "MaxTotal", 0);
      break;
    case HEARTH_QUESTIONNAIRE_RULE_PERCENT:
      self->max = 100;
      break;
    case HEARTH_QUESTIONNAIRE_RULE_WORST:
      for (guint i = 0; i < self->questions->len; i++)
        if (((HearthQuestion *) self->questions->pdata[i])->is_scored)
          self->max = (int) i + 1;
      break;
    case HEARTH_QUESTIONNAIRE_RULE_SUM:
    case HEARTH_QUESTIONNAIRE_RULE_CRITERIA:
    default:
      self->max = sum_of_highest (self);
      break;
    }
  if (self->bands_from->len > 0 &&
      g_array_index (self->bands_from, int, self->bands_from->len - 1) > self->max)
    add_problem (parse, self->entry, "BandsFrom", "bad-value", "beyond the highest score");
  if (self->rule == HEARTH_QUESTIONNAIRE_RULE_PERCENT && sum_of_highest (self) == 0)
    add_problem (parse, self->entry, "Rule", "bad-value", "a percentage of nothing");
}

/* To be used only if no problems came up. */
HearthQuestionnaire *
_hearth_questionnaire_parse (HearthPackSet *packs,
                             const HearthPackEntry *entry,
                             GPtrArray *problems)
{
  HearthQuestionnaire *self = g_new0 (HearthQuestionnaire, 1);
  Parse parse = { packs, self, problems };

  self->entry = entry;
  self->rule = read_rule (entry);
  self->bands = g_ptr_array_new ();
  self->bands_from = read_numbers (entry, "BandsFrom");
  self->max_missing = (guint) hearth_pack_entry_get_int (entry, "MaxMissing", 0);
  self->questions = g_ptr_array_new_with_free_func (question_free);
  self->parts = g_ptr_array_new_with_free_func (g_free);
  self->findings = g_ptr_array_new_with_free_func (finding_free);
  self->alarms = g_ptr_array_new_with_free_func (g_free);
  read_bands (&parse);
  read_kind (&parse, "question", read_question);
  finish_questions (&parse);
  read_kind (&parse, "subscale", read_part);
  read_kind (&parse, "finding", read_finding);
  read_kind (&parse, "alarm", read_alarm);
  read_max (&parse);
  return self;
}
