/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case-query.h"
#include "hearth-context.h"

G_BEGIN_DECLS

/**
 * HearthCase:
 *
 * A read-only snapshot of one case: person, captivity periods, contacts, notes, and the plan as the
 * rules see it today. Loaded on the reader thread as plain values; the object lives on main.
 */
#define HEARTH_TYPE_CASE (hearth_case_get_type ())
G_DECLARE_FINAL_TYPE (HearthCase, hearth_case, HEARTH, CASE, GObject)

/** HearthCaseStep: a step record beside what the plan says of it. Lives as long as its case. */
typedef struct
{
  HearthRecord *record;
  const HearthPlanItem
      *item; /* ready, blocked by, due; its template is NULL if no pack knows the step */
} HearthCaseStep;

HearthCase *hearth_case_load (HearthContext *context, const HearthId *case_id, GError **error)
    G_GNUC_WARN_UNUSED_RESULT; /* blocks; NULL without error: none */
void hearth_case_load_async (HearthContext *context,
                             const HearthId *case_id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
HearthCase *hearth_case_load_finish (GAsyncResult *result,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

const HearthId *hearth_case_get_id (HearthCase *self);
const HearthRecord *hearth_case_get_person (HearthCase *self);
const HearthCaseRow *hearth_case_get_row (HearthCase *self); /* rings, overdue, the name's parts */
GPtrArray *hearth_case_get_records (
    HearthCase *self, const char *kind); /* (element-type HearthRecord), empty if no access */
guint hearth_case_get_n_steps (HearthCase *self);
const HearthCaseStep *hearth_case_get_step (HearthCase *self,
                                            guint index); /* in order of track, due, template */
/* The exchange in which the person came home; NULL: none, or not known here. */
const HearthRecord *hearth_case_get_event (HearthCase *self);
/* (element-type HearthCaseRow): the other cases that were said to be of this person. */
GPtrArray *hearth_case_get_same (HearthCase *self);
HearthDate hearth_case_get_today (HearthCase *self);

G_END_DECLS
