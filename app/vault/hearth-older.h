/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-session.h"

G_BEGIN_DECLS

gboolean hearth_older_check_header (HearthSession *session, GError **error);
gboolean hearth_older_settle (HearthSession *session, GError **error);
void hearth_older_remember (HearthSession *session);

G_END_DECLS
