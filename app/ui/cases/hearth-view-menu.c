/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-view-menu.h"

#include <glib/gi18n.h>

#define MAX_HEIGHT 320
#define MAX_NAME_LENGTH 60

struct _HearthViewMenu
{
  GtkPopover parent_instance;
  HearthViewKeeper *keeper;
  HearthId renamed; /* zero: the entry saves a new view */

  GtkWidget *nothing;
  GtkWidget *scroller;
  GtkListBox *list;
  GtkEntry *entry;
  GtkWidget *save_button;
};

G_DEFINE_FINAL_TYPE (HearthViewMenu, hearth_view_menu, GTK_TYPE_POPOVER)

enum
{
  REMOVED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const HearthSavedView *
find_view (HearthViewMenu *self, const HearthId *id)
{
  GPtrArray *views = hearth_view_keeper_get_views (self->keeper);

  for (guint i = 0; i < views->len; i++)
    if (hearth_id_equal (&((HearthSavedView *) views->pdata[i])->id, id))
      return views->pdata[i];
  return NULL;
}

static const HearthId *
get_id (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "id");
}

/* --- The entry --- */

static void
prepare_entry (HearthViewMenu *self, const HearthSavedView *renamed)
{
  const char *label = renamed != NULL ? _ ("New name of the view") : _ ("Name of the view");

  self->renamed = renamed != NULL ? renamed->id : (HearthId){ { 0 } };
  gtk_editable_set_text (GTK_EDITABLE (self->entry), renamed != NULL ? renamed->name : "");
  gtk_entry_set_placeholder_text (self->entry, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  gtk_button_set_label (GTK_BUTTON (self->save_button),
                        renamed != NULL ? _ ("_Rename") : _ ("_Save View"));
}

static void
on_entry_changed_cb (HearthViewMenu *self)
{
  g_autofree char *name =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  gtk_widget_set_sensitive (self->save_button, *name != '\0');
}

static void
on_save_cb (HearthViewMenu *self)
{
  g_autofree char *name =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  const HearthId renamed = self->renamed;

  if (*name == '\0')
    return;
  prepare_entry (self, NULL);
  if (hearth_id_is_zero (&renamed))
    hearth_view_keeper_save (self->keeper, name);
  else
    hearth_view_keeper_rename (self->keeper, &renamed, name);
}

/* --- Rows --- */

static void
on_rename_cb (HearthViewMenu *self, GtkWidget *button)
{
  const HearthSavedView *view = find_view (self, get_id (button));

  if (view == NULL)
    return;
  prepare_entry (self, view);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
on_remove_cb (HearthViewMenu *self, GtkWidget *button)
{
  const HearthId id = *get_id (button);
  const HearthSavedView *view = find_view (self, &id);
  g_autofree char *name = view != NULL ? g_strdup (view->name) : NULL;

  if (view == NULL)
    return;
  if (hearth_id_equal (&self->renamed, &id))
    prepare_entry (self, NULL);
  gtk_popover_popdown (GTK_POPOVER (self));
  hearth_view_keeper_remove (self->keeper, &id);
  g_signal_emit (self, signals[REMOVED], 0, name);
}

static void
on_row_activated_cb (HearthViewMenu *self, GtkListBoxRow *row)
{
  const HearthId id = *get_id (GTK_WIDGET (row));

  gtk_popover_popdown (GTK_POPOVER (self));
  hearth_view_keeper_show (self->keeper, &id);
}

static GtkWidget *
make_row_button (HearthViewMenu *self,
                 const HearthSavedView *view,
                 const char *icon,
                 const char *label,
                 GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), "id", hearth_id_copy (&view->id), g_free);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_row (HearthViewMenu *self, const HearthSavedView *view, gboolean is_shown)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *check = gtk_image_new_from_icon_name ("object-select-symbolic");
  GtkWidget *label = gtk_label_new (view->name);
  /* Translators: the placeholder is the name of a view. */
  g_autofree char *rename = g_strdup_printf (_ ("Rename “%s”"), view->name);
  /* Translators: the placeholder is the name of a view. */
  g_autofree char *remove = g_strdup_printf (_ ("Remove “%s”"), view->name);

  gtk_widget_set_opacity (check, is_shown ? 1 : 0);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), check);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), make_row_button (self, view, "document-edit-symbolic", rename,
                                                  G_CALLBACK (on_rename_cb)));
  gtk_box_append (GTK_BOX (box), make_row_button (self, view, "user-trash-symbolic", remove,
                                                  G_CALLBACK (on_remove_cb)));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, view->name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  is_shown ? _ ("Shown now") : "", -1);
  g_object_set_data_full (G_OBJECT (row), "id", hearth_id_copy (&view->id), g_free);
  return row;
}

static void
show_views (HearthViewMenu *self)
{
  GPtrArray *views = hearth_view_keeper_get_views (self->keeper);
  const HearthSavedView *shown = hearth_view_keeper_find_shown (self->keeper);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < views->len; i++)
    gtk_list_box_append (self->list, make_row (self, views->pdata[i], views->pdata[i] == shown));
  gtk_widget_set_visible (self->nothing, views->len == 0);
  gtk_widget_set_visible (self->scroller, views->len > 0);
}

static void
hearth_view_menu_show (GtkWidget *widget)
{
  HearthViewMenu *self = HEARTH_VIEW_MENU (widget);

  show_views (self);
  prepare_entry (self, NULL);
  GTK_WIDGET_CLASS (hearth_view_menu_parent_class)->show (widget);
}

static void
hearth_view_menu_dispose (GObject *object)
{
  g_clear_object (&HEARTH_VIEW_MENU (object)->keeper);
  G_OBJECT_CLASS (hearth_view_menu_parent_class)->dispose (object);
}

static void
hearth_view_menu_class_init (HearthViewMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_view_menu_dispose;
  GTK_WIDGET_CLASS (klass)->show = hearth_view_menu_show;
  signals[REMOVED] = g_signal_new ("removed", HEARTH_TYPE_VIEW_MENU, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
make_entry_row (HearthViewMenu *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_max_length (self->entry, MAX_NAME_LENGTH);
  gtk_widget_set_hexpand (GTK_WIDGET (self->entry), TRUE);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (on_entry_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (on_save_cb), self,
                           G_CONNECT_SWAPPED);
  self->save_button = gtk_button_new_with_mnemonic ("");
  gtk_widget_set_sensitive (self->save_button, FALSE);
  g_signal_connect_object (self->save_button, "clicked", G_CALLBACK (on_save_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (row), self->save_button);
  return row;
}

static void
hearth_view_menu_init (HearthViewMenu *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->scroller = gtk_scrolled_window_new ();
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Saved views"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));
  self->nothing = gtk_label_new (
      _ ("A view keeps filters, sort and columns under a name. Only you see your views."));
  gtk_label_set_wrap (GTK_LABEL (self->nothing), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->nothing), 34);
  gtk_label_set_xalign (GTK_LABEL (self->nothing), 0);
  gtk_widget_add_css_class (self->nothing, "dim-label");
  gtk_widget_add_css_class (self->nothing, "notice");
  gtk_box_append (GTK_BOX (box), self->nothing);
  gtk_box_append (GTK_BOX (box), self->scroller);
  gtk_box_append (GTK_BOX (box), make_entry_row (self));
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

GtkWidget *
hearth_view_menu_new (HearthViewKeeper *keeper)
{
  HearthViewMenu *self = g_object_new (HEARTH_TYPE_VIEW_MENU, NULL);

  self->keeper = g_object_ref (keeper);
  prepare_entry (self, NULL);
  g_signal_connect_object (keeper, "views-changed", G_CALLBACK (show_views), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
