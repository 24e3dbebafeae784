/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-medical-sheet.h"

#include "hearth-case-checks.h"
#include "hearth-field-number.h"
#include "hearth-pack-entry.h"
#include "hearth-paper-words.h"
#include "hearth-plan-explain.h"

#define TYPE_SIZE 11.0

/* The words of this paper; those that all papers share are in hearth-paper-words. */
typedef struct
{
  const char *title; /* %s number */
  const char *allergies, *no_allergies, *feeding, *medicines, *ended, *checks, *restricted;
  const char *measures, *referrals;
  const char *check, *outcome, *result, *next;
  const char *medicine, *dose, *until, *by;
  const char *weight, *height, *pulse, *pressure, *temperature, *saturation;
  const char *referred_to, *cause, *expected, *answer;
  const char *confidential;
  const char *signature;
} Words;

static const Words english = {
  .title = "Medical summary, case %s",
  .allergies = "Allergies",
  .no_allergies = "No allergy is written down.",
  .feeding = "Feeding risk",
  .medicines = "Medicines",
  .ended = "ended",
  .checks = "Checks",
  .restricted = "Restricted checks",
  .measures = "Vital signs",
  .referrals = "Referrals",
  .check = "Check",
  .outcome = "Outcome",
  .result = "Result",
  .next = "Next",
  .medicine = "Medicine",
  .dose = "Dose and times",
  .until = "Until",
  .by = "Prescribed by",
  .weight = "Weight, kg",
  .height = "Height, cm",
  .pulse = "Pulse",
  .pressure = "Blood pressure",
  .temperature = "°C",
  .saturation = "SpO₂, %",
  .referred_to = "Referred to",
  .cause = "Because of",
  .expected = "Expected",
  .answer = "Answer",
  .confidential = "Medical secret. Only for those who treat this person.",
  .signature = "Clinician, signature, date",
};

static const Words ukrainian = {
  .title = "Медичний підсумок, справа %s",
  .allergies = "Алергії",
  .no_allergies = "Алергій не записано.",
  .feeding = "Ризик харчування",
  .medicines = "Ліки",
  .ended = "завершено",
  .checks = "Обстеження",
  .restricted = "Обстеження обмеженого доступу",
  .measures = "Вітальні показники",
  .referrals = "Направлення",
  .check = "Обстеження",
  .outcome = "Висновок",
  .result = "Результат",
  .next = "Наступне",
  .medicine = "Ліки",
  .dose = "Доза і час",
  .until = "До",
  .by = "Призначив(ла)",
  .weight = "Вага, кг",
  .height = "Зріст, см",
  .pulse = "Пульс",
  .pressure = "Тиск",
  .temperature = "°C",
  .saturation = "SpO₂, %",
  .referred_to = "Куди направлено",
  .cause = "Причина",
  .expected = "Очікується",
  .answer = "Відповідь",
  .confidential = "Лікарська таємниця. Лише для тих, хто лікує цю особу.",
  .signature = "Лікар, підпис, дата",
};

/* Closed lists in words; the paper speaks its own language, not that of the window. */
static const struct
{
  const char *word;
  const char *english;
  const char *ukrainian;
} word_titles[] = {
  { "normal", "normal", "норма" },
  { "abnormal", "abnormal", "відхилення" },
  { "pending", "result is awaited", "очікується результат" },
  { "refused", "refused", "відмова" },
  { "not-indicated", "not indicated", "не показано" },
  { "mild", "mild", "легка" },
  { "moderate", "moderate", "помірна" },
  { "severe", "severe", "тяжка" },
  { "life-threatening", "life-threatening", "загрожує життю" },
};

typedef struct
{
  HearthContext *context;
  HearthPackSet *packs;
  HearthCase *kase;
  const HearthRecord *person;
  const char *language;
  const Words *words;
  const HearthPaperWords *shared;
  HearthFlow *flow;
} Sheet;

static const char *
word_title (const Sheet *self, const char *word)
{
  for (guint i = 0; word != NULL && i < G_N_ELEMENTS (word_titles); i++)
    if (g_str_equal (word_titles[i].word, word))
      return self->words == &ukrainian ? word_titles[i].ukrainian : word_titles[i].english;
  return word;
}

static char *
dup_date (const Sheet *self, const HearthRecord *record, const char *field)
{
  return _hearth_paper_dup_date (hearth_record_get_date (record, field), self->language);
}

static char *
dup_number (const Sheet *self, const HearthRecord *record, const char *field)
{
  gint64 value;
  char *text;

  if (!hearth_record_get_int (record, field, &value))
    return NULL;
  text = hearth_field_number_to_text (
      hearth_kind_find_field (hearth_record_get_kind (record), field), value);
  return self->words == &ukrainian ? g_strdelimit (text, ".", ',') : text;
}

/* --- What must be seen first --- */

static void
add_allergies (const Sheet *self)
{
  GPtrArray *allergies = hearth_case_get_records (self->kase, "allergy");

  hearth_flow_add_heading (self->flow, self->words->allergies);
  if (allergies->len == 0)
    hearth_flow_add_text (self->flow, self->words->no_allergies);
  for (guint i = 0; i < allergies->len; i++)
    {
      const HearthRecord *allergy = allergies->pdata[i];
      const char *severity = word_title (self, hearth_record_get_text (allergy, "severity"));
      const char *reaction = hearth_record_get_text (allergy, "reaction");
      g_autofree char *text =
          g_strjoin ("", hearth_record_get_text (allergy, "substance"),
                     severity != NULL ? " — " : "", severity != NULL ? severity : "",
                     reaction != NULL ? " — " : "", reaction != NULL ? reaction : "", NULL);

      hearth_flow_add_bold (self->flow, text);
    }
}

static void
add_feeding (const Sheet *self)
{
  g_autoptr (HearthRefeeding) risk = NULL;

  if (hearth_case_get_records (self->kase, "vitals")->len == 0 &&
      hearth_case_get_records (self->kase, "feeding")->len == 0)
    return;
  risk = hearth_case_assess_feeding (self->context, self->kase);
  if (risk->entry == NULL)
    return;
  hearth_flow_add_heading (self->flow, self->words->feeding);
  hearth_flow_add_bold (self->flow, hearth_pack_entry_get_title (risk->entry, self->language));
  for (guint i = 0; i < risk->criteria->len; i++)
    hearth_flow_add_text (self->flow,
                          hearth_pack_entry_get_title (risk->criteria->pdata[i], self->language));
}

static void
add_medicines (const Sheet *self)
{
  static const double shares[] = { 0.32, 0.3, 0.18, 0.2 };
  const char *head[] = { self->words->medicine, self->words->dose, self->words->until,
                         self->words->by };
  GPtrArray *medicines = hearth_case_get_records (self->kase, "medicine");

  if (medicines->len == 0)
    return;
  hearth_flow_add_heading (self->flow, self->words->medicines);
  hearth_flow_add_row (self->flow, head, shares, G_N_ELEMENTS (head), TRUE);
  for (guint i = 0; i < medicines->len; i++)
    {
      const HearthRecord *medicine = medicines->pdata[i];
      HearthDate until = hearth_record_get_date (medicine, "until_on");
      gboolean is_ended = until != HEARTH_DATE_NONE && until < hearth_case_get_today (self->kase);
      g_autofree char *day = dup_date (self, medicine, "until_on");
      g_autofree char *ended =
          is_ended ? g_strdup_printf ("%s (%s)", day, self->words->ended) : NULL;
      const char *cells[] = { hearth_record_get_text (medicine, "medicine"),
                              hearth_record_get_text (medicine, "dose"), is_ended ? ended : day,
                              hearth_record_get_text (medicine, "prescribed_by") };

      hearth_flow_add_row (self->flow, cells, shares, G_N_ELEMENTS (cells), FALSE);
    }
}

/* --- What was found --- */

static void
add_checks (const Sheet *self, const char *kind, const char *title)
{
  static const double shares[] = { 0.14, 0.26, 0.15, 0.31, 0.14 };
  const char *head[] = { self->shared->date, self->words->check, self->words->outcome,
                         self->words->result, self->words->next };
  GPtrArray *checks = hearth_case_get_records (self->kase, kind);

  if (checks->len == 0)
    return;
  hearth_flow_add_heading (self->flow, title);
  hearth_flow_add_row (self->flow, head, shares, G_N_ELEMENTS (head), TRUE);
  for (guint i = 0; i < checks->len; i++)
    {
      const HearthRecord *check = checks->pdata[i];
      const char *id = hearth_record_get_text (check, "check");
      g_autofree char *day = dup_date (self, check, "done_on");
      g_autofree char *next = dup_date (self, check, "next_on");
      const char *cells[] = {
        day,
        id != NULL ? hearth_pack_set_get_title (self->packs, "check", id, self->language) : NULL,
        word_title (self, hearth_record_get_text (check, "outcome")),
        hearth_record_get_text (check, "result"),
        next,
      };

      hearth_flow_add_row (self->flow, cells, shares, G_N_ELEMENTS (cells), FALSE);
    }
}

static void
add_measures (const Sheet *self)
{
  static const double shares[] = { 0.19, 0.14, 0.14, 0.12, 0.17, 0.1, 0.14 };
  const char *head[] = { self->shared->date,     self->words->weight,   self->words->height,
                         self->words->pulse,     self->words->pressure, self->words->temperature,
                         self->words->saturation };
  GPtrArray *vitals = hearth_case_get_records (self->kase, "vitals");

  if (vitals->len == 0)
    return;
  hearth_flow_add_heading (self->flow, self->words->measures);
  hearth_flow_add_row (self->flow, head, shares, G_N_ELEMENTS (head), TRUE);
  for (guint i = 0; i < vitals->len; i++)
    {
      const HearthRecord *record = vitals->pdata[i];
      g_autofree char *day = dup_date (self, record, "measured_on");
      g_autofree char *weight = dup_number (self, record, "weight_g");
      g_autofree char *height = dup_number (self, record, "height_mm");
      g_autofree char *pulse = dup_number (self, record, "pulse");
      g_autofree char *systolic = dup_number (self, record, "systolic");
      g_autofree char *diastolic = dup_number (self, record, "diastolic");
      g_autofree char *temperature = dup_number (self, record, "temperature_dc");
      g_autofree char *saturation = dup_number (self, record, "saturation");
      g_autofree char *pressure =
          systolic != NULL
              ? g_strdup_printf ("%s/%s", systolic, diastolic != NULL ? diastolic : "–")
              : NULL;
      const char *cells[] = { day, weight, height, pulse, pressure, temperature, saturation };

      hearth_flow_add_row (self->flow, cells, shares, G_N_ELEMENTS (cells), FALSE);
    }
}

static void
add_referrals (const Sheet *self)
{
  static const double shares[] = { 0.28, 0.27, 0.17, 0.28 };
  const char *head[] = { self->words->referred_to, self->words->cause, self->words->expected,
                         self->words->answer };
  GPtrArray *referrals = hearth_case_get_records (self->kase, "referral");

  if (referrals->len == 0)
    return;
  hearth_flow_add_heading (self->flow, self->words->referrals);
  hearth_flow_add_row (self->flow, head, shares, G_N_ELEMENTS (head), TRUE);
  for (guint i = 0; i < referrals->len; i++)
    {
      const HearthRecord *referral = referrals->pdata[i];
      g_autofree char *expected = dup_date (self, referral, "expected_on");
      const char *cells[] = { hearth_record_get_text (referral, "referred_to"),
                              hearth_record_get_text (referral, "cause"), expected,
                              hearth_record_get_text (referral, "answer") };

      hearth_flow_add_row (self->flow, cells, shares, G_N_ELEMENTS (cells), FALSE);
    }
}

static void
add_person (const Sheet *self)
{
  g_autofree char *name = _hearth_paper_dup_name (self->person, self->language);
  g_autofree char *birth = _hearth_paper_dup_partial (self->person, "birth", self->language);
  g_autofree char *arrived =
      _hearth_paper_dup_date (hearth_record_get_date (self->person, "arrived"), self->language);

  if (name != NULL)
    hearth_flow_add_bold (self->flow, name);
  hearth_flow_add_fact (self->flow, self->shared->birth, birth);
  hearth_flow_add_fact (self->flow, self->shared->arrived, arrived);
  hearth_flow_add_fact (self->flow, self->shared->facility,
                        hearth_record_get_text (self->person, "facility"));
}

/**
 * hearth_medical_sheet_new:
 * @language: of the paper, "uk" or "en"
 * @has_restricted: with the checks of the restricted compartment, if the login holds it
 *
 * Returns: (transfer full): the summary. Thread: main.
 */
HearthFlow *
hearth_medical_sheet_new (HearthContext *context,
                          HearthCase *kase,
                          const char *language,
                          gboolean has_restricted)
{
  g_autofree char *title = NULL;
  g_autofree char *day = NULL;
  g_autofree char *footer = NULL;
  const char *number;
  Sheet self = { .context = context, .kase = kase, .language = language };

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context) && HEARTH_IS_CASE (kase), NULL);

  self.person = hearth_case_get_person (kase);
  self.packs = hearth_context_get_packs (context);
  self.words = g_strcmp0 (language, "uk") == 0 ? &ukrainian : &english;
  self.shared = _hearth_paper_words_for (language);
  number = hearth_record_get_text (self.person, "number");
  day = hearth_plan_date_in_words (hearth_case_get_today (kase), language);
  footer = _hearth_paper_fill (self.shared->made_on, day, number);
  title = _hearth_paper_fill (self.words->title, number, NULL);
  self.flow = hearth_flow_new (TYPE_SIZE, footer);
  hearth_flow_add_title (self.flow, title);
  add_person (&self);
  add_allergies (&self);
  add_feeding (&self);
  add_medicines (&self);
  add_checks (&self, "check", self.words->checks);
  if (has_restricted)
    add_checks (&self, "restricted_check", self.words->restricted);
  add_measures (&self);
  add_referrals (&self);
  hearth_flow_add_signature (self.flow, self.words->signature);
  hearth_flow_add_note (self.flow, self.words->confidential);
  return self.flow;
}
