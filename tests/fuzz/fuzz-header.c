/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as the header of a vault, its checksum made right so that what follows is reached: within
 * its bounds or refused, and never opened by a key that did not make it. */
#include "config.h"

#include "hearth-fuzz.h"

#include "hearth-hash.h"
#include "hearth-header.h"

#include <string.h>

#define STEP 65536
#define LENGTH_AT 12

static HearthHeader *
parse (const guint8 *data, gsize size, gboolean is_mended)
{
  gsize length = MAX ((size + HEARTH_HASH_SIZE + STEP - 1) / STEP * STEP, STEP);
  g_autofree guint8 *image = g_malloc0 (length);
  g_autoptr (GError) error = NULL;
  HearthHeader *header;

  memcpy (image, data, size);
  if (is_mended)
    {
      image[LENGTH_AT] = (guint8) (length >> 24);
      image[LENGTH_AT + 1] = (guint8) (length >> 16);
      image[LENGTH_AT + 2] = (guint8) (length >> 8);
      image[LENGTH_AT + 3] = (guint8) length;
      hearth_hash (image + length - HEARTH_HASH_SIZE, image, length - HEARTH_HASH_SIZE);
    }
  header = hearth_header_parse (image, length, &error);
  g_assert_true ((header == NULL) == (error != NULL));
  return header;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (HearthSecret) key = hearth_secret_new_zero (32);
  g_autoptr (HearthHeader) as_it_is = NULL;
  g_autoptr (HearthHeader) header = NULL;
  g_autoptr (HearthArea) area = NULL;
  HearthSlot slot = { .seed = key, .area_secret = key };
  guint index;

  if (size > HEARTH_HEADER_MAX_SIZE - STEP)
    return 0;
  as_it_is = parse (data, size, FALSE);
  header = parse (data, size, TRUE);
  if (header == NULL)
    return 0;
  g_assert_true (hearth_kdf_set_is_allowed (&header->sets[0]));
  g_assert_cmpuint (header->n_slots, <=, 256);
  g_assert_null (hearth_header_open_slot (header, 0, key, &index));
  area = hearth_header_open_area (header, &slot, NULL);
  g_assert_null (area);
  return 0;
}
