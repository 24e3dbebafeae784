/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-contacts-page.h"

#include "hearth-bundle-history.h"
#include "hearth-bundle-limits.h"
#include "hearth-bundle-log.h"
#include "hearth-compare-window.h"
#include "hearth-contact-acts.h"
#include "hearth-contact-window.h"
#include "hearth-contact-words.h"
#include "hearth-file-picker.h"
#include "hearth-key-window.h"
#include "hearth-own-card.h"
#include "hearth-received-store.h"
#include "hearth-text-row.h"
#include "hearth-titled-rows.h"

#include <glib/gi18n.h>
#include <string.h>

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

static void
compare (HearthContactsPage *self, const HearthContactRow *row)
{
  GtkWidget *window = hearth_compare_window_new (
      GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), get_desk (self), row);

  g_signal_connect_object (window, "verified", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static const HearthContact *
find_contact (HearthContactsPage *self, gpointer widget)
{
  const guint8 *key = g_object_get_data (widget, "key");

  return self->shown != NULL && key != NULL ? hearth_contacts_find_key (self->shown->contacts, key)
                                            : NULL;
}

static void
on_compare_cb (HearthContactsPage *self, GtkWidget *button)
{
  const HearthContact *contact = find_contact (self, button);

  if (contact != NULL && get_context (self) != NULL)
    compare (self, contact->row);
}

static void
on_row_activated_cb (HearthContactsPage *self, GtkListBoxRow *row)
{
  const HearthContact *contact = find_contact (self, row);
  GtkWidget *window;

  if (contact == NULL || get_context (self) == NULL)
    return;
  window = hearth_contact_window_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                      get_desk (self), contact);
  g_signal_connect_object (window, "changed", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
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
set_key (GtkWidget *widget, const HearthContactRow *contact)
{
  g_object_set_data_full (G_OBJECT (widget), "key", g_memdup2 (contact->key, sizeof contact->key),
                          g_free);
}

static GtkWidget *
make_compare_button (HearthContactsPage *self, const HearthContactRow *contact)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Compare…"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  set_key (button, contact);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_compare_cb), self, G_CONNECT_SWAPPED);
  return button;
}

/* An owner opens it; the arrow says so. */
static void
add_contact (HearthContactsPage *self, GtkListBox *list, const HearthContactRow *contact)
{
  g_autofree char *key = hearth_contact_dup_key_text (contact);
  g_autofree char *subtitle =
      g_strdup_printf ("%s\n%s", hearth_contact_describe_state (contact), key);
  GtkWidget *row = hearth_titled_rows_add (list, contact->name, subtitle);

  if (!is_owner (self))
    return;
  set_key (row, contact);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  if (contact->state == HEARTH_CONTACT_OFFERED)
    hearth_text_row_add_suffix (HEARTH_TEXT_ROW (row), make_compare_button (self, contact));
  hearth_text_row_add_suffix (HEARTH_TEXT_ROW (row),
                              gtk_image_new_from_icon_name ("go-next-symbolic"));
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

static void
on_key_given_cb (HearthContactsPage *self, const char *key, const char *name)
{
  if (get_context (self) != NULL)
    run (self, hearth_contact_act_new_add (key, strlen (key), name));
}

static void
on_add_key_cb (HearthContactsPage *self)
{
  GtkWidget *window =
      hearth_key_window_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), get_desk (self));

  g_signal_connect_object (window, "given", G_CALLBACK (on_key_given_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
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
add_button (HearthContactsPage *self, GtkWidget *box, const char *text, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (text);

  gtk_widget_add_css_class (button, "pill");
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
make_add_buttons (HearthContactsPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  add_button (self, box, _ ("_Add a Card…"), G_CALLBACK (on_add_cb));
  add_button (self, box, _ ("Add a _Key…"), G_CALLBACK (on_add_key_cb));
  return box;
}

static GtkWidget *
make_owners_only (void)
{
  GtkWidget *label = gtk_label_new (_ ("Only an owner adds contacts."));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  return label;
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
  g_signal_connect_object (list, "row-activated", G_CALLBACK (on_row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->box, is_owner (self) ? make_add_buttons (self) : make_owners_only ());
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
  /* The rows look at what was read. */
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  g_clear_pointer (&self->shown, shown_free);
  self->shown = shown;
  gtk_box_append (self->box, hearth_own_card_new (get_desk (self), shown->contacts));
  add_contacts (self);
  gtk_box_append (self->box,
                  hearth_bundle_history_new (shown->contacts, shown->sent, shown->received));
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
