/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-context.h"
#include "hearth-notices.h"

G_BEGIN_DECLS

/* Says what unlocking found: a vault that can only be read, a clock that jumped, unfinished renewals. */
void hearth_login_notice_show (HearthNotices *notices, HearthContext *context);
/* As it stands now. @context: (nullable): locked meanwhile. */
void hearth_login_notice_update_renewal (HearthNotices *notices, HearthContext *context);

G_END_DECLS
