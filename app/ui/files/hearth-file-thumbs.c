/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-file-thumbs.h"

#include "hearth-decoder.h"
#include "hearth-file-acts.h"
#include "hearth-file-words.h"

/* Each is a whole file in memory and a process. */
#define MAX_AT_ONCE 2

struct _HearthFileThumbs
{
  GObject parent_instance;
  HearthDesk *desk;
  guint side;
  GHashTable *textures; /* id of the content as text ⇒ GdkTexture */
  GQueue waiting;       /* (element-type GTask), owned */
  guint n_running;
};

G_DEFINE_FINAL_TYPE (HearthFileThumbs, hearth_file_thumbs, G_TYPE_OBJECT)

static void start_next (HearthFileThumbs *self);

static void
hearth_file_thumbs_dispose (GObject *object)
{
  HearthFileThumbs *self = HEARTH_FILE_THUMBS (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->textures, g_hash_table_unref);
  G_OBJECT_CLASS (hearth_file_thumbs_parent_class)->dispose (object);
}

static void
hearth_file_thumbs_class_init (HearthFileThumbsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_file_thumbs_dispose;
}

static void
hearth_file_thumbs_init (HearthFileThumbs *self)
{
  self->textures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_queue_init (&self->waiting);
}

/* @task is given up. */
static void
end (GTask *task, HearthPixels *pixels, GError *error)
{
  HearthFileThumbs *self = g_task_get_source_object (task);
  const HearthRecord *file = g_task_get_task_data (task);
  const char *key = hearth_record_get_text (file, "blob");

  self->n_running--;
  if (pixels == NULL)
    g_task_return_error (task, error);
  else
    {
      GdkTexture *texture = hearth_file_make_texture (pixels);

      if (self->textures != NULL && key != NULL)
        g_hash_table_replace (self->textures, g_strdup (key), g_object_ref (texture));
      g_task_return_pointer (task, texture, g_object_unref);
    }
  start_next (self);
  g_object_unref (task);
}

static void
on_rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  g_autoptr (HearthPixels) pixels =
      hearth_decoder_render_finish (HEARTH_DECODER (source), result, &error);

  hearth_decoder_close (HEARTH_DECODER (source));
  end (user_data, pixels, error);
}

/* The middle of a sheet of paper is often empty. */
static HearthDecodeFlags
choose_shape (HearthDecoder *decoder)
{
  return hearth_decoder_get_kind (decoder) == HEARTH_DECODE_KIND_PDF ? HEARTH_DECODE_FIT
                                                                     : HEARTH_DECODE_CROP;
}

static void
on_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  HearthFileThumbs *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (HearthDecoder) decoder = hearth_decoder_open_finish (result, &error);

  if (decoder == NULL)
    end (task, NULL, error);
  else
    hearth_decoder_render_async (decoder, 0, self->side, self->side, choose_shape (decoder),
                                 g_task_get_cancellable (task), on_rendered_cb, task);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;
  g_autoptr (GBytes) content = hearth_file_read_finish (result, &error);

  if (content == NULL)
    end (task, NULL, error);
  else
    hearth_decoder_open_async (content, g_task_get_cancellable (task), on_opened_cb, task);
}

static void
start (HearthFileThumbs *self, GTask *task)
{
  HearthContext *context = self->desk != NULL ? hearth_desk_get_context (self->desk) : NULL;

  self->n_running++;
  if (context == NULL || g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    end (task, NULL, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "no longer wanted"));
  else
    hearth_file_read_async (context, g_task_get_task_data (task), g_task_get_cancellable (task),
                            on_read_cb, task);
}

static void
start_next (HearthFileThumbs *self)
{
  while (self->n_running < MAX_AT_ONCE && !g_queue_is_empty (&self->waiting))
    start (self, g_queue_pop_head (&self->waiting));
}

HearthFileThumbs *
hearth_file_thumbs_new (HearthDesk *desk, guint side)
{
  HearthFileThumbs *self = g_object_new (HEARTH_TYPE_FILE_THUMBS, NULL);

  self->desk = g_object_ref (desk);
  self->side = side;
  return self;
}

GdkTexture *
hearth_file_thumbs_peek (HearthFileThumbs *self, const HearthRecord *file)
{
  const char *key;

  g_return_val_if_fail (HEARTH_IS_FILE_THUMBS (self), NULL);

  key = hearth_record_get_text (file, "blob");
  return key != NULL ? g_hash_table_lookup (self->textures, key) : NULL;
}

void
hearth_file_thumbs_load_async (HearthFileThumbs *self,
                               const HearthRecord *file,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task;

  g_return_if_fail (HEARTH_IS_FILE_THUMBS (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, hearth_file_thumbs_load_async);
  g_task_set_task_data (task, hearth_record_ref ((HearthRecord *) file),
                        (GDestroyNotify) hearth_record_unref);
  g_queue_push_tail (&self->waiting, task);
  start_next (self);
}

GdkTexture *
hearth_file_thumbs_load_finish (HearthFileThumbs *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
hearth_file_thumbs_forget (HearthFileThumbs *self)
{
  g_return_if_fail (HEARTH_IS_FILE_THUMBS (self));

  g_hash_table_remove_all (self->textures);
}
