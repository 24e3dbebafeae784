/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-case-cell.h"

typedef struct
{
  HearthCaseItem *item;
  gulong loaded_id;
} HearthCaseCellPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (HearthCaseCell, hearth_case_cell, GTK_TYPE_WIDGET)

static void
hearth_case_cell_dispose (GObject *object)
{
  HearthCaseCellPrivate *priv = hearth_case_cell_get_instance_private (HEARTH_CASE_CELL (object));

  g_clear_signal_handler (&priv->loaded_id, priv->item);
  g_clear_object (&priv->item);
  G_OBJECT_CLASS (hearth_case_cell_parent_class)->dispose (object);
}

static void
hearth_case_cell_class_init (HearthCaseCellClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_case_cell_dispose;
}

static void
hearth_case_cell_init (HearthCaseCell *self)
{
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
}

/* GTK 4.8 gives rows no name: it is set on the widget that the list has put around the cell. */
void
hearth_case_cell_refresh (HearthCaseCell *self)
{
  const HearthCaseRow *row = hearth_case_cell_get_row (self);
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  g_return_if_fail (HEARTH_IS_CASE_CELL (self));

  if (row != NULL && parent != NULL)
    {
      g_autofree char *spoken = HEARTH_CASE_CELL_GET_CLASS (self)->dup_spoken (self, row);

      gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      spoken, -1);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
hearth_case_cell_set_item (HearthCaseCell *self, HearthCaseItem *item)
{
  HearthCaseCellPrivate *priv = hearth_case_cell_get_instance_private (self);

  g_return_if_fail (HEARTH_IS_CASE_CELL (self));

  if (priv->item == item)
    return;
  g_clear_signal_handler (&priv->loaded_id, priv->item);
  g_set_object (&priv->item, item);
  if (item == NULL)
    return;
  priv->loaded_id = g_signal_connect_swapped (item, "notify::loaded",
                                              G_CALLBACK (hearth_case_cell_refresh), self);
  hearth_case_cell_refresh (self);
}

const HearthCaseRow *
hearth_case_cell_get_row (HearthCaseCell *self)
{
  HearthCaseCellPrivate *priv = hearth_case_cell_get_instance_private (self);

  g_return_val_if_fail (HEARTH_IS_CASE_CELL (self), NULL);

  return priv->item != NULL ? hearth_case_item_get_row (priv->item) : NULL;
}
