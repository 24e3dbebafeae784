/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case-page.h"

G_BEGIN_DECLS

/* Buttons for what can be done with all sums of the case that @page shows: the statement of account and the working
 * in print, and what the sums would be if dates were others. */
GtkWidget *hearth_money_acts_new (HearthCasePage *page) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
