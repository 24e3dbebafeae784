/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-age-key.h"
#include "hearth-bundle-error.h"
#include "hearth-bundle-limits.h"
#include "hearth-commit.h"
#include "hearth-json.h"
#include "hearth-manifest.h"
#include "hearth-ustar.h"

#include <string.h>

#define FORMAT "hearth-bundle"
#define TOTAL_DIGITS 13 /* fixed, so that the number does not change its own place */
#define MAX_RECIPIENTS 64

/* Names of the types that an entry may have. */
static const struct
{
  HearthBundleMember member;
  const char *name;
} types[] = {
  { HEARTH_BUNDLE_MEMBER_CARD, "card" },
  { HEARTH_BUNDLE_MEMBER_COMMITS, "commits" },
  { HEARTH_BUNDLE_MEMBER_BLOB, "blob" },
  { HEARTH_BUNDLE_MEMBER_CHECKPOINT, "checkpoint" },
};

static const char *const kinds[] = { "cases", "audit", NULL };

/** hearth_manifest_entry_free: frees @self. */
void
hearth_manifest_entry_free (HearthManifestEntry *self)
{
  g_free (self->name);
  g_free (self->compartment);
  g_strfreev (self->to);
  g_free (self);
}

/** hearth_manifest_new: Returns: (transfer full): empty. */
HearthManifest *
hearth_manifest_new (void)
{
  HearthManifest *self = g_new0 (HearthManifest, 1);

  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_manifest_entry_free);
  return self;
}

/** hearth_manifest_free: frees @self. */
void
hearth_manifest_free (HearthManifest *self)
{
  g_free (self->created);
  g_free (self->kind);
  g_strfreev (self->to);
  g_ptr_array_unref (self->entries);
  g_free (self);
}

static gboolean
has_recipients (HearthBundleMember type)
{
  return type == HEARTH_BUNDLE_MEMBER_COMMITS || type == HEARTH_BUNDLE_MEMBER_BLOB;
}

static const char *
type_to_name (HearthBundleMember type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (types[i].member == type)
      return types[i].name;
  g_assert_not_reached ();
}

static json_t *
strv_to_json (char **strings)
{
  json_t *array = json_array ();

  for (guint i = 0; strings != NULL && strings[i] != NULL; i++)
    json_array_append_new (array, json_string (strings[i]));
  return array;
}

static json_t *
hex_to_json (const guint8 *bytes, gsize length)
{
  g_autofree char *hex = hearth_hex_encode (bytes, length);

  return json_string (hex);
}

static json_t *
entry_to_json (const HearthManifestEntry *entry)
{
  json_t *json = json_object ();

  json_object_set_new (json, "name", json_string (entry->name));
  json_object_set_new (json, "type", json_string (type_to_name (entry->type)));
  json_object_set_new (json, "size", json_integer ((json_int_t) entry->size));
  json_object_set_new (json, "hash", hex_to_json (entry->hash, sizeof entry->hash));
  if (has_recipients (entry->type))
    {
      json_object_set_new (json, "cmp", json_string (entry->compartment));
      json_object_set_new (json, "to", strv_to_json (entry->to));
    }
  return json;
}

/**
 * hearth_manifest_dump:
 *
 * Returns: (transfer full): canonical JSON without LF. Its length does not depend on @total.
 *   Thread: any.
 */
char *
hearth_manifest_dump (const HearthManifest *self)
{
  json_auto_t *json = json_object ();
  json_t *from = json_object ();
  json_t *entries = json_array ();
  char hlc[HEARTH_HLC_SIZE], total[TOTAL_DIGITS + 1];

  hearth_hlc_format (self->hlc, hlc);
  g_snprintf (total, sizeof total, "%0*" G_GUINT64_FORMAT, TOTAL_DIGITS, self->total);
  json_object_set_new (from, "card", hex_to_json (self->card, sizeof self->card));
  json_object_set_new (from, "dev", hex_to_json (self->dev.bytes, sizeof self->dev.bytes));
  for (guint i = 0; i < self->entries->len; i++)
    json_array_append_new (entries, entry_to_json (self->entries->pdata[i]));

  json_object_set_new (json, "format", json_string (FORMAT));
  json_object_set_new (json, "version", json_integer (HEARTH_BUNDLE_VERSION));
  json_object_set_new (json, "min_reader", json_integer (HEARTH_BUNDLE_VERSION));
  json_object_set_new (json, "bundle", hex_to_json (self->bundle.bytes, sizeof self->bundle.bytes));
  json_object_set_new (json, "created", json_string (self->created));
  json_object_set_new (json, "kind", json_string (self->kind));
  json_object_set_new (json, "hlc", json_string (hlc));
  json_object_set_new (json, "seq", json_integer (self->seq));
  json_object_set_new (json, "prev",
                       hex_to_json (self->prev, self->has_prev ? sizeof self->prev : 0));
  json_object_set_new (json, "total", json_string (total));
  json_object_set_new (json, "to", strv_to_json (self->to));
  json_object_set_new (json, "from", from);
  json_object_set_new (json, "entries", entries);
  return hearth_json_dump (json);
}

static gboolean
fail (GError **error, HearthBundleError code, const char *message)
{
  g_set_error_literal (error, HEARTH_BUNDLE_ERROR, code, message);
  return FALSE;
}

static gboolean
fail_manifest (GError **error)
{
  return fail (error, HEARTH_BUNDLE_ERROR_MANIFEST, "the manifest is not as it must be");
}

/* Recipients: real keys, sorted, each once. */
static gboolean
read_recipients (const json_t *object, char ***out)
{
  g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
  const json_t *array = hearth_json_get_array (object, "to");

  if (array == NULL || json_array_size (array) > MAX_RECIPIENTS)
    return FALSE;
  for (gsize i = 0; i < json_array_size (array); i++)
    {
      const char *text = json_string_value (json_array_get (array, i));
      HearthAgeRecipient recipient;

      if (!hearth_age_recipient_parse (text, &recipient) ||
          (i > 0 && strcmp (strings->pdata[i - 1], text) >= 0))
        return FALSE;
      g_ptr_array_add (strings, g_strdup (text));
    }
  g_ptr_array_add (strings, NULL);
  *out = (char **) g_ptr_array_free (g_steal_pointer (&strings), FALSE);
  return TRUE;
}

static gboolean
read_type (const json_t *json, HearthBundleMember *out, GError **error)
{
  const char *name = hearth_json_get_string (json, "type");

  if (name == NULL)
    return fail_manifest (error);
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (types[i].name, name))
      {
        *out = types[i].member;
        return TRUE;
      }
  return fail (error, HEARTH_BUNDLE_ERROR_TOO_NEW, "an entry of a type that is not known here");
}

static gboolean
read_entry_values (const json_t *json, HearthManifestEntry *entry)
{
  const char *cmp = hearth_json_get_string (json, "cmp");
  HearthBundleMember named;
  gint64 size;

  entry->name = g_strdup (hearth_json_get_string (json, "name"));
  if (entry->name == NULL ||
      !hearth_bundle_member_parse (entry->name, &named, &entry->compartment, &entry->is_sealed) ||
      named != entry->type || g_strcmp0 (cmp, entry->compartment) != 0 ||
      !hearth_json_get_int (json, "size", &size) || size < 0 ||
      !hearth_hex_decode (hearth_json_get_string (json, "hash"), entry->hash, sizeof entry->hash))
    return FALSE;
  entry->size = (guint64) size;
  if (!has_recipients (entry->type))
    return json_object_get (json, "to") == NULL;
  return read_recipients (json, &entry->to) && entry->is_sealed == (entry->to[0] != NULL);
}

static gboolean
check_entry (const HearthManifest *self, const HearthManifestEntry *entry, GError **error)
{
  const HearthManifestEntry *previous =
      self->entries->len > 0 ? self->entries->pdata[self->entries->len - 1] : NULL;

  if (entry->size > (entry->type == HEARTH_BUNDLE_MEMBER_CARD ? HEARTH_BUNDLE_MAX_CARD
                                                              : HEARTH_BUNDLE_MAX_MEMBER))
    return fail (error, HEARTH_BUNDLE_ERROR_LIMIT, "a member is announced too large");
  if (previous != NULL && previous->type > entry->type)
    return fail_manifest (error);
  /* A bundle is sealed to keys or to a passphrase; its parts follow. */
  if (has_recipients (entry->type) && entry->is_sealed != (self->to[0] != NULL))
    return fail_manifest (error);
  return TRUE;
}

static gboolean
read_entries (HearthManifest *self, const json_t *json, GError **error)
{
  const json_t *array = hearth_json_get_array (json, "entries");

  if (array == NULL)
    return fail_manifest (error);
  if (json_array_size (array) > HEARTH_BUNDLE_MAX_ENTRIES)
    return fail (error, HEARTH_BUNDLE_ERROR_LIMIT, "too many entries");
  for (gsize i = 0; i < json_array_size (array); i++)
    {
      g_autoptr (HearthManifestEntry) entry = g_new0 (HearthManifestEntry, 1);
      const json_t *item = json_array_get (array, i);

      if (!json_is_object (item))
        return fail_manifest (error);
      if (!read_type (item, &entry->type, error))
        return FALSE;
      if (!read_entry_values (item, entry))
        return fail_manifest (error);
      if (!check_entry (self, entry, error))
        return FALSE;
      g_ptr_array_add (self->entries, g_steal_pointer (&entry));
    }
  return TRUE;
}

/* What an old reader must know first: may it read this at all? */
static gboolean
check_version (const json_t *json, GError **error)
{
  gint64 version, min_reader;

  if (g_strcmp0 (hearth_json_get_string (json, "format"), FORMAT) != 0 ||
      !hearth_json_get_int (json, "version", &version) || version < 1 ||
      !hearth_json_get_int (json, "min_reader", &min_reader) || min_reader < 1 ||
      min_reader > version)
    return fail_manifest (error);
  if (min_reader > HEARTH_BUNDLE_VERSION)
    return fail (error, HEARTH_BUNDLE_ERROR_TOO_NEW, "a bundle of a newer version");
  return TRUE;
}

static gboolean
is_time (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = NULL;

  if (text == NULL || strlen (text) != strlen ("2025-06-12T09:15:00Z") || text[19] != 'Z')
    return FALSE;
  time = g_date_time_new_from_iso8601 (text, utc);
  return time != NULL;
}

static gboolean
read_total (const char *text, guint64 *out)
{
  if (text == NULL || strlen (text) != TOTAL_DIGITS || strspn (text, "0123456789") != TOTAL_DIGITS)
    return FALSE;
  *out = g_ascii_strtoull (text, NULL, 10);
  return TRUE;
}

static gboolean
read_values (HearthManifest *self, const json_t *json)
{
  const json_t *from = hearth_json_get_object (json, "from");
  const char *prev = hearth_json_get_string (json, "prev");

  self->created = g_strdup (hearth_json_get_string (json, "created"));
  self->kind = g_strdup (hearth_json_get_string (json, "kind"));
  self->has_prev = prev != NULL && *prev != '\0';
  return from != NULL && prev != NULL && self->kind != NULL && is_time (self->created) &&
         (!self->has_prev || hearth_hex_decode (prev, self->prev, sizeof self->prev)) &&
         hearth_id_parse (hearth_json_get_string (json, "bundle"), &self->bundle) &&
         hearth_id_parse (hearth_json_get_string (from, "dev"), &self->dev) &&
         hearth_hex_decode (hearth_json_get_string (from, "card"), self->card, sizeof self->card) &&
         hearth_hlc_parse (hearth_json_get_string (json, "hlc"), &self->hlc) &&
         hearth_json_get_int (json, "seq", &self->seq) && self->seq >= 1 &&
         read_total (hearth_json_get_string (json, "total"), &self->total) &&
         read_recipients (json, &self->to);
}

/* Names stand once in an archive; a manifest that names one twice describes none. */
static gboolean
names_are_unique (const HearthManifest *self)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->entries->len; i++)
    {
      HearthManifestEntry *entry = self->entries->pdata[i];

      if (!g_hash_table_add (names, entry->name))
        return FALSE;
    }
  return TRUE;
}

/**
 * hearth_manifest_parse:
 * @text: (array length=length): at most %HEARTH_BUNDLE_MAX_MANIFEST bytes
 *
 * Unknown keys are allowed, for newer programs may add some; unknown types and kinds are not, for
 * they would be more than additions.
 *
 * Returns: (transfer full) (nullable): %NULL with %HEARTH_BUNDLE_ERROR_MANIFEST,
 *   %HEARTH_BUNDLE_ERROR_TOO_NEW or %HEARTH_BUNDLE_ERROR_LIMIT. Thread: any.
 */
HearthManifest *
hearth_manifest_parse (const char *text, gsize length, GError **error)
{
  g_autoptr (HearthManifest) self = hearth_manifest_new ();
  json_auto_t *json = NULL;

  if (length > HEARTH_BUNDLE_MAX_MANIFEST)
    return fail (error, HEARTH_BUNDLE_ERROR_LIMIT, "the manifest is too long"), NULL;
  json = hearth_json_parse_canonical (text, length, NULL);
  if (!json_is_object (json))
    return fail_manifest (error), NULL;
  if (!check_version (json, error))
    return NULL;
  if (!read_values (self, json))
    return fail_manifest (error), NULL;
  if (!g_strv_contains (kinds, self->kind))
    return fail (error, HEARTH_BUNDLE_ERROR_TOO_NEW, "a bundle of an unknown kind"), NULL;
  if (!read_entries (self, json, error))
    return NULL;
  if (!names_are_unique (self))
    return fail_manifest (error), NULL;
  return g_steal_pointer (&self);
}

/**
 * hearth_manifest_get_rest:
 *
 * Returns: bytes of the archive before the padding: all members with their headers.
 */
guint64
hearth_manifest_get_rest (const HearthManifest *self, gsize manifest_length, gsize signature_length)
{
  guint64 rest =
      hearth_ustar_member_size (manifest_length) + hearth_ustar_member_size (signature_length);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const HearthManifestEntry *entry = self->entries->pdata[i];

      rest += hearth_ustar_member_size (entry->size);
    }
  return rest;
}
