/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"
#include "hearth-step-item.h"

#include <jansson.h>

G_BEGIN_DECLS

/* Marks an open step done today, and opens a closed one again. What came of it is said through the
 * desk, with Undo. */
void hearth_step_toggle (HearthDesk *desk, HearthStepItem *item);
/* @fields: (transfer full): what is set; @title: what to say when it is saved. */
void hearth_step_save (HearthDesk *desk, HearthStepItem *item, json_t *fields, const char *title);

G_END_DECLS
