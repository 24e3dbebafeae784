/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-portrait.h"

#include "hearth-decoder.h"
#include "hearth-file-acts.h"
#include "hearth-file-words.h"
#include "hearth-photo-acts.h"

struct _HearthPortrait
{
  AdwBin parent_instance;
  AdwAvatar *avatar;
  GCancellable *cancellable; /* of the photo that is on its way */
  char *shown;               /* id of the content that is shown or on its way; NULL: initials */
};

G_DEFINE_FINAL_TYPE (HearthPortrait, hearth_portrait, ADW_TYPE_BIN)

#define SIZE 72

/* A photo on its way. */
typedef struct
{
  HearthPortrait *portrait;
  GCancellable *cancellable;
} Loading;

static void
loading_free (Loading *self)
{
  g_object_unref (self->portrait);
  g_object_unref (self->cancellable);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Loading, loading_free)

static gboolean
is_wanted (const Loading *self)
{
  return !g_cancellable_is_cancelled (self->cancellable);
}

static void
on_rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Loading) loading = user_data;
  g_autoptr (HearthPixels) pixels =
      hearth_decoder_render_finish (HEARTH_DECODER (source), result, NULL);
  g_autoptr (GdkTexture) texture = NULL;

  hearth_decoder_close (HEARTH_DECODER (source));
  if (pixels == NULL || !is_wanted (loading))
    return;
  texture = hearth_file_make_texture (pixels);
  adw_avatar_set_custom_image (loading->portrait->avatar, GDK_PAINTABLE (texture));
}

static void
on_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Loading) loading = user_data;
  g_autoptr (HearthDecoder) decoder = hearth_decoder_open_finish (result, NULL);
  guint side;

  /* Initials stay where there is nothing to show. */
  if (decoder == NULL || !is_wanted (loading))
    return;
  side = SIZE * (guint) gtk_widget_get_scale_factor (GTK_WIDGET (loading->portrait));
  hearth_decoder_render_async (decoder, 0, side, side, HEARTH_DECODE_CROP, loading->cancellable,
                               on_rendered_cb, loading);
  g_steal_pointer (&loading);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Loading) loading = user_data;
  g_autoptr (GBytes) content = hearth_file_read_finish (result, NULL);

  if (content == NULL || !is_wanted (loading))
    return;
  hearth_decoder_open_async (content, loading->cancellable, on_opened_cb, loading);
  g_steal_pointer (&loading);
}

static void
forget (HearthPortrait *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->shown, g_free);
}

static void
hearth_portrait_dispose (GObject *object)
{
  forget (HEARTH_PORTRAIT (object));
  G_OBJECT_CLASS (hearth_portrait_parent_class)->dispose (object);
}

static void
hearth_portrait_class_init (HearthPortraitClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_portrait_dispose;
}

static void
hearth_portrait_init (HearthPortrait *self)
{
  self->avatar = ADW_AVATAR (adw_avatar_new (SIZE, NULL, TRUE));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->avatar));
}

void
hearth_portrait_show (HearthPortrait *self,
                      HearthContext *context,
                      HearthCase *kase,
                      const char *name)
{
  const HearthRecord *photo = hearth_photo_find (kase);
  const char *content = photo != NULL ? hearth_record_get_text (photo, "blob") : NULL;
  Loading *loading;

  g_return_if_fail (HEARTH_IS_PORTRAIT (self));

  adw_avatar_set_text (self->avatar, name);
  if (g_strcmp0 (content, self->shown) == 0)
    return;
  forget (self);
  adw_avatar_set_custom_image (self->avatar, NULL);
  if (content == NULL)
    return;
  self->shown = g_strdup (content);
  self->cancellable = g_cancellable_new ();
  loading = g_new0 (Loading, 1);
  loading->portrait = g_object_ref (self);
  loading->cancellable = g_object_ref (self->cancellable);
  hearth_file_read_async (context, photo, self->cancellable, on_read_cb, loading);
}
