/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-compare-window.h"

#include "hearth-contact-words.h"
#include "hearth-keyring.h"
#include "hearth-sentence.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HearthCompareWindow
{
  AdwWindow parent_instance;
  HearthDesk *desk;
  HearthContactRow *contact;
  char *expected; /* what they read out, without spaces */
  GtkEditable *entry;
  GtkLabel *hint;
  GtkWidget *name_taken;
  GtkWidget *own_box;
  GtkWidget *verify_button;
};

G_DEFINE_FINAL_TYPE (HearthCompareWindow, hearth_compare_window, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_VERIFIED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static guint
count_groups (const char *text)
{
  return ((guint) strlen (text) + HEARTH_CONTACT_GROUP_SIZE - 1) / HEARTH_CONTACT_GROUP_SIZE;
}

/* Of the whole groups of TYPED, how many are the same from the first on. */
static guint
count_same (const char *expected, const char *typed, guint n_whole)
{
  guint n = 0;

  while (n < n_whole &&
         strncmp (typed + HEARTH_CONTACT_GROUP_SIZE * n, expected + HEARTH_CONTACT_GROUP_SIZE * n,
                  HEARTH_CONTACT_GROUP_SIZE) == 0)
    n++;
  return n;
}

/* Only whole groups are judged: a digit alone would tell who guesses what comes next. */
static void
on_typed_cb (HearthCompareWindow *self)
{
  g_autofree char *typed =
      hearth_contact_clean_reading (self->contact, gtk_editable_get_text (self->entry));
  const gboolean is_whole = strlen (typed) >= strlen (self->expected);
  const gboolean is_same = g_str_equal (typed, self->expected);
  const guint n_groups = count_groups (self->expected);
  const guint n_whole =
      is_whole ? n_groups : MIN ((guint) strlen (typed) / HEARTH_CONTACT_GROUP_SIZE, n_groups);
  const guint n_same = count_same (self->expected, typed, n_whole);
  const gboolean is_wrong = n_same < n_whole || (is_whole && !is_same);
  g_autofree char *text = NULL;

  if (is_wrong)
    text = g_strdup_printf (
        /* Translators: the placeholder is a number from 1 to 13. */
        _ ("Group %u is different. Let them read it once more. If it stays different, this card is "
           "not theirs: do not use it."),
        MIN (n_same + 1, n_groups));
  else
    text = g_strdup_printf (_ ("%1$u of %2$u groups are the same."), n_same, n_groups);
  gtk_label_set_text (self->hint, text);
  if (is_wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->hint), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->hint), "error");
  gtk_widget_set_sensitive (self->verify_button, is_same);
}

static void
on_verified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthCompareWindow) self = HEARTH_COMPARE_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  HearthContactAct *act = g_object_get_data (G_OBJECT (self), "act");
  HearthContext *context = self->desk != NULL ? hearth_desk_get_context (self->desk) : NULL;
  g_autoptr (HearthContactRow) row = NULL;

  if (context == NULL)
    return;
  row = hearth_contact_act_run_finish (context, act, result, &error);
  if (row == NULL)
    {
      g_autofree char *sentence = hearth_sentence_dup_for_error (error);

      gtk_label_set_text (self->hint, sentence);
      return;
    }
  g_signal_emit (self, signals[SIGNAL_VERIFIED], 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_verify_cb (HearthCompareWindow *self)
{
  HearthContext *context = hearth_desk_get_context (self->desk);
  HearthContactAct *act;

  if (context == NULL || !gtk_widget_get_sensitive (self->verify_button))
    return;
  act = hearth_contact_act_new_verify (self->contact->key, gtk_editable_get_text (self->entry));
  g_object_set_data_full (G_OBJECT (self), "act", act, (GDestroyNotify) hearth_contact_act_free);
  gtk_widget_set_sensitive (self->verify_button, FALSE);
  hearth_contact_act_run_async (context, act, on_verified_cb, g_object_ref (self));
}

static void
on_locked_cb (HearthDesk *desk, GParamSpec *pspec, HearthCompareWindow *self)
{
  if (!hearth_desk_is_unlocked (desk))
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
hearth_compare_window_dispose (GObject *object)
{
  HearthCompareWindow *self = HEARTH_COMPARE_WINDOW (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->contact, hearth_contact_row_free);
  g_clear_pointer (&self->expected, g_free);
  G_OBJECT_CLASS (hearth_compare_window_parent_class)->dispose (object);
}

static void
hearth_compare_window_class_init (HearthCompareWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_compare_window_dispose;
  signals[SIGNAL_VERIFIED] = g_signal_new ("verified", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static GtkWidget *
make_text (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
make_header (HearthCompareWindow *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  /* Between both buttons there is no room for it where text is large; the text below says what it is for. */
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), gtk_label_new (NULL));
  self->verify_button = gtk_button_new_with_mnemonic (_ ("_It Is the Same"));
  gtk_widget_add_css_class (self->verify_button, "suggested-action");
  gtk_widget_set_sensitive (self->verify_button, FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  g_signal_connect_object (self->verify_button, "clicked", G_CALLBACK (on_verify_cb), self,
                           G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->verify_button);
  return header;
}

static void
hearth_compare_window_init (HearthCompareWindow *self)
{
}

static void
fill (HearthCompareWindow *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_entry_row_new ();

  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_box_append (GTK_BOX (box), make_text (self->contact->name, "title-3"));
  self->name_taken =
      make_text (_ ("Another contact has this name and another key. If it is the same hospital, "
                    "ask it why its key changed before you compare the digits."),
                 "error");
  gtk_widget_set_visible (self->name_taken, FALSE);
  gtk_box_append (GTK_BOX (box), self->name_taken);
  gtk_box_append (
      GTK_BOX (box),
      make_text (
          self->contact->is_bare
              ? _ ("Meet, or call a number that you knew before this key came, so that you know "
                   "the "
                   "voice. Let them read their key, which begins with age1, and type what you "
                   "hear.")
              : _ ("Meet, or call a number that you knew before this card came, so that you know "
                   "the voice. Let them read the six groups of digits of their card, and type what "
                   "you hear."),
          NULL));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), self->contact->is_bare
                                                                ? _ ("Key That They Read")
                                                                : _ ("Digits That They Read"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  gtk_box_append (GTK_BOX (box), group);
  self->entry = GTK_EDITABLE (row);
  self->hint = GTK_LABEL (make_text ("", NULL));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->hint));
  self->own_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_box_append (GTK_BOX (box), self->own_box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (content), make_header (self));
  gtk_box_append (GTK_BOX (content), scrolled);
  adw_window_set_content (ADW_WINDOW (self), content);
  g_signal_connect_object (row, "changed", G_CALLBACK (on_typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "entry-activated", G_CALLBACK (on_verify_cb), self,
                           G_CONNECT_SWAPPED);
  on_typed_cb (self);
  gtk_widget_grab_focus (row);
}

/* Who swaps keys hopes that nobody looks: the same name under another key is said. */
static gboolean
is_name_taken (const HearthContacts *contacts, const HearthContactRow *row)
{
  for (guint i = 0; i < contacts->list->len; i++)
    {
      const HearthContact *other = contacts->list->pdata[i];

      if (g_str_equal (other->row->name, row->name) &&
          !hearth_hash_equal (other->row->key, row->key))
        return TRUE;
    }
  return FALSE;
}

/* Who has no Hearth compares nothing of ours. */
static void
show_contacts (HearthCompareWindow *self, const HearthContacts *contacts)
{
  g_autofree char *own = NULL;

  gtk_widget_set_visible (self->name_taken, is_name_taken (contacts, self->contact));
  if (contacts->own == NULL || self->contact->is_bare)
    return;
  own = hearth_fingerprint_to_string (contacts->own->identity);
  gtk_box_append (GTK_BOX (self->own_box), make_text (_ ("Then read them yours:"), NULL));
  gtk_box_append (GTK_BOX (self->own_box), make_text (own, "title-4"));
}

static gpointer
load_on_reader (HearthDb *db, gpointer data, GError **error)
{
  return hearth_contacts_load (db, error);
}

static void
on_contacts_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthCompareWindow) self = HEARTH_COMPARE_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthContacts) contacts =
      hearth_store_read_finish (HEARTH_STORE (source), result, &error);

  if (self->desk == NULL)
    return;
  if (contacts != NULL)
    show_contacts (self, contacts);
  else
    hearth_desk_report_error (self->desk, error);
}

GtkWidget *
hearth_compare_window_new (GtkWindow *parent, HearthDesk *desk, const HearthContactRow *contact)
{
  HearthCompareWindow *self =
      g_object_new (HEARTH_TYPE_COMPARE_WINDOW, "transient-for", parent, "modal", TRUE, "title",
                    _ ("Compare Fingerprints"), "default-width", 480, "default-height", 460,
                    "width-request", 360, NULL);

  self->desk = g_object_ref (desk);
  self->contact = hearth_contact_row_copy (contact);
  self->expected = hearth_contact_dup_reading (contact);
  g_signal_connect_object (desk, "notify::unlocked", G_CALLBACK (on_locked_cb), self, 0);
  fill (self);
  if (hearth_desk_get_context (desk) != NULL)
    hearth_store_read_async (hearth_desk_get_store (desk), load_on_reader, NULL, NULL,
                             (GDestroyNotify) hearth_contacts_free,
                             hearth_desk_get_cancellable (desk), on_contacts_loaded_cb,
                             g_object_ref (self));
  return GTK_WIDGET (self);
}
