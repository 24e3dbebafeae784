/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The injuries of some of the invented people. */
#pragma once

#include "hearth-case.h"

G_BEGIN_DECLS

/* @since: the day of their return. Nothing for most of them, and for those who came home lately. */
void hearth_demo_add_injuries (HearthCommand *command,
                               HearthCase *kase,
                               guint person,
                               HearthDate since);

G_END_DECLS
