/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-renewal.h"
#include "hearth-session.h"

G_BEGIN_DECLS

guint _hearth_renewal_find_pending (const HearthSession *session);
gboolean _hearth_renewal_run (HearthRenewal *self,
                              HearthSession *session,
                              GCancellable *cancellable,
                              GError **error);

G_END_DECLS
