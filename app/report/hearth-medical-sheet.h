/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The medical summary of a case: allergies first, then risk, medicines, checks with their results, measures and
 * referrals. For those who hold medical records; what is restricted only when it is asked for. */
#pragma once

#include "hearth-case.h"
#include "hearth-flow.h"

G_BEGIN_DECLS

HearthFlow *hearth_medical_sheet_new (HearthContext *context,
                                      HearthCase *kase,
                                      const char *language,
                                      gboolean has_restricted) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
