/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-text-row.h"

#define MAX_LINES 3

struct _HearthTextRow
{
  GtkListBoxRow parent_instance;
  GtkBox *box;
  GtkWidget *texts;
  GtkLabel *title;
};

G_DEFINE_FINAL_TYPE (HearthTextRow, hearth_text_row, GTK_TYPE_LIST_BOX_ROW)

static void
hearth_text_row_class_init (HearthTextRowClass *klass)
{
}

/* Where the text stands in its room is its own affair: see the header for what GTK makes of an alignment of
 * the widget. */
static GtkWidget *
make_label (const char *text, float yalign)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_lines (GTK_LABEL (label), MAX_LINES);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), yalign);
  gtk_widget_set_vexpand (label, TRUE);
  return label;
}

static void
hearth_text_row_init (HearthTextRow *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12));
  self->texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  gtk_widget_add_css_class (GTK_WIDGET (self), "text-row");
  gtk_widget_set_hexpand (self->texts, TRUE);
  gtk_box_append (self->box, self->texts);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), GTK_WIDGET (self->box));
}

GtkWidget *
hearth_text_row_new (const char *title, const char *subtitle)
{
  HearthTextRow *self = g_object_new (HEARTH_TYPE_TEXT_ROW, NULL);
  const gboolean has_subtitle = subtitle != NULL && *subtitle != '\0';
  g_autofree char *spoken = has_subtitle ? g_strdup_printf ("%s, %s", title, subtitle) : NULL;

  self->title = GTK_LABEL (make_label (title, has_subtitle ? 1.f : 0.5f));
  gtk_box_append (GTK_BOX (self->texts), GTK_WIDGET (self->title));
  if (has_subtitle)
    {
      GtkWidget *label = make_label (subtitle, 0);

      gtk_widget_add_css_class (label, "subtitle");
      gtk_box_append (GTK_BOX (self->texts), label);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  has_subtitle ? spoken : title, -1);
  return GTK_WIDGET (self);
}

const char *
hearth_text_row_get_title (HearthTextRow *self)
{
  g_return_val_if_fail (HEARTH_IS_TEXT_ROW (self), NULL);

  return gtk_label_get_text (self->title);
}

void
hearth_text_row_add_prefix (HearthTextRow *self, GtkWidget *widget)
{
  g_return_if_fail (HEARTH_IS_TEXT_ROW (self));

  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  gtk_box_prepend (self->box, widget);
}

void
hearth_text_row_add_suffix (HearthTextRow *self, GtkWidget *widget)
{
  g_return_if_fail (HEARTH_IS_TEXT_ROW (self));

  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  gtk_box_append (self->box, widget);
}
