/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Users and what they are granted: struct ⇄ signed line of canonical JSON (vault 3.2). */
#include "config.h"

#include "hearth-grants-private.h"

#include "hearth-base64.h"
#include "hearth-line.h"
#include "hearth-mutant.h"

#include <string.h>

#define MAX_ROLES 16
#define MAX_ROLE_LENGTH 32

static json_t *
id_to_json (const HearthId *id)
{
  char hex[HEARTH_ID_HEX_SIZE];

  hearth_id_format (id, hex);
  return json_string (hex);
}

static json_t *
bytes_to_json (const guint8 *bytes, gsize length)
{
  g_autofree char *text = hearth_base64_encode (bytes, length);

  return json_string (text);
}

static json_t *
user_to_json (const HearthUser *user)
{
  json_t *json = json_object ();
  json_t *roles = json_array ();
  json_t *slots = json_array ();

  for (guint i = 0; user->roles[i] != NULL; i++)
    json_array_append_new (roles, json_string (user->roles[i]));
  for (guint i = 0; i < user->slots->len; i++)
    json_array_append_new (slots, json_integer (g_array_index (user->slots, guint, i)));
  json_object_set_new (json, "id", id_to_json (&user->id));
  json_object_set_new (json, "key", bytes_to_json (user->key, sizeof user->key));
  json_object_set_new (json, "kind", json_string (user->is_recovery ? "recovery" : "person"));
  json_object_set_new (json, "name", json_string (user->name));
  json_object_set_new (json, "roles", roles);
  json_object_set_new (json, "slots", slots);
  json_object_set_new (json, "state", json_string (user->is_active ? "active" : "off"));
  return json;
}

static json_t *
grant_to_json (const HearthGrant *grant)
{
  json_t *json = json_object ();

  json_object_set_new (json, "box", bytes_to_json (grant->box, sizeof grant->box));
  json_object_set_new (json, "cmp", json_string (hearth_compartment_get_name (grant->cmp)));
  json_object_set_new (json, "epoch", json_integer (grant->epoch));
  json_object_set_new (json, "user", id_to_json (&grant->user));
  return json;
}

static json_t *
live_to_json (const HearthGrants *self)
{
  json_t *json = json_object ();

  for (guint i = 0; i < HEARTH_N_COMPARTMENTS; i++)
    {
      json_t *epochs = json_array ();

      for (guint j = 0; j < self->live[i]->len; j++)
        json_array_append_new (epochs, json_integer (g_array_index (self->live[i], guint32, j)));
      json_object_set_new (json, hearth_compartment_get_name ((HearthCompartment) i), epochs);
    }
  return json;
}

static json_t *
away_to_json (const HearthGrants *self)
{
  json_t *json = json_array ();

  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      if (self->away & 1u << i)
        json_array_append_new (json,
                               json_string (hearth_compartment_get_name ((HearthCompartment) i)));
    }
  return json;
}

/**
 * hearth_grants_sign:
 * @identity_seed: the owners' key
 *
 * Returns: (transfer full): the signed line of vault 3.2, without LF. Thread: any.
 */
char *
hearth_grants_sign (const HearthGrants *self, const HearthSecret *identity_seed)
{
  json_auto_t *json = json_object ();
  json_t *users = json_array ();
  json_t *grants = json_array ();

  g_return_val_if_fail (self != NULL && identity_seed != NULL, NULL);

  for (guint i = 0; i < self->users->len; i++)
    json_array_append_new (users, user_to_json (g_ptr_array_index (self->users, i)));
  for (guint i = 0; i < self->grants->len; i++)
    json_array_append_new (grants, grant_to_json (g_ptr_array_index (self->grants, i)));
  json_object_set_new (json, "away", away_to_json (self));
  json_object_set_new (json, "format", json_string ("hearth-grants"));
  json_object_set_new (json, "grants", grants);
  json_object_set_new (json, "live", live_to_json (self));
  json_object_set_new (json, "serial", json_integer ((json_int_t) self->serial));
  json_object_set_new (json, "users", users);
  json_object_set_new (json, "v", json_integer (1));
  json_object_set_new (json, "vault", id_to_json (&self->vault_id));
  return hearth_line_sign (HEARTH_LINE_LABEL_GRANTS, json, identity_seed);
}

static gboolean
read_id (const json_t *json, const char *key, HearthId *out)
{
  return hearth_id_parse (hearth_json_get_string (json, key), out);
}

static gboolean
read_bytes (const json_t *json, const char *key, guint8 *out, gsize length)
{
  const char *text = hearth_json_get_string (json, key);

  return text != NULL && hearth_base64_decode (text, strlen (text), out, length);
}

static gboolean
read_epoch (const json_t *value, guint32 *out)
{
  json_int_t number = json_integer_value (value);

  if (!json_is_integer (value) || number < 1 || number > G_MAXINT32)
    return FALSE;
  *out = (guint32) number;
  return TRUE;
}

static char **
read_roles (const json_t *array)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gsize i;
  json_t *value;

  if (array == NULL || json_array_size (array) > MAX_ROLES)
    return NULL;
  json_array_foreach (array, i, value)
  {
    if (!json_is_string (value) || json_string_length (value) > MAX_ROLE_LENGTH)
      return NULL;
    g_strv_builder_add (builder, json_string_value (value));
  }
  return g_strv_builder_end (builder);
}

static gboolean
read_slots (const json_t *array, GArray *out)
{
  gsize i;
  json_t *value;

  if (array == NULL || json_array_size (array) > HEARTH_GRANTS_MAX_USERS)
    return FALSE;
  json_array_foreach (array, i, value)
  {
    guint slot = (guint) json_integer_value (value);

    if (!json_is_integer (value) || json_integer_value (value) < 0 ||
        json_integer_value (value) >= HEARTH_GRANTS_MAX_USERS)
      return FALSE;
    g_array_append_val (out, slot);
  }
  return TRUE;
}

/* One of two words, and nothing else. */
static gboolean
read_word (const json_t *json, const char *key, const char *yes, const char *no, gboolean *out)
{
  const char *word = hearth_json_get_string (json, key);

  *out = g_strcmp0 (word, yes) == 0;
  return *out || g_strcmp0 (word, no) == 0;
}

static gboolean
read_user (const json_t *json, HearthUser *user)
{
  static const char *const keys[] = {
    "id", "key", "kind", "name", "roles", "slots", "state", NULL
  };
  const char *name = hearth_json_get_string (json, "name");

  if (!json_is_object (json) || !hearth_json_has_only (json, keys) || name == NULL ||
      strlen (name) > HEARTH_USER_NAME_MAX)
    return FALSE;
  user->name = g_strdup (name);
  user->roles = read_roles (hearth_json_get_array (json, "roles"));
  return user->roles != NULL && read_id (json, "id", &user->id) &&
         read_bytes (json, "key", user->key, sizeof user->key) &&
         read_word (json, "kind", "recovery", "person", &user->is_recovery) &&
         read_word (json, "state", "active", "off", &user->is_active) &&
         read_slots (hearth_json_get_array (json, "slots"), user->slots);
}

static gboolean
read_users (HearthGrants *self, const json_t *array)
{
  gsize i;
  json_t *value;

  if (array == NULL || json_array_size (array) > HEARTH_GRANTS_MAX_USERS)
    return FALSE;
  json_array_foreach (array, i, value)
  {
    HearthUser *user = _hearth_grants_new_user ();

    g_ptr_array_add (self->users, user);
    if (!read_user (value, user))
      return FALSE;
  }
  return TRUE;
}

static gboolean
read_grant (const json_t *json, HearthGrant *grant)
{
  static const char *const keys[] = { "box", "cmp", "epoch", "user", NULL };

  return json_is_object (json) && hearth_json_has_only (json, keys) &&
         hearth_compartment_from_name (hearth_json_get_string (json, "cmp"), &grant->cmp) &&
         read_epoch (json_object_get (json, "epoch"), &grant->epoch) &&
         read_id (json, "user", &grant->user) &&
         read_bytes (json, "box", grant->box, sizeof grant->box);
}

static gboolean
read_grants (HearthGrants *self, const json_t *array)
{
  const gsize max = HEARTH_GRANTS_MAX_USERS * HEARTH_N_COMPARTMENTS * HEARTH_GRANTS_MAX_EPOCHS;
  gsize i;
  json_t *value;

  if (array == NULL || json_array_size (array) > max)
    return FALSE;
  json_array_foreach (array, i, value)
  {
    HearthGrant *grant = g_new0 (HearthGrant, 1);

    g_ptr_array_add (self->grants, grant);
    if (!read_grant (value, grant))
      return FALSE;
  }
  return TRUE;
}

static gboolean
read_live (HearthGrants *self, const json_t *object)
{
  if (object == NULL || json_object_size (object) != HEARTH_N_COMPARTMENTS)
    return FALSE;
  for (guint i = 0; i < HEARTH_N_COMPARTMENTS; i++)
    {
      const json_t *epochs =
          hearth_json_get_array (object, hearth_compartment_get_name ((HearthCompartment) i));
      gsize n = epochs != NULL ? json_array_size (epochs) : 0;

      if (n < 1 || n > HEARTH_GRANTS_MAX_EPOCHS)
        return FALSE;
      for (gsize j = 0; j < n; j++)
        {
          guint32 epoch;

          if (!read_epoch (json_array_get (epochs, j), &epoch))
            return FALSE;
          g_array_append_val (self->live[i], epoch);
        }
    }
  return TRUE;
}

static gboolean
read_away (HearthGrants *self, const json_t *array)
{
  gsize i;
  json_t *value;

  if (array == NULL)
    return FALSE;
  json_array_foreach (array, i, value)
  {
    HearthCompartment cmp;

    if (!hearth_compartment_from_name (json_string_value (value), &cmp) ||
        cmp == HEARTH_COMPARTMENT_IDENTITY)
      return FALSE;
    self->away |= 1u << cmp;
  }
  return TRUE;
}

static gboolean
read_all (HearthGrants *self, const json_t *json)
{
  static const char *const keys[] = { "away",  "format", "grants", "live", "serial",
                                      "users", "v",      "vault",  NULL };
  gint64 version = 0;
  gint64 serial = -1;
  HearthId vault_id;

  if (!hearth_json_has_only (json, keys) ||
      g_strcmp0 (hearth_json_get_string (json, "format"), "hearth-grants") != 0 ||
      !hearth_json_get_int (json, "v", &version) || version != 1 ||
      !hearth_json_get_int (json, "serial", &serial) || serial < 0 ||
      !read_id (json, "vault", &vault_id) || !hearth_id_equal (&vault_id, &self->vault_id))
    return FALSE;
  self->serial = (guint64) serial;
  return read_users (self, hearth_json_get_array (json, "users")) &&
         read_grants (self, hearth_json_get_array (json, "grants")) &&
         read_live (self, hearth_json_get_object (json, "live")) &&
         read_away (self, hearth_json_get_array (json, "away"));
}

/**
 * hearth_grants_read:
 * @line: (array length=length): without LF
 * @identity_key: the owners' public key, from the slot and not from the area
 * @vault_id: of the header
 *
 * Returns: (transfer full): what was signed, or %NULL with %HEARTH_VAULT_ERROR_TAMPERED unless an
 *   owner of this vault signed exactly this. Thread: any.
 */
HearthGrants *
hearth_grants_read (const char *line,
                    gsize length,
                    const guint8 identity_key[32],
                    const HearthId *vault_id,
                    GError **error)
{
  g_autoptr (HearthGrants) self = hearth_grants_new (vault_id);
  json_auto_t *json = NULL;

  if (hearth_line_verify (line, length, HEARTH_LINE_LABEL_GRANTS, identity_key) ||
      HEARTH_MUTANT (SIGNATURE_UNCHECKED))
    json = hearth_line_parse (line, length, NULL);
  if (json != NULL && read_all (self, json))
    return g_steal_pointer (&self);
  g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_TAMPERED,
                       "the grants were not signed by an owner of this vault");
  return NULL;
}
