/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case.h"
#include "hearth-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Called with the file that was chosen. */
typedef void (*HearthDocumentScanFunc) (const HearthId *file, gpointer user_data);

/* Lists the files of the case under @parent: choosing one makes it the scan of @record, its button shows it.
 * @user_data: a GObject, kept while the list is open. */
void hearth_document_scan_popup (GtkWidget *parent,
                                 HearthDesk *desk,
                                 HearthCase *kase,
                                 HearthRecord *record,
                                 gboolean may_write,
                                 HearthDocumentScanFunc func,
                                 gpointer user_data);

G_END_DECLS
