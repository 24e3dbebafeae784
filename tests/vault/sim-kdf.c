/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stands before libsodium's function of the same name: a test that unlocks a vault thousands of
 * times cannot afford Argon2id. All that goes in still decides what comes out. */
#include "config.h"

#include "sim-disk.h"

#include <dlfcn.h>
#include <sodium.h>

typedef int (*PwhashFunc) (unsigned char *const out,
                           unsigned long long out_length,
                           const char *const passphrase,
                           unsigned long long length,
                           const unsigned char *const salt,
                           unsigned long long passes,
                           size_t memory,
                           int algorithm);

static gboolean is_cheap;

int
crypto_pwhash (unsigned char *const out,
               unsigned long long out_length,
               const char *const passphrase,
               unsigned long long length,
               const unsigned char *const salt,
               unsigned long long passes,
               size_t memory,
               int algorithm)
{
  guint64 numbers[3] = { passes, memory, (guint64) algorithm };
  crypto_generichash_state state;

  if (!is_cheap)
    {
      PwhashFunc real = (PwhashFunc) dlsym (RTLD_NEXT, "crypto_pwhash");

      return real (out, out_length, passphrase, length, salt, passes, memory, algorithm);
    }
  crypto_generichash_init (&state, salt, crypto_pwhash_SALTBYTES, out_length);
  crypto_generichash_update (&state, (const guint8 *) numbers, sizeof numbers);
  crypto_generichash_update (&state, (const guint8 *) passphrase, length);
  return crypto_generichash_final (&state, out, out_length);
}

void
sim_kdf_make_cheap (void)
{
  is_cheap = TRUE;
}
