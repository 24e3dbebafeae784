/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Key slots (vault 3.1, 3.2): what a name and a passphrase open. There is no locator: whose slot is
 * where, and how many are used, cannot be seen. */
#include "config.h"

#include "hearth-header-private.h"

#include "hearth-hash.h"
#include "hearth-kdf.h"
#include "hearth-random.h"
#include "hearth-vfs-private.h"

#include <sodium.h>
#include <string.h>

#define PLAIN_SIZE 152
#define TAG_AT (HEARTH_HEADER_NONCE_SIZE + PLAIN_SIZE)
#define SLOT_LABEL "hearth/slot/v1\n"
#define NAME_LABEL "hearth/name/v1\n"

/* Places in the plaintext of a slot. */
#define KIND_AT 0
#define FLAGS_AT 1
#define MADE_AT 8
#define USER_AT 16
#define SEED_AT 32
#define AREA_SECRET_AT 64
#define IDENTITY_KEY_AT 96
#define FLAG_TEMPORARY 1

typedef struct
{
  guint8 bytes[sizeof SLOT_LABEL - 1 + HEARTH_ID_SIZE + 32 + HEARTH_HEADER_SET_SIZE];
} SlotAad;

G_STATIC_ASSERT (TAG_AT + HEARTH_HEADER_TAG_SIZE == HEARTH_HEADER_SLOT_SIZE);

/**
 * hearth_header_fold_name:
 * @name: UTF-8, as typed
 *
 * Returns: (transfer full): the name as it enters the salt, for people type it with other capitals
 *   and other spaces: NFKC, case-folded, trimmed, without unassigned characters. Two users must not
 *   have the same. Thread: any.
 */
char *
hearth_header_fold_name (const char *name)
{
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_NFKC);
  g_autofree char *folded = normal != NULL ? g_utf8_casefold (normal, -1) : NULL;
  GString *out = g_string_new (NULL);

  for (const char *p = folded; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      /* What Unicode has not assigned yet may fold otherwise in a later version. */
      if (g_unichar_isdefined (c))
        g_string_append_unichar (out, c);
    }
  return g_strstrip (g_string_free (out, FALSE));
}

static void
make_user_salt (const HearthHeader *self, const char *name, guint8 out[HEARTH_KDF_SALT_SIZE])
{
  g_autofree char *folded = hearth_header_fold_name (name);
  g_autofree char *labelled = g_strconcat (NAME_LABEL, folded, NULL);
  guint8 hash[HEARTH_HASH_SIZE];

  hearth_hash_keyed (hash, self->salt, sizeof self->salt, labelled, strlen (labelled));
  memcpy (out, hash, HEARTH_KDF_SALT_SIZE);
}

static void
raise_kdf_error (GError *cause, GError **error)
{
  gboolean is_memory = g_error_matches (cause, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_NO_MEMORY);

  g_set_error_literal (error, HEARTH_VAULT_ERROR,
                       is_memory ? HEARTH_VAULT_ERROR_NO_MEMORY : HEARTH_VAULT_ERROR_LIMIT,
                       is_memory ? "no memory for the passphrase" : "no usable passphrase");
  g_error_free (cause);
}

/**
 * hearth_header_derive_key:
 * @set: 0 or 1, a set that the header has
 * @name: of the user, UTF-8, as typed
 * @passphrase: UTF-8, as typed; brought to NFKC here
 * @key_file: (nullable): 32 bytes
 *
 * Argon2id over the passphrase with a salt that the name enters, so that name and passphrase can
 * only be guessed together. Takes a second and the memory of the set.
 *
 * Returns: (transfer full): the slot key, or %NULL with %HEARTH_VAULT_ERROR_NO_MEMORY, or
 *   %HEARTH_VAULT_ERROR_LIMIT if the passphrase is no text or too long. Thread: not main.
 */
HearthSecret *
hearth_header_derive_key (const HearthHeader *self,
                          guint set,
                          const char *name,
                          const HearthSecret *passphrase,
                          const HearthSecret *key_file,
                          GError **error)
{
  g_autoptr (HearthSecret) normal = NULL;
  g_autoptr (HearthSecret) stretched = NULL;
  g_autoptr (HearthSecret) material = NULL;
  guint8 salt[HEARTH_KDF_SALT_SIZE];
  GError *cause = NULL;
  gsize extra = key_file != NULL ? 32 : 0;

  g_return_val_if_fail (self != NULL && set < 2 && self->sets[set].passes > 0, NULL);
  g_return_val_if_fail (name != NULL && passphrase != NULL, NULL);
  g_return_val_if_fail (key_file == NULL || hearth_secret_get_size (key_file) == 32, NULL);

  make_user_salt (self, name, salt);
  normal = hearth_kdf_normalize_passphrase ((const char *) hearth_secret_get_bytes (passphrase),
                                            hearth_secret_get_size (passphrase), &cause);
  if (normal != NULL)
    stretched = hearth_kdf_argon2id (normal, salt, self->sets[set].memory_bytes,
                                     self->sets[set].passes, &cause);
  if (stretched == NULL)
    {
      raise_kdf_error (cause, error);
      return NULL;
    }
  material = hearth_secret_new_zero (32 + extra);
  memcpy (hearth_secret_peek_writable (material), hearth_secret_get_bytes (stretched), 32);
  if (key_file != NULL)
    memcpy (hearth_secret_peek_writable (material) + 32, hearth_secret_get_bytes (key_file), 32);
  return hearth_kdf_derive (material, "hearth/slot/v1");
}

/* Vault, salt and parameters are bound: a slot opens in no other header. */
static void
make_aad (const HearthHeader *self, guint set, SlotAad *aad)
{
  guint8 *at = aad->bytes;

  memcpy (at, SLOT_LABEL, sizeof SLOT_LABEL - 1);
  at += sizeof SLOT_LABEL - 1;
  memcpy (at, self->vault_id.bytes, HEARTH_ID_SIZE);
  at += HEARTH_ID_SIZE;
  memcpy (at, self->salt, sizeof self->salt);
  at += sizeof self->salt;
  if (set == HEARTH_HEADER_RECOVERY_SET)
    memset (at, 0, HEARTH_HEADER_SET_SIZE);
  else
    _hearth_header_put_set (at, &self->sets[set]);
}

/** hearth_header_derive_recovery_key: Returns: (transfer full): the slot key of a recovery slot. */
HearthSecret *
hearth_header_derive_recovery_key (const HearthSecret *recovery_key)
{
  g_return_val_if_fail (recovery_key != NULL && hearth_secret_get_size (recovery_key) == 32, NULL);

  return hearth_kdf_derive (recovery_key, "hearth/recovery/v1");
}

/**
 * hearth_header_set_slot:
 * @set: 0, 1 or %HEARTH_HEADER_RECOVERY_SET
 * @slot_key: 32 bytes, from hearth_header_derive_key() with the same @set, or from
 *   hearth_header_derive_recovery_key()
 *
 * Seals @contents into slot @slot of the image. The area must be sealed anew afterwards, for its
 * tag covers the slots. Thread: any.
 */
void
hearth_header_set_slot (HearthHeader *self,
                        guint slot,
                        guint set,
                        const HearthSlot *contents,
                        const HearthSecret *slot_key)
{
  g_autoptr (HearthSecret) plain = NULL;
  guint8 *bytes;
  guint8 *out;
  SlotAad aad;

  g_return_if_fail (self != NULL && slot < self->n_slots && set <= HEARTH_HEADER_RECOVERY_SET);
  g_return_if_fail (contents != NULL && slot_key != NULL);

  plain = hearth_secret_new_zero (PLAIN_SIZE);
  bytes = hearth_secret_peek_writable (plain);
  bytes[KIND_AT] = (guint8) contents->kind;
  bytes[FLAGS_AT] = contents->is_temporary ? FLAG_TEMPORARY : 0;
  _hearth_put_u64 (bytes + MADE_AT, contents->made);
  memcpy (bytes + USER_AT, contents->user.bytes, HEARTH_ID_SIZE);
  memcpy (bytes + SEED_AT, hearth_secret_get_bytes (contents->seed), 32);
  memcpy (bytes + AREA_SECRET_AT, hearth_secret_get_bytes (contents->area_secret), 32);
  memcpy (bytes + IDENTITY_KEY_AT, contents->identity_key, 32);

  out = _hearth_header_slot_at (self, slot);
  make_aad (self, set, &aad);
  hearth_random_bytes (out, HEARTH_HEADER_NONCE_SIZE);
  crypto_aead_xchacha20poly1305_ietf_encrypt_detached (
      out + HEARTH_HEADER_NONCE_SIZE, out + TAG_AT, NULL, bytes, PLAIN_SIZE, aad.bytes,
      sizeof aad.bytes, NULL, out, hearth_secret_get_bytes (slot_key));
}

/** hearth_header_clear_slot: makes slot @slot one that nobody opens, like all that were never used. */
void
hearth_header_clear_slot (HearthHeader *self, guint slot)
{
  g_return_if_fail (self != NULL && slot < self->n_slots);

  hearth_random_bytes (_hearth_header_slot_at (self, slot), HEARTH_HEADER_SLOT_SIZE);
}

static HearthSlot *
read_slot (const guint8 *bytes)
{
  HearthSlot *self = g_new0 (HearthSlot, 1);

  self->kind = (HearthSlotKind) bytes[KIND_AT];
  self->is_temporary = (bytes[FLAGS_AT] & FLAG_TEMPORARY) != 0;
  self->made = _hearth_get_u64 (bytes + MADE_AT);
  memcpy (self->user.bytes, bytes + USER_AT, HEARTH_ID_SIZE);
  self->seed = hearth_secret_new (bytes + SEED_AT, 32);
  self->area_secret = hearth_secret_new (bytes + AREA_SECRET_AT, 32);
  memcpy (self->identity_key, bytes + IDENTITY_KEY_AT, 32);
  return self;
}

/**
 * hearth_header_open_slot:
 * @slot_key: from hearth_header_derive_key() with the same @set
 * @out_slot: (out): which slot opened
 *
 * Tries all slots.
 *
 * Returns: (transfer full) (nullable): what the slot holds; %NULL if none opens. Thread: any.
 */
HearthSlot *
hearth_header_open_slot (const HearthHeader *self,
                         guint set,
                         const HearthSecret *slot_key,
                         guint *out_slot)
{
  g_autoptr (HearthSecret) plain = NULL;
  SlotAad aad;

  g_return_val_if_fail (self != NULL && set <= HEARTH_HEADER_RECOVERY_SET, NULL);
  g_return_val_if_fail (slot_key != NULL && out_slot != NULL, NULL);

  plain = hearth_secret_new_zero (PLAIN_SIZE);
  make_aad (self, set, &aad);
  for (guint i = 0; i < self->n_slots; i++)
    {
      const guint8 *slot = _hearth_header_slot_at (self, i);

      if (crypto_aead_xchacha20poly1305_ietf_decrypt_detached (
              hearth_secret_peek_writable (plain), NULL, slot + HEARTH_HEADER_NONCE_SIZE,
              PLAIN_SIZE, slot + TAG_AT, aad.bytes, sizeof aad.bytes, slot,
              hearth_secret_get_bytes (slot_key)) == 0)
        {
          *out_slot = i;
          return read_slot (hearth_secret_get_bytes (plain));
        }
    }
  return NULL;
}

/** hearth_slot_copy: Returns: (transfer full): the same contents. */
HearthSlot *
hearth_slot_copy (const HearthSlot *self)
{
  HearthSlot *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->seed = hearth_secret_ref (self->seed);
  copy->area_secret = hearth_secret_ref (self->area_secret);
  return copy;
}

void
hearth_slot_free (HearthSlot *self)
{
  hearth_secret_unref (self->seed);
  hearth_secret_unref (self->area_secret);
  g_free (self);
}
