/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any text as sheets of a recovery, one a line: refused, or the one text of that share; together they
 * give a key that fits to what they say of it, or none. */
#include "config.h"

#include "hearth-fuzz.h"

#include "hearth-shares.h"

#include <string.h>

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GPtrArray) shares =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_share_free);
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", HEARTH_SHARES_MAX);
  g_autoptr (HearthSecret) key = NULL;
  guint wrong = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      HearthShare *share = hearth_share_parse (lines[i], strlen (lines[i]), NULL);
      g_autoptr (HearthSecret) again = NULL;
      g_autoptr (HearthShare) same = NULL;

      if (share == NULL)
        continue;
      g_ptr_array_add (shares, share);
      again = hearth_share_to_text (share);
      same = hearth_share_parse ((const char *) hearth_secret_get_bytes (again),
                                 hearth_secret_get_size (again), NULL);
      g_assert_nonnull (same);
      g_assert_cmpuint (same->number, ==, share->number);
      g_assert_true (hearth_secret_equal (same->bytes, share->bytes));
    }
  key = hearth_shares_combine (shares, &wrong, NULL);
  if (key != NULL)
    g_assert_cmpuint (hearth_secret_get_size (key), ==, HEARTH_SHARES_SECRET_SIZE);
  return 0;
}
