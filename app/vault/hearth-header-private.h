/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-header.h"

G_BEGIN_DECLS

/* Places in the image (vault 3.2). */
#define HEARTH_HEADER_MAGIC "HEARTHV1"
#define HEARTH_HEADER_FORMAT 1
#define HEARTH_HEADER_STEP 65536
#define HEARTH_HEADER_FORMAT_AT 8
#define HEARTH_HEADER_LENGTH_AT 12
#define HEARTH_HEADER_GENERATION_AT 16
#define HEARTH_HEADER_VAULT_ID_AT 24
#define HEARTH_HEADER_SALT_AT 40
#define HEARTH_HEADER_SETS_AT 72
#define HEARTH_HEADER_SET_SIZE 16
#define HEARTH_HEADER_N_SLOTS_AT 104
#define HEARTH_HEADER_ZERO_AT 108
#define HEARTH_HEADER_SLOTS_AT 128
#define HEARTH_HEADER_SLOT_SIZE 192
#define HEARTH_HEADER_NONCE_SIZE 24
#define HEARTH_HEADER_TAG_SIZE 16
#define HEARTH_HEADER_HASH_SIZE 32

/* A: where the slots end and the area's nonce stands. */
static inline gsize
_hearth_header_area_at (const HearthHeader *self)
{
  return HEARTH_HEADER_SLOTS_AT + (gsize) self->n_slots * HEARTH_HEADER_SLOT_SIZE;
}

static inline guint8 *
_hearth_header_slot_at (const HearthHeader *self, guint slot)
{
  return self->image + HEARTH_HEADER_SLOTS_AT + (gsize) slot * HEARTH_HEADER_SLOT_SIZE;
}

/* L: bytes of the area, between its nonce and the tag. */
static inline gsize
_hearth_header_area_size (const HearthHeader *self, gsize length)
{
  return length - _hearth_header_area_at (self) - HEARTH_HEADER_NONCE_SIZE -
         HEARTH_HEADER_TAG_SIZE - HEARTH_HEADER_HASH_SIZE;
}

void _hearth_header_put_set (guint8 *out, const HearthKdfSet *set);
void _hearth_header_put_fields (HearthHeader *self);
void _hearth_header_put_hash (HearthHeader *self);

G_END_DECLS
