/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-contacts-page.h"

#include "hearth-bundle-limits.h"
#include "hearth-bundle-log.h"
#include "hearth-bundle-words.h"
#include "hearth-compare-window.h"
#include "hearth-confirm.h"
#include "hearth-contact-acts.h"
#include "hearth-file-picker.h"
#include "hearth-format.h"
#include "hearth-keyring.h"
#include "hearth-qr.h"
#include "hearth-received-store.h"
#include "hearth-sentence.h"
#include "hearth-target.h"
#include "hearth-text-row.h"
#include "hearth-titled-rows.h"

#include <glib/gi18n.h>
#include <string.h>

#define QR_SIDE 120
#define MAX_SHOWN 50
/* As many as two people read to each other. */
#define N_HASH_BYTES 8

/** What the page shows, read in one go. */
typedef struct
{
  HearthContacts *contacts;
  GPtrArray *sent;     /* (element-type HearthBundleSent) */
  GPtrArray *received; /* (element-type HearthReceivedBundle) */
} Shown;

struct _HearthContactsPage
{
  HearthPlacePage parent_instance;
  GtkBox *box;
  Shown *shown; /* NULL: not read yet */
  gboolean is_disposed;
};

G_DEFINE_FINAL_TYPE (HearthContactsPage, hearth_contacts_page, HEARTH_TYPE_PLACE_PAGE)

static void load (HearthContactsPage *self);

static void
shown_free (Shown *shown)
{
  g_clear_pointer (&shown->contacts, hearth_contacts_free);
  g_clear_pointer (&shown->sent, g_ptr_array_unref);
  g_clear_pointer (&shown->received, g_ptr_array_unref);
  g_free (shown);
}

static HearthDesk *
get_desk (HearthContactsPage *self)
{
  return hearth_place_page_get_desk (HEARTH_PLACE_PAGE (self));
}

static HearthContext *
get_context (HearthContactsPage *self)
{
  return hearth_place_page_get_context (HEARTH_PLACE_PAGE (self));
}

static gboolean
is_owner (HearthContactsPage *self)
{
  return hearth_vault_is_owner (hearth_context_get_vault (get_context (self)));
}

static GtkWidget *
make_text (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

/* --- The own card ----------------------------------------------------------------------------- */

static void
draw_code (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  double side = MIN (width, height);

  /* Cameras want dark on light, also in the dark style. */
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr, 0, 0, side, side);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  hearth_qr_draw (cr, g_object_get_data (G_OBJECT (area), "text"), 6, 6, side - 12);
}

static GtkWidget *
make_code (const char *text)
{
  GtkWidget *area = gtk_drawing_area_new ();

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), QR_SIDE);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), QR_SIDE);
  gtk_widget_set_valign (area, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (area), "text", g_strdup (text), g_free);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_code, NULL, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("The fingerprint as a code for a camera"), -1);
  return area;
}

static void
on_card_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthContactsPage) self = HEARTH_CONTACTS_PAGE (user_data);
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    hearth_desk_say (get_desk (self), _ ("The card is saved. It holds no secret."));
  else
    hearth_desk_report_error (get_desk (self), error);
}

static void
on_card_place_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  HearthContactsPage *self = HEARTH_CONTACTS_PAGE (source);
  g_autoptr (GFile) file = hearth_file_picker_run_finish (result);
  g_autoptr (GBytes) bytes = NULL;

  if (file == NULL || get_context (self) == NULL || self->shown == NULL ||
      self->shown->contacts->own_line == NULL || !hearth_target_is_accepted (get_desk (self), file))
    return;
  bytes = g_bytes_new (self->shown->contacts->own_line, strlen (self->shown->contacts->own_line));
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION,
                                       NULL, on_card_written_cb, g_object_ref (self));
}

static void
on_save_card_cb (HearthContactsPage *self)
{
  g_autofree char *name = g_strdup_printf ("%s.card", self->shown->contacts->own->label);

  hearth_file_picker_run_async (GTK_WIDGET (self), HEARTH_FILE_PICKER_SAVE, _ ("Save the Card"),
                                name, NULL, on_card_place_cb, NULL);
}

static void
add_own (HearthContactsPage *self)
{
  const HearthContacts *contacts = self->shown->contacts;
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Save Card…"));
  g_autofree char *fingerprint = NULL;

  gtk_box_append (self->box, group);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Card of This Vault"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (group),
      _ ("Give the file to another hospital, and read it the digits in person or by telephone."));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), card);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "notice");
  gtk_box_append (GTK_BOX (card), texts);
  if (contacts->own == NULL)
    {
      gtk_box_append (
          GTK_BOX (texts),
          make_text (_ ("There is no card yet: an owner has to open the vault once."), NULL));
      return;
    }
  fingerprint = hearth_fingerprint_to_string (contacts->own->identity);
  gtk_box_append (GTK_BOX (texts), make_text (contacts->own->label, "heading"));
  gtk_box_append (GTK_BOX (texts), make_text (fingerprint, "title-4"));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_save_card_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (texts), button);
  gtk_box_append (GTK_BOX (card), make_code (fingerprint));
}

/* --- Contacts --------------------------------------------------------------------------------- */

typedef struct
{
  HearthContactsPage *page;
  HearthContactAct *act;
} Wish;

static void
wish_free (Wish *wish)
{
  g_object_unref (wish->page);
  hearth_contact_act_free (wish->act);
  g_free (wish);
}

static void
on_changed_cb (HearthContactsPage *self)
{
  load (self);
}

/* Who swaps keys hopes that nobody looks: the same name under another key is said. */
static gboolean
is_name_taken (HearthContactsPage *self, const HearthContactRow *row)
{
  for (guint i = 0; i < self->shown->contacts->list->len; i++)
    {
      const HearthContact *other = self->shown->contacts->list->pdata[i];

      if (g_str_equal (other->row->name, row->name) &&
          !hearth_hash_equal (other->row->key, row->key))
        return TRUE;
    }
  return FALSE;
}

static void
compare (HearthContactsPage *self, const HearthContactRow *row)
{
  const HearthBundleCard *own = self->shown->contacts->own;
  g_autofree char *fingerprint = own != NULL ? hearth_fingerprint_to_string (own->identity) : NULL;
  GtkWidget *window =
      hearth_compare_window_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                 get_desk (self), row, fingerprint, is_name_taken (self, row));

  g_signal_connect_object (window, "verified", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static const HearthContactRow *
find_row (HearthContactsPage *self, GtkWidget *button)
{
  const guint8 *key = g_object_get_data (G_OBJECT (button), "key");
  const HearthContact *contact =
      self->shown != NULL ? hearth_contacts_find_key (self->shown->contacts, key) : NULL;

  return contact != NULL ? contact->row : NULL;
}

static void
on_compare_cb (HearthContactsPage *self, GtkWidget *button)
{
  const HearthContactRow *row = find_row (self, button);

  if (row != NULL && get_context (self) != NULL)
    compare (self, row);
}

static void
on_run_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wish *wish = user_data;
  HearthContactsPage *self = wish->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthContactRow) row = NULL;
  HearthContext *context = self->is_disposed ? NULL : get_context (self);

  if (context != NULL)
    {
      row = hearth_contact_act_run_finish (context, wish->act, result, &error);
      if (row == NULL)
        hearth_desk_report_error (get_desk (self), error);
      else if (row->state == HEARTH_CONTACT_OFFERED && self->shown != NULL)
        compare (self, row);
      load (self);
    }
  wish_free (wish);
}

static void
run (HearthContactsPage *self, HearthContactAct *act)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->page = g_object_ref (self);
  wish->act = act;
  hearth_contact_act_run_async (get_context (self), act, on_run_cb, wish);
}

static void
on_revoke_confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wish *wish = user_data;

  if (hearth_confirm_finish (result) && get_context (wish->page) != NULL)
    run (wish->page, g_steal_pointer (&wish->act));
  g_object_unref (wish->page);
  g_clear_pointer (&wish->act, hearth_contact_act_free);
  g_free (wish);
}

static void
on_revoke_cb (HearthContactsPage *self, GtkWidget *button)
{
  const HearthContactRow *row = find_row (self, button);
  g_autofree char *heading = NULL;
  Wish *wish;

  if (row == NULL || get_context (self) == NULL)
    return;
  /* Translators: the placeholder is the name of a hospital. */
  heading = g_strdup_printf (_ ("Revoke %s?"), row->name);
  wish = g_new0 (Wish, 1);
  wish->page = g_object_ref (self);
  wish->act = hearth_contact_act_new_revoke (row->key);
  hearth_confirm_async (
      GTK_WIDGET (self), heading,
      _ ("For a laptop that was lost. Bundles from it are refused from now on, for "
         "good; what is here already stays."),
      _ ("_Revoke"), TRUE, on_revoke_confirmed_cb, wish);
}

static GtkWidget *
make_button (HearthContactsPage *self,
             const HearthContactRow *row,
             const char *text,
             GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (text);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "key", g_memdup2 (row->key, sizeof row->key), g_free);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

static void
add_contact (HearthContactsPage *self, GtkListBox *list, const HearthContactRow *contact)
{
  static const char *const states[] = {
    [HEARTH_CONTACT_OFFERED] = N_ ("Not compared yet: of no use until then"),
    [HEARTH_CONTACT_VERIFIED] = N_ ("Fingerprint compared"),
    [HEARTH_CONTACT_REVOKED] = N_ ("Revoked: nothing is taken from it"),
  };
  g_autofree char *fingerprint = hearth_fingerprint_to_string (contact->key);
  g_autofree char *subtitle = g_strdup_printf ("%s\n%s", _ (states[contact->state]), fingerprint);
  GtkWidget *row = hearth_titled_rows_add (list, contact->name, subtitle);

  if (!is_owner (self))
    return;
  if (contact->state == HEARTH_CONTACT_OFFERED)
    hearth_text_row_add_suffix (HEARTH_TEXT_ROW (row), make_button (self, contact, _ ("_Compare…"),
                                                                    G_CALLBACK (on_compare_cb)));
  if (contact->state == HEARTH_CONTACT_VERIFIED)
    hearth_text_row_add_suffix (HEARTH_TEXT_ROW (row), make_button (self, contact, _ ("_Revoke…"),
                                                                    G_CALLBACK (on_revoke_cb)));
}

static void
on_card_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthContactsPage) self = HEARTH_CONTACTS_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  gsize size;
  const char *text;

  if (self->is_disposed || get_context (self) == NULL)
    return;
  if (bytes == NULL)
    {
      hearth_desk_report_error (get_desk (self), error);
      return;
    }
  text = g_bytes_get_data (bytes, &size);
  run (self, hearth_contact_act_new_add (text != NULL ? text : "", size, NULL));
}

/* No further than a card may reach: a stick may lie. */
static void
add_card_file (HearthContactsPage *self, GFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &error);

  if (stream == NULL)
    hearth_desk_report_error (get_desk (self), error);
  else
    g_input_stream_read_bytes_async (G_INPUT_STREAM (stream), HEARTH_BUNDLE_MAX_CARD + 1,
                                     G_PRIORITY_DEFAULT, NULL, on_card_read_cb,
                                     g_object_ref (self));
}

static void
on_card_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  HearthContactsPage *self = HEARTH_CONTACTS_PAGE (source);
  g_autoptr (GFile) file = hearth_file_picker_run_finish (result);

  if (file != NULL && get_context (self) != NULL)
    add_card_file (self, file);
}

static void
on_add_cb (HearthContactsPage *self)
{
  hearth_file_picker_run_async (GTK_WIDGET (self), HEARTH_FILE_PICKER_OPEN, _ ("Add a Card"), NULL,
                                NULL, on_card_chosen_cb, NULL);
}

static gboolean
on_drop_cb (HearthContactsPage *self, const GValue *value)
{
  g_autofree char *name = NULL;

  if (get_context (self) == NULL || !G_VALUE_HOLDS (value, G_TYPE_FILE) || !is_owner (self))
    return FALSE;
  name = g_file_get_basename (g_value_get_object (value));
  if (name == NULL || !g_str_has_suffix (name, ".card"))
    return FALSE;
  add_card_file (self, g_value_get_object (value));
  return TRUE;
}

static void
add_contacts (HearthContactsPage *self)
{
  GtkListBox *list = hearth_titled_rows_add_group (
      self->box, _ ("Contacts"),
      _ ("Hospitals and headquarters that bundles go to and come from. Nothing goes to a "
         "contact, and nothing is taken from it, before its fingerprint was compared."));
  const GPtrArray *contacts = self->shown->contacts->list;

  for (guint i = 0; i < contacts->len; i++)
    {
      const HearthContact *contact = contacts->pdata[i];

      if (contact->row->state != HEARTH_CONTACT_REMOVED)
        add_contact (self, list, contact->row);
    }
  if (gtk_widget_get_first_child (GTK_WIDGET (list)) == NULL)
    hearth_titled_rows_add (list, _ ("No contacts yet"), NULL);
  if (is_owner (self))
    {
      GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Add a Card…"));

      gtk_widget_add_css_class (button, "pill");
      gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
      g_signal_connect_object (button, "clicked", G_CALLBACK (on_add_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->box, button);
    }
  else
    gtk_box_append (self->box, make_text (_ ("Only an owner adds contacts."), "dim-label"));
}

/* --- What went and came ----------------------------------------------------------------------- */

static char *
dup_contact_name (HearthContactsPage *self, const guint8 key[HEARTH_KEY_SIZE])
{
  const HearthContact *contact = hearth_contacts_find_key (self->shown->contacts, key);

  return contact != NULL ? g_strdup (contact->row->name) : hearth_fingerprint_to_string (key);
}

/* Contacts stand there by their keys in hex, other recipients by what was typed. */
static char *
dup_destination (HearthContactsPage *self, const char *destination)
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
add_sent (HearthContactsPage *self, GtkListBox *list, const HearthBundleSent *sent)
{
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
add_received (HearthContactsPage *self, GtkListBox *list, const HearthReceivedBundle *received)
{
  g_autofree char *name = dup_contact_name (self, received->sender);
  g_autofree char *moment = hearth_format_moment (received->at_ms);
  g_autofree char *hash = hearth_hex_encode (received->manifest, N_HASH_BYTES);
  g_autofree char *entries = g_strdup_printf (
      ngettext ("%u new entry", "%u new entries", received->n_new), received->n_new);
  g_autofree char *subtitle = g_strdup_printf (_ ("%1$s · %2$s\nHash %3$s"), moment, entries, hash);

  hearth_titled_rows_add (list, name, subtitle);
}

static void
add_history (HearthContactsPage *self)
{
  GtkListBox *list;

  list = hearth_titled_rows_add_group (self->box, _ ("Sent"), NULL);
  for (guint i = 0; i < MIN (self->shown->sent->len, MAX_SHOWN); i++)
    add_sent (self, list, self->shown->sent->pdata[i]);
  if (self->shown->sent->len == 0)
    hearth_titled_rows_add (list, _ ("No bundle was sent yet"), NULL);
  list = hearth_titled_rows_add_group (self->box, _ ("Received"), NULL);
  for (guint i = 0; i < MIN (self->shown->received->len, MAX_SHOWN); i++)
    add_received (self, list, self->shown->received->pdata[i]);
  if (self->shown->received->len == 0)
    hearth_titled_rows_add (list, _ ("No bundle was received yet"), NULL);
}

/* --- Reading ---------------------------------------------------------------------------------- */

static gpointer
read_on_reader (HearthDb *db, gpointer data, GError **error)
{
  Shown *shown = g_new0 (Shown, 1);

  shown->contacts = hearth_contacts_load (db, error);
  if (shown->contacts != NULL)
    shown->sent = hearth_bundle_log_list (db, error);
  if (shown->sent != NULL)
    shown->received = hearth_received_list (db, error);
  if (shown->received != NULL)
    return shown;
  shown_free (shown);
  return NULL;
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthContactsPage) self = HEARTH_CONTACTS_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  Shown *shown = hearth_store_read_finish (HEARTH_STORE (source), result, &error);
  GtkWidget *child;

  if (self->is_disposed || get_context (self) == NULL || shown == NULL)
    {
      g_clear_pointer (&shown, shown_free);
      if (error != NULL && !self->is_disposed)
        hearth_desk_report_error (get_desk (self), error);
      return;
    }
  g_clear_pointer (&self->shown, shown_free);
  self->shown = shown;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  add_own (self);
  add_contacts (self);
  add_history (self);
}

static void
load (HearthContactsPage *self)
{
  HearthContext *context = get_context (self);

  if (context != NULL)
    hearth_store_read_async (
        hearth_context_get_store (context), read_on_reader, NULL, NULL, (GDestroyNotify) shown_free,
        hearth_desk_get_cancellable (get_desk (self)), on_read_cb, g_object_ref (self));
}

static void
hearth_contacts_page_enter (HearthPlacePage *page)
{
  load (HEARTH_CONTACTS_PAGE (page));
}

static void
hearth_contacts_page_dispose (GObject *object)
{
  HearthContactsPage *self = HEARTH_CONTACTS_PAGE (object);

  self->is_disposed = TRUE;
  g_clear_pointer (&self->shown, shown_free);
  G_OBJECT_CLASS (hearth_contacts_page_parent_class)->dispose (object);
}

static void
hearth_contacts_page_class_init (HearthContactsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_contacts_page_dispose;
  HEARTH_PLACE_PAGE_CLASS (klass)->enter = hearth_contacts_page_enter;
}

static void
hearth_contacts_page_init (HearthContactsPage *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 24));
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 640);
  gtk_widget_set_margin_start (clamp, 12);
  gtk_widget_set_margin_end (clamp, 12);
  gtk_widget_set_margin_top (clamp, 24);
  gtk_widget_set_margin_bottom (clamp, 24);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->box));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  adw_bin_set_child (ADW_BIN (self), scrolled);
  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
