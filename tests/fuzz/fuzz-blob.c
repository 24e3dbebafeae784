/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a sealed attachment: four bytes of size as its row tells, then the file. */
#include "config.h"

#include "hearth-fuzz.h"

#include "hearth-blob-store.h"

#include <string.h>

typedef struct
{
  const guint8 *bytes;
  gsize size;
} Sealed;

static gssize
read_sealed (gpointer data, gpointer buffer, gsize length, gint64 offset, GError **error)
{
  const Sealed *self = data;
  gsize n = (gsize) offset < self->size ? MIN (length, self->size - (gsize) offset) : 0;

  memcpy (buffer, self->bytes + offset, n);
  return (gssize) n;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  /* Of the vectors; the hash of what they hold is not asked for, so every end is refused. */
  static const guint8 key[HEARTH_BLOB_KEY_SIZE] = { 0, 1, 2,  3,  4,  5,  6,  7,
                                                    8, 9, 10, 11, 12, 13, 14, 15 };
  g_autoptr (HearthBlob) blob = g_new0 (HearthBlob, 1);
  g_autoptr (HearthBlobReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  Sealed sealed = { data + 4, size - 4 };
  const guint8 *bytes;
  gsize length, n_plain = 0;

  if (size < 4)
    return 0;
  blob->key = hearth_secret_new (key, sizeof key);
  blob->size = (guint64) data[0] << 24 | (guint64) data[1] << 16 | (guint64) data[2] << 8 | data[3];
  blob->size = CLAMP (blob->size, 1, HEARTH_BLOB_MAX_SIZE);
  reader = hearth_blob_reader_new_from (blob, sealed.size, read_sealed, &sealed, &error);
  while (reader != NULL && hearth_blob_reader_next (reader, &bytes, &length, &error))
    n_plain += length;
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_BLOB_DAMAGED);
  g_assert_cmpuint (n_plain, <=, size);
  return 0;
}
