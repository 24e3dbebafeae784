/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters about payments on the Compensation page. */
#pragma once

#include "hearth-benefit.h"
#include "hearth-records-page.h"

G_BEGIN_DECLS

/* The section of `benefit_letter` of @page, if the login holds it: adding opens the letter window, rows print. */
void hearth_benefit_letters_set_up (HearthRecordsPage *page);
/* At the end of the row of a benefit: begins a letter about it. */
GtkWidget *hearth_benefit_letters_make_button (
    HearthDesk *desk, HearthCase *kase, const HearthPackEntry *benefit) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
