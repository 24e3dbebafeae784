/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person is handed who has come home: what happens next, when, where, with whom and what to bring, in
 * plain words and in large type (product 4). */
#pragma once

#include "hearth-case.h"
#include "hearth-flow.h"

G_BEGIN_DECLS

HearthFlow *hearth_plan_sheet_new (HearthContext *context,
                                   HearthCase *kase,
                                   const char *language) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
