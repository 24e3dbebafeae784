/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the invented people were paid a month, what was paid out since, and how far their claims are. */
#pragma once

#include "hearth-case.h"
#include "hearth-demo-data.h"

G_BEGIN_DECLS

/* @steps: (element-type HearthDemoStep): one for each of @records; @since: the day of the return */
void hearth_demo_add_money (HearthCommand *command,
                            HearthCase *kase,
                            HearthPackSet *packs,
                            const HearthDemoData *data,
                            guint person,
                            HearthDate since,
                            GPtrArray *records,
                            GArray *steps);

G_END_DECLS
