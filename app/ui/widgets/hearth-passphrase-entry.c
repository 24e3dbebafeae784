/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-passphrase-entry.h"

#include <glib/gi18n.h>

static GtkEntryBuffer *
get_buffer (AdwPasswordEntryRow *row)
{
  GtkEditable *delegate = gtk_editable_get_delegate (GTK_EDITABLE (row));
  GtkEntryBuffer *buffer = gtk_text_get_buffer (GTK_TEXT (delegate));

  /* Its memory is locked and wiped; any other buffer would leave the passphrase on the heap. */
  g_assert (GTK_IS_PASSWORD_ENTRY_BUFFER (buffer));
  return buffer;
}

HearthSecret *
hearth_passphrase_entry_copy (AdwPasswordEntryRow *row)
{
  GtkEntryBuffer *buffer = get_buffer (row);
  gsize size = gtk_entry_buffer_get_bytes (buffer);

  return size > 0 ? hearth_secret_new ((const guint8 *) gtk_entry_buffer_get_text (buffer), size)
                  : NULL;
}

guint
hearth_passphrase_entry_get_n_chars (AdwPasswordEntryRow *row)
{
  return gtk_entry_buffer_get_length (get_buffer (row));
}

HearthSecret *
hearth_passphrase_entry_take (AdwPasswordEntryRow *row)
{
  HearthSecret *secret = hearth_passphrase_entry_copy (row);

  hearth_passphrase_entry_clear (row);
  return secret;
}

void
hearth_passphrase_entry_clear (AdwPasswordEntryRow *row)
{
  gtk_entry_buffer_delete_text (get_buffer (row), 0, -1);
}

gboolean
hearth_passphrase_entry_equal (AdwPasswordEntryRow *a, AdwPasswordEntryRow *b)
{
  g_autoptr (HearthSecret) first = hearth_passphrase_entry_copy (a);
  g_autoptr (HearthSecret) second = hearth_passphrase_entry_copy (b);

  return first != NULL && second != NULL && hearth_secret_equal (first, second);
}

const char *
hearth_passphrase_entry_describe (AdwPasswordEntryRow *row, const HearthCommonPieces *common)
{
  g_autoptr (HearthSecret) secret = hearth_passphrase_entry_copy (row);

  if (secret == NULL)
    return _ ("At least 20 characters, 10 of them different.");
  switch (hearth_passphrase_judge (secret, common))
    {
    case HEARTH_PASSPHRASE_SHORT:
      return _ ("Too short: use at least 20 characters.");
    case HEARTH_PASSPHRASE_LONG:
      return _ ("Too long: use at most 256 characters.");
    case HEARTH_PASSPHRASE_MONOTONOUS:
      return _ ("Too few different characters: use at least 10.");
    case HEARTH_PASSPHRASE_COMMON:
      return _ ("Mostly a name, a word or a row of keys that everybody tries: add others.");
    case HEARTH_PASSPHRASE_DIGITS:
      return _ ("Mostly digits: dates and numbers are tried first.");
    case HEARTH_PASSPHRASE_REPEATED:
      return _ ("The same again and again is as weak as once.");
    case HEARTH_PASSPHRASE_GOOD:
    default:
      return NULL;
    }
}
