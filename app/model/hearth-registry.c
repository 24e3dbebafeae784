/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of the registry. Ids stand in signed lines and never change; a retired row stays with its
 * flag. Compartment and merge policy are written out in every row: a default would one day put a
 * diagnosis where everybody reads. */
#include "config.h"

#include "hearth-registry.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define END                                                                                        \
  {                                                                                                \
    NULL                                                                                           \
  }
#define AUTO HEARTH_MERGE_AUTO
#define REVIEW HEARTH_MERGE_REVIEW
#define UNION HEARTH_MERGE_UNION
#define SORTED HEARTH_FIELD_SORTED
#define INDEXED HEARTH_FIELD_INDEXED
#define LONG HEARTH_FIELD_LONG
#define HIDDEN HEARTH_FIELD_HIDDEN
#define NAME (HEARTH_FIELD_SEARCHED | HEARTH_FIELD_NAME)
#define CODE (HEARTH_FIELD_SEARCHED | HEARTH_FIELD_CODE)
#define AHEAD HEARTH_FIELD_AHEAD
#define NEEDED HEARTH_FIELD_NEEDED
#define EMBARGOED HEARTH_FIELD_EMBARGOED
#define PLACES HEARTH_FIELD_PLACES

/* The person of a case (domain 7.1). What a hospital states about identity is reviewed when two
 * hospitals differ; where somebody lies today is not worth a question. */
static const HearthField person_fields[] = {
  { "number", HEARTH_FIELD_TEXT, AUTO, N_ ("Case number"), .flags = CODE | INDEXED | HIDDEN },
  { "surname", HEARTH_FIELD_TEXT, REVIEW, N_ ("Surname"), .flags = NAME | SORTED },
  { "given", HEARTH_FIELD_TEXT, REVIEW, N_ ("Given name"), .flags = NAME | SORTED },
  { "patronymic", HEARTH_FIELD_TEXT, REVIEW, N_ ("Patronymic"), .flags = NAME | SORTED },
  { "name_latin", HEARTH_FIELD_TEXT, AUTO, N_ ("Name in Latin letters"), .flags = NAME },
  { "name_source", HEARTH_FIELD_TEXT, AUTO, N_ ("Name as in the source"), .flags = NAME },
  { "call_sign", HEARTH_FIELD_TEXT, AUTO, N_ ("Call sign"), .flags = NAME },
  { "sex", HEARTH_FIELD_ENUM, REVIEW, N_ ("Sex"), .words = "female male" },
  { "birth", HEARTH_FIELD_PARTIAL_DATE, REVIEW, N_ ("Date of birth"), .flags = INDEXED },
  { "rank", HEARTH_FIELD_ENUM, REVIEW, N_ ("Rank"), .pack = "rank", .flags = INDEXED },
  { "branch", HEARTH_FIELD_ENUM, REVIEW, N_ ("Branch"), .pack = "branch", .flags = INDEXED },
  { "unit", HEARTH_FIELD_TEXT, REVIEW, N_ ("Unit"), .flags = CODE | SORTED | INDEXED },
  { "category", HEARTH_FIELD_ENUM, REVIEW, N_ ("Category"), .pack = "category", .flags = INDEXED },
  { "condition", HEARTH_FIELD_ENUM, AUTO, N_ ("Condition"), .pack = "condition", .flags = INDEXED },
  { "wristband", HEARTH_FIELD_TEXT, AUTO, N_ ("Wristband"), .flags = CODE },
  { "event", HEARTH_FIELD_ID, REVIEW, N_ ("Exchange event"), .flags = INDEXED },
  { "facility", HEARTH_FIELD_TEXT, AUTO, N_ ("Facility"), .flags = SORTED | INDEXED },
  { "ward", HEARTH_FIELD_TEXT, AUTO, N_ ("Ward") },
  { "owner", HEARTH_FIELD_TEXT, AUTO, N_ ("Caseworker"), .flags = INDEXED },
  { "stage", HEARTH_FIELD_ENUM, REVIEW, N_ ("Stage"), .pack = "stage", .flags = INDEXED },
  { "arrived", HEARTH_FIELD_DATE, AUTO, N_ ("Arrived"), .flags = INDEXED },
  { "personal_number", HEARTH_FIELD_TEXT, REVIEW, N_ ("Personal number") },
  { "tax_number", HEARTH_FIELD_TEXT, REVIEW, N_ ("Tax number"), .check = HEARTH_CHECK_TAX_NUMBER },
  { "phone", HEARTH_FIELD_TEXT, AUTO, N_ ("Telephone"), .flags = CODE,
    .check = HEARTH_CHECK_PHONE },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG },
  { "flags", HEARTH_FIELD_LIST, UNION, N_ ("Flags"), .pack = "flag" },
  { "birth_place", HEARTH_FIELD_TEXT, REVIEW, N_ ("Place of birth"), .since = HEARTH_SCHEMA_CASE },
  { "citizenship", HEARTH_FIELD_TEXT, REVIEW, N_ ("Citizenship"), .since = HEARTH_SCHEMA_CASE },
  { "passport", HEARTH_FIELD_TEXT, REVIEW, N_ ("Passport"), .since = HEARTH_SCHEMA_CASE },
  { "language", HEARTH_FIELD_TEXT, AUTO, N_ ("Language"), .since = HEARTH_SCHEMA_CASE },
  { "service", HEARTH_FIELD_ENUM, REVIEW, N_ ("Kind of service"),
    .words = "mobilised contract conscript career volunteer civilian",
    .since = HEARTH_SCHEMA_CASE },
  { "position", HEARTH_FIELD_TEXT, REVIEW, N_ ("Position"), .since = HEARTH_SCHEMA_CASE },
  END,
};

static const HearthField captivity_fields[] = {
  { "captured", HEARTH_FIELD_PARTIAL_DATE, REVIEW, N_ ("Captured") },
  { "released", HEARTH_FIELD_PARTIAL_DATE, REVIEW, N_ ("Released"), .flags = INDEXED },
  { "place", HEARTH_FIELD_TEXT, REVIEW, N_ ("Place of capture") },
  { "prior", HEARTH_FIELD_ENUM, REVIEW, N_ ("Status before the release"),
    .words = "confirmed-icrc confirmed missing declared-dead unknown",
    .since = HEARTH_SCHEMA_CASE },
  { "held", HEARTH_FIELD_TEXT, REVIEW, N_ ("Places of detention"), .flags = LONG,
    .since = HEARTH_SCHEMA_CASE },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG, .since = HEARTH_SCHEMA_CASE },
  END,
};

/* What a relative may be told is the person's wish and more than a yes (domain 6.4): the yes of the first
 * version is shown where nothing else was written down. */
static const HearthField contact_fields[] = {
  { "name", HEARTH_FIELD_TEXT, REVIEW, N_ ("Name"), .flags = NEEDED },
  { "relation", HEARTH_FIELD_TEXT, REVIEW, N_ ("Relation"), .pack = "relation" },
  { "phone", HEARTH_FIELD_TEXT, AUTO, N_ ("Telephone"), .check = HEARTH_CHECK_PHONE },
  { "may_be_told", HEARTH_FIELD_BOOLEAN, REVIEW, N_ ("May be told of the return"),
    .flags = HEARTH_FIELD_RETIRED },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG },
  { "told", HEARTH_FIELD_LIST, REVIEW, N_ ("May be told"), .pack = "disclosure",
    .since = HEARTH_SCHEMA_CASE },
  { "first", HEARTH_FIELD_BOOLEAN, REVIEW, N_ ("First contact"), .flags = HEARTH_FIELD_ONE_OF,
    .since = HEARTH_SCHEMA_CASE },
  { "address", HEARTH_FIELD_TEXT, AUTO, N_ ("Address"), .since = HEARTH_SCHEMA_CASE },
  END,
};

/* Who may act for the person, and in what (product 4). */
static const HearthField attorney_fields[] = {
  { "holder", HEARTH_FIELD_TEXT, REVIEW, N_ ("Who may act"), .flags = NEEDED },
  { "relation", HEARTH_FIELD_TEXT, REVIEW, N_ ("Relation"), .pack = "relation" },
  { "scope", HEARTH_FIELD_TEXT, REVIEW, N_ ("What it covers"), .flags = LONG },
  { "given_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Given on") },
  { "valid_to", HEARTH_FIELD_DATE, REVIEW, N_ ("Valid until"), .flags = AHEAD },
  { "number", HEARTH_FIELD_TEXT, REVIEW, N_ ("Number of the document") },
  { "certified_by", HEARTH_FIELD_TEXT, AUTO, N_ ("Certified by") },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG },
  END,
};

/* Every stage of reintegration ends with a decision and its reason (domain 1.4). */
static const HearthField decision_fields[] = {
  { "stage", HEARTH_FIELD_ENUM, REVIEW, N_ ("Stage that ends"), .pack = "stage" },
  { "next", HEARTH_FIELD_ENUM, REVIEW, N_ ("Next stage"), .pack = "stage", .flags = NEEDED },
  { "decided_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Decided on"), .flags = NEEDED },
  { "decided_by", HEARTH_FIELD_TEXT, REVIEW, N_ ("Decided by") },
  { "reason", HEARTH_FIELD_TEXT, REVIEW, N_ ("Reason"), .flags = LONG | NEEDED },
  { "evidence", HEARTH_FIELD_TEXT, REVIEW, N_ ("Evidence") },
  END,
};

/* The states are those of hearth-step-state; a new step is planned, ready is never stored. */
static const HearthField step_fields[] = {
  { "template", HEARTH_FIELD_ENUM, REVIEW, N_ ("Step"), .pack = "step", .flags = HIDDEN },
  { "track", HEARTH_FIELD_TEXT, AUTO, N_ ("Track"), .flags = HIDDEN },
  { "occurrence", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Occurrence"), .flags = HIDDEN },
  { "state", HEARTH_FIELD_ENUM, REVIEW, N_ ("State"),
    .words = "planned ready in-progress waiting done refused not-applicable cancelled" },
  { "due", HEARTH_FIELD_DATE, AUTO, N_ ("Due"), .flags = AHEAD },
  { "due_by_hand", HEARTH_FIELD_BOOLEAN, AUTO, N_ ("Due date set by hand") },
  { "done_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Done on") },
  { "owner", HEARTH_FIELD_TEXT, AUTO, N_ ("Responsible") },
  { "waiting_for", HEARTH_FIELD_TEXT, AUTO, N_ ("Waiting for") },
  { "remind_on", HEARTH_FIELD_DATE, AUTO, N_ ("Remind on"), .flags = AHEAD },
  { "blocker", HEARTH_FIELD_ENUM, AUTO, N_ ("Blocker"), .pack = "blocker" },
  { "reason", HEARTH_FIELD_TEXT, AUTO, N_ ("Reason") },
  { "number", HEARTH_FIELD_TEXT, REVIEW, N_ ("Number of the document") },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG },
  { "made_on", HEARTH_FIELD_DATE, AUTO, N_ ("Planned on"), .flags = HIDDEN },
  { "snoozed_to", HEARTH_FIELD_DATE, AUTO, N_ ("Put off until"), .flags = AHEAD,
    .since = HEARTH_SCHEMA_CARE },
  { "snooze_reason", HEARTH_FIELD_TEXT, AUTO, N_ ("Reason for putting it off"),
    .since = HEARTH_SCHEMA_CARE },
  { "urgent", HEARTH_FIELD_BOOLEAN, AUTO, N_ ("Needed at once"), .flags = HIDDEN,
    .since = HEARTH_SCHEMA_CARE },
  END,
};

static const HearthField note_fields[] = {
  { "written_on", HEARTH_FIELD_DATE, AUTO, N_ ("Written on") },
  { "text", HEARTH_FIELD_TEXT, AUTO, N_ ("Text"), .flags = LONG | NEEDED },
  END,
};

static const HearthField event_fields[] = {
  { "date", HEARTH_FIELD_DATE, REVIEW, N_ ("Date"), .flags = INDEXED },
  { "number", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Number of the exchange") },
  { "stage", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Stage of the exchange") },
  { "category", HEARTH_FIELD_ENUM, REVIEW, N_ ("Category"), .pack = "category" },
  { "facility", HEARTH_FIELD_TEXT, AUTO, N_ ("Facility") },
  { "agreement", HEARTH_FIELD_TEXT, AUTO, N_ ("Agreement") },
  { "embargo", HEARTH_FIELD_BOOLEAN, REVIEW, N_ ("Numbers are withheld") },
  { "returned_military", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Returned military"),
    .flags = EMBARGOED },
  { "returned_civilian", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Returned civilians"),
    .flags = EMBARGOED },
  { "source", HEARTH_FIELD_TEXT, AUTO, N_ ("Source") },
  END,
};

/* Says who the "who" of a line is. The record id is the user id. */
static const HearthField author_fields[] = {
  { "user", HEARTH_FIELD_TEXT, AUTO, N_ ("User name"), .flags = HIDDEN },
  { "name", HEARTH_FIELD_TEXT, AUTO, N_ ("Name") },
  { "roles", HEARTH_FIELD_LIST, UNION, N_ ("Roles"), .flags = HIDDEN },
  END,
};

/* The statuses of domain 2; a check that is only planned is a step. */
static const HearthField check_fields[] = {
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
static const HearthField vitals_fields[] = {
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
static const HearthField feeding_fields[] = {
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

static const HearthField allergy_fields[] = {
  { "substance", HEARTH_FIELD_TEXT, REVIEW, N_ ("Allergic to"), .flags = NEEDED },
  { "reaction", HEARTH_FIELD_TEXT, REVIEW, N_ ("Reaction") },
  { "severity", HEARTH_FIELD_ENUM, REVIEW, N_ ("Severity"),
    .words = "mild moderate severe life-threatening" },
  { "found_on", HEARTH_FIELD_PARTIAL_DATE, AUTO, N_ ("Known since") },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG },
  END,
};

/* Text: what is given how often is the prescription's to say. */
static const HearthField medicine_fields[] = {
  { "medicine", HEARTH_FIELD_TEXT, REVIEW, N_ ("Medicine"), .flags = NEEDED },
  { "dose", HEARTH_FIELD_TEXT, REVIEW, N_ ("Dose and times") },
  { "from_on", HEARTH_FIELD_DATE, REVIEW, N_ ("From") },
  { "until_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Until"), .flags = AHEAD },
  { "prescribed_by", HEARTH_FIELD_TEXT, AUTO, N_ ("Prescribed by") },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG },
  END,
};

static const HearthField referral_fields[] = {
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
static const HearthField answers_fields[] = {
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
static const HearthField injury_fields[] = {
  { "number", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Number of the injury"), .low = 1, .high = 999 },
  { "view", HEARTH_FIELD_ENUM, REVIEW, N_ ("Drawing"),
    .words = "front back face left-hand right-hand feet" },
  { "mark", HEARTH_FIELD_LIST, REVIEW, N_ ("Mark"), .flags = LONG },
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

/* One document from lost to handed over (domain 3). */
static const HearthField document_fields[] = {
  { "document", HEARTH_FIELD_TEXT, REVIEW, N_ ("Document"), .pack = "document", .flags = NEEDED },
  { "state", HEARTH_FIELD_ENUM, REVIEW, N_ ("State of the document"),
    .words = "lost held valid applied issued handed-over not-needed" },
  { "authority", HEARTH_FIELD_TEXT, AUTO, N_ ("Authority") },
  { "applied_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Applied on") },
  { "urgent", HEARTH_FIELD_BOOLEAN, REVIEW, N_ ("Urgent") },
  { "reference", HEARTH_FIELD_TEXT, REVIEW, N_ ("Reference of the application") },
  { "due_on", HEARTH_FIELD_DATE, AUTO, N_ ("Expected by"), .flags = AHEAD },
  { "fee_waived", HEARTH_FIELD_BOOLEAN, REVIEW, N_ ("Free of the fee") },
  { "fee_basis", HEARTH_FIELD_TEXT, AUTO, N_ ("Basis for no fee") },
  { "issued_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Issued on") },
  { "series", HEARTH_FIELD_TEXT, REVIEW, N_ ("Series") },
  { "number", HEARTH_FIELD_TEXT, REVIEW, N_ ("Number of the document") },
  { "valid_to", HEARTH_FIELD_DATE, REVIEW, N_ ("Valid until"), .flags = AHEAD },
  { "handed_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Handed over on") },
  { "handed_to", HEARTH_FIELD_TEXT, REVIEW, N_ ("Handed over to") },
  { "scan", HEARTH_FIELD_ID, AUTO, N_ ("Scan"), .flags = HIDDEN },
  { "blocker", HEARTH_FIELD_ENUM, AUTO, N_ ("Blocker"), .pack = "blocker" },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG },
  END,
};

/* What was written to whom; the text as it left. */
static const HearthField letter_fields[] = {
  { "template", HEARTH_FIELD_TEXT, REVIEW, N_ ("Letter"), .pack = "letter" },
  { "addressee", HEARTH_FIELD_TEXT, REVIEW, N_ ("Addressed to"), .flags = NEEDED },
  { "written_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Written on") },
  { "number", HEARTH_FIELD_TEXT, REVIEW, N_ ("Outgoing number") },
  { "about", HEARTH_FIELD_ID, AUTO, N_ ("About"), .flags = HIDDEN },
  { "text", HEARTH_FIELD_TEXT, REVIEW, N_ ("Text"), .flags = LONG },
  { "answered_on", HEARTH_FIELD_DATE, AUTO, N_ ("Answered on") },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG },
  END,
};

/* The same about a payment: with its sums it is kept with the benefits. */
static const HearthField benefit_letter_fields[] = {
  { "benefit", HEARTH_FIELD_TEXT, REVIEW, N_ ("Benefit"), .pack = "benefit" },
  { "template", HEARTH_FIELD_TEXT, REVIEW, N_ ("Letter"), .pack = "letter" },
  { "addressee", HEARTH_FIELD_TEXT, REVIEW, N_ ("Addressed to"), .flags = NEEDED },
  { "written_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Written on") },
  { "number", HEARTH_FIELD_TEXT, REVIEW, N_ ("Outgoing number") },
  { "about", HEARTH_FIELD_ID, AUTO, N_ ("About"), .flags = HIDDEN },
  { "text", HEARTH_FIELD_TEXT, REVIEW, N_ ("Text"), .flags = LONG },
  { "answered_on", HEARTH_FIELD_DATE, AUTO, N_ ("Answered on") },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG },
  END,
};

/* An individual rehabilitation plan (domain 5.2): a second one after a later operation is a plan of its own. */
static const HearthField rehabilitation_fields[] = {
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
static const HearthField goal_fields[] = {
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

static const HearthField goal_score_fields[] = {
  { "goal", HEARTH_FIELD_ID, REVIEW, N_ ("Goal") },
  { "scored_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Scored on"), .flags = NEEDED },
  { "score", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Level, −2 to +2"), .flags = NEEDED, .low = -2,
    .high = 2 },
  { "performer", HEARTH_FIELD_TEXT, AUTO, N_ ("Scored by") },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG },
  END,
};

static const HearthField session_fields[] = {
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

static const HearthField measure_fields[] = {
  { "measure", HEARTH_FIELD_TEXT, REVIEW, N_ ("Measure"), .flags = NEEDED },
  { "measured_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Measured on"), .flags = NEEDED },
  { "value_hundredths", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Value"), .flags = NEEDED, .decimals = 2,
    .low = -100000000, .high = 100000000 },
  { "unit", HEARTH_FIELD_TEXT, REVIEW, N_ ("Unit of the measure") },
  { "performer", HEARTH_FIELD_TEXT, AUTO, N_ ("Measured by") },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG },
  END,
};

static const HearthField prosthesis_fields[] = {
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

/* What stands here instead of an entry of a shipped pack, from a day on. The text is a group as in the pack's
 * file. */
static const HearthField overlay_fields[] = {
  { "pack", HEARTH_FIELD_TEXT, REVIEW, N_ ("Pack"), .flags = NEEDED },
  { "entry", HEARTH_FIELD_TEXT, REVIEW, N_ ("Entry"), .flags = NEEDED },
  { "text", HEARTH_FIELD_TEXT, REVIEW, N_ ("Text"), .flags = LONG },
  { "since_on", HEARTH_FIELD_DATE, REVIEW, N_ ("In force from"), .flags = AHEAD },
  { "reason", HEARTH_FIELD_TEXT, REVIEW, N_ ("Reason"), .flags = LONG | NEEDED },
  END,
};

/* An entry of the ledger: the period that it is for, the end of the account and the proof are of domain 4.3. */
static const HearthField payment_fields[] = {
  { "benefit", HEARTH_FIELD_TEXT, REVIEW, N_ ("Benefit"), .pack = "benefit", .flags = NEEDED },
  { "amount_kop", HEARTH_FIELD_MONEY, REVIEW, N_ ("Amount"), .flags = NEEDED, .unit = N_ ("₴"),
    .decimals = 2 },
  { "paid_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Day of the entry") },
  { "recipient", HEARTH_FIELD_TEXT, REVIEW, N_ ("Recipient") },
  { "payer", HEARTH_FIELD_TEXT, REVIEW, N_ ("Payer") },
  { "corrects", HEARTH_FIELD_ID, REVIEW, N_ ("Corrects the entry") },
  { "void_reason", HEARTH_FIELD_TEXT, REVIEW, N_ ("Reason for voiding") },
  { "entry", HEARTH_FIELD_ENUM, REVIEW, N_ ("Sort of entry"),
    .words = "paid claimed approved awaiting-funding returned waived disputed",
    .since = HEARTH_SCHEMA_CARE },
  { "to_whom", HEARTH_FIELD_ENUM, REVIEW, N_ ("To whom"), .words = "person relatives deposit",
    .since = HEARTH_SCHEMA_CARE },
  { "year", HEARTH_FIELD_INTEGER, REVIEW, N_ ("For the year"), .since = HEARTH_SCHEMA_CARE,
    .low = 2014, .high = 2199 },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG, .since = HEARTH_SCHEMA_CARE },
  { "from_on", HEARTH_FIELD_DATE, REVIEW, N_ ("For the time from"), .since = HEARTH_SCHEMA_WAITS },
  { "until_on", HEARTH_FIELD_DATE, REVIEW, N_ ("For the time until"),
    .since = HEARTH_SCHEMA_WAITS },
  { "account", HEARTH_FIELD_TEXT, REVIEW, N_ ("Last four digits of the account"),
    .since = HEARTH_SCHEMA_WAITS },
  { "proof", HEARTH_FIELD_TEXT, REVIEW, N_ ("Proof"), .since = HEARTH_SCHEMA_WAITS },
  END,
};

/* A claim for one benefit on its way (product 6, domain 4.2). Money that came of it stands in the ledger. */
static const HearthField claim_fields[] = {
  { "benefit", HEARTH_FIELD_TEXT, REVIEW, N_ ("Benefit"), .pack = "benefit", .flags = NEEDED },
  { "state", HEARTH_FIELD_ENUM, REVIEW, N_ ("State of the claim"),
    .words = "collecting submitted under-review sent-back rejected appealed in-court approved "
             "awaiting-funding partly-paid paid disputed not-eligible" },
  { "since_on", HEARTH_FIELD_DATE, AUTO, N_ ("In this state since") },
  { "papers", HEARTH_FIELD_LIST, UNION, N_ ("Papers that are there") },
  { "addressee", HEARTH_FIELD_TEXT, AUTO, N_ ("Submitted to") },
  { "submitted_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Submitted on") },
  { "reference", HEARTH_FIELD_TEXT, REVIEW, N_ ("Reference of the claim") },
  { "answer_due_on", HEARTH_FIELD_DATE, AUTO, N_ ("Answer expected by"), .flags = AHEAD },
  { "approved_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Approved on") },
  { "refused_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Refused on") },
  { "refusal", HEARTH_FIELD_TEXT, REVIEW, N_ ("Reason of the refusal"), .flags = LONG },
  { "appeal_due_on", HEARTH_FIELD_DATE, AUTO, N_ ("Appeal until"), .flags = AHEAD },
  { "appealed_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Appealed on") },
  { "court", HEARTH_FIELD_TEXT, REVIEW, N_ ("Court and number of the case") },
  { "next_act", HEARTH_FIELD_TEXT, AUTO, N_ ("Next act") },
  { "next_on", HEARTH_FIELD_DATE, AUTO, N_ ("Next act on"), .flags = AHEAD },
  { "blocker", HEARTH_FIELD_ENUM, AUTO, N_ ("Blocker"), .pack = "blocker" },
  { "blocked_since", HEARTH_FIELD_DATE, AUTO, N_ ("Blocked since") },
  { "override_kop", HEARTH_FIELD_MONEY, REVIEW, N_ ("Entitled by decision of a person"),
    .unit = N_ ("₴"), .decimals = 2 },
  { "override_reason", HEARTH_FIELD_TEXT, REVIEW, N_ ("Reason for that sum"), .flags = LONG },
  { "override_by", HEARTH_FIELD_TEXT, REVIEW, N_ ("Sum decided by") },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG },
  END,
};

/* What the person was paid a month, without the rewards: the base of what is retained. */
static const HearthField pay_fields[] = {
  { "from_on", HEARTH_FIELD_DATE, REVIEW, N_ ("From"), .flags = NEEDED },
  { "until_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Until") },
  { "base_kop", HEARTH_FIELD_MONEY, REVIEW, N_ ("Pay of a month"), .flags = NEEDED,
    .unit = N_ ("₴"), .decimals = 2 },
  { "source", HEARTH_FIELD_TEXT, REVIEW, N_ ("Source") },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG },
  END,
};

/* One share of a personal order; those of one day are one order. */
static const HearthField share_fields[] = {
  { "from_on", HEARTH_FIELD_DATE, REVIEW, N_ ("From"), .flags = NEEDED },
  { "recipient", HEARTH_FIELD_TEXT, REVIEW, N_ ("Recipient"), .flags = NEEDED },
  { "percent", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Share"), .flags = NEEDED, .unit = N_ ("%"),
    .low = 0, .high = 100 },
  { "to_whom", HEARTH_FIELD_ENUM, REVIEW, N_ ("To whom"), .words = "relatives deposit" },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG },
  END,
};

/* Days in hospital without a break are counted together; why somebody lay there stands in medical. */
static const HearthField stay_fields[] = {
  { "from_on", HEARTH_FIELD_DATE, REVIEW, N_ ("From"), .flags = NEEDED },
  { "until_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Until") },
  { "facility", HEARTH_FIELD_TEXT, REVIEW, N_ ("Facility") },
  { "wound", HEARTH_FIELD_BOOLEAN, REVIEW, N_ ("For a wound from the defence") },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG },
  END,
};

static const HearthField disability_fields[] = {
  { "group", HEARTH_FIELD_ENUM, REVIEW, N_ ("Group of the disability"), .words = "I II III",
    .flags = NEEDED },
  { "link", HEARTH_FIELD_ENUM, REVIEW, N_ ("Cause"), .words = "duty service" },
  { "set_on", HEARTH_FIELD_DATE, REVIEW, N_ ("First set on"), .flags = NEEDED },
  { "number", HEARTH_FIELD_TEXT, REVIEW, N_ ("Number of the document") },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG },
  END,
};

static const HearthField statement_fields[] = {
  { "taken_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Taken on") },
  { "session", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Session") },
  { "text", HEARTH_FIELD_TEXT, REVIEW, N_ ("Statement"), .flags = LONG },
  { "sighting", HEARTH_FIELD_ID, REVIEW, N_ ("Sighting") },
  { "corrects", HEARTH_FIELD_ID, REVIEW, N_ ("Corrects the statement") },
  { "void_reason", HEARTH_FIELD_TEXT, REVIEW, N_ ("Reason for voiding") },
  END,
};

/* The sighting record of domain 6.3. It names no case: who saw it is known in debrief only. */
static const HearthField sighting_fields[] = {
  { "told_on", HEARTH_FIELD_DATE, REVIEW, N_ ("Date of the interview") },
  { "subject", HEARTH_FIELD_TEXT, REVIEW, N_ ("Name as heard") },
  { "call_sign", HEARTH_FIELD_TEXT, REVIEW, N_ ("Call sign") },
  { "features", HEARTH_FIELD_TEXT, REVIEW, N_ ("Age and features"), .flags = LONG },
  { "unit", HEARTH_FIELD_TEXT, REVIEW, N_ ("Unit") },
  { "home", HEARTH_FIELD_TEXT, REVIEW, N_ ("Home town") },
  { "kind", HEARTH_FIELD_ENUM, REVIEW, N_ ("Kind of sighting"),
    .words = "seen shared-cell roll-call told picture death" },
  { "seen_from", HEARTH_FIELD_PARTIAL_DATE, REVIEW, N_ ("Seen from") },
  { "seen_to", HEARTH_FIELD_PARTIAL_DATE, REVIEW, N_ ("Seen until") },
  { "facility", HEARTH_FIELD_TEXT, REVIEW, N_ ("Facility") },
  { "region", HEARTH_FIELD_TEXT, REVIEW, N_ ("Region") },
  { "cell", HEARTH_FIELD_TEXT, REVIEW, N_ ("Cell or block") },
  { "state", HEARTH_FIELD_ENUM, REVIEW, N_ ("State of the person"),
    .words = "well ill wounded tortured dead unknown" },
  { "words", HEARTH_FIELD_TEXT, REVIEW, N_ ("In their own words"), .flags = LONG },
  { "quality", HEARTH_FIELD_TEXT, REVIEW, N_ ("Quality of the observation") },
  { "reliability", HEARTH_FIELD_ENUM, REVIEW, N_ ("Reliability of the source"),
    .words = "A B C D E F" },
  { "credibility", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Credibility of the item") },
  { "share_family", HEARTH_FIELD_ENUM, REVIEW, N_ ("May be shared with the family"),
    .words = "yes no anonymous" },
  { "share_authorities", HEARTH_FIELD_BOOLEAN, REVIEW, N_ ("May be shared with authorities") },
  { "status", HEARTH_FIELD_ENUM, REVIEW, N_ ("Status"), .words = "new matched passed refuted" },
  END,
};

/* A scan or a photo (bundles 2). What the bytes are follows from them; only what people say of them can
 * be changed. A kind belongs to one compartment, so there is one for each that has files. */
static const HearthField file_fields[] = {
  { "title", HEARTH_FIELD_TEXT, REVIEW, N_ ("Title") },
  { "name", HEARTH_FIELD_TEXT, AUTO, N_ ("Name of the file"), .flags = HIDDEN },
  { "media_type", HEARTH_FIELD_ENUM, REVIEW, N_ ("Type of the file"),
    .words = "image/png image/jpeg application/pdf", .flags = HIDDEN },
  { "size", HEARTH_FIELD_INTEGER, REVIEW, N_ ("Size"), .flags = HIDDEN },
  { "hash", HEARTH_FIELD_TEXT, REVIEW, N_ ("Checksum"), .flags = HIDDEN },
  { "blob", HEARTH_FIELD_ID, REVIEW, N_ ("Content"), .flags = HIDDEN },
  { "taken_on", HEARTH_FIELD_PARTIAL_DATE, AUTO, N_ ("Taken on") },
  { "note", HEARTH_FIELD_TEXT, AUTO, N_ ("Note"), .flags = LONG },
  END,
};

/* Which file of the case shows its face. A record beside the person, whose table older vaults have. */
static const HearthField photo_fields[] = {
  { "file", HEARTH_FIELD_ID, AUTO, N_ ("Photo"), .flags = HIDDEN },
  END,
};

/* The order that something be erased (bundles 7). It names what, never what was in it: it stays when the
 * rest is gone, so it is shared and carries no case of its own. */
static const HearthField erasure_fields[] = {
  { "case", HEARTH_FIELD_ID, REVIEW, N_ ("Case"), .flags = HIDDEN },
  { "compartment", HEARTH_FIELD_TEXT, REVIEW, N_ ("Compartment"), .flags = HIDDEN },
  { "record", HEARTH_FIELD_ID, REVIEW, N_ ("Record"), .flags = HIDDEN },
  { "ordered_by", HEARTH_FIELD_TEXT, REVIEW, N_ ("Order"), .flags = HIDDEN },
  { "reason", HEARTH_FIELD_TEXT, REVIEW, N_ ("Reason"), .flags = LONG | HIDDEN },
  { "void_reason", HEARTH_FIELD_TEXT, REVIEW, N_ ("Reason for voiding"), .flags = HIDDEN },
  END,
};

/* The yes of a second person to a commit (security 5), or the reason why there was none. */
static const HearthField approval_fields[] = {
  { "commit", HEARTH_FIELD_TEXT, REVIEW, N_ ("Commit"), .flags = HIDDEN },
  { "approver", HEARTH_FIELD_ID, REVIEW, N_ ("Second person"), .flags = HIDDEN },
  { "signature", HEARTH_FIELD_TEXT, REVIEW, N_ ("Signature"), .flags = HIDDEN },
  { "reason", HEARTH_FIELD_TEXT, REVIEW, N_ ("Reason"), .flags = LONG | HIDDEN },
  { "void_reason", HEARTH_FIELD_TEXT, REVIEW, N_ ("Reason for voiding"), .flags = HIDDEN },
  END,
};

static const HearthKind kinds[] = {
  { "person", HEARTH_COMPARTMENT_CORE, N_ ("Person"), HEARTH_KIND_SINGLE, person_fields,
    .when = "arrived" },
  { "captivity", HEARTH_COMPARTMENT_CORE, N_ ("Captivity"), 0, captivity_fields,
    .when = "captured released" },
  { "contact", HEARTH_COMPARTMENT_CORE, N_ ("Relative"), 0, contact_fields, .when = "" },
  { "step", HEARTH_COMPARTMENT_CORE, N_ ("Step"), HEARTH_KIND_PLANNED, step_fields,
    .when = "done_on" },
  { "note", HEARTH_COMPARTMENT_CORE, N_ ("Note"), 0, note_fields, .when = "written_on" },
  { "event", HEARTH_COMPARTMENT_CORE, N_ ("Exchange event"), HEARTH_KIND_SHARED | HEARTH_KIND_ALONE,
    event_fields },
  { "author", HEARTH_COMPARTMENT_CORE, N_ ("Author"), HEARTH_KIND_SHARED | HEARTH_KIND_ALONE,
    author_fields },
  { "file", HEARTH_COMPARTMENT_CORE, N_ ("File"), HEARTH_KIND_ALONE, file_fields,
    HEARTH_SCHEMA_ATTACHMENTS, "taken_on" },
  { "photo", HEARTH_COMPARTMENT_CORE, N_ ("Photo"), 0, photo_fields, HEARTH_SCHEMA_PHOTO },
  { "erasure", HEARTH_COMPARTMENT_CORE, N_ ("Order to erase"),
    HEARTH_KIND_SHARED | HEARTH_KIND_ALONE | HEARTH_KIND_FIXED, erasure_fields,
    HEARTH_SCHEMA_MERGE },
  { "approval", HEARTH_COMPARTMENT_CORE, N_ ("Approval"),
    HEARTH_KIND_SHARED | HEARTH_KIND_ALONE | HEARTH_KIND_FIXED, approval_fields,
    HEARTH_SCHEMA_MERGE },
  { "attorney", HEARTH_COMPARTMENT_CORE, N_ ("Power of attorney"), 0, attorney_fields,
    HEARTH_SCHEMA_CASE, "given_on" },
  { "decision", HEARTH_COMPARTMENT_CORE, N_ ("Decision"), 0, decision_fields, HEARTH_SCHEMA_CASE,
    "decided_on" },
  { "document", HEARTH_COMPARTMENT_CORE, N_ ("Document"), 0, document_fields, HEARTH_SCHEMA_CARE,
    "applied_on issued_on handed_on" },
  { "letter", HEARTH_COMPARTMENT_CORE, N_ ("Letter"), 0, letter_fields, HEARTH_SCHEMA_CARE,
    "written_on answered_on" },
  { "overlay", HEARTH_COMPARTMENT_CORE, N_ ("Overlay of a pack"),
    HEARTH_KIND_SHARED | HEARTH_KIND_ALONE, overlay_fields, HEARTH_SCHEMA_CARE },
  { "check", HEARTH_COMPARTMENT_MEDICAL, N_ ("Medical check"), 0, check_fields, .when = "done_on" },
  { "vitals", HEARTH_COMPARTMENT_MEDICAL, N_ ("Vital signs"), 0, vitals_fields, HEARTH_SCHEMA_CARE,
    "measured_on" },
  { "feeding", HEARTH_COMPARTMENT_MEDICAL, N_ ("Assessment of feeding"), 0, feeding_fields,
    HEARTH_SCHEMA_CARE, "assessed_on" },
  { "allergy", HEARTH_COMPARTMENT_MEDICAL, N_ ("Allergy"), 0, allergy_fields, HEARTH_SCHEMA_CARE,
    "" },
  { "medicine", HEARTH_COMPARTMENT_MEDICAL, N_ ("Medicine"), 0, medicine_fields, HEARTH_SCHEMA_CARE,
    "from_on" },
  { "referral", HEARTH_COMPARTMENT_MEDICAL, N_ ("Referral"), 0, referral_fields, HEARTH_SCHEMA_CARE,
    "sent_on answered_on" },
  { "answers", HEARTH_COMPARTMENT_MEDICAL, N_ ("Questionnaire"), 0, answers_fields,
    HEARTH_SCHEMA_CARE, "filled_on" },
  { "injury", HEARTH_COMPARTMENT_MEDICAL, N_ ("Injury"), 0, injury_fields, HEARTH_SCHEMA_CARE,
    "examined_on" },
  { "rehabilitation", HEARTH_COMPARTMENT_MEDICAL, N_ ("Rehabilitation"), 0, rehabilitation_fields,
    HEARTH_SCHEMA_CARE, "opened_on closed_on" },
  { "goal", HEARTH_COMPARTMENT_MEDICAL, N_ ("Goal"), 0, goal_fields, HEARTH_SCHEMA_CARE,
    "set_on closed_on" },
  { "goal_score", HEARTH_COMPARTMENT_MEDICAL, N_ ("Level of a goal"), 0, goal_score_fields,
    HEARTH_SCHEMA_CARE, "scored_on" },
  { "session", HEARTH_COMPARTMENT_MEDICAL, N_ ("Session"), 0, session_fields, HEARTH_SCHEMA_CARE,
    "held_on" },
  { "measure", HEARTH_COMPARTMENT_MEDICAL, N_ ("Measure"), 0, measure_fields, HEARTH_SCHEMA_CARE,
    "measured_on" },
  { "prosthesis", HEARTH_COMPARTMENT_MEDICAL, N_ ("Prosthesis"), 0, prosthesis_fields,
    HEARTH_SCHEMA_CARE, "concluded_on handed_on" },
  { "medical_file", HEARTH_COMPARTMENT_MEDICAL, N_ ("Medical file"), HEARTH_KIND_ALONE, file_fields,
    HEARTH_SCHEMA_ATTACHMENTS, "taken_on" },
  { "restricted_file", HEARTH_COMPARTMENT_RESTRICTED, N_ ("Restricted file"), HEARTH_KIND_ALONE,
    file_fields, HEARTH_SCHEMA_ATTACHMENTS, "taken_on" },
  { "restricted_check", HEARTH_COMPARTMENT_RESTRICTED, N_ ("Restricted check"), 0, check_fields,
    HEARTH_SCHEMA_CARE, "done_on" },
  { "restricted_answers", HEARTH_COMPARTMENT_RESTRICTED, N_ ("Restricted questionnaire"), 0,
    answers_fields, HEARTH_SCHEMA_CARE, "filled_on" },
  { "restricted_injury", HEARTH_COMPARTMENT_RESTRICTED, N_ ("Restricted injury"), 0, injury_fields,
    HEARTH_SCHEMA_CARE, "examined_on" },
  { "statement", HEARTH_COMPARTMENT_DEBRIEF, N_ ("Statement"),
    HEARTH_KIND_ALONE | HEARTH_KIND_FIXED, statement_fields, .when = "taken_on" },
  { "debrief_file", HEARTH_COMPARTMENT_DEBRIEF, N_ ("File of the debrief"), HEARTH_KIND_ALONE,
    file_fields, HEARTH_SCHEMA_ATTACHMENTS, "taken_on" },
  { "sighting", HEARTH_COMPARTMENT_TRACING, N_ ("Sighting"), HEARTH_KIND_SHARED | HEARTH_KIND_ALONE,
    sighting_fields },
  { "payment", HEARTH_COMPARTMENT_BENEFITS, N_ ("Payment"), HEARTH_KIND_ALONE | HEARTH_KIND_FIXED,
    payment_fields, .when = "paid_on" },
  { "claim", HEARTH_COMPARTMENT_BENEFITS, N_ ("Claim"), 0, claim_fields, HEARTH_SCHEMA_WAITS,
    "submitted_on refused_on appealed_on approved_on" },
  { "pay", HEARTH_COMPARTMENT_BENEFITS, N_ ("Pay"), 0, pay_fields, HEARTH_SCHEMA_CARE },
  { "share", HEARTH_COMPARTMENT_BENEFITS, N_ ("Share of a relative"), 0, share_fields,
    HEARTH_SCHEMA_CARE },
  { "stay", HEARTH_COMPARTMENT_BENEFITS, N_ ("Stay in hospital"), 0, stay_fields,
    HEARTH_SCHEMA_CARE, "from_on until_on" },
  { "disability", HEARTH_COMPARTMENT_BENEFITS, N_ ("Disability"), 0, disability_fields,
    HEARTH_SCHEMA_CARE, "set_on" },
  { "benefit_letter", HEARTH_COMPARTMENT_BENEFITS, N_ ("Letter about a payment"), 0,
    benefit_letter_fields, HEARTH_SCHEMA_WAITS, "written_on answered_on" },
  { "benefits_file", HEARTH_COMPARTMENT_BENEFITS, N_ ("File of a benefit"), HEARTH_KIND_ALONE,
    file_fields, HEARTH_SCHEMA_ATTACHMENTS, "taken_on" },
};

/* "gone" is in every kind and stands in no row. */
static const HearthField gone_field = { "gone", HEARTH_FIELD_BOOLEAN, REVIEW, N_ ("Deleted") };

/**
 * hearth_registry_get_kinds:
 * @n_kinds: (out): how many
 *
 * Returns: (transfer none): the table, in order of the compartments. Thread: any.
 */
const HearthKind *
hearth_registry_get_kinds (guint *n_kinds)
{
  g_return_val_if_fail (n_kinds != NULL, NULL);

  *n_kinds = G_N_ELEMENTS (kinds);
  return kinds;
}

/** hearth_registry_find_kind: (nullable): %NULL if this version does not know the kind. */
const HearthKind *
hearth_registry_find_kind (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].id, id) == 0)
      return &kinds[i];
  return NULL;
}

/**
 * hearth_kind_find_field:
 *
 * Returns: (transfer none) (nullable): the field, also the "gone" that every kind has; %NULL if this
 *   version does not know it. Thread: any.
 */
const HearthField *
hearth_kind_find_field (const HearthKind *kind, const char *id)
{
  g_return_val_if_fail (kind != NULL && id != NULL, NULL);

  for (const HearthField *field = kind->fields; field->id != NULL; field++)
    if (strcmp (field->id, id) == 0)
      return field;
  return strcmp (id, gone_field.id) == 0 ? &gone_field : NULL;
}
