/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-files-page.h"

#include "hearth-case-files.h"
#include "hearth-file-acts.h"
#include "hearth-file-add-window.h"
#include "hearth-file-copy-window.h"
#include "hearth-file-picker.h"
#include "hearth-file-row.h"
#include "hearth-file-viewer.h"
#include "hearth-file-words.h"
#include "hearth-photo-acts.h"

#include <glib/gi18n.h>

/* Twice the size of a row's picture, for dense screens. */
#define THUMB_SIDE 112

struct _HearthFilesPage
{
  HearthCasePage parent_instance;
  HearthCaseFiles *files;
  HearthFileThumbs *thumbs;
  GtkStack *stack;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (HearthFilesPage, hearth_files_page, HEARTH_TYPE_CASE_PAGE)

static HearthDesk *
desk_of (HearthFilesPage *self)
{
  return hearth_case_page_get_desk (HEARTH_CASE_PAGE (self));
}

/* NULL: locked, or no case. */
static HearthContext *
context_of (HearthFilesPage *self)
{
  return self->files != NULL ? hearth_desk_get_context (desk_of (self)) : NULL;
}

static const HearthId *
case_of (HearthFilesPage *self)
{
  return hearth_case_get_id (hearth_case_page_get_case (HEARTH_CASE_PAGE (self)));
}

static GtkWindow *
window_of (HearthFilesPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static gboolean
may_add (HearthFilesPage *self)
{
  HearthContext *context = context_of (self);
  guint n_parts;
  const HearthFilePart *parts = hearth_file_get_parts (&n_parts);

  for (guint i = 0; context != NULL && i < n_parts; i++)
    if (hearth_file_may_attach (context, parts[i].cmp))
      return TRUE;
  return FALSE;
}

static void
add_files (HearthFilesPage *self, GPtrArray *files)
{
  if (files->len > 0 && may_add (self))
    gtk_window_present (GTK_WINDOW (
        hearth_file_add_window_new (window_of (self), desk_of (self), case_of (self), files)));
}

static void
on_file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthFilesPage) self = HEARTH_FILES_PAGE (user_data);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  GFile *file = hearth_file_picker_run_finish (result);

  if (file == NULL)
    return;
  g_ptr_array_add (files, file);
  add_files (self, files);
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Pictures and PDF"));
  gtk_file_filter_add_mime_type (filter, "image/png");
  gtk_file_filter_add_mime_type (filter, "image/jpeg");
  gtk_file_filter_add_mime_type (filter, "application/pdf");
  hearth_file_picker_run_async (widget, HEARTH_FILE_PICKER_OPEN, _ ("Add a File"), NULL, filter,
                                on_file_chosen_cb, g_object_ref (widget));
}

/* What is pasted or dropped as a picture is taken as the bytes that the other program offers: a texture would be
 * decoded here, outside of the decoder's cage. */
static const char *const content_types[] = { "image/png", "image/jpeg", "application/pdf", NULL };

/* @stream: (transfer full) */
static void
add_stream (HearthFilesPage *self, GInputStream *stream)
{
  g_autoptr (GPtrArray) streams = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (streams, stream);
  add_files (self, streams);
}

/* @value: of GdkFileList. Returns whether there was a file in it. */
static gboolean
add_file_list (HearthFilesPage *self, const GValue *value)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  for (GSList *file = g_value_get_boxed (value); file != NULL; file = file->next)
    g_ptr_array_add (files, g_object_ref (file->data));
  add_files (self, files);
  return files->len > 0;
}

static void
say_nothing_there (HearthFilesPage *self)
{
  if (hearth_desk_is_unlocked (desk_of (self)))
    hearth_desk_say (desk_of (self), _ ("There is no picture to paste"));
}

static void
on_pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthFilesPage) self = HEARTH_FILES_PAGE (user_data);
  GInputStream *stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, NULL);

  if (stream != NULL)
    add_stream (self, stream);
  else
    say_nothing_there (self);
}

static void
on_files_pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthFilesPage) self = HEARTH_FILES_PAGE (user_data);
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);

  if (value == NULL || !add_file_list (self, value))
    say_nothing_there (self);
}

/* Files that were copied in a file manager come before a picture of them. */
static void
paste_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  if (!may_add (HEARTH_FILES_PAGE (widget)))
    return;
  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST) ||
      gdk_content_formats_contain_mime_type (formats, "text/uri-list"))
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL,
                                    on_files_pasted_cb, g_object_ref (widget));
  else
    gdk_clipboard_read_async (clipboard, (const char **) content_types, G_PRIORITY_DEFAULT, NULL,
                              on_pasted_cb, g_object_ref (widget));
}

static void
on_dropped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthFilesPage) self = HEARTH_FILES_PAGE (user_data);
  GdkDrop *drop = GDK_DROP (source);
  GInputStream *stream = gdk_drop_read_finish (drop, result, NULL, NULL);

  gdk_drop_finish (drop, stream != NULL ? GDK_ACTION_COPY : 0);
  if (stream != NULL)
    add_stream (self, stream);
}

static void
on_files_dropped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthFilesPage) self = HEARTH_FILES_PAGE (user_data);
  GdkDrop *drop = GDK_DROP (source);
  const GValue *value = gdk_drop_read_value_finish (drop, result, NULL);

  gdk_drop_finish (drop, value != NULL && add_file_list (self, value) ? GDK_ACTION_COPY : 0);
}

static gboolean
on_drop_cb (GtkDropTargetAsync *target, GdkDrop *drop, double x, double y, HearthFilesPage *self)
{
  GdkContentFormats *formats = gdk_drop_get_formats (drop);

  if (!may_add (self))
    return FALSE;
  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST) ||
      gdk_content_formats_contain_mime_type (formats, "text/uri-list"))
    gdk_drop_read_value_async (drop, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL,
                               on_files_dropped_cb, g_object_ref (self));
  else
    gdk_drop_read_async (drop, (const char **) content_types, G_PRIORITY_DEFAULT, NULL,
                         on_dropped_cb, g_object_ref (self));
  return TRUE;
}

static GtkDropTargetAsync *
make_drop_target (void)
{
  GdkContentFormatsBuilder *builder = gdk_content_formats_builder_new ();

  gdk_content_formats_builder_add_gtype (builder, GDK_TYPE_FILE_LIST);
  gdk_content_formats_builder_add_mime_type (builder, "text/uri-list");
  for (guint i = 0; content_types[i] != NULL; i++)
    gdk_content_formats_builder_add_mime_type (builder, content_types[i]);
  return gtk_drop_target_async_new (gdk_content_formats_builder_free_to_formats (builder),
                                    GDK_ACTION_COPY);
}

static void
open_item (HearthFilesPage *self, HearthFileItem *item)
{
  if (!hearth_file_item_is_here (item))
    hearth_desk_say (desk_of (self), _ ("The content of this file has not come to this vault"));
  else if (context_of (self) != NULL)
    gtk_window_present (
        GTK_WINDOW (hearth_file_viewer_new (window_of (self), desk_of (self), item)));
}

static void
on_removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthDesk) desk = HEARTH_DESK (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) done = hearth_file_detach_finish (result, &error);

  if (done != NULL)
    hearth_desk_report (desk, _ ("File removed"), done);
  else
    hearth_desk_report_error (desk, error);
}

static void
on_photo_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthDesk) desk = HEARTH_DESK (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) done = hearth_photo_set_finish (result, &error);

  if (done != NULL)
    hearth_desk_report (desk, _ ("Photo chosen"), done);
  else
    hearth_desk_report_error (desk, error);
}

static void
on_act_cb (HearthFilesPage *self, const char *act, HearthFileRow *row)
{
  HearthFileItem *item = hearth_file_row_get_item (row);
  const HearthRecord *file = hearth_file_item_get_record (item);
  HearthContext *context = context_of (self);

  if (context == NULL)
    return;
  if (g_str_equal (act, "open"))
    open_item (self, item);
  else if (g_str_equal (act, "copy"))
    gtk_window_present (
        GTK_WINDOW (hearth_file_copy_window_new (window_of (self), desk_of (self), item)));
  else if (g_str_equal (act, "photo"))
    hearth_photo_set_async (context, case_of (self), file, NULL, on_photo_set_cb,
                            g_object_ref (desk_of (self)));
  else if (g_str_equal (act, "remove"))
    hearth_file_detach_async (context, file, NULL, on_removed_cb, g_object_ref (desk_of (self)));
}

static void
on_row_activated_cb (HearthFilesPage *self, GtkListBoxRow *row)
{
  open_item (self, hearth_file_row_get_item (HEARTH_FILE_ROW (row)));
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  HearthFilesPage *self = HEARTH_FILES_PAGE (user_data);
  GtkWidget *row = hearth_file_row_new (item, self->thumbs);

  g_signal_connect_object (row, "act", G_CALLBACK (on_act_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static void
show_state (HearthFilesPage *self)
{
  const char *state = "files";

  if (hearth_case_files_is_loading (self->files))
    state = "loading";
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->files)) == 0)
    state = "empty";
  gtk_stack_set_visible_child_name (self->stack, state);
}

static void
on_failed_cb (HearthFilesPage *self, const GError *error)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->files)) == 0)
    gtk_stack_set_visible_child_name (self->stack, "failed");
  else
    hearth_desk_report_error (desk_of (self), error);
}

static void
reload_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthFilesPage *self = HEARTH_FILES_PAGE (widget);

  if (self->files != NULL)
    hearth_case_files_reload (self->files);
}

static void
forget (HearthFilesPage *self)
{
  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  if (self->files != NULL)
    g_signal_handlers_disconnect_by_data (self->files, self);
  g_clear_object (&self->files);
  g_clear_object (&self->thumbs);
}

static void
hearth_files_page_show_case (HearthCasePage *page, HearthCase *kase, gboolean is_other)
{
  HearthFilesPage *self = HEARTH_FILES_PAGE (page);
  HearthContext *context = hearth_desk_get_context (desk_of (self));

  /* The list follows the vault by itself. */
  if (!is_other || context == NULL)
    return;
  forget (self);
  self->thumbs = hearth_file_thumbs_new (desk_of (self), THUMB_SIDE);
  self->files = hearth_case_files_new (context, hearth_case_get_id (kase));
  g_signal_connect_object (self->files, "notify", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->files, "failed", G_CALLBACK (on_failed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->files), make_row, self, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "files.add", may_add (self));
  show_state (self);
}

static void
hearth_files_page_dispose (GObject *object)
{
  HearthFilesPage *self = HEARTH_FILES_PAGE (object);

  forget (self);
  self->list = NULL;
  G_OBJECT_CLASS (hearth_files_page_parent_class)->dispose (object);
}

static void
hearth_files_page_class_init (HearthFilesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_files_page_dispose;
  HEARTH_CASE_PAGE_CLASS (klass)->show_case = hearth_files_page_show_case;

  g_type_ensure (HEARTH_TYPE_CASE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hearthcase/Hearth/files/hearth-files-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthFilesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, HearthFilesPage, list);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
  gtk_widget_class_install_action (widget_class, "files.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "files.paste", NULL, paste_action);
  gtk_widget_class_install_action (widget_class, "files.reload", NULL, reload_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "files.paste",
                                       NULL);
}

static void
hearth_files_page_init (HearthFilesPage *self)
{
  GtkDropTargetAsync *target = make_drop_target ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
