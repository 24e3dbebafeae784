/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as the signature of "{}" by a fixed key, with which the seed was made. */
#include "config.h"

#include "hearth-fuzz.h"

#include "hearth-minisign.h"

#include <string.h>

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (HearthSecret) seed = hearth_secret_new_zero (HEARTH_KEY_SIZE);
  guint8 public_key[HEARTH_KEY_SIZE];
  g_autofree char *comment = NULL;
  g_autoptr (GError) error = NULL;

  memset (hearth_secret_peek_writable (seed), 7, HEARTH_KEY_SIZE);
  hearth_key_ed25519_public (seed, public_key);
  if (hearth_minisign_verify ((const char *) data, size, "{}", 2, public_key, &comment, &error))
    g_assert_cmpstr (comment, ==, "hearth-bundle v1 bundle=0");
  else
    g_assert_true (error->domain == HEARTH_CRYPTO_ERROR);
  return 0;
}
