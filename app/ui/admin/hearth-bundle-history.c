/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-bundle-history.h"

#include "hearth-bundle-log.h"
#include "hearth-bundle-words.h"
#include "hearth-format.h"
#include "hearth-keyring.h"
#include "hearth-received-store.h"
#include "hearth-titled-rows.h"

#include <glib/gi18n.h>

#define N_AT_A_TIME 30
/* As many as two people read to each other. */
#define N_HASH_BYTES 8

typedef void (*AddRow) (HearthBundleHistory *self, GtkListBox *list, gconstpointer row);

/* One of both lists. */
typedef struct
{
  GtkListBox *list;
  GtkWidget *more; /* NULL: all are shown */
  GPtrArray *rows;
  guint n_shown;
  AddRow add_row;
} Side;

struct _HearthBundleHistory
{
  AdwBin parent_instance;
  GtkBox *box;
  const HearthContacts *contacts;
  Side sent;
  Side received;
};

G_DEFINE_FINAL_TYPE (HearthBundleHistory, hearth_bundle_history, ADW_TYPE_BIN)

static char *
dup_contact_name (HearthBundleHistory *self, const guint8 key[HEARTH_KEY_SIZE])
{
  const HearthContact *contact = hearth_contacts_find_key (self->contacts, key);

  return contact != NULL ? g_strdup (contact->row->name) : hearth_fingerprint_to_string (key);
}

/* Contacts stand there by their keys in hex, other recipients by what was typed. */
static char *
dup_destination (HearthBundleHistory *self, const char *destination)
{
  g_auto (GStrv) words = g_strsplit (destination, " ", -1);
  GString *text = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint8 key[HEARTH_KEY_SIZE];
      g_autofree char *name = NULL;

      if (g_str_equal (words[i], "passphrase"))
        name = g_strdup (_ ("Under a passphrase"));
      else if (hearth_hex_decode (words[i], key, sizeof key))
        name = dup_contact_name (self, key);
      else
        name = g_strdup (words[i]);
      hearth_format_append_part (text, name);
    }
  return g_string_free (text, FALSE);
}

static void
add_sent (HearthBundleHistory *self, GtkListBox *list, gconstpointer row)
{
  const HearthBundleSent *sent = row;
  g_autofree char *name = dup_destination (self, sent->destination);
  g_autofree char *moment = hearth_format_moment (sent->at_ms);
  g_autofree char *cases =
      g_strdup_printf (ngettext ("%u case", "%u cases", sent->n_cases), sent->n_cases);
  g_autofree char *parts = hearth_bundle_dup_parts (sent->parts);
  g_autofree char *hash = hearth_hex_encode (sent->manifest, N_HASH_BYTES);
  g_autofree char *subtitle =
      sent->is_made
          /* Translators: a moment, "2 cases", names of parts, digits that tell which bundle it is. */
          ? g_strdup_printf (_ ("%1$s · %2$s · %3$s\nHash %4$s"), moment, cases, parts, hash)
          : g_strdup_printf (_ ("%s · begun, and never finished"), moment);

  hearth_titled_rows_add (list, name, subtitle);
}

static void
add_received (HearthBundleHistory *self, GtkListBox *list, gconstpointer row)
{
  const HearthReceivedBundle *received = row;
  g_autofree char *name = dup_contact_name (self, received->sender);
  g_autofree char *moment = hearth_format_moment (received->at_ms);
  g_autofree char *hash = hearth_hex_encode (received->manifest, N_HASH_BYTES);
  g_autofree char *entries = g_strdup_printf (
      ngettext ("%u new entry", "%u new entries", received->n_new), received->n_new);
  g_autofree char *subtitle = g_strdup_printf (_ ("%1$s · %2$s\nHash %3$s"), moment, entries, hash);

  hearth_titled_rows_add (list, name, subtitle);
}

static void
show_more (HearthBundleHistory *self, Side *side)
{
  const guint end = MIN (side->n_shown + N_AT_A_TIME, side->rows->len);

  for (; side->n_shown < end; side->n_shown++)
    side->add_row (self, side->list, side->rows->pdata[side->n_shown]);
  gtk_widget_set_visible (side->more, side->n_shown < side->rows->len);
}

/* Whoever came by keyboard goes on with the first of the new rows. */
static void
on_more_cb (HearthBundleHistory *self, GtkWidget *button)
{
  Side *side = button == self->sent.more ? &self->sent : &self->received;
  const int next = (int) side->n_shown;

  show_more (self, side);
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (side->list, next)));
}

static void
fill_side (HearthBundleHistory *self,
           Side *side,
           GPtrArray *rows,
           AddRow add_row,
           const char *title,
           const char *nothing)
{
  side->list = hearth_titled_rows_add_group (self->box, title, NULL);
  side->rows = g_ptr_array_ref (rows);
  side->add_row = add_row;
  side->more = gtk_button_new_with_mnemonic (_ ("Show _More"));
  gtk_widget_set_halign (side->more, GTK_ALIGN_CENTER);
  g_signal_connect_object (side->more, "clicked", G_CALLBACK (on_more_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->box, side->more);
  if (rows->len == 0)
    hearth_titled_rows_add (side->list, nothing, NULL);
  show_more (self, side);
}

static void
hearth_bundle_history_dispose (GObject *object)
{
  HearthBundleHistory *self = HEARTH_BUNDLE_HISTORY (object);

  g_clear_pointer (&self->sent.rows, g_ptr_array_unref);
  g_clear_pointer (&self->received.rows, g_ptr_array_unref);
  G_OBJECT_CLASS (hearth_bundle_history_parent_class)->dispose (object);
}

static void
hearth_bundle_history_class_init (HearthBundleHistoryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_bundle_history_dispose;
}

static void
hearth_bundle_history_init (HearthBundleHistory *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

GtkWidget *
hearth_bundle_history_new (const HearthContacts *contacts, GPtrArray *sent, GPtrArray *received)
{
  HearthBundleHistory *self = g_object_new (HEARTH_TYPE_BUNDLE_HISTORY, NULL);

  self->contacts = contacts;
  fill_side (self, &self->sent, sent, add_sent, _ ("Sent"), _ ("No bundle was sent yet"));
  fill_side (self, &self->received, received, add_received, _ ("Received"),
             _ ("No bundle was received yet"));
  return GTK_WIDGET (self);
}
