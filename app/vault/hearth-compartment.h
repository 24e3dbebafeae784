/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HearthCompartment:
 *
 * A compartment is a file, a key, a set of readers and a part of a bundle. The codes stand on disk
 * for ever. Code 0 is the identity key, which is granted like a compartment but has no file.
 */
typedef enum
{
  HEARTH_COMPARTMENT_IDENTITY = 0,
  HEARTH_COMPARTMENT_CORE = 1,
  HEARTH_COMPARTMENT_MEDICAL = 2,
  HEARTH_COMPARTMENT_RESTRICTED = 3,
  HEARTH_COMPARTMENT_DEBRIEF = 4,
  HEARTH_COMPARTMENT_TRACING = 5,
  HEARTH_COMPARTMENT_BENEFITS = 6,
  HEARTH_COMPARTMENT_ADMIN = 7,
} HearthCompartment;

#define HEARTH_COMPARTMENT_FIRST HEARTH_COMPARTMENT_CORE
#define HEARTH_COMPARTMENT_LAST HEARTH_COMPARTMENT_ADMIN
#define HEARTH_N_COMPARTMENTS 8 /* with the identity */

/* Sets of compartments have a bit for each, 1 << code. */
#define HEARTH_COMPARTMENTS_ALL ((1u << HEARTH_N_COMPARTMENTS) - 1)

const char *hearth_compartment_get_name (HearthCompartment cmp);
gboolean hearth_compartment_from_name (const char *name, HearthCompartment *out);

G_END_DECLS
