/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The area of the header: writer id, which slots are under the old parameters, and the signed line
 * of grants, as one sealed piece whose tag also covers everything before it. */
#include "config.h"

#include "hearth-header-private.h"

#include "hearth-kdf.h"
#include "hearth-mutant.h"
#include "hearth-random.h"

#include <sodium.h>
#include <string.h>

#define OLD_SET_AT 16
#define LINE_AT 48
#define SLOTS_AT 128
#define AREA_LABEL "hearth/area/v1"

/** hearth_area_is_old: whether @slot is still under KDF set 1. */
gboolean
hearth_area_is_old (const HearthArea *self, guint slot)
{
  g_return_val_if_fail (self != NULL && slot < 8 * sizeof self->old_set, FALSE);

  return (self->old_set[slot / 8] >> slot % 8 & 1) != 0;
}

/** hearth_area_set_old: notes whether @slot is under KDF set 1. */
void
hearth_area_set_old (HearthArea *self, guint slot, gboolean is_old)
{
  const guint8 bit = (guint8) (1u << slot % 8);

  g_return_if_fail (self != NULL && slot < 8 * sizeof self->old_set);

  if (is_old)
    self->old_set[slot / 8] |= bit;
  else
    self->old_set[slot / 8] &= (guint8) ~bit;
}

void
hearth_area_free (HearthArea *self)
{
  g_clear_pointer (&self->grants, hearth_grants_free);
  if (self->line != NULL)
    sodium_memzero (self->line, strlen (self->line));
  g_free (self->line);
  g_free (self);
}

/* Makes room: the image grows by whole steps, its slots stay. */
static gboolean
fit_image (HearthHeader *self, gsize line_length, GError **error)
{
  gsize length = HEARTH_HEADER_STEP;

  while (length <= HEARTH_HEADER_MAX_SIZE &&
         _hearth_header_area_size (self, length) < LINE_AT + line_length + 1)
    length += HEARTH_HEADER_STEP;
  if (length > HEARTH_HEADER_MAX_SIZE)
    {
      g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_LIMIT,
                           "the grants do not fit into a header");
      return FALSE;
    }
  if (length != self->length)
    {
      self->image = g_realloc (self->image, length);
      self->length = length;
    }
  return TRUE;
}

/**
 * hearth_header_set_area:
 * @area: its line is written as it stands
 *
 * Seals @area and, with the same tag, all that stands before it; then the checksum. The header is
 * complete afterwards. Thread: any.
 *
 * Returns: %FALSE with %HEARTH_VAULT_ERROR_LIMIT if there are too many grants.
 */
gboolean
hearth_header_set_area (HearthHeader *self,
                        const HearthArea *area,
                        const HearthSecret *area_secret,
                        GError **error)
{
  g_autoptr (HearthSecret) key = NULL;
  g_autoptr (HearthSecret) plain = NULL;
  gsize line_length, size, at;
  guint8 *bytes;

  g_return_val_if_fail (self != NULL && area != NULL && area_secret != NULL, FALSE);

  line_length = strlen (area->line);
  if (!fit_image (self, line_length, error))
    return FALSE;
  _hearth_header_put_fields (self);
  at = _hearth_header_area_at (self);
  size = _hearth_header_area_size (self, self->length);
  plain = hearth_secret_new_zero (size);
  bytes = hearth_secret_peek_writable (plain);
  memcpy (bytes, area->dev.bytes, HEARTH_ID_SIZE);
  memcpy (bytes + OLD_SET_AT, area->old_set, sizeof area->old_set);
  memcpy (bytes + LINE_AT, area->line, line_length);
  bytes[LINE_AT + line_length] = '\n';

  key = hearth_kdf_derive (area_secret, AREA_LABEL);
  hearth_random_bytes (self->image + at, HEARTH_HEADER_NONCE_SIZE);
  crypto_aead_xchacha20poly1305_ietf_encrypt_detached (
      self->image + at + HEARTH_HEADER_NONCE_SIZE,
      self->image + at + HEARTH_HEADER_NONCE_SIZE + size, NULL, bytes, size, self->image,
      HEARTH_MUTANT (AREA_AAD_WITHOUT_SLOTS) ? SLOTS_AT : at, NULL, self->image + at,
      hearth_secret_get_bytes (key));
  _hearth_header_put_hash (self);
  return TRUE;
}

static HearthArea *
fail (const char *message, GError **error)
{
  g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_TAMPERED, message);
  return NULL;
}

static HearthArea *
read_area (const HearthHeader *self,
           const guint8 *bytes,
           gsize size,
           const HearthSlot *slot,
           GError **error)
{
  g_autoptr (HearthArea) area = g_new0 (HearthArea, 1);
  const guint8 *end = memchr (bytes + LINE_AT, '\n', size - LINE_AT);
  gsize line_length;

  if (end == NULL)
    return fail ("the area of a header has no line", error);
  line_length = (gsize) (end - bytes) - LINE_AT;
  if (!sodium_is_zero (end + 1, (gsize) (bytes + size - end) - 1))
    return fail ("the area of a header has bytes behind its line", error);
  memcpy (area->dev.bytes, bytes, HEARTH_ID_SIZE);
  memcpy (area->old_set, bytes + OLD_SET_AT, sizeof area->old_set);
  area->line = g_strndup ((const char *) bytes + LINE_AT, line_length);
  area->grants =
      hearth_grants_read (area->line, line_length, slot->identity_key, &self->vault_id, error);
  return area->grants != NULL ? g_steal_pointer (&area) : NULL;
}

/**
 * hearth_header_open_area:
 * @slot: what the login's slot holds
 *
 * Returns: (transfer full): the area; %NULL with %HEARTH_VAULT_ERROR_TAMPERED if its tag is wrong,
 *   which covers the whole header, or the signature, which is checked with the key pinned in @slot.
 *   Thread: any.
 */
HearthArea *
hearth_header_open_area (const HearthHeader *self, const HearthSlot *slot, GError **error)
{
  g_autoptr (HearthSecret) key = NULL;
  g_autoptr (HearthSecret) plain = NULL;
  gsize at, size;

  g_return_val_if_fail (self != NULL && slot != NULL, NULL);

  at = _hearth_header_area_at (self);
  size = _hearth_header_area_size (self, self->length);
  plain = hearth_secret_new_zero (size);
  key = hearth_kdf_derive (slot->area_secret, AREA_LABEL);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt_detached (
          hearth_secret_peek_writable (plain), NULL, self->image + at + HEARTH_HEADER_NONCE_SIZE,
          size, self->image + at + HEARTH_HEADER_NONCE_SIZE + size, self->image,
          HEARTH_MUTANT (AREA_AAD_WITHOUT_SLOTS) ? SLOTS_AT : at, self->image + at,
          hearth_secret_get_bytes (key)) != 0)
    return fail ("the tag of a header is wrong", error);
  return read_area (self, hearth_secret_get_bytes (plain), size, slot, error);
}
