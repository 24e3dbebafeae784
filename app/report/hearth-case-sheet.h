/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The summary of a case for the file: who, captivity, contacts, stages with their decisions, documents and the
 * whole plan. Core only. */
#pragma once

#include "hearth-case.h"
#include "hearth-flow.h"

G_BEGIN_DECLS

HearthFlow *hearth_case_sheet_new (HearthContext *context,
                                   HearthCase *kase,
                                   const char *language) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
