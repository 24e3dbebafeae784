/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a passphrase that a person chose must at least have. Only a generated one is worth what the
 * file on a seized laptop needs; these rules keep out the worst (security 6). */
#pragma once

#include "hearth-crypto-error.h"
#include "hearth-secret.h"

G_BEGIN_DECLS

#define HEARTH_PASSPHRASE_MIN_CHARS 20
#define HEARTH_PASSPHRASE_MAX_CHARS 256
#define HEARTH_PASSPHRASE_MIN_DIFFERENT 10

/**
 * HearthPassphraseVerdict:
 * @HEARTH_PASSPHRASE_GOOD: nothing speaks against it
 * @HEARTH_PASSPHRASE_SHORT: fewer than %HEARTH_PASSPHRASE_MIN_CHARS characters
 * @HEARTH_PASSPHRASE_LONG: more than %HEARTH_PASSPHRASE_MAX_CHARS
 * @HEARTH_PASSPHRASE_MONOTONOUS: fewer than %HEARTH_PASSPHRASE_MIN_DIFFERENT different characters
 * @HEARTH_PASSPHRASE_COMMON: mostly one piece that everybody tries: a name, a place, a walk over the
 *   keyboard, a common password
 * @HEARTH_PASSPHRASE_DIGITS: mostly digits: dates and numbers
 * @HEARTH_PASSPHRASE_REPEATED: the same piece again and again
 */
typedef enum
{
  HEARTH_PASSPHRASE_GOOD,
  HEARTH_PASSPHRASE_SHORT,
  HEARTH_PASSPHRASE_LONG,
  HEARTH_PASSPHRASE_MONOTONOUS,
  HEARTH_PASSPHRASE_COMMON,
  HEARTH_PASSPHRASE_DIGITS,
  HEARTH_PASSPHRASE_REPEATED,
} HearthPassphraseVerdict;

/** HearthCommonPieces: the pieces that everybody tries. Immutable. */
typedef struct _HearthCommonPieces HearthCommonPieces;

HearthCommonPieces *hearth_common_pieces_new (GBytes *text,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_common_pieces_free (HearthCommonPieces *self);

HearthPassphraseVerdict hearth_passphrase_judge (const HearthSecret *passphrase,
                                                 const HearthCommonPieces *common);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthCommonPieces, hearth_common_pieces_free)

G_END_DECLS
