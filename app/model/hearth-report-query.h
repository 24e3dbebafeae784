/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What reports count, over all cases, without the people of events under embargo. For the reader thread. */
#pragma once

#include "hearth-date.h"
#include "hearth-db.h"
#include "hearth-id.h"

G_BEGIN_DECLS

/** HearthReportPerson: what people are counted by. Owned plain value. */
typedef struct
{
  HearthId case_id;
  char *owner, *facility, *category, *event; /* event: hex digits; NULL each: not known */
  HearthDate arrived;
} HearthReportPerson;

/* Everybody whose numbers may be told. */
typedef struct
{
  GPtrArray *list;     /* (element-type HearthReportPerson) */
  GHashTable *by_case; /* HearthId -> its HearthReportPerson */
  gboolean has_left_out;
} HearthReportPeople;

HearthReportPeople *hearth_report_query_people (HearthDb *db,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_report_people_free (HearthReportPeople *self);

/* A row of what is counted; texts are valid during the call. What it is not about is NULL and NONE. */
typedef struct
{
  const HearthReportPerson *person;
  const char *what;  /* the template, the document, the check */
  const char *state; /* or the outcome */
  const char *owner; /* of the step, else the caseworker */
  HearthDate due, done_on;
  gboolean is_urgent;
} HearthReportItem;

typedef void (*HearthReportFunc) (const HearthReportItem *item, gpointer data);

gboolean hearth_report_query_open_steps (
    HearthDb *db, HearthReportPeople *people, HearthReportFunc func, gpointer data, GError **error);
/* Of the first year after the return, whatever their state. */
gboolean hearth_report_query_follow_up (
    HearthDb *db, HearthReportPeople *people, HearthReportFunc func, gpointer data, GError **error);
gboolean hearth_report_query_documents (
    HearthDb *db, HearthReportPeople *people, HearthReportFunc func, gpointer data, GError **error);
/* @due: when it is to be done again, of the newest of each check of a case; %HEARTH_MODEL_ERROR_NO_ACCESS without
 * the compartment medical. Restricted checks are not counted. */
gboolean hearth_report_query_checks (
    HearthDb *db, HearthReportPeople *people, HearthReportFunc func, gpointer data, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthReportPeople, hearth_report_people_free)

G_END_DECLS
