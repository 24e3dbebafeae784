/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A scanner that types the number of a case opens it from anywhere in @window, through its action
 * win.open-case. Keys that go into a text field are the field's. Lives as long as the window. */
void hearth_scanner_attach (GtkWidget *window, HearthDesk *desk);
/* Opens the case of that number; says so if there is none. For the search too. */
void hearth_scanner_open (GtkWidget *window, HearthDesk *desk, const char *number);

G_END_DECLS
