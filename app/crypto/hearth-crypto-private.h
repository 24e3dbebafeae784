/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void _hearth_crypto_ensure_init (void);

G_END_DECLS
