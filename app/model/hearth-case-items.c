/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-case-items-private.h"

#include "hearth-case-item-private.h"

/* So many rows are shown by one turn of the main loop: each changes a dozen widgets, and between turns keys
 * and frames have their say. */
#define ROWS_PER_TURN 12

struct _HearthCaseItems
{
  grefcount n_refs;
  const HearthCaseListReader *vtable;
  GObject *reader; /* NULL once closed */
  HearthClock *clock;
  void (*failed) (gpointer data);
  gpointer data;

  GHashTable *live;   /* row id -> HearthCaseItem, not owned */
  GHashTable *wanted; /* row ids that were asked for and not yet sent */
  GArray *wanted_order;
  HearthSearch *search; /* or NULL */
  GQueue arrived;       /* HearthCaseRow that came and are not yet shown */
  guint batch_source;
  guint show_source;
  GCancellable *cancellable;
  gboolean is_batch_sent;
};

static void
items_unref (HearthCaseItems *self)
{
  if (!g_ref_count_dec (&self->n_refs))
    return;
  g_hash_table_unref (self->live);
  g_hash_table_unref (self->wanted);
  g_array_unref (self->wanted_order);
  g_clear_pointer (&self->search, hearth_search_unref);
  g_queue_clear_full (&self->arrived, (GDestroyNotify) hearth_case_row_free);
  g_object_unref (self->cancellable);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthCaseItems, items_unref)

/* Row ids as keys of a hash table, on any size of pointer. */
static gint64 *
row_id_dup (gint64 row_id)
{
  return g_memdup2 (&row_id, sizeof row_id);
}

/* Takes @row (transfer full). */
static void
show_row (HearthCaseItems *self, HearthCaseRow *row)
{
  g_autoptr (HearthCaseRow) owned = row;
  HearthCaseItem *item = g_hash_table_lookup (self->live, &row->row_id);

  if (item == NULL)
    return;
  /* A handler of its notification may drop the item. */
  g_object_ref (item);
  _hearth_case_item_take_row (item, g_steal_pointer (&owned));
  g_object_unref (item);
}

static gboolean
show_rows_cb (gpointer user_data)
{
  HearthCaseItems *self = user_data;

  for (guint i = 0; i < ROWS_PER_TURN && !g_queue_is_empty (&self->arrived); i++)
    show_row (self, g_queue_pop_head (&self->arrived));
  if (!g_queue_is_empty (&self->arrived))
    return G_SOURCE_CONTINUE;
  self->show_source = 0;
  return G_SOURCE_REMOVE;
}

static void
take_rows (HearthCaseItems *self, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    g_queue_push_tail (&self->arrived, g_steal_pointer (&rows->pdata[i]));
  if (self->show_source == 0 && !g_queue_is_empty (&self->arrived))
    self->show_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, show_rows_cb, self, NULL);
}

static gboolean send_batch_cb (gpointer user_data);

static void
schedule_batch (HearthCaseItems *self)
{
  if (self->reader == NULL || self->batch_source != 0 || self->is_batch_sent ||
      g_hash_table_size (self->wanted) == 0)
    return;
  /* Cells ask while a frame is laid out; the batch goes as soon as that is over. */
  self->batch_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, send_batch_cb, self, NULL);
}

static void
on_rows_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthCaseItems) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  if (self->reader == NULL)
    return;
  rows = self->vtable->read_finish (self->reader, result, &error);
  self->is_batch_sent = FALSE;
  if (rows != NULL)
    take_rows (self, rows);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    self->failed (self->data);
  schedule_batch (self);
}

static void
free_rows (gpointer rows)
{
  g_ptr_array_unref (rows);
}

/* In the order in which they were asked for. Rows whose items were dropped meanwhile, as in fast scrolling,
 * are not worth a question. */
static GArray *
take_wanted (HearthCaseItems *self)
{
  GArray *row_ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < self->wanted_order->len; i++)
    {
      const gint64 row_id = g_array_index (self->wanted_order, gint64, i);

      if (g_hash_table_contains (self->live, &row_id))
        g_array_append_val (row_ids, row_id);
    }
  g_hash_table_remove_all (self->wanted);
  g_array_set_size (self->wanted_order, 0);
  return row_ids;
}

static gboolean
send_batch_cb (gpointer user_data)
{
  HearthCaseItems *self = user_data;
  HearthCaseListQuestion *question;

  self->batch_source = 0;
  question = _hearth_case_list_question_new (hearth_clock_today (self->clock));
  question->row_ids = take_wanted (self);
  if (question->row_ids->len == 0)
    {
      _hearth_case_list_question_free (question);
      return G_SOURCE_REMOVE;
    }
  question->search = self->search != NULL ? hearth_search_ref (self->search) : NULL;
  self->is_batch_sent = TRUE;
  g_ref_count_inc (&self->n_refs);
  self->vtable->read_async (self->reader, _hearth_case_list_read_rows, question,
                            (GDestroyNotify) _hearth_case_list_question_free, free_rows,
                            self->cancellable, on_rows_read_cb, self);
  return G_SOURCE_REMOVE;
}

static void
on_item_wanted (gpointer items, gint64 row_id)
{
  HearthCaseItems *self = items;

  if (g_hash_table_add (self->wanted, row_id_dup (row_id)))
    g_array_append_val (self->wanted_order, row_id);
  schedule_batch (self);
}

static void
on_item_finalized (gpointer items, gint64 row_id)
{
  HearthCaseItems *self = items;

  g_hash_table_remove (self->live, &row_id);
}

static const HearthCaseItemOwner item_owner = { on_item_wanted, on_item_finalized };

HearthCaseItems *
_hearth_case_items_new (const HearthCaseListReader *vtable,
                        GObject *reader,
                        HearthClock *clock,
                        void (*failed) (gpointer data),
                        gpointer data)
{
  HearthCaseItems *self = g_new0 (HearthCaseItems, 1);

  g_ref_count_init (&self->n_refs);
  self->vtable = vtable;
  self->reader = g_object_ref (reader);
  self->clock = g_object_ref (clock);
  self->failed = failed;
  self->data = data;
  self->live = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->wanted = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->wanted_order = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_queue_init (&self->arrived);
  self->cancellable = g_cancellable_new ();
  return self;
}

void
_hearth_case_items_close (HearthCaseItems *self)
{
  GHashTableIter iter;
  gpointer item;

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->batch_source, g_source_remove);
  g_clear_handle_id (&self->show_source, g_source_remove);
  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    _hearth_case_item_detach (item);
  g_hash_table_remove_all (self->live);
  g_clear_object (&self->reader);
  g_clear_object (&self->clock);
  items_unref (self);
}

HearthCaseItem *
_hearth_case_items_get (HearthCaseItems *self, gint64 row_id)
{
  HearthCaseItem *item = g_hash_table_lookup (self->live, &row_id);

  if (item != NULL)
    return g_object_ref (item);
  item = _hearth_case_item_new (row_id, &item_owner, self);
  g_hash_table_insert (self->live, row_id_dup (row_id), item);
  return item;
}

GPtrArray *
_hearth_case_items_hold (HearthCaseItems *self)
{
  GPtrArray *held = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    g_ptr_array_add (held, g_object_ref (item));
  return held;
}

static gboolean
is_to_renew (HearthCaseItem *item, HearthCaseListTouches touches, gpointer data)
{
  if (touches == NULL)
    return TRUE;
  return hearth_case_item_is_loaded (item) &&
         touches (&hearth_case_item_get_row (item)->case_id, data);
}

void
_hearth_case_items_renew (HearthCaseItems *self, HearthCaseListTouches touches, gpointer data)
{
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    {
      if (is_to_renew (item, touches, data))
        on_item_wanted (self, hearth_case_item_get_row_id (item));
    }
}

void
_hearth_case_items_set_search (HearthCaseItems *self, HearthSearch *search)
{
  if (self->search == search)
    return;
  if (search != NULL)
    hearth_search_ref (search);
  g_clear_pointer (&self->search, hearth_search_unref);
  self->search = search;
  _hearth_case_items_renew (self, NULL, NULL);
}
