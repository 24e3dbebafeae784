/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-card.h"

#include "hearth-age-key.h"
#include "hearth-base64.h"
#include "hearth-line.h"
#include "hearth-minisign.h"

#include <string.h>

/* Old keys of the card before, and the one that has just been replaced. */
static json_t *
old_to_json (const HearthCardKeys *keys, const json_t *before, const char *sign)
{
  const char *replaced = json_string_value (json_object_get (before, "sig"));
  json_t *old = json_deep_copy (json_object_get (before, "old"));

  if (old == NULL)
    old = json_array ();
  if (replaced != NULL && strcmp (replaced, sign) != 0)
    json_array_append_new (
        old, json_pack ("{s:s,s:o}", "sig", replaced, "until",
                        keys->last != NULL ? json_deep_copy (keys->last) : json_object ()));
  return old;
}

static json_t *
keys_to_json (const HearthCardKeys *keys, const json_t *before)
{
  g_autofree char *sign = hearth_minisign_key_to_string (keys->sign);
  HearthAgeRecipient recipient;
  g_autofree char *to = NULL;

  memcpy (recipient.key, keys->recipient, sizeof recipient.key);
  to = hearth_age_recipient_to_string (&recipient);
  return json_pack ("{s:o,s:s,s:s}", "old", old_to_json (keys, before, sign), "sig", sign, "to",
                    to);
}

static json_t *
compartments_to_json (const HearthCard *self)
{
  const json_t *previous = json_object_get (self->previous, "cmp");
  json_t *json = json_object ();

  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    {
      const char *name = hearth_compartment_get_name (cmp);
      json_t *before = json_object_get (previous, name);

      if (self->keys[cmp].is_present)
        json_object_set_new (json, name, keys_to_json (&self->keys[cmp], before));
      else if (before != NULL)
        json_object_set_new (json, name, json_deep_copy (before));
    }
  return json;
}

/* All writer ids that this vault ever had: its older lines are verified with this card too. */
static json_t *
devs_to_json (const HearthCard *self)
{
  const json_t *previous = json_object_get (self->previous, "dev");
  json_t *devs = json_array ();
  char dev[HEARTH_ID_HEX_SIZE];

  hearth_id_format (&self->dev, dev);
  for (gsize i = 0; i < json_array_size (previous); i++)
    {
      const char *older = json_string_value (json_array_get (previous, i));

      if (older != NULL && strcmp (older, dev) != 0)
        json_array_append_new (devs, json_string (older));
    }
  json_array_append_new (devs, json_string (dev));
  return devs;
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
  g_autofree char *key = NULL;
  g_autofree char *line = NULL;
  json_auto_t *json = NULL;
  json_t *roles = json_array ();

  hearth_key_ed25519_public (identity_seed, identity);
  key = hearth_base64_encode (identity, sizeof identity);
  for (guint i = 0; self->roles[i] != NULL; i++)
    json_array_append_new (roles, json_string (self->roles[i]));

  json = json_pack ("{s:{},s:o,s:o,s:s,s:s,s:s,s:s,s:o,s:I,s:i}", "approve", "cmp",
                    compartments_to_json (self), "dev", devs_to_json (self), "format",
                    "hearth-card", "key", key, "label", self->label, "made", self->made, "roles",
                    roles, "serial", (json_int_t) self->serial, "v", 1);
  g_assert (json != NULL);
  line = hearth_line_sign (HEARTH_LINE_LABEL_CARD, json, identity_seed);
  return g_strconcat (line, "\n", NULL);
}
