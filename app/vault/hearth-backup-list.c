/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list at the end of a backup. Every name stands in a closed set and in a fixed order, so that
 * nothing stands twice and nothing of a name is ever believed. The members, of which there may be
 * millions, are written and read as text; the rest is small and goes through the JSON library. */
#include "config.h"

#include "hearth-backup-list.h"

#include "hearth-base64.h"
#include "hearth-json.h"
#include "hearth-kdf.h"

#include <sodium.h>
#include <string.h>

#define MAC_LENGTH 43
#define JSON_AT (MAC_LENGTH + 1)
#define FORMAT "hearth-backup"
#define VERSION 1
#define MAC_LABEL "hearth/backup/v1"
#define MEMBERS_BEGIN ",\"members\":["
#define MEMBERS_END "],\"time\":"
#define MAX_SIZE_DIGITS 11

static void
free_member (gpointer data)
{
  HearthBackupMember *member = data;

  g_free (member->name);
  g_free (member);
}

HearthBackupList *
hearth_backup_list_new (void)
{
  HearthBackupList *self = g_new0 (HearthBackupList, 1);

  self->members = g_ptr_array_new_with_free_func (free_member);
  return self;
}

void
hearth_backup_list_free (HearthBackupList *self)
{
  g_ptr_array_unref (self->members);
  g_free (self);
}

static gboolean
is_hex (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isdigit (text[i]) && (text[i] < 'a' || text[i] > 'f'))
        return FALSE;
    }
  return TRUE;
}

/* "files/<compartment>/<2 hex>/<32 hex>", the two being the first of the others. */
static gboolean
parse_attachment (const char *rest, HearthCompartment *cmp)
{
  const char *slash = strchr (rest, '/');
  g_autofree char *name = slash != NULL ? g_strndup (rest, (gsize) (slash - rest)) : NULL;
  const char *id;

  if (name == NULL || !hearth_compartment_from_name (name, cmp) ||
      *cmp == HEARTH_COMPARTMENT_IDENTITY)
    return FALSE;
  id = slash + 4;
  return strlen (slash) == 1 + 2 + 1 + 32 && slash[3] == '/' && is_hex (id, 32) &&
         strncmp (slash + 1, id, 2) == 0;
}

static gboolean
parse_sealed (const char *rest)
{
  gsize length = strlen (rest);

  if (length == 0 || length > 64 || *rest == '.')
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isalnum (rest[i]) && strchr ("._-", rest[i]) == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
parse_database (const char *name, HearthBackupKind *kind, HearthCompartment *cmp)
{
  static const struct
  {
    const char *suffix;
    HearthBackupKind kind;
  } suffixes[] = {
    { ".db", HEARTH_BACKUP_DATABASE },
    { ".db-wal", HEARTH_BACKUP_JOURNAL },
    { ".fresh0", HEARTH_BACKUP_TABLE },
    { ".fresh1", HEARTH_BACKUP_TABLE },
  };
  const char *dot = strchr (name, '.');
  g_autofree char *stem = dot != NULL ? g_strndup (name, (gsize) (dot - name)) : NULL;

  if (stem == NULL || !hearth_compartment_from_name (stem, cmp) ||
      *cmp == HEARTH_COMPARTMENT_IDENTITY)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      if (g_str_equal (dot, suffixes[i].suffix))
        {
          *kind = suffixes[i].kind;
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * hearth_backup_name_parse:
 * @name: from an archive or a folder
 * @kind: (out): what a member of that name is
 * @cmp: (out): whose it is; %HEARTH_COMPARTMENT_IDENTITY: nobody's
 *
 * The closed list of names (vault 2 and 9). Thread: any.
 *
 * Returns: %FALSE if no backup of ours holds such a member.
 */
gboolean
hearth_backup_name_parse (const char *name, HearthBackupKind *kind, HearthCompartment *cmp)
{
  g_return_val_if_fail (name != NULL && kind != NULL && cmp != NULL, FALSE);

  *cmp = HEARTH_COMPARTMENT_IDENTITY;
  if (g_str_equal (name, "header"))
    *kind = HEARTH_BACKUP_HEADER;
  else if (g_str_equal (name, HEARTH_BACKUP_LIST_NAME))
    *kind = HEARTH_BACKUP_LIST;
  else if (g_str_has_prefix (name, "files/"))
    {
      *kind = HEARTH_BACKUP_ATTACHMENT;
      return parse_attachment (name + strlen ("files/"), cmp);
    }
  else if (g_str_has_prefix (name, "sealed/"))
    {
      *kind = HEARTH_BACKUP_SEALED;
      return parse_sealed (name + strlen ("sealed/"));
    }
  else
    return parse_database (name, kind, cmp);
  return TRUE;
}

/* The fixed order: a list whose members are strictly ascending has none twice. */
static int
compare_members (const HearthBackupMember *a, const HearthBackupMember *b)
{
  if (a->kind != b->kind)
    return a->kind < b->kind ? -1 : 1;
  if (a->kind < HEARTH_BACKUP_ATTACHMENT && a->cmp != b->cmp)
    return a->cmp < b->cmp ? -1 : 1;
  return strcmp (a->name, b->name);
}

/**
 * hearth_backup_list_add:
 *
 * Returns: (transfer none) (nullable): the member, whose hash the caller fills in; %NULL if no backup
 *   may hold it there.
 */
HearthBackupMember *
hearth_backup_list_add (HearthBackupList *self, const char *name, guint64 size)
{
  HearthBackupMember *member = g_new0 (HearthBackupMember, 1);
  guint n = self->members->len;

  member->name = g_strdup (name);
  member->size = size;
  if (!hearth_backup_name_parse (name, &member->kind, &member->cmp) ||
      member->kind == HEARTH_BACKUP_LIST || (n == 0) != (member->kind == HEARTH_BACKUP_HEADER) ||
      (n > 0 && compare_members (self->members->pdata[n - 1], member) >= 0))
    {
      free_member (member);
      return NULL;
    }
  g_ptr_array_add (self->members, member);
  return member;
}

/** hearth_backup_list_get_compartments: Returns: bit per compartment whose database is in it. */
guint
hearth_backup_list_get_compartments (const HearthBackupList *self)
{
  guint found = 0;

  for (guint i = 0; i < self->members->len; i++)
    {
      const HearthBackupMember *member = self->members->pdata[i];

      if (member->kind == HEARTH_BACKUP_DATABASE)
        found |= 1u << member->cmp;
    }
  return found;
}

/** hearth_backup_list_count: Returns: how many members are of @kind. */
guint
hearth_backup_list_count (const HearthBackupList *self, HearthBackupKind kind)
{
  guint n = 0;

  for (guint i = 0; i < self->members->len; i++)
    n += ((const HearthBackupMember *) self->members->pdata[i])->kind == kind;
  return n;
}

static json_t *
heads_to_json (const HearthBackupList *self)
{
  json_t *heads = json_object ();

  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      const HearthBackupHead *head = &self->heads[i];
      g_autofree char *id = hearth_hex_encode (head->id, sizeof head->id);

      if (head->is_known)
        json_object_set_new (heads, hearth_compartment_get_name ((HearthCompartment) i),
                             json_pack ("{s:s, s:I}", "id", id, "n", (json_int_t) head->n));
    }
  return heads;
}

/* Everything but the members, of which there are none yet. */
static char *
frame_to_text (const HearthBackupList *self)
{
  char vault[HEARTH_ID_HEX_SIZE], dev[HEARTH_ID_HEX_SIZE];
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (self->time_s);
  g_autofree char *time_text = g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
  json_auto_t *json = NULL;

  hearth_id_format (&self->vault, vault);
  hearth_id_format (&self->dev, dev);
  json = json_pack ("{s:s, s:s, s:I, s:o, s:[], s:s, s:i, s:s}", "dev", dev, "format", FORMAT,
                    "generation", (json_int_t) self->generation, "heads", heads_to_json (self),
                    "members", "time", time_text, "v", VERSION, "vault", vault);
  return hearth_json_dump (json);
}

static void
append_member (GString *text, const HearthBackupMember *member)
{
  g_autofree char *hash = hearth_base64_encode (member->hash, sizeof member->hash);

  g_string_append_printf (text, "{\"hash\":\"%s\",\"name\":\"%s\",\"size\":%" G_GUINT64_FORMAT "}",
                          hash, member->name, member->size);
}

static void
make_mac (guint8 mac[HEARTH_HASH_SIZE],
          const HearthSecret *area_secret,
          const char *json,
          gsize length)
{
  g_autoptr (HearthSecret) key = hearth_kdf_derive (area_secret, MAC_LABEL);

  hearth_hash_keyed (mac, hearth_secret_get_bytes (key), hearth_secret_get_size (key), json,
                     length);
}

/**
 * hearth_backup_list_seal:
 * @area_secret: of the vault
 * @length: (out): bytes, with the final LF
 *
 * Returns: (transfer full): `<43 base64 MAC> SP <canonical JSON> LF`. Thread: any.
 */
char *
hearth_backup_list_seal (const HearthBackupList *self,
                         const HearthSecret *area_secret,
                         gsize *length)
{
  g_autofree char *frame = frame_to_text (self);
  const char *gap = strstr (frame, MEMBERS_BEGIN MEMBERS_END) + strlen (MEMBERS_BEGIN);
  g_autofree char *mac_text = NULL;
  guint8 mac[HEARTH_HASH_SIZE];
  GString *text = g_string_sized_new (JSON_AT + self->members->len * 160);

  g_string_set_size (text, JSON_AT);
  g_string_append_len (text, frame, gap - frame);
  for (guint i = 0; i < self->members->len; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      append_member (text, self->members->pdata[i]);
    }
  g_string_append (text, gap);
  make_mac (mac, area_secret, text->str + JSON_AT, text->len - JSON_AT);
  mac_text = hearth_base64_encode (mac, sizeof mac);
  memcpy (text->str, mac_text, MAC_LENGTH);
  text->str[MAC_LENGTH] = ' ';
  g_string_append_c (text, '\n');
  *length = text->len;
  return g_string_free (text, FALSE);
}

static gboolean
fail (GError **error, HearthBackupError code, const char *message)
{
  g_set_error_literal (error, HEARTH_BACKUP_ERROR, (int) code, message);
  return FALSE;
}

static gboolean
take (const char **at, const char *end, const char *expected)
{
  gsize length = strlen (expected);

  if ((gsize) (end - *at) < length || memcmp (*at, expected, length) != 0)
    return FALSE;
  *at += length;
  return TRUE;
}

/* A size as the writer writes it: no sign, no zero in front. */
static gboolean
take_size (const char **at, const char *end, guint64 *out)
{
  const char *begin = *at;

  *out = 0;
  while (*at < end && g_ascii_isdigit (**at) && *at - begin < MAX_SIZE_DIGITS)
    *out = *out * 10 + (guint64) (*(*at)++ - '0');
  return *at > begin && (*begin != '0' || *at == begin + 1);
}

static gboolean
take_member (HearthBackupList *self, const char **at, const char *end)
{
  guint8 hash[HEARTH_HASH_SIZE];
  HearthBackupMember *member;
  g_autofree char *name = NULL;
  const char *quote;
  guint64 size;

  if (!take (at, end, "{\"hash\":\"") || end - *at < MAC_LENGTH ||
      !hearth_base64_decode (*at, MAC_LENGTH, hash, sizeof hash))
    return FALSE;
  *at += MAC_LENGTH;
  if (!take (at, end, "\",\"name\":\""))
    return FALSE;
  quote = memchr (*at, '"', (gsize) (end - *at));
  if (quote == NULL)
    return FALSE;
  name = g_strndup (*at, (gsize) (quote - *at));
  *at = quote;
  if (!take (at, end, "\",\"size\":") || !take_size (at, end, &size) || !take (at, end, "}"))
    return FALSE;
  member = hearth_backup_list_add (self, name, size);
  if (member != NULL)
    memcpy (member->hash, hash, sizeof hash);
  return member != NULL;
}

static gboolean
take_members (HearthBackupList *self, const char *at, const char *end, GError **error)
{
  while (at < end)
    {
      if ((self->members->len > 0 && !take (&at, end, ",")) || !take_member (self, &at, end))
        return fail (error, HEARTH_BACKUP_ERROR_LIST, "the list has a member that cannot be");
    }
  return self->members->len > 0 || fail (error, HEARTH_BACKUP_ERROR_LIST, "the list is empty");
}

static gboolean
read_head (HearthBackupList *self, const char *name, json_t *json)
{
  static const char *const keys[] = { "id", "n", NULL };
  const char *id = hearth_json_get_string (json, "id");
  HearthBackupHead *head;
  HearthCompartment cmp;

  if (!json_is_object (json) || !hearth_json_has_only (json, keys) || id == NULL ||
      !hearth_compartment_from_name (name, &cmp) || cmp == HEARTH_COMPARTMENT_IDENTITY)
    return FALSE;
  head = &self->heads[cmp];
  head->is_known = TRUE;
  return hearth_json_get_int (json, "n", &head->n) && head->n >= 0 && strlen (id) == 64 &&
         hearth_hex_decode (id, head->id, sizeof head->id);
}

static gboolean
read_time (HearthBackupList *self, const json_t *json)
{
  const char *text = hearth_json_get_string (json, "time");
  g_autoptr (GDateTime) time = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;

  if (time == NULL)
    return FALSE;
  self->time_s = g_date_time_to_unix (time);
  return TRUE;
}

static gboolean
read_frame (HearthBackupList *self, json_t *json, GError **error)
{
  static const char *const keys[] = { "dev",  "format", "generation", "heads", "members",
                                      "time", "v",      "vault",      NULL };
  const char *vault = hearth_json_get_string (json, "vault");
  const char *dev = hearth_json_get_string (json, "dev");
  json_t *heads = hearth_json_get_object (json, "heads");
  gint64 version = 0, generation = 0;
  const char *name;
  json_t *head;

  if (g_strcmp0 (hearth_json_get_string (json, "format"), FORMAT) != 0 ||
      !hearth_json_get_int (json, "v", &version))
    return fail (error, HEARTH_BACKUP_ERROR_LIST, "the list is of something else");
  if (version > VERSION)
    return fail (error, HEARTH_BACKUP_ERROR_TOO_NEW, "the list is of a later version");
  if (!hearth_json_has_only (json, keys) || vault == NULL || dev == NULL || heads == NULL ||
      !hearth_id_parse (vault, &self->vault) || !hearth_id_parse (dev, &self->dev) ||
      !hearth_json_get_int (json, "generation", &generation) || generation < 0 ||
      !read_time (self, json))
    return fail (error, HEARTH_BACKUP_ERROR_LIST, "the list lacks something");
  self->generation = (guint64) generation;
  json_object_foreach (heads, name, head)
  {
    if (!read_head (self, name, head))
      return fail (error, HEARTH_BACKUP_ERROR_LIST, "the list has a wrong head");
  }
  return TRUE;
}

static gboolean
parse_json (HearthBackupList *self, const char *json, gsize length, GError **error)
{
  const char *begin = g_strstr_len (json, (gssize) length, MEMBERS_BEGIN);
  const char *end = g_strrstr_len (json, (gssize) length, MEMBERS_END);
  g_autoptr (GString) frame = NULL;
  json_auto_t *parsed = NULL;

  if (begin == NULL || end == NULL || end < begin + strlen (MEMBERS_BEGIN))
    return fail (error, HEARTH_BACKUP_ERROR_LIST, "the list has no members");
  begin += strlen (MEMBERS_BEGIN);
  frame = g_string_new_len (json, begin - json);
  g_string_append_len (frame, end, json + length - end);
  parsed = hearth_json_parse_canonical (frame->str, frame->len, NULL);
  if (!json_is_object (parsed))
    return fail (error, HEARTH_BACKUP_ERROR_LIST, "the list is no canonical JSON");
  return read_frame (self, parsed, error) && take_members (self, begin, end, error);
}

/**
 * hearth_backup_list_open:
 * @line: (array length=length): the member of that name, whole
 *
 * Reads a list; before anything in it is looked at, its MAC must be right. Thread: any.
 *
 * Returns: (transfer full): the list, or %NULL with %HEARTH_BACKUP_ERROR_MAC,
 *   %HEARTH_BACKUP_ERROR_LIST or %HEARTH_BACKUP_ERROR_TOO_NEW.
 */
HearthBackupList *
hearth_backup_list_open (const char *line,
                         gsize length,
                         const HearthSecret *area_secret,
                         GError **error)
{
  g_autoptr (HearthBackupList) self = hearth_backup_list_new ();
  guint8 stored[HEARTH_HASH_SIZE], mac[HEARTH_HASH_SIZE];

  g_return_val_if_fail (line != NULL && area_secret != NULL, NULL);

  if (length < JSON_AT + 2 || line[MAC_LENGTH] != ' ' || line[length - 1] != '\n' ||
      !hearth_base64_decode (line, MAC_LENGTH, stored, sizeof stored))
    {
      fail (error, HEARTH_BACKUP_ERROR_LIST, "the list is no line");
      return NULL;
    }
  length -= JSON_AT + 1;
  make_mac (mac, area_secret, line + JSON_AT, length);
  if (sodium_memcmp (mac, stored, sizeof mac) != 0)
    {
      fail (error, HEARTH_BACKUP_ERROR_MAC, "the list was not written with this vault's key");
      return NULL;
    }
  return parse_json (self, line + JSON_AT, length, error) ? g_steal_pointer (&self) : NULL;
}
