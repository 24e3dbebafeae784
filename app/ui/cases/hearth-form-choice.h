/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-form-control.h"

G_BEGIN_DECLS

/**
 * HearthFormChoice:
 *
 * One of several, or "Not known", which is a value of its own. Long lists can be searched by typing.
 */
#define HEARTH_TYPE_FORM_CHOICE (hearth_form_choice_get_type ())
G_DECLARE_FINAL_TYPE (HearthFormChoice, hearth_form_choice, HEARTH, FORM_CHOICE, HearthFormControl)

G_END_DECLS
