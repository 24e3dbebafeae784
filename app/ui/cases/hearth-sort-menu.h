/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"

G_BEGIN_DECLS

/* By what the list of people can be sorted, which way round: the actions cases.sort and cases.descending. */
GMenuModel *hearth_sort_menu_new (HearthDesk *desk) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
