/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any text as the grants of a vault, signed by its owner: refused, or written again as the same line. */
#include "config.h"

#include "hearth-fuzz.h"

#include "hearth-grants.h"
#include "hearth-key.h"
#include "hearth-line.h"

#include <string.h>

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const HearthId vault_id = { { 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x11,
                                       0x11, 0x11, 0x11, 0x11, 0x11, 0x11 } };
  g_autoptr (HearthSecret) seed = hearth_secret_new_zero (HEARTH_KEY_SIZE);
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *line = hearth_line_sign_text (HEARTH_LINE_LABEL_GRANTS, text, seed);
  g_autoptr (HearthGrants) grants = NULL;
  g_autoptr (GError) error = NULL;
  guint8 key[HEARTH_KEY_SIZE];

  hearth_key_ed25519_public (seed, key);
  grants = hearth_grants_read (line, strlen (line), key, &vault_id, &error);
  if (grants == NULL)
    {
      g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_TAMPERED);
      return 0;
    }
  for (guint i = 0; i < HEARTH_N_COMPARTMENTS; i++)
    g_assert_cmpuint (hearth_grants_get_epoch (grants, (HearthCompartment) i), >=, 1);
  for (guint i = 0; i < grants->grants->len; i++)
    g_assert_null (hearth_grants_open (grants, g_ptr_array_index (grants->grants, i), seed, NULL));
  return 0;
}
