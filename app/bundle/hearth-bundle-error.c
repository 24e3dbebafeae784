/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-bundle-error.h"
#include "hearth-crypto-error.h"
#include "hearth-error.h"

/* clang-format off */
G_DEFINE_QUARK (hearth-bundle-error-quark, hearth_bundle_error)
/* clang-format on */

/* Codes are stable: scripts and other programs compare them. */
static const char *const codes[] = {
  [HEARTH_BUNDLE_ERROR_NOT_BUNDLE] = "E_NOT_BUNDLE",
  [HEARTH_BUNDLE_ERROR_LIMIT] = "E_LIMIT",
  [HEARTH_BUNDLE_ERROR_HEADER] = "E_HEADER",
  [HEARTH_BUNDLE_ERROR_NO_KEY] = "E_NO_KEY",
  [HEARTH_BUNDLE_ERROR_MAC] = "E_MAC",
  [HEARTH_BUNDLE_ERROR_PAYLOAD] = "E_PAYLOAD",
  [HEARTH_BUNDLE_ERROR_MANIFEST] = "E_MANIFEST",
  [HEARTH_BUNDLE_ERROR_UNKNOWN_SENDER] = "E_UNKNOWN_SENDER",
  [HEARTH_BUNDLE_ERROR_REVOKED] = "E_REVOKED",
  [HEARTH_BUNDLE_ERROR_SIGNATURE] = "E_SIGNATURE",
  [HEARTH_BUNDLE_ERROR_NOT_ADDRESSED] = "E_NOT_ADDRESSED",
  [HEARTH_BUNDLE_ERROR_TOO_NEW] = "E_TOO_NEW",
  [HEARTH_BUNDLE_ERROR_ARCHIVE] = "E_ARCHIVE",
  [HEARTH_BUNDLE_ERROR_ENTRY] = "E_ENTRY",
  [HEARTH_BUNDLE_ERROR_CARD] = "E_CARD",
  [HEARTH_BUNDLE_ERROR_COMMIT] = "E_COMMIT",
  [HEARTH_BUNDLE_ERROR_DENIED] = "E_DENIED",
  [HEARTH_BUNDLE_ERROR_NO_CASE] = "E_NO_CASE",
};

/** hearth_bundle_error_get_code: Returns: (nullable): "E_…"; %NULL for errors of other layers. */
const char *
hearth_bundle_error_get_code (const GError *error)
{
  if (error == NULL || error->domain != HEARTH_BUNDLE_ERROR ||
      (guint) error->code >= G_N_ELEMENTS (codes))
    return NULL;
  return codes[error->code];
}

static HearthBundleError
translate_crypto (HearthCryptoError code)
{
  switch (code)
    {
    case HEARTH_CRYPTO_ERROR_NOT_AGE:
    case HEARTH_CRYPTO_ERROR_ARMOR:
      return HEARTH_BUNDLE_ERROR_NOT_BUNDLE;
    case HEARTH_CRYPTO_ERROR_LIMIT:
      return HEARTH_BUNDLE_ERROR_LIMIT;
    case HEARTH_CRYPTO_ERROR_NO_KEY:
      return HEARTH_BUNDLE_ERROR_NO_KEY;
    case HEARTH_CRYPTO_ERROR_MAC:
      return HEARTH_BUNDLE_ERROR_MAC;
    case HEARTH_CRYPTO_ERROR_PAYLOAD:
      return HEARTH_BUNDLE_ERROR_PAYLOAD;
    case HEARTH_CRYPTO_ERROR_SIGNATURE:
      return HEARTH_BUNDLE_ERROR_SIGNATURE;
    case HEARTH_CRYPTO_ERROR_HEADER:
    case HEARTH_CRYPTO_ERROR_INVALID:
    case HEARTH_CRYPTO_ERROR_NO_MEMORY:
    default:
      return HEARTH_BUNDLE_ERROR_HEADER;
    }
}

/**
 * hearth_bundle_error_translate:
 * @error: (inout): set
 *
 * Gives errors of the age reader and of the archive reader the code that a bundle has for them.
 * Errors of files and of memory stay what they are.
 */
void
hearth_bundle_error_translate (GError **error)
{
  if ((*error)->domain == HEARTH_CRYPTO_ERROR && (*error)->code != HEARTH_CRYPTO_ERROR_NO_MEMORY)
    (*error)->code = translate_crypto ((HearthCryptoError) (*error)->code);
  else if ((*error)->domain == HEARTH_BASE_ERROR)
    (*error)->code = HEARTH_BUNDLE_ERROR_ARCHIVE;
  else
    return;
  (*error)->domain = HEARTH_BUNDLE_ERROR;
}
