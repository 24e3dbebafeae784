/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case has some dozens of files: they are read whole, and again when one of them changed. */
#include "config.h"

#include "hearth-case-files.h"

#include "hearth-case-files-query.h"
#include "hearth-file-kinds.h"

struct _HearthCaseFiles
{
  GObject parent_instance;

  HearthStore *store;
  HearthId case_id;
  GPtrArray *items; /* (element-type HearthFileItem) */
  GCancellable *cancellable;
  guint is_loading : 1;
};

enum
{
  PROP_0,
  PROP_LOADING,
  PROP_N_ITEMS,
  N_PROPS,
};
static GParamSpec *properties[N_PROPS];

enum
{
  FAILED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static GType
hearth_case_files_get_item_type (GListModel *model)
{
  return HEARTH_TYPE_FILE_ITEM;
}

static guint
hearth_case_files_get_n_items (GListModel *model)
{
  return HEARTH_CASE_FILES (model)->items->len;
}

static gpointer
hearth_case_files_get_item (GListModel *model, guint position)
{
  HearthCaseFiles *self = HEARTH_CASE_FILES (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position))
                                     : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = hearth_case_files_get_item_type;
  iface->get_n_items = hearth_case_files_get_n_items;
  iface->get_item = hearth_case_files_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (HearthCaseFiles,
                               hearth_case_files,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static gboolean
is_same (HearthFileItem *item, const HearthCaseFileRow *row)
{
  const HearthRecord *record = hearth_file_item_get_record (item);

  return hearth_id_equal (hearth_record_get_id (record), hearth_record_get_id (row->record)) &&
         hearth_record_get_revision (record) == hearth_record_get_revision (row->record) &&
         hearth_file_item_get_made_ms (item) == row->made_ms;
}

/* Items that did not change stay, so that what is shown of them stays too. */
static void
show (HearthCaseFiles *self, GPtrArray *rows)
{
  guint n_old = self->items->len;
  guint n_head = 0, n_tail = 0, n_removed, n_added;

  while (n_head < MIN (n_old, rows->len) &&
         is_same (self->items->pdata[n_head], rows->pdata[n_head]))
    n_head++;
  while (n_tail < MIN (n_old, rows->len) - n_head &&
         is_same (self->items->pdata[n_old - 1 - n_tail], rows->pdata[rows->len - 1 - n_tail]))
    n_tail++;
  n_removed = n_old - n_head - n_tail;
  n_added = rows->len - n_head - n_tail;
  if (n_removed > 0)
    g_ptr_array_remove_range (self->items, n_head, n_removed);
  for (guint i = 0; i < n_added; i++)
    {
      const HearthCaseFileRow *row = rows->pdata[n_head + i];

      g_ptr_array_insert (self->items, (gint) (n_head + i),
                          hearth_file_item_new (row->record, row->made_ms));
    }
  if (n_removed + n_added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), n_head, n_removed, n_added);
  if (n_removed != n_added)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

static void
end_loading (HearthCaseFiles *self)
{
  if (!self->is_loading)
    return;
  self->is_loading = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static gpointer
read_on_reader (HearthDb *db, gpointer data, GError **error)
{
  return hearth_case_files_query_run (db, data, error);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthCaseFiles) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = hearth_store_read_finish (HEARTH_STORE (source), result, &error);

  /* A later question has taken the place of this one. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (rows != NULL)
    show (self, rows);
  end_loading (self);
  if (error != NULL)
    g_signal_emit (self, signals[FAILED], 0, error);
}

/** hearth_case_files_reload: reads them again, as after a failure. */
void
hearth_case_files_reload (HearthCaseFiles *self)
{
  g_return_if_fail (HEARTH_IS_CASE_FILES (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  hearth_store_read_async (self->store, read_on_reader, hearth_id_copy (&self->case_id), g_free,
                           (GDestroyNotify) g_ptr_array_unref, self->cancellable, on_read_cb,
                           g_object_ref (self));
}

/** hearth_case_files_is_loading: whether the first answer is still to come. */
gboolean
hearth_case_files_is_loading (HearthCaseFiles *self)
{
  g_return_val_if_fail (HEARTH_IS_CASE_FILES (self), FALSE);

  return self->is_loading;
}

static void
on_store_changed_cb (HearthCaseFiles *self, HearthChangeSet *changes, HearthStore *store)
{
  guint n_kinds;
  const HearthKind *kinds = hearth_registry_get_kinds (&n_kinds);

  if (!hearth_change_set_touches_case (changes, &self->case_id))
    return;
  for (guint i = 0; i < n_kinds; i++)
    if (hearth_file_is_kind (&kinds[i]) && hearth_change_set_touches_kind (changes, kinds[i].id))
      {
        hearth_case_files_reload (self);
        return;
      }
}

static void
hearth_case_files_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HearthCaseFiles *self = HEARTH_CASE_FILES (object);

  switch (id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, self->is_loading);
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, self->items->len);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
hearth_case_files_finalize (GObject *object)
{
  HearthCaseFiles *self = HEARTH_CASE_FILES (object);

  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (hearth_case_files_parent_class)->finalize (object);
}

static void
hearth_case_files_class_init (HearthCaseFilesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = hearth_case_files_get_property;
  object_class->finalize = hearth_case_files_finalize;
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, TRUE, flags);
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * HearthCaseFiles::failed:
   * @error: why; what was shown before stays
   */
  signals[FAILED] = g_signal_new ("failed", HEARTH_TYPE_CASE_FILES, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
hearth_case_files_init (HearthCaseFiles *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->is_loading = TRUE;
}

/** hearth_case_files_new: (transfer full): empty until the first answer. Thread: main. */
HearthCaseFiles *
hearth_case_files_new (HearthContext *context, const HearthId *case_id)
{
  HearthCaseFiles *self;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (case_id != NULL, NULL);

  self = g_object_new (HEARTH_TYPE_CASE_FILES, NULL);
  self->store = g_object_ref (hearth_context_get_store (context));
  self->case_id = *case_id;
  g_signal_connect_object (self->store, "changed", G_CALLBACK (on_store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  hearth_case_files_reload (self);
  return self;
}
