/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What came of an export, and what it asks for, in words. */
#pragma once

#include "hearth-bundle-writer.h"

#include <adwaita.h>

G_BEGIN_DECLS

void hearth_export_outcome_show_result (AdwStatusPage *page, const HearthBundleResult *result);
void hearth_export_outcome_show_failure (AdwStatusPage *page, const GError *error);
/* @reasons: HearthBundleApprovalReason */
const char *hearth_export_outcome_describe_reasons (guint reasons);

G_END_DECLS
