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
  HearthDate released; /* once hearth_report_query_releases() has been asked */
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
  gint64 occurrence; /* of a step that repeats, from 1 */
  gint64 number;     /* of steps, or kopiykas */
} HearthReportItem;

typedef void (*HearthReportFunc) (const HearthReportItem *item, gpointer data);

gboolean hearth_report_query_open_steps (
    HearthDb *db, HearthReportPeople *people, HearthReportFunc func, gpointer data, GError **error);
/* Of the first year after the return, whatever their state. */
gboolean hearth_report_query_follow_up (
    HearthDb *db, HearthReportPeople *people, HearthReportFunc func, gpointer data, GError **error);
gboolean hearth_report_query_documents (
    HearthDb *db, HearthReportPeople *people, HearthReportFunc func, gpointer data, GError **error);
/* Steps of all states and tracks, counted by state for each person. */
gboolean hearth_report_query_step_states (
    HearthDb *db, HearthReportPeople *people, HearthReportFunc func, gpointer data, GError **error);
/* The last release of each; of a date known in part the last day. */
gboolean hearth_report_query_releases (HearthDb *db, HearthReportPeople *people, GError **error);
/* The entries of the ledger that count: neither void nor corrected. @what: the benefit; @state: the sort of entry, NULL
 * is "paid"; @done_on: its day. %HEARTH_MODEL_ERROR_NO_ACCESS without the compartment benefits. */
gboolean hearth_report_query_payments (
    HearthDb *db, HearthReportPeople *people, HearthReportFunc func, gpointer data, GError **error);
/* @what: a check of the catalogue, or a questionnaire; vital signs, weights, assessments and the examination for
 * injuries are the results of checks too. @due: when it is to be done again, of the newest of each check of a case;
 * %HEARTH_MODEL_ERROR_NO_ACCESS without the compartment medical. Restricted checks are not counted. */
gboolean hearth_report_query_checks (
    HearthDb *db, HearthReportPeople *people, HearthReportFunc func, gpointer data, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthReportPeople, hearth_report_people_free)

G_END_DECLS
