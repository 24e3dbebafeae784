/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case-benefits.h"
#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthAccountList:
 *
 * A row for every benefit: what the person is entitled to, what was paid, what is owed, how far the claim is
 * and what stops it; below them the rights without a sum, as clocks. A row opens the working.
 */
#define HEARTH_TYPE_ACCOUNT_LIST (hearth_account_list_get_type ())
G_DECLARE_FINAL_TYPE (HearthAccountList, hearth_account_list, HEARTH, ACCOUNT_LIST, AdwBin)

GtkWidget *hearth_account_list_new (HearthDesk *desk) G_GNUC_WARN_UNUSED_RESULT;
void hearth_account_list_show (HearthAccountList *self,
                               HearthCase *kase,
                               const HearthCaseBenefits *benefits);

G_END_DECLS
