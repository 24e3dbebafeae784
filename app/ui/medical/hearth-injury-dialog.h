/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-record-dialog.h"

G_BEGIN_DECLS

/* A HearthRecordDialog with the drawing above the form and the chain of custody of the photo below it. A
 * HearthRecordOpener. */
GtkWidget *hearth_injury_dialog_present (GtkWidget *parent,
                                         HearthDesk *desk,
                                         HearthCase *kase,
                                         const HearthRecord *record);
/* Marks the injury in @drawing; @region: (nullable): what the place proposes. */
void hearth_injury_dialog_place (GtkWidget *dialog,
                                 const char *drawing,
                                 const char *mark,
                                 const char *region);

G_END_DECLS
