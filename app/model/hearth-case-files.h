/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-context.h"
#include "hearth-file-item.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HearthCaseFiles: the files of one case, of all compartments that the login holds, newest first; a
 * GListModel of HearthFileItem that follows what is committed. Properties: loading, n-items; signal
 * ::failed (GError *) when they could not be read. Main thread.
 */
#define HEARTH_TYPE_CASE_FILES (hearth_case_files_get_type ())
G_DECLARE_FINAL_TYPE (HearthCaseFiles, hearth_case_files, HEARTH, CASE_FILES, GObject)

HearthCaseFiles *hearth_case_files_new (HearthContext *context,
                                        const HearthId *case_id) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_case_files_is_loading (HearthCaseFiles *self); /* until the first answer */
void hearth_case_files_reload (HearthCaseFiles *self);

G_END_DECLS
