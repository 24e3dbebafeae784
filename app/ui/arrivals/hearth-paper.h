/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-pages.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Returns: (transfer full): what prints @pages, or shows them in a window of our own. It holds them until it
 * is over; @parent, from which it is asked for, is also how it learns that the vault was locked. */
GtkPrintOperation *hearth_paper_make_operation (GtkWindow *parent,
                                                HearthPages *pages) G_GNUC_WARN_UNUSED_RESULT;

/* Asks for a printer and prints. The job has a neutral name: names of jobs are seen by everybody who
 * sees the printer. Whoever calls has entered it in the audit log. FALSE with an error. */
gboolean hearth_paper_print (GtkWindow *parent, HearthPages *pages, GError **error);

G_END_DECLS
