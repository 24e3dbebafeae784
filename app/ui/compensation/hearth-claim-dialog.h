/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case.h"
#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* HearthRecordOpener: a claim, with the papers that its benefit needs. */
GtkWidget *hearth_claim_dialog_present (GtkWidget *parent,
                                        HearthDesk *desk,
                                        HearthCase *kase,
                                        const HearthRecord *record);
/* A new claim for @benefit, an id of the pack. */
GtkWidget *hearth_claim_dialog_present_new (GtkWidget *parent,
                                            HearthDesk *desk,
                                            HearthCase *kase,
                                            const char *benefit);

G_END_DECLS
