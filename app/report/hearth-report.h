/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reports that can be asked for, one row each. People of events under embargo are in none of them. */
#pragma once

#include "hearth-compartment.h"
#include "hearth-db.h"
#include "hearth-diagram.h"
#include "hearth-pack-set.h"
#include "hearth-table.h"

G_BEGIN_DECLS

#define HEARTH_REPORT_DEFAULT_DAYS 30
#define HEARTH_REPORT_MAX_DAYS 3660

/** HearthReport: a kind of report; static. */
typedef struct _HearthReport HearthReport;

/**
 * HearthReportQuestion:
 * @today: must be known
 * @from: (nullable): %HEARTH_DATE_NONE: no limit
 * @to: the last day; %HEARTH_DATE_NONE: as the report has it
 * @has_names: names beside the numbers of cases
 * @is_owed_known: what is owed was brought up to date, and this login may know it
 */
typedef struct
{
  HearthPackSet *packs;
  const char *language;
  HearthDate today, from, to;
  gboolean has_names;
  gboolean is_owed_known;
} HearthReportQuestion;

const HearthReport *hearth_report_get (guint index); /* NULL beyond the last */
const HearthReport *hearth_report_find (const char *name);
const char *hearth_report_get_name (const HearthReport *self);
const char *hearth_report_get_title (const HearthReport *self, const char *language);
/* What it says, in a sentence. */
const char *hearth_report_get_about (const HearthReport *self, const char *language);
/* (nullable): how its table is drawn. */
const HearthDiagramSpec *hearth_report_get_diagram (const HearthReport *self);
/* What a login must hold besides core; core: nothing. */
HearthCompartment hearth_report_get_compartment (const HearthReport *self);
/* Whether it tells what is owed, which is to be brought up to date before it is made. */
gboolean hearth_report_is_about_money (const HearthReport *self);
gboolean hearth_report_takes_dates (const HearthReport *self);
/* Whether it is about the days that come: its last day can be told as a number of days from today. */
gboolean hearth_report_looks_ahead (const HearthReport *self);
gboolean hearth_report_is_about_people (const HearthReport *self);
/* Blocks. */
HearthTable *hearth_report_make (const HearthReport *self,
                                 HearthDb *db,
                                 const HearthReportQuestion *question,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Rows chosen on the board. Not among those that can be asked for: see hearth_report_make_chosen (). */
const HearthReport *hearth_report_get_chosen (void);
/* Of some rows of the board that were chosen, as they are: (element-type HearthStepRow). */
HearthTable *hearth_report_make_chosen (GPtrArray *rows, const HearthReportQuestion *question)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
