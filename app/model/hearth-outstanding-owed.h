/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-owed-store.h"
#include "hearth-step-query.h"

G_BEGIN_DECLS

/* Says in @rows (element-type HearthStepRow) of which benefit a step is, and what is owed: each sum once, at the step by which its benefit is
 * settled, else at the step of its application. What is owed to somebody among @rows without a step that is
 * outstanding gets a row of its own, so that the sums of rows and of any groups are those of the cases.
 * @owed: (nullable): the login may not know. Thread: that of @owed. */
gboolean hearth_outstanding_add_owed (GPtrArray *rows,
                                      HearthPackSet *packs,
                                      HearthOwed *owed,
                                      GError **error);

G_END_DECLS
