/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HearthLineScanner:
 *
 * Cuts bytes that come in pieces into lines, each ended by LF. @func gets a line without its LF.
 */
typedef gboolean (*HearthLineFunc) (const char *line, gsize length, gpointer data, GError **error);

typedef struct _HearthLineScanner HearthLineScanner;

HearthLineScanner *hearth_line_scanner_new (gsize max_length,
                                            HearthLineFunc func,
                                            gpointer data) G_GNUC_WARN_UNUSED_RESULT;
void hearth_line_scanner_free (HearthLineScanner *self);
gboolean hearth_line_scanner_add (HearthLineScanner *self,
                                  const char *text,
                                  gsize length,
                                  GError **error);
gboolean hearth_line_scanner_finish (HearthLineScanner *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthLineScanner, hearth_line_scanner_free)

G_END_DECLS
