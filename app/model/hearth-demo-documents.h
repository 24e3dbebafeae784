/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The documents of an invented person, as their steps tell of them. */
#pragma once

#include "hearth-case.h"
#include "hearth-command.h"
#include "hearth-demo-progress.h"

G_BEGIN_DECLS

/* @records: (element-type HearthRecord) of kind "step"; @steps: (element-type HearthDemoStep) beside them. */
void hearth_demo_add_documents (HearthCommand *command,
                                HearthCase *kase,
                                HearthPlanTemplates *templates,
                                GPtrArray *records,
                                GArray *steps);

G_END_DECLS
