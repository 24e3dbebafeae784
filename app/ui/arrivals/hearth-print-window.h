/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthPrintWindow:
 *
 * Labels with number and QR code, or an intake sheet for everybody: to a printer, or into a PDF where
 * the person chooses. Both leave the vault in the clear and are entered in the audit log first.
 */
#define HEARTH_TYPE_PRINT_WINDOW (hearth_print_window_get_type ())
G_DECLARE_FINAL_TYPE (HearthPrintWindow, hearth_print_window, HEARTH, PRINT_WINDOW, AdwWindow)

/* @people: of HearthReceptionItem. @event: (nullable). */
void hearth_print_window_present (GtkWindow *parent,
                                  HearthDesk *desk,
                                  GListModel *people,
                                  const HearthRecord *event);

G_END_DECLS
