/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-audit-list.h"

#define BLOCK 128

struct _HearthAuditList
{
  GObject parent_instance;
  HearthContext *context;
  GHashTable *blocks; /* number -> GPtrArray of HearthAuditItem */
  guint n_items;
  guint serial; /* + 1 at each reload: answers to older questions are dropped */
};

/* A block on its way. */
typedef struct
{
  guint serial;
  guint block;
  gint64 before;
} Question;

static GType
get_item_type (GListModel *model)
{
  return HEARTH_TYPE_AUDIT_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return HEARTH_AUDIT_LIST (model)->n_items;
}

static gpointer
read_block (HearthDb *db, gpointer data, GError **error)
{
  const Question *question = data;

  return hearth_audit_list (db, question->before, BLOCK, error);
}

/* The block may have gone with the vault, or with a reload. */
static void
on_block_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  HearthAuditList *self = g_task_get_source_object (task);
  const Question *question = g_task_get_task_data (task);
  g_autoptr (GPtrArray) rows = hearth_store_read_finish (HEARTH_STORE (source), result, NULL);
  GPtrArray *items;

  if (rows == NULL || question->serial != self->serial)
    return;
  items = g_hash_table_lookup (self->blocks, GUINT_TO_POINTER (question->block));
  g_ptr_array_set_free_func (rows, NULL);
  for (guint i = 0; i < rows->len; i++)
    if (items != NULL && i < items->len)
      hearth_audit_item_take_row (items->pdata[i], rows->pdata[i]);
    else
      hearth_audit_row_free (rows->pdata[i]);
}

static void
ask_for_block (HearthAuditList *self, guint block)
{
  GTask *task = g_task_new (self, NULL, NULL, NULL);
  Question *question = g_new0 (Question, 1);

  question->serial = self->serial;
  question->block = block;
  question->before = (gint64) self->n_items - (gint64) block * BLOCK + 1;
  g_task_set_source_tag (task, ask_for_block);
  g_task_set_task_data (task, question, g_free);
  hearth_store_read_async (hearth_context_get_store (self->context), read_block, question, NULL,
                           (GDestroyNotify) g_ptr_array_unref, NULL, on_block_read_cb, task);
}

static GPtrArray *
get_block (HearthAuditList *self, guint block)
{
  GPtrArray *items = g_hash_table_lookup (self->blocks, GUINT_TO_POINTER (block));
  guint n = MIN (BLOCK, self->n_items - block * BLOCK);

  if (items != NULL)
    return items;
  items = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (items, hearth_audit_item_new ());
  g_hash_table_insert (self->blocks, GUINT_TO_POINTER (block), items);
  ask_for_block (self, block);
  return items;
}

static gpointer
get_item (GListModel *model, guint position)
{
  HearthAuditList *self = HEARTH_AUDIT_LIST (model);

  if (position >= self->n_items)
    return NULL;
  return g_object_ref (get_block (self, position / BLOCK)->pdata[position % BLOCK]);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (HearthAuditList,
                               hearth_audit_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
hearth_audit_list_finalize (GObject *object)
{
  HearthAuditList *self = HEARTH_AUDIT_LIST (object);

  g_clear_pointer (&self->blocks, g_hash_table_unref);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (hearth_audit_list_parent_class)->finalize (object);
}

static void
hearth_audit_list_class_init (HearthAuditListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hearth_audit_list_finalize;
}

static void
hearth_audit_list_init (HearthAuditList *self)
{
  self->blocks = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
}

/** hearth_audit_list_new: Returns: (transfer full): empty until hearth_audit_list_reload(). */
HearthAuditList *
hearth_audit_list_new (HearthContext *context)
{
  HearthAuditList *self = g_object_new (HEARTH_TYPE_AUDIT_LIST, NULL);

  self->context = g_object_ref (context);
  return self;
}

static gpointer
count_on_reader (HearthDb *db, gpointer data, GError **error)
{
  gint64 n = hearth_audit_count (db, error);

  return n < 0 ? NULL : g_memdup2 (&n, sizeof n);
}

static void
on_counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthAuditList) self = HEARTH_AUDIT_LIST (user_data);
  g_autofree gint64 *n = hearth_store_read_finish (HEARTH_STORE (source), result, NULL);
  guint before = self->n_items;

  if (n == NULL)
    return;
  self->serial++;
  g_hash_table_remove_all (self->blocks);
  self->n_items = 0;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, 0);
  self->n_items = (guint) MIN (*n, G_MAXINT);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, self->n_items);
}

/** hearth_audit_list_reload: without blocking. Thread: main. */
void
hearth_audit_list_reload (HearthAuditList *self)
{
  g_return_if_fail (HEARTH_IS_AUDIT_LIST (self));

  hearth_store_read_async (hearth_context_get_store (self->context), count_on_reader, NULL, NULL,
                           g_free, NULL, on_counted_cb, g_object_ref (self));
}
