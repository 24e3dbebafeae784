/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Crypto owns secrets in locked memory, key derivation, signed lines, age and minisign. It keeps
 * no files, knows nothing of vaults or returnees, and is the only layer beside vault that may call
 * libsodium. Everything here may be called from any thread, unless a function says otherwise. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HearthCryptoError:
 * @HEARTH_CRYPTO_ERROR_INVALID: text or bytes that are not of the expected form
 * @HEARTH_CRYPTO_ERROR_LIMIT: a length, a count or a work factor is beyond its bound
 * @HEARTH_CRYPTO_ERROR_NOT_AGE: not an age file at all
 * @HEARTH_CRYPTO_ERROR_HEADER: an age header that breaks the format
 * @HEARTH_CRYPTO_ERROR_NO_KEY: no identity, or not this passphrase, opens the file
 * @HEARTH_CRYPTO_ERROR_MAC: the header was changed after it was written
 * @HEARTH_CRYPTO_ERROR_PAYLOAD: the payload is cut, changed or followed by other bytes
 * @HEARTH_CRYPTO_ERROR_ARMOR: the armor around an age file breaks its format
 * @HEARTH_CRYPTO_ERROR_SIGNATURE: a signature that does not belong to the data and key
 * @HEARTH_CRYPTO_ERROR_NO_MEMORY: the memory that a key derivation needs is not there
 *
 * Messages are for developers and carry no content.
 */
typedef enum
{
  HEARTH_CRYPTO_ERROR_INVALID,
  HEARTH_CRYPTO_ERROR_LIMIT,
  HEARTH_CRYPTO_ERROR_NOT_AGE,
  HEARTH_CRYPTO_ERROR_HEADER,
  HEARTH_CRYPTO_ERROR_NO_KEY,
  HEARTH_CRYPTO_ERROR_MAC,
  HEARTH_CRYPTO_ERROR_PAYLOAD,
  HEARTH_CRYPTO_ERROR_ARMOR,
  HEARTH_CRYPTO_ERROR_SIGNATURE,
  HEARTH_CRYPTO_ERROR_NO_MEMORY,
} HearthCryptoError;

#define HEARTH_CRYPTO_ERROR (hearth_crypto_error_quark ())
GQuark hearth_crypto_error_quark (void);

G_END_DECLS
