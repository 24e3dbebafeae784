/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-compartment.h"
#include "hearth-id.h"
#include "hearth-key.h"

#include <jansson.h>

G_BEGIN_DECLS

/**
 * HearthCardKeys:
 * @last: (nullable): object of writer id and the last number that it signed so far, for the list of
 *   old keys when @sign is a new one
 *
 * Public halves of one compartment's keys.
 */
typedef struct
{
  gboolean is_present;
  const json_t *last;
  guint8 sign[HEARTH_KEY_SIZE];      /* Ed25519 */
  guint8 recipient[HEARTH_KEY_SIZE]; /* X25519 */
} HearthCardKeys;

/**
 * HearthCard:
 * @previous: (nullable): content of the card before this one: its writer ids, its old keys and the
 *   compartments that are not at hand now are kept
 *
 * What a vault says of itself to others (bundles 8). Borrowed.
 */
typedef struct
{
  const char *label; /* name of the hospital or vault, for people */
  const char *made;  /* YYYY-MM-DD */
  gint64 serial;
  HearthId dev;
  const char *const *roles;
  const json_t *previous;
  HearthCardKeys keys[HEARTH_N_COMPARTMENTS];
} HearthCard;

char *hearth_card_sign (const HearthCard *self,
                        const HearthSecret *identity_seed) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
