/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as an age header: one that is accepted is written again as it was, but for the MAC. */
#include "config.h"

#include "hearth-fuzz.h"

#include "hearth-age-header.h"

#include <string.h>

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (HearthSecret) file_key = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthAgeHeader) header = NULL;
  g_autofree char *text = NULL;

  header = hearth_age_header_parse ((const char *) data, size, &error);
  if (header == NULL)
    {
      g_assert_true (error->domain == HEARTH_CRYPTO_ERROR);
      return 0;
    }
  file_key = hearth_secret_new_zero (HEARTH_AGE_FILE_KEY_SIZE);
  text = hearth_age_header_to_string (header, file_key);
  g_assert_cmpuint (strlen (text), ==, size);
  g_assert_cmpmem (text, header->mac_length, data, header->mac_length);
  return 0;
}
