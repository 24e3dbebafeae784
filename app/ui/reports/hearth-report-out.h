/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report leaves the vault: as a file, on paper, as a picture in the clipboard. Whatever is not encrypted is asked
 * about in plain words, and entered in the audit log before it leaves. Thread: main. */
#pragma once

#include "hearth-desk.h"
#include "hearth-report-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @parent: over which is asked; says by itself what became of it. @has_names: the table names people. */
void hearth_report_out_save (GtkWidget *parent,
                             HearthDesk *desk,
                             const HearthReport *report,
                             HearthTable *table,
                             gboolean has_names,
                             HearthReportFormat format);
void hearth_report_out_print (GtkWidget *parent,
                              HearthDesk *desk,
                              const HearthReport *report,
                              HearthTable *table);
/* The picture of the diagram. */
void hearth_report_out_copy (GtkWidget *parent,
                             HearthDesk *desk,
                             const HearthReport *report,
                             HearthTable *table);

G_END_DECLS
