/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-form-control.h"

G_BEGIN_DECLS

/**
 * HearthFormText:
 *
 * Prose of several lines.
 */
#define HEARTH_TYPE_FORM_TEXT (hearth_form_text_get_type ())
G_DECLARE_FINAL_TYPE (HearthFormText, hearth_form_text, HEARTH, FORM_TEXT, HearthFormControl)

G_END_DECLS
