/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-crypto-private.h"
#include "hearth-random.h"

#include <sodium.h>

/** hearth_random_bytes: fills @out from the system's random source. Thread: any. */
void
hearth_random_bytes (void *out, gsize size)
{
  g_return_if_fail (out != NULL || size == 0);

  _hearth_crypto_ensure_init ();
  randombytes_buf (out, size);
}

/** hearth_random_id: Returns: a new id; two of them never meet. Thread: any. */
HearthId
hearth_random_id (void)
{
  HearthId id = { { 0 } };

  hearth_random_bytes (id.bytes, sizeof id.bytes);
  return id;
}

/** hearth_random_uniform: Returns: a number from 0 to @upper - 1, all equally likely. */
guint32
hearth_random_uniform (guint32 upper)
{
  _hearth_crypto_ensure_init ();
  return randombytes_uniform (upper);
}
