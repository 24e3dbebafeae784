/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-journal-check.h"

G_BEGIN_DECLS

/* hearth-check-cases.c */
gboolean _hearth_check_name_cases (HearthCheck *check, gpointer data, GError **error);
/* hearth-journal-check-store.c */
gboolean _hearth_journal_check_lines (HearthCheck *check,
                                      gpointer data,
                                      GCancellable *cancellable,
                                      GError **error);

G_END_DECLS
