/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the acts on cases share. All of it runs on the writer's thread. */
#pragma once

#include "hearth-case-acts.h"
#include "hearth-command-private.h"

G_BEGIN_DECLS

/** HearthActEnv: what rules need, as values that may cross threads. */
typedef struct
{
  HearthPlanTemplates *templates;
  HearthPackSet *packs;
  HearthDate today;
  GHashTable *first_plans; /* hearth_plan_dup_key () → GPtrArray, see hearth-plan-acts.c */
} HearthActEnv;

void _hearth_act_env_init (HearthActEnv *self, HearthContext *context);
void _hearth_act_env_clear (HearthActEnv *self);

/** HearthActProgress: tells how far a long act is, at 10 Hz at most. */
typedef struct
{
  HearthProgressFunc func; /* NULL: nobody asks */
  gpointer data;
  GMainContext *context; /* NULL: called on the writer's thread */
  gint64 last_told_us;
} HearthActProgress;
/* @is_async: told in the main context of the thread that calls this. */
void _hearth_act_progress_init (HearthActProgress *self,
                                HearthProgressFunc func,
                                gpointer data,
                                gboolean is_async);
void _hearth_act_progress_clear (HearthActProgress *self);
void _hearth_act_progress_tell (HearthActProgress *self, guint done, guint total);

/** HearthCaseRecords: a case as it stands, or as it is about to be. */
typedef struct
{
  HearthId case_id;
  HearthRecord *person;
  GPtrArray *captivity; /* (element-type HearthRecord) */
  GPtrArray *steps;
} HearthCaseRecords;

/* FALSE with an error, _UNKNOWN if there is no such case. */
gboolean _hearth_case_records_load (HearthCaseRecords *self,
                                    HearthDb *db,
                                    const HearthId *case_id,
                                    GError **error);
void _hearth_case_records_clear (HearthCaseRecords *self);
/* @record with the values of @set over its own. */
HearthRecord *_hearth_record_overlay (const HearthRecord *record, const json_t *set);

/* Appends the ids of all cases that are not deleted, in order of arrival. */
gboolean _hearth_case_list_ids (HearthDb *db, GArray *out, GError **error);

/* Takes the field ids of hearthctl apart; texts become values. Either answer may be empty. */
gboolean _hearth_case_fields_split (const json_t *fields,
                                    HearthPackSet *packs,
                                    json_t **person,
                                    json_t **captivity,
                                    GError **error);
/* FALSE with _INVALID if a date that is set contradicts the others or lies in the future. What stood
 * there before does not stop the setting of other fields. */
gboolean _hearth_case_fields_check_dates (const HearthCaseRecords *records,
                                          const json_t *person_set,
                                          const json_t *captivity_set,
                                          HearthDate today,
                                          GError **error);
/* Fields of any kind; the ones that only the program sets are refused. */
json_t *_hearth_fields_convert (const HearthKind *kind,
                                const json_t *fields,
                                HearthPackSet *packs,
                                GError **error);
/* Adds "name_latin" to @set if the name changes and nobody chose another spelling. */
void _hearth_case_fields_derive (json_t *set, const HearthRecord *present);
/* hearth-case-set-acts.c: adds to @command that @fields are set, and what follows for the plan. */
gboolean _hearth_case_set_add (HearthCommand *command,
                               const HearthActEnv *env,
                               HearthDb *db,
                               const HearthId *case_id,
                               gint64 expected_revision,
                               const json_t *fields,
                               GError **error);
/* hearth-case-acts.c: @serial is the number that the case gets, @case_id a random id. */
HearthCommand *_hearth_case_open_command (const HearthActEnv *env,
                                          gint64 serial,
                                          const json_t *fields,
                                          const HearthId *case_id,
                                          GError **error);
HearthId _hearth_case_first_captivity_id (const HearthId *case_id);

/* Adds what the plan makes of @records to @command. @db NULL: the case is new and has nothing. */
gboolean _hearth_plan_add_operations (HearthCommand *command,
                                      const HearthActEnv *env,
                                      HearthDb *db,
                                      const HearthCaseRecords *records,
                                      HearthPlanRefresh *counts,
                                      GError **error);
/* Derived from case, template and occurrence (bundles 2). */
HearthId _hearth_plan_step_id (const HearthId *case_id, const char *template_id, int occurrence);
/* Fields of a step as it is planned, without a due date. */
json_t *_hearth_plan_new_step (const HearthPlanTemplate *template,
                               int occurrence,
                               HearthDate today);
/* Makes or brings back a step; takes @set. */
gboolean _hearth_plan_add_step (HearthCommand *command,
                                HearthDb *db,
                                const HearthId *case_id,
                                const HearthId *rec,
                                json_t *set,
                                GError **error);
/* Whether a change of these fields can change a plan. */
gboolean _hearth_plan_depends_on (const json_t *person_set, const json_t *captivity_set);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HearthCaseRecords, _hearth_case_records_clear)

G_END_DECLS
