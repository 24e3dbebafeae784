/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The packs that belong together: found by kind, id and title, references checked across files. */
#include "config.h"

#include "hearth-pack-set.h"

#include "hearth-data-dir.h"
#include "hearth-error.h"
#include "hearth-pack-check-private.h"
#include "hearth-text.h"

#include <string.h>

struct _HearthPackSet
{
  GPtrArray *packs;
  GHashTable *kinds; /* id of kind → Index */
  GData *derived;    /* made from the packs on demand */
};

typedef struct
{
  GPtrArray *entries;  /* borrowed, in file order */
  GHashTable *by_id;   /* borrowed id → borrowed entry */
  GHashTable *by_text; /* folded title or alias → borrowed entry */
} Index;

G_DEFINE_BOXED_TYPE (HearthPackSet, hearth_pack_set, hearth_pack_set_ref, hearth_pack_set_unref)

static Index *
index_new (void)
{
  Index *index = g_new0 (Index, 1);

  index->entries = g_ptr_array_new ();
  index->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  index->by_text = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return index;
}

static void
index_free (gpointer data)
{
  Index *index = data;

  g_ptr_array_unref (index->entries);
  g_hash_table_unref (index->by_id);
  g_hash_table_unref (index->by_text);
  g_free (index);
}

static void
index_text (Index *index, const HearthPackEntry *entry, const char *text, GPtrArray *problems)
{
  g_autofree char *folded = hearth_text_fold (text);
  const HearthPackEntry *other;

  if (*folded == '\0')
    return;
  other = g_hash_table_lookup (index->by_text, folded);
  if (other != NULL && other != entry)
    hearth_pack_problems_add (problems, entry->file, entry->id, NULL, entry->line,
                              "duplicate-title", "a title or alias is also one of '%s'", other->id);
  else if (other == NULL)
    g_hash_table_insert (index->by_text, g_steal_pointer (&folded), (gpointer) entry);
}

/* Every way in which a list may call the entry: id, titles and aliases of all languages. */
static void
index_names (Index *index, const HearthPackEntry *entry, GPtrArray *problems)
{
  static const char *const names[] = { "Title", "Feminine", "Plural", "Short", NULL };

  index_text (index, entry, entry->id, problems);
  for (guint i = 0; i < entry->values->len; i++)
    {
      const HearthPackValue *value = g_ptr_array_index (entry->values, i);

      if (g_strv_contains (names, value->key->name))
        index_text (index, entry, value->text, problems);
      if (g_str_equal (value->key->name, "Aliases"))
        for (char **part = value->parts; *part != NULL; part++)
          index_text (index, entry, *part, problems);
    }
}

static void
index_entry (HearthPackSet *self, const HearthPackEntry *entry, GPtrArray *problems)
{
  Index *index = g_hash_table_lookup (self->kinds, entry->kind->id);

  if (index == NULL)
    {
      index = index_new ();
      g_hash_table_insert (self->kinds, (gpointer) entry->kind->id, index);
    }
  if (g_hash_table_contains (index->by_id, entry->id))
    {
      hearth_pack_problems_add (problems, entry->file, entry->id, NULL, entry->line, "duplicate-id",
                                "the id stands in two packs");
      return;
    }
  g_ptr_array_add (index->entries, (gpointer) entry);
  g_hash_table_insert (index->by_id, entry->id, (gpointer) entry);
  if (entry->kind->is_named)
    index_names (index, entry, problems);
}

static void
check_cycles (HearthPackSet *self, GPtrArray *problems)
{
  g_autoptr (GList) ids = g_list_sort (g_hash_table_get_keys (self->kinds), (GCompareFunc) strcmp);

  for (GList *id = ids; id != NULL; id = id->next)
    {
      const Index *index = g_hash_table_lookup (self->kinds, id->data);

      _hearth_pack_check_cycles (hearth_pack_kind_lookup (id->data), index->entries, index->by_id,
                                 problems);
    }
}

static gboolean
resolve_in_set (const char *kind, const char *id, gpointer data)
{
  return hearth_pack_set_lookup (data, kind, id) != NULL;
}

static gboolean
has_kind (GPtrArray *packs, const char *kind)
{
  for (guint i = 0; i < packs->len; i++)
    if (g_str_equal (hearth_pack_get_kind (g_ptr_array_index (packs, i)), kind))
      return TRUE;
  return FALSE;
}

static void
free_pack (gpointer data)
{
  hearth_pack_unref (data);
}

/**
 * hearth_pack_set_new:
 * @packs: (element-type HearthPack): packs as read; references are taken
 * @base: (nullable): a set whose packs fill in the kinds that @packs do not hold
 * @problems: (element-type HearthPackProblem): what is wrong across the packs is added here
 *
 * Joins packs and checks what one file cannot know: ids and titles that stand twice, references to
 * entries that do not exist, entries that wait for themselves.
 *
 * Returns: (transfer full): the set, to be used only if there are no problems.
 */
HearthPackSet *
hearth_pack_set_new (GPtrArray *packs, HearthPackSet *base, GPtrArray *problems)
{
  HearthPackSet *self;

  g_return_val_if_fail (packs != NULL && problems != NULL, NULL);

  self = g_atomic_rc_box_new0 (HearthPackSet);
  self->packs = g_ptr_array_new_with_free_func (free_pack);
  self->kinds = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, index_free);
  for (guint i = 0; i < packs->len; i++)
    g_ptr_array_add (self->packs, hearth_pack_ref (g_ptr_array_index (packs, i)));
  for (guint i = 0; base != NULL && i < base->packs->len; i++)
    {
      HearthPack *pack = g_ptr_array_index (base->packs, i);

      if (!has_kind (packs, hearth_pack_get_kind (pack)))
        g_ptr_array_add (self->packs, hearth_pack_ref (pack));
    }
  for (guint i = 0; i < self->packs->len; i++)
    for (guint j = 0; j < hearth_pack_get_n_entries (g_ptr_array_index (self->packs, i)); j++)
      index_entry (self, hearth_pack_get_entry (g_ptr_array_index (self->packs, i), j), problems);
  for (guint i = 0; i < self->packs->len; i++)
    for (guint j = 0; j < hearth_pack_get_n_entries (g_ptr_array_index (self->packs, i)); j++)
      _hearth_pack_check_references (hearth_pack_get_entry (g_ptr_array_index (self->packs, i), j),
                                     resolve_in_set, self, problems);
  check_cycles (self, problems);
  return self;
}

/**
 * hearth_pack_default_dir:
 *
 * `HEARTH_PACK_DIR` if set, else "packs" of the program's data.
 *
 * Returns: (transfer full)
 */
char *
hearth_pack_default_dir (void)
{
  const char *from_environment = g_getenv ("HEARTH_PACK_DIR");

  if (from_environment != NULL && *from_environment != '\0')
    return g_strdup (from_environment);
  return hearth_data_dir_dup_path ("packs");
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * hearth_pack_set_list_files:
 * @dir: a folder
 *
 * Returns: (transfer container) (element-type utf8) (nullable): the names of its packs, in order; %NULL with
 *   a #HearthBaseError if it cannot be read.
 */
GPtrArray *
hearth_pack_set_list_files (const char *dir, GError **error)
{
  g_autoptr (GDir) handle = g_dir_open (dir, 0, NULL);
  GPtrArray *names;
  const char *name;

  if (handle == NULL)
    {
      g_set_error_literal (error, HEARTH_BASE_ERROR, HEARTH_BASE_ERROR_UNKNOWN,
                           "The folder of packs cannot be read");
      return NULL;
    }
  names = g_ptr_array_new_with_free_func (g_free);
  while ((name = g_dir_read_name (handle)) != NULL)
    if (g_str_has_suffix (name, ".pack") && *name != '.')
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  return names;
}

/**
 * hearth_pack_set_load:
 * @dir: a folder; files named `*.pack` are read
 *
 * Returns: (transfer full) (nullable): the packs of @dir, without any problem; %NULL with the first
 *   problem as a #HearthBaseError.
 */
HearthPackSet *
hearth_pack_set_load (const char *dir, GError **error)
{
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GPtrArray) packs = g_ptr_array_new_with_free_func (free_pack);
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
  g_autoptr (HearthPackSet) self = NULL;

  g_return_val_if_fail (dir != NULL, NULL);

  names = hearth_pack_set_list_files (dir, error);
  if (names == NULL)
    return NULL;
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (dir, g_ptr_array_index (names, i), NULL);
      HearthPack *pack = hearth_pack_read (path, problems);

      if (pack != NULL)
        g_ptr_array_add (packs, pack);
    }
  self = hearth_pack_set_new (packs, NULL, problems);
  if (problems->len > 0)
    {
      hearth_pack_problems_to_error (problems, error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

HearthPackSet *
hearth_pack_set_ref (HearthPackSet *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
hearth_pack_set_clear (gpointer data)
{
  HearthPackSet *self = data;

  g_datalist_clear (&self->derived);
  g_hash_table_unref (self->kinds);
  g_ptr_array_unref (self->packs);
}

void
hearth_pack_set_unref (HearthPackSet *self)
{
  g_atomic_rc_box_release_full (self, hearth_pack_set_clear);
}

/** hearth_pack_set_get_n_packs: Returns: how many files the set was made from. */
guint
hearth_pack_set_get_n_packs (HearthPackSet *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->packs->len;
}

/** hearth_pack_set_get_pack: Returns: (transfer none): pack @index, in the order of file names. */
HearthPack *
hearth_pack_set_get_pack (HearthPackSet *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->packs->len, NULL);

  return g_ptr_array_index (self->packs, index);
}

/** hearth_pack_set_get_n_entries: Returns: how many entries of @kind there are; 0 if unknown. */
guint
hearth_pack_set_get_n_entries (HearthPackSet *self, const char *kind)
{
  const Index *index;

  g_return_val_if_fail (self != NULL && kind != NULL, 0);

  index = g_hash_table_lookup (self->kinds, kind);
  return index != NULL ? index->entries->len : 0;
}

/** hearth_pack_set_get_entry: Returns: (transfer none): entry @index of @kind, in file order. */
const HearthPackEntry *
hearth_pack_set_get_entry (HearthPackSet *self, const char *kind, guint index)
{
  g_return_val_if_fail (index < hearth_pack_set_get_n_entries (self, kind), NULL);

  return g_ptr_array_index (((Index *) g_hash_table_lookup (self->kinds, kind))->entries, index);
}

/** hearth_pack_set_lookup: Returns: (transfer none) (nullable): the entry of that id. */
const HearthPackEntry *
hearth_pack_set_lookup (HearthPackSet *self, const char *kind, const char *id)
{
  const Index *index;

  g_return_val_if_fail (self != NULL && kind != NULL && id != NULL, NULL);

  index = g_hash_table_lookup (self->kinds, kind);
  return index != NULL ? g_hash_table_lookup (index->by_id, id) : NULL;
}

/**
 * hearth_pack_set_find_by_text:
 * @kind: a kind whose entries are found by name: rank, branch, category, condition, stage, …
 * @text: an id, title or alias in any language, as typed or as it stands in a list
 *
 * Compares without regard to case, apostrophes, punctuation, blanks and Latin letters that look
 * like Cyrillic ones.
 *
 * Returns: (transfer none) (nullable): the entry's id.
 */
const char *
hearth_pack_set_find_by_text (HearthPackSet *self, const char *kind, const char *text)
{
  g_autofree char *folded = NULL;
  const HearthPackEntry *entry;
  const Index *index;

  g_return_val_if_fail (self != NULL && kind != NULL && text != NULL, NULL);

  index = g_hash_table_lookup (self->kinds, kind);
  if (index == NULL)
    return NULL;
  folded = hearth_text_fold (text);
  entry = g_hash_table_lookup (index->by_text, folded);
  return entry != NULL ? entry->id : NULL;
}

/**
 * hearth_pack_set_get_title:
 * @id: (nullable): may be an id that no pack knows, from another version
 *
 * Returns: (transfer none) (nullable): the title in @language, or @id itself if it is not known.
 */
const char *
hearth_pack_set_get_title (HearthPackSet *self,
                           const char *kind,
                           const char *id,
                           const char *language)
{
  const HearthPackEntry *entry;

  g_return_val_if_fail (self != NULL && kind != NULL, NULL);

  entry = id != NULL ? hearth_pack_set_lookup (self, kind, id) : NULL;
  return entry != NULL ? hearth_pack_entry_get_title (entry, language) : id;
}

/**
 * hearth_pack_set_get_derived:
 *
 * Returns: (transfer none) (nullable): what hearth_pack_set_add_derived () keeps as @what. Thread: any.
 */
gpointer
hearth_pack_set_get_derived (HearthPackSet *self, GQuark what)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_datalist_id_get_data (&self->derived, what);
}

/**
 * hearth_pack_set_add_derived:
 * @value: (transfer full): an immutable value made from the packs alone; it must not hold the set
 *
 * Keeps @value as long as the set lives. Of two threads that make the same, the first one's is kept.
 *
 * Returns: (transfer none): what is kept. Thread: any.
 */
gpointer
hearth_pack_set_add_derived (HearthPackSet *self,
                             GQuark what,
                             gpointer value,
                             GDestroyNotify destroy)
{
  g_return_val_if_fail (self != NULL && value != NULL, NULL);

  if (g_datalist_id_replace_data (&self->derived, what, NULL, value, destroy, NULL))
    return value;
  destroy (value);
  return g_datalist_id_get_data (&self->derived, what);
}

/**
 * hearth_pack_set_versions_to_json:
 *
 * Returns: (transfer full): `{KIND: VERSION}`, to record which packs computed something.
 */
json_t *
hearth_pack_set_versions_to_json (HearthPackSet *self)
{
  json_t *json;

  g_return_val_if_fail (self != NULL, NULL);

  json = json_object ();
  for (guint i = 0; i < self->packs->len; i++)
    {
      const HearthPack *pack = g_ptr_array_index (self->packs, i);

      json_object_set_new (json, hearth_pack_get_kind (pack),
                           json_integer (hearth_pack_get_version (pack)));
    }
  return json;
}
