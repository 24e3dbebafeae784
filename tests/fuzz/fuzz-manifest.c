/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a manifest: what one says is said again in the same way. */
#include "config.h"

#include "hearth-fuzz.h"

#include "hearth-bundle-error.h"
#include "hearth-manifest.h"

#include <string.h>

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthManifest) manifest = hearth_manifest_parse ((const char *) data, size, &error);
  g_autoptr (HearthManifest) again = NULL;
  g_autofree char *text = NULL;
  g_autofree char *text_again = NULL;

  if (manifest == NULL)
    {
      g_assert_true (error->domain == HEARTH_BUNDLE_ERROR);
      return 0;
    }
  text = hearth_manifest_dump (manifest);
  again = hearth_manifest_parse (text, strlen (text), &error);
  g_assert_no_error (error);
  text_again = hearth_manifest_dump (again);
  g_assert_cmpstr (text_again, ==, text);
  return 0;
}
