/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-db.h"

G_BEGIN_DECLS

gboolean hearth_audit_schema_create (HearthDb *db, GError **error);

G_END_DECLS
