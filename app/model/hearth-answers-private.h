/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case-acts-private.h"

G_BEGIN_DECLS

/** HearthAnswersEdit: a filled questionnaire as it is about to be written. Borrowed. */
typedef struct
{
  const HearthActEnv *env;
  HearthDb *db;
  const HearthCaseRecords *records;
  const HearthRecord *present; /* NULL: it is new */
  const HearthRecord *after;   /* with @set */
} HearthAnswersEdit;

/* Adds to @set what the answers come to, and to @command what follows for the plan of the case. */
gboolean _hearth_answers_follow (HearthCommand *command,
                                 const HearthAnswersEdit *edit,
                                 json_t *set,
                                 GError **error);
/* The steps that an alarm or a referral asks for. */
gboolean _hearth_answers_add_step (HearthCommand *command,
                                   const HearthAnswersEdit *edit,
                                   const HearthPackEntry *alarm,
                                   gboolean is_urgent,
                                   GError **error);
/* Who took the alarm up does what it asked for. */
void _hearth_answers_take_step (HearthCommand *command,
                                const HearthAnswersEdit *edit,
                                const HearthPackEntry *alarm,
                                const char *owner);

G_END_DECLS
