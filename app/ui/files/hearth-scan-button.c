/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-scan-button.h"

#include "hearth-case-files.h"
#include "hearth-file-viewer.h"
#include "hearth-file-words.h"
#include "hearth-policy.h"
#include "hearth-scan-acts.h"
#include "hearth-text-row.h"

#include <glib/gi18n.h>

#define FILE_KEY "hearth-file"
#define LIST_WIDTH 300
#define MAX_LIST_HEIGHT 320

struct _HearthScanButton
{
  AdwBin parent_instance;
  HearthDesk *desk;
  HearthCase *kase;
  HearthRecord *record;
  HearthCaseFiles *files; /* NULL until the list is opened */
  GtkMenuButton *button;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (HearthScanButton, hearth_scan_button, ADW_TYPE_BIN)

static gboolean
may_write (HearthDesk *desk, HearthRecord *record)
{
  HearthContext *context = hearth_desk_get_context (desk);

  return context != NULL &&
         hearth_policy_may_write (hearth_vault_get_roles (hearth_context_get_vault (context)),
                                  hearth_record_get_kind (record));
}

static HearthFileItem *
item_of (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), FILE_KEY);
}

static gboolean
is_scan (HearthScanButton *self, HearthFileItem *item)
{
  return hearth_scan_is (self->record, hearth_file_item_get_record (item));
}

/* --- What is written down --- */

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthScanButton) self = HEARTH_SCAN_BUTTON (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) done = hearth_scan_set_finish (result, &error);

  if (self->desk == NULL)
    return;
  if (done != NULL)
    hearth_desk_report (self->desk, _ ("Scan noted"), done);
  else
    hearth_desk_report_error (self->desk, error);
}

static void
on_row_activated_cb (HearthScanButton *self, GtkListBoxRow *row)
{
  HearthFileItem *item = item_of (row);

  if (item == NULL || !may_write (self->desk, self->record))
    return;
  gtk_menu_button_popdown (self->button);
  hearth_scan_set_async (hearth_desk_get_context (self->desk), self->record,
                         is_scan (self, item) ? NULL : hearth_file_item_get_record (item), NULL,
                         on_saved_cb, g_object_ref (self));
}

/* --- The list --- */

static void
on_show_clicked_cb (HearthScanButton *self, GtkWidget *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);
  GtkRoot *root = gtk_widget_get_root (button);

  if (hearth_desk_is_unlocked (self->desk))
    gtk_window_present (GTK_WINDOW (
        hearth_file_viewer_new (GTK_WINDOW (root), self->desk, item_of (GTK_LIST_BOX_ROW (row)))));
}

static void
add_file (HearthScanButton *self, HearthFileItem *item)
{
  g_autofree char *details = hearth_file_dup_details (item);
  g_autofree char *title =
      g_strdup_printf ("%s%s", is_scan (self, item) ? "✓ " : "", hearth_file_item_get_title (item));
  g_autofree char *name = g_strdup_printf ("%s: %s", _ ("Show"), title);
  GtkWidget *row = hearth_text_row_new (title, details);
  GtkWidget *button = gtk_button_new_with_label (_ ("Show"));

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_sensitive (button, hearth_file_item_is_here (item));
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_show_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  hearth_text_row_add_suffix (HEARTH_TEXT_ROW (row), button);
  g_object_set_data_full (G_OBJECT (row), FILE_KEY, g_object_ref (item), g_object_unref);
  gtk_list_box_append (self->list, row);
}

/* The list opens before its files are read: the keyboard goes to the first of them when they come. */
static void
take_focus (HearthScanButton *self)
{
  GtkWidget *first = GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0));

  if (first != NULL && gtk_widget_get_mapped (GTK_WIDGET (self->list)))
    gtk_widget_grab_focus (first);
}

static void
on_files_changed_cb (HearthScanButton *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->files)); i++)
    {
      g_autoptr (HearthFileItem) item = g_list_model_get_item (G_LIST_MODEL (self->files), i);

      if (hearth_scan_may_be (self->record, hearth_file_item_get_record (item)))
        add_file (self, item);
    }
  take_focus (self);
}

static GtkWidget *
make_list (HearthScanButton *self)
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
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MAX_LIST_HEIGHT);
  /* The rows wrap: without a width of its own the list would be as narrow as it can. */
  gtk_widget_set_size_request (scrolled, LIST_WIDTH, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  return scrolled;
}

/* Most lists are never opened: the files are read for one that is. */
static void
on_about_to_open_cb (GtkMenuButton *button, gpointer user_data)
{
  HearthScanButton *self = HEARTH_SCAN_BUTTON (user_data);
  HearthContext *context = hearth_desk_get_context (self->desk);
  GtkWidget *popover;

  if (self->files != NULL || context == NULL)
    return;
  popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (popover), make_list (self));
  gtk_menu_button_set_popover (button, popover);
  self->files = hearth_case_files_new (context, hearth_case_get_id (self->kase));
  g_signal_connect_object (self->files, "items-changed", G_CALLBACK (on_files_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* --- GObject --- */

static void
hearth_scan_button_dispose (GObject *object)
{
  HearthScanButton *self = HEARTH_SCAN_BUTTON (object);

  g_clear_object (&self->files);
  g_clear_object (&self->kase);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (hearth_scan_button_parent_class)->dispose (object);
}

static void
hearth_scan_button_finalize (GObject *object)
{
  g_clear_pointer (&HEARTH_SCAN_BUTTON (object)->record, hearth_record_unref);
  G_OBJECT_CLASS (hearth_scan_button_parent_class)->finalize (object);
}

static void
hearth_scan_button_class_init (HearthScanButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_scan_button_dispose;
  G_OBJECT_CLASS (klass)->finalize = hearth_scan_button_finalize;
}

static void
hearth_scan_button_init (HearthScanButton *self)
{
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  gtk_menu_button_set_create_popup_func (self->button, on_about_to_open_cb, self, NULL);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
}

GtkWidget *
hearth_scan_button_new (HearthDesk *desk, HearthCase *kase, HearthRecord *record, const char *title)
{
  const gboolean is_there = hearth_record_get_text (record, "scan") != NULL;
  const char *label = is_there ? _ ("Show Scan") : _ ("Attach Scan");
  g_autofree char *name = g_strdup_printf ("%s: %s", title, label);
  HearthScanButton *self;

  if (!is_there && !may_write (desk, record))
    return NULL;
  self = g_object_new (HEARTH_TYPE_SCAN_BUTTON, NULL);
  self->desk = g_object_ref (desk);
  self->kase = g_object_ref (kase);
  self->record = hearth_record_ref (record);
  gtk_menu_button_set_icon_name (self->button, is_there ? "image-x-generic-symbolic"
                                                        : "mail-attachment-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  return GTK_WIDGET (self);
}
