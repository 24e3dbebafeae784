/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as base64: a text that is accepted is the one text of what it says. */
#include "config.h"

#include "hearth-fuzz.h"

#include "hearth-base64.h"

#include <string.h>

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const char *text = (const char *) data;
  g_autofree guint8 *out = g_malloc (size + 3);
  gsize n = size * 6 / 8;

  if (hearth_base64_decode (text, size, out, n))
    {
      g_autofree char *again = hearth_base64_encode (out, n);

      g_assert_cmpmem (again, strlen (again), text, size);
    }
  if (hearth_base64_decode_padded (text, size, out, size, &n))
    {
      g_autofree char *again = hearth_base64_encode_padded (out, n);

      g_assert_cmpmem (again, strlen (again), text, size);
    }
  return 0;
}
