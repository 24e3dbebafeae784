/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as an archive: one that is accepted is written again byte for byte. */
#include "config.h"

#include "hearth-fuzz.h"

#include "hearth-ustar-reader.h"
#include "hearth-ustar-writer.h"

#include <string.h>

typedef struct
{
  const guint8 *bytes;
  gsize length, at;
} Source;

static gssize
read_source (gpointer data, void *buffer, gsize count, GError **error)
{
  Source *source = data;
  gsize n = MIN (count, source->length - source->at);

  memcpy (buffer, source->bytes + source->at, n);
  source->at += n;
  return (gssize) n;
}

static gboolean
write_array (gpointer sink, const void *data, gsize length, GError **error)
{
  g_byte_array_append (sink, data, (guint) length);
  return TRUE;
}

/* FALSE when the archive was refused. */
static gboolean
copy_archive (HearthUstarReader *reader, HearthUstarWriter *writer, GError **error)
{
  const char *name;
  guint64 size;

  while (hearth_ustar_reader_next (reader, &name, &size, error))
    {
      guint8 buffer[700];
      gssize n;

      if (name == NULL)
        return hearth_ustar_writer_finish (writer, error);
      g_assert_true (hearth_ustar_writer_begin (writer, name, size, error));
      while ((n = hearth_ustar_reader_read (reader, buffer, sizeof buffer, error)) > 0)
        hearth_ustar_writer_write (writer, buffer, (gsize) n, error);
      if (n < 0)
        return FALSE;
    }
  return FALSE;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  Source source = { data, size, 0 };
  g_autoptr (GByteArray) written = g_byte_array_new ();
  g_autoptr (HearthUstarReader) reader = hearth_ustar_reader_new (read_source, &source);
  g_autoptr (HearthUstarWriter) writer = hearth_ustar_writer_new (write_array, written);
  g_autoptr (GError) error = NULL;

  if (copy_archive (reader, writer, &error))
    g_assert_cmpmem (written->data, written->len, data, size);
  else
    g_assert_true (error->domain == HEARTH_BASE_ERROR);
  return 0;
}
