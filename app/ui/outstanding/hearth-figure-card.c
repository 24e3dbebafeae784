/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-figure-card.h"

struct _HearthFigureCard
{
  GtkToggleButton parent_instance;
  GtkLabel *number;
  GtkLabel *what;
};

G_DEFINE_FINAL_TYPE (HearthFigureCard, hearth_figure_card, GTK_TYPE_TOGGLE_BUTTON)

static void
hearth_figure_card_class_init (HearthFigureCardClass *klass)
{
}

static void
hearth_figure_card_init (HearthFigureCard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->number = GTK_LABEL (gtk_label_new (NULL));
  self->what = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->number), "figure-number");
  gtk_widget_add_css_class (GTK_WIDGET (self->number), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->what), "dim-label");
  gtk_label_set_xalign (self->number, 0);
  gtk_label_set_xalign (self->what, 0);
  gtk_label_set_wrap (self->what, TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->number));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->what));
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "figure");
}

GtkWidget *
hearth_figure_card_new (const char *look)
{
  HearthFigureCard *self = g_object_new (HEARTH_TYPE_FIGURE_CARD, NULL);

  if (look != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->number), look);
  return GTK_WIDGET (self);
}

void
hearth_figure_card_set (HearthFigureCard *self, guint number, const char *what)
{
  g_autofree char *figure = g_strdup_printf ("%u", number);

  hearth_figure_card_set_text (self, figure, what);
}

void
hearth_figure_card_set_text (HearthFigureCard *self, const char *figure, const char *what)
{
  g_autofree char *spoken = g_strdup_printf ("%s %s", figure, what);

  g_return_if_fail (HEARTH_IS_FIGURE_CARD (self));

  gtk_label_set_text (self->number, figure);
  gtk_label_set_text (self->what, what);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}
