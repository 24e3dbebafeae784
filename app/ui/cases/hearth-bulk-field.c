/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-bulk-field.h"

#include <glib/gi18n.h>

#define MAX_HEIGHT 280

struct _HearthBulkField
{
  AdwEntryRow parent_instance;
  HearthViewKeeper *keeper;
  char *field;
  GtkToggleButton *empty_button;
  GtkListBox *known; /* values that cases have */
};

G_DEFINE_FINAL_TYPE (HearthBulkField, hearth_bulk_field, ADW_TYPE_ENTRY_ROW)

static gpointer
read_known (HearthDb *db, gpointer field, GError **error)
{
  g_autoptr (HearthCaseQuery) all = hearth_case_query_new ();

  return hearth_case_query_facets (db, all, field, error);
}

static void
on_known_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthBulkField) self = HEARTH_BULK_FIELD (user_data);
  g_autoptr (GPtrArray) facets = hearth_store_read_finish (HEARTH_STORE (source), result, NULL);

  if (self->keeper == NULL || facets == NULL)
    return;
  for (guint i = 0; i < facets->len; i++)
    {
      GtkWidget *label = gtk_label_new (((HearthCaseFacet *) facets->pdata[i])->value);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_list_box_append (self->known, label);
    }
}

static void
load_known (HearthBulkField *self)
{
  HearthDesk *desk = hearth_view_keeper_get_desk (self->keeper);
  HearthStore *store = hearth_desk_get_store (desk);

  if (store != NULL)
    hearth_store_read_async (store, read_known, g_strdup (self->field), g_free,
                             (GDestroyNotify) g_ptr_array_unref, hearth_desk_get_cancellable (desk),
                             on_known_read_cb, g_object_ref (self));
}

static void
on_known_activated_cb (HearthBulkField *self, GtkListBoxRow *row)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (row), GTK_TYPE_POPOVER);

  gtk_toggle_button_set_active (self->empty_button, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self),
                         gtk_label_get_text (GTK_LABEL (gtk_list_box_row_get_child (row))));
  gtk_popover_popdown (GTK_POPOVER (popover));
}

/* What was typed would say the contrary. */
static void
on_empty_toggled_cb (HearthBulkField *self)
{
  if (gtk_toggle_button_get_active (self->empty_button))
    gtk_editable_set_text (GTK_EDITABLE (self), "");
  g_signal_emit_by_name (self, "changed");
}

static void
on_changed_cb (HearthBulkField *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self)) != '\0')
    gtk_toggle_button_set_active (self->empty_button, FALSE);
}

static GtkWidget *
make_known_button (HearthBulkField *self, const char *title)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  /* Translators: the placeholder is the name of a field; shows the values that cases have. */
  g_autofree char *label = g_strdup_printf (_ ("Choose: %s"), title);

  self->known = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->known, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->known), "navigation-sidebar");
  g_signal_connect_object (self->known, "row-activated", G_CALLBACK (on_known_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->known));
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  return button;
}

static void
add_empty_button (HearthBulkField *self, const char *title)
{
  GtkWidget *button = gtk_toggle_button_new ();
  /* Translators: the placeholder is the name of a field. */
  g_autofree char *label = g_strdup_printf (_ ("Empty in all: %s"), title);

  gtk_button_set_icon_name (GTK_BUTTON (button), "edit-clear-symbolic");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_empty_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  self->empty_button = GTK_TOGGLE_BUTTON (button);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), button);
}

static void
hearth_bulk_field_dispose (GObject *object)
{
  g_clear_object (&HEARTH_BULK_FIELD (object)->keeper);
  G_OBJECT_CLASS (hearth_bulk_field_parent_class)->dispose (object);
}

static void
hearth_bulk_field_finalize (GObject *object)
{
  g_free (HEARTH_BULK_FIELD (object)->field);
  G_OBJECT_CLASS (hearth_bulk_field_parent_class)->finalize (object);
}

static void
hearth_bulk_field_class_init (HearthBulkFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_bulk_field_dispose;
  G_OBJECT_CLASS (klass)->finalize = hearth_bulk_field_finalize;
}

static void
hearth_bulk_field_init (HearthBulkField *self)
{
}

GtkWidget *
hearth_bulk_field_new (HearthViewKeeper *keeper, const char *field, const char *title)
{
  HearthBulkField *self =
      g_object_new (HEARTH_TYPE_BULK_FIELD, "use-markup", FALSE, "title", title, NULL);

  self->keeper = g_object_ref (keeper);
  self->field = g_strdup (field);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), make_known_button (self, title));
  add_empty_button (self, title);
  g_signal_connect_object (self, "changed", G_CALLBACK (on_changed_cb), self, 0);
  load_known (self);
  return GTK_WIDGET (self);
}

json_t *
hearth_bulk_field_dup_value (HearthBulkField *self)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (HEARTH_IS_BULK_FIELD (self), NULL);

  text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self))));
  if (gtk_toggle_button_get_active (self->empty_button))
    return json_null ();
  return *text != '\0' ? json_string (text) : NULL;
}

const char *
hearth_bulk_field_get_id (HearthBulkField *self)
{
  g_return_val_if_fail (HEARTH_IS_BULK_FIELD (self), NULL);

  return self->field;
}
