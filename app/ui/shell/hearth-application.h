/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthApplication:
 *
 * The program: one process, one window, one desk. --demo opens the vault of invented people.
 */
#define HEARTH_TYPE_APPLICATION (hearth_application_get_type ())
G_DECLARE_FINAL_TYPE (HearthApplication, hearth_application, HEARTH, APPLICATION, AdwApplication)

HearthApplication *hearth_application_new (GApplicationFlags flags) G_GNUC_WARN_UNUSED_RESULT;
HearthDesk *hearth_application_get_desk (HearthApplication *self);

/* The resources and types that templates name. Static libraries drop both unless asked for. */
void hearth_ui_init (void);

G_END_DECLS
