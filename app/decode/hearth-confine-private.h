/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes away from a program everything but memory and its three pipes. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void _hearth_confine_begin (void);
gboolean _hearth_confine_seal (gboolean answers_open);

G_END_DECLS
