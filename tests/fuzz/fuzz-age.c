/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as an age file for a key that the seeds are sealed to. */
#include "config.h"

#include "hearth-fuzz.h"

#include "hearth-age-key.h"
#include "hearth-age-reader.h"

#include <string.h>

/* Of the testkit: it protects nothing. */
static const char identity_text[] =
    "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0";

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GPtrArray) identities =
      hearth_age_identities_parse (identity_text, strlen (identity_text), NULL);
  g_autoptr (GInputStream) source = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
  g_autoptr (HearthAgeReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  guint8 buffer[1000];
  gssize n = -1;
  gsize n_plain = 0;

  reader = hearth_age_reader_new (source, identities, NULL, HEARTH_AGE_LOG_N, NULL, &error);
  while (reader != NULL &&
         (n = hearth_age_reader_read (reader, buffer, sizeof buffer, NULL, &error)) > 0)
    n_plain += (gsize) n;
  g_assert_true (n == 0 || error->domain == HEARTH_CRYPTO_ERROR);
  g_assert_cmpuint (n_plain, <=, size);
  return 0;
}
