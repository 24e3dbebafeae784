/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "merge-oracle.h"

#include <stdlib.h>
#include <string.h>

/* One operation of one line. */
typedef struct
{
  char id[HEARTH_HASH_HEX_SIZE];
  guint64 hlc;
  gint64 seq;
  const char *dev; /* of the line */
  const char *kind, *rec, *case_id;
  json_t *over, *set;
} Entry;

static json_t *
text_of (json_t *line, const char *key)
{
  return json_object_get (line, key);
}

static void
add_entries (GArray *entries, const FleetLine *line, json_t *json)
{
  json_t *ops = json_object_get (json, "ops");
  guint8 id[HEARTH_HASH_SIZE];
  g_autofree char *hex = NULL;

  hearth_line_id (line->text, strlen (line->text), id);
  hex = hearth_hex_encode (id, sizeof id);
  for (gsize i = 0; i < json_array_size (ops); i++)
    {
      json_t *operation = json_array_get (ops, i);
      Entry entry = { .hlc = g_ascii_strtoull (json_string_value (text_of (json, "hlc")), NULL, 16),
                      .seq = json_integer_value (text_of (json, "seq")),
                      .dev = json_string_value (text_of (json, "dev")),
                      .case_id = json_string_value (text_of (json, "case")),
                      .kind = json_string_value (text_of (operation, "kind")),
                      .rec = json_string_value (text_of (operation, "rec")),
                      .over = text_of (operation, "over"),
                      .set = text_of (operation, "set") };

      g_strlcpy (entry.id, hex, sizeof entry.id);
      g_array_append_val (entries, entry);
    }
}

static int
compare_entries_cb (gconstpointer a, gconstpointer b)
{
  const Entry *left = a, *right = b;

  if (left->hlc != right->hlc)
    return left->hlc < right->hlc ? -1 : 1;
  if (strcmp (left->dev, right->dev) != 0)
    return strcmp (left->dev, right->dev);
  if (left->seq != right->seq)
    return left->seq < right->seq ? -1 : 1;
  return strcmp (left->id, right->id);
}

static gboolean
is_named (const Entry *by, const Entry *entry)
{
  for (gsize i = 0; i < json_array_size (by->over); i++)
    if (strcmp (json_string_value (json_array_get (by->over, i)), entry->id) == 0)
      return TRUE;
  return FALSE;
}

/* (element-type Entry) least stamp first. */
static GPtrArray *
heads_of (GArray *entries, const char *rec, const char *field)
{
  GPtrArray *heads = g_ptr_array_new ();

  for (guint i = 0; i < entries->len; i++)
    {
      Entry *entry = &g_array_index (entries, Entry, i);
      gboolean is_head = strcmp (entry->rec, rec) == 0 && json_object_get (entry->set, field);

      for (guint j = 0; is_head && j < entries->len; j++)
        {
          const Entry *other = &g_array_index (entries, Entry, j);

          is_head = strcmp (other->rec, rec) != 0 || json_object_get (other->set, field) == NULL ||
                    !is_named (other, entry);
        }
      if (is_head)
        g_ptr_array_add (heads, entry);
    }
  return heads;
}

/* Whether a deletion among @gone did not know of @head of another field. */
static gboolean
is_unseen (GPtrArray *gone, const Entry *head)
{
  for (guint i = 0; i < gone->len; i++)
    {
      const Entry *deletion = gone->pdata[i];

      if (json_is_true (json_object_get (deletion->set, "gone")) && deletion != head &&
          !is_named (deletion, head))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_different (GPtrArray *heads, const char *field)
{
  for (guint i = 1; i < heads->len; i++)
    if (!json_equal (json_object_get (((Entry *) heads->pdata[0])->set, field),
                     json_object_get (((Entry *) heads->pdata[i])->set, field)))
      return TRUE;
  return FALSE;
}

static json_t *
unite (GPtrArray *heads, const char *field)
{
  json_t *united = json_array ();

  for (guint i = 0; i < heads->len; i++)
    {
      json_t *list = json_object_get (((Entry *) heads->pdata[i])->set, field);

      for (gsize j = 0; j < json_array_size (list); j++)
        {
          gboolean is_known = FALSE;

          for (gsize k = 0; k < json_array_size (united); k++)
            is_known =
                is_known || json_equal (json_array_get (united, k), json_array_get (list, j));
          if (!is_known)
            json_array_append (united, json_array_get (list, j));
        }
    }
  return united;
}

/* The record as the row of its kind: fields that have a column, of values that fit. */
static void
set_shown (json_t *shown, const HearthField *field, GPtrArray *heads)
{
  json_t *value;

  if (heads->len == 0)
    return;
  value = json_object_get (((Entry *) heads->pdata[heads->len - 1])->set, field->id);
  if (field->merge == HEARTH_MERGE_UNION && heads->len > 1)
    json_object_set_new (shown, field->id, unite (heads, field->id));
  else if (!json_is_null (value) && (field->type == HEARTH_FIELD_LIST || json_is_string (value)))
    json_object_set (shown, field->id, value);
}

static void
add_conflict (GPtrArray *out, const char *rec, const char *field, GPtrArray *heads, GPtrArray *more)
{
  g_autofree char *upper = g_ascii_strup (rec, -1);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GString) list = g_string_new ("[");
  guint64 since = 0;

  for (guint i = 0; i < heads->len + more->len; i++)
    {
      Entry *head = i < heads->len ? heads->pdata[i] : more->pdata[i - heads->len];
      guint place = 0;

      since = MAX (since, head->hlc >> HEARTH_HLC_COUNTER_BITS);
      while (place < ids->len && strcmp (ids->pdata[place], head->id) < 0)
        place++;
      if (place == ids->len || strcmp (ids->pdata[place], head->id) != 0)
        g_ptr_array_insert (ids, (gint) place, head->id);
    }
  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (list, "%s\"%s\"", i > 0 ? "," : "", (char *) ids->pdata[i]);
  g_ptr_array_add (out, g_strdup_printf ("conflict %s %s %s] %" G_GUINT64_FORMAT "\n", upper, field,
                                         list->str, since));
}

/* (element-type Entry) heads of other fields that a deletion did not know. */
static GPtrArray *
list_unseen (GArray *entries, const char *rec, GPtrArray *gone)
{
  GPtrArray *unseen = g_ptr_array_new ();

  for (guint i = 0; i < entries->len; i++)
    {
      Entry *entry = &g_array_index (entries, Entry, i);
      const char *field;
      json_t *value;

      if (strcmp (entry->rec, rec) != 0)
        continue;
      json_object_foreach (entry->set, field, value)
      {
        g_autoptr (GPtrArray) heads = NULL;

        if (strcmp (field, "gone") == 0 || !is_unseen (gone, entry))
          continue;
        heads = heads_of (entries, rec, field);
        if (g_ptr_array_find (heads, entry, NULL) && !g_ptr_array_find (unseen, entry, NULL))
          g_ptr_array_add (unseen, entry);
      }
    }
  return unseen;
}

static void
describe_record (GArray *entries, const Entry *first, const HearthKind *kind, GPtrArray *out)
{
  json_auto_t *shown = json_object ();
  g_autoptr (GPtrArray) gone = heads_of (entries, first->rec, "gone");
  g_autoptr (GPtrArray) unseen = list_unseen (entries, first->rec, gone);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autofree char *values = NULL;
  gboolean is_gone =
      gone->len > 0 && unseen->len == 0 &&
      json_is_true (json_object_get (((Entry *) gone->pdata[gone->len - 1])->set, "gone"));

  for (const HearthField *field = kind->fields; field->id != NULL; field++)
    {
      g_autoptr (GPtrArray) heads = heads_of (entries, first->rec, field->id);

      set_shown (shown, field, heads);
      if (field->merge == HEARTH_MERGE_REVIEW && has_different (heads, field->id))
        add_conflict (out, first->rec, field->id, heads, none);
    }
  if (unseen->len > 0 || has_different (gone, "gone"))
    add_conflict (out, first->rec, "gone", gone, unseen);
  if (is_gone)
    json_object_set_new (shown, "gone", json_true ());
  values = hearth_json_dump (shown);
  g_ptr_array_add (out, g_strdup_printf ("%s %s %s %d %s\n", kind->id, first->rec, first->case_id,
                                         is_gone, values));
}

static int
compare_texts_cb (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
describe (GArray *entries)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) out = g_ptr_array_new_with_free_func (g_free);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);
      const HearthKind *kind = hearth_registry_find_kind (entry->kind);

      if (kind != NULL && g_hash_table_add (seen, (gpointer) entry->rec))
        describe_record (entries, entry, kind, out);
    }
  g_ptr_array_sort (out, compare_texts_cb);
  for (guint i = 0; i < out->len; i++)
    g_string_append (text, out->pdata[i]);
  return g_string_free (text, FALSE);
}

void
merge_oracle_check (FleetVault *vault)
{
  g_autoptr (GPtrArray) lines = fleet_list_lines (vault, "state = 0");
  g_autoptr (GPtrArray) parsed = g_ptr_array_new_with_free_func ((GDestroyNotify) json_decref);
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_autofree char *expected = NULL;
  g_autofree char *dump = fleet_dump (vault);

  for (guint i = 0; i < lines->len; i++)
    {
      const FleetLine *line = lines->pdata[i];
      json_t *json = json_loads (line->text + HEARTH_LINE_JSON_OFFSET, 0, NULL);

      g_ptr_array_add (parsed, json);
      add_entries (entries, line, json);
    }
  g_array_sort (entries, compare_entries_cb);
  expected = describe (entries);
  g_assert_cmpstr (dump, ==, expected);
}
