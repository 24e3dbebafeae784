/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthUnlockPage:
 *
 * What a locked window shows: which vault, who, and the passphrase; or the way to a first vault.
 * Property desk, construct only. When it has unlocked the desk, the window goes on.
 */
#define HEARTH_TYPE_UNLOCK_PAGE (hearth_unlock_page_get_type ())
G_DECLARE_FINAL_TYPE (HearthUnlockPage, hearth_unlock_page, HEARTH, UNLOCK_PAGE, AdwBin)

/* Offers the vault at @path, from wherever it was opened, beside those of the person's folder. */
void hearth_unlock_page_offer (HearthUnlockPage *self, const char *path);
/* Fills in and unlocks the demo vault; nothing happens if there is none. */
void hearth_unlock_page_open_demo (HearthUnlockPage *self);
/* The vault that is chosen, NULL if none. */
const char *hearth_unlock_page_get_path (HearthUnlockPage *self);

G_END_DECLS
