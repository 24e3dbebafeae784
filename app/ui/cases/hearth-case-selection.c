/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-case-selection.h"

#include "hearth-row-set.h"

struct _HearthCaseSelection
{
  GObject parent_instance;
  HearthCaseList *list;
  GtkSelectionModel *model;
  HearthRowSet *chosen; /* NULL: none */
  gboolean is_restoring;
};

G_DEFINE_FINAL_TYPE (HearthCaseSelection, hearth_case_selection, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
remember (HearthCaseSelection *self)
{
  g_autoptr (GArray) row_ids = hearth_case_selection_dup_row_ids (self);

  g_clear_pointer (&self->chosen, hearth_row_set_free);
  if (row_ids->len == 0)
    return;
  self->chosen = hearth_row_set_new ();
  for (guint i = 0; i < row_ids->len; i++)
    hearth_row_set_add (self->chosen, g_array_index (row_ids, gint64, i));
}

static void
on_selection_changed_cb (HearthCaseSelection *self)
{
  if (self->is_restoring)
    return;
  remember (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* After the view, which must know of the items before it hears which of them are chosen. */
static void
on_items_changed_cb (HearthCaseSelection *self)
{
  const guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->list));
  GtkBitset *all, *wanted, *present;

  if (self->chosen == NULL || n_items == 0)
    return;
  wanted = gtk_bitset_new_empty ();
  for (guint i = 0; i < n_items; i++)
    if (hearth_row_set_has (self->chosen, hearth_case_list_get_row_id (self->list, i)))
      gtk_bitset_add (wanted, i);
  present = gtk_selection_model_get_selection (self->model);
  if (!gtk_bitset_equals (present, wanted))
    {
      all = gtk_bitset_new_range (0, n_items);
      self->is_restoring = TRUE;
      gtk_selection_model_set_selection (self->model, wanted, all);
      self->is_restoring = FALSE;
      gtk_bitset_unref (all);
    }
  gtk_bitset_unref (present);
  gtk_bitset_unref (wanted);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
hearth_case_selection_dispose (GObject *object)
{
  HearthCaseSelection *self = HEARTH_CASE_SELECTION (object);

  g_clear_pointer (&self->chosen, hearth_row_set_free);
  g_clear_object (&self->model);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (hearth_case_selection_parent_class)->dispose (object);
}

static void
hearth_case_selection_class_init (HearthCaseSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_case_selection_dispose;
  signals[CHANGED] = g_signal_new ("changed", HEARTH_TYPE_CASE_SELECTION, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hearth_case_selection_init (HearthCaseSelection *self)
{
}

HearthCaseSelection *
hearth_case_selection_new (HearthCaseList *list)
{
  HearthCaseSelection *self = g_object_new (HEARTH_TYPE_CASE_SELECTION, NULL);

  self->list = g_object_ref (list);
  self->model = GTK_SELECTION_MODEL (gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (list))));
  g_signal_connect_object (self->model, "selection-changed", G_CALLBACK (on_selection_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "items-changed", G_CALLBACK (on_items_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  return self;
}

GtkSelectionModel *
hearth_case_selection_get_model (HearthCaseSelection *self)
{
  g_return_val_if_fail (HEARTH_IS_CASE_SELECTION (self), NULL);

  return self->model;
}

guint
hearth_case_selection_get_n_chosen (HearthCaseSelection *self)
{
  GtkBitset *chosen;
  guint n_chosen;

  g_return_val_if_fail (HEARTH_IS_CASE_SELECTION (self), 0);

  chosen = gtk_selection_model_get_selection (self->model);
  n_chosen = (guint) gtk_bitset_get_size (chosen);
  gtk_bitset_unref (chosen);
  return n_chosen;
}

GArray *
hearth_case_selection_dup_row_ids (HearthCaseSelection *self)
{
  GArray *row_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkBitset *chosen;
  GtkBitsetIter iter;
  guint position;

  g_return_val_if_fail (HEARTH_IS_CASE_SELECTION (self), row_ids);

  chosen = gtk_selection_model_get_selection (self->model);
  if (gtk_bitset_iter_init_first (&iter, chosen, &position))
    do
      {
        const gint64 row_id = hearth_case_list_get_row_id (self->list, position);

        if (row_id >= 0)
          g_array_append_val (row_ids, row_id);
      }
    while (gtk_bitset_iter_next (&iter, &position));
  gtk_bitset_unref (chosen);
  return row_ids;
}

guint
hearth_case_selection_get_position (HearthCaseSelection *self)
{
  GtkBitset *chosen;
  guint position = GTK_INVALID_LIST_POSITION;

  g_return_val_if_fail (HEARTH_IS_CASE_SELECTION (self), position);

  chosen = gtk_selection_model_get_selection (self->model);
  if (gtk_bitset_get_size (chosen) == 1)
    position = gtk_bitset_get_nth (chosen, 0);
  gtk_bitset_unref (chosen);
  return position;
}

void
hearth_case_selection_choose (HearthCaseSelection *self, guint position)
{
  g_return_if_fail (HEARTH_IS_CASE_SELECTION (self));

  if (position == GTK_INVALID_LIST_POSITION)
    gtk_selection_model_unselect_all (self->model);
  else
    gtk_selection_model_select_item (self->model, position, TRUE);
}
