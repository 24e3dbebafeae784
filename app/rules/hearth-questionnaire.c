/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scores of questionnaires: answers in; score, parts, band, findings and alarms out. Pure. */
#include "config.h"

#include "hearth-questionnaire-private.h"

typedef struct
{
  const HearthQuestionnaire *self;
  const int *answers;
  guint64 answered; /* the questions with an answer of their scale */
  guint64 skipped;
  HearthQuestionnaireResult *result;
} Form;

static gboolean
has_bit (guint64 set, guint place)
{
  return (set >> place & 1) != 0;
}

static const HearthQuestion *
question_at (const HearthQuestionnaire *self, guint index)
{
  return self->questions->pdata[index];
}

static gboolean
is_on_scale (const HearthQuestion *question, int answer)
{
  for (guint i = 0; i < question->values->len; i++)
    if (g_array_index (question->values, int, i) == answer)
      return TRUE;
  return FALSE;
}

static void
name_item (Form *form, guint index, HearthQuestionnaireStatus status)
{
  guint number = index + 1;

  /* What cannot be read goes before what is not there. */
  if (status == HEARTH_QUESTIONNAIRE_BAD_ANSWER &&
      form->result->status == HEARTH_QUESTIONNAIRE_INCOMPLETE)
    g_array_set_size (form->result->items, 0);
  if (form->result->status == HEARTH_QUESTIONNAIRE_BAD_ANSWER &&
      status == HEARTH_QUESTIONNAIRE_INCOMPLETE)
    return;
  form->result->status = status;
  g_array_append_val (form->result->items, number);
}

static gboolean
may_be_skipped (const Form *form, const HearthQuestion *question)
{
  for (guint i = 0; i < question->skips->len; i++)
    {
      guint64 set = g_array_index (question->skips, guint64, i);
      gboolean is_zero = FALSE;

      for (guint j = 0; j < form->self->questions->len; j++)
        is_zero =
            is_zero || (has_bit (set, j) && has_bit (form->answered, j) && form->answers[j] == 0);
      if (!is_zero)
        return FALSE;
    }
  return question->skips->len > 0;
}

static void
read_answers (Form *form)
{
  GArray *missing = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < form->self->questions->len; i++)
    {
      if (form->answers[i] == HEARTH_ANSWER_MISSING)
        continue;
      if (is_on_scale (question_at (form->self, i), form->answers[i]))
        form->answered |= G_GUINT64_CONSTANT (1) << i;
      else
        name_item (form, i, HEARTH_QUESTIONNAIRE_BAD_ANSWER);
    }
  for (guint i = 0; i < form->self->questions->len; i++)
    {
      if (form->answers[i] != HEARTH_ANSWER_MISSING)
        continue;
      if (may_be_skipped (form, question_at (form->self, i)))
        form->skipped |= G_GUINT64_CONSTANT (1) << i;
      else
        g_array_append_val (missing, i);
    }
  form->result->n_skipped = (guint) __builtin_popcountll (form->skipped);
  form->result->n_imputed = missing->len;
  /* The mean of nothing stands for nothing. */
  if (missing->len > form->self->max_missing || missing->len == form->self->questions->len)
    for (guint i = 0; i < missing->len; i++)
      name_item (form, g_array_index (missing, guint, i), HEARTH_QUESTIONNAIRE_INCOMPLETE);
  g_array_unref (missing);
}

/* What was answered and what could have been; questions that were let go count as 0. */
static void
add_up (const Form *form, guint64 questions, gboolean scored_only, int *sum, int *max)
{
  *sum = *max = 0;
  for (guint i = 0; i < form->self->questions->len; i++)
    {
      const HearthQuestion *question = question_at (form->self, i);

      if (!has_bit (questions & (form->answered | form->skipped), i) ||
          (scored_only && !question->is_scored))
        continue;
      *max += g_array_index (question->values, int, question->values->len - 1);
      if (has_bit (form->answered, i))
        *sum += form->answers[i];
    }
}

/* @sum of @max, as a part of @whole: half up. */
static int
scale_up (int sum, int max, int whole)
{
  return max > 0 ? (2 * sum * whole + max) / (2 * max) : 0;
}

static int
highest_yes (const Form *form)
{
  int highest = 0;

  for (guint i = 0; i < form->self->questions->len; i++)
    if (question_at (form->self, i)->is_scored && has_bit (form->answered, i) &&
        form->answers[i] > 0)
      highest = (int) i + 1;
  return highest;
}

static int
count_score (const Form *form)
{
  int sum, max;

  add_up (form, ~G_GUINT64_CONSTANT (0), TRUE, &sum, &max);
  switch (form->self->rule)
    {
    case HEARTH_QUESTIONNAIRE_RULE_TOTAL:
      return form->answers[0];
    case HEARTH_QUESTIONNAIRE_RULE_WORST:
      return highest_yes (form);
    case HEARTH_QUESTIONNAIRE_RULE_SUM:
    case HEARTH_QUESTIONNAIRE_RULE_PERCENT:
    case HEARTH_QUESTIONNAIRE_RULE_CRITERIA:
    default:
      return scale_up (sum, max, form->self->max);
    }
}

static void
score_parts (Form *form)
{
  for (guint i = 0; i < form->self->parts->len; i++)
    {
      const HearthQuestionnairePart *part = form->self->parts->pdata[i];
      HearthQuestionnairePartScore score = { .entry = part->entry };
      guint n_high = 0;

      add_up (form, part->questions, FALSE, &score.score, &score.max);
      for (guint j = 0; j < form->self->questions->len; j++)
        if (has_bit (part->questions & form->answered, j) && form->answers[j] >= part->need_at)
          n_high++;
      score.is_met = part->need_count > 0 && n_high >= part->need_count;
      g_array_append_val (form->result->parts, score);
    }
}

static gboolean
holds (const Form *form, const HearthQuestionnaireFinding *finding)
{
  for (guint i = 0; i < finding->needs->len; i++)
    {
      guint64 set = g_array_index (finding->needs, guint64, i);
      gboolean is_met = FALSE;

      for (guint j = 0; j < form->result->parts->len; j++)
        is_met =
            is_met || (has_bit (set, j) &&
                       g_array_index (form->result->parts, HearthQuestionnairePartScore, j).is_met);
      if (!is_met)
        return FALSE;
    }
  return TRUE;
}

/* Returns: the band of the last finding that holds, or -1. */
static int
find_findings (Form *form)
{
  GPtrArray *findings = form->result->findings;
  int band = -1;

  for (guint i = 0; i < form->self->findings->len; i++)
    {
      const HearthQuestionnaireFinding *finding = form->self->findings->pdata[i];

      if (!holds (form, finding))
        continue;
      g_ptr_array_add (findings, (gpointer) finding->entry);
      band = finding->band;
    }
  for (guint i = 0; i < form->self->findings->len; i++)
    {
      const HearthQuestionnaireFinding *finding = form->self->findings->pdata[i];

      if (finding->instead != NULL && g_ptr_array_find (findings, finding->entry, NULL))
        g_ptr_array_remove (findings, (gpointer) finding->instead);
    }
  return band;
}

/* The worst band that an answer raises; what is not answered raises nothing. */
static int
worst_band (const Form *form)
{
  int worst = 0;

  for (guint i = 0; i < form->self->questions->len; i++)
    {
      const HearthQuestion *question = question_at (form->self, i);

      for (guint j = 0; j < question->raises->len; j++)
        if (has_bit (form->answered, i) &&
            form->answers[i] == g_array_index (question->values, int, j))
          worst = MAX (worst, g_array_index (question->raises, int, j));
    }
  return worst;
}

static int
find_band (Form *form)
{
  const HearthQuestionnaire *self = form->self;
  int band = find_findings (form);

  if (self->rule == HEARTH_QUESTIONNAIRE_RULE_CRITERIA)
    return MAX (band, 0);
  if (self->rule == HEARTH_QUESTIONNAIRE_RULE_WORST)
    return worst_band (form);
  for (guint i = 0; i < self->bands_from->len; i++)
    if (form->result->score >= g_array_index (self->bands_from, int, i))
      band = (int) i;
  return MAX (band, 0);
}

/* @band: -1 if it is not known. */
static void
raise_alarms (Form *form, int band)
{
  for (guint i = 0; i < form->self->alarms->len; i++)
    {
      const HearthQuestionnaireAlarm *alarm = form->self->alarms->pdata[i];
      gboolean is_raised = band >= 0 && has_bit (alarm->bands, (guint) band);

      if (alarm->question >= 0)
        is_raised = has_bit (form->answered, (guint) alarm->question) &&
                    form->answers[alarm->question] >= alarm->at_least;
      if (is_raised)
        g_ptr_array_add (alarm->is_alarm ? form->result->alarms : form->result->referrals,
                         (gpointer) alarm->entry);
    }
}

static void
check_total (Form *form)
{
  if (form->answers[0] == HEARTH_ANSWER_MISSING)
    name_item (form, 0, HEARTH_QUESTIONNAIRE_INCOMPLETE);
  else if (form->answers[0] < 0 || form->answers[0] > form->self->max)
    name_item (form, 0, HEARTH_QUESTIONNAIRE_BAD_ANSWER);
}

static HearthQuestionnaireResult *
result_new (const HearthQuestionnaire *self)
{
  HearthQuestionnaireResult *result = g_new0 (HearthQuestionnaireResult, 1);

  result->status = HEARTH_QUESTIONNAIRE_SCORED;
  result->items = g_array_new (FALSE, FALSE, sizeof (guint));
  result->max = self->max;
  result->has_screen = self->positive != 0;
  result->parts = g_array_new (FALSE, FALSE, sizeof (HearthQuestionnairePartScore));
  result->findings = g_ptr_array_new ();
  result->alarms = g_ptr_array_new ();
  result->referrals = g_ptr_array_new ();
  return result;
}

/**
 * hearth_questionnaire_score:
 * @answers: (array length=n_answers): one for each question in the order of their numbers, in the values of
 *   its scale, or %HEARTH_ANSWER_MISSING; one total for an instrument that was counted elsewhere
 *
 * A missing answer is refused, and named, unless the manual of the instrument lets it go (domain 2.5). An
 * answer that raises an alarm raises it from a form without a score too: whoever left a question out is not
 * safe for that.
 *
 * Source: the entries of the packs.
 *
 * Returns: (transfer full): the result; its entries belong to the packs. Thread: any.
 */
HearthQuestionnaireResult *
hearth_questionnaire_score (const HearthQuestionnaire *self, const int *answers, gsize n_answers)
{
  HearthQuestionnaireResult *result;
  Form form = { .self = self, .answers = answers };
  int band;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (answers != NULL || n_answers == 0, NULL);

  result = form.result = result_new (self);
  if (n_answers != MAX (self->questions->len, 1))
    {
      result->status = HEARTH_QUESTIONNAIRE_WRONG_COUNT;
      return result;
    }
  if (self->rule == HEARTH_QUESTIONNAIRE_RULE_TOTAL)
    check_total (&form);
  else
    read_answers (&form);
  if (result->status != HEARTH_QUESTIONNAIRE_SCORED)
    {
      result->n_imputed = 0;
      /* More answers can only make the worst band worse. */
      raise_alarms (&form, self->rule == HEARTH_QUESTIONNAIRE_RULE_WORST ? worst_band (&form) : -1);
      return result;
    }
  result->score = count_score (&form);
  score_parts (&form);
  band = find_band (&form);
  result->band = self->bands->pdata[band];
  result->is_positive = has_bit (self->positive, (guint) band);
  raise_alarms (&form, band);
  return result;
}

/** hearth_questionnaire_result_free: (nullable) */
void
hearth_questionnaire_result_free (HearthQuestionnaireResult *result)
{
  if (result == NULL)
    return;
  g_array_unref (result->items);
  g_array_unref (result->parts);
  g_ptr_array_unref (result->findings);
  g_ptr_array_unref (result->alarms);
  g_ptr_array_unref (result->referrals);
  g_free (result);
}

/**
 * hearth_questionnaire_compare:
 * @before: an earlier score of the same instrument
 * @now: the later one
 *
 * What the difference is worth by what is published for the instrument (`ChangeReliable`,
 * `ChangeMeaningful`): a difference of exactly so many points counts.
 *
 * Returns: the change. Thread: any.
 */
HearthQuestionnaireChange
hearth_questionnaire_compare (const HearthQuestionnaire *self, int before, int now)
{
  HearthQuestionnaireChange change = { HEARTH_QUESTIONNAIRE_SAME, now - before, FALSE };
  int reliable, meaningful, size;

  g_return_val_if_fail (self != NULL, change);

  reliable = hearth_pack_entry_get_int (self->entry, "ChangeReliable", G_MAXINT);
  meaningful = hearth_pack_entry_get_int (self->entry, "ChangeMeaningful", G_MAXINT);
  size = ABS (change.difference);
  if (size == 0)
    return change;
  change.is_better =
      (change.difference > 0) ==
      (g_strcmp0 (hearth_pack_entry_get_text (self->entry, "Higher", NULL), "better") == 0);
  if (size >= meaningful)
    change.step = HEARTH_QUESTIONNAIRE_MEANINGFUL;
  else
    change.step =
        size >= reliable ? HEARTH_QUESTIONNAIRE_RELIABLE : HEARTH_QUESTIONNAIRE_WITHIN_NOISE;
  return change;
}

/** hearth_questionnaire_step_to_id: Returns: (transfer none): `same`, `within-noise`, `reliable`, `meaningful`. */
const char *
hearth_questionnaire_step_to_id (HearthQuestionnaireStep step)
{
  static const char *const ids[] = { "same", "within-noise", "reliable", "meaningful" };

  g_return_val_if_fail (step < G_N_ELEMENTS (ids), NULL);

  return ids[step];
}
