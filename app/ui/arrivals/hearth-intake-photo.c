/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-intake-photo.h"

#include "hearth-decode-clean.h"
#include "hearth-decode-kind.h"
#include "hearth-file-picker.h"
#include "hearth-sentence.h"

#include <glib/gi18n.h>

struct _HearthIntakePhoto
{
  AdwActionRow parent_instance;
  GBytes *content;
  GCancellable *cancellable; /* of the picture that is on its way; NULL: none is */
  GtkButton *choose_button;
  GtkButton *clear_button;
};

G_DEFINE_FINAL_TYPE (HearthIntakePhoto, hearth_intake_photo, ADW_TYPE_ACTION_ROW)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* A picture on its way. */
typedef struct
{
  HearthIntakePhoto *row;
  GCancellable *cancellable;
} Loading;

static void
loading_free (Loading *self)
{
  g_object_unref (self->row);
  g_object_unref (self->cancellable);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Loading, loading_free)

static void
show_state (HearthIntakePhoto *self, const char *problem)
{
  const char *text = problem;

  if (text == NULL && self->cancellable != NULL)
    text = _ ("Reading the picture…");
  if (text == NULL)
    text = self->content != NULL ? _ ("Chosen") : _ ("None");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text);
  if (problem != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->clear_button), self->content != NULL);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
end_loading (Loading *loading, GBytes *content, const char *problem)
{
  HearthIntakePhoto *self = loading->row;

  if (g_cancellable_is_cancelled (loading->cancellable))
    return;
  g_clear_object (&self->cancellable);
  if (content != NULL)
    self->content = g_bytes_ref (content);
  show_state (self, problem);
}

static void
fail_loading (Loading *loading, const GError *error)
{
  g_autofree char *problem = hearth_sentence_dup_for_error (error);

  end_loading (loading, NULL, problem);
}

static gboolean
is_picture (GBytes *content)
{
  gsize size;
  const guint8 *bytes = g_bytes_get_data (content, &size);
  HearthDecodeKind kind = hearth_decode_kind_sniff (bytes, size);

  return kind == HEARTH_DECODE_KIND_PNG || kind == HEARTH_DECODE_KIND_JPEG;
}

static void
on_cleaned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Loading) loading = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = hearth_decode_clean_finish (result, &error);

  if (content == NULL)
    fail_loading (loading, error);
  else if (is_picture (content))
    end_loading (loading, content, NULL);
  else
    end_loading (loading, NULL, _ ("A document is no photo. Choose a picture."));
}

static void
on_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Loading) loading = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read_finish (G_FILE (source), result, &error);

  if (stream != NULL)
    hearth_decode_clean_async (G_INPUT_STREAM (stream), loading->cancellable, on_cleaned_cb,
                               g_steal_pointer (&loading));
  else
    fail_loading (loading, error);
}

static void
on_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthIntakePhoto) self = HEARTH_INTAKE_PHOTO (user_data);
  g_autoptr (GFile) file = hearth_file_picker_run_finish (result);

  if (file != NULL)
    hearth_intake_photo_take (self, file);
}

static void
on_choose_cb (HearthIntakePhoto *self)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Pictures"));
  gtk_file_filter_add_mime_type (filter, "image/png");
  gtk_file_filter_add_mime_type (filter, "image/jpeg");
  hearth_file_picker_run_async (GTK_WIDGET (self), HEARTH_FILE_PICKER_OPEN, _ ("Choose a Photo"),
                                NULL, filter, on_chosen_cb, g_object_ref (self));
}

static void
hearth_intake_photo_dispose (GObject *object)
{
  HearthIntakePhoto *self = HEARTH_INTAKE_PHOTO (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->content, g_bytes_unref);
  G_OBJECT_CLASS (hearth_intake_photo_parent_class)->dispose (object);
}

static void
hearth_intake_photo_class_init (HearthIntakePhotoClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_intake_photo_dispose;
  signals[CHANGED] = g_signal_new ("changed", HEARTH_TYPE_INTAKE_PHOTO, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
hearth_intake_photo_init (HearthIntakePhoto *self)
{
  self->clear_button = GTK_BUTTON (gtk_button_new_from_icon_name ("edit-clear-symbolic"));
  gtk_widget_set_valign (GTK_WIDGET (self->clear_button), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->clear_button), "flat");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->clear_button), _ ("No Photo"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->clear_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("No Photo"), -1);
  g_signal_connect_object (self->clear_button, "clicked", G_CALLBACK (hearth_intake_photo_clear),
                           self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->clear_button));
  self->choose_button = GTK_BUTTON (gtk_button_new_with_mnemonic (_ ("C_hoose…")));
  gtk_widget_set_valign (GTK_WIDGET (self->choose_button), GTK_ALIGN_CENTER);
  g_signal_connect_object (self->choose_button, "clicked", G_CALLBACK (on_choose_cb), self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->choose_button));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->choose_button));
  show_state (self, NULL);
}

GBytes *
hearth_intake_photo_get_content (HearthIntakePhoto *self)
{
  g_return_val_if_fail (HEARTH_IS_INTAKE_PHOTO (self), NULL);

  return self->content;
}

gboolean
hearth_intake_photo_is_busy (HearthIntakePhoto *self)
{
  g_return_val_if_fail (HEARTH_IS_INTAKE_PHOTO (self), FALSE);

  return self->cancellable != NULL;
}

void
hearth_intake_photo_take (HearthIntakePhoto *self, GFile *file)
{
  Loading *loading;

  g_return_if_fail (HEARTH_IS_INTAKE_PHOTO (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->content, g_bytes_unref);
  self->cancellable = g_cancellable_new ();
  show_state (self, NULL);
  loading = g_new0 (Loading, 1);
  loading->row = g_object_ref (self);
  loading->cancellable = g_object_ref (self->cancellable);
  g_file_read_async (file, G_PRIORITY_DEFAULT, self->cancellable, on_opened_cb, loading);
}

void
hearth_intake_photo_put_back (HearthIntakePhoto *self, GBytes *content)
{
  g_return_if_fail (HEARTH_IS_INTAKE_PHOTO (self));

  hearth_intake_photo_clear (self);
  if (content == NULL)
    return;
  self->content = g_bytes_ref (content);
  show_state (self, NULL);
}

void
hearth_intake_photo_clear (HearthIntakePhoto *self)
{
  g_return_if_fail (HEARTH_IS_INTAKE_PHOTO (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->content, g_bytes_unref);
  show_state (self, NULL);
}
