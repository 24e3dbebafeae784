/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-card.h"

#include "hearth-age-key.h"
#include "hearth-base64.h"
#include "hearth-line.h"
#include "hearth-minisign.h"

#include <string.h>

static json_t *
keys_to_json (const HearthCardKeys *keys)
{
  g_autofree char *sign = hearth_minisign_key_to_string (keys->sign);
  HearthAgeRecipient recipient;
  g_autofree char *to = NULL;

  memcpy (recipient.key, keys->recipient, sizeof recipient.key);
  to = hearth_age_recipient_to_string (&recipient);
  return json_pack ("{s:[],s:s,s:s}", "old", "sig", sign, "to", to);
}

static json_t *
compartments_to_json (const HearthCard *self)
{
  json_t *json = json_object ();

  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    if (self->keys[cmp].is_present)
      json_object_set_new (json, hearth_compartment_get_name (cmp),
                           keys_to_json (&self->keys[cmp]));
  return json;
}

/**
 * hearth_card_sign:
 * @identity_seed: Ed25519 seed of the key whose fingerprint names the vault to people
 *
 * Makes the card of bundles 8. Its list of second persons is empty until there are such acts.
 *
 * Returns: (transfer full): the signed line with its LF. Thread: any.
 */
char *
hearth_card_sign (const HearthCard *self, const HearthSecret *identity_seed)
{
  guint8 identity[HEARTH_KEY_SIZE];
  char dev[HEARTH_ID_HEX_SIZE];
  g_autofree char *key = NULL;
  g_autofree char *line = NULL;
  json_auto_t *json = NULL;
  json_t *roles = json_array ();

  hearth_key_ed25519_public (identity_seed, identity);
  key = hearth_base64_encode (identity, sizeof identity);
  hearth_id_format (&self->dev, dev);
  for (guint i = 0; self->roles[i] != NULL; i++)
    json_array_append_new (roles, json_string (self->roles[i]));

  json = json_pack ("{s:{},s:o,s:[s],s:s,s:s,s:s,s:s,s:o,s:I,s:i}", "approve", "cmp",
                    compartments_to_json (self), "dev", dev, "format", "hearth-card", "key", key,
                    "label", self->label, "made", self->made, "roles", roles, "serial",
                    (json_int_t) self->serial, "v", 1);
  g_assert (json != NULL);
  line = hearth_line_sign (HEARTH_LINE_LABEL_CARD, json, identity_seed);
  return g_strconcat (line, "\n", NULL);
}
