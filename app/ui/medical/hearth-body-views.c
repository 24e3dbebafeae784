/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-body-views.h"

#include "hearth-body-map.h"
#include "hearth-format.h"

#include <glib/gi18n.h>

struct _HearthBodyViews
{
  GtkWidget parent_instance;
  HearthPackSet *packs;
  const HearthBodyMap *map;
  GtkDropDown *list;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (HearthBodyViews, hearth_body_views, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
on_selected_cb (HearthBodyViews *self)
{
  if (!self->is_filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
hearth_body_views_dispose (GObject *object)
{
  HearthBodyViews *self = HEARTH_BODY_VIEWS (object);
  GtkWidget *list = GTK_WIDGET (self->list);

  g_clear_pointer (&list, gtk_widget_unparent);
  self->list = NULL;
  g_clear_pointer (&self->packs, hearth_pack_set_unref);
  G_OBJECT_CLASS (hearth_body_views_parent_class)->dispose (object);
}

static void
hearth_body_views_class_init (HearthBodyViewsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_body_views_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[CHANGED] = g_signal_new ("changed", HEARTH_TYPE_BODY_VIEWS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
hearth_body_views_init (HearthBodyViews *self)
{
  self->list = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Drawing"), -1);
  g_signal_connect_object (self->list, "notify::selected", G_CALLBACK (on_selected_cb), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
hearth_body_views_new (HearthPackSet *packs)
{
  HearthBodyViews *self = g_object_new (HEARTH_TYPE_BODY_VIEWS, NULL);

  self->packs = hearth_pack_set_ref (packs);
  self->map = hearth_body_map_get (packs);
  hearth_body_views_set_counts (self, NULL);
  return GTK_WIDGET (self);
}

const char *
hearth_body_views_get_id (HearthBodyViews *self)
{
  guint selected;

  g_return_val_if_fail (HEARTH_IS_BODY_VIEWS (self), NULL);

  selected = gtk_drop_down_get_selected (self->list);
  return selected < hearth_body_map_get_n_drawings (self->map)
             ? hearth_body_map_get_drawing (self->map, selected)->id
             : NULL;
}

void
hearth_body_views_set_id (HearthBodyViews *self, const char *id)
{
  g_return_if_fail (HEARTH_IS_BODY_VIEWS (self));

  self->is_filling = TRUE;
  for (guint i = 0; i < hearth_body_map_get_n_drawings (self->map); i++)
    if (g_strcmp0 (hearth_body_map_get_drawing (self->map, i)->id, id) == 0)
      gtk_drop_down_set_selected (self->list, i);
  self->is_filling = FALSE;
}

void
hearth_body_views_set_counts (HearthBodyViews *self, const guint *n_marks)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  guint selected;

  g_return_if_fail (HEARTH_IS_BODY_VIEWS (self));

  selected = gtk_drop_down_get_selected (self->list);
  for (guint i = 0; i < hearth_body_map_get_n_drawings (self->map); i++)
    {
      const char *title = hearth_format_pack_title (self->packs, "body-drawing",
                                                    hearth_body_map_get_drawing (self->map, i)->id);
      g_autofree char *counted = n_marks != NULL && n_marks[i] > 0
                                     ? g_strdup_printf ("%s (%u)", title, n_marks[i])
                                     : g_strdup (title);

      gtk_string_list_append (titles, counted);
    }
  self->is_filling = TRUE;
  gtk_drop_down_set_model (self->list, G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (self->list, selected != GTK_INVALID_LIST_POSITION ? selected : 0);
  self->is_filling = FALSE;
}
