/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-many-selection.h"

struct _HearthManySelection
{
  GObject parent_instance;
  GListModel *model;
  GtkBitset *chosen;
};

/* --- List --- */

static GType
get_item_type (GListModel *model)
{
  return g_list_model_get_item_type (HEARTH_MANY_SELECTION (model)->model);
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (HEARTH_MANY_SELECTION (model)->model);
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (HEARTH_MANY_SELECTION (model)->model, position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* --- Selection --- */

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  return gtk_bitset_contains (HEARTH_MANY_SELECTION (model)->chosen, position);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  return gtk_bitset_ref (HEARTH_MANY_SELECTION (model)->chosen);
}

/* All ways to choose come down to this one. */
static gboolean
set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  HearthManySelection *self = HEARTH_MANY_SELECTION (model);
  const guint n_items = g_list_model_get_n_items (self->model);
  GtkBitset *changed = gtk_bitset_copy (self->chosen);

  /* What differs, of what may differ and is there. The difference is that of either side. */
  gtk_bitset_difference (changed, selected);
  gtk_bitset_intersect (changed, mask);
  if (n_items < G_MAXUINT)
    gtk_bitset_remove_range_closed (changed, n_items, G_MAXUINT);
  if (!gtk_bitset_is_empty (changed))
    {
      const guint first = gtk_bitset_get_minimum (changed);

      gtk_bitset_difference (self->chosen, changed);
      gtk_selection_model_selection_changed (model, first,
                                             gtk_bitset_get_maximum (changed) - first + 1);
    }
  gtk_bitset_unref (changed);
  return TRUE;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->set_selection = set_selection;
}

/* --- GObject --- */

G_DEFINE_FINAL_TYPE_WITH_CODE (HearthManySelection,
                               hearth_many_selection,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                          selection_model_init))

static void
on_items_changed_cb (HearthManySelection *self, guint position, guint removed, guint added)
{
  gtk_bitset_splice (self->chosen, position, removed, added);
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
hearth_many_selection_dispose (GObject *object)
{
  g_clear_object (&HEARTH_MANY_SELECTION (object)->model);
  G_OBJECT_CLASS (hearth_many_selection_parent_class)->dispose (object);
}

static void
hearth_many_selection_finalize (GObject *object)
{
  gtk_bitset_unref (HEARTH_MANY_SELECTION (object)->chosen);
  G_OBJECT_CLASS (hearth_many_selection_parent_class)->finalize (object);
}

static void
hearth_many_selection_class_init (HearthManySelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_many_selection_dispose;
  G_OBJECT_CLASS (klass)->finalize = hearth_many_selection_finalize;
}

static void
hearth_many_selection_init (HearthManySelection *self)
{
  self->chosen = gtk_bitset_new_empty ();
}

GtkSelectionModel *
hearth_many_selection_new (GListModel *model)
{
  HearthManySelection *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (model), NULL);

  self = g_object_new (HEARTH_TYPE_MANY_SELECTION, NULL);
  self->model = g_object_ref (model);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (on_items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_SELECTION_MODEL (self);
}
