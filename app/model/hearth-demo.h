/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The demo vault: an invented exchange of sixty people in all states of the plan, dated from today. Its
 * passphrase is no secret; the window shows it. */
#pragma once

#include "hearth-context.h"

G_BEGIN_DECLS

#define HEARTH_DEMO_VAULT_NAME "Demo.hearth"
#define HEARTH_DEMO_USER "demo"
#define HEARTH_DEMO_PASSPHRASE "warm light by the door"
#define HEARTH_DEMO_KDF_MEMORY HEARTH_VAULT_KDF_MEMORY_MIN
#define HEARTH_DEMO_KDF_PASSES 1
#define HEARTH_DEMO_N_PEOPLE 60

/* Writes the people, events and what was done for them until today. @context: of a new vault whose user
 * holds every compartment. Blocks. */
gboolean hearth_demo_fill (HearthContext *context, GError **error);

G_END_DECLS
