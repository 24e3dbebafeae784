/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-audit-list.h"

#define BLOCK 256
/* A list view asks for some 200 items around what it shows; the next block is on its way before. */
#define AHEAD 32

struct _HearthAuditList
{
  GObject parent_instance;
  HearthContext *context;
  GPtrArray *items; /* HearthAuditItem */
  gint64 before;    /* the place of the oldest entry that was read; 0: there are no more */
  gboolean is_asking;
  guint serial; /* + 1 at each reload: answers to older questions are dropped */
};

/* A block on its way. */
typedef struct
{
  guint serial;
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
  return HEARTH_AUDIT_LIST (model)->items->len;
}

static gpointer
read_block (HearthDb *db, gpointer data, GError **error)
{
  const Question *question = data;

  return hearth_audit_list (db, question->before, BLOCK, error);
}

/* Takes the rows over; how many items they became at the end of the list. */
static guint
append_rows (HearthAuditList *self, GPtrArray *rows)
{
  guint n_before = self->items->len;

  g_ptr_array_set_free_func (rows, NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      HearthAuditRow *row = rows->pdata[i];
      HearthAuditItem *last =
          self->items->len > 0 ? self->items->pdata[self->items->len - 1] : NULL;

      self->before = row->n;
      if (last != NULL && hearth_audit_item_join (last, row))
        hearth_audit_row_free (row);
      else
        g_ptr_array_add (self->items, hearth_audit_item_new (row));
    }
  if (rows->len < BLOCK)
    self->before = 0;
  return self->items->len - n_before;
}

/* The block may have gone with the vault, or with a reload. */
static void
on_block_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  HearthAuditList *self = g_task_get_source_object (task);
  const Question *question = g_task_get_task_data (task);
  g_autoptr (GPtrArray) rows = hearth_store_read_finish (HEARTH_STORE (source), result, NULL);
  guint n_before = self->items->len;
  guint n_removed = 0, n_added;

  if (question->serial != self->serial)
    return;
  self->is_asking = FALSE;
  if (rows == NULL)
    return;
  if (question->before == G_MAXINT64)
    {
      g_ptr_array_set_size (self->items, 0);
      n_removed = n_before;
    }
  n_added = append_rows (self, rows);
  g_list_model_items_changed (G_LIST_MODEL (self), n_before - n_removed, n_removed, n_added);
}

static void
ask (HearthAuditList *self, gint64 before)
{
  GTask *task = g_task_new (self, NULL, NULL, NULL);
  Question *question = g_new0 (Question, 1);

  self->is_asking = TRUE;
  question->serial = self->serial;
  question->before = before;
  g_task_set_source_tag (task, ask);
  g_task_set_task_data (task, question, g_free);
  hearth_store_read_async (hearth_context_get_store (self->context), read_block, question, NULL,
                           (GDestroyNotify) g_ptr_array_unref, NULL, on_block_read_cb, task);
}

static gpointer
get_item (GListModel *model, guint position)
{
  HearthAuditList *self = HEARTH_AUDIT_LIST (model);

  if (position >= self->items->len)
    return NULL;
  if (position + AHEAD >= self->items->len && self->before > 1 && !self->is_asking)
    ask (self, self->before);
  return g_object_ref (self->items->pdata[position]);
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

  g_clear_pointer (&self->items, g_ptr_array_unref);
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
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

/** hearth_audit_list_new: Returns: (transfer full): empty until hearth_audit_list_reload(). */
HearthAuditList *
hearth_audit_list_new (HearthContext *context)
{
  HearthAuditList *self = g_object_new (HEARTH_TYPE_AUDIT_LIST, NULL);

  self->context = g_object_ref (context);
  return self;
}

/** hearth_audit_list_reload: without blocking. Thread: main. */
void
hearth_audit_list_reload (HearthAuditList *self)
{
  g_return_if_fail (HEARTH_IS_AUDIT_LIST (self));

  self->serial++;
  ask (self, G_MAXINT64);
}
