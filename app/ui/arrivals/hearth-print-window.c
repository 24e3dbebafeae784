/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-print-window.h"

#include "hearth-format.h"
#include "hearth-pack-entry.h"
#include "hearth-print-words.h"
#include "hearth-reception-item.h"

#include <glib/gi18n.h>

enum
{
  WHAT_LABELS,
  WHAT_SHEETS,
};

struct _HearthPrintWindow
{
  HearthOutWindow parent_instance;
  GListModel *people;
  HearthRecord *event;
  GArray *sheets; /* HearthLabelSheet beside the rows of the list */

  AdwWindowTitle *title;
  AdwComboRow *what_row;
  AdwComboRow *sheet_row;
  AdwActionRow *skip_row;
  GtkSpinButton *skip_button;
  AdwActionRow *name_row;
  GtkSwitch *name_switch;
  GtkLabel *issue_label;
};

G_DEFINE_FINAL_TYPE (HearthPrintWindow, hearth_print_window, HEARTH_TYPE_OUT_WINDOW)

static const HearthLabelSheet *
get_sheet (HearthPrintWindow *self)
{
  guint selected = adw_combo_row_get_selected (self->sheet_row);

  return selected < self->sheets->len ? &g_array_index (self->sheets, HearthLabelSheet, selected)
                                      : NULL;
}

static gboolean
is_labels (HearthPrintWindow *self)
{
  return adw_combo_row_get_selected (self->what_row) == WHAT_LABELS;
}

static void
update_state (HearthPrintWindow *self)
{
  gboolean has_labels = is_labels (self);
  const HearthLabelSheet *sheet = get_sheet (self);
  guint n_on_one = sheet != NULL ? hearth_label_sheet_get_n_labels (sheet) : 1;

  gtk_widget_set_visible (GTK_WIDGET (self->sheet_row), has_labels);
  gtk_widget_set_visible (GTK_WIDGET (self->skip_row), has_labels && n_on_one > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->name_row), has_labels);
  gtk_spin_button_set_range (self->skip_button, 0, n_on_one - 1);
  hearth_out_window_set_can_go (HEARTH_OUT_WINDOW (self), !has_labels || sheet != NULL);
}

static void
update (HearthOutWindow *window)
{
  update_state (HEARTH_PRINT_WINDOW (window));
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
  HearthPackSet *packs =
      hearth_desk_get_packs (hearth_out_window_get_desk (HEARTH_OUT_WINDOW (self)));

  for (guint i = 0; i < g_list_model_get_n_items (self->people); i++)
    {
      g_autoptr (HearthReceptionItem) item = g_list_model_get_item (self->people, i);

      g_ptr_array_add (sheets, hearth_print_make_sheet (hearth_reception_item_get_row (item),
                                                        self->event, packs));
    }
  return hearth_pages_new_sheets (sheets);
}

static HearthPages *
make_pages (HearthOutWindow *window)
{
  HearthPrintWindow *self = HEARTH_PRINT_WINDOW (window);

  return is_labels (self) ? make_labels (self) : make_sheets (self);
}

static void
describe (HearthOutWindow *window, const HearthPages *pages, HearthAuditEntry *entry)
{
  entry->n = g_list_model_get_n_items (HEARTH_PRINT_WINDOW (window)->people);
}

static const char *
get_file_name (HearthOutWindow *window)
{
  return is_labels (HEARTH_PRINT_WINDOW (window)) ? "labels.pdf" : "sheets.pdf";
}

/* --- The widget --- */

static void
load_sheets (HearthPrintWindow *self)
{
  HearthPackSet *packs =
      hearth_desk_get_packs (hearth_out_window_get_desk (HEARTH_OUT_WINDOW (self)));
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

  g_clear_object (&self->people);
  g_clear_pointer (&self->event, hearth_record_unref);
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
  HearthOutWindowClass *out_class = HEARTH_OUT_WINDOW_CLASS (klass);

  out_class->make_pages = make_pages;
  out_class->describe = describe;
  out_class->get_file_name = get_file_name;
  out_class->update = update;
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

  hearth_out_window_begin (HEARTH_OUT_WINDOW (self), desk, self->issue_label);
  self->people = g_object_ref (people);
  if (event != NULL)
    self->event = hearth_record_ref ((HearthRecord *) event);
  adw_window_title_set_subtitle (self->title, subtitle);
  load_sheets (self);
  update_state (self);
  gtk_window_present (GTK_WINDOW (self));
}
