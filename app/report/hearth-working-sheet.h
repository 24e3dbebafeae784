/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The working of all benefits as tables: period, days, rate, factor, amount and act of every line, with how it was
 * counted where sources leave a choice (product 6). */
#pragma once

#include "hearth-case-benefits.h"
#include "hearth-flow.h"

G_BEGIN_DECLS

/* @number: (nullable): of the case */
HearthFlow *hearth_working_sheet_new (const HearthCaseBenefits *counted,
                                      const char *number,
                                      HearthDate today,
                                      const char *language) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
