/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-notice-bar.h"

#include <glib/gi18n.h>

struct _HearthNoticeBar
{
  AdwBin parent_instance;
  HearthNotices *notices;

  GtkWidget *title_label;
  GtkWidget *body_label;
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (HearthNoticeBar, hearth_notice_bar, ADW_TYPE_BIN)

/* The target before the name: an action that is found without its target makes GTK warn. */
static void
set_action (GtkActionable *button, const char *detailed)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  g_autoptr (GError) error = NULL;

  gtk_actionable_set_action_name (button, NULL);
  if (detailed == NULL)
    return;
  if (!g_action_parse_detailed_name (detailed, &name, &target, &error))
    {
      g_critical ("a notice has an action that cannot be parsed");
      return;
    }
  gtk_actionable_set_action_target_value (button, target);
  gtk_actionable_set_action_name (button, name);
}

static void
show_first (HearthNoticeBar *self)
{
  const HearthNotice *notice =
      self->notices != NULL ? hearth_notices_get_first (self->notices) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), notice != NULL);
  if (notice == NULL)
    return;
  gtk_label_set_text (GTK_LABEL (self->title_label), notice->title);
  gtk_label_set_text (GTK_LABEL (self->body_label), notice->body != NULL ? notice->body : "");
  gtk_widget_set_visible (self->body_label, notice->body != NULL);
  gtk_widget_set_visible (self->button, notice->button != NULL);
  gtk_button_set_label (GTK_BUTTON (self->button), notice->button != NULL ? notice->button : "");
  set_action (GTK_ACTIONABLE (self->button), notice->action);
}

static void
on_put_away_cb (HearthNoticeBar *self)
{
  const HearthNotice *notice = hearth_notices_get_first (self->notices);
  g_autofree char *id = notice != NULL ? g_strdup (notice->id) : NULL;

  if (id != NULL)
    hearth_notices_remove (self->notices, id);
}

static GtkWidget *
make_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
make_texts (HearthNoticeBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->title_label = make_label ("heading");
  self->body_label = make_label (NULL);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), self->title_label);
  gtk_box_append (GTK_BOX (box), self->body_label);
  return box;
}

static GtkWidget *
make_put_away_button (HearthNoticeBar *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_widget_add_css_class (button, "circular");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Close"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Close"), -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_put_away_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
hearth_notice_bar_dispose (GObject *object)
{
  g_clear_object (&HEARTH_NOTICE_BAR (object)->notices);
  G_OBJECT_CLASS (hearth_notice_bar_parent_class)->dispose (object);
}

static void
hearth_notice_bar_class_init (HearthNoticeBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_notice_bar_dispose;
}

static void
hearth_notice_bar_init (HearthNoticeBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Attention"), -1);
  self->button = gtk_button_new ();
  gtk_button_set_use_underline (GTK_BUTTON (self->button), TRUE);
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), make_texts (self));
  gtk_box_append (GTK_BOX (box), self->button);
  gtk_box_append (GTK_BOX (box), make_put_away_button (self));
  gtk_widget_add_css_class (box, "notice");
  gtk_widget_add_css_class (box, "notice-bar");
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
hearth_notice_bar_set_notices (HearthNoticeBar *self, HearthNotices *notices)
{
  g_return_if_fail (HEARTH_IS_NOTICE_BAR (self));

  g_set_object (&self->notices, notices);
  g_signal_connect_object (notices, "changed", G_CALLBACK (show_first), self, G_CONNECT_SWAPPED);
  show_first (self);
}
