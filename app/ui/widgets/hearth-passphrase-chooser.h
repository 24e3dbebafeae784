/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-secret.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthPassphraseChooser:
 *
 * How a new passphrase is made (security 6): drawn words are shown once and typed back; an own one
 * only after the page that says what it is worth.
 *
 * Property for-file (construct-only): the words are for a file that leaves: one more of them, and no own passphrase.
 * Property ready (notifies): whether hearth_passphrase_chooser_take() has something to give.
 * Property typing (notifies): whether something is to be typed, not words to be written down.
 * Signal ::activated: Return in the last entry of a ready chooser.
 */
#define HEARTH_TYPE_PASSPHRASE_CHOOSER (hearth_passphrase_chooser_get_type ())
G_DECLARE_FINAL_TYPE (
    HearthPassphraseChooser, hearth_passphrase_chooser, HEARTH, PASSPHRASE_CHOOSER, AdwBin)

gboolean hearth_passphrase_chooser_is_ready (HearthPassphraseChooser *self);
/* Property for-file: the words, which stay as they are until they are taken. */
HearthSecret *hearth_passphrase_chooser_ref_words (HearthPassphraseChooser *self)
    G_GNUC_WARN_UNUSED_RESULT;
/* The passphrase, once; the chooser begins again with other words. */
HearthSecret *hearth_passphrase_chooser_take (HearthPassphraseChooser *self)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
