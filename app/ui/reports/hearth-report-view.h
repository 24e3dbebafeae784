/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"
#include "hearth-report.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthReportView:
 *
 * One report: what is asked, its diagram beside its table, and the ways out. It is made off the main thread and can be
 * called off. Property narrow. Actions: report.show, report.cancel, report.preview, report.print (Ctrl+P),
 * report.save (a HearthReportFormat's name), report.copy.
 */
#define HEARTH_TYPE_REPORT_VIEW (hearth_report_view_get_type ())
G_DECLARE_FINAL_TYPE (HearthReportView, hearth_report_view, HEARTH, REPORT_VIEW, AdwBin)

/* With what it asks for first; makes it at once. */
void hearth_report_view_open (HearthReportView *self, HearthDesk *desk, const HearthReport *report);
/* Forgets what it shows, and calls off what is being made. */
void hearth_report_view_close (HearthReportView *self);

G_END_DECLS
