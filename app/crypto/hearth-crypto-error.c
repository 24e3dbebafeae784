/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-crypto-error.h"
#include "hearth-crypto-private.h"

#include <sodium.h>

/* clang-format off */
G_DEFINE_QUARK (hearth-crypto-error-quark, hearth_crypto_error)
/* clang-format on */

/* libsodium must be initialised before its allocator and its random source are used. It is safe to
 * do so from several threads and more than once; without it no secret can be kept, so that a
 * failure ends the program. */
void
_hearth_crypto_ensure_init (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    {
      if (sodium_init () < 0)
        g_error ("libsodium cannot be initialised");
      g_once_init_leave (&once, 1);
    }
}
