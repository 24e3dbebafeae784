/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What follows from a record of somebody's health, in the same act: the state of a step and a warning, never
 * a finding. All of it runs on the writer's thread. */
#pragma once

#include "hearth-case-acts-private.h"
#include "hearth-check-list.h"

G_BEGIN_DECLS

/**
 * HearthMedicalAct: one record of a case that is about to be written.
 * @present: (nullable): as it stands
 * @after: as it will stand
 * @set: the fields that change; what the program knows beside them is added
 */
typedef struct
{
  HearthCommand *command;
  const HearthActEnv *env;
  HearthDb *db;
  HearthCaseRecords *records;
  const HearthRecord *present;
  HearthRecord *after;
  json_t *set;
} HearthMedicalAct;

/* Whether records of @kind have consequences of this sort. */
gboolean _hearth_medical_is_followed (const HearthKind *kind);
gboolean _hearth_medical_follow (HearthMedicalAct *act, GError **error);

/* (element-type HearthRecord): of @kind as they will stand after the act; empty if the login does not hold its
 * compartment. */
GPtrArray *_hearth_medical_list (HearthMedicalAct *act, const char *kind, GError **error);
/* hearth-check-acts.c: @entry of the catalogue was made, refused or found needless on @day. */
gboolean _hearth_check_mark_steps (HearthMedicalAct *act,
                                   const HearthPackEntry *entry,
                                   HearthDate day,
                                   GError **error);
gboolean _hearth_check_follow (HearthMedicalAct *act, GError **error);
gboolean _hearth_check_follow_result (HearthMedicalAct *act, GError **error);
HearthDate _hearth_medical_get_arrival (const HearthMedicalAct *act);
void _hearth_medical_set_step (HearthMedicalAct *act, guint index, json_t *set);
/* hearth-warning-acts.c: takes the flag to the person or from them, if it is not so. */
void _hearth_warning_set (HearthMedicalAct *act, const char *flag, gboolean is_wanted);
gboolean _hearth_warning_follow_allergy (HearthMedicalAct *act, GError **error);
gboolean _hearth_warning_follow_check (HearthMedicalAct *act, GError **error);
gboolean _hearth_warning_follow_feeding (HearthMedicalAct *act, GError **error);

G_END_DECLS
