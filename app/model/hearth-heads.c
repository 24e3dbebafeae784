/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-heads.h"

#include "hearth-json.h"
#include "hearth-model-error.h"

#include <string.h>

#define HLC_COUNTER_BITS 16

/* Up to so many operations on a record are held against each other without making a table first. */
#define FEW_SETTERS 8

typedef struct
{
  guint8 bytes[HEARTH_HASH_SIZE];
} CommitId;

/* One operation on the record. */
typedef struct
{
  HearthStamp stamp;
  GArray *over; /* (element-type CommitId) */
  json_t *set;
} Setter;

struct _HearthHeads
{
  const HearthKind *kind;
  GArray *setters; /* (element-type Setter), in order of stamps */
};

static void
clear_setter (Setter *self)
{
  g_array_unref (self->over);
  json_decref (self->set);
}

/** hearth_conflict_free: frees @self. */
void
hearth_conflict_free (HearthConflict *self)
{
  json_decref (self->heads);
  g_free (self);
}

/** hearth_head_free: frees @self. */
void
hearth_head_free (HearthHead *self)
{
  g_free (self->id);
  json_decref (self->value);
  json_decref (self->over);
  g_free (self);
}

/**
 * hearth_heads_new:
 * @kind: of the record; its merge policies apply
 *
 * Returns: (transfer full): nothing known yet. Thread: any, one at a time.
 */
HearthHeads *
hearth_heads_new (const HearthKind *kind)
{
  HearthHeads *self;

  g_return_val_if_fail (kind != NULL, NULL);

  self = g_new0 (HearthHeads, 1);
  self->kind = kind;
  self->setters = g_array_new (FALSE, FALSE, sizeof (Setter));
  g_array_set_clear_func (self->setters, (GDestroyNotify) clear_setter);
  return self;
}

/** hearth_heads_free: frees @self. */
void
hearth_heads_free (HearthHeads *self)
{
  g_array_unref (self->setters);
  g_free (self);
}

/** hearth_stamp_compare: the order of the world, for sorting. Thread: any. */
int
hearth_stamp_compare (const HearthStamp *a, const HearthStamp *b)
{
  int order;

  if (a->hlc != b->hlc)
    return a->hlc < b->hlc ? -1 : 1;
  order = hearth_id_compare (&a->dev, &b->dev);
  if (order != 0)
    return order;
  if (a->seq != b->seq)
    return a->seq < b->seq ? -1 : 1;
  /* A forked dev: two lines with one number. Any order will do if it is the same everywhere. */
  return memcmp (a->id, b->id, sizeof a->id);
}

static GArray *
parse_over (const json_t *operation, GError **error)
{
  const json_t *list = hearth_json_get_array (operation, "over");
  g_autoptr (GArray) over = g_array_new (FALSE, FALSE, sizeof (CommitId));

  if (list == NULL || json_array_size (list) > HEARTH_HEADS_MAX_OVER)
    goto invalid;
  for (gsize i = 0; i < json_array_size (list); i++)
    {
      CommitId id;

      if (!hearth_hex_decode (json_string_value (json_array_get (list, i)), id.bytes,
                              sizeof id.bytes))
        goto invalid;
      g_array_append_val (over, id);
    }
  return g_steal_pointer (&over);

invalid:
  g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_JOURNAL,
                       "an operation without a proper list of what it replaces");
  return NULL;
}

/**
 * hearth_heads_add:
 * @stamp: of the commit
 * @operation: the object of the line: "over" and "set"
 *
 * Adds one operation on the record. The order of calls does not matter.
 *
 * Returns: %FALSE with %HEARTH_MODEL_ERROR_JOURNAL if @operation is not one.
 */
gboolean
hearth_heads_add (HearthHeads *self, const HearthStamp *stamp, json_t *operation, GError **error)
{
  json_t *set = hearth_json_get_object (operation, "set");
  Setter setter = { .stamp = *stamp };
  guint place;

  setter.over = parse_over (operation, error);
  if (setter.over == NULL)
    return FALSE;
  if (set == NULL)
    {
      g_array_unref (setter.over);
      g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_JOURNAL,
                           "an operation that sets nothing");
      return FALSE;
    }
  setter.set = json_incref (set);

  for (place = self->setters->len; place > 0; place--)
    if (hearth_stamp_compare (&g_array_index (self->setters, Setter, place - 1).stamp, stamp) <= 0)
      break;
  g_array_insert_val (self->setters, place, setter);
  return TRUE;
}

/** hearth_heads_get_n_operations: 0 for a record that no line touches. */
guint
hearth_heads_get_n_operations (const HearthHeads *self)
{
  return self->setters->len;
}

static const Setter *
get_setter (const HearthHeads *self, guint index)
{
  return &g_array_index (self->setters, Setter, index);
}

static gboolean
names (const Setter *self, const guint8 id[HEARTH_HASH_SIZE])
{
  for (guint i = 0; i < self->over->len; i++)
    if (hearth_hash_equal (g_array_index (self->over, CommitId, i).bytes, id))
      return TRUE;
  return FALSE;
}

static guint
hash_id (gconstpointer id)
{
  guint hash;

  /* The bytes are a hash already. */
  memcpy (&hash, id, sizeof hash);
  return hash;
}

static gboolean
equal_ids (gconstpointer a, gconstpointer b)
{
  return hearth_hash_equal (a, b);
}

/* The commits whose value of @field somebody replaced; a table, because a record that a thousand
 * lines touch would else be compared a million times. */
static GHashTable *
replaced_in (const HearthHeads *self, const char *field)
{
  GHashTable *replaced = g_hash_table_new (hash_id, equal_ids);

  for (guint i = 0; i < self->setters->len; i++)
    {
      const Setter *setter = get_setter (self, i);

      if (json_object_get (setter->set, field) == NULL)
        continue;
      for (guint j = 0; j < setter->over->len; j++)
        g_hash_table_add (replaced, g_array_index (setter->over, CommitId, j).bytes);
    }
  return replaced;
}

/* The same for one commit. */
static gboolean
is_replaced_in (const HearthHeads *self, const char *field, const guint8 id[HEARTH_HASH_SIZE])
{
  for (guint i = 0; i < self->setters->len; i++)
    {
      const Setter *setter = get_setter (self, i);

      if (json_object_get (setter->set, field) != NULL && names (setter, id))
        return TRUE;
    }
  return FALSE;
}

/* (element-type Setter) the heads of @field, least stamp first. */
static GPtrArray *
heads_of (const HearthHeads *self, const char *field)
{
  g_autoptr (GHashTable) replaced =
      self->setters->len > FEW_SETTERS ? replaced_in (self, field) : NULL;
  GPtrArray *heads = g_ptr_array_new ();

  for (guint i = 0; i < self->setters->len; i++)
    {
      const Setter *setter = get_setter (self, i);

      if (json_object_get (setter->set, field) != NULL &&
          !(replaced != NULL ? g_hash_table_contains (replaced, setter->stamp.id)
                             : is_replaced_in (self, field, setter->stamp.id)))
        g_ptr_array_add (heads, (gpointer) setter);
    }
  return heads;
}

/* Every field that some operation sets, also those that this version does not know. */
static GHashTable *
fields_of (const HearthHeads *self)
{
  GHashTable *fields = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->setters->len; i++)
    {
      const char *key;
      json_t *value;

      json_object_foreach (get_setter (self, i)->set, key, value)
          g_hash_table_add (fields, (gpointer) key);
    }
  return fields;
}

static HearthMergePolicy
policy_of (const HearthHeads *self, const char *field)
{
  const HearthField *known = hearth_kind_find_field (self->kind, field);

  return known == NULL ? HEARTH_MERGE_AUTO : known->merge;
}

static json_t *
join_lists (GPtrArray *heads, const char *field)
{
  json_t *joined = json_array ();

  for (guint i = 0; i < heads->len; i++)
    {
      const Setter *head = heads->pdata[i];
      const json_t *list = json_object_get (head->set, field);

      for (gsize j = 0; j < json_array_size (list); j++)
        {
          json_t *item = json_array_get (list, j);
          gsize k = 0;

          while (k < json_array_size (joined) && !json_equal (json_array_get (joined, k), item))
            k++;
          if (k == json_array_size (joined))
            json_array_append (joined, item);
        }
    }
  return joined;
}

/* The heads of other fields that a deletion did not know of (bundles 3, delete against edit). */
static void
add_unseen_by_deletion (const HearthHeads *self, GPtrArray *gone_heads, GPtrArray *out)
{
  g_autoptr (GHashTable) fields = fields_of (self);
  GHashTableIter iter;
  gpointer field;

  g_hash_table_remove (fields, "gone");
  g_hash_table_iter_init (&iter, fields);
  while (g_hash_table_iter_next (&iter, &field, NULL))
    {
      g_autoptr (GPtrArray) heads = heads_of (self, field);

      for (guint i = 0; i < heads->len; i++)
        for (guint j = 0; j < gone_heads->len; j++)
          {
            const Setter *head = heads->pdata[i];
            const Setter *gone = gone_heads->pdata[j];

            if (json_is_true (json_object_get (gone->set, "gone")) && head != gone &&
                !names (gone, head->stamp.id) && !g_ptr_array_find (out, head, NULL))
              g_ptr_array_add (out, (gpointer) head);
          }
    }
}

static gboolean
is_disputed_deletion (const HearthHeads *self, GPtrArray *gone_heads)
{
  g_autoptr (GPtrArray) unseen = g_ptr_array_new ();

  add_unseen_by_deletion (self, gone_heads, unseen);
  return unseen->len > 0;
}

static json_t *
shown_value (const HearthHeads *self, const char *field, GPtrArray *heads)
{
  const Setter *greatest = heads->pdata[heads->len - 1];

  if (heads->len > 1 && policy_of (self, field) == HEARTH_MERGE_UNION)
    return join_lists (heads, field);
  /* Nothing but true deletes. */
  if (strcmp (field, "gone") == 0)
    return json_boolean (json_is_true (json_object_get (greatest->set, field)) &&
                         !is_disputed_deletion (self, heads));
  return json_incref (json_object_get (greatest->set, field));
}

static gboolean
is_shown (const char *field, const json_t *value)
{
  return !json_is_null (value) && !(json_is_false (value) && strcmp (field, "gone") == 0);
}

static void
show_setter (const Setter *setter, json_t *shown)
{
  const char *key;
  json_t *value;

  json_object_foreach (setter->set, key, value)
  {
    if (is_shown (key, value) && (json_is_true (value) || strcmp (key, "gone") != 0))
      json_object_set (shown, key, value);
    else
      json_object_del (shown, key);
  }
}

/* Nearly every record: it was made, and then perhaps changed or deleted by somebody who knew what was there. In
 * no field has it more than one head, and no deletion was edited. */
static gboolean
is_plain_story (const HearthHeads *self)
{
  const Setter *first = get_setter (self, 0);

  if (self->setters->len == 1)
    return TRUE;
  return self->setters->len == 2 && json_object_get (first->set, "gone") == NULL &&
         names (get_setter (self, 1), first->stamp.id);
}

/**
 * hearth_heads_get_shown:
 *
 * Returns: (transfer full): field to value as the record shows them now; nulls and a false "gone"
 *   are left out, unknown fields stand in it too. Released with json_decref().
 */
json_t *
hearth_heads_get_shown (HearthHeads *self)
{
  g_autoptr (GHashTable) fields = NULL;
  json_t *shown = json_object ();
  GHashTableIter iter;
  gpointer field;

  if (self->setters->len > 0 && is_plain_story (self))
    {
      for (guint i = 0; i < self->setters->len; i++)
        show_setter (get_setter (self, i), shown);
      return shown;
    }
  fields = fields_of (self);
  g_hash_table_iter_init (&iter, fields);
  while (g_hash_table_iter_next (&iter, &field, NULL))
    {
      g_autoptr (GPtrArray) heads = heads_of (self, field);
      json_t *value = shown_value (self, field, heads);

      if (is_shown (field, value))
        json_object_set (shown, field, value);
      json_decref (value);
    }
  return shown;
}

static void
add_hex (GPtrArray *out, const Setter *head)
{
  char *hex = hearth_hex_encode (head->stamp.id, HEARTH_HASH_SIZE);

  if (g_ptr_array_find_with_equal_func (out, hex, g_str_equal, NULL))
    g_free (hex);
  else
    g_ptr_array_add (out, hex);
}

static int
compare_texts_cb (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static json_t *
hex_to_json (GPtrArray *ids)
{
  json_t *list = json_array ();

  g_ptr_array_sort (ids, compare_texts_cb);
  for (guint i = 0; i < ids->len; i++)
    json_array_append_new (list, json_string (ids->pdata[i]));
  return list;
}

static void
add_heads_hex (const HearthHeads *self, const char *field, GPtrArray *out)
{
  g_autoptr (GPtrArray) heads = heads_of (self, field);

  for (guint i = 0; i < heads->len; i++)
    add_hex (out, heads->pdata[i]);
}

/**
 * hearth_heads_get_over:
 * @set: the fields that a new operation is about to set
 *
 * The "over" of that operation: the heads of its fields; for "gone" the heads of all fields of the
 * record, because whoever deletes or brings back has seen them all.
 *
 * Returns: (transfer full): JSON list of 64 hex digits each, sorted; %NULL with
 *   %HEARTH_MODEL_ERROR_LIMIT if they are too many for one operation.
 */
json_t *
hearth_heads_get_over (HearthHeads *self, const json_t *set, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) all = NULL;
  const char *key;
  json_t *value;

  if (json_object_get (set, "gone") != NULL)
    {
      GHashTableIter iter;
      gpointer field;

      all = fields_of (self);
      g_hash_table_iter_init (&iter, all);
      while (g_hash_table_iter_next (&iter, &field, NULL))
        add_heads_hex (self, field, ids);
    }
  else
    json_object_foreach ((json_t *) set, key, value) add_heads_hex (self, key, ids);

  if (ids->len > HEARTH_HEADS_MAX_OVER)
    {
      g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_LIMIT,
                           "too many heads for one operation");
      return NULL;
    }
  return hex_to_json (ids);
}

static gboolean
differ (GPtrArray *heads, const char *field)
{
  for (guint i = 1; i < heads->len; i++)
    {
      const Setter *first = heads->pdata[0];
      const Setter *other = heads->pdata[i];

      if (!json_equal (json_object_get (first->set, field), json_object_get (other->set, field)))
        return TRUE;
    }
  return FALSE;
}

static HearthConflict *
conflict_new (const char *field, GPtrArray *heads)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  HearthConflict *conflict = g_new0 (HearthConflict, 1);

  for (guint i = 0; i < heads->len; i++)
    {
      const Setter *head = heads->pdata[i];

      add_hex (ids, head);
      conflict->since_ms = MAX (conflict->since_ms, head->stamp.hlc >> HLC_COUNTER_BITS);
    }
  conflict->field = field;
  conflict->heads = hex_to_json (ids);
  return conflict;
}

/**
 * hearth_heads_get_conflicts:
 *
 * Returns: (transfer full) (element-type HearthConflict): one for each field of policy review whose
 *   heads hold different values, and for a deletion that did not know of an edit.
 */
GPtrArray *
hearth_heads_get_conflicts (HearthHeads *self)
{
  GPtrArray *conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_conflict_free);
  g_autoptr (GHashTable) fields = NULL;
  GHashTableIter iter;
  gpointer field;

  if (self->setters->len == 0 || is_plain_story (self))
    return conflicts;

  fields = fields_of (self);
  g_hash_table_iter_init (&iter, fields);
  while (g_hash_table_iter_next (&iter, &field, NULL))
    {
      g_autoptr (GPtrArray) heads = heads_of (self, field);
      gboolean is_open = policy_of (self, field) == HEARTH_MERGE_REVIEW && differ (heads, field);

      if (strcmp (field, "gone") == 0)
        {
          g_autoptr (GPtrArray) unseen = g_ptr_array_new ();

          /* One of them may be a deletion too, which said more than that. */
          add_unseen_by_deletion (self, heads, unseen);
          is_open = is_open || unseen->len > 0;
          g_ptr_array_extend (heads, unseen, NULL, NULL);
        }
      if (is_open)
        g_ptr_array_add (conflicts, conflict_new (field, heads));
    }
  return conflicts;
}

static json_t *
over_to_json (const Setter *setter)
{
  json_t *list = json_array ();

  for (guint i = 0; i < setter->over->len; i++)
    {
      g_autofree char *hex =
          hearth_hex_encode (g_array_index (setter->over, CommitId, i).bytes, HEARTH_HASH_SIZE);

      json_array_append_new (list, json_string (hex));
    }
  return list;
}

/**
 * hearth_heads_list:
 *
 * Returns: (transfer full) (element-type HearthHead): the operations whose value of @field nobody
 *   replaced, least stamp first. Thread: any.
 */
GPtrArray *
hearth_heads_list (HearthHeads *self, const char *field)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_head_free);
  g_autoptr (GPtrArray) heads = NULL;

  g_return_val_if_fail (self != NULL && field != NULL, list);

  heads = heads_of (self, field);
  for (guint i = 0; i < heads->len; i++)
    {
      const Setter *setter = heads->pdata[i];
      HearthHead *head = g_new0 (HearthHead, 1);

      head->id = hearth_hex_encode (setter->stamp.id, HEARTH_HASH_SIZE);
      head->value = json_incref (json_object_get (setter->set, field));
      head->over = over_to_json (setter);
      g_ptr_array_add (list, head);
    }
  return list;
}

/** hearth_heads_is_disputed: whether @field is one of the conflicts. Thread: any. */
gboolean
hearth_heads_is_disputed (HearthHeads *self, const char *field)
{
  g_autoptr (GPtrArray) conflicts = NULL;

  g_return_val_if_fail (self != NULL && field != NULL, FALSE);

  conflicts = hearth_heads_get_conflicts (self);
  for (guint i = 0; i < conflicts->len; i++)
    if (strcmp (((const HearthConflict *) conflicts->pdata[i])->field, field) == 0)
      return TRUE;
  return FALSE;
}
