/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-pages.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The pages as a PDF in memory: nothing is written to a disk on the way. */
GBytes *hearth_out_pdf (const HearthPages *pages, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_out_pdf_async (HearthPages *pages,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
GBytes *hearth_out_pdf_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
