/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The questionnaires that some of the invented people filled in. */
#pragma once

#include "hearth-case.h"

G_BEGIN_DECLS

/* @since: the day of their return. One of them has an alarm that nobody took up yet. */
void hearth_demo_add_answers (HearthCommand *command,
                              HearthCase *kase,
                              HearthContext *context,
                              guint person,
                              HearthDate since);

G_END_DECLS
