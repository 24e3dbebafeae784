/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-board-columns.h"

#include "hearth-board-item.h"
#include "hearth-chip.h"
#include "hearth-format.h"
#include "hearth-plan-explain.h"
#include "hearth-track.h"
#include "hearth-wrap-box.h"

#include <glib/gi18n.h>

/* From here on a claim is old enough to be looked at first. */
#define LATE_DAYS 90

static HearthBoardItem *
get_item (GtkListItem *list_item)
{
  gpointer item = gtk_list_item_get_item (list_item);

  /* Rows without groups are no tree. */
  return GTK_IS_TREE_LIST_ROW (item) ? HEARTH_BOARD_ITEM (gtk_tree_list_row_get_item (item))
                                     : g_object_ref (HEARTH_BOARD_ITEM (item));
}

static GtkTreeListRow *
get_tree_row (GtkListItem *list_item)
{
  gpointer item = gtk_list_item_get_item (list_item);

  return GTK_IS_TREE_LIST_ROW (item) ? item : NULL;
}

/* GTK 4.8 names neither cells nor rows. */
static void
name_cell (GtkListItem *list_item, const char *text, gboolean is_first)
{
  GtkWidget *cell = gtk_widget_get_parent (gtk_list_item_get_child (list_item));
  GtkWidget *row = cell != NULL ? gtk_widget_get_parent (cell) : NULL;

  if (cell != NULL && text != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  if (row != NULL && is_first && text != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static GtkWidget *
make_label (const char *first_class, const char *second_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (first_class != NULL)
    gtk_widget_add_css_class (label, first_class);
  if (second_class != NULL)
    gtk_widget_add_css_class (label, second_class);
  return label;
}

/* Two labels, one above the other; the upper one is long and takes a second line before it is cut. */
static GtkWidget *
make_pair (int width_chars)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), make_label (NULL, NULL));
  gtk_label_set_width_chars (GTK_LABEL (gtk_widget_get_first_child (box)), width_chars);
  gtk_label_set_wrap (GTK_LABEL (gtk_widget_get_first_child (box)), TRUE);
  gtk_label_set_lines (GTK_LABEL (gtk_widget_get_first_child (box)), 2);
  gtk_box_append (GTK_BOX (box), make_label ("dim-label", "caption"));
  return box;
}

static void
show_pair (GtkWidget *pair, const char *above, const char *below)
{
  GtkWidget *first = gtk_widget_get_first_child (pair);
  GtkWidget *second = gtk_widget_get_next_sibling (first);

  gtk_label_set_text (GTK_LABEL (first), above != NULL ? above : "");
  gtk_label_set_text (GTK_LABEL (second), below != NULL ? below : "");
  gtk_widget_set_visible (second, below != NULL && *below != '\0');
}

static void
on_setup_person_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  GtkWidget *expander = gtk_tree_expander_new ();
  GtkWidget *pair = make_pair (10);

  /* In a high row an expander gives it no more than it needs when wrapped. */
  gtk_widget_set_hexpand (pair, TRUE);
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), pair);
  gtk_list_item_set_child (list_item, expander);
}

static void
on_bind_person_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  GtkTreeExpander *expander = GTK_TREE_EXPANDER (gtk_list_item_get_child (list_item));
  GtkWidget *pair = gtk_tree_expander_get_child (expander);
  HearthBoardItem *item = get_item (list_item);
  const HearthStepRow *row = hearth_board_item_get_row (item);
  const HearthOutstandingFigures *figures = hearth_board_item_get_figures (item);
  g_autofree char *name = row != NULL ? hearth_format_short_name (row->surname, row->given) : NULL;
  g_autofree char *count = NULL;

  gtk_tree_expander_set_list_row (expander, get_tree_row (list_item));
  if (row != NULL)
    show_pair (pair, name, row->unit);
  else
    {
      count = g_strdup_printf (ngettext ("%u person", "%u people", figures->n_people),
                               figures->n_people);
      show_pair (pair, hearth_board_item_get_title (item), count);
    }
  gtk_tree_expander_set_indent_for_icon (expander, row == NULL || get_tree_row (list_item) != NULL);
  if (row == NULL)
    gtk_widget_add_css_class (gtk_widget_get_first_child (pair), "heading");
  else
    gtk_widget_remove_css_class (gtk_widget_get_first_child (pair), "heading");
  name_cell (list_item, row != NULL ? name : hearth_board_item_get_title (item), TRUE);
  g_object_unref (item);
}

static void
on_unbind_person_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (gtk_list_item_get_child (list_item)), NULL);
}

static void
on_setup_pair_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  gtk_list_item_set_child (list_item, make_pair (16));
}

static void
on_setup_next_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  gtk_list_item_set_child (list_item, make_pair (10));
}

static gint64
get_owed (HearthBoardItem *item)
{
  const HearthStepRow *row = hearth_board_item_get_row (item);

  return row != NULL ? row->owed_kop : hearth_board_item_get_figures (item)->owed_kop;
}

/* Where there is no room for a column of sums. */
static gboolean
is_narrow (GtkListItem *list_item)
{
  GtkWidget *view =
      gtk_widget_get_ancestor (gtk_list_item_get_child (list_item), GTK_TYPE_COLUMN_VIEW);

  return view != NULL && gtk_widget_has_css_class (view, "narrow");
}

static void
on_bind_step_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  HearthContext *context = HEARTH_CONTEXT (user_data);
  HearthBoardItem *item = get_item (list_item);
  const HearthStepRow *row = hearth_board_item_get_row (item);
  gint64 owed = get_owed (item);
  g_autoptr (GString) details = g_string_new (NULL);
  g_autofree char *title = NULL;

  if (row != NULL)
    {
      title = hearth_plan_dup_title ((HearthPlanTemplates *) hearth_context_get_templates (context),
                                     row->template_id, (int) row->occurrence,
                                     hearth_format_language ());
      if (title == NULL)
        title = g_strdup (row->template_id);
      hearth_format_append_part (details, hearth_track_get_title (row->track));
      /* Otherwise the last column says it. */
      if (is_narrow (list_item))
        hearth_format_append_part (
            details,
            hearth_format_pack_title (hearth_context_get_packs (context), "role", row->owner));
    }
  else
    {
      guint n_rows = hearth_board_item_get_figures (item)->n_rows;

      title = g_strdup_printf (ngettext ("%u step", "%u steps", n_rows), n_rows);
    }
  if (owed != 0 && is_narrow (list_item))
    {
      g_autofree char *sum = hearth_format_money (owed);

      g_string_truncate (details, 0);
      g_string_append (details, sum);
    }
  show_pair (gtk_list_item_get_child (list_item), title, details->str);
  name_cell (list_item, title, FALSE);
  g_object_unref (item);
}

static void
on_setup_age_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  GtkWidget *label = make_label ("numeric", NULL);

  /* A number that is cut is another number. */
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_list_item_set_child (list_item, label);
}

static void
on_bind_age_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  GtkWidget *label = gtk_list_item_get_child (list_item);
  HearthBoardItem *item = get_item (list_item);
  const HearthStepRow *row = hearth_board_item_get_row (item);
  gint64 age = row != NULL ? row->age_days : hearth_board_item_get_figures (item)->oldest_age_days;
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, age);
  g_autofree char *spoken = hearth_format_n_days (age);

  gtk_label_set_text (GTK_LABEL (label), text);
  if (age > LATE_DAYS)
    gtk_widget_add_css_class (label, "late");
  else
    gtk_widget_remove_css_class (label, "late");
  name_cell (list_item, spoken, FALSE);
  g_object_unref (item);
}

static void
on_bind_owed_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  HearthBoardItem *item = get_item (list_item);
  gint64 owed = get_owed (item);
  g_autofree char *text = owed != 0 ? hearth_format_money (owed) : NULL;

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (list_item)), text != NULL ? text : "");
  name_cell (list_item, text, FALSE);
  g_object_unref (item);
}

static void
on_setup_blocker_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *upper = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *chip = hearth_chip_new ("", "warning");
  GtkWidget *waiting = make_label ("dim-label", "caption");

  gtk_box_append (GTK_BOX (upper), chip);
  gtk_box_append (GTK_BOX (upper), waiting);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), upper);
  gtk_box_append (GTK_BOX (box), make_label ("dim-label", "caption"));
  gtk_list_item_set_child (list_item, box);
}

/* NULL: nobody was written to. */
static char *
dup_letters (HearthBoardItem *item, const HearthStepRow *row, HearthContext *context)
{
  HearthBoard *board = hearth_board_lines_get_board (hearth_board_item_get_lines (item));
  const HearthLettersOf letters =
      hearth_letter_history_find (hearth_board_get_letters (board), row,
                                  (HearthPlanTemplates *) hearth_context_get_templates (context));
  g_autofree char *day = NULL;
  g_autofree char *last = NULL;

  if (letters.n_letters == 0)
    return NULL;
  if (letters.last->written_on == HEARTH_DATE_NONE)
    /* Translators: letters that were written about a step. */
    return g_strdup_printf (ngettext ("%u letter", "%u letters", letters.n_letters),
                            letters.n_letters);
  day = hearth_format_date (letters.last->written_on);
  /* Translators: letters that were written about a step, and the day of the last one. */
  last = g_strdup_printf (ngettext ("%u letter, %s", "%u letters, the last %s", letters.n_letters),
                          letters.n_letters, day);
  /* Translators: “2 letters, the last 9 Jun 2025” and what came of it. */
  return g_strdup_printf (letters.last->answered_on != HEARTH_DATE_NONE ? _ ("%s: answered")
                                                                        : _ ("%s: no answer yet"),
                          last);
}

static void
show_letters (GtkWidget *label, const char *text)
{
  gtk_label_set_text (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_visible (label, text != NULL);
}

static void
on_bind_blocker_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  HearthContext *context = HEARTH_CONTEXT (user_data);
  GtkWidget *upper = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));
  GtkWidget *chip = gtk_widget_get_first_child (upper);
  GtkWidget *waiting = gtk_widget_get_next_sibling (chip);
  HearthBoardItem *item = get_item (list_item);
  const HearthStepRow *row = hearth_board_item_get_row (item);
  guint n_blocked = hearth_board_item_get_figures (item)->n_blocked;
  g_autofree char *letters = row != NULL ? dup_letters (item, row, context) : NULL;
  g_autofree char *blocked = NULL;
  const char *waiting_for = row != NULL ? row->waiting_for : NULL;

  if (row != NULL)
    blocked = g_strdup (
        hearth_format_pack_title (hearth_context_get_packs (context), "blocker", row->blocker));
  else if (n_blocked > 0)
    /* Translators: how many steps are held up by something. */
    blocked = g_strdup_printf (ngettext ("%u held up", "%u held up", n_blocked), n_blocked);
  gtk_label_set_text (GTK_LABEL (chip), blocked != NULL ? blocked : "");
  gtk_widget_set_visible (chip, blocked != NULL);
  gtk_label_set_text (GTK_LABEL (waiting), waiting_for != NULL ? waiting_for : "");
  show_letters (gtk_widget_get_next_sibling (upper), letters);
  gtk_widget_set_visible (upper, blocked != NULL || waiting_for != NULL);
  name_cell (list_item,
             blocked != NULL       ? blocked
             : waiting_for != NULL ? waiting_for
                                   : letters,
             FALSE);
  g_object_unref (item);
}

/* Who does it, and below when it is to be remembered; what is late says so in words. */
static void
on_bind_next_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  HearthContext *context = HEARTH_CONTEXT (user_data);
  HearthBoardItem *item = get_item (list_item);
  const HearthStepRow *row = hearth_board_item_get_row (item);
  const guint n_waiting = hearth_board_item_get_figures (item)->n_waiting;
  const char *role = NULL;
  g_autofree char *above = NULL;
  g_autofree char *below = NULL;

  if (row != NULL)
    {
      role = hearth_format_pack_title (hearth_context_get_packs (context), "role", row->owner);
      above = g_strdup (role != NULL ? role : row->owner);
    }
  else if (n_waiting > 0)
    /* Translators: how many steps wait for somebody else. */
    above = g_strdup_printf (ngettext ("%u waiting", "%u waiting", n_waiting), n_waiting);
  if (row != NULL && row->remind_on != HEARTH_DATE_NONE)
    {
      g_autofree char *day = hearth_format_date (row->remind_on);

      /* Translators: a day follows. */
      below = g_strdup_printf (_ ("remind %s"), day);
    }
  show_pair (gtk_list_item_get_child (list_item), above, below);
  name_cell (list_item, above != NULL ? above : below, FALSE);
  g_object_unref (item);
}

static GtkColumnViewColumn *
add_column (GtkColumnView *view, const char *title, GtkListItemFactory *factory)
{
  GtkColumnViewColumn *column = gtk_column_view_column_new (title, factory);

  gtk_column_view_append_column (view, column);
  g_object_unref (column);
  return column;
}

static GtkListItemFactory *
make_factory (GCallback setup, GCallback bind, GCallback unbind, HearthContext *context)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", setup, NULL);
  g_signal_connect_object (factory, "bind", bind, context, 0);
  if (unbind != NULL)
    g_signal_connect (factory, "unbind", unbind, NULL);
  return factory;
}

void
hearth_board_columns_add (GtkColumnView *view, HearthContext *context)
{
  GtkColumnViewColumn *column;

  column =
      add_column (view, _ ("Person"),
                  make_factory (G_CALLBACK (on_setup_person_cb), G_CALLBACK (on_bind_person_cb),
                                G_CALLBACK (on_unbind_person_cb), context));
  gtk_column_view_column_set_expand (column, TRUE);
  gtk_column_view_column_set_resizable (column, TRUE);
  column = add_column (
      view, _ ("Benefit or Document"),
      make_factory (G_CALLBACK (on_setup_pair_cb), G_CALLBACK (on_bind_step_cb), NULL, context));
  gtk_column_view_column_set_expand (column, TRUE);
  gtk_column_view_column_set_resizable (column, TRUE);
  if (hearth_vault_has (hearth_context_get_vault (context), HEARTH_COMPARTMENT_BENEFITS))
    add_column (
        view, _ ("Owed"),
        make_factory (G_CALLBACK (on_setup_age_cb), G_CALLBACK (on_bind_owed_cb), NULL, context));
  add_column (
      view, _ ("Days"),
      make_factory (G_CALLBACK (on_setup_age_cb), G_CALLBACK (on_bind_age_cb), NULL, context));
  column = add_column (view, _ ("Held Up By"),
                       make_factory (G_CALLBACK (on_setup_blocker_cb),
                                     G_CALLBACK (on_bind_blocker_cb), NULL, context));
  gtk_column_view_column_set_expand (column, TRUE);
  add_column (
      view, _ ("Next"),
      make_factory (G_CALLBACK (on_setup_next_cb), G_CALLBACK (on_bind_next_cb), NULL, context));
}

/* The last columns say what can be read in the step as well, and sums stand below what they are for; rows
 * that are shown already do not change. */
void
hearth_board_columns_set_narrow (GtkColumnView *view, gboolean narrow)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  const guint n_columns = g_list_model_get_n_items (columns);

  if (narrow)
    gtk_widget_add_css_class (GTK_WIDGET (view), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (view), "narrow");
  for (guint i = 0; i < n_columns; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (i + 2 >= n_columns || g_str_equal (gtk_column_view_column_get_title (column), _ ("Owed")))
        gtk_column_view_column_set_visible (column, !narrow);
    }
}
