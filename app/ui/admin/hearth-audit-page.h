/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-place-page.h"

G_BEGIN_DECLS

/** HearthAuditPage: who read, exported, refused and changed what, newest first. */
#define HEARTH_TYPE_AUDIT_PAGE (hearth_audit_page_get_type ())
G_DECLARE_FINAL_TYPE (HearthAuditPage, hearth_audit_page, HEARTH, AUDIT_PAGE, HearthPlacePage)

G_END_DECLS
