/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HEARTH_ID_SIZE 16
#define HEARTH_ID_HEX_SIZE 33 /* with the final zero */

/**
 * HearthId:
 *
 * A 128-bit id of a vault, writer, user, case, record or act. Written as 32 lower-case hex digits.
 * New ones come from hearth_random_id() of the crypto layer. All zeros means "none", or in a
 * commit "shared record".
 */
typedef struct
{
  guint8 bytes[HEARTH_ID_SIZE];
} HearthId;

gboolean hearth_id_parse (const char *hex, HearthId *out);
void hearth_id_format (const HearthId *id, char out[HEARTH_ID_HEX_SIZE]);
char *hearth_id_to_string (const HearthId *id) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_id_is_zero (const HearthId *id);
gboolean hearth_id_equal (gconstpointer a, gconstpointer b);
int hearth_id_compare (gconstpointer a, gconstpointer b);
guint hearth_id_hash (gconstpointer id);
HearthId *hearth_id_copy (const HearthId *id) G_GNUC_WARN_UNUSED_RESULT;

char *hearth_hex_encode (const guint8 *bytes, gsize length) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_hex_decode (const char *hex, guint8 *out, gsize length);

G_END_DECLS
