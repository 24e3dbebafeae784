/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Users and what they are granted: struct ⇄ signed line, key ⇄ box. No files. */
#include "config.h"

#include "hearth-grants.h"

#include "hearth-base64.h"
#include "hearth-kdf.h"
#include "hearth-line.h"
#include "hearth-mutant.h"
#include "hearth-vfs-private.h"

#include <sodium.h>
#include <string.h>

#define BOX_LABEL "hearth/grant/v1\n"
#define BOX_LABEL_SIZE 16
#define PLAIN_SIZE 88
#define CODE_AT 32
#define EPOCH_AT 36
#define USER_AT 40
#define KEY_AT 56

#define MAX_ROLES 16
#define MAX_ROLE_LENGTH 32

G_STATIC_ASSERT (PLAIN_SIZE + crypto_box_SEALBYTES == HEARTH_GRANT_BOX_SIZE);

static void
free_user (gpointer data)
{
  HearthUser *user = data;

  g_free (user->name);
  g_strfreev (user->roles);
  g_array_unref (user->slots);
  g_free (user);
}

static HearthUser *
new_user (void)
{
  HearthUser *user = g_new0 (HearthUser, 1);

  user->slots = g_array_new (FALSE, FALSE, sizeof (guint));
  return user;
}

/** hearth_grants_new: Returns: (transfer full): no users, no grants, serial 0. Thread: any. */
HearthGrants *
hearth_grants_new (const HearthId *vault_id)
{
  HearthGrants *self = g_new0 (HearthGrants, 1);

  self->vault_id = *vault_id;
  self->users = g_ptr_array_new_with_free_func (free_user);
  self->grants = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < HEARTH_N_COMPARTMENTS; i++)
    self->live[i] = g_array_new (FALSE, FALSE, sizeof (guint32));
  return self;
}

void
hearth_grants_free (HearthGrants *self)
{
  g_ptr_array_unref (self->users);
  g_ptr_array_unref (self->grants);
  for (guint i = 0; i < HEARTH_N_COMPARTMENTS; i++)
    g_array_unref (self->live[i]);
  g_free (self);
}

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
    HearthUser *user = new_user ();

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

/* The X25519 pair with which a user opens grants (vault 3.1). */
static HearthSecret *
make_box_pair (const HearthSecret *seed, guint8 public_key[crypto_box_PUBLICKEYBYTES])
{
  g_autoptr (HearthSecret) box_seed = hearth_kdf_derive (seed, "hearth/user/box/v1");
  HearthSecret *secret = hearth_secret_new_zero (crypto_box_SECRETKEYBYTES);

  crypto_box_seed_keypair (public_key, hearth_secret_peek_writable (secret),
                           hearth_secret_get_bytes (box_seed));
  return secret;
}

/**
 * hearth_grants_add_user:
 * @name: as it is shown, UTF-8
 * @roles: %NULL-terminated role ids of security 4
 * @seed: the user's seed, 32 bytes; only its public key is kept here
 *
 * Returns: (transfer none): the new user, active, without slots. Thread: any.
 */
HearthUser *
hearth_grants_add_user (HearthGrants *self,
                        const HearthId *id,
                        const char *name,
                        const char *const *roles,
                        const HearthSecret *seed)
{
  g_autoptr (HearthSecret) secret = NULL;
  HearthUser *user;

  g_return_val_if_fail (self != NULL && id != NULL && name != NULL && seed != NULL, NULL);

  user = new_user ();
  user->id = *id;
  user->name = g_strdup (name);
  user->roles = g_strdupv ((char **) roles);
  user->is_active = TRUE;
  secret = make_box_pair (seed, user->key);
  g_ptr_array_add (self->users, user);
  return user;
}

/** hearth_grants_is_seed_of: whether what is granted to @user opens with @seed, 32 bytes. */
gboolean
hearth_grants_is_seed_of (const HearthUser *user, const HearthSecret *seed)
{
  g_autoptr (HearthSecret) secret = NULL;
  guint8 public_key[crypto_box_PUBLICKEYBYTES];

  g_return_val_if_fail (user != NULL && seed != NULL, FALSE);

  secret = make_box_pair (seed, public_key);
  return sodium_memcmp (public_key, user->key, sizeof public_key) == 0;
}

/**
 * hearth_grants_set_seed:
 * @user: one without grants: boxes for the former seed would not open any more
 * @seed: 32 bytes
 */
void
hearth_grants_set_seed (HearthUser *user, const HearthSecret *seed)
{
  g_autoptr (HearthSecret) secret = NULL;

  g_return_if_fail (user != NULL && seed != NULL);

  secret = make_box_pair (seed, user->key);
}

/** hearth_grants_remove_user: forgets the user of that id, with all grants. */
void
hearth_grants_remove_user (HearthGrants *self, const HearthId *id)
{
  HearthUser *user = hearth_grants_find_user (self, id);

  g_return_if_fail (user != NULL);

  hearth_grants_take (self, id, HEARTH_COMPARTMENTS_ALL);
  g_ptr_array_remove (self->users, user);
}

/** hearth_grants_find_user: Returns: (transfer none) (nullable): the user of that id. */
HearthUser *
hearth_grants_find_user (const HearthGrants *self, const HearthId *id)
{
  g_return_val_if_fail (self != NULL && id != NULL, NULL);

  for (guint i = 0; i < self->users->len; i++)
    {
      HearthUser *user = g_ptr_array_index (self->users, i);

      if (hearth_id_equal (&user->id, id))
        return user;
    }
  return NULL;
}

/** hearth_grants_add_epoch: makes @epoch of @cmp live. */
void
hearth_grants_add_epoch (HearthGrants *self, HearthCompartment cmp, guint32 epoch)
{
  g_return_if_fail (self != NULL);

  g_array_append_val (self->live[cmp], epoch);
}

/** hearth_grants_get_epoch: Returns: the greatest live epoch of @cmp, the one that is written. */
guint32
hearth_grants_get_epoch (const HearthGrants *self, HearthCompartment cmp)
{
  guint32 greatest = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->live[cmp]->len; i++)
    greatest = MAX (greatest, g_array_index (self->live[cmp], guint32, i));
  return greatest;
}

/** hearth_grants_has: whether the user holds the key of @cmp that is written with. */
gboolean
hearth_grants_has (const HearthGrants *self, const HearthId *user, HearthCompartment cmp)
{
  const guint32 epoch = hearth_grants_get_epoch (self, cmp);

  for (guint i = 0; i < self->grants->len; i++)
    {
      const HearthGrant *grant = g_ptr_array_index (self->grants, i);

      if (grant->cmp == cmp && grant->epoch == epoch && hearth_id_equal (&grant->user, user))
        return TRUE;
    }
  return FALSE;
}

/** hearth_grants_get_held: Returns: bit per compartment, and bit 0 for the identity. */
guint
hearth_grants_get_held (const HearthGrants *self, const HearthId *user)
{
  guint held = 0;

  for (guint i = 0; i < HEARTH_N_COMPARTMENTS; i++)
    {
      if (hearth_grants_has (self, user, (HearthCompartment) i))
        held |= 1u << i;
    }
  return held;
}

/**
 * hearth_grants_take:
 * @compartments: bit per compartment, and bit 0 for the identity
 *
 * Removes the boxes of all epochs. What the user has read or copied is not taken back by that.
 */
void
hearth_grants_take (HearthGrants *self, const HearthId *user, guint compartments)
{
  g_return_if_fail (self != NULL && user != NULL);

  for (guint i = self->grants->len; i > 0; i--)
    {
      const HearthGrant *grant = g_ptr_array_index (self->grants, i - 1);

      if ((compartments & 1u << grant->cmp) != 0 && hearth_id_equal (&grant->user, user))
        g_ptr_array_remove_index (self->grants, i - 1);
    }
}

/* What stands in a box beside the key: where the box belongs. */
static void
put_place (guint8 plain[PLAIN_SIZE], const HearthId *vault_id, const HearthGrant *grant)
{
  memcpy (plain, BOX_LABEL, BOX_LABEL_SIZE);
  memcpy (plain + BOX_LABEL_SIZE, vault_id->bytes, HEARTH_ID_SIZE);
  _hearth_put_u32 (plain + CODE_AT, (guint32) grant->cmp);
  _hearth_put_u32 (plain + EPOCH_AT, grant->epoch);
  memcpy (plain + USER_AT, grant->user.bytes, HEARTH_ID_SIZE);
}

/**
 * hearth_grants_grant:
 * @key: 32 bytes: the compartment's key of that epoch, or the identity seed
 *
 * Adds a box for @user, who need not be present. Thread: any.
 */
void
hearth_grants_grant (HearthGrants *self,
                     const HearthUser *user,
                     HearthCompartment cmp,
                     guint32 epoch,
                     const HearthSecret *key)
{
  g_autoptr (HearthSecret) plain = NULL;
  HearthGrant *grant;

  g_return_if_fail (self != NULL && user != NULL && key != NULL);
  g_return_if_fail (hearth_secret_get_size (key) == 32);

  grant = g_new0 (HearthGrant, 1);
  grant->cmp = cmp;
  grant->epoch = epoch;
  grant->user = user->id;
  plain = hearth_secret_new_zero (PLAIN_SIZE);
  put_place (hearth_secret_peek_writable (plain), &self->vault_id, grant);
  memcpy (hearth_secret_peek_writable (plain) + KEY_AT, hearth_secret_get_bytes (key), 32);
  crypto_box_seal (grant->box, hearth_secret_get_bytes (plain), PLAIN_SIZE, user->key);
  g_ptr_array_add (self->grants, grant);
}

/**
 * hearth_grants_open:
 * @grant: one of the user to whom @seed belongs
 *
 * Returns: (transfer full): the key, 32 bytes; %NULL with %HEARTH_VAULT_ERROR_TAMPERED if the box
 *   does not open or was made for another place. Thread: any.
 */
HearthSecret *
hearth_grants_open (const HearthGrants *self,
                    const HearthGrant *grant,
                    const HearthSecret *seed,
                    GError **error)
{
  guint8 public_key[crypto_box_PUBLICKEYBYTES];
  guint8 place[PLAIN_SIZE] = { 0 };
  g_autoptr (HearthSecret) secret = NULL;
  g_autoptr (HearthSecret) plain = NULL;

  g_return_val_if_fail (self != NULL && grant != NULL && seed != NULL, NULL);

  secret = make_box_pair (seed, public_key);
  plain = hearth_secret_new_zero (PLAIN_SIZE);
  put_place (place, &self->vault_id, grant);
  if (crypto_box_seal_open (hearth_secret_peek_writable (plain), grant->box, sizeof grant->box,
                            public_key, hearth_secret_get_bytes (secret)) != 0 ||
      (sodium_memcmp (hearth_secret_get_bytes (plain), place, KEY_AT) != 0 &&
       !HEARTH_MUTANT (BOX_LABEL_UNCHECKED)))
    {
      g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_TAMPERED,
                           "a grant does not belong where it stands");
      return NULL;
    }
  return hearth_secret_new (hearth_secret_get_bytes (plain) + KEY_AT, 32);
}
