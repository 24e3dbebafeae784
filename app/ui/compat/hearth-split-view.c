/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-split-view.h"

#include <adwaita.h>

struct _HearthSplitView
{
  GtkWidget parent_instance;
  AdwLeaflet *leaflet;
  GtkWidget *sidebar;
  GtkWidget *separator;
  GtkWidget *content;
  gboolean one_at_a_time;
};

G_DEFINE_FINAL_TYPE (HearthSplitView, hearth_split_view, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_SIDEBAR,
  PROP_CONTENT,
  PROP_COLLAPSED,
  PROP_SHOW_CONTENT,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static void
on_folded_changed_cb (HearthSplitView *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLLAPSED]);
}

static void
on_visible_child_changed_cb (HearthSplitView *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_CONTENT]);
}

static void
set_sidebar (HearthSplitView *self, GtkWidget *sidebar)
{
  g_assert (self->sidebar == NULL);
  self->sidebar = sidebar;
  adw_leaflet_prepend (self->leaflet, sidebar);
}

static void
set_content (HearthSplitView *self, GtkWidget *content)
{
  g_assert (self->content == NULL);
  self->content = content;
  self->separator = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (self->separator, "sidebar");
  adw_leaflet_page_set_navigatable (adw_leaflet_append (self->leaflet, self->separator), FALSE);
  adw_leaflet_append (self->leaflet, content);
}

static void
hearth_split_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  HearthSplitView *self = HEARTH_SPLIT_VIEW (object);

  switch (prop_id)
    {
    case PROP_SIDEBAR:
      g_value_set_object (value, self->sidebar);
      break;
    case PROP_CONTENT:
      g_value_set_object (value, self->content);
      break;
    case PROP_COLLAPSED:
      g_value_set_boolean (value, hearth_split_view_get_collapsed (self));
      break;
    case PROP_SHOW_CONTENT:
      g_value_set_boolean (value, hearth_split_view_get_show_content (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hearth_split_view_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  HearthSplitView *self = HEARTH_SPLIT_VIEW (object);

  switch (prop_id)
    {
    case PROP_SIDEBAR:
      set_sidebar (self, g_value_get_object (value));
      break;
    case PROP_CONTENT:
      set_content (self, g_value_get_object (value));
      break;
    case PROP_SHOW_CONTENT:
      hearth_split_view_set_show_content (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hearth_split_view_dispose (GObject *object)
{
  HearthSplitView *self = HEARTH_SPLIT_VIEW (object);

  g_clear_pointer ((GtkWidget **) &self->leaflet, gtk_widget_unparent);
  self->sidebar = self->separator = self->content = NULL;
  G_OBJECT_CLASS (hearth_split_view_parent_class)->dispose (object);
}

static void
hearth_split_view_class_init (HearthSplitViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = hearth_split_view_get_property;
  object_class->set_property = hearth_split_view_set_property;
  object_class->dispose = hearth_split_view_dispose;

  properties[PROP_SIDEBAR] =
      g_param_spec_object ("sidebar", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | flags);
  properties[PROP_CONTENT] =
      g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_READWRITE | flags);
  properties[PROP_COLLAPSED] =
      g_param_spec_boolean ("collapsed", NULL, NULL, FALSE, G_PARAM_READABLE | flags);
  properties[PROP_SHOW_CONTENT] =
      g_param_spec_boolean ("show-content", NULL, NULL, FALSE, G_PARAM_READWRITE | flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
hearth_split_view_init (HearthSplitView *self)
{
  self->leaflet = ADW_LEAFLET (adw_leaflet_new ());
  adw_leaflet_set_can_navigate_back (self->leaflet, TRUE);
  gtk_widget_set_parent (GTK_WIDGET (self->leaflet), GTK_WIDGET (self));
  g_signal_connect_object (self->leaflet, "notify::folded", G_CALLBACK (on_folded_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->leaflet, "notify::visible-child",
                           G_CALLBACK (on_visible_child_changed_cb), self, G_CONNECT_SWAPPED);
}

gboolean
hearth_split_view_get_collapsed (HearthSplitView *self)
{
  g_return_val_if_fail (HEARTH_IS_SPLIT_VIEW (self), FALSE);

  return self->leaflet != NULL && (self->one_at_a_time || adw_leaflet_get_folded (self->leaflet));
}

gboolean
hearth_split_view_get_show_content (HearthSplitView *self)
{
  g_return_val_if_fail (HEARTH_IS_SPLIT_VIEW (self), FALSE);

  if (self->one_at_a_time)
    return self->content != NULL && gtk_widget_get_visible (self->content);
  return self->leaflet != NULL && self->content != NULL &&
         adw_leaflet_get_visible_child (self->leaflet) == self->content;
}

/* The leaflet shows side by side what fits, so the other one is hidden. */
static void
show_one (HearthSplitView *self, gboolean show_content)
{
  gtk_widget_set_visible (self->separator, FALSE);
  gtk_widget_set_visible (show_content ? self->content : self->sidebar, TRUE);
  adw_leaflet_set_visible_child (self->leaflet, show_content ? self->content : self->sidebar);
  gtk_widget_set_visible (show_content ? self->sidebar : self->content, FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_CONTENT]);
}

void
hearth_split_view_set_one_at_a_time (HearthSplitView *self, gboolean one_at_a_time)
{
  gboolean show_content;

  g_return_if_fail (HEARTH_IS_SPLIT_VIEW (self));

  if (self->one_at_a_time == one_at_a_time || self->sidebar == NULL || self->content == NULL)
    return;
  show_content = hearth_split_view_get_show_content (self);
  self->one_at_a_time = one_at_a_time;
  if (one_at_a_time)
    show_one (self, show_content && adw_leaflet_get_folded (self->leaflet));
  else
    {
      gtk_widget_set_visible (self->sidebar, TRUE);
      gtk_widget_set_visible (self->separator, TRUE);
      gtk_widget_set_visible (self->content, TRUE);
      adw_leaflet_set_visible_child (self->leaflet, show_content ? self->content : self->sidebar);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLLAPSED]);
}

void
hearth_split_view_set_show_content (HearthSplitView *self, gboolean show_content)
{
  g_return_if_fail (HEARTH_IS_SPLIT_VIEW (self));

  if (self->sidebar == NULL || self->content == NULL)
    return;
  if (self->one_at_a_time)
    show_one (self, show_content);
  else
    adw_leaflet_set_visible_child (self->leaflet, show_content ? self->content : self->sidebar);
}
