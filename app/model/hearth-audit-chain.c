/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-audit-chain.h"

#include "hearth-base64.h"
#include "hearth-commit.h"
#include "hearth-kdf.h"
#include "hearth-mac.h"

#include <string.h>

#define TAG_LENGTH 43
#define CHECKPOINT_VERSION 1

/**
 * hearth_audit_line_new:
 * @key: K_i
 *
 * Returns: (transfer full): the line, without LF. Thread: any.
 */
char *
hearth_audit_line_new (const json_t *json, const HearthSecret *key)
{
  g_autofree char *text = NULL;
  g_autofree char *encoded = NULL;
  guint8 tag[HEARTH_MAC_SIZE];

  g_return_val_if_fail (json_is_object (json) && key != NULL, NULL);

  text = hearth_json_dump (json);
  hearth_mac_sha256 (key, text, strlen (text), tag);
  encoded = hearth_base64_encode (tag, sizeof tag);
  return g_strconcat (text, " ", encoded, NULL);
}

static gboolean
split (const char *line, gsize length, gsize *json_length, guint8 tag[HEARTH_MAC_SIZE])
{
  if (length <= TAG_LENGTH + 1 || length > HEARTH_AUDIT_MAX_LINE)
    return FALSE;
  *json_length = length - TAG_LENGTH - 1;
  return line[*json_length] == ' ' &&
         hearth_base64_decode (line + *json_length + 1, TAG_LENGTH, tag, HEARTH_MAC_SIZE);
}

/**
 * hearth_audit_line_parse:
 *
 * Returns: (transfer full) (nullable): the object of the line, which proves nothing about who wrote it;
 *   %NULL if it has not the form of one. Thread: any.
 */
json_t *
hearth_audit_line_parse (const char *line, gsize length)
{
  guint8 tag[HEARTH_MAC_SIZE];
  gsize json_length;

  g_return_val_if_fail (line != NULL, NULL);

  if (!split (line, length, &json_length, tag))
    return NULL;
  return hearth_json_parse_canonical (line, json_length, NULL);
}

/** hearth_audit_next_key: (transfer full): K_{i+1}; nobody computes K_i from it. Thread: any. */
HearthSecret *
hearth_audit_next_key (const HearthSecret *key)
{
  return hearth_kdf_derive (key, "hearth/audit/next");
}

/**
 * hearth_audit_checkpoint_sign:
 * @hlc: clock of the last line
 * @seed: the signing seed of admin
 *
 * Returns: (transfer full): the signed line, without LF. Source: security 12.
 */
char *
hearth_audit_checkpoint_sign (const HearthAuditCheckpoint *self,
                              gint64 hlc,
                              const HearthSecret *seed)
{
  g_autofree char *head = hearth_hex_encode (self->head, sizeof self->head);
  char hlc_text[HEARTH_HLC_SIZE], dev[HEARTH_ID_HEX_SIZE];
  json_auto_t *json = NULL;

  hearth_id_format (&self->dev, dev);
  hearth_hlc_format (hlc, hlc_text);
  json = json_pack ("{s:s, s:s, s:s, s:I, s:s, s:i}", "dev", dev, "head", head, "hlc", hlc_text,
                    "n", (json_int_t) self->n, "seg", self->month, "v", CHECKPOINT_VERSION);
  return hearth_line_sign (HEARTH_LINE_LABEL_CHECKPOINT, json, seed);
}

static gboolean
read_checkpoint (HearthAuditCheckpoint *self, const json_t *json)
{
  static const char *const keys[] = { "dev", "head", "hlc", "n", "seg", "v", NULL };
  const char *head = hearth_json_get_string (json, "head");
  const char *month = hearth_json_get_string (json, "seg");
  const char *dev = hearth_json_get_string (json, "dev");

  memset (self, 0, sizeof *self);
  if (!hearth_json_has_only (json, keys) || head == NULL || month == NULL || dev == NULL ||
      strlen (month) != HEARTH_AUDIT_MONTH_SIZE - 1)
    return FALSE;
  memcpy (self->month, month, HEARTH_AUDIT_MONTH_SIZE);
  return hearth_hex_decode (head, self->head, sizeof self->head) &&
         hearth_id_parse (dev, &self->dev) && hearth_json_get_int (json, "n", &self->n) &&
         self->n > 0;
}

/**
 * hearth_audit_checkpoint_read:
 * @self: (out): is_outside is %FALSE
 * @keys: public signing keys of admin, one after the other
 *
 * Returns: %FALSE if the line has another form, or was signed by none of @keys. Thread: any.
 */
gboolean
hearth_audit_checkpoint_read (
    HearthAuditCheckpoint *self, const char *line, gsize length, const guint8 *keys, guint n_keys)
{
  json_auto_t *json = hearth_line_parse (line, length, NULL);
  gboolean is_signed = FALSE;

  for (guint i = 0; i < n_keys && !is_signed; i++)
    is_signed = hearth_line_verify (line, length, HEARTH_LINE_LABEL_CHECKPOINT,
                                    keys + (gsize) HEARTH_KEY_SIZE * i);
  return json != NULL && is_signed && read_checkpoint (self, json);
}
