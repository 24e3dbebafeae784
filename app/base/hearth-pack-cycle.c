/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entries that wait for others of their kind must not wait for themselves. Any thread. */
#include "config.h"

#include "hearth-pack-check-private.h"

#include "hearth-pack-problem.h"

typedef enum
{
  UNSEEN,
  ON_PATH,
  CLEAR,
} Mark;

typedef struct
{
  GHashTable *by_id; /* id → HearthPackEntry */
  GHashTable *marks; /* HearthPackEntry → Mark */
  const HearthPackKey *key;
  GPtrArray *path; /* of HearthPackEntry: the way down, for paths that no stack would hold */
} Walk;

/* The ids that @entry names under @key, alternatives too: any of them may turn out to be the one. */
static char **
list_next (const HearthPackEntry *entry, const char *key)
{
  const HearthPackValue *value = _hearth_pack_entry_find (entry, key, NULL);
  g_autofree char *text = NULL;
  char **ids;

  if (value == NULL)
    return g_new0 (char *, 1);
  text = value->parts != NULL ? g_strjoinv ("|", value->parts) : g_strdup (value->text);
  ids = g_strsplit (text, "|", -1);
  return ids;
}

static Mark
mark_of (Walk *walk, const HearthPackEntry *entry)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (walk->marks, entry));
}

static void
set_mark (Walk *walk, const HearthPackEntry *entry, Mark mark)
{
  g_hash_table_insert (walk->marks, (gpointer) entry, GINT_TO_POINTER (mark));
}

/* Where to go from @entry: one that was not seen yet, or one that closes a circle. */
static const HearthPackEntry *
find_next (Walk *walk, const HearthPackEntry *entry)
{
  g_auto (GStrv) ids = list_next (entry, walk->key->name);

  for (char **id = ids; *id != NULL; id++)
    {
      const HearthPackEntry *next = g_hash_table_lookup (walk->by_id, *id);

      if (next != NULL && mark_of (walk, next) != CLEAR)
        return next;
    }
  return NULL;
}

/* Goes down from @start without recursion: a pack may hold thousands of entries in one chain.
 * Returns: (nullable): an entry of a circle. */
static const HearthPackEntry *
walk_from (Walk *walk, const HearthPackEntry *start)
{
  if (mark_of (walk, start) == CLEAR)
    return NULL;
  g_ptr_array_set_size (walk->path, 0);
  g_ptr_array_add (walk->path, (gpointer) start);
  set_mark (walk, start, ON_PATH);
  while (walk->path->len > 0)
    {
      const HearthPackEntry *entry = g_ptr_array_index (walk->path, walk->path->len - 1);
      const HearthPackEntry *next = find_next (walk, entry);

      if (next != NULL && mark_of (walk, next) == ON_PATH)
        return next;
      if (next != NULL)
        {
          set_mark (walk, next, ON_PATH);
          g_ptr_array_add (walk->path, (gpointer) next);
          continue;
        }
      set_mark (walk, entry, CLEAR);
      g_ptr_array_set_size (walk->path, (gint) walk->path->len - 1);
    }
  return NULL;
}

static gboolean
is_own_reference (const HearthPackKind *kind, const HearthPackKey *key)
{
  return (key->type == HEARTH_PACK_REF || key->type == HEARTH_PACK_REFS) &&
         g_strcmp0 (key->of, kind->id) == 0;
}

/* The circle that the way down has closed at @found, for the author to see where to cut it. */
static char *
describe_circle (const Walk *walk, const HearthPackEntry *found)
{
  GString *text = g_string_new (NULL);
  guint first = 0;

  g_ptr_array_find (walk->path, found, &first);
  for (guint i = first; i < walk->path->len && i < first + 8; i++)
    g_string_append_printf (text, "%s → ", hearth_pack_entry_get_id (walk->path->pdata[i]));
  if (walk->path->len > first + 8)
    g_string_append (text, "… → ");
  g_string_append (text, hearth_pack_entry_get_id (found));
  return g_string_free (text, FALSE);
}

/* @entries are all entries of @kind. One circle is told for each key: mending it shows the next. */
void
_hearth_pack_check_cycles (const HearthPackKind *kind,
                           GPtrArray *entries,
                           GHashTable *by_id,
                           GPtrArray *problems)
{
  for (const HearthPackKey *key = kind->keys; key->name != NULL; key++)
    {
      g_autoptr (GHashTable) marks = NULL;
      g_autoptr (GPtrArray) path = NULL;
      const HearthPackEntry *found = NULL;
      Walk walk;

      if (!is_own_reference (kind, key))
        continue;
      marks = g_hash_table_new (NULL, NULL);
      path = g_ptr_array_new ();
      walk = (Walk){ by_id, marks, key, path };
      for (guint i = 0; i < entries->len && found == NULL; i++)
        found = walk_from (&walk, g_ptr_array_index (entries, i));
      if (found != NULL)
        {
          g_autofree char *circle = describe_circle (&walk, found);

          hearth_pack_problems_add (problems, found->file, found->id, key->name,
                                    hearth_pack_entry_get_line (found, key->name), "cycle",
                                    "the entries refer to one another in a circle: %s", circle);
        }
    }
}
