/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people do with the ledger of a case: enter, correct, void. */
#pragma once

#include "hearth-case.h"
#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* HearthRecordOpener: a new entry, or what was begun of one. */
GtkWidget *hearth_ledger_entry_present (GtkWidget *parent,
                                        HearthDesk *desk,
                                        HearthCase *kase,
                                        const HearthRecord *record);
/* A new entry that takes the place of @wrong and begins as it is. */
GtkWidget *hearth_ledger_correct_present (GtkWidget *parent,
                                          HearthDesk *desk,
                                          HearthCase *kase,
                                          const HearthRecord *wrong);

/**
 * HearthVoidDialog:
 *
 * Asks why an entry does not count, and voids it. Actions void.save (Ctrl+S); Escape closes.
 */
#define HEARTH_TYPE_VOID_DIALOG (hearth_void_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HearthVoidDialog, hearth_void_dialog, HEARTH, VOID_DIALOG, AdwWindow)

GtkWidget *hearth_void_dialog_present (GtkWidget *parent,
                                       HearthDesk *desk,
                                       const HearthRecord *entry);

G_END_DECLS
