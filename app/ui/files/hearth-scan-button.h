/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case.h"
#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthScanButton:
 *
 * Lists the files of a case: choosing one makes it the scan of a record, choosing that one again unties it; a button
 * beside each shows it.
 */
#define HEARTH_TYPE_SCAN_BUTTON (hearth_scan_button_get_type ())
G_DECLARE_FINAL_TYPE (HearthScanButton, hearth_scan_button, HEARTH, SCAN_BUTTON, AdwBin)

/* @record: of a kind for which hearth_scan_is_for () holds; @title: of the record, for who hears it. NULL: there is no scan, and this login may not tie one. */
GtkWidget *hearth_scan_button_new (HearthDesk *desk,
                                   HearthCase *kase,
                                   HearthRecord *record,
                                   const char *title) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
