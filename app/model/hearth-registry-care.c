/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is found, given and aimed at in care: of medical, and some of it of restricted. */
#include "config.h"

#include "hearth-registry-private.h"

#include <glib/gi18n-lib.h>

/* The statuses of domain 2; a check that is only planned is a step. */
const HearthField _hearth_registry_check_fields[] = {
  { "check", HEARTH_FIELD_TEXT, REVIEW, N_ ("Check"), .pack = "check" },
  { "done_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Done on") },
  { "result", HEARTH_FIELD_TEXT, REVIEW, N_ ("Result"), .flags = LONG },
  { "next_on", HEARTH_FIELD_DATE, AUTO, N_ ("Next on"), .flags = AHEAD },
  { "performer", HEARTH_FIELD_TEXT, AUTO, N_ ("Performed by") },
  { "place", HEARTH_FIELD_TEXT, AUTO, N_ ("Place") },
  { "outcome", HEARTH_FIELD_ENUM, REVIEW, N_ ("Outcome"),
    .words = "normal abnormal pending refused not-indicated", .since = HEARTH_SCHEMA_CARE },
  { "consent", HEARTH_FIELD_ENUM, REVIEW, N_ ("Consent"), .words = "given declined not-asked",
    .since = HEARTH_SCHEMA_CARE },
  { "precautions", HEARTH_FIELD_BOOLEAN, REVIEW, N_ ("Others must be protected from infection"),
    .since = HEARTH_SCHEMA_CARE },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG, .since = HEARTH_SCHEMA_CARE },
  END,
};

/* Whole numbers of a small unit, so that nothing is rounded; what a person reads and types is in the unit of
 * the row. The bounds only tell slips of the finger: nobody weighs 15 kg or 1500. */
const HearthField _hearth_registry_vitals_fields[] = {
  { "measured_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Measured on"), .flags = NEEDED },
  { "weight_g", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Weight"), .unit = N_ ("kg"), .decimals = 3,
    .low = 20000, .high = 300000 },
  { "height_mm", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Height"), .unit = N_ ("cm"), .decimals = 1,
    .low = 1000, .high = 2500 },
  { "pulse", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Pulse"), .unit = N_ ("per minute"), .low = 20,
    .high = 300 },
  { "systolic", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Systolic blood pressure"), .unit = N_ ("mmHg"),
    .low = 40, .high = 300 },
  { "diastolic", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Diastolic blood pressure"), .unit = N_ ("mmHg"),
    .low = 20, .high = 200 },
  { "breaths", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Breathing rate"), .unit = N_ ("per minute"),
    .low = 4, .high = 80 },
  { "temperature_dc", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Temperature"), .unit = N_ ("°C"),
    .decimals = 1, .low = 250, .high = 450 },
  { "saturation", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Oxygen saturation"), .unit = N_ ("%"),
    .low = 40, .high = 100 },
  { "pain", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Pain, 0 to 10"), .low = 0, .high = 10 },
  { "glucose_umol", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Glucose"), .unit = N_ ("mmol/l"),
    .decimals = 3, .low = 500, .high = 60000 },
  { "potassium_umol", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Potassium"), .unit = N_ ("mmol/l"),
    .decimals = 3, .low = 1000, .high = 10000 },
  { "magnesium_umol", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Magnesium"), .unit = N_ ("mmol/l"),
    .decimals = 3, .low = 100, .high = 5000 },
  { "phosphate_umol", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Phosphate"), .unit = N_ ("mmol/l"),
    .decimals = 3, .low = 50, .high = 5000 },
  { "performer", HEARTH_FIELD_TEXT, AUTO, N_ ("Measured by") },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG },
  END,
};

/* What the rule of domain 2.3 asks beside the weight of today, and what it answered then. */
const HearthField _hearth_registry_feeding_fields[] = {
  { "assessed_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Assessed on"), .flags = NEEDED },
  { "earlier_weight_g", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Weight before captivity"),
    .unit = N_ ("kg"), .decimals = 3, .low = 20000, .high = 300000 },
  { "loss_months", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Months of weight loss"), .low = 0,
    .high = 240 },
  { "days_of_little", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Days with little or no food"), .low = 0,
    .high = 5000 },
  { "low_electrolytes", HEARTH_FIELD_BOOLEAN, REVIEW,
    N_ ("Potassium, phosphate or magnesium was low") },
  { "history", HEARTH_FIELD_BOOLEAN, REVIEW,
    N_ ("Alcohol, insulin, chemotherapy, antacids or diuretics") },
  { "level", HEARTH_FIELD_ENUM, REVIEW, N_ ("Refeeding risk"), .pack = "refeeding-level",
    .flags = HIDDEN },
  { "performer", HEARTH_FIELD_TEXT, AUTO, N_ ("Assessed by") },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG },
  END,
};

const HearthField _hearth_registry_allergy_fields[] = {
  { "substance", HEARTH_FIELD_TEXT, REVIEW, N_ ("Allergic to"), .flags = NEEDED },
  { "reaction", HEARTH_FIELD_TEXT, REVIEW, N_ ("Reaction") },
  { "severity", HEARTH_FIELD_ENUM, REVIEW, N_ ("Severity"),
    .words = "mild moderate severe life-threatening" },
  { "found_on", HEARTH_FIELD_PARTIAL_DATE, AUTO, N_ ("Known since") },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG },
  END,
};

/* Text: what is given how often is the prescription's to say. */
const HearthField _hearth_registry_medicine_fields[] = {
  { "medicine", HEARTH_FIELD_TEXT, REVIEW, N_ ("Medicine"), .flags = NEEDED },
  { "dose", HEARTH_FIELD_TEXT, REVIEW, N_ ("Dose and times") },
  { "from_on", HEARTH_FIELD_DATE, REVIEW, N_ ("From") },
  { "until_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Until"), .flags = AHEAD },
  { "prescribed_by", HEARTH_FIELD_TEXT, AUTO, N_ ("Prescribed by") },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG },
  END,
};

const HearthField _hearth_registry_referral_fields[] = {
  { "referred_to", HEARTH_FIELD_TEXT, REVIEW, N_ ("Referred to"), .flags = NEEDED },
  { "cause", HEARTH_FIELD_TEXT, REVIEW, N_ ("Because of"), .flags = LONG },
  { "sent_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Sent on") },
  { "expected_on", HEARTH_FIELD_DATE, AUTO, N_ ("Expected on"), .flags = AHEAD },
  { "answered_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Answered on") },
  { "answer", HEARTH_FIELD_TEXT, REVIEW, N_ ("Answer"), .flags = LONG },
  { "step", HEARTH_FIELD_ID, AUTO, N_ ("Step"), .flags = HIDDEN },
  END,
};

/* A filled questionnaire: the answers as they were given, and what they came to by the pack of that day. An
 * alarm is open until somebody is named who took it up. */
const HearthField _hearth_registry_answers_fields[] = {
  { "questionnaire", HEARTH_FIELD_ENUM, REVIEW, N_ ("Questionnaire"), .pack = "questionnaire",
    .flags = NEEDED },
  { "filled_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Filled on"), .flags = NEEDED },
  { "answers", HEARTH_FIELD_LIST, REVIEW, N_ ("Answers"), .flags = PLACES },
  { "score", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Score") },
  { "band", HEARTH_FIELD_ENUM, REVIEW, N_ ("Grade"), .pack = "band", .flags = HIDDEN },
  { "alarm", HEARTH_FIELD_ENUM, REVIEW, N_ ("Alarm"), .pack = "alarm", .flags = HIDDEN },
  { "acknowledged_by", HEARTH_FIELD_TEXT, REVIEW, N_ ("Taken up by") },
  { "acknowledged_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Taken up on") },
  { "acknowledged_note", HEARTH_FIELD_TEXT, REVIEW, N_ ("What was done"), .flags = LONG },
  { "performer", HEARTH_FIELD_TEXT, AUTO, N_ ("Asked by") },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG },
  END,
};

/* The injury record of domain 2.4, after the Istanbul Protocol. A mark is a list of points "x:y" in
 * thousandths of the drawing of its view: see hearth-body-mark. */
const HearthField _hearth_registry_injury_fields[] = {
  { "number", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Number of the injury"), .low = 1, .high = 999 },
  { "view", HEARTH_FIELD_ENUM, REVIEW, N_ ("Drawing"),
    .words = "front back face left-hand right-hand feet" },
  { "mark", HEARTH_FIELD_LIST, REVIEW, N_ ("Mark"), .flags = LONG | INTERNAL },
  { "region", HEARTH_FIELD_ENUM, REVIEW, N_ ("Region of the body"), .pack = "body-region" },
  { "kind", HEARTH_FIELD_ENUM, REVIEW, N_ ("Kind of injury"), .pack = "injury-kind" },
  { "length_mm", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Length"), .unit = N_ ("mm"), .low = 0,
    .high = 2500 },
  { "width_mm", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Width"), .unit = N_ ("mm"), .low = 0,
    .high = 2500 },
  { "age", HEARTH_FIELD_TEXT, REVIEW, N_ ("Age of the injury") },
  { "seen", HEARTH_FIELD_TEXT, REVIEW, N_ ("What is seen"), .flags = LONG },
  { "method", HEARTH_FIELD_ENUM, REVIEW, N_ ("Alleged method"), .pack = "injury-method" },
  { "alleged_on", HEARTH_FIELD_PARTIAL_DATE, REVIEW, N_ ("Alleged date") },
  { "alleged_place", HEARTH_FIELD_TEXT, REVIEW, N_ ("Alleged place") },
  { "alleged_by", HEARTH_FIELD_TEXT, REVIEW, N_ ("Alleged unit or person") },
  { "words", HEARTH_FIELD_TEXT, REVIEW, N_ ("In their own words"), .flags = LONG },
  { "consistency", HEARTH_FIELD_ENUM, REVIEW, N_ ("Degree of consistency"), .pack = "consistency" },
  { "evaluation", HEARTH_FIELD_TEXT, REVIEW, N_ ("Evaluation"), .flags = LONG },
  { "photo", HEARTH_FIELD_ID, REVIEW, N_ ("Photo with a scale") },
  { "consent", HEARTH_FIELD_ENUM, REVIEW, N_ ("Consent"), .words = "given declined not-asked" },
  { "examined_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Examined on") },
  { "examiner", HEARTH_FIELD_TEXT, REVIEW, N_ ("Examiner") },
  { "witness", HEARTH_FIELD_TEXT, REVIEW, N_ ("Witness") },
  END,
};

/* An individual rehabilitation plan (domain 5.2): a second one after a later operation is a plan of its own. */
const HearthField _hearth_registry_rehabilitation_fields[] = {
  { "opened_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Opened on") },
  { "responsible", HEARTH_FIELD_TEXT, AUTO, N_ ("Responsible") },
  { "reviewed_on", HEARTH_FIELD_DATE, AUTO, N_ ("Last review") },
  { "review_on", HEARTH_FIELD_DATE, AUTO, N_ ("Next review"), .flags = AHEAD },
  { "closed_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Discharged on") },
  { "outcome", HEARTH_FIELD_ENUM, REVIEW, N_ ("Outcome at discharge"),
    .words = "reached partly-reached not-reached transferred refused" },
  { "outcome_note", HEARTH_FIELD_TEXT, REVIEW, N_ ("How it ended"), .flags = LONG },
  END,
};

/* A goal with what each level would look like (GAS). */
const HearthField _hearth_registry_goal_fields[] = {
  { "goal", HEARTH_FIELD_TEXT, REVIEW, N_ ("Goal"), .pack = "rehab-goal", .flags = NEEDED },
  { "track", HEARTH_FIELD_ENUM, REVIEW, N_ ("Track of rehabilitation"), .pack = "rehab-track" },
  { "weight", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Weight of the goal"), .low = 1, .high = 100 },
  { "set_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Set on") },
  { "target_on", HEARTH_FIELD_DATE, REVIEW, N_ ("To be reached by"), .flags = AHEAD },
  { "much_less", HEARTH_FIELD_TEXT, REVIEW, N_ ("Level −2") },
  { "less", HEARTH_FIELD_TEXT, REVIEW, N_ ("Level −1") },
  { "expected", HEARTH_FIELD_TEXT, REVIEW, N_ ("Level 0, as expected") },
  { "more", HEARTH_FIELD_TEXT, REVIEW, N_ ("Level +1") },
  { "much_more", HEARTH_FIELD_TEXT, REVIEW, N_ ("Level +2") },
  { "baseline", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Level at the beginning"), .low = -2, .high = 2 },
  { "responsible", HEARTH_FIELD_TEXT, AUTO, N_ ("Responsible") },
  { "closed_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Closed on") },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG },
  END,
};

const HearthField _hearth_registry_goal_score_fields[] = {
  { "goal", HEARTH_FIELD_ID, REVIEW, N_ ("Goal") },
  { "scored_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Scored on"), .flags = NEEDED },
  { "score", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Level, −2 to +2"), .flags = NEEDED, .low = -2,
    .high = 2 },
  { "performer", HEARTH_FIELD_TEXT, AUTO, N_ ("Scored by") },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG },
  END,
};

const HearthField _hearth_registry_session_fields[] = {
  { "track", HEARTH_FIELD_ENUM, REVIEW, N_ ("Track of rehabilitation"), .pack = "rehab-track" },
  { "held_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Held on"), .flags = NEEDED },
  { "minutes", HEARTH_FIELD_INTEGER, AUTO, N_ ("Length"), .unit = N_ ("min"), .low = 1,
    .high = 600 },
  { "attended", HEARTH_FIELD_ENUM, REVIEW, N_ ("Attendance"),
    .words = "attended missed refused cancelled" },
  { "performer", HEARTH_FIELD_TEXT, AUTO, N_ ("Held by") },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG },
  END,
};

const HearthField _hearth_registry_measure_fields[] = {
  { "measure", HEARTH_FIELD_TEXT, REVIEW, N_ ("Measure"), .flags = NEEDED },
  { "measured_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Measured on"), .flags = NEEDED },
  { "value_hundredths", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Value"), .flags = NEEDED, .decimals = 2,
    .low = -100000000, .high = 100000000 },
  { "unit", HEARTH_FIELD_TEXT, REVIEW, N_ ("Unit of the measure") },
  { "performer", HEARTH_FIELD_TEXT, AUTO, N_ ("Measured by") },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG },
  END,
};

const HearthField _hearth_registry_prosthesis_fields[] = {
  { "limb", HEARTH_FIELD_ENUM, REVIEW, N_ ("Limb"),
    .words = "left-arm right-arm left-leg right-leg", .flags = NEEDED },
  { "level", HEARTH_FIELD_TEXT, REVIEW, N_ ("Level of the amputation") },
  { "kind", HEARTH_FIELD_ENUM, REVIEW, N_ ("Kind of prosthesis"),
    .words = "primary permanent high-function cosmetic" },
  { "concluded_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Conclusion of") },
  { "supplier", HEARTH_FIELD_TEXT, AUTO, N_ ("Supplier") },
  { "ordered_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Ordered on") },
  { "fitted_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Fitted on") },
  { "trained_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Training ended on") },
  { "handed_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Handed over on") },
  { "serves_to", HEARTH_FIELD_DATE, AUTO, N_ ("Serves until"), .flags = AHEAD },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG },
  END,
};
