/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-error.h"

G_BEGIN_DECLS

#define HEARTH_USTAR_BLOCK 512
#define HEARTH_USTAR_SIZE_OFFSET 124
#define HEARTH_USTAR_END (2 * HEARTH_USTAR_BLOCK)
#define HEARTH_USTAR_MAX_NAME 99
#define HEARTH_USTAR_MAX_SIZE G_GUINT64_CONSTANT (077777777777) /* eleven octal digits: 8 GiB - 1 */

gboolean hearth_ustar_header (const char *name, guint64 size, guint8 out[HEARTH_USTAR_BLOCK]);
gsize hearth_ustar_padding (guint64 size);
guint64 hearth_ustar_member_size (guint64 size);
guint64 hearth_padme (guint64 length);

G_END_DECLS
