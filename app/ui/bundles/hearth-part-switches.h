/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-compartment.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthPartSwitches:
 *
 * A switch for each part of a case; a set of parts is 1 << HearthCompartment of each. Signal ::changed.
 */
#define HEARTH_TYPE_PART_SWITCHES (hearth_part_switches_get_type ())
G_DECLARE_DERIVABLE_TYPE (
    HearthPartSwitches, hearth_part_switches, HEARTH, PART_SWITCHES, AdwPreferencesGroup)

struct _HearthPartSwitchesClass
{
  AdwPreferencesGroupClass parent_class;
};

/* @subtitle: nullable; @spoken: what a screen reader says of the switch */
void hearth_part_switches_add (HearthPartSwitches *self,
                               HearthCompartment cmp,
                               const char *title,
                               const char *subtitle,
                               const char *spoken);
/* NULL: that part is not offered. */
GtkSwitch *hearth_part_switches_find (HearthPartSwitches *self, HearthCompartment cmp);
/* Those that may be switched. */
void hearth_part_switches_set (HearthPartSwitches *self, guint parts);
guint hearth_part_switches_get (HearthPartSwitches *self);

G_END_DECLS
