/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person is handed about money: what the law gives, what was paid, what is owed, what it waits for and what
 * to do next, in plain words and in large type (product 6). It tells of the compartment of benefits. */
#pragma once

#include "hearth-case.h"
#include "hearth-flow.h"

G_BEGIN_DECLS

HearthFlow *hearth_account_sheet_new (HearthContext *context,
                                      HearthCase *kase,
                                      const char *language) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
