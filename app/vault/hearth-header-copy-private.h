/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-header-copy.h"
#include "hearth-login.h"

G_BEGIN_DECLS

gboolean _hearth_header_copy_restore (const HearthFs *fs,
                                      const char *path,
                                      GBytes *copy,
                                      const HearthCredentials *credentials,
                                      GError **error);

G_END_DECLS
