/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Between two keys of a scanner; nobody types nine digits like that. */
#define HEARTH_SCAN_MAX_GAP_MS 60
#define HEARTH_SCAN_MAX_LENGTH 16

/**
 * HearthScan:
 *
 * Tells a scanner from a person: what comes as one quick burst that ends with Enter was not typed by
 * hand. Plain value; zero is the beginning.
 */
typedef struct
{
  char text[HEARTH_SCAN_MAX_LENGTH + 1];
  guint length;
  guint32 last_ms;
} HearthScan;

void hearth_scan_add (HearthScan *self, gunichar character, guint32 at_ms);
/* Enter: the case number that was scanned, with a right check digit; NULL: none. Begins anew. */
char *hearth_scan_end (HearthScan *self, guint32 at_ms) G_GNUC_WARN_UNUSED_RESULT;
void hearth_scan_clear (HearthScan *self);

G_END_DECLS
