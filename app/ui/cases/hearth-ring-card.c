/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-ring-card.h"

#include "hearth-progress-ring.h"

#include <glib/gi18n.h>

struct _HearthRingCard
{
  GtkButton parent_instance;
  HearthProgressRing *ring;
  GtkLabel *subtitle;
  char *title;
};

G_DEFINE_FINAL_TYPE (HearthRingCard, hearth_ring_card, GTK_TYPE_BUTTON)

static void
hearth_ring_card_finalize (GObject *object)
{
  g_free (HEARTH_RING_CARD (object)->title);
  G_OBJECT_CLASS (hearth_ring_card_parent_class)->finalize (object);
}

static void
hearth_ring_card_class_init (HearthRingCardClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hearth_ring_card_finalize;
}

static void
hearth_ring_card_init (HearthRingCard *self)
{
}

static GtkWidget *
make_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  /* In large type a title takes two lines rather than lose its end. */
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  return label;
}

GtkWidget *
hearth_ring_card_new (const char *title, guint accent)
{
  HearthRingCard *self = g_object_new (HEARTH_TYPE_RING_CARD, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *label = make_label (title);

  self->title = g_strdup (title);
  self->ring = g_object_new (HEARTH_TYPE_PROGRESS_RING, "accent", accent, NULL);
  gtk_widget_set_valign (GTK_WIDGET (self->ring), GTK_ALIGN_CENTER);
  self->subtitle = GTK_LABEL (make_label (NULL));
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (GTK_WIDGET (self->subtitle), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->subtitle), "caption");
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), label);
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (self->subtitle));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->ring));
  gtk_box_append (GTK_BOX (box), texts);
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "ring-card");
  hearth_ring_card_set_value (self, 0, 0);
  return GTK_WIDGET (self);
}

void
hearth_ring_card_set_value (HearthRingCard *self, guint done, guint total)
{
  g_autofree char *text = NULL;
  g_autofree char *spoken = NULL;

  g_return_if_fail (HEARTH_IS_RING_CARD (self));

  hearth_progress_ring_set_value (self->ring, done, total);
  text = total == 0
             ? g_strdup (_ ("no steps"))
             /* Translators: how many steps are done: 3 of 12. */
             : g_strdup_printf (ngettext ("%u of %u step", "%u of %u steps", total), done, total);
  spoken = g_strdup_printf ("%s: %s", self->title, text);
  gtk_label_set_text (self->subtitle, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}
