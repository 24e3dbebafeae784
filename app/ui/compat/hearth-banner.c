/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-banner.h"

struct _HearthBanner
{
  AdwBin parent_instance;
  GtkRevealer *revealer;
  GtkLabel *title;
  GtkButton *button;
};

G_DEFINE_FINAL_TYPE (HearthBanner, hearth_banner, ADW_TYPE_BIN)

enum
{
  BUTTON_CLICKED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
on_clicked_cb (HearthBanner *self)
{
  g_signal_emit (self, signals[BUTTON_CLICKED], 0);
}

static void
hearth_banner_class_init (HearthBannerClass *klass)
{
  signals[BUTTON_CLICKED] = g_signal_new ("button-clicked", G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hearth_banner_init (HearthBanner *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->title, TRUE);
  gtk_label_set_xalign (self->title, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->title));

  self->button = GTK_BUTTON (gtk_button_new ());
  gtk_button_set_use_underline (self->button, TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  gtk_widget_set_visible (GTK_WIDGET (self->button), FALSE);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (on_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->button));
  gtk_widget_add_css_class (box, "notice");
  gtk_widget_add_css_class (box, "banner");

  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  gtk_revealer_set_child (self->revealer, box);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->revealer));
}

void
hearth_banner_set_title (HearthBanner *self, const char *title)
{
  g_return_if_fail (HEARTH_IS_BANNER (self));

  gtk_label_set_text (self->title, title);
}

void
hearth_banner_set_button_label (HearthBanner *self, const char *label)
{
  g_return_if_fail (HEARTH_IS_BANNER (self));

  gtk_button_set_label (self->button, label != NULL ? label : "");
  gtk_widget_set_visible (GTK_WIDGET (self->button), label != NULL);
}

void
hearth_banner_set_revealed (HearthBanner *self, gboolean is_revealed)
{
  g_return_if_fail (HEARTH_IS_BANNER (self));

  gtk_revealer_set_reveal_child (self->revealer, is_revealed);
}
