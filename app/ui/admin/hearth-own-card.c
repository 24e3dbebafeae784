/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-own-card.h"

#include "hearth-file-picker.h"
#include "hearth-keyring.h"
#include "hearth-qr.h"
#include "hearth-target.h"

#include <glib/gi18n.h>
#include <string.h>

#define QR_SIDE 120

struct _HearthOwnCard
{
  AdwPreferencesGroup parent_instance;
  HearthDesk *desk;
  GBytes *line; /* NULL: there is no card */
  char *label;
};

G_DEFINE_FINAL_TYPE (HearthOwnCard, hearth_own_card, ADW_TYPE_PREFERENCES_GROUP)

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
on_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthDesk) desk = HEARTH_DESK (user_data);
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    hearth_desk_say (desk, _ ("The card is saved. It holds no secret."));
  else
    hearth_desk_report_error (desk, error);
}

static void
on_place_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  HearthOwnCard *self = HEARTH_OWN_CARD (source);
  g_autoptr (GFile) file = hearth_file_picker_run_finish (result);

  if (file == NULL || self->desk == NULL || !hearth_desk_is_unlocked (self->desk) ||
      !hearth_target_is_accepted (self->desk, file))
    return;
  g_file_replace_contents_bytes_async (file, self->line, NULL, FALSE,
                                       G_FILE_CREATE_REPLACE_DESTINATION, NULL, on_written_cb,
                                       g_object_ref (self->desk));
}

static void
on_save_cb (HearthOwnCard *self)
{
  g_autofree char *name = g_strdup_printf ("%s.card", self->label);

  hearth_file_picker_run_async (GTK_WIDGET (self), HEARTH_FILE_PICKER_SAVE, _ ("Save the Card"),
                                name, NULL, on_place_cb, NULL);
}

static void
hearth_own_card_dispose (GObject *object)
{
  HearthOwnCard *self = HEARTH_OWN_CARD (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->line, g_bytes_unref);
  g_clear_pointer (&self->label, g_free);
  G_OBJECT_CLASS (hearth_own_card_parent_class)->dispose (object);
}

static void
hearth_own_card_class_init (HearthOwnCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_own_card_dispose;
}

static void
hearth_own_card_init (HearthOwnCard *self)
{
}

static void
fill (HearthOwnCard *self, const HearthBundleCard *own)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Save Card…"));
  g_autofree char *fingerprint = hearth_fingerprint_to_string (own->identity);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "notice");
  gtk_box_append (GTK_BOX (texts), make_text (own->label, "heading"));
  gtk_box_append (GTK_BOX (texts), make_text (fingerprint, "title-4"));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_save_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (texts), button);
  gtk_box_append (GTK_BOX (card), texts);
  gtk_box_append (GTK_BOX (card), make_code (fingerprint));
  adw_preferences_group_add (group, card);
}

GtkWidget *
hearth_own_card_new (HearthDesk *desk, const HearthContacts *contacts)
{
  HearthOwnCard *self = g_object_new (
      HEARTH_TYPE_OWN_CARD, "title", _ ("Card of This Vault"), "description",
      _ ("Give the file to another hospital, and read it the digits in person or by telephone."),
      NULL);

  self->desk = g_object_ref (desk);
  if (contacts->own == NULL || contacts->own_line == NULL)
    {
      adw_preferences_group_add (
          ADW_PREFERENCES_GROUP (self),
          make_text (_ ("There is no card yet: an owner has to open the vault once."), NULL));
      return GTK_WIDGET (self);
    }
  self->line = g_bytes_new (contacts->own_line, strlen (contacts->own_line));
  self->label = g_strdup (contacts->own->label);
  fill (self, contacts->own);
  return GTK_WIDGET (self);
}
