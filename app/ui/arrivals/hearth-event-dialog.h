/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthEventDialog:
 *
 * The form of an exchange event, a new one or one that is there. What is typed is kept sealed until it
 * is saved or thrown away. If somebody changed the event meanwhile, both values are shown.
 */
#define HEARTH_TYPE_EVENT_DIALOG (hearth_event_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HearthEventDialog, hearth_event_dialog, HEARTH, EVENT_DIALOG, AdwWindow)

/* @event: (nullable): NULL: a new one. */
void hearth_event_dialog_present (GtkWindow *parent, HearthDesk *desk, const HearthRecord *event);
/* The same for an event that has to be read first; zero: a new one. */
void hearth_event_dialog_present_id (GtkWindow *parent, HearthDesk *desk, const HearthId *rec);

G_END_DECLS
