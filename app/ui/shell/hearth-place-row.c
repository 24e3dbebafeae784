/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-place-row.h"

#include <glib/gi18n.h>

struct _HearthPlaceRow
{
  GtkListBoxRow parent_instance;
  char *title;
  GtkLabel *count;
};

G_DEFINE_FINAL_TYPE (HearthPlaceRow, hearth_place_row, GTK_TYPE_LIST_BOX_ROW)

static void
hearth_place_row_finalize (GObject *object)
{
  g_free (HEARTH_PLACE_ROW (object)->title);
  G_OBJECT_CLASS (hearth_place_row_parent_class)->finalize (object);
}

static void
hearth_place_row_class_init (HearthPlaceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hearth_place_row_finalize;
}

static void
hearth_place_row_init (HearthPlaceRow *self)
{
}

HearthPlaceRow *
hearth_place_row_new (const char *icon_name, const char *title)
{
  HearthPlaceRow *self = g_object_new (HEARTH_TYPE_PLACE_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *image = gtk_image_new_from_icon_name (icon_name);

  self->title = g_strdup (title);
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "count");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "numeric");
  gtk_widget_set_valign (GTK_WIDGET (self->count), GTK_ALIGN_CENTER);
  gtk_widget_set_visible (GTK_WIDGET (self->count), FALSE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->count));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return self;
}

void
hearth_place_row_set_count (HearthPlaceRow *self, guint count, gboolean is_urgent)
{
  g_autofree char *text = g_strdup_printf ("%u", count);
  /* Translators: a place of the sidebar and how many things are in it. */
  g_autofree char *spoken = g_strdup_printf (_ ("%s, %u"), self->title, count);

  g_return_if_fail (HEARTH_IS_PLACE_ROW (self));

  gtk_label_set_text (self->count, text);
  gtk_widget_set_visible (GTK_WIDGET (self->count), count > 0);
  if (is_urgent)
    gtk_widget_add_css_class (GTK_WIDGET (self->count), "urgent");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->count), "urgent");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}
