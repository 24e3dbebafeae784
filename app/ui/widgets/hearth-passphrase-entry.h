/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The only way of a passphrase out of a widget: from GTK's locked buffer into a HearthSecret. */
#pragma once

#include "hearth-passphrase.h"

#include <adwaita.h>

G_BEGIN_DECLS

guint hearth_passphrase_entry_get_n_chars (AdwPasswordEntryRow *row);
/* The text, which stays. NULL if it is empty. */
HearthSecret *hearth_passphrase_entry_copy (AdwPasswordEntryRow *row) G_GNUC_WARN_UNUSED_RESULT;
/* Takes the text and empties the entry. NULL if it was empty. */
HearthSecret *hearth_passphrase_entry_take (AdwPasswordEntryRow *row) G_GNUC_WARN_UNUSED_RESULT;
void hearth_passphrase_entry_clear (AdwPasswordEntryRow *row);
gboolean hearth_passphrase_entry_equal (AdwPasswordEntryRow *a, AdwPasswordEntryRow *b);

/* What to say of a passphrase that a person types; NULL if nothing speaks against it. */
const char *hearth_passphrase_entry_describe (AdwPasswordEntryRow *row,
                                              const HearthCommonPieces *common);

G_END_DECLS
