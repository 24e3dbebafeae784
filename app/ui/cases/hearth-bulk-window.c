/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-bulk-window.h"

#include "hearth-bulk-field.h"
#include "hearth-case-acts.h"
#include "hearth-format.h"

#include <glib/gi18n.h>

#define WIDTH 520
#define HEIGHT 620

/* What becomes of a flag, in the order of the choices. */
enum
{
  FLAG_LEAVE,
  FLAG_SET,
  FLAG_CLEAR,
};

struct _HearthBulkWindow
{
  AdwWindow parent_instance;
  HearthViewKeeper *keeper;
  GArray *row_ids;
  GCancellable *cancellable; /* while it works */

  GtkStack *stack;
  GtkWidget *apply_button;
  AdwPreferencesGroup *fields_group;
  AdwPreferencesGroup *flags_group;
  GPtrArray *fields; /* HearthBulkField */
  GPtrArray *flags;  /* AdwComboRow */
  GtkProgressBar *progress;
};

G_DEFINE_FINAL_TYPE (HearthBulkWindow, hearth_bulk_window, ADW_TYPE_WINDOW)

static json_t *
make_fields (HearthBulkWindow *self)
{
  json_t *fields = json_object ();

  for (guint i = 0; i < self->fields->len; i++)
    {
      json_t *value = hearth_bulk_field_dup_value (self->fields->pdata[i]);

      if (value != NULL)
        json_object_set_new (fields, hearth_bulk_field_get_id (self->fields->pdata[i]), value);
    }
  return fields;
}

static json_t *
make_flags (HearthBulkWindow *self)
{
  json_t *flags = json_object ();

  for (guint i = 0; i < self->flags->len; i++)
    {
      const guint choice = adw_combo_row_get_selected (self->flags->pdata[i]);

      if (choice != FLAG_LEAVE)
        json_object_set_new (flags, g_object_get_data (self->flags->pdata[i], "flag"),
                             json_boolean (choice == FLAG_SET));
    }
  return flags;
}

static void
update_apply (HearthBulkWindow *self)
{
  json_auto_t *fields = make_fields (self);
  json_auto_t *flags = make_flags (self);

  gtk_widget_set_sensitive (self->apply_button,
                            json_object_size (fields) + json_object_size (flags) > 0);
}

/* --- The work --- */

static void
on_progress (guint done, guint total, gpointer user_data)
{
  HearthBulkWindow *self = *(HearthBulkWindow **) user_data;

  if (self != NULL && total > 0)
    gtk_progress_bar_set_fraction (self->progress, (double) done / total);
}

/* The window may be gone before the work is. */
typedef struct
{
  HearthBulkWindow *window; /* weak */
  HearthDesk *desk;
  guint n_cases;
} Work;

static void
work_free (Work *work)
{
  g_clear_weak_pointer (&work->window);
  g_object_unref (work->desk);
  g_free (work);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Work, work_free)

static void
on_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Work) work = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) done = hearth_case_set_many_finish (result, &error);
  HearthBulkWindow *self = work->window;

  if (self != NULL)
    g_clear_object (&self->cancellable);
  if (done != NULL)
    {
      /* Translators: said after an act that Undo takes back. */
      g_autofree char *title = g_strdup_printf (
          ngettext ("%u person changed", "%u people changed", hearth_change_set_get_n_cases (done)),
          hearth_change_set_get_n_cases (done));

      hearth_desk_report (work->desk, title, done);
    }
  else if (hearth_desk_is_unlocked (work->desk))
    hearth_desk_report_error (work->desk, error);
  if (self != NULL && done != NULL)
    gtk_window_destroy (GTK_WINDOW (self));
  else if (self != NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "form");
      gtk_widget_set_sensitive (self->apply_button, TRUE);
    }
}

static void
on_apply_cb (HearthBulkWindow *self)
{
  HearthDesk *desk = hearth_view_keeper_get_desk (self->keeper);
  HearthContext *context = hearth_desk_get_context (desk);
  json_auto_t *fields = make_fields (self);
  json_auto_t *flags = make_flags (self);
  Work *work;

  if (context == NULL || self->cancellable != NULL ||
      json_object_size (fields) + json_object_size (flags) == 0)
    return;
  work = g_new0 (Work, 1);
  g_set_weak_pointer (&work->window, self);
  work->desk = g_object_ref (desk);
  self->cancellable = g_cancellable_new ();
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_widget_set_sensitive (self->apply_button, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "working");
  hearth_case_set_many_async (context, self->row_ids, fields,
                              json_object_size (flags) > 0 ? flags : NULL, on_progress,
                              &work->window, self->cancellable, on_done_cb, work);
}

/* Cancel stops the work, and without work closes the window. */
static void
on_cancel_cb (HearthBulkWindow *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  else
    gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
cancel_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  on_cancel_cb (HEARTH_BULK_WINDOW (widget));
  return TRUE;
}

static gboolean
hearth_bulk_window_close_request (GtkWindow *window)
{
  HearthBulkWindow *self = HEARTH_BULK_WINDOW (window);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  return GTK_WINDOW_CLASS (hearth_bulk_window_parent_class)->close_request (window);
}

/* --- Making --- */

static void
add_field (HearthBulkWindow *self, const char *field, const char *title)
{
  GtkWidget *row = hearth_bulk_field_new (self->keeper, field, title);

  g_signal_connect_object (row, "changed", G_CALLBACK (update_apply), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "entry-activated", G_CALLBACK (on_apply_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->fields_group, row);
  g_ptr_array_add (self->fields, row);
}

static void
add_flag (HearthBulkWindow *self, const HearthPackEntry *entry)
{
  const char *const choices[] = { _ ("Leave"), _ ("Set"), _ ("Clear"), NULL };
  g_autoptr (GtkStringList) model = gtk_string_list_new (choices);
  GtkWidget *row = g_object_new (ADW_TYPE_COMBO_ROW, "use-markup", FALSE, "title",
                                 hearth_pack_entry_get_title (entry, hearth_format_language ()),
                                 "model", model, NULL);

  g_object_set_data_full (G_OBJECT (row), "flag", g_strdup (hearth_pack_entry_get_id (entry)),
                          g_free);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (update_apply), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->flags_group, row);
  g_ptr_array_add (self->flags, row);
}

static void
add_rows (HearthBulkWindow *self)
{
  HearthPackSet *packs = hearth_desk_get_packs (hearth_view_keeper_get_desk (self->keeper));

  add_field (self, "owner", _ ("Caseworker"));
  add_field (self, "facility", _ ("Facility"));
  add_field (self, "ward", _ ("Ward"));
  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, "flag"); i++)
    add_flag (self, hearth_pack_set_get_entry (packs, "flag", i));
}

static void
hearth_bulk_window_dispose (GObject *object)
{
  HearthBulkWindow *self = HEARTH_BULK_WINDOW (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->keeper);
  g_clear_pointer (&self->row_ids, g_array_unref);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->flags, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), HEARTH_TYPE_BULK_WINDOW);
  G_OBJECT_CLASS (hearth_bulk_window_parent_class)->dispose (object);
}

static void
hearth_bulk_window_class_init (HearthBulkWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_bulk_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = hearth_bulk_window_close_request;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/cases/hearth-bulk-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthBulkWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, HearthBulkWindow, apply_button);
  gtk_widget_class_bind_template_child (widget_class, HearthBulkWindow, fields_group);
  gtk_widget_class_bind_template_child (widget_class, HearthBulkWindow, flags_group);
  gtk_widget_class_bind_template_child (widget_class, HearthBulkWindow, progress);
  gtk_widget_class_bind_template_callback (widget_class, on_apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, cancel_cb, NULL);
}

static void
hearth_bulk_window_init (HearthBulkWindow *self)
{
  self->fields = g_ptr_array_new ();
  self->flags = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
hearth_bulk_window_new (GtkWindow *parent, HearthViewKeeper *keeper, GArray *row_ids)
{
  HearthBulkWindow *self = g_object_new (HEARTH_TYPE_BULK_WINDOW, "transient-for", parent,
                                         "default-width", WIDTH, "default-height", HEIGHT, NULL);
  g_autofree char *title = g_strdup_printf (
      ngettext ("Change %u Person", "Change %u People", row_ids->len), row_ids->len);

  self->keeper = g_object_ref (keeper);
  self->row_ids = g_array_copy (row_ids);
  gtk_window_set_title (GTK_WINDOW (self), title);
  add_rows (self);
  update_apply (self);
  gtk_widget_grab_focus (self->fields->pdata[0]);
  return GTK_WIDGET (self);
}
