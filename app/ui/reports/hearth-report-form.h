/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-clock.h"
#include "hearth-report.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthReportForm:
 *
 * What is asked of a report: its days, how far ahead it looks, and whether with names. What cannot be asked is told
 * below. Enter and its button activate report.show.
 */
#define HEARTH_TYPE_REPORT_FORM (hearth_report_form_get_type ())
G_DECLARE_FINAL_TYPE (HearthReportForm, hearth_report_form, HEARTH, REPORT_FORM, AdwBin)

/* With what @report asks for first. @report: static */
void hearth_report_form_open (HearthReportForm *self,
                              HearthClock *clock,
                              const HearthReport *report);
/* Sets from, to, has_names; %FALSE: it cannot be asked like that, and the form says why. */
gboolean hearth_report_form_ask (HearthReportForm *self, HearthReportQuestion *question);

G_END_DECLS
