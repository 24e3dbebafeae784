/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people do with cases, each as one decision on the writer: read, compute the plan, one command.
 * The window uses the _async forms, hearthctl and tests the blocking ones. */
#pragma once

#include "hearth-context.h"

G_BEGIN_DECLS

/* Opens a case: person (number given out here), first captivity period if captured or released is
 * among the fields, and its plan. @fields: object of the field ids of hearthctl's contract ("surname", ...,
 * "captured_at" = place of capture). */
HearthChangeSet *hearth_case_open (HearthContext *context,
                                   const json_t *fields,
                                   HearthId *case_id,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Many at once in one act: (element-type json_t) objects as above. For the roster import. Progress 0..n. */
typedef void (*HearthProgressFunc) (guint done, guint total, gpointer data);
HearthChangeSet *hearth_case_open_many (HearthContext *context,
                                        GPtrArray *fields,
                                        HearthProgressFunc progress,
                                        gpointer data,
                                        GCancellable *cancellable,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

void hearth_case_open_many_async (HearthContext *context,
                                  GPtrArray *fields,
                                  HearthProgressFunc progress /* on main, 10 Hz at most */,
                                  gpointer progress_data,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
HearthChangeSet *hearth_case_open_many_finish (GAsyncResult *result,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Beside "stage" in the fields of a change: why the stage ends. Not a field of the person. */
#define HEARTH_CASE_STAGE_REASON "stage_reason"

/* Changes fields of the person (and of the first captivity period) and re-plans if facts of the plan changed. */
HearthChangeSet *hearth_case_set (HearthContext *context,
                                  const HearthId *case_id,
                                  gint64 expected_revision,
                                  const json_t *fields,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_case_set_async (HearthContext *context,
                            const HearthId *case_id,
                            gint64 expected_revision,
                            const json_t *fields,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
/* The same for many cases in one act, whole or not at all. @row_ids: (element-type gint64) of core.person, as
 * lists have them. @flags: (nullable): object of flag and whether the case is to have it. */
HearthChangeSet *hearth_case_set_many (HearthContext *context,
                                       GArray *row_ids,
                                       const json_t *fields,
                                       const json_t *flags,
                                       HearthProgressFunc progress,
                                       gpointer data,
                                       GCancellable *cancellable,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_case_set_many_async (HearthContext *context,
                                 GArray *row_ids,
                                 const json_t *fields,
                                 const json_t *flags,
                                 HearthProgressFunc progress /* on main, 10 Hz at most */,
                                 gpointer progress_data,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
HearthChangeSet *hearth_case_set_many_finish (GAsyncResult *result,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Adds a step that the plan makes only on request. @rec: the step. */
HearthChangeSet *hearth_step_add (HearthContext *context,
                                  const HearthId *case_id,
                                  const char *template_id,
                                  HearthId *rec,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Sets fields of one step ("state", "done_on", "note", ...) and re-dates what hangs on it. */
HearthChangeSet *hearth_step_set (HearthContext *context,
                                  const HearthId *step,
                                  gint64 expected_revision,
                                  const json_t *fields,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_step_set_async (HearthContext *context,
                            const HearthId *step,
                            gint64 expected_revision,
                            const json_t *fields,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
/* For the _async forms of set and step set. */
HearthChangeSet *hearth_case_act_finish (GAsyncResult *result,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct
{
  guint n_added, n_retired, n_redated;
} HearthPlanRefresh;
/* Brings the plan of one case (NULL: of all) up to the packs and facts of today. */
gboolean hearth_plan_refresh (HearthContext *context,
                              const HearthId *case_id,
                              HearthPlanRefresh *out,
                              GError **error);

/* Any record kind of the registry, for hearthctl record add/set. @rec: in (set) or out (add). */
HearthChangeSet *hearth_record_add (HearthContext *context,
                                    const HearthKind *kind,
                                    const HearthId *case_id,
                                    const json_t *fields,
                                    HearthId *rec,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
HearthChangeSet *hearth_record_set (HearthContext *context,
                                    const HearthKind *kind,
                                    const HearthId *rec,
                                    const json_t *fields,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
