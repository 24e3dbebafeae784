/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-table.h"

G_BEGIN_DECLS

GBytes *hearth_out_csv (const HearthTable *table) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
