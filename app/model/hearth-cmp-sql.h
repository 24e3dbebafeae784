/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-stmt.h"

G_BEGIN_DECLS

HearthStmt *hearth_cmp_sql_prepare (HearthDb *db,
                                    HearthCompartment cmp,
                                    const char *format,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
