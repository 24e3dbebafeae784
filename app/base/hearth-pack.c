/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads one pack. GKeyFile alone is too kind for rules that decide about money: it merges repeated
 * groups, lets the last of repeated keys win and drops translations. So the lines are scanned here and
 * GKeyFile only decodes the values with escapes; all others are what stands there. */
#include "config.h"

#include "hearth-pack.h"

#include "hearth-pack-check-private.h"
#include "hearth-pack-entry-private.h"
#include "hearth-pack-overlay.h"

#include <string.h>

#define HEAD_GROUP "pack"

struct _HearthPack
{
  char *file;
  HearthPackEntry *head;
  const HearthPackKind *kind;
  GPtrArray *entries;
  GPtrArray *
      sources; /* NULL: head and entries are its own; else of these packs, the overlaid one first */
};

/* What the scan of the lines knows while it goes down the file. */
typedef struct
{
  HearthPack *pack;
  const char *data;
  GKeyFile *key_file; /* made when the first value with an escape is met */
  GPtrArray *problems;
  GHashTable *seen_groups;
  HearthPackEntry *current; /* NULL: before the first group, or in a refused one */
  gboolean is_skipping;
  guint line;
} Scan;

static void
hearth_pack_clear (gpointer data)
{
  HearthPack *self = data;

  g_free (self->file);
  if (self->sources == NULL)
    g_clear_pointer (&self->head, _hearth_pack_entry_free);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
}

static void
free_entry (gpointer data)
{
  _hearth_pack_entry_free (data);
}

static gboolean
is_id (const char *text)
{
  if (!g_ascii_islower (*text) && !g_ascii_isdigit (*text))
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_islower (*p) && !g_ascii_isdigit (*p) && !(*p == '-' && p[1] != '\0'))
      return FALSE;
  return strlen (text) <= 64;
}

static void
add_problem (Scan *scan, const char *group, const char *key, const char *code, const char *message)
{
  hearth_pack_problems_add (scan->problems, scan->pack->file, group, key, scan->line, code, "%s",
                            message);
}

static void
start_head (Scan *scan)
{
  if (scan->pack->entries->len > 0)
    add_problem (scan, HEAD_GROUP, NULL, "syntax", "the group comes first in the file");
  scan->pack->head = _hearth_pack_entry_new (HEAD_GROUP, NULL, scan->pack->file, scan->line);
  scan->current = scan->pack->head;
}

/* The kind decides what an entry's keys mean, so it must be known before the first entry. */
static void
start_entry (Scan *scan, const char *group)
{
  HearthPack *pack = scan->pack;

  if (pack->kind == NULL && pack->head != NULL)
    {
      const char *kind = hearth_pack_entry_get_text (pack->head, "Kind", NULL);

      pack->kind = hearth_pack_kind_lookup (kind);
      scan->is_skipping = pack->kind == NULL;
      if (kind != NULL && pack->kind == NULL)
        add_problem (scan, HEAD_GROUP, "Kind", "unknown-kind", "there is no such kind of pack");
    }
  if (pack->kind == NULL)
    return;
  if (!is_id (group))
    add_problem (scan, group, NULL, "bad-value", "not an id (a-z, 0-9 and single hyphens)");
  scan->current = _hearth_pack_entry_new (group, pack->kind, pack->file, scan->line);
  g_ptr_array_add (pack->entries, scan->current);
}

static void
scan_group (Scan *scan, char *text)
{
  gsize length = strlen (text);

  scan->current = NULL;
  scan->is_skipping = TRUE;
  if (length < 3 || text[length - 1] != ']')
    {
      add_problem (scan, NULL, NULL, "syntax", "not a group header");
      return;
    }
  text[length - 1] = '\0';
  text++;
  if (!g_hash_table_add (scan->seen_groups, g_strdup (text)))
    {
      add_problem (scan, text, NULL, "duplicate-group", "the group stands twice");
      return;
    }
  scan->is_skipping = FALSE;
  if (g_str_equal (text, HEAD_GROUP))
    start_head (scan);
  else
    start_entry (scan, text);
  scan->is_skipping = scan->current == NULL;
}

/* Splits `Title[uk]`; @name is cut at the bracket. FALSE if the brackets are wrong. */
static gboolean
split_key (char *name, char **language)
{
  char *bracket = strchr (name, '[');
  gsize length = strlen (name);

  *language = NULL;
  if (bracket == NULL)
    return TRUE;
  if (name[length - 1] != ']' || bracket[1] == ']')
    return FALSE;
  name[length - 1] = '\0';
  *bracket = '\0';
  *language = bracket + 1;
  for (const char *p = *language; *p != '\0'; p++)
    if (!g_ascii_isalpha (*p) && *p != '_')
      return FALSE;
  return TRUE;
}

static const HearthPackKey *
lookup_key (const HearthPackEntry *entry, const char *name, const char *language)
{
  const HearthPackKey *key = entry->kind != NULL ? hearth_pack_kind_get_key (entry->kind, name)
                                                 : hearth_pack_head_get_key (name);

  if (key != NULL && language != NULL && key->type != HEARTH_PACK_LOCAL &&
      key->type != HEARTH_PACK_LIST && key->type != HEARTH_PACK_LABELS)
    return NULL;
  return key;
}

/* Returns: (nullable): NULL if the value holds an escape that there is not. */
static char *
decode (Scan *scan, const char *group, const char *name, const char *raw)
{
  g_autoptr (GError) error = NULL;
  char *text;

  while (g_ascii_isspace (*raw))
    raw++;
  if (strchr (raw, '\\') == NULL)
    return g_strdup (raw);
  if (scan->key_file == NULL)
    {
      scan->key_file = g_key_file_new ();
      /* A line that GKeyFile refuses is refused by the scan too, and by name; its own message would
       * quote the value. */
      g_key_file_load_from_data (scan->key_file, scan->data, strlen (scan->data),
                                 G_KEY_FILE_KEEP_TRANSLATIONS, NULL);
    }
  text = g_key_file_get_string (scan->key_file, group, name, &error);
  if (error != NULL)
    g_clear_pointer (&text, g_free);
  return text;
}

static void
scan_key (Scan *scan, const char *full_name, const char *raw, gboolean ends_with_blank)
{
  g_autofree char *name = g_strdup (full_name);
  g_autofree char *text = NULL;
  const char *group = scan->current->id;
  const HearthPackKey *key;
  char *language;

  if (!split_key (name, &language))
    {
      add_problem (scan, group, full_name, "syntax", "not a key");
      return;
    }
  key = lookup_key (scan->current, name, language);
  if (key == NULL)
    {
      add_problem (scan, group, full_name, "unknown-key", "there is no such key here");
      return;
    }
  if (_hearth_pack_entry_find (scan->current, name, language) != NULL)
    {
      add_problem (scan, group, full_name, "duplicate-key", "the key stands twice");
      return;
    }
  text = decode (scan, group, full_name, raw);
  if (text == NULL || *text == '\0')
    add_problem (scan, group, full_name, "bad-value", "empty, or an unknown escape");
  else if (ends_with_blank)
    add_problem (scan, group, full_name, "bad-value", "blanks at the end");
  else
    _hearth_pack_entry_add (scan->current, key, language, text, scan->line);
}

/* Blanks before the line's end, which GKeyFile would keep in the value and no eye sees. */
static gboolean
cut_blanks (char *line)
{
  gsize length = strlen (line);

  if (length > 0 && line[length - 1] == '\r')
    line[--length] = '\0';
  if (length == 0 || !g_ascii_isspace (line[length - 1]))
    return FALSE;
  g_strchomp (line);
  return TRUE;
}

static void
scan_line (Scan *scan, char *line)
{
  gboolean ends_with_blank = cut_blanks (line);
  char *text = g_strchug (line);
  char *equals;

  if (*text == '\0' || *text == '#')
    return;
  if (*text == '[')
    {
      scan_group (scan, g_strchomp (text));
      return;
    }
  equals = strchr (text, '=');
  if (equals == NULL || equals == text)
    {
      add_problem (scan, scan->current != NULL ? scan->current->id : NULL, NULL, "syntax",
                   "neither a group, a key nor a comment");
      return;
    }
  *equals = '\0';
  if (scan->current != NULL)
    scan_key (scan, g_strchomp (text), equals + 1, ends_with_blank);
  else if (!scan->is_skipping)
    add_problem (scan, NULL, text, "syntax", "a key before the first group");
}

static void
scan_data (Scan *scan, const char *data)
{
  g_auto (GStrv) lines = g_strsplit (data, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      scan->line++;
      scan_line (scan, *line);
      if (scan->pack->entries->len > HEARTH_PACK_MAX_ENTRIES)
        {
          add_problem (scan, NULL, NULL, "limit", "too many entries");
          return;
        }
    }
}

static gboolean
check_encoding (const char *name, const char *data, gsize length, GPtrArray *problems)
{
  const char *end = NULL;
  guint line = 1;

  if (length > HEARTH_PACK_MAX_BYTES)
    {
      hearth_pack_problems_add (problems, name, NULL, NULL, 0, "limit", "the file is too large");
      return FALSE;
    }
  if (g_utf8_validate_len (data, length, &end))
    return TRUE;
  for (const char *p = data; p < end; p++)
    line += *p == '\n' ? 1 : 0;
  hearth_pack_problems_add (problems, name, NULL, NULL, line, "encoding", "not UTF-8");
  return FALSE;
}

/**
 * hearth_pack_read_data:
 * @name: the file's name for problems; its folder is dropped
 * @data: @length bytes
 * @problems: (element-type HearthPackProblem): what is wrong is added here
 *
 * Reads and checks one pack by itself; references to entries of other packs are checked by the set.
 *
 * Returns: (transfer full) (nullable): what could be read, also if there are problems; %NULL if the
 *   kind of the pack cannot be told.
 */
HearthPack *
hearth_pack_read_data (const char *name, const char *data, gsize length, GPtrArray *problems)
{
  g_autoptr (HearthPack) self = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *text = NULL;
  Scan scan = { .problems = problems };

  g_return_val_if_fail (name != NULL && problems != NULL, NULL);
  g_return_val_if_fail (data != NULL || length == 0, NULL);

  if (!check_encoding (name, data, length, problems))
    return NULL;
  text = g_strndup (data, length);
  self = g_atomic_rc_box_new0 (HearthPack);
  self->file = g_path_get_basename (name);
  self->entries = g_ptr_array_new_with_free_func (free_entry);
  scan.pack = self;
  scan.data = text;
  scan.seen_groups = seen;
  scan_data (&scan, text);
  g_clear_pointer (&scan.key_file, g_key_file_unref);
  if (self->head == NULL)
    hearth_pack_problems_add (problems, name, HEAD_GROUP, NULL, 0, "missing-key",
                              "the file has no group [pack]");
  else
    _hearth_pack_check_entry (self->head, problems);
  if (self->kind == NULL)
    {
      const char *kind =
          self->head != NULL ? hearth_pack_entry_get_text (self->head, "Kind", NULL) : NULL;

      self->kind = hearth_pack_kind_lookup (kind);
    }
  if (self->kind == NULL)
    return NULL;
  for (guint i = 0; i < self->entries->len; i++)
    _hearth_pack_check_entry (g_ptr_array_index (self->entries, i), problems);
  return g_steal_pointer (&self);
}

/**
 * hearth_pack_read:
 * @path: a file
 * @problems: (element-type HearthPackProblem): what is wrong is added here
 *
 * As hearth_pack_read_data(); a file that cannot be read is a problem with code `io`.
 *
 * Returns: (transfer full) (nullable)
 */
HearthPack *
hearth_pack_read (const char *path, GPtrArray *problems)
{
  g_autofree char *data = NULL;
  gsize length = 0;

  g_return_val_if_fail (path != NULL && problems != NULL, NULL);

  if (!g_file_get_contents (path, &data, &length, NULL))
    {
      hearth_pack_problems_add (problems, path, NULL, NULL, 0, "io", "the file cannot be read");
      return NULL;
    }
  return hearth_pack_read_data (path, data, length, problems);
}

HearthPack *
hearth_pack_ref (HearthPack *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
hearth_pack_unref (HearthPack *self)
{
  g_atomic_rc_box_release_full (self, hearth_pack_clear);
}

static void
put_entry (HearthPack *self, gpointer entry)
{
  const char *id = hearth_pack_entry_get_id (entry);

  for (guint i = 0; i < self->entries->len; i++)
    if (g_str_equal (hearth_pack_entry_get_id (self->entries->pdata[i]), id))
      {
        self->entries->pdata[i] = entry;
        return;
      }
  g_ptr_array_add (self->entries, entry);
}

/**
 * hearth_pack_new_overlaid:
 * @overlays: (element-type HearthPack): of the same kind; of entries with one id the last one counts
 *
 * An entry of @overlays takes the place of the one with its id, or stands at the end. Nothing is checked here:
 * that is the affair of the set.
 *
 * Returns: (transfer full): a pack with the name, version and title of @self. It keeps the others alive.
 */
HearthPack *
hearth_pack_new_overlaid (HearthPack *self, GPtrArray *overlays)
{
  HearthPack *overlaid;

  g_return_val_if_fail (self != NULL && overlays != NULL, NULL);

  overlaid = g_atomic_rc_box_new0 (HearthPack);
  overlaid->file = g_strdup (self->file);
  overlaid->head = self->head;
  overlaid->kind = self->kind;
  overlaid->sources = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_pack_unref);
  overlaid->entries = g_ptr_array_new ();
  g_ptr_array_add (overlaid->sources, hearth_pack_ref (self));
  for (guint i = 0; i < self->entries->len; i++)
    g_ptr_array_add (overlaid->entries, self->entries->pdata[i]);
  for (guint i = 0; i < overlays->len; i++)
    {
      HearthPack *overlay = overlays->pdata[i];

      g_ptr_array_add (overlaid->sources, hearth_pack_ref (overlay));
      for (guint j = 0; j < overlay->entries->len; j++)
        put_entry (overlaid, overlay->entries->pdata[j]);
    }
  return overlaid;
}

/** hearth_pack_get_kind: Returns: (transfer none): `rank`, `step`, and so on. */
const char *
hearth_pack_get_kind (const HearthPack *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->kind->id;
}

/** hearth_pack_get_file: Returns: (transfer none): the file's name, without its folder. */
const char *
hearth_pack_get_file (const HearthPack *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->file;
}

/** hearth_pack_get_version: Returns: from 1; raised with every change of the pack. */
int
hearth_pack_get_version (const HearthPack *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return hearth_pack_entry_get_int (self->head, "Version", 0);
}

/** hearth_pack_get_title: Returns: (transfer none): what the pack holds, in @language. */
const char *
hearth_pack_get_title (const HearthPack *self, const char *language)
{
  g_return_val_if_fail (self != NULL, NULL);

  return hearth_pack_entry_get_title (self->head, language);
}

/** hearth_pack_get_n_entries: Returns: how many entries the pack has. */
guint
hearth_pack_get_n_entries (const HearthPack *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->entries->len;
}

/** hearth_pack_get_entry: Returns: (transfer none): entry @index, in the order of the file. */
const HearthPackEntry *
hearth_pack_get_entry (const HearthPack *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->entries->len, NULL);

  return g_ptr_array_index (self->entries, index);
}

/**
 * hearth_pack_entry_get_raw:
 * @language: (nullable): `uk`; %NULL: English, or without language
 *
 * Returns: (transfer none) (nullable): the value as a whole, the parts of a list with semicolons between.
 */
const char *
hearth_pack_entry_get_raw (const HearthPackEntry *self, const char *key, const char *language)
{
  const HearthPackValue *value;

  g_return_val_if_fail (self != NULL && key != NULL, NULL);

  value = _hearth_pack_entry_find (self, key, language);
  return value != NULL ? value->text : NULL;
}
