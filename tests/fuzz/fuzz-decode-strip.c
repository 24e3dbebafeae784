/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a picture to be stripped: the result is never longer than what came in by more than the
 * orientation, and stripping it again changes nothing. */
#include "config.h"

#include "hearth-fuzz.h"

#include "hearth-strip-private.h"

static void
check (GBytes *bytes, GBytes *(*strip) (GBytes *) )
{
  g_autoptr (GBytes) once = strip (bytes), twice = NULL;

  if (once == NULL)
    return;
  g_assert_cmpuint (g_bytes_get_size (once), <=, g_bytes_get_size (bytes) + 36);
  twice = strip (once);
  g_assert_nonnull (twice);
  g_assert_true (g_bytes_equal (once, twice));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  guint orientation = _hearth_strip_find_orientation (bytes);

  g_assert_cmpuint (orientation, >=, 1);
  g_assert_cmpuint (orientation, <=, 8);
  check (bytes, _hearth_strip_jpeg);
  check (bytes, _hearth_strip_png);
  return 0;
}
