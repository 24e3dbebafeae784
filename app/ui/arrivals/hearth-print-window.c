/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-print-window.h"

#include "hearth-audit.h"
#include "hearth-confirm.h"
#include "hearth-file-picker.h"
#include "hearth-format.h"
#include "hearth-out-pdf.h"
#include "hearth-pack-entry.h"
#include "hearth-paper.h"
#include "hearth-print-words.h"
#include "hearth-reception-item.h"
#include "hearth-sentence.h"
#include "hearth-target.h"

#include <glib/gi18n.h>

enum
{
  WHAT_LABELS,
  WHAT_SHEETS,
};

struct _HearthPrintWindow
{
  AdwWindow parent_instance;
  HearthDesk *desk;
  GListModel *people;
  HearthRecord *event;
  GArray *sheets; /* HearthLabelSheet beside the rows of the list */
  HearthPages *pages;
  GFile *file; /* where the PDF goes */
  gboolean is_busy;

  AdwWindowTitle *title;
  AdwComboRow *what_row;
  AdwComboRow *sheet_row;
  AdwActionRow *skip_row;
  GtkSpinButton *skip_button;
  AdwActionRow *name_row;
  GtkSwitch *name_switch;
  GtkLabel *issue_label;
};

G_DEFINE_FINAL_TYPE (HearthPrintWindow, hearth_print_window, ADW_TYPE_WINDOW)

static const HearthLabelSheet *
get_sheet (HearthPrintWindow *self)
{
  guint selected = adw_combo_row_get_selected (self->sheet_row);

  return selected < self->sheets->len ? &g_array_index (self->sheets, HearthLabelSheet, selected)
                                      : NULL;
}

static void
update_state (HearthPrintWindow *self)
{
  gboolean is_labels = adw_combo_row_get_selected (self->what_row) == WHAT_LABELS;
  const HearthLabelSheet *sheet = get_sheet (self);
  guint n_on_one = sheet != NULL ? hearth_label_sheet_get_n_labels (sheet) : 1;

  gtk_widget_set_visible (GTK_WIDGET (self->sheet_row), is_labels);
  gtk_widget_set_visible (GTK_WIDGET (self->skip_row), is_labels && n_on_one > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->name_row), is_labels);
  gtk_spin_button_set_range (self->skip_button, 0, n_on_one - 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "print.print",
                                 !self->is_busy && (!is_labels || sheet != NULL));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "print.save",
                                 !self->is_busy && (!is_labels || sheet != NULL));
}

static void
set_busy (HearthPrintWindow *self, gboolean is_busy)
{
  self->is_busy = is_busy;
  update_state (self);
}

static void
show_issue (HearthPrintWindow *self, const GError *error)
{
  g_autofree char *text = hearth_sentence_dup_for_error (error);

  gtk_label_set_text (self->issue_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->issue_label), TRUE);
  set_busy (self, FALSE);
}

/* --- The pages --- */

static HearthPages *
make_labels (HearthPrintWindow *self)
{
  GPtrArray *labels = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_label_free);
  gboolean has_names = gtk_switch_get_active (self->name_switch);
  const HearthLabelSheet *sheet = get_sheet (self);
  guint n_skipped = (guint) gtk_spin_button_get_value_as_int (self->skip_button);

  for (guint i = 0; i < g_list_model_get_n_items (self->people); i++)
    {
      g_autoptr (HearthReceptionItem) item = g_list_model_get_item (self->people, i);

      g_ptr_array_add (labels,
                       hearth_print_make_label (hearth_reception_item_get_row (item), has_names));
    }
  return hearth_pages_new_labels (sheet, labels,
                                  MIN (n_skipped, hearth_label_sheet_get_n_labels (sheet) - 1));
}

static HearthPages *
make_sheets (HearthPrintWindow *self)
{
  GPtrArray *sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_intake_sheet_free);
  HearthPackSet *packs = hearth_desk_get_packs (self->desk);

  for (guint i = 0; i < g_list_model_get_n_items (self->people); i++)
    {
      g_autoptr (HearthReceptionItem) item = g_list_model_get_item (self->people, i);

      g_ptr_array_add (sheets, hearth_print_make_sheet (hearth_reception_item_get_row (item),
                                                        self->event, packs));
    }
  return hearth_pages_new_sheets (sheets);
}

static void
make_pages (HearthPrintWindow *self)
{
  g_clear_pointer (&self->pages, hearth_pages_unref);
  self->pages = adw_combo_row_get_selected (self->what_row) == WHAT_LABELS ? make_labels (self)
                                                                           : make_sheets (self);
}

/* The log says what leaves before it does. */
static void
note (HearthPrintWindow *self,
      HearthAuditEvent event,
      HearthAuditPhase phase,
      GAsyncReadyCallback callback)
{
  HearthContext *context = hearth_desk_get_context (self->desk);
  HearthAuditEntry entry = { .event = event,
                             .phase = phase,
                             .cmp = HEARTH_COMPARTMENT_CORE,
                             .n = g_list_model_get_n_items (self->people) };

  if (context != NULL)
    hearth_context_audit_async (context, &entry, NULL, callback, g_object_ref (self));
}

/* --- Printing --- */

static void
on_print_noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthPrintWindow) self = HEARTH_PRINT_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  gboolean is_noted = hearth_context_audit_finish (HEARTH_CONTEXT (source), result, &error);

  if (self->desk == NULL)
    return;
  if (!is_noted || !hearth_paper_print (GTK_WINDOW (self), self->pages, &error))
    show_issue (self, error);
  else
    set_busy (self, FALSE);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthPrintWindow *self = HEARTH_PRINT_WINDOW (widget);

  set_busy (self, TRUE);
  make_pages (self);
  note (self, HEARTH_AUDIT_PRINT, HEARTH_AUDIT_BEGIN, on_print_noted_cb);
}

/* --- A file --- */

static void
on_outcome_noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthPrintWindow) self = HEARTH_PRINT_WINDOW (user_data);

  /* That it left is already written down. */
  hearth_context_audit_finish (HEARTH_CONTEXT (source), result, NULL);
}

static void
end_saving (HearthPrintWindow *self, const GError *error)
{
  note (self, HEARTH_AUDIT_EXPORT, error == NULL ? HEARTH_AUDIT_DONE : HEARTH_AUDIT_FAILED,
        on_outcome_noted_cb);
  if (error != NULL)
    {
      show_issue (self, error);
      return;
    }
  hearth_desk_say (self->desk, _ ("The PDF is written. It is not encrypted."));
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthPrintWindow) self = HEARTH_PRINT_WINDOW (user_data);
  g_autoptr (GError) error = NULL;

  g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);
  if (self->desk != NULL)
    end_saving (self, error);
}

static void
on_drawn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthPrintWindow) self = HEARTH_PRINT_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = hearth_out_pdf_finish (result, &error);

  if (self->desk == NULL)
    return;
  if (bytes == NULL)
    end_saving (self, error);
  else
    g_file_replace_contents_bytes_async (self->file, bytes, NULL, FALSE,
                                         G_FILE_CREATE_REPLACE_DESTINATION | G_FILE_CREATE_PRIVATE,
                                         NULL, on_written_cb, g_object_ref (self));
}

static void
on_save_noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthPrintWindow) self = HEARTH_PRINT_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  gboolean is_noted = hearth_context_audit_finish (HEARTH_CONTEXT (source), result, &error);

  if (self->desk == NULL)
    return;
  if (is_noted)
    hearth_out_pdf_async (self->pages, NULL, on_drawn_cb, g_object_ref (self));
  else
    show_issue (self, error);
}

static void
on_place_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthPrintWindow) self = HEARTH_PRINT_WINDOW (user_data);
  g_autoptr (GFile) file = hearth_file_picker_run_finish (result);

  if (self->desk == NULL)
    return;
  if (file == NULL || !hearth_target_is_accepted (self->desk, file))
    {
      set_busy (self, FALSE);
      return;
    }
  g_set_object (&self->file, file);
  make_pages (self);
  note (self, HEARTH_AUDIT_EXPORT, HEARTH_AUDIT_BEGIN, on_save_noted_cb);
}

static void
on_confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthPrintWindow) self = HEARTH_PRINT_WINDOW (user_data);
  gboolean is_labels = adw_combo_row_get_selected (self->what_row) == WHAT_LABELS;

  if (!hearth_confirm_finish (result))
    set_busy (self, FALSE);
  else
    hearth_file_picker_run_async (GTK_WIDGET (self), HEARTH_FILE_PICKER_SAVE, _ ("Save as PDF"),
                                  is_labels ? "labels.pdf" : "sheets.pdf", NULL, on_place_chosen_cb,
                                  g_object_ref (self));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthPrintWindow *self = HEARTH_PRINT_WINDOW (widget);

  set_busy (self, TRUE);
  hearth_confirm_async (widget, _ ("Write a File That Is Not Encrypted?"),
                        _ ("Whoever finds the PDF can read what stands on it. Delete it when it "
                           "is printed. The audit log says that it was written."),
                        _ ("Write"), TRUE, on_confirmed_cb, g_object_ref (self));
}

/* --- The widget --- */

static void
load_sheets (HearthPrintWindow *self)
{
  HearthPackSet *packs = hearth_desk_get_packs (self->desk);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, "label-sheet"); i++)
    {
      const HearthPackEntry *entry = hearth_pack_set_get_entry (packs, "label-sheet", i);
      HearthLabelSheet sheet;

      /* A sheet that cannot be is not offered. */
      if (!hearth_label_sheet_load (&sheet, entry))
        continue;
      g_array_append_val (self->sheets, sheet);
      gtk_string_list_append (titles,
                              hearth_pack_entry_get_title (entry, hearth_format_language ()));
    }
  adw_combo_row_set_model (self->sheet_row, G_LIST_MODEL (titles));
}

static void
hearth_print_window_dispose (GObject *object)
{
  HearthPrintWindow *self = HEARTH_PRINT_WINDOW (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->people);
  g_clear_object (&self->file);
  g_clear_pointer (&self->event, hearth_record_unref);
  g_clear_pointer (&self->pages, hearth_pages_unref);
  G_OBJECT_CLASS (hearth_print_window_parent_class)->dispose (object);
}

static void
hearth_print_window_finalize (GObject *object)
{
  g_array_unref (HEARTH_PRINT_WINDOW (object)->sheets);
  G_OBJECT_CLASS (hearth_print_window_parent_class)->finalize (object);
}

static void
hearth_print_window_class_init (HearthPrintWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_print_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = hearth_print_window_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/arrivals/hearth-print-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthPrintWindow, title);
  gtk_widget_class_bind_template_child (widget_class, HearthPrintWindow, what_row);
  gtk_widget_class_bind_template_child (widget_class, HearthPrintWindow, sheet_row);
  gtk_widget_class_bind_template_child (widget_class, HearthPrintWindow, skip_row);
  gtk_widget_class_bind_template_child (widget_class, HearthPrintWindow, skip_button);
  gtk_widget_class_bind_template_child (widget_class, HearthPrintWindow, name_row);
  gtk_widget_class_bind_template_child (widget_class, HearthPrintWindow, name_switch);
  gtk_widget_class_bind_template_child (widget_class, HearthPrintWindow, issue_label);
  gtk_widget_class_bind_template_callback (widget_class, update_state);
  gtk_widget_class_install_action (widget_class, "print.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "print.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "print.print",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hearth_print_window_init (HearthPrintWindow *self)
{
  self->sheets = g_array_new (FALSE, FALSE, sizeof (HearthLabelSheet));
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
hearth_print_window_present (GtkWindow *parent,
                             HearthDesk *desk,
                             GListModel *people,
                             const HearthRecord *event)
{
  HearthPrintWindow *self = g_object_new (HEARTH_TYPE_PRINT_WINDOW, "transient-for", parent, NULL);
  guint n_people = g_list_model_get_n_items (people);
  g_autofree char *subtitle =
      g_strdup_printf (ngettext ("%u person", "%u people", n_people), n_people);

  self->desk = g_object_ref (desk);
  self->people = g_object_ref (people);
  if (event != NULL)
    self->event = hearth_record_ref ((HearthRecord *) event);
  adw_window_title_set_subtitle (self->title, subtitle);
  load_sheets (self);
  update_state (self);
  gtk_window_present (GTK_WINDOW (self));
}
