/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What follows from an answer of a person to a question for consent, in the same act. On the writer's thread. */
#pragma once

#include "hearth-record-consequences-private.h"

G_BEGIN_DECLS

/* FALSE with _INVALID if its days contradict each other, or as the store. */
gboolean _hearth_consent_follow (const HearthRecordAct *act, GError **error);

G_END_DECLS
