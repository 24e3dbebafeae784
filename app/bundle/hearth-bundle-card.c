/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-base64.h"
#include "hearth-bundle-card.h"
#include "hearth-bundle-error.h"
#include "hearth-bundle-limits.h"
#include "hearth-line.h"
#include "hearth-minisign.h"

#include <string.h>

#define MAX_DEVS 1000
#define MAX_LABEL 1024
#define MAX_OLD_KEYS 1000
#define MAX_ROLES 1000

/** hearth_bundle_card_free: frees @self. */
void
hearth_bundle_card_free (HearthBundleCard *self)
{
  g_free (self->label);
  g_array_unref (self->devs);
  g_ptr_array_unref (self->roles);
  g_array_unref (self->old_keys);
  g_free (self);
}

static gboolean
read_devs (HearthBundleCard *self, const json_t *json)
{
  const json_t *array = hearth_json_get_array (json, "dev");

  if (array == NULL || json_array_size (array) == 0 || json_array_size (array) > MAX_DEVS)
    return FALSE;
  for (gsize i = 0; i < json_array_size (array); i++)
    {
      HearthId dev;

      if (!hearth_id_parse (json_string_value (json_array_get (array, i)), &dev))
        return FALSE;
      g_array_append_val (self->devs, dev);
    }
  return TRUE;
}

static gboolean
read_roles (HearthBundleCard *self, const json_t *json)
{
  const json_t *array = hearth_json_get_array (json, "roles");

  if (json_array_size (array) > MAX_ROLES)
    return FALSE;
  for (gsize i = 0; i < json_array_size (array); i++)
    {
      const char *role = json_string_value (json_array_get (array, i));

      if (role == NULL)
        return FALSE;
      g_ptr_array_add (self->roles, g_strdup (role));
    }
  return TRUE;
}

/* One row for each writer id that a replaced key vouches for. */
static gboolean
read_old_key (HearthBundleCard *self, HearthCompartment cmp, const json_t *json)
{
  HearthBundleOldKey key = { .cmp = cmp };
  json_t *until = hearth_json_get_object (json, "until");
  const char *dev;
  json_t *value;

  if (!hearth_minisign_key_parse (hearth_json_get_string (json, "sig"), key.sign) || until == NULL)
    return FALSE;
  json_object_foreach (until, dev, value)
  {
    if (!hearth_id_parse (dev, &key.dev) || !json_is_integer (value) ||
        self->old_keys->len >= MAX_OLD_KEYS)
      return FALSE;
    key.last_seq = json_integer_value (value);
    g_array_append_val (self->old_keys, key);
  }
  return TRUE;
}

static gboolean
read_old_keys (HearthBundleCard *self, HearthCompartment cmp, const json_t *json)
{
  const json_t *old = hearth_json_get_array (json, "old");

  for (gsize i = 0; i < json_array_size (old); i++)
    {
      if (!read_old_key (self, cmp, json_array_get (old, i)))
        return FALSE;
    }
  return TRUE;
}

/* Compartments that this version does not know are somebody's, and not read. */
static gboolean
read_keys (HearthBundleCard *self, const json_t *json)
{
  json_t *compartments = hearth_json_get_object (json, "cmp");
  const char *name;
  json_t *value;

  if (compartments == NULL)
    return FALSE;
  json_object_foreach (compartments, name, value)
  {
    HearthBundleCardKeys *keys;
    HearthCompartment cmp;

    if (!hearth_compartment_from_name (name, &cmp))
      continue;
    keys = &self->keys[cmp];
    if (!hearth_minisign_key_parse (hearth_json_get_string (value, "sig"), keys->sign) ||
        !hearth_age_recipient_parse (hearth_json_get_string (value, "to"), &keys->to) ||
        !read_old_keys (self, cmp, value))
      return FALSE;
    keys->is_present = TRUE;
  }
  return self->keys[HEARTH_COMPARTMENT_ADMIN].is_present;
}

static gboolean
read_values (HearthBundleCard *self, const json_t *json)
{
  const char *key = hearth_json_get_string (json, "key");
  const char *label = hearth_json_get_string (json, "label");
  gint64 version;

  if (g_strcmp0 (hearth_json_get_string (json, "format"), "hearth-card") != 0 ||
      !hearth_json_get_int (json, "v", &version) || version != 1 || label == NULL ||
      strlen (label) > MAX_LABEL || !hearth_json_get_int (json, "serial", &self->serial) ||
      self->serial < 1 || key == NULL ||
      !hearth_base64_decode (key, strlen (key), self->identity, sizeof self->identity))
    return FALSE;
  self->label = g_strdup (label);
  return read_devs (self, json) && read_roles (self, json) && read_keys (self, json);
}

/**
 * hearth_bundle_card_parse:
 * @line: (array length=length): a signed line, without LF
 *
 * Source: bundles 8.
 *
 * Returns: (transfer full) (nullable): %NULL with %HEARTH_BUNDLE_ERROR_CARD unless @line is a card
 *   that is signed by its own identity key. Thread: any.
 */
HearthBundleCard *
hearth_bundle_card_parse (const char *line, gsize length, GError **error)
{
  g_autoptr (HearthBundleCard) self = g_new0 (HearthBundleCard, 1);
  json_auto_t *json = NULL;

  self->devs = g_array_new (FALSE, FALSE, sizeof (HearthId));
  self->roles = g_ptr_array_new_with_free_func (g_free);
  self->old_keys = g_array_new (FALSE, FALSE, sizeof (HearthBundleOldKey));
  if (length <= HEARTH_BUNDLE_MAX_CARD)
    json = hearth_line_parse (line, length, NULL);
  if (json == NULL || !read_values (self, json) ||
      !hearth_line_verify (line, length, HEARTH_LINE_LABEL_CARD, self->identity))
    {
      g_set_error_literal (error, HEARTH_BUNDLE_ERROR, HEARTH_BUNDLE_ERROR_CARD,
                           "a card that does not verify");
      return NULL;
    }
  hearth_line_id (line, length, self->id);
  return g_steal_pointer (&self);
}

/** hearth_bundle_card_has_dev: whether the vault of the card claims the writer id @dev. */
gboolean
hearth_bundle_card_has_dev (const HearthBundleCard *self, const HearthId *dev)
{
  for (guint i = 0; i < self->devs->len; i++)
    if (hearth_id_equal (&g_array_index (self->devs, HearthId, i), dev))
      return TRUE;
  return FALSE;
}

/**
 * hearth_bundle_card_verify:
 * @line: (array length=length): without LF
 *
 * Returns: whether a commit of number @seq by @dev in @cmp was signed with the key of that compartment,
 *   or with one that was in use then. Thread: any. Source: bundles 8.
 */
gboolean
hearth_bundle_card_verify (const HearthBundleCard *self,
                           HearthCompartment cmp,
                           const HearthId *dev,
                           gint64 seq,
                           const char *line,
                           gsize length)
{
  if (!self->keys[cmp].is_present)
    return FALSE;
  if (hearth_line_verify (line, length, HEARTH_LINE_LABEL_COMMIT, self->keys[cmp].sign))
    return TRUE;
  for (guint i = 0; i < self->old_keys->len; i++)
    {
      const HearthBundleOldKey *key = &g_array_index (self->old_keys, HearthBundleOldKey, i);

      if (key->cmp == cmp && seq <= key->last_seq && hearth_id_equal (&key->dev, dev) &&
          hearth_line_verify (line, length, HEARTH_LINE_LABEL_COMMIT, key->sign))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_signed_with_old (const HearthBundleCard *self,
                    const HearthCommit *commit,
                    const char *line,
                    gsize length)
{
  for (guint i = 0; i < self->old_keys->len; i++)
    {
      const HearthBundleOldKey *key = &g_array_index (self->old_keys, HearthBundleOldKey, i);

      if (key->cmp == commit->cmp &&
          hearth_line_verify (line, length, HEARTH_LINE_LABEL_COMMIT, key->sign))
        return TRUE;
    }
  return FALSE;
}

static gboolean
allows_role (const HearthBundleCard *self, const char *role)
{
  return self->roles->len == 0 ||
         g_ptr_array_find_with_equal_func (self->roles, role, g_str_equal, NULL);
}

/**
 * hearth_bundle_card_judge:
 * @commit: read from @line
 * @line: (array length=length): without LF
 *
 * For the judge of a #HearthReceive, once people have verified the card. That the contact was revoked, or
 * may not send the compartment, is not on the card.
 *
 * Returns: %HEARTH_AUTHOR_UNKNOWN if the writer is not of this card. Thread: any. Source: bundles 3, 8.
 */
HearthAuthorVerdict
hearth_bundle_card_judge (const HearthBundleCard *self,
                          const HearthCommit *commit,
                          const char *line,
                          gsize length)
{
  if (!hearth_bundle_card_has_dev (self, &commit->stamp.dev))
    return HEARTH_AUTHOR_UNKNOWN;
  if (!self->keys[commit->cmp].is_present)
    return HEARTH_AUTHOR_NOT_ALLOWED;
  if (!hearth_bundle_card_verify (self, commit->cmp, &commit->stamp.dev, commit->stamp.seq, line,
                                  length))
    return is_signed_with_old (self, commit, line, length) ? HEARTH_AUTHOR_RETIRED
                                                           : HEARTH_AUTHOR_FORGED;
  return allows_role (self, commit->role) ? HEARTH_AUTHOR_GOOD : HEARTH_AUTHOR_NOT_ALLOWED;
}
