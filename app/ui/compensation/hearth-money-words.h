/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums, and why they are as they are, in the words of the Compensation page. */
#pragma once

#include "hearth-case-benefits.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* "3 681 612.90 ₴", with the thousands apart. */
char *hearth_money_dup_text (gint64 kop) G_GNUC_WARN_UNUSED_RESULT;
/* "16 May 2022 – 9 June 2025"; one day is told once. */
char *hearth_money_dup_span (HearthDate from, HearthDate to) G_GNUC_WARN_UNUSED_RESULT;
/* The title of the benefit, or what the ledger calls it. */
const char *hearth_money_get_title (const HearthBenefitAccount *account);
/* Why a sum has a maximum: one sentence for each reason; NULL: it has none. */
char *hearth_money_dup_open (const HearthBenefitTotal *total) G_GNUC_WARN_UNUSED_RESULT;
/* How days and years are counted, one sentence for each choice. */
char *hearth_money_dup_choices (const HearthBenefitFacts *facts) G_GNUC_WARN_UNUSED_RESULT;
/* A sum at the end of a row, its digits below one another. @look: a style class, or NULL. */
GtkWidget *hearth_money_label_new (gint64 kop, const char *look) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
