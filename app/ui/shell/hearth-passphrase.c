/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-passphrase.h"

static GtkEntryBuffer *
get_buffer (AdwPasswordEntryRow *row)
{
  GtkEditable *delegate = gtk_editable_get_delegate (GTK_EDITABLE (row));
  GtkEntryBuffer *buffer = gtk_text_get_buffer (GTK_TEXT (delegate));

  /* Its memory is locked and wiped; any other buffer would leave the passphrase on the heap. */
  g_assert (GTK_IS_PASSWORD_ENTRY_BUFFER (buffer));
  return buffer;
}

static HearthSecret *
copy_secret (AdwPasswordEntryRow *row)
{
  GtkEntryBuffer *buffer = get_buffer (row);
  gsize size = gtk_entry_buffer_get_bytes (buffer);

  return size > 0 ? hearth_secret_new ((const guint8 *) gtk_entry_buffer_get_text (buffer), size)
                  : NULL;
}

guint
hearth_passphrase_get_n_chars (AdwPasswordEntryRow *row)
{
  return gtk_entry_buffer_get_length (get_buffer (row));
}

HearthSecret *
hearth_passphrase_take (AdwPasswordEntryRow *row)
{
  HearthSecret *secret = copy_secret (row);

  gtk_entry_buffer_delete_text (get_buffer (row), 0, -1);
  return secret;
}

HearthPassphraseJudgement
hearth_passphrase_judge (AdwPasswordEntryRow *row)
{
  GtkEntryBuffer *buffer = get_buffer (row);
  const char *text = gtk_entry_buffer_get_text (buffer);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  if (*text == '\0')
    return HEARTH_PASSPHRASE_EMPTY;
  if (gtk_entry_buffer_get_length (buffer) < HEARTH_PASSPHRASE_MIN_CHARS)
    return HEARTH_PASSPHRASE_SHORT;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    g_hash_table_add (seen, GUINT_TO_POINTER (g_utf8_get_char (p)));
  return g_hash_table_size (seen) < HEARTH_PASSPHRASE_MIN_DIFFERENT ? HEARTH_PASSPHRASE_MONOTONOUS
                                                                    : HEARTH_PASSPHRASE_GOOD;
}

gboolean
hearth_passphrase_equal (AdwPasswordEntryRow *a, AdwPasswordEntryRow *b)
{
  g_autoptr (HearthSecret) first = copy_secret (a);
  g_autoptr (HearthSecret) second = copy_secret (b);

  return first != NULL && second != NULL && hearth_secret_equal (first, second);
}
