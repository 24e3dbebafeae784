/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-form-control.h"

G_BEGIN_DECLS

/**
 * HearthFormEntry:
 *
 * One line, also for dates and numbers, with a list of what is often written there.
 */
#define HEARTH_TYPE_FORM_ENTRY (hearth_form_entry_get_type ())
G_DECLARE_FINAL_TYPE (HearthFormEntry, hearth_form_entry, HEARTH, FORM_ENTRY, HearthFormControl)

G_END_DECLS
