/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-guide-page.h"

G_BEGIN_DECLS

GPtrArray *hearth_guide_load (const char *folder, GError **error);

G_END_DECLS
