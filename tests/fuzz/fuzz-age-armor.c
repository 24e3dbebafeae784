/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as the armor of an age file. */
#include "config.h"

#include "hearth-fuzz.h"

#include "hearth-age-armor-stream.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GInputStream) source = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
  g_autoptr (GInputStream) armor = hearth_age_armor_stream_new (source);
  g_autoptr (GError) error = NULL;
  guint8 buffer[100];
  gsize n_bytes = 0;
  gssize n;

  while ((n = g_input_stream_read (armor, buffer, sizeof buffer, NULL, &error)) > 0)
    n_bytes += (gsize) n;
  g_assert_true (n == 0 || error->domain == HEARTH_CRYPTO_ERROR);
  g_assert_cmpuint (n_bytes, <=, size);
  return 0;
}
