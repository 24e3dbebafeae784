/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fixed fields of the header's image, its bounds and its checksum. Nothing here is secret. */
#include "config.h"

#include "hearth-header-private.h"

#include "hearth-hash.h"
#include "hearth-random.h"
#include "hearth-vfs-private.h"

#include <sodium.h>
#include <string.h>

#define KDF_ALGORITHM_ARGON2ID 1
#define MEMORY_MIN (G_GUINT64_CONSTANT (64) << 20)
#define MEMORY_MAX (G_GUINT64_CONSTANT (2) << 30)
#define PASSES_MAX 20
#define N_SLOTS_MIN 64
#define N_SLOTS_MAX 256

/* However many there are, the slots have room in the shortest image. */
G_STATIC_ASSERT (HEARTH_HEADER_SLOTS_AT + N_SLOTS_MAX * HEARTH_HEADER_SLOT_SIZE <=
                 HEARTH_HEADER_STEP);

/** hearth_kdf_set_is_allowed: whether a set of a file, or of a user's wish, is within vault 3.1. */
gboolean
hearth_kdf_set_is_allowed (const HearthKdfSet *set)
{
  g_return_val_if_fail (set != NULL, FALSE);

  return set->memory_bytes >= MEMORY_MIN && set->memory_bytes <= MEMORY_MAX && set->passes >= 1 &&
         set->passes <= PASSES_MAX;
}

static gboolean
fail (HearthVaultError code, const char *message, GError **error)
{
  g_set_error_literal (error, HEARTH_VAULT_ERROR, code, message);
  return FALSE;
}

/* The 16 bytes of a set; zero if there is none. */
void
_hearth_header_put_set (guint8 *out, const HearthKdfSet *set)
{
  memset (out, 0, HEARTH_HEADER_SET_SIZE);
  if (set->passes == 0)
    return;
  _hearth_put_u32 (out, KDF_ALGORITHM_ARGON2ID);
  _hearth_put_u32 (out + 4, set->passes);
  _hearth_put_u64 (out + 8, set->memory_bytes);
}

static gboolean
get_set (const guint8 *bytes, HearthKdfSet *out)
{
  out->passes = _hearth_get_u32 (bytes + 4);
  out->memory_bytes = _hearth_get_u64 (bytes + 8);
  return _hearth_get_u32 (bytes) == KDF_ALGORITHM_ARGON2ID && hearth_kdf_set_is_allowed (out);
}

/* Writes the fields before the slots; the rest of the image is not touched. */
void
_hearth_header_put_fields (HearthHeader *self)
{
  guint8 *image = self->image;

  memcpy (image, HEARTH_HEADER_MAGIC, 8);
  _hearth_put_u32 (image + HEARTH_HEADER_FORMAT_AT, HEARTH_HEADER_FORMAT);
  _hearth_put_u32 (image + HEARTH_HEADER_LENGTH_AT, (guint32) self->length);
  _hearth_put_u64 (image + HEARTH_HEADER_GENERATION_AT, self->generation);
  memcpy (image + HEARTH_HEADER_VAULT_ID_AT, self->vault_id.bytes, HEARTH_ID_SIZE);
  memcpy (image + HEARTH_HEADER_SALT_AT, self->salt, sizeof self->salt);
  _hearth_header_put_set (image + HEARTH_HEADER_SETS_AT, &self->sets[0]);
  _hearth_header_put_set (image + HEARTH_HEADER_SETS_AT + HEARTH_HEADER_SET_SIZE, &self->sets[1]);
  _hearth_put_u32 (image + HEARTH_HEADER_N_SLOTS_AT, self->n_slots);
  memset (image + HEARTH_HEADER_ZERO_AT, 0, HEARTH_HEADER_SLOTS_AT - HEARTH_HEADER_ZERO_AT);
}

/* Tells damage from a wrong key before anybody types; it authenticates nothing. */
void
_hearth_header_put_hash (HearthHeader *self)
{
  gsize at = self->length - HEARTH_HEADER_HASH_SIZE;

  hearth_hash (self->image + at, self->image, at);
}

/**
 * hearth_header_new:
 * @set: how passphrases are hashed
 *
 * Returns: (transfer full): a header of a new vault: random id and salt, slots of random bytes that
 *   nobody opens, generation 0, no area yet. Thread: any.
 */
HearthHeader *
hearth_header_new (const HearthKdfSet *set)
{
  HearthHeader *self;

  g_return_val_if_fail (set != NULL && hearth_kdf_set_is_allowed (set), NULL);

  self = g_new0 (HearthHeader, 1);
  self->length = HEARTH_HEADER_STEP;
  self->image = g_malloc (self->length);
  self->vault_id = hearth_random_id ();
  hearth_random_bytes (self->salt, sizeof self->salt);
  self->sets[0] = *set;
  self->n_slots = N_SLOTS_MIN;
  hearth_random_bytes (self->image, self->length);
  _hearth_header_put_fields (self);
  _hearth_header_put_hash (self);
  return self;
}

/** hearth_header_copy: Returns: (transfer full): the same header. Thread: any. */
HearthHeader *
hearth_header_copy (const HearthHeader *self)
{
  HearthHeader *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->image = g_memdup2 (self->image, self->length);
  return copy;
}

/**
 * hearth_header_grow:
 *
 * Doubles the number of slots; the old ones stay where they are, the new ones look the same and open
 * for nobody. The area must be sealed anew afterwards, for it stands elsewhere. Thread: any.
 *
 * Returns: %FALSE if there are 256 already.
 */
gboolean
hearth_header_grow (HearthHeader *self)
{
  gsize old_end;
  gsize end;

  g_return_val_if_fail (self != NULL, FALSE);

  if (self->n_slots >= N_SLOTS_MAX)
    return FALSE;
  old_end = _hearth_header_area_at (self);
  self->n_slots *= 2;
  end = _hearth_header_area_at (self);
  hearth_random_bytes (self->image + old_end, end - old_end);
  return TRUE;
}

void
hearth_header_free (HearthHeader *self)
{
  g_free (self->image);
  g_free (self);
}

static gboolean
check_shape (const guint8 *image, gsize length, GError **error)
{
  guint8 hash[HEARTH_HASH_SIZE];

  if (length < HEARTH_HEADER_STEP || length > HEARTH_HEADER_MAX_SIZE ||
      length % HEARTH_HEADER_STEP != 0 || memcmp (image, HEARTH_HEADER_MAGIC, 8) != 0)
    return fail (HEARTH_VAULT_ERROR_HEADER_DAMAGED, "a header has no shape", error);
  if (_hearth_get_u32 (image + HEARTH_HEADER_FORMAT_AT) > HEARTH_HEADER_FORMAT)
    return fail (HEARTH_VAULT_ERROR_TOO_NEW, "a header of a later format", error);
  hearth_hash (hash, image, length - sizeof hash);
  if (sodium_memcmp (hash, image + length - sizeof hash, sizeof hash) != 0 ||
      _hearth_get_u32 (image + HEARTH_HEADER_FORMAT_AT) != HEARTH_HEADER_FORMAT ||
      _hearth_get_u32 (image + HEARTH_HEADER_LENGTH_AT) != length ||
      !sodium_is_zero (image + HEARTH_HEADER_ZERO_AT,
                       HEARTH_HEADER_SLOTS_AT - HEARTH_HEADER_ZERO_AT))
    return fail (HEARTH_VAULT_ERROR_HEADER_DAMAGED, "a header is damaged", error);
  return TRUE;
}

static gboolean
get_fields (HearthHeader *self, GError **error)
{
  const guint8 *image = self->image;
  const guint8 *second = image + HEARTH_HEADER_SETS_AT + HEARTH_HEADER_SET_SIZE;

  self->generation = _hearth_get_u64 (image + HEARTH_HEADER_GENERATION_AT);
  memcpy (self->vault_id.bytes, image + HEARTH_HEADER_VAULT_ID_AT, HEARTH_ID_SIZE);
  memcpy (self->salt, image + HEARTH_HEADER_SALT_AT, sizeof self->salt);
  self->n_slots = _hearth_get_u32 (image + HEARTH_HEADER_N_SLOTS_AT);
  if (self->n_slots != 64 && self->n_slots != 128 && self->n_slots != 256)
    return fail (HEARTH_VAULT_ERROR_HEADER_DAMAGED, "a header has an odd number of slots", error);
  /* Before any work: a planted header must not make the program take all memory. */
  if (!get_set (image + HEARTH_HEADER_SETS_AT, &self->sets[0]) ||
      (!sodium_is_zero (second, HEARTH_HEADER_SET_SIZE) && !get_set (second, &self->sets[1])))
    return fail (HEARTH_VAULT_ERROR_LIMIT, "the parameters of a header are out of bounds", error);
  return TRUE;
}

/**
 * hearth_header_parse:
 * @image: (array length=length): a copy as read
 *
 * Checks length, magic, format, checksum and bounds. Nothing secret is touched.
 *
 * Returns: (transfer full): the header, or %NULL with %HEARTH_VAULT_ERROR_HEADER_DAMAGED,
 *   %HEARTH_VAULT_ERROR_TOO_NEW or %HEARTH_VAULT_ERROR_LIMIT. Thread: any.
 */
HearthHeader *
hearth_header_parse (const guint8 *image, gsize length, GError **error)
{
  g_autoptr (HearthHeader) self = NULL;

  g_return_val_if_fail (image != NULL, NULL);

  if (!check_shape (image, length, error))
    return NULL;
  self = g_new0 (HearthHeader, 1);
  self->image = g_memdup2 (image, length);
  self->length = length;
  return get_fields (self, error) ? g_steal_pointer (&self) : NULL;
}
