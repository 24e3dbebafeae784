/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kinds of packs for medical care and rehabilitation (domain 2 and 5). Constant, any thread. */
#include "config.h"

#include "hearth-pack-schema.h"

#define COMPARTMENTS "medical restricted"

static const HearthPackKey answer_scale_keys[] = {
  { "Values", HEARTH_PACK_NUMBERS, .min = 0, .max = 100, .is_required = TRUE },
  { "Labels", HEARTH_PACK_LABELS, .is_required = TRUE },
  { NULL },
};

static const HearthPackKey band_keys[] = {
  { "Urgency", HEARTH_PACK_NUMBER, .min = 0, .max = 3, .is_required = TRUE },
  { NULL },
};

/* Rule: `sum` of the answers, `percent` of the highest sum, `worst` band that an answer raises, `criteria` of
 * the findings, `total` that was counted elsewhere. BandsFrom: the lowest score of each of the bands. */
static const HearthPackKey questionnaire_keys[] = {
  { "Rule", HEARTH_PACK_CHOICE, "sum percent worst criteria total", .is_required = TRUE },
  { "Bands", HEARTH_PACK_REFS, "band", .is_required = TRUE },
  { "BandsFrom", HEARTH_PACK_NUMBERS, .min = 0, .max = 1000 },
  { "Positive", HEARTH_PACK_REFS, "band" },
  { "Higher", HEARTH_PACK_CHOICE, "worse better", .is_required = TRUE },
  { "MaxTotal", HEARTH_PACK_NUMBER, .min = 1, .max = 1000 },
  { "MaxMissing", HEARTH_PACK_NUMBER, .min = 1, .max = 5 },
  { "ChangeReliable", HEARTH_PACK_NUMBER, .min = 1, .max = 1000 },
  { "ChangeMeaningful", HEARTH_PACK_NUMBER, .min = 1, .max = 1000 },
  { "ChangeSource", HEARTH_PACK_LOCAL },
  { "NotBefore", HEARTH_PACK_NUMBER, .min = 1, .max = 365 }, /* days after the release */
  { "Compartment", HEARTH_PACK_CHOICE, COMPARTMENTS, .is_required = TRUE },
  { "Texts", HEARTH_PACK_CHOICE, "items labels", .is_required = TRUE },
  { "Rights", HEARTH_PACK_LOCAL, .is_required = TRUE },
  { "Stem", HEARTH_PACK_LOCAL },
  { NULL },
};

/* SkipIfZero: the question may be left out if these were answered with 0; all must hold, `|` means any. */
static const HearthPackKey question_keys[] = {
  { "Of", HEARTH_PACK_REF, "questionnaire", .is_required = TRUE },
  { "Number", HEARTH_PACK_NUMBER, .min = 1, .max = 40, .is_required = TRUE },
  { "Scale", HEARTH_PACK_REF, "answer-scale" },
  { "Raises", HEARTH_PACK_REFS, "band" }, /* one for each value of the scale */
  { "SkipIfZero", HEARTH_PACK_REFS, "question" },
  { "Unscored", HEARTH_PACK_BOOL },
  { NULL },
};

/* Met if so many of the items are answered with NeedAt or more. */
static const HearthPackKey subscale_keys[] = {
  { "Of", HEARTH_PACK_REF, "questionnaire", .is_required = TRUE },
  { "Items", HEARTH_PACK_REFS, "question", .is_required = TRUE },
  { "NeedCount", HEARTH_PACK_NUMBER, .min = 1, .max = 40 },
  { "NeedAt", HEARTH_PACK_NUMBER, .min = 1, .max = 100 },
  { NULL },
};

static const HearthPackKey finding_keys[] = {
  { "Of", HEARTH_PACK_REF, "questionnaire", .is_required = TRUE },
  { "Needs", HEARTH_PACK_REFS, "subscale", .is_required = TRUE },
  { "Instead", HEARTH_PACK_REF, "finding" },
  { "Band", HEARTH_PACK_REF, "band" },
  { NULL },
};

/* `alarm`: somebody acts now and acknowledges by name; `referral`: a consultation is owed in time. */
static const HearthPackKey alarm_keys[] = {
  { "Of", HEARTH_PACK_REF, "questionnaire", .is_required = TRUE },
  { "Level", HEARTH_PACK_CHOICE, "alarm referral", .is_required = TRUE },
  { "Question", HEARTH_PACK_REF, "question" },
  { "AtLeast", HEARTH_PACK_NUMBER, .min = 1, .max = 100 },
  { "Bands", HEARTH_PACK_REFS, "band" },
  { "WithinHours", HEARTH_PACK_NUMBER, .min = 0, .max = 8760, .is_required = TRUE },
  { "Step", HEARTH_PACK_REF, "step" }, /* added to the plan, with that time */
  { "Action", HEARTH_PACK_LOCAL, .is_required = TRUE },
  { NULL },
};

/* From and To: days after the arrival; Repeat: further times, in RepeatUnit after the arrival. */
static const HearthPackKey check_keys[] = {
  { "Code", HEARTH_PACK_TEXT, .is_required = TRUE },
  { "From", HEARTH_PACK_NUMBER, .min = 0, .max = 365 },
  { "To", HEARTH_PACK_NUMBER, .min = 0, .max = 365 },
  { "Hours", HEARTH_PACK_NUMBER, .min = 1, .max = 72 },
  { "Repeat", HEARTH_PACK_NUMBERS, .min = 1, .max = 365 },
  { "RepeatUnit", HEARTH_PACK_CHOICE, "days weeks months" },
  { "Trigger", HEARTH_PACK_LOCAL },
  { "Steps", HEARTH_PACK_REFS, "step", .is_required = TRUE },
  { "Consent", HEARTH_PACK_CHOICE, "general specific", .is_required = TRUE },
  { "Compartment", HEARTH_PACK_CHOICE, COMPARTMENTS, .is_required = TRUE },
  { "Questionnaires", HEARTH_PACK_REFS, "questionnaire" },
  { "Neutral", HEARTH_PACK_LOCAL }, /* what those read who may not know the title */
  { NULL },
};

/* BMI in hundredths of kg/m², loss in per cent, days of little or no food; a criterion has one of them, or is
 * a sign. */
static const HearthPackKey refeeding_criterion_keys[] = {
  { "Weight", HEARTH_PACK_CHOICE, "minor major extreme", .is_required = TRUE },
  { "BmiBelow", HEARTH_PACK_NUMBER, .min = 500, .max = 4000 },
  { "LossAbove", HEARTH_PACK_NUMBER, .min = 1, .max = 99 },
  { "DaysAbove", HEARTH_PACK_NUMBER, .min = 1, .max = 99 },
  { "Sign", HEARTH_PACK_CHOICE, "low-electrolytes history" },
  { "Alone", HEARTH_PACK_REF, "refeeding-level" }, /* what it gives without others */
  { NULL },
};

static const HearthPackKey refeeding_level_keys[] = {
  { "Urgency", HEARTH_PACK_NUMBER, .min = 0, .max = 3, .is_required = TRUE },
  { "KcalPerKg", HEARTH_PACK_NUMBER, .min = 1, .max = 60 },
  { "Banner", HEARTH_PACK_LOCAL },
  { "Advice", HEARTH_PACK_LABELS },
  { NULL },
};

static const HearthPackKey body_region_keys[] = {
  { "View", HEARTH_PACK_CHOICES, "front back face hands feet", .is_required = TRUE },
  { "Side", HEARTH_PACK_CHOICE, "left right middle", .is_required = TRUE },
  { "Part", HEARTH_PACK_CHOICE, "head neck trunk arm hand leg foot", .is_required = TRUE },
  { "Areas", HEARTH_PACK_LIST }, /* polygons: see hearth-body-map */
  { "Compartment", HEARTH_PACK_CHOICE, COMPARTMENTS },
  { NULL },
};

/* The drawings on which marks are made: see hearth-body-map. */
static const HearthPackKey body_drawing_keys[] = {
  { "Width", HEARTH_PACK_NUMBER, .min = 1, .max = 10000, .is_required = TRUE },
  { "Height", HEARTH_PACK_NUMBER, .min = 1, .max = 10000, .is_required = TRUE },
  { "Outline", HEARTH_PACK_LIST, .is_required = TRUE },
  { "Detail", HEARTH_PACK_LIST },
  { NULL },
};

static const HearthPackKey injury_keys[] = {
  { "Compartment", HEARTH_PACK_CHOICE, COMPARTMENTS },
  { "Symbol", HEARTH_PACK_CHOICE,
    "circle circle-filled ring square square-filled triangle triangle-filled wedge wedge-filled "
    "diamond diamond-filled hexagon hexagon-filled star star-filled hourglass plus cross bar "
    "zigzag "
    "asterisk" },
  { NULL },
};

static const HearthPackKey consistency_keys[] = {
  { "Order", HEARTH_PACK_NUMBER, .min = 0, .max = 9, .is_required = TRUE },
  { "Meaning", HEARTH_PACK_LOCAL, .is_required = TRUE },
  { NULL },
};

static const HearthPackKey rehab_track_keys[] = {
  { "Steps", HEARTH_PACK_REFS, "step", .is_required = TRUE },
  { "Role", HEARTH_PACK_REFS, "role", .is_required = TRUE },
  { "Phases", HEARTH_PACK_LABELS, .is_required = TRUE },
  { "ReviewDays", HEARTH_PACK_NUMBER, .min = 7, .max = 365 },
  { NULL },
};

static const HearthPackKey rehab_goal_keys[] = {
  { "Track", HEARTH_PACK_REF, "rehab-track", .is_required = TRUE },
  { "Weeks", HEARTH_PACK_NUMBER, .min = 1, .max = 104, .is_required = TRUE },
  { "Icf", HEARTH_PACK_REFS, "icf" },
  { "Questionnaire", HEARTH_PACK_REF, "questionnaire" },
  { "Levels", HEARTH_PACK_LABELS, .is_required = TRUE }, /* −2 to +2 */
  { NULL },
};

/* A number in a pack has no sign, so the score is a word. */
static const HearthPackKey goal_level_keys[] = {
  { "Order", HEARTH_PACK_NUMBER, .min = 1, .max = 5, .is_required = TRUE },
  { "Score", HEARTH_PACK_CHOICE, "-2 -1 0 +1 +2", .is_required = TRUE },
  { NULL },
};

static const HearthPackKey icf_keys[] = {
  { "Code", HEARTH_PACK_TEXT, .is_required = TRUE },
  { "Component", HEARTH_PACK_CHOICE, "functions structures activities environment",
    .is_required = TRUE },
  { NULL },
};

static const HearthPackKey icf_qualifier_keys[] = {
  { "Order", HEARTH_PACK_NUMBER, .min = 0, .max = 4, .is_required = TRUE },
  { "FromPercent", HEARTH_PACK_NUMBER, .min = 0, .max = 100, .is_required = TRUE },
  { "ToPercent", HEARTH_PACK_NUMBER, .min = 0, .max = 100, .is_required = TRUE },
  { NULL },
};

const HearthPackKind _hearth_pack_care_kinds[] = {
  { "alarm", alarm_keys },
  { "answer-scale", answer_scale_keys },
  { "band", band_keys },
  { "body-drawing", body_drawing_keys },
  { "body-region", body_region_keys, .is_named = TRUE },
  { "check", check_keys, .is_named = TRUE },
  { "consistency", consistency_keys, .is_named = TRUE },
  { "finding", finding_keys },
  { "goal-level", goal_level_keys, .is_named = TRUE },
  { "icf", icf_keys, .is_named = TRUE },
  { "icf-qualifier", icf_qualifier_keys },
  { "injury-kind", injury_keys, .is_named = TRUE },
  { "injury-method", injury_keys, .is_named = TRUE },
  { "question", question_keys },
  { "questionnaire", questionnaire_keys, .is_named = TRUE },
  { "refeeding-criterion", refeeding_criterion_keys },
  { "refeeding-level", refeeding_level_keys, .is_named = TRUE },
  { "rehab-goal", rehab_goal_keys, .is_named = TRUE },
  { "rehab-track", rehab_track_keys, .is_named = TRUE },
  { "subscale", subscale_keys },
};

const gsize _hearth_pack_n_care_kinds = G_N_ELEMENTS (_hearth_pack_care_kinds);
