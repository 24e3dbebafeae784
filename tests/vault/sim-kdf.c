/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stands before libsodium's function of the same name: a test that unlocks a vault thousands of
 * times cannot afford Argon2id. All that goes in still decides what comes out. */
#include "config.h"

#include "sim-disk.h"

#include <dlfcn.h>
#include <errno.h>
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
static gint n_left = -1; /* derivations that still have memory; negative: all have */
static guint n_refused;

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

  if (n_left == 0)
    {
      n_refused++;
      errno = ENOMEM;
      return -1;
    }
  n_left -= n_left > 0;
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

void
sim_kdf_run_out_after (gint n_derivations)
{
  n_left = n_derivations;
  n_refused = 0;
}

guint
sim_kdf_get_n_refused (void)
{
  return n_refused;
}
