/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-age-armor-stream.h"
#include "hearth-base64.h"

#include <string.h>

#define BEGIN_LINE "-----BEGIN AGE ENCRYPTED FILE-----"
#define END_LINE "-----END AGE ENCRYPTED FILE-----"
#define COLUMNS 64
#define LINE_BYTES 48
#define MAX_SPACE 1024

struct _HearthAgeArmorStream
{
  GFilterInputStream parent_instance;

  guint8 bytes[LINE_BYTES];
  gsize n_bytes, n_given;
  char line[MAX_SPACE + 1];
  gsize line_length;
  GError *failure; /* buffering above this stream may read again after a failure */
  guint has_begun : 1;
  guint has_ended : 1;
};

G_DEFINE_FINAL_TYPE (HearthAgeArmorStream, hearth_age_armor_stream, G_TYPE_FILTER_INPUT_STREAM)

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_ARMOR, message);
  return FALSE;
}

/* One line without its LF or CR LF. The end of the file ends a line; at the end of the file there is
 * none. */
static gboolean
read_line (HearthAgeArmorStream *self, GCancellable *cancellable, GError **error)
{
  GInputStream *base = g_filter_input_stream_get_base_stream (G_FILTER_INPUT_STREAM (self));
  gsize n = 0;
  int c;

  for (;;)
    {
      g_autoptr (GError) local = NULL;

      c = g_buffered_input_stream_read_byte (G_BUFFERED_INPUT_STREAM (base), cancellable, &local);
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (c < 0 || c == '\n')
        break;
      if (n >= MAX_SPACE)
        return fail (error, "a line of the armor is too long");
      self->line[n++] = (char) c;
    }
  if (c < 0 && n == 0)
    return fail (error, "the armor is cut");
  if (n > 0 && self->line[n - 1] == '\r')
    n--;
  self->line_length = n;
  return TRUE;
}

static gboolean
line_is (const HearthAgeArmorStream *self, const char *text)
{
  return self->line_length == strlen (text) && memcmp (self->line, text, self->line_length) == 0;
}

static gboolean
line_is_space (const HearthAgeArmorStream *self)
{
  for (gsize i = 0; i < self->line_length; i++)
    if (!g_ascii_isspace (self->line[i]))
      return FALSE;
  return TRUE;
}

static gboolean
read_begin (HearthAgeArmorStream *self, GCancellable *cancellable, GError **error)
{
  gsize n_space = 0;

  do
    {
      if (!read_line (self, cancellable, error))
        return FALSE;
      n_space += line_is_space (self) ? self->line_length + 1 : 0;
      if (n_space > MAX_SPACE)
        return fail (error, "too much space before the armor");
    }
  while (line_is_space (self));

  if (!line_is (self, BEGIN_LINE))
    return fail (error, "the armor does not begin as it must");
  self->has_begun = TRUE;
  return TRUE;
}

/* After the end only white space may follow, and not much of it. */
static gboolean
read_end (HearthAgeArmorStream *self, GCancellable *cancellable, GError **error)
{
  GInputStream *base = g_filter_input_stream_get_base_stream (G_FILTER_INPUT_STREAM (self));
  char rest[MAX_SPACE];
  gsize n_rest;

  if (!line_is (self, END_LINE))
    return fail (error, "the armor does not end as it must");
  if (!g_input_stream_read_all (base, rest, sizeof rest, &n_rest, cancellable, error))
    return FALSE;
  for (gsize i = 0; i < n_rest; i++)
    if (!g_ascii_isspace (rest[i]))
      return fail (error, "text follows the armor");
  if (n_rest == sizeof rest)
    return fail (error, "too much space after the armor");
  self->has_ended = TRUE;
  return TRUE;
}

static gboolean
read_data (HearthAgeArmorStream *self, GCancellable *cancellable, GError **error)
{
  self->n_bytes = self->n_given = 0;
  if (!read_line (self, cancellable, error))
    return FALSE;
  if (line_is (self, END_LINE))
    return read_end (self, cancellable, error);

  if (self->line_length == 0 || self->line_length > COLUMNS ||
      !hearth_base64_decode_padded (self->line, self->line_length, self->bytes, sizeof self->bytes,
                                    &self->n_bytes))
    {
      self->n_bytes = 0;
      return fail (error, "a line of the armor is not base64");
    }
  if (self->n_bytes == LINE_BYTES)
    return TRUE;
  return read_line (self, cancellable, error) && read_end (self, cancellable, error);
}

static gssize
hearth_age_armor_stream_read (
    GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error)
{
  HearthAgeArmorStream *self = HEARTH_AGE_ARMOR_STREAM (stream);
  gsize n;

  if (self->failure == NULL && !self->has_begun)
    read_begin (self, cancellable, &self->failure);
  if (self->failure == NULL && self->n_given == self->n_bytes && !self->has_ended)
    read_data (self, cancellable, &self->failure);
  if (self->failure != NULL)
    {
      if (error != NULL)
        *error = g_error_copy (self->failure);
      return -1;
    }

  n = MIN (count, self->n_bytes - self->n_given);
  memcpy (buffer, self->bytes + self->n_given, n);
  self->n_given += n;
  return (gssize) n;
}

static void
hearth_age_armor_stream_finalize (GObject *object)
{
  HearthAgeArmorStream *self = HEARTH_AGE_ARMOR_STREAM (object);

  g_clear_error (&self->failure);
  G_OBJECT_CLASS (hearth_age_armor_stream_parent_class)->finalize (object);
}

static void
hearth_age_armor_stream_class_init (HearthAgeArmorStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hearth_age_armor_stream_finalize;
  G_INPUT_STREAM_CLASS (klass)->read_fn = hearth_age_armor_stream_read;
}

static void
hearth_age_armor_stream_init (HearthAgeArmorStream *self)
{
}

/**
 * hearth_age_armor_stream_new:
 * @source: stands before the armor; is not closed with the stream
 *
 * Reading gives %HEARTH_CRYPTO_ERROR_ARMOR where the armor breaks its format. Source: age v1, ASCII
 * armor.
 *
 * Returns: (transfer full): the bytes inside the armor. Thread: any, one at a time.
 */
GInputStream *
hearth_age_armor_stream_new (GInputStream *source)
{
  g_autoptr (GInputStream) buffered = NULL;

  g_return_val_if_fail (G_IS_INPUT_STREAM (source), NULL);

  buffered = g_buffered_input_stream_new (source);
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (buffered), FALSE);
  return g_object_new (HEARTH_TYPE_AGE_ARMOR_STREAM, "base-stream", buffered, NULL);
}

/**
 * hearth_age_open_any:
 * @source: an age file, armored or not
 *
 * Returns: (transfer full) (nullable): its bytes without armor, for hearth_age_reader_new(); %NULL
 *   with an error of @source. Thread: any.
 */
GInputStream *
hearth_age_open_any (GInputStream *source, GCancellable *cancellable, GError **error)
{
  g_autoptr (GInputStream) buffered = g_buffered_input_stream_new (source);
  const char *peeked;
  gsize n_peeked, at = 0;

  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (buffered), FALSE);
  if (g_buffered_input_stream_fill (G_BUFFERED_INPUT_STREAM (buffered), -1, cancellable, error) < 0)
    return NULL;
  peeked = g_buffered_input_stream_peek_buffer (G_BUFFERED_INPUT_STREAM (buffered), &n_peeked);
  while (at < n_peeked && g_ascii_isspace (peeked[at]))
    at++;
  if (at < n_peeked && peeked[at] == '-')
    return hearth_age_armor_stream_new (buffered);
  return g_steal_pointer (&buffered);
}
