/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case.h"

G_BEGIN_DECLS

/* All of a case as plain values: made on the reader thread in one snapshot, shown on main. */
typedef struct
{
  HearthId case_id;
  HearthDate today;
  HearthPlanTemplates *templates; /* the items borrow from it */
  HearthRecord *person;
  HearthRecord *event; /* NULL: none */
  HearthCaseRow *row;
  GPtrArray *same;     /* HearthCaseRow: other cases of this person */
  GHashTable *records; /* kind -> (element-type HearthRecord) */
  GPtrArray *items;    /* HearthPlanItem */
  GArray *steps;       /* HearthCaseStep, in the order shown */
} HearthCaseSnapshot;

/* What is asked. */
typedef struct
{
  HearthId case_id;
  HearthDate today;
  HearthPlanTemplates *templates;
} HearthCaseQuestion;

/* A HearthReadFunc over a HearthCaseQuestion: NULL without an error if there is no such case. */
gpointer _hearth_case_snapshot_read (HearthDb *db, gpointer question, GError **error);
void _hearth_case_snapshot_free (HearthCaseSnapshot *self);

HearthCaseQuestion *_hearth_case_question_new (const HearthId *case_id,
                                               HearthDate today,
                                               HearthPlanTemplates *templates)
    G_GNUC_WARN_UNUSED_RESULT;
void _hearth_case_question_free (HearthCaseQuestion *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthCaseSnapshot, _hearth_case_snapshot_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthCaseQuestion, _hearth_case_question_free)

G_END_DECLS
