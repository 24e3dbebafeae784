/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a journal says by bundles 3, worked out in the plainest way from its lines in force, with no table
 * and no code of the program's but the reader of JSON: what it shows must be what the program shows. */
#pragma once

#include "merge-fleet.h"

G_BEGIN_DECLS

void merge_oracle_check (FleetVault *vault);

G_END_DECLS
