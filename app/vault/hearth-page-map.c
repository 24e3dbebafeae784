/* SPDX-License-Identifier: GPL-3.0-or-later */
/* First every page is read once. Only if some are damaged, or rows are asked for, the trees are walked:
 * from the list of tables on page 1 down to the pages that carry on a long row. */
#include "config.h"

#include "hearth-page-map.h"

#include "hearth-page-source.h"

#include <sodium.h>
#include <string.h>

#define LOCK_BYTE_PAGE ((1u << 30) / HEARTH_VFS_PAGE + 1)
#define PROGRESS_EVERY 256
#define FREE_LIST_AT 32
#define NO_OWNER 0

/* Columns of the list of tables. */
enum
{
  SCHEMA_TYPE,
  SCHEMA_NAME,
  SCHEMA_TABLE,
  SCHEMA_ROOT,
  SCHEMA_SQL,
};

/* A table or an index. */
typedef struct
{
  char *name;
  char *table;
  char *sql; /* NULL: made by a constraint */
  guint32 root;
  gboolean is_index;
} Object;

/* Where a page was found. */
typedef struct
{
  guint owner; /* place in objects, + 1 */
  gint64 after, until;
} Place;

/* A page that is still to be looked at. */
typedef struct
{
  guint32 number;
  Place place;
} Visit;

struct _HearthPageMap
{
  HearthPageSource *source;
  guint32 n_pages;
  guint32 n_damaged;
  guint8 *damaged; /* a byte per page */
  guint8 *is_free;
  Place *places;
  GPtrArray *objects;
  gboolean is_walked;
};

static void
object_free (gpointer data)
{
  Object *self = data;

  g_free (self->name);
  g_free (self->table);
  g_free (self->sql);
  g_free (self);
}

/**
 * hearth_page_map_new:
 * @vfs: has the file; if connections are open on it, checkpoints are held and the call comes from the
 *   writer's thread
 *
 * Returns: (transfer full): the pages as they are now, none of them read yet; %NULL with an
 *   input/output error. Thread: one at a time.
 */
HearthPageMap *
hearth_page_map_new (HearthVfs *vfs, HearthCompartment cmp, GError **error)
{
  g_autoptr (HearthPageMap) self = g_new0 (HearthPageMap, 1);

  g_return_val_if_fail (vfs != NULL, NULL);

  self->objects = g_ptr_array_new_with_free_func (object_free);
  self->source = _hearth_page_source_open (vfs, cmp, error);
  if (self->source == NULL)
    return NULL;
  self->n_pages = _hearth_page_source_get_n_pages (self->source);
  self->damaged = g_malloc0 ((gsize) self->n_pages + 1);
  self->is_free = g_malloc0 ((gsize) self->n_pages + 1);
  self->places = g_new0 (Place, (gsize) self->n_pages + 1);
  return g_steal_pointer (&self);
}

/**
 * hearth_page_map_read:
 * @progress: (nullable): told of pages that were read since the last call
 *
 * Reads every page against its table.
 *
 * Returns: %FALSE with %G_IO_ERROR_CANCELLED. Damage is an answer, not an error.
 */
gboolean
hearth_page_map_read (HearthPageMap *self,
                      HearthPageProgressFunc progress,
                      gpointer data,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autofree guint8 *page = g_malloc (HEARTH_VFS_PAGE);
  gboolean is_cancelled = FALSE;

  g_return_val_if_fail (self != NULL, FALSE);

  for (guint32 number = 1; number <= self->n_pages && !is_cancelled; number++)
    {
      if (number != LOCK_BYTE_PAGE && !_hearth_page_source_read (self->source, number, page))
        {
          self->damaged[number] = 1;
          self->n_damaged++;
        }
      if (number % PROGRESS_EVERY != 0 && number != self->n_pages)
        continue;
      is_cancelled = g_cancellable_set_error_if_cancelled (cancellable, error);
      if (progress != NULL && !is_cancelled)
        progress ((number - 1) % PROGRESS_EVERY + 1, data);
    }
  sodium_memzero (page, HEARTH_VFS_PAGE);
  return !is_cancelled;
}

/** hearth_page_map_free: frees @self. */
void
hearth_page_map_free (HearthPageMap *self)
{
  g_clear_pointer (&self->source, _hearth_page_source_free);
  g_ptr_array_unref (self->objects);
  g_free (self->damaged);
  g_free (self->is_free);
  g_free (self->places);
  g_free (self);
}

/** hearth_page_map_get_n_pages: Returns: how many the database has. */
guint32
hearth_page_map_get_n_pages (const HearthPageMap *self)
{
  return self->n_pages;
}

/** hearth_page_map_get_n_damaged: Returns: how many of them are damaged. */
guint32
hearth_page_map_get_n_damaged (const HearthPageMap *self)
{
  return self->n_damaged;
}

/* --- Walking --- */

static gboolean
is_page (const HearthPageMap *self, guint32 number)
{
  return number >= 1 && number <= self->n_pages;
}

/* FALSE if the page was placed before: trees of a forger may have circles. */
static gboolean
place_page (HearthPageMap *self, guint32 number, const Place *place)
{
  if (!is_page (self, number) || self->places[number].owner != NO_OWNER)
    return FALSE;
  self->places[number] = *place;
  return TRUE;
}

/* The whole payload of a cell, also what lies on other pages; what those hold is placed too. */
static guint8 *
read_payload (HearthPageMap *self, const HearthRawCell *cell, const Place *place)
{
  g_autofree guint8 *payload = g_malloc (MAX (cell->n_payload, 1));
  g_autofree guint8 *page = g_malloc (HEARTH_VFS_PAGE);
  guint32 number = cell->overflow;
  gsize at = cell->n_local;
  gboolean is_whole = TRUE;

  memcpy (payload, cell->payload, cell->n_local);
  while (at < cell->n_payload)
    {
      gsize n = MIN (cell->n_payload - at, HEARTH_VFS_CONTENT - 4);

      if (place != NULL && !place_page (self, number, place))
        return NULL;
      if (!is_page (self, number) || self->damaged[number] ||
          !_hearth_page_source_read (self->source, number, page))
        {
          is_whole = FALSE;
          break;
        }
      memcpy (payload + at, page + 4, n);
      at += n;
      number = _hearth_get_u32 (page);
    }
  sodium_memzero (page, HEARTH_VFS_PAGE);
  return is_whole ? g_steal_pointer (&payload) : NULL;
}

static void
push (GArray *visits, guint32 number, guint owner, gint64 after, gint64 until)
{
  const Visit visit = { number, { owner, after, until } };

  g_array_append_val (visits, visit);
}

static void
visit_cells (HearthPageMap *self, const HearthRawPage *page, const Place *place, GArray *visits)
{
  gint64 after = place->after;

  for (guint i = 0; i < page->n_cells; i++)
    {
      HearthRawCell cell;

      if (!hearth_raw_page_get_cell (page, i, &cell))
        continue;
      if (page->kind == HEARTH_RAW_TABLE_INTERIOR)
        {
          push (visits, cell.child, place->owner, after, cell.rowid);
          after = cell.rowid;
        }
      else if (page->kind == HEARTH_RAW_INDEX_INTERIOR)
        push (visits, cell.child, place->owner, place->after, place->until);
      if (cell.overflow != 0)
        {
          gboolean is_row = page->kind == HEARTH_RAW_TABLE_LEAF;
          const Place row = { place->owner, is_row ? cell.rowid - 1 : place->after,
                              is_row ? cell.rowid : place->until };
          g_autofree guint8 *payload = read_payload (self, &cell, &row);
        }
    }
  if (page->right != 0)
    push (visits, page->right, place->owner, after, place->until);
}

static void
walk_tree (HearthPageMap *self, guint32 root, guint owner)
{
  g_autoptr (GArray) visits = g_array_new (FALSE, FALSE, sizeof (Visit));
  g_autofree guint8 *bytes = g_malloc (HEARTH_VFS_PAGE);

  push (visits, root, owner, G_MININT64, G_MAXINT64);
  while (visits->len > 0)
    {
      Visit visit = g_array_index (visits, Visit, visits->len - 1);
      HearthRawPage page;

      g_array_set_size (visits, visits->len - 1);
      if (!place_page (self, visit.number, &visit.place) || self->damaged[visit.number] ||
          !_hearth_page_source_read (self->source, visit.number, bytes) ||
          !hearth_raw_page_parse (&page, bytes, HEARTH_VFS_CONTENT, visit.number))
        continue;
      visit_cells (self, &page, &visit.place, visits);
    }
  sodium_memzero (bytes, HEARTH_VFS_PAGE);
}

static void
take_object (const char *table, gint64 rowid, const HearthRawRow *row, gpointer data)
{
  HearthPageMap *self = data;
  Object *object;
  gint64 root;
  g_autofree char *type = hearth_raw_row_dup_text (row, SCHEMA_TYPE);

  if (row->n_columns != SCHEMA_SQL + 1 || type == NULL ||
      !hearth_raw_row_get_int (row, SCHEMA_ROOT, &root) || root < 1 || root > self->n_pages)
    return;
  object = g_new0 (Object, 1);
  object->name = hearth_raw_row_dup_text (row, SCHEMA_NAME);
  object->table = hearth_raw_row_dup_text (row, SCHEMA_TABLE);
  object->sql = hearth_raw_row_dup_text (row, SCHEMA_SQL);
  object->root = (guint32) root;
  object->is_index = strcmp (type, "index") == 0;
  if (object->name == NULL || object->table == NULL)
    object_free (object);
  else
    g_ptr_array_add (self->objects, object);
}

static void
scan_page (HearthPageMap *self,
           guint32 number,
           const guint8 *bytes,
           const char *table,
           HearthRawRowFunc func,
           gpointer data)
{
  g_autofree HearthRawRow *row = g_new (HearthRawRow, 1);
  HearthRawPage page;

  if (!hearth_raw_page_parse (&page, bytes, HEARTH_VFS_CONTENT, number) ||
      page.kind == HEARTH_RAW_TABLE_INTERIOR)
    return;
  for (guint i = 0; i < page.n_cells; i++)
    {
      HearthRawCell cell;
      g_autofree guint8 *payload = NULL;

      if (!hearth_raw_page_get_cell (&page, i, &cell))
        continue;
      payload = read_payload (self, &cell, NULL);
      if (payload != NULL && hearth_raw_row_parse (row, payload, cell.n_payload))
        func (table, cell.rowid, row, data);
      if (payload != NULL)
        sodium_memzero (payload, cell.n_payload);
    }
}

/* What holds nothing: a damaged one costs nothing. */
static void
walk_free_list (HearthPageMap *self)
{
  g_autofree guint8 *page = g_malloc (HEARTH_VFS_PAGE);
  guint32 trunk;

  if (self->damaged[1] || !_hearth_page_source_read (self->source, 1, page))
    return;
  trunk = _hearth_get_u32 (page + FREE_LIST_AT);
  while (is_page (self, trunk) && !self->is_free[trunk] && self->places[trunk].owner == NO_OWNER)
    {
      guint32 n;

      self->is_free[trunk] = 1;
      if (self->damaged[trunk] || !_hearth_page_source_read (self->source, trunk, page))
        break;
      n = MIN (_hearth_get_u32 (page + 4), HEARTH_VFS_CONTENT / 4 - 2);
      for (guint32 i = 0; i < n; i++)
        {
          guint32 leaf = _hearth_get_u32 (page + 8 + (gsize) 4 * i);

          if (is_page (self, leaf))
            self->is_free[leaf] = 1;
        }
      trunk = _hearth_get_u32 (page);
    }
  sodium_memzero (page, HEARTH_VFS_PAGE);
}

static void
walk (HearthPageMap *self)
{
  g_autofree guint8 *page = g_malloc (HEARTH_VFS_PAGE);
  Object *schema;

  if (self->is_walked || self->n_pages == 0)
    return;
  self->is_walked = TRUE;
  schema = g_new0 (Object, 1);
  schema->name = g_strdup ("sqlite_schema");
  schema->table = g_strdup ("sqlite_schema");
  schema->root = 1;
  g_ptr_array_add (self->objects, schema);
  walk_tree (self, 1, 1);
  for (guint32 number = 1; number <= self->n_pages; number++)
    if (self->places[number].owner == 1 && !self->damaged[number] &&
        _hearth_page_source_read (self->source, number, page))
      scan_page (self, number, page, schema->name, take_object, self);
  for (guint i = 1; i < self->objects->len; i++)
    walk_tree (self, ((Object *) self->objects->pdata[i])->root, i + 1);
  walk_free_list (self);
  sodium_memzero (page, HEARTH_VFS_PAGE);
}

static const Object *
get_owner (const HearthPageMap *self, guint32 number)
{
  guint owner = self->places[number].owner;

  return owner == NO_OWNER ? NULL : self->objects->pdata[owner - 1];
}

/** hearth_page_map_list_damaged: Returns: (transfer full) (element-type HearthPageInfo). */
GArray *
hearth_page_map_list_damaged (HearthPageMap *self)
{
  GArray *list = g_array_new (FALSE, TRUE, sizeof (HearthPageInfo));

  g_return_val_if_fail (self != NULL, list);

  if (self->n_damaged == 0)
    return list;
  walk (self);
  for (guint32 number = 1; number <= self->n_pages; number++)
    {
      const Object *owner = get_owner (self, number);
      HearthPageInfo info = { .number = number, .is_damaged = TRUE };

      if (!self->damaged[number])
        continue;
      info.is_free = self->is_free[number] != 0;
      info.table = owner == NULL ? NULL : owner->name;
      info.is_index = owner != NULL && owner->is_index;
      info.after = self->places[number].after;
      info.until = self->places[number].until;
      g_array_append_val (list, info);
    }
  return list;
}

/**
 * hearth_page_map_scan:
 * @func: must look whether a row has the form that it wants
 *
 * Gives every row of the readable pages of @table, and of readable pages whose tree above is damaged.
 */
void
hearth_page_map_scan (HearthPageMap *self, const char *table, HearthRawRowFunc func, gpointer data)
{
  g_autofree guint8 *page = g_malloc (HEARTH_VFS_PAGE);

  g_return_if_fail (self != NULL && table != NULL && func != NULL);

  walk (self);
  for (guint32 number = 1; number <= self->n_pages; number++)
    {
      const Object *owner = get_owner (self, number);

      if (self->damaged[number] || self->is_free[number] ||
          (owner != NULL && strcmp (owner->name, table) != 0) ||
          !_hearth_page_source_read (self->source, number, page))
        continue;
      scan_page (self, number, page, owner == NULL ? NULL : owner->name, func, data);
    }
  sodium_memzero (page, HEARTH_VFS_PAGE);
}

/** hearth_page_map_get_sql: Returns: (transfer none) (nullable). */
const char *
hearth_page_map_get_sql (HearthPageMap *self, const char *name)
{
  walk (self);
  for (guint i = 0; i < self->objects->len; i++)
    {
      const Object *object = self->objects->pdata[i];

      if (strcmp (object->name, name) == 0)
        return object->sql;
    }
  return NULL;
}

/** hearth_page_map_find_index: Returns: (transfer none) (nullable). */
const char *
hearth_page_map_find_index (HearthPageMap *self, const char *table, const char *column)
{
  g_autofree char *first = g_strdup_printf ("(%s", column);

  walk (self);
  for (guint i = 0; i < self->objects->len; i++)
    {
      const Object *object = self->objects->pdata[i];
      const char *columns = object->sql == NULL ? NULL : strchr (object->sql, '(');

      /* A partial index does not know every row. */
      if (object->is_index && strcmp (object->table, table) == 0 && columns != NULL &&
          strstr (columns, " WHERE ") == NULL && g_str_has_prefix (columns, first) &&
          !g_ascii_isalnum (columns[strlen (first)]) && columns[strlen (first)] != '_')
        return object->name;
    }
  return NULL;
}
