/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody has to do over all cases: alarms, steps, what is waited for. For the reader thread. */
#pragma once

#include "hearth-pack-set.h"
#include "hearth-step-query.h"

G_BEGIN_DECLS

/** HearthAlarmRow: an alarm that nobody took up yet. Owned plain value. */
typedef struct
{
  const HearthKind *kind;
  HearthId rec;
  HearthId case_id;
  gint64 revision;
  char *case_number, *surname, *given;
  char *questionnaire, *alarm; /* ids of the packs */
  HearthDate filled_on;
} HearthAlarmRow;

/** HearthWaitRow: something that was to be there by now: an answer, a document, a check that was to be made
 * again. Owned plain value. */
typedef struct
{
  const HearthKind *kind;
  HearthId rec;
  HearthId case_id;
  char *case_number, *surname, *given;
  char *about; /* a text, or the id of an entry of the pack of @about_field */
  const HearthField *about_field;
  HearthDate expected;
} HearthWaitRow;

typedef struct
{
  const char *owner; /* NULL: everybody's */
  const char *track; /* NULL: all; of the steps */
  HearthDate today;
  guint days_ahead;     /* how far ahead something is due */
  guint limit;          /* of steps that are due; 0: none */
  HearthPackSet *packs; /* borrowed; NULL: checks that have a step of the plan are not left out */
} HearthTodayQuestion;

/**
 * HearthToday:
 * @alarms: (element-type HearthAlarmRow): of the compartments that the login holds, whoever's the case is
 * @urgent: (element-type HearthStepRow): what an alarm asks for and nobody took up, whoever's the case is
 * @due: (element-type HearthStepRow): by due date; steps that wait and are to be remembered among them
 * @put_off: (element-type HearthStepRow): by the day on which they come back
 * @waits: (element-type HearthWaitRow): by the day on which the answer was expected
 */
typedef struct
{
  GPtrArray *alarms;
  GPtrArray *urgent;
  GPtrArray *due;
  GPtrArray *put_off;
  GPtrArray *waits;
} HearthToday;

HearthToday *hearth_today_query_run (HearthDb *db,
                                     const HearthTodayQuestion *question,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_today_free (HearthToday *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthToday, hearth_today_free)

/* (element-type HearthAlarmRow), the oldest first. */
GPtrArray *hearth_today_query_alarms (HearthDb *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* How many things need somebody at once. */
gboolean hearth_today_query_count_alarms (HearthDb *db, guint *out, GError **error);

G_END_DECLS
