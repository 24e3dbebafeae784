/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-id.h"

G_BEGIN_DECLS

void hearth_random_bytes (void *out, gsize size);
HearthId hearth_random_id (void) G_GNUC_WARN_UNUSED_RESULT;
guint32 hearth_random_uniform (guint32 upper);

G_END_DECLS
