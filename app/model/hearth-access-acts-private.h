/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What follows from a request of a person for their own data, in the same act: the term of the answer, and the step
 * by which the plan and everybody's day know of it. On the writer's thread. */
#pragma once

#include "hearth-record-consequences-private.h"

G_BEGIN_DECLS

/* FALSE with _INVALID if an answer says less than the law asks for, or as the store. */
gboolean _hearth_access_request_follow (const HearthRecordAct *act, GError **error);

G_END_DECLS
