/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of cases of any length: a snapshot of row ids, and row objects only for what is looked at. Here is
 * the snapshot: when it is asked for, and how the next one is shown. Main thread. */
#include "config.h"

#include "hearth-case-items-private.h"
#include "hearth-id-diff.h"
#include "hearth-row-set.h"

/* GTK makes widgets for some 200 rows as soon as it hears of them, and has to be done with it before the next
 * key or frame: so a long stretch of rows comes in parts, until GTK has as many as it makes. */
#define ROWS_PER_PART 32
#define ROWS_IN_PARTS 256

struct _HearthCaseList
{
  GObject parent_instance;

  const HearthCaseListReader *vtable;
  GObject *reader;
  HearthClock *clock;

  HearthCaseQuery *query;
  GArray *ids; /* gint64, in the order shown */
  GArray *
      keys; /* HearthCaseKey of all cases, as of the snapshot; never changed, the reader may have it */
  gint64 keys_version;
  HearthCaseOrder *order; /* of all cases, as of the snapshot; or NULL */
  HearthCaseItems *items;

  GArray *coming; /* gint64, that are still to be shown, from coming_at on; NULL: none */
  guint coming_at;
  guint n_parted;
  guint part_source;
  GPtrArray *held; /* HearthCaseItem, while rows are coming */

  guint generation;          /* of the query; late answers to an older one are dropped */
  GCancellable *cancellable; /* of the query */

  guint is_loading : 1;
  guint is_asked_again : 1; /* something changed while the ids were on their way */
  guint has_failed : 1;
};

/* Who asked, for the callback: the list may be gone by then. */
typedef struct
{
  GWeakRef list;
  guint generation;
} Request;

enum
{
  PROP_QUERY = 1,
  PROP_LOADING,
  PROP_FAILED,
  PROP_N_ITEMS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void list_model_iface_init (GListModelInterface *iface);
static void ask_for_ids (HearthCaseList *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (HearthCaseList,
                               hearth_case_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static Request *
request_new (HearthCaseList *self)
{
  Request *request = g_new0 (Request, 1);

  g_weak_ref_init (&request->list, self);
  request->generation = self->generation;
  return request;
}

static void
request_free (Request *request)
{
  g_weak_ref_clear (&request->list);
  g_free (request);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static void
set_loading (HearthCaseList *self, gboolean is_loading)
{
  if (self->is_loading == is_loading)
    return;
  self->is_loading = is_loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
set_failed (HearthCaseList *self, gboolean has_failed)
{
  if (self->has_failed == has_failed)
    return;
  self->has_failed = has_failed;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FAILED]);
}

/* Ids */

static void
add_ids (HearthCaseList *self, guint start, guint n_removed, const gint64 *added, guint n_added)
{
  if (n_removed > 0)
    g_array_remove_range (self->ids, start, n_removed);
  if (n_added > 0)
    g_array_insert_vals (self->ids, start, added, n_added);
  g_list_model_items_changed (G_LIST_MODEL (self), start, n_removed, n_added);
}

/* Shows the next @n_rows of what is still to come. */
static void
show_coming (HearthCaseList *self, guint n_rows)
{
  g_autoptr (GArray) coming = self->coming != NULL ? g_array_ref (self->coming) : NULL;
  const guint start = self->coming_at + self->n_parted;
  const guint first = self->n_parted;

  if (coming == NULL)
    return;
  n_rows = MIN (n_rows, coming->len - first);
  self->n_parted += n_rows;
  if (self->n_parted == coming->len)
    {
      g_clear_pointer (&self->coming, g_array_unref);
      g_clear_handle_id (&self->part_source, g_source_remove);
    }
  add_ids (self, start, 0, &g_array_index (coming, gint64, first), n_rows);
  if (self->coming == NULL)
    g_clear_pointer (&self->held, g_ptr_array_unref);
}

static void finish_answer (HearthCaseList *self);

static gboolean
show_part_cb (gpointer user_data)
{
  g_autoptr (HearthCaseList) self = g_object_ref (HEARTH_CASE_LIST (user_data));
  const guint generation = self->generation;

  show_coming (self, self->n_parted < ROWS_IN_PARTS ? ROWS_PER_PART : G_MAXUINT);
  if (self->coming != NULL)
    return G_SOURCE_CONTINUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
  if (generation == self->generation)
    finish_answer (self);
  return G_SOURCE_REMOVE;
}

static void
splice_ids (guint start, guint n_removed, const gint64 *added, guint n_added, gpointer data)
{
  HearthCaseList *self = data;
  const guint n_now = n_added > ROWS_IN_PARTS ? ROWS_PER_PART : n_added;

  if (n_now < n_added)
    {
      self->coming = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n_added);
      g_array_append_vals (self->coming, added, n_added);
      self->coming_at = start;
      self->n_parted = n_now;
      /* After what has come from the reader, before frames are drawn. */
      self->part_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE + 10, show_part_cb, self, NULL);
    }
  add_ids (self, start, n_removed, added, n_now);
}

/* Items in view are held over a reset, so that those which come back are not shown empty for a moment. */
static void
show_ids (HearthCaseList *self, GArray *new_ids)
{
  g_autoptr (GPtrArray) held = _hearth_case_items_hold (self->items);

  show_coming (self, G_MAXUINT);
  hearth_id_diff (self->ids, new_ids, HEARTH_ID_DIFF_MAX, splice_ids, self);
  if (self->coming != NULL)
    self->held = g_steal_pointer (&held);
}

static void
take_snapshot (HearthCaseList *self, HearthCaseListSnapshot *snapshot)
{
  const guint n_before = self->ids->len;

  g_clear_pointer (&self->keys, g_array_unref);
  self->keys = g_steal_pointer (&snapshot->keys);
  self->keys_version = snapshot->keys_version;
  g_clear_pointer (&self->order, _hearth_case_order_unref);
  self->order = g_steal_pointer (&snapshot->order);
  show_ids (self, snapshot->ids);
  if (self->ids->len != n_before && self->coming == NULL)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

static void
snapshot_clear (HearthCaseListSnapshot **snapshot)
{
  g_clear_pointer (snapshot, _hearth_case_list_snapshot_free);
}

static void
on_ids_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  g_autoptr (HearthCaseList) self = g_weak_ref_get (&request->list);
  g_autoptr (GError) error = NULL;
  __attribute__ ((cleanup (snapshot_clear))) HearthCaseListSnapshot *snapshot = NULL;

  if (self == NULL)
    return;
  snapshot = self->vtable->read_finish (self->reader, result, &error);
  if (request->generation != self->generation)
    return;
  if (snapshot != NULL)
    take_snapshot (self, snapshot);
  set_failed (self, snapshot == NULL);
  if (self->coming == NULL)
    finish_answer (self);
}

/* All rows of the answer are shown. */
static void
finish_answer (HearthCaseList *self)
{
  set_loading (self, FALSE);
  if (self->is_asked_again)
    ask_for_ids (self);
}

static void
ask_for_ids (HearthCaseList *self)
{
  HearthCaseListQuestion *question =
      _hearth_case_list_question_new (hearth_clock_today (self->clock));

  self->is_asked_again = FALSE;
  question->query = hearth_case_query_ref (self->query);
  question->keys = self->keys != NULL ? g_array_ref (self->keys) : NULL;
  question->keys_version = self->keys_version;
  question->order = self->order != NULL ? _hearth_case_order_ref (self->order) : NULL;
  set_loading (self, TRUE);
  self->vtable->read_async (self->reader, _hearth_case_list_read_snapshot, question,
                            (GDestroyNotify) _hearth_case_list_question_free,
                            (GDestroyNotify) _hearth_case_list_snapshot_free, self->cancellable,
                            on_ids_read_cb, request_new (self));
}

/* An import commits often; one more question when this one is answered is enough. */
static void
ask_for_ids_again (HearthCaseList *self)
{
  if (self->is_loading)
    self->is_asked_again = TRUE;
  else
    ask_for_ids (self);
}

void
_hearth_case_list_follow (HearthCaseList *self,
                          gboolean is_order_touched,
                          HearthCaseListTouches touches,
                          gpointer data)
{
  _hearth_case_items_renew (self->items, touches, data);
  if (is_order_touched || hearth_case_query_needs_steps (self->query))
    ask_for_ids_again (self);
}

/* GListModel */

static GType
get_item_type (GListModel *model)
{
  return HEARTH_TYPE_CASE_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return HEARTH_CASE_LIST (model)->ids->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  HearthCaseList *self = HEARTH_CASE_LIST (model);

  if (self->items == NULL || position >= self->ids->len)
    return NULL;
  return _hearth_case_items_get (self->items, g_array_index (self->ids, gint64, position));
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* GObject */

static void
hearth_case_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HearthCaseList *self = HEARTH_CASE_LIST (object);

  switch (id)
    {
    case PROP_QUERY:
      g_value_set_boxed (value, self->query);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->is_loading);
      break;
    case PROP_FAILED:
      g_value_set_boolean (value, self->has_failed);
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, self->ids->len);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
hearth_case_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_QUERY:
      hearth_case_list_set_query (HEARTH_CASE_LIST (object), g_value_get_boxed (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
hearth_case_list_dispose (GObject *object)
{
  HearthCaseList *self = HEARTH_CASE_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->part_source, g_source_remove);
  g_clear_pointer (&self->coming, g_array_unref);
  g_clear_pointer (&self->held, g_ptr_array_unref);
  g_clear_pointer (&self->items, _hearth_case_items_close);
  g_clear_object (&self->reader);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (hearth_case_list_parent_class)->dispose (object);
}

static void
hearth_case_list_finalize (GObject *object)
{
  HearthCaseList *self = HEARTH_CASE_LIST (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->query, hearth_case_query_unref);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->keys, g_array_unref);
  g_clear_pointer (&self->order, _hearth_case_order_unref);
  G_OBJECT_CLASS (hearth_case_list_parent_class)->finalize (object);
}

static void
hearth_case_list_class_init (HearthCaseListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = hearth_case_list_get_property;
  object_class->set_property = hearth_case_list_set_property;
  object_class->dispose = hearth_case_list_dispose;
  object_class->finalize = hearth_case_list_finalize;

  properties[PROP_QUERY] =
      g_param_spec_boxed ("query", NULL, NULL, HEARTH_TYPE_CASE_QUERY, G_PARAM_READWRITE | flags);
  properties[PROP_LOADING] =
      g_param_spec_boolean ("loading", NULL, NULL, FALSE, G_PARAM_READABLE | flags);
  properties[PROP_FAILED] =
      g_param_spec_boolean ("failed", NULL, NULL, FALSE, G_PARAM_READABLE | flags);
  properties[PROP_N_ITEMS] =
      g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
hearth_case_list_init (HearthCaseList *self)
{
  self->query = hearth_case_query_new ();
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->cancellable = g_cancellable_new ();
}

/* Public API */

static void
on_rows_failed (gpointer list)
{
  set_failed (list, TRUE);
}

HearthCaseList *
_hearth_case_list_new_for_reader (const HearthCaseListReader *vtable,
                                  gpointer reader,
                                  HearthClock *clock)
{
  HearthCaseList *self = g_object_new (HEARTH_TYPE_CASE_LIST, NULL);

  self->vtable = vtable;
  self->reader = g_object_ref (reader);
  self->clock = g_object_ref (clock);
  self->items = _hearth_case_items_new (vtable, reader, clock, on_rows_failed, self);
  ask_for_ids (self);
  return self;
}

/**
 * hearth_case_list_set_query:
 * @query: (nullable): what to show; not to be changed any more. %NULL: all cases by name
 *
 * The rows shown stay until the answer comes, which is then shown as a diff or a reset. Thread: main.
 */
void
hearth_case_list_set_query (HearthCaseList *self, HearthCaseQuery *query)
{
  g_return_if_fail (HEARTH_IS_CASE_LIST (self));

  if (query == self->query)
    return;
  show_coming (self, G_MAXUINT);
  g_clear_pointer (&self->query, hearth_case_query_unref);
  self->query = query != NULL ? hearth_case_query_ref (query) : hearth_case_query_new ();
  _hearth_case_items_set_search (self->items, hearth_case_query_get_search (self->query));
  self->generation++;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  ask_for_ids (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUERY]);
}

/** hearth_case_list_get_query: Returns: (transfer none): what is shown or on its way. Thread: main. */
HearthCaseQuery *
hearth_case_list_get_query (HearthCaseList *self)
{
  g_return_val_if_fail (HEARTH_IS_CASE_LIST (self), NULL);

  return self->query;
}

/** hearth_case_list_is_loading: Returns: whether ids are on their way. Thread: main. */
gboolean
hearth_case_list_is_loading (HearthCaseList *self)
{
  g_return_val_if_fail (HEARTH_IS_CASE_LIST (self), FALSE);

  return self->is_loading;
}

/** hearth_case_list_has_failed: Returns: whether the last question could not be answered. Thread: main. */
gboolean
hearth_case_list_has_failed (HearthCaseList *self)
{
  g_return_val_if_fail (HEARTH_IS_CASE_LIST (self), FALSE);

  return self->has_failed;
}

/**
 * hearth_case_list_refresh:
 *
 * Asks for the ids again, and for every row in view: after a failure, or when the day has changed.
 * Thread: main.
 */
void
hearth_case_list_refresh (HearthCaseList *self)
{
  g_return_if_fail (HEARTH_IS_CASE_LIST (self));

  _hearth_case_items_renew (self->items, NULL, NULL);
  ask_for_ids_again (self);
}

/**
 * hearth_case_list_find:
 *
 * Returns: the position of @case_id, or %G_MAXUINT if the list does not show it. Thread: main.
 */
guint
hearth_case_list_find (HearthCaseList *self, const HearthId *case_id)
{
  gint64 row_id;

  g_return_val_if_fail (HEARTH_IS_CASE_LIST (self), G_MAXUINT);
  g_return_val_if_fail (case_id != NULL, G_MAXUINT);

  row_id = self->keys != NULL ? hearth_case_keys_find (self->keys, case_id) : -1;
  for (guint i = 0; row_id >= 0 && i < self->ids->len; i++)
    {
      if (g_array_index (self->ids, gint64, i) == row_id)
        return i;
    }
  return G_MAXUINT;
}

/** hearth_case_list_get_row_id: Returns: see the header. Thread: main. */
gint64
hearth_case_list_get_row_id (HearthCaseList *self, guint position)
{
  g_return_val_if_fail (HEARTH_IS_CASE_LIST (self), -1);

  return position < self->ids->len ? g_array_index (self->ids, gint64, position) : -1;
}

/** hearth_case_list_get_n_cases: Returns: all of them, as of the last answer. Thread: main. */
guint
hearth_case_list_get_n_cases (HearthCaseList *self)
{
  g_return_val_if_fail (HEARTH_IS_CASE_LIST (self), 0);

  return self->keys != NULL ? self->keys->len : 0;
}

/**
 * hearth_case_list_dup_case_ids:
 * @row_ids: (element-type gint64)
 *
 * Returns: (transfer full) (element-type HearthId): their cases, in no order that tells anything. Thread: main.
 */
GArray *
hearth_case_list_dup_case_ids (HearthCaseList *self, const GArray *row_ids)
{
  g_autoptr (HearthRowSet) wanted = NULL;
  GArray *cases;

  g_return_val_if_fail (HEARTH_IS_CASE_LIST (self) && row_ids != NULL, NULL);

  wanted = hearth_row_set_new ();
  cases = g_array_new (FALSE, FALSE, sizeof (HearthId));
  for (guint i = 0; i < row_ids->len; i++)
    hearth_row_set_add (wanted, g_array_index (row_ids, gint64, i));
  for (guint i = 0; self->keys != NULL && i < self->keys->len; i++)
    {
      const HearthCaseKey *key = &g_array_index (self->keys, HearthCaseKey, i);

      if (hearth_row_set_has (wanted, key->row_id))
        g_array_append_val (cases, key->case_id);
    }
  return cases;
}
