/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-context.h"
#include "hearth-notices.h"

G_BEGIN_DECLS

/* Work met a damaged page: says so in a banner, looks beside the work which cases are hit, and names
 * them there. @cancellable: ends with the login. */
void hearth_damage_watch_begin (HearthNotices *notices,
                                HearthContext *context,
                                GCancellable *cancellable);

G_END_DECLS
