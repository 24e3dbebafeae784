/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-out-window.h"

G_BEGIN_DECLS

/**
 * HearthPrintWindow:
 *
 * Labels with number and QR code, or an intake sheet for everybody.
 */
#define HEARTH_TYPE_PRINT_WINDOW (hearth_print_window_get_type ())
G_DECLARE_FINAL_TYPE (HearthPrintWindow, hearth_print_window, HEARTH, PRINT_WINDOW, HearthOutWindow)

/* @people: of HearthReceptionItem. @event: (nullable). */
void hearth_print_window_present (GtkWindow *parent,
                                  HearthDesk *desk,
                                  GListModel *people,
                                  const HearthRecord *event);

G_END_DECLS
