/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of a report are laid out in the pool. Where that takes longer than a moment, a small window says so and
 * can call it off. Thread: main. */
#pragma once

#include "hearth-desk.h"
#include "hearth-report-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @parent: over which it is waited. Locking the vault calls it off too. */
void hearth_pages_wait_async (GtkWidget *parent,
                              HearthDesk *desk,
                              const HearthReport *report,
                              HearthTable *table,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* NULL with an error: G_IO_ERROR_CANCELLED if it was called off. */
HearthPages *hearth_pages_wait_finish (GAsyncResult *result,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
