/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The beginning and the end of a session in the audit log. */
#pragma once

#include "hearth-store.h"
#include "hearth-writer.h"

G_BEGIN_DECLS

gboolean hearth_audit_note_unlock (const HearthWriter *writer,
                                   gint64 at_ms,
                                   guint n_failed,
                                   GError **error);
void hearth_audit_note_lock (HearthStore *store);

G_END_DECLS
