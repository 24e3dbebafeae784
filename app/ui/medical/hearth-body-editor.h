/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case.h"
#include "hearth-record-form.h"

G_BEGIN_DECLS

/**
 * HearthBodyEditor:
 *
 * The mark of one injury above its form: where it is drawn, and with it the region that the place proposes.
 * Choosing another region in the form takes a mark along that no longer lies there.
 */
#define HEARTH_TYPE_BODY_EDITOR (hearth_body_editor_get_type ())
G_DECLARE_FINAL_TYPE (HearthBodyEditor, hearth_body_editor, HEARTH, BODY_EDITOR, AdwBin)

GtkWidget *hearth_body_editor_new (HearthCase *kase,
                                   HearthPackSet *packs,
                                   HearthRecordForm *form) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
