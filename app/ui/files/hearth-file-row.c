/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-file-row.h"

#include "hearth-file-words.h"
#include "hearth-photo-acts.h"

#include <glib/gi18n.h>

struct _HearthFileRow
{
  AdwActionRow parent_instance;
  HearthFileItem *item;
  GCancellable *cancellable;
  GtkStack *thumb_stack;
  GtkPicture *thumb;
  GtkImage *icon;
  GtkWidget *menu_button;
};

G_DEFINE_FINAL_TYPE (HearthFileRow, hearth_file_row, ADW_TYPE_ACTION_ROW)

enum
{
  ACT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
act_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[ACT], 0, name + strlen ("file."));
}

static void
hearth_file_row_dispose (GObject *object)
{
  HearthFileRow *self = HEARTH_FILE_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (hearth_file_row_parent_class)->dispose (object);
}

static void
hearth_file_row_class_init (HearthFileRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_file_row_dispose;
  signals[ACT] = g_signal_new ("act", HEARTH_TYPE_FILE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hearthcase/Hearth/files/hearth-file-row.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthFileRow, thumb_stack);
  gtk_widget_class_bind_template_child (widget_class, HearthFileRow, thumb);
  gtk_widget_class_bind_template_child (widget_class, HearthFileRow, icon);
  gtk_widget_class_bind_template_child (widget_class, HearthFileRow, menu_button);
  gtk_widget_class_install_action (widget_class, "file.open", NULL, act_action);
  gtk_widget_class_install_action (widget_class, "file.copy", NULL, act_action);
  gtk_widget_class_install_action (widget_class, "file.photo", NULL, act_action);
  gtk_widget_class_install_action (widget_class, "file.remove", NULL, act_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "file.remove", NULL);
}

static void
hearth_file_row_init (HearthFileRow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_thumb (HearthFileRow *self, GdkTexture *texture)
{
  gtk_picture_set_paintable (self->thumb, GDK_PAINTABLE (texture));
  gtk_stack_set_visible_child (self->thumb_stack, GTK_WIDGET (self->thumb));
}

/* What has no small picture keeps its symbol: the viewer says why when it is opened. */
static void
on_thumb_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthFileRow) self = HEARTH_FILE_ROW (user_data);
  g_autoptr (GdkTexture) texture =
      hearth_file_thumbs_load_finish (HEARTH_FILE_THUMBS (source), result, NULL);

  if (texture != NULL && self->item != NULL)
    show_thumb (self, texture);
}

static void
load_thumb (HearthFileRow *self, HearthFileThumbs *thumbs)
{
  const HearthRecord *file = hearth_file_item_get_record (self->item);
  GdkTexture *texture = hearth_file_thumbs_peek (thumbs, file);

  if (texture != NULL)
    show_thumb (self, texture);
  else if (hearth_file_item_is_here (self->item))
    hearth_file_thumbs_load_async (thumbs, file, self->cancellable, on_thumb_cb,
                                   g_object_ref (self));
}

static void
show_item (HearthFileRow *self)
{
  const HearthRecord *file = hearth_file_item_get_record (self->item);
  const HearthFilePart *part =
      hearth_file_find_part (hearth_file_item_get_compartment (self->item));
  g_autofree char *details = hearth_file_dup_details (self->item);
  const char *title = hearth_file_item_get_title (self->item);
  gboolean is_here = hearth_file_item_is_here (self->item);
  /* Translators: the placeholder is the title of a file. */
  g_autofree char *menu_label = g_strdup_printf (_ ("Acts on “%s”"), title);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 *title != '\0' ? title : _ ("File Without a Title"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), details);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  menu_label, -1);
  gtk_image_set_from_icon_name (
      self->icon, g_str_equal (hearth_file_item_get_media_type (self->item), "application/pdf")
                      ? "x-office-document-symbolic"
                      : "image-x-generic-symbolic");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "file.open", is_here);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "file.copy",
                                 is_here && part != NULL && !part->is_sensitive);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "file.photo",
                                 is_here && hearth_photo_may_be (file));
}

GtkWidget *
hearth_file_row_new (HearthFileItem *item, HearthFileThumbs *thumbs)
{
  HearthFileRow *self = g_object_new (HEARTH_TYPE_FILE_ROW, NULL);

  self->item = g_object_ref (item);
  show_item (self);
  load_thumb (self, thumbs);
  return GTK_WIDGET (self);
}

HearthFileItem *
hearth_file_row_get_item (HearthFileRow *self)
{
  g_return_val_if_fail (HEARTH_IS_FILE_ROW (self), NULL);

  return self->item;
}
