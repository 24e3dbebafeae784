/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What follows from one record in the same act: a period of captivity changes the plan, a decision begins the next
 * stage, a first contact takes the place of another, answers come to a score and an alarm. */
#pragma once

#include "hearth-case-acts-private.h"
#include "hearth-injury-photo-private.h"

G_BEGIN_DECLS

/**
 * HearthRecordAct:
 * @user: (nullable): who is logged in
 * @photo: what moves with an injury is planned there
 * @command: takes what follows
 * @records: of the case; brought up to date by what follows
 * @present: (nullable): the record as it stands; %NULL if it is new
 * @set: what is written of it; may be completed
 *
 * One record that is about to be written. Plain value; all is borrowed. Writer thread.
 */
typedef struct
{
  const HearthActEnv *env;
  const HearthKind *kind;
  const HearthId *case_id;
  const HearthId *rec;
  const char *user;
  HearthInjuryPhotoMove *photo;
  HearthCommand *command;
  HearthDb *db;
  HearthCaseRecords *records;
  const HearthRecord *present;
  json_t *set;
} HearthRecordAct;

/* Returns: (transfer full): the record with @set, which may be %NULL, laid over it. */
HearthRecord *_hearth_record_act_overlay (const HearthRecordAct *act, const json_t *set);
gboolean _hearth_record_follow (const HearthRecordAct *act, GError **error);

G_END_DECLS
