/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-report-query.h"
#include "hearth-report.h"
#include "hearth-step-query.h"

G_BEGIN_DECLS

/* A report in the making. */
typedef struct
{
  const HearthReportQuestion *question;
  HearthDb *db;
  HearthTable *table;
  gboolean has_left_out;
} HearthReportMaker;

typedef gboolean (*HearthReportMake) (HearthReportMaker *self, GError **error);

/* The one of the two that is in the language asked for. */
const char *_hearth_report_say (const HearthReportMaker *self, const char *en, const char *uk);
void _hearth_report_add_column (HearthReportMaker *self,
                                HearthColumnType type,
                                const char *en,
                                const char *uk);
/* "not known" if it has none. */
const char *_hearth_report_get_title (const HearthReportMaker *self,
                                      const char *kind,
                                      const char *id);
gboolean _hearth_report_is_asked (const HearthReportMaker *self, HearthDate date);
void _hearth_report_add_case_columns (HearthReportMaker *self);
void _hearth_report_add_case (HearthReportMaker *self, const HearthStepRow *row);

/* What is outstanding on the day asked about, without people under embargo: (element-type HearthStepRow). */
GPtrArray *_hearth_report_list_outstanding (HearthReportMaker *self, GError **error);
HearthDate _hearth_report_get_day (const HearthReportMaker *self);
/* In the language asked for; "…" for none. */
char *_hearth_report_dup_day (const HearthReportQuestion *question,
                              HearthDate date) G_GNUC_WARN_UNUSED_RESULT;
/* A sum, or nothing where this login may not know it. */
void _hearth_report_add_sum (HearthReportMaker *self, gboolean is_known, gint64 kop);
/* Everybody whose numbers may be told. */
HearthReportPeople *_hearth_report_list_people (HearthReportMaker *self, GError **error);

/* Between the id of a step that repeats and its occurrence, in the words by which is counted. */
#define HEARTH_REPORT_OCCURRENCE "#"

/* Numbers by a word, and their sums below them. */
typedef struct _HearthReportSums HearthReportSums;
HearthReportSums *_hearth_report_sums_new (guint n_numbers);
void _hearth_report_sums_free (HearthReportSums *self);
void _hearth_report_sums_add (HearthReportSums *self, const char *key, guint index, gint64 number);
/* @kind: (nullable): of the pack whose ids the words are */
void _hearth_report_sums_tell (HearthReportSums *self, HearthReportMaker *maker, const char *kind);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthReportSums, _hearth_report_sums_free)

gboolean _hearth_report_outstanding_by_person (HearthReportMaker *self, GError **error);
gboolean _hearth_report_outstanding_by_benefit (HearthReportMaker *self, GError **error);
gboolean _hearth_report_deadlines (HearthReportMaker *self, GError **error);
gboolean _hearth_report_overdue_clocks (HearthReportMaker *self, GError **error);
gboolean _hearth_report_workload (HearthReportMaker *self, GError **error);
gboolean _hearth_report_arrivals (HearthReportMaker *self, GError **error);
gboolean _hearth_report_documents (HearthReportMaker *self, GError **error);
gboolean _hearth_report_checks (HearthReportMaker *self, GError **error);
gboolean _hearth_report_follow_up (HearthReportMaker *self, GError **error);
gboolean _hearth_report_waiting (HearthReportMaker *self, GError **error);
gboolean _hearth_report_ageing (HearthReportMaker *self, GError **error);
gboolean _hearth_report_blockers (HearthReportMaker *self, GError **error);
gboolean _hearth_report_money_by_month (HearthReportMaker *self, GError **error);
gboolean _hearth_report_release_to_payment (HearthReportMaker *self, GError **error);
gboolean _hearth_report_steps_by_state (HearthReportMaker *self, GError **error);
gboolean _hearth_report_summary (HearthReportMaker *self, GError **error);

G_END_DECLS
