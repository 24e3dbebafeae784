/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-questionnaire.h"

G_BEGIN_DECLS

#define HEARTH_QUESTIONNAIRE_MAX_BANDS 30
#define HEARTH_QUESTIONNAIRE_MAX_PARTS 60

typedef enum
{
  HEARTH_QUESTIONNAIRE_RULE_SUM,
  HEARTH_QUESTIONNAIRE_RULE_PERCENT,
  HEARTH_QUESTIONNAIRE_RULE_WORST,
  HEARTH_QUESTIONNAIRE_RULE_CRITERIA,
  HEARTH_QUESTIONNAIRE_RULE_TOTAL,
} HearthQuestionnaireRule;

/* Sets of questions, parts and bands are bits by their place: none has more than 64. */
typedef struct
{
  const HearthPackEntry *entry;
  const HearthPackEntry *scale;
  GArray *values; /* int */
  GArray *raises; /* guint: place of a band, for each value; empty unless the rule is `worst` */
  GArray *skips;  /* guint64: of each set one question was answered with 0 */
  gboolean is_scored;
} HearthQuestion;

typedef struct
{
  const HearthPackEntry *entry;
  guint64 questions;
  guint need_count;
  int need_at;
} HearthQuestionnairePart;

typedef struct
{
  const HearthPackEntry *entry;
  GArray *needs; /* guint64: of each set one part is met */
  const HearthPackEntry *instead;
  int band; /* or -1 */
} HearthQuestionnaireFinding;

typedef struct
{
  const HearthPackEntry *entry;
  gboolean is_alarm;
  int question; /* or -1 */
  int at_least;
  guint64 bands;
} HearthQuestionnaireAlarm;

struct _HearthQuestionnaire
{
  const HearthPackEntry *entry;
  HearthQuestionnaireRule rule;
  GPtrArray *bands; /* HearthPackEntry */
  GArray *bands_from;
  guint64 positive;
  int max;
  guint max_missing;
  GPtrArray *questions; /* HearthQuestion, by number */
  GPtrArray *parts;
  GPtrArray *findings;
  GPtrArray *alarms;
};

HearthQuestionnaire *_hearth_questionnaire_parse (HearthPackSet *packs,
                                                  const HearthPackEntry *entry,
                                                  GPtrArray *problems) G_GNUC_WARN_UNUSED_RESULT;
void _hearth_questionnaire_free (HearthQuestionnaire *self);

G_END_DECLS
