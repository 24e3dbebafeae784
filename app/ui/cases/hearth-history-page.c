/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-history-page.h"

#include "hearth-history-act.h"

#include <glib/gi18n.h>

/* Rows are widgets: a page of them at a time. */
#define N_ACTS_PER_PAGE 50

struct _HearthHistoryPage
{
  HearthCasePage parent_instance;
  GCancellable *cancellable; /* of the reading that is under way */
  GPtrArray *changes;
  GPtrArray *acts; /* lends from changes */
  guint n_shown;
  GtkStack *stack;
  GtkListBox *list;
  GtkWidget *older_button;
};

G_DEFINE_FINAL_TYPE (HearthHistoryPage, hearth_history_page, HEARTH_TYPE_CASE_PAGE)

static HearthDesk *
desk_of (HearthHistoryPage *self)
{
  return hearth_case_page_get_desk (HEARTH_CASE_PAGE (self));
}

static gpointer
read_history (HearthDb *db, gpointer data, GError **error)
{
  return hearth_history_query_run (db, data, NULL, error);
}

static void
free_history (gpointer data)
{
  g_ptr_array_unref (data);
}

static GtkWidget *
make_change_row (const HearthChange *change, HearthPackSet *packs)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = hearth_history_change_get_title (change, packs);
  g_autofree char *values = hearth_history_change_get_values (change, packs);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), values);
  return row;
}

/* The fields of an act are made when somebody opens it: opening a case makes hundreds of them. */
static void
on_expanded_cb (AdwExpanderRow *row, GParamSpec *pspec, HearthHistoryPage *self)
{
  const HearthHistoryAct *act = g_object_get_data (G_OBJECT (row), "act");

  if (act == NULL || !adw_expander_row_get_expanded (row))
    return;
  g_object_set_data (G_OBJECT (row), "act", NULL);
  for (guint i = 0; i < act->changes->len; i++)
    adw_expander_row_add_row (row, make_change_row (g_ptr_array_index (act->changes, i),
                                                    hearth_desk_get_packs (desk_of (self))));
}

/* Acts of this login can be taken back, wherever they stand in the list. */
static void
offer_take_back (HearthHistoryPage *self,
                 AdwExpanderRow *row,
                 const HearthHistoryAct *act,
                 const char *title)
{
  const HearthChange *change = act->changes->pdata[0];
  HearthUndo *undo = hearth_desk_get_undo (desk_of (self));
  /* Translators: an act in the history, "Done: Dental check". */
  g_autofree char *label = g_strdup_printf (_ ("Take back: %s"), title);
  char hex[HEARTH_ID_HEX_SIZE];
  GtkWidget *button;

  if (undo == NULL || hearth_id_is_zero (&change->act) ||
      hearth_undo_find (undo, &change->act) == NULL)
    return;
  hearth_id_format (&change->act, hex);
  button = gtk_button_new_with_mnemonic (_ ("_Take Back"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.take-back-act");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", hex);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  adw_expander_row_add_action (row, button);
}

static GtkWidget *
make_act_row (HearthHistoryPage *self, HearthHistoryAct *act)
{
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *title =
      hearth_history_act_get_title (act, hearth_desk_get_packs (desk_of (self)));
  g_autofree char *subtitle = hearth_history_act_get_subtitle (act);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  g_object_set_data (G_OBJECT (row), "act", act);
  offer_take_back (self, ADW_EXPANDER_ROW (row), act, title);
  g_signal_connect_object (row, "notify::expanded", G_CALLBACK (on_expanded_cb), self, 0);
  return row;
}

static void
show_more (HearthHistoryPage *self)
{
  guint end = MIN (self->acts->len, self->n_shown + N_ACTS_PER_PAGE);

  for (; self->n_shown < end; self->n_shown++)
    gtk_list_box_append (self->list,
                         make_act_row (self, g_ptr_array_index (self->acts, self->n_shown)));
  gtk_widget_set_visible (self->older_button, self->n_shown < self->acts->len);
}

static void
clear_acts (HearthHistoryPage *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  self->n_shown = 0;
  g_clear_pointer (&self->acts, g_ptr_array_unref);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
}

static void
on_history_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthHistoryPage) self = HEARTH_HISTORY_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  GPtrArray *changes = hearth_store_read_finish (HEARTH_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  clear_acts (self);
  if (changes == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  self->changes = changes;
  self->acts = hearth_history_act_group (changes);
  show_more (self);
  gtk_stack_set_visible_child_name (self->stack, self->acts->len > 0 ? "acts" : "empty");
}

static void
reload (HearthHistoryPage *self)
{
  HearthStore *store = hearth_desk_get_store (desk_of (self));
  HearthCase *file = hearth_case_page_get_case (HEARTH_CASE_PAGE (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (store == NULL || file == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  hearth_store_read_async (store, read_history, hearth_id_copy (hearth_case_get_id (file)), g_free,
                           free_history, self->cancellable, on_history_read_cb,
                           g_object_ref (self));
}

static void
reload_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  reload (HEARTH_HISTORY_PAGE (widget));
}

static void
show_older_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthHistoryPage *self = HEARTH_HISTORY_PAGE (widget);

  if (self->acts != NULL)
    show_more (self);
}

static void
hearth_history_page_show_case (HearthCasePage *page, HearthCase *file, gboolean is_other)
{
  HearthHistoryPage *self = HEARTH_HISTORY_PAGE (page);

  /* A newer snapshot of the same case keeps what is on screen until the new list is there. */
  if (is_other)
    {
      clear_acts (self);
      gtk_stack_set_visible_child_name (self->stack, "loading");
    }
  reload (self);
}

static void
hearth_history_page_dispose (GObject *object)
{
  HearthHistoryPage *self = HEARTH_HISTORY_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->acts, g_ptr_array_unref);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  G_OBJECT_CLASS (hearth_history_page_parent_class)->dispose (object);
}

static void
hearth_history_page_class_init (HearthHistoryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_history_page_dispose;
  HEARTH_CASE_PAGE_CLASS (klass)->show_case = hearth_history_page_show_case;

  g_type_ensure (HEARTH_TYPE_CASE_PAGE);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/cases/hearth-history-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthHistoryPage, stack);
  gtk_widget_class_bind_template_child (widget_class, HearthHistoryPage, list);
  gtk_widget_class_bind_template_child (widget_class, HearthHistoryPage, older_button);
  gtk_widget_class_install_action (widget_class, "history.reload", NULL, reload_action);
  gtk_widget_class_install_action (widget_class, "history.show-older", NULL, show_older_action);
}

static void
hearth_history_page_init (HearthHistoryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
