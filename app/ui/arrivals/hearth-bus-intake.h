/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthBusIntake:
 *
 * People off the bus, one after the other, by keyboard alone: Enter saves and starts the next. Who
 * looks like somebody that is already here is offered while the name is typed. Those who were taken in
 * stand below and can be taken back. What is typed is kept sealed until it is saved or thrown away.
 */
#define HEARTH_TYPE_BUS_INTAKE (hearth_bus_intake_get_type ())
G_DECLARE_FINAL_TYPE (HearthBusIntake, hearth_bus_intake, HEARTH, BUS_INTAKE, AdwWindow)

/* @event: (nullable): the event that is chosen first; NULL: the newest, if it is of these days. */
void hearth_bus_intake_present (GtkWindow *parent, HearthDesk *desk, const HearthId *event);

G_END_DECLS
