/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-table.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A workbook of one sheet, in memory: nothing is written to a disk on the way. */
GBytes *hearth_out_xlsx (const HearthTable *table, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
