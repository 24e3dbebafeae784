/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a copy may be written: anywhere but over the vault itself. */
#pragma once

#include "hearth-desk.h"

G_BEGIN_DECLS

gboolean hearth_target_is_accepted (HearthDesk *desk, GFile *target);

G_END_DECLS
