/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-form-control.h"

G_BEGIN_DECLS

/**
 * HearthFormChecks:
 *
 * Any of several: a row that says what is chosen and opens to check boxes.
 */
#define HEARTH_TYPE_FORM_CHECKS (hearth_form_checks_get_type ())
G_DECLARE_FINAL_TYPE (HearthFormChecks, hearth_form_checks, HEARTH, FORM_CHECKS, HearthFormControl)

G_END_DECLS
