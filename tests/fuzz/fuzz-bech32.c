/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a key of age: a text that is accepted is the one text of that key. */
#include "config.h"

#include "hearth-fuzz.h"

#include "hearth-age-key.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (HearthSecret) identity = hearth_age_identity_parse ((const char *) data, size);
  g_autofree char *text = g_strndup ((const char *) data, size);
  HearthAgeRecipient recipient;

  if (identity != NULL)
    {
      g_autoptr (HearthSecret) again = hearth_age_identity_to_text (identity);

      g_assert_cmpmem (hearth_secret_get_bytes (again), hearth_secret_get_size (again), data, size);
    }
  if (hearth_age_recipient_parse (text, &recipient))
    {
      g_autofree char *again = hearth_age_recipient_to_string (&recipient);

      g_assert_cmpstr (again, ==, text);
    }
  return 0;
}
