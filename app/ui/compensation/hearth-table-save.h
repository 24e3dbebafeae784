/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"
#include "hearth-table.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Writes a table of one case in the clear outside of the vault: asks whether that is wanted, then where to, enters it
 * into the audit log, and only then writes. What came of it is said by the desk. @cmp: where its numbers are from. */
void hearth_table_save (GtkWidget *parent,
                        HearthDesk *desk,
                        HearthTable *table,
                        const HearthId *case_id,
                        HearthCompartment cmp);

G_END_DECLS
