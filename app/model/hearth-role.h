/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The roles of a login and what each holds by default (security 4). What a role may do within a
 * compartment is in hearth-policy; these are the keys. */
#pragma once

#include "hearth-compartment.h"

G_BEGIN_DECLS

#define HEARTH_ROLE_OWNER "owner"
#define HEARTH_ROLE_AUDITOR "auditor"

const char *const *hearth_role_list (void);
gboolean hearth_role_is_known (const char *role);
guint hearth_role_get_compartments (const char *const *roles);

G_END_DECLS
