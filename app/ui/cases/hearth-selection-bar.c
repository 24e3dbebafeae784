/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-selection-bar.h"

#include <glib/gi18n.h>

struct _HearthSelectionBar
{
  AdwBin parent_instance;
  GtkRevealer *revealer;
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (HearthSelectionBar, hearth_selection_bar, ADW_TYPE_BIN)

static void
hearth_selection_bar_class_init (HearthSelectionBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/cases/hearth-selection-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthSelectionBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, HearthSelectionBar, label);
}

static void
hearth_selection_bar_init (HearthSelectionBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
hearth_selection_bar_set_n_chosen (HearthSelectionBar *self, guint n_chosen)
{
  g_autofree char *text = NULL;

  g_return_if_fail (HEARTH_IS_SELECTION_BAR (self));

  /* Translators: how many people of the list are chosen to be changed together. */
  text = g_strdup_printf (ngettext ("%u person chosen", "%u people chosen", n_chosen), n_chosen);
  gtk_label_set_text (self->label, text);
  gtk_revealer_set_reveal_child (self->revealer, n_chosen > 1);
}
