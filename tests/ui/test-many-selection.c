/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A selection that keeps positions only chooses what GtkMultiSelection would. */
#include "config.h"

#include "hearth-many-selection.h"

#define N_ROUNDS 3000
#define N_MANY 100000

/* --- A list that counts what is asked of it --- */

#define TEST_TYPE_COUNTED (test_counted_get_type ())
G_DECLARE_FINAL_TYPE (TestCounted, test_counted, TEST, COUNTED, GObject)

struct _TestCounted
{
  GObject parent_instance;
  guint n_made;
};

static GType
counted_get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
counted_get_n_items (GListModel *model)
{
  return N_MANY;
}

static gpointer
counted_get_item (GListModel *model, guint position)
{
  if (position >= N_MANY)
    return NULL;
  TEST_COUNTED (model)->n_made++;
  return g_object_new (G_TYPE_OBJECT, NULL);
}

static void
counted_list_init (GListModelInterface *iface)
{
  iface->get_item_type = counted_get_item_type;
  iface->get_n_items = counted_get_n_items;
  iface->get_item = counted_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestCounted,
                               test_counted,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, counted_list_init))

static void
test_counted_class_init (TestCountedClass *klass)
{
}

static void
test_counted_init (TestCounted *self)
{
}

static void
all_of_many_are_chosen_without_making_one (void)
{
  g_autoptr (GListModel) list = g_object_new (TEST_TYPE_COUNTED, NULL);
  g_autoptr (GtkSelectionModel) model = hearth_many_selection_new (list);
  GtkBitset *chosen;

  g_assert_true (gtk_selection_model_select_all (model));
  chosen = gtk_selection_model_get_selection (model);
  g_assert_cmpuint (gtk_bitset_get_size (chosen), ==, N_MANY);
  gtk_bitset_unref (chosen);
  g_assert_true (gtk_selection_model_unselect_all (model));
  g_assert_false (gtk_selection_model_is_selected (model, 0));
  g_assert_cmpuint (TEST_COUNTED (list)->n_made, ==, 0);
}

/* --- The same as GTK's own --- */

static void
on_changed_cb (GtkSelectionModel *model, guint position, guint n_items, gpointer user_data)
{
  gtk_bitset_add_range (user_data, position, n_items);
}

/* Rows that change hands are told of, and none is told of that is not there. */
static void
check (GtkSelectionModel *ours, GtkSelectionModel *theirs, GtkBitset *told, GtkBitset *before)
{
  const guint n_items = g_list_model_get_n_items (G_LIST_MODEL (ours));

  g_assert_cmpuint (n_items, ==, g_list_model_get_n_items (G_LIST_MODEL (theirs)));
  for (guint i = 0; i < n_items; i++)
    {
      const gboolean is_chosen = gtk_selection_model_is_selected (ours, i);

      g_assert_cmpint (is_chosen, ==, gtk_selection_model_is_selected (theirs, i));
      if (before != NULL && is_chosen != gtk_bitset_contains (before, i))
        g_assert_true (gtk_bitset_contains (told, i));
    }
  if (!gtk_bitset_is_empty (told))
    g_assert_cmpuint (gtk_bitset_get_maximum (told), <, n_items);
}

static void
choose (GtkSelectionModel *model, guint way, guint position, guint n_items)
{
  switch (way)
    {
    case 0:
      gtk_selection_model_select_item (model, position, TRUE);
      break;
    case 1:
      gtk_selection_model_select_item (model, position, FALSE);
      break;
    case 2:
      gtk_selection_model_unselect_item (model, position);
      break;
    case 3:
      gtk_selection_model_select_range (model, position, n_items, FALSE);
      break;
    case 4:
      gtk_selection_model_select_range (model, position, n_items, TRUE);
      break;
    case 5:
      gtk_selection_model_unselect_range (model, position, n_items);
      break;
    case 6:
      gtk_selection_model_select_all (model);
      break;
    default:
      gtk_selection_model_unselect_all (model);
      break;
    }
}

static void
change_list (GListStore *list)
{
  const guint n_items = g_list_model_get_n_items (G_LIST_MODEL (list));
  const guint position = (guint) g_test_rand_int_range (0, (gint32) n_items + 1);
  const guint some = (guint) g_test_rand_int_range (0, 4);
  const guint removed = MIN (n_items - position, some);
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

  for (int i = g_test_rand_int_range (0, 5); i > 0; i--)
    g_ptr_array_add (added, g_object_new (G_TYPE_OBJECT, NULL));
  g_list_store_splice (list, position, removed, added->pdata, added->len);
}

/* As it is now; what a model gives out may be its own. */
static GtkBitset *
dup_chosen (GtkSelectionModel *model)
{
  GtkBitset *chosen = gtk_selection_model_get_selection (model);
  GtkBitset *copy = gtk_bitset_copy (chosen);

  gtk_bitset_unref (chosen);
  return copy;
}

static void
random_choices_are_those_of_gtk (void)
{
  g_autoptr (GListStore) list = g_list_store_new (G_TYPE_OBJECT);
  g_autoptr (GtkSelectionModel) ours = hearth_many_selection_new (G_LIST_MODEL (list));
  g_autoptr (GtkSelectionModel) theirs =
      GTK_SELECTION_MODEL (gtk_multi_selection_new (G_LIST_MODEL (g_object_ref (list))));
  GtkBitset *told = gtk_bitset_new_empty ();

  g_signal_connect (ours, "selection-changed", G_CALLBACK (on_changed_cb), told);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      const guint n_items = g_list_model_get_n_items (G_LIST_MODEL (list));
      GtkBitset *before;
      guint way, position, n_chosen;

      gtk_bitset_remove_all (told);
      if (n_items == 0 || g_test_rand_int_range (0, 5) == 0)
        {
          change_list (list);
          check (ours, theirs, told, NULL);
          continue;
        }
      before = dup_chosen (ours);
      way = (guint) g_test_rand_int_range (0, 8);
      position = (guint) g_test_rand_int_range (0, (gint32) n_items);
      n_chosen = (guint) g_test_rand_int_range (0, (gint32) (n_items - position + 1));
      choose (ours, way, position, n_chosen);
      choose (theirs, way, position, n_chosen);
      check (ours, theirs, told, before);
      gtk_bitset_unref (before);
    }
  gtk_bitset_unref (told);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/many-selection/all-of-many-are-chosen-without-making-one",
                   all_of_many_are_chosen_without_making_one);
  g_test_add_func ("/ui/many-selection/random-choices-are-those-of-gtk",
                   random_choices_are_those_of_gtk);
  return g_test_run ();
}
