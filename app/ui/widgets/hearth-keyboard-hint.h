/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthKeyboardHint:
 *
 * One line below the entry of a passphrase, whose dots hide what a wrong keyboard layout or Caps Lock
 * does to it: the active layout, and Caps Lock while it is on.
 */
#define HEARTH_TYPE_KEYBOARD_HINT (hearth_keyboard_hint_get_type ())
G_DECLARE_FINAL_TYPE (HearthKeyboardHint, hearth_keyboard_hint, HEARTH, KEYBOARD_HINT, AdwBin)

G_END_DECLS
