/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as the card of a vault: one that is accepted is signed by the key that it shows. */
#include "config.h"

#include "hearth-fuzz.h"

#include "hearth-bundle-card.h"
#include "hearth-bundle-error.h"
#include "hearth-line.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const char *line = (const char *) data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthBundleCard) card = hearth_bundle_card_parse (line, size, &error);

  if (card == NULL)
    {
      g_assert_error (error, HEARTH_BUNDLE_ERROR, HEARTH_BUNDLE_ERROR_CARD);
      return 0;
    }
  g_assert_true (hearth_line_verify (line, size, HEARTH_LINE_LABEL_CARD, card->identity));
  g_assert_cmpuint (card->devs->len, >, 0);
  g_assert_true (card->keys[HEARTH_COMPARTMENT_ADMIN].is_present);
  return 0;
}
