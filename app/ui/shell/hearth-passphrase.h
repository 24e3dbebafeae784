/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The only way of a passphrase out of a widget: from GTK's locked buffer into a HearthSecret. */
#pragma once

#include "hearth-secret.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Security 6: what an own passphrase must at least have. */
#define HEARTH_PASSPHRASE_MIN_CHARS 20
#define HEARTH_PASSPHRASE_MIN_DIFFERENT 10

typedef enum
{
  HEARTH_PASSPHRASE_EMPTY,
  HEARTH_PASSPHRASE_SHORT,
  HEARTH_PASSPHRASE_MONOTONOUS,
  HEARTH_PASSPHRASE_GOOD,
} HearthPassphraseJudgement;

guint hearth_passphrase_get_n_chars (AdwPasswordEntryRow *row);
/* Takes the text and empties the entry. NULL if it was empty. */
HearthSecret *hearth_passphrase_take (AdwPasswordEntryRow *row) G_GNUC_WARN_UNUSED_RESULT;
HearthPassphraseJudgement hearth_passphrase_judge (AdwPasswordEntryRow *row);
gboolean hearth_passphrase_equal (AdwPasswordEntryRow *a, AdwPasswordEntryRow *b);

G_END_DECLS
