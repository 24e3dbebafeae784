/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundle owns the files that travel between vaults: what goes in, how it is packed, sealed and
 * signed, and how a stranger's file is read without believing any of it too early. It keeps no SQL
 * and knows no window. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HearthBundleError:
 * @HEARTH_BUNDLE_ERROR_NOT_BUNDLE: no age file, or nothing that can be a file of ours
 * @HEARTH_BUNDLE_ERROR_LIMIT: beyond a bound of hearth-bundle-limits
 * @HEARTH_BUNDLE_ERROR_HEADER: the age header breaks its format
 * @HEARTH_BUNDLE_ERROR_NO_KEY: not for any key at hand, or another passphrase
 * @HEARTH_BUNDLE_ERROR_MAC: the age header was changed
 * @HEARTH_BUNDLE_ERROR_PAYLOAD: the payload is cut, changed or extended
 * @HEARTH_BUNDLE_ERROR_MANIFEST: the manifest is not as it must be
 * @HEARTH_BUNDLE_ERROR_UNKNOWN_SENDER: signed by a vault that nobody here has verified
 * @HEARTH_BUNDLE_ERROR_REVOKED: signed by a vault that was revoked here
 * @HEARTH_BUNDLE_ERROR_SIGNATURE: the signature does not belong to manifest and sender
 * @HEARTH_BUNDLE_ERROR_NOT_ADDRESSED: sealed to us by someone, but the sender did not address us
 * @HEARTH_BUNDLE_ERROR_TOO_NEW: made by a newer program in a form that this one cannot read
 * @HEARTH_BUNDLE_ERROR_ARCHIVE: the inner archive is not as it must be
 * @HEARTH_BUNDLE_ERROR_ENTRY: a member is not the one that the manifest announced
 * @HEARTH_BUNDLE_ERROR_CARD: a card that is not signed by itself, or is missing
 * @HEARTH_BUNDLE_ERROR_COMMIT: a line that is no commit of its part, or is forged
 * @HEARTH_BUNDLE_ERROR_DENIED: what was asked to leave may not leave in this way
 * @HEARTH_BUNDLE_ERROR_NO_CASE: a case of which there is nothing in the chosen parts
 *
 * Messages are for developers; they may name a part and the number of a line, and no content.
 */
typedef enum
{
  HEARTH_BUNDLE_ERROR_NOT_BUNDLE,
  HEARTH_BUNDLE_ERROR_LIMIT,
  HEARTH_BUNDLE_ERROR_HEADER,
  HEARTH_BUNDLE_ERROR_NO_KEY,
  HEARTH_BUNDLE_ERROR_MAC,
  HEARTH_BUNDLE_ERROR_PAYLOAD,
  HEARTH_BUNDLE_ERROR_MANIFEST,
  HEARTH_BUNDLE_ERROR_UNKNOWN_SENDER,
  HEARTH_BUNDLE_ERROR_REVOKED,
  HEARTH_BUNDLE_ERROR_SIGNATURE,
  HEARTH_BUNDLE_ERROR_NOT_ADDRESSED,
  HEARTH_BUNDLE_ERROR_TOO_NEW,
  HEARTH_BUNDLE_ERROR_ARCHIVE,
  HEARTH_BUNDLE_ERROR_ENTRY,
  HEARTH_BUNDLE_ERROR_CARD,
  HEARTH_BUNDLE_ERROR_COMMIT,
  HEARTH_BUNDLE_ERROR_DENIED,
  HEARTH_BUNDLE_ERROR_NO_CASE,
} HearthBundleError;

#define HEARTH_BUNDLE_ERROR (hearth_bundle_error_quark ())
GQuark hearth_bundle_error_quark (void);

const char *hearth_bundle_error_get_code (const GError *error);
void hearth_bundle_error_translate (GError **error);

G_END_DECLS
