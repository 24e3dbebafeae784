/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthPackEditor:
 *
 * One entry of a pack as a form, made from the table of its keys: what is changed against the shipped one, what
 * is wrong, from when on it counts, and why. Actions editor.save (Ctrl+S), editor.revert; Escape closes.
 */
#define HEARTH_TYPE_PACK_EDITOR (hearth_pack_editor_get_type ())
G_DECLARE_FINAL_TYPE (HearthPackEditor, hearth_pack_editor, HEARTH, PACK_EDITOR, AdwWindow)

/* @entry: (nullable): %NULL: one that is to be added. */
void hearth_pack_editor_present (GtkWidget *parent,
                                 HearthDesk *desk,
                                 const char *kind,
                                 const char *entry);

/* Opens the form in which something was typed. FALSE: the draft is of another. */
gboolean hearth_pack_editor_resume (GtkWidget *parent, HearthDesk *desk, const HearthDraft *draft);

G_END_DECLS
