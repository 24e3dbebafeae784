/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The object on main around the plain values that the reader thread made. */
#include "config.h"

#include "hearth-case-snapshot-private.h"

struct _HearthCase
{
  GObject parent_instance;

  HearthCaseSnapshot *snapshot;
  GPtrArray *no_records; /* for kinds that this login does not see */
};

G_DEFINE_FINAL_TYPE (HearthCase, hearth_case, G_TYPE_OBJECT)

static void
hearth_case_finalize (GObject *object)
{
  HearthCase *self = HEARTH_CASE (object);

  g_clear_pointer (&self->snapshot, _hearth_case_snapshot_free);
  g_clear_pointer (&self->no_records, g_ptr_array_unref);
  G_OBJECT_CLASS (hearth_case_parent_class)->finalize (object);
}

static void
hearth_case_class_init (HearthCaseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hearth_case_finalize;
}

static void
hearth_case_init (HearthCase *self)
{
  self->no_records = g_ptr_array_new ();
}

static HearthCase *
wrap (HearthCaseSnapshot *snapshot)
{
  HearthCase *self;

  if (snapshot == NULL)
    return NULL;
  self = g_object_new (HEARTH_TYPE_CASE, NULL);
  self->snapshot = snapshot;
  return self;
}

static HearthCaseQuestion *
ask (HearthContext *context, const HearthId *case_id)
{
  return _hearth_case_question_new (case_id,
                                    hearth_clock_today (hearth_context_get_clock (context)),
                                    hearth_context_get_templates (context));
}

/**
 * hearth_case_load:
 *
 * Returns: (transfer full) (nullable): the case as of now; %NULL without an error if there is none. Blocks on
 *   the reader. Thread: any but the reader; the object belongs to the caller's.
 */
HearthCase *
hearth_case_load (HearthContext *context, const HearthId *case_id, GError **error)
{
  g_autoptr (HearthCaseQuestion) question = NULL;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (case_id != NULL, NULL);

  question = ask (context, case_id);
  return wrap (hearth_store_read (hearth_context_get_store (context), _hearth_case_snapshot_read,
                                  question, error));
}

static void
on_snapshot_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  HearthCaseSnapshot *snapshot = hearth_store_read_finish (HEARTH_STORE (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, wrap (snapshot), g_object_unref);
}

/** hearth_case_load_async: hearth_case_load () without blocking. Thread: main. */
void
hearth_case_load_async (HearthContext *context,
                        const HearthId *case_id,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (HEARTH_IS_CONTEXT (context));
  g_return_if_fail (case_id != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, hearth_case_load_async);
  hearth_store_read_async (hearth_context_get_store (context), _hearth_case_snapshot_read,
                           ask (context, case_id), (GDestroyNotify) _hearth_case_question_free,
                           (GDestroyNotify) _hearth_case_snapshot_free, cancellable,
                           on_snapshot_read_cb, g_steal_pointer (&task));
}

/** hearth_case_load_finish: Returns: (transfer full) (nullable): as hearth_case_load (). Thread: main. */
HearthCase *
hearth_case_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, hearth_case_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/** hearth_case_get_id: Returns: (transfer none): the case id. Thread: the object's. */
const HearthId *
hearth_case_get_id (HearthCase *self)
{
  g_return_val_if_fail (HEARTH_IS_CASE (self), NULL);

  return &self->snapshot->case_id;
}

/** hearth_case_get_person: Returns: (transfer none): never %NULL. Thread: the object's. */
const HearthRecord *
hearth_case_get_person (HearthCase *self)
{
  g_return_val_if_fail (HEARTH_IS_CASE (self), NULL);

  return self->snapshot->person;
}

/** hearth_case_get_row: Returns: (transfer none): what lists show of it. Thread: the object's. */
const HearthCaseRow *
hearth_case_get_row (HearthCase *self)
{
  g_return_val_if_fail (HEARTH_IS_CASE (self), NULL);

  return self->snapshot->row;
}

/** hearth_case_get_event: Returns: (transfer none) (nullable): the exchange event. Thread: the object's. */
const HearthRecord *
hearth_case_get_event (HearthCase *self)
{
  g_return_val_if_fail (HEARTH_IS_CASE (self), NULL);

  return self->snapshot->event;
}

/** hearth_case_get_same: Returns: (transfer none): what people said in the sweep. Thread: the object's. */
GPtrArray *
hearth_case_get_same (HearthCase *self)
{
  g_return_val_if_fail (HEARTH_IS_CASE (self), NULL);

  return self->snapshot->same;
}

/**
 * hearth_case_get_records:
 * @kind: id of a kind that belongs to cases
 *
 * Returns: (transfer none) (element-type HearthRecord): in order of arrival; empty if there are none or if
 *   this login does not hold the kind's compartment. Thread: the object's.
 */
GPtrArray *
hearth_case_get_records (HearthCase *self, const char *kind)
{
  GPtrArray *records;

  g_return_val_if_fail (HEARTH_IS_CASE (self), NULL);
  g_return_val_if_fail (kind != NULL, NULL);

  records = g_hash_table_lookup (self->snapshot->records, kind);
  return records != NULL ? records : self->no_records;
}

/** hearth_case_get_n_steps: Returns: how many steps the case has, closed ones too. Thread: the object's. */
guint
hearth_case_get_n_steps (HearthCase *self)
{
  g_return_val_if_fail (HEARTH_IS_CASE (self), 0);

  return self->snapshot->steps->len;
}

/**
 * hearth_case_get_step:
 * @index: less than hearth_case_get_n_steps ()
 *
 * Returns: (transfer none): by track in the order of the pack, due date (undated last), template.
 *   Thread: the object's.
 */
const HearthCaseStep *
hearth_case_get_step (HearthCase *self, guint index)
{
  g_return_val_if_fail (HEARTH_IS_CASE (self), NULL);
  g_return_val_if_fail (index < self->snapshot->steps->len, NULL);

  return &g_array_index (self->snapshot->steps, HearthCaseStep, index);
}

/** hearth_case_get_today: Returns: the day on which the plan was looked at. Thread: the object's. */
HearthDate
hearth_case_get_today (HearthCase *self)
{
  g_return_val_if_fail (HEARTH_IS_CASE (self), HEARTH_DATE_NONE);

  return self->snapshot->today;
}
