/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is to become of the people of a list: who looks like somebody is a question, and each has an answer from
 * the start. */
#pragma once

#include "hearth-roster-acts.h"
#include "hearth-roster.h"

G_BEGIN_DECLS

typedef enum
{
  HEARTH_ROSTER_SAME, /* joins the case, or the row further up */
  HEARTH_ROSTER_NEW,
  HEARTH_ROSTER_SKIP,
} HearthRosterChoice;

/**
 * HearthRosterPlan:
 *
 * The people of a list with the answers. One owner, one thread.
 */
typedef struct _HearthRosterPlan HearthRosterPlan;

HearthRosterPlan *hearth_roster_plan_new (GPtrArray *people,
                                          GPtrArray *duplicates,
                                          GPtrArray *repeated) G_GNUC_WARN_UNUSED_RESULT;
void hearth_roster_plan_free (HearthRosterPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthRosterPlan, hearth_roster_plan_free)

guint hearth_roster_plan_get_n_people (HearthRosterPlan *self);
const HearthRosterPerson *hearth_roster_plan_get_person (HearthRosterPlan *self, guint index);
guint hearth_roster_plan_get_n_questions (HearthRosterPlan *self);
const HearthRosterDuplicate *hearth_roster_plan_get_question (HearthRosterPlan *self,
                                                              guint question);
HearthRosterChoice hearth_roster_plan_get_choice (HearthRosterPlan *self, guint question);
void hearth_roster_plan_set_choice (HearthRosterPlan *self,
                                    guint question,
                                    HearthRosterChoice choice);
guint hearth_roster_plan_count (HearthRosterPlan *self);
GPtrArray *hearth_roster_plan_list_entries (HearthRosterPlan *self,
                                            HearthPackSet *packs,
                                            const char *language) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
