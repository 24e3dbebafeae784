/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-grants.h"

G_BEGIN_DECLS

HearthUser *_hearth_grants_new_user (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
