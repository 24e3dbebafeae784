/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The working of a benefit as a table for other programs: every line with its numbers as numbers (product 6). */
#pragma once

#include "hearth-case-benefits.h"
#include "hearth-table.h"

G_BEGIN_DECLS

/* @benefit: of kind `benefit`; @number: of the case */
HearthTable *hearth_working_table_new (const HearthCaseBenefits *counted,
                                       const HearthPackEntry *benefit,
                                       const char *number,
                                       HearthDate today,
                                       const char *language) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
