/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-document-scan.h"

#include "hearth-case-files.h"
#include "hearth-file-viewer.h"
#include "hearth-file-words.h"
#include "hearth-text-row.h"

#include <glib/gi18n.h>

typedef struct
{
  HearthDesk *desk;
  HearthCaseFiles *files;
  char *present; /* the id of the scan; NULL: none yet */
  gboolean may_write;
  HearthDocumentScanFunc func;
  GObject *user_data;
  GtkWidget *popover; /* owns this */
  GtkListBox *list;
} Scan;

static void
scan_free (gpointer data)
{
  Scan *self = data;

  g_signal_handlers_disconnect_by_data (self->files, self);
  g_object_unref (self->files);
  g_object_unref (self->desk);
  g_object_unref (self->user_data);
  g_free (self->present);
  g_free (self);
}

static char *
dup_id (HearthFileItem *item)
{
  return hearth_id_to_string (hearth_record_get_id (hearth_file_item_get_record (item)));
}

static HearthFileItem *
item_of (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "hearth-file");
}

static void
on_show_clicked_cb (GtkWidget *button, gpointer user_data)
{
  Scan *self = user_data;
  GtkWidget *row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);
  GtkRoot *root = gtk_widget_get_root (button);
  HearthFileItem *item = item_of (GTK_LIST_BOX_ROW (row));

  if (hearth_desk_is_unlocked (self->desk))
    gtk_window_present (GTK_WINDOW (hearth_file_viewer_new (GTK_WINDOW (root), self->desk, item)));
}

static void
on_row_activated_cb (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  Scan *self = user_data;
  HearthFileItem *item = item_of (row);

  if (item == NULL || !self->may_write || !hearth_desk_is_unlocked (self->desk))
    return;
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  self->func (hearth_record_get_id (hearth_file_item_get_record (item)), self->user_data);
}

static void
add_file (Scan *self, HearthFileItem *item)
{
  g_autofree char *details = hearth_file_dup_details (item);
  g_autofree char *id = dup_id (item);
  const gboolean is_present = g_strcmp0 (id, self->present) == 0;
  g_autofree char *title =
      g_strdup_printf ("%s%s", is_present ? "✓ " : "", hearth_file_item_get_title (item));
  GtkWidget *row = hearth_text_row_new (title, details);
  GtkWidget *button = gtk_button_new_with_label (_ ("Show"));
  g_autofree char *name = g_strdup_printf ("%s: %s", _ ("Show"), title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_sensitive (button, hearth_file_item_is_here (item));
  g_signal_connect (button, "clicked", G_CALLBACK (on_show_clicked_cb), self);
  hearth_text_row_add_suffix (HEARTH_TEXT_ROW (row), button);
  g_object_set_data_full (G_OBJECT (row), "hearth-file", g_object_ref (item), g_object_unref);
  gtk_list_box_append (self->list, row);
}

/* Documents are in the common part of the vault: a scan that not everybody may see is not tied to them. */
static void
on_files_changed_cb (Scan *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->files)); i++)
    {
      g_autoptr (HearthFileItem) item = g_list_model_get_item (G_LIST_MODEL (self->files), i);

      if (hearth_file_item_get_compartment (item) == HEARTH_COMPARTMENT_CORE)
        add_file (self, item);
    }
}

static void
on_closed_cb (GtkWidget *popover)
{
  gtk_widget_unparent (popover);
}

static GtkWidget *
make_list (Scan *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *empty =
      gtk_label_new (_ ("The case has no files yet. Add the scan on the page Files."));

  gtk_label_set_wrap (GTK_LABEL (empty), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (empty), 30);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_set_placeholder (self->list, empty);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Files of the case"), -1);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_row_activated_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 320);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  return scrolled;
}

void
hearth_document_scan_popup (GtkWidget *parent,
                            HearthDesk *desk,
                            HearthCase *kase,
                            HearthRecord *record,
                            gboolean may_write,
                            HearthDocumentScanFunc func,
                            gpointer user_data)
{
  HearthContext *context = hearth_desk_get_context (desk);
  Scan *self;

  if (context == NULL)
    return;
  self = g_new0 (Scan, 1);
  self->desk = g_object_ref (desk);
  self->files = hearth_case_files_new (context, hearth_case_get_id (kase));
  self->present = g_strdup (hearth_record_get_text (record, "scan"));
  self->may_write = may_write;
  self->func = func;
  self->user_data = g_object_ref (user_data);
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), make_list (self));
  g_object_set_data_full (G_OBJECT (self->popover), "hearth-scan", self, scan_free);
  g_signal_connect_swapped (self->files, "items-changed", G_CALLBACK (on_files_changed_cb), self);
  g_signal_connect (self->popover, "closed", G_CALLBACK (on_closed_cb), NULL);
  on_files_changed_cb (self);
  gtk_widget_set_parent (self->popover, parent);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}
