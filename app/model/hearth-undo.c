/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The acts of a session that can be taken back. Only answers stand here: taking back is a new commit
 * like any other, so a crash or a lock loses nothing but the offer. */
#include "config.h"

#include "hearth-undo.h"

#define MAX_ACTS 100

struct _HearthUndo
{
  GObject parent_instance;

  HearthStore *store;
  GQueue done;   /* (element-type HearthChangeSet), newest at the tail */
  GQueue undone; /* newest at the tail */
  gboolean is_busy;
};

G_DEFINE_FINAL_TYPE (HearthUndo, hearth_undo, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  N_PROPS,
};
static GParamSpec *properties[N_PROPS];

/* One taking back: on which pile its answer goes. */
typedef struct
{
  GQueue *to; /* of the undo object, which the task keeps alive */
} Turn;

static void
clear_queue (GQueue *queue)
{
  g_queue_foreach (queue, (GFunc) hearth_change_set_unref, NULL);
  g_queue_clear (queue);
}

static void
notify_both (HearthUndo *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
}

static void
push (GQueue *queue, HearthChangeSet *changes)
{
  g_queue_push_tail (queue, hearth_change_set_ref (changes));
  if (queue->length > MAX_ACTS)
    hearth_change_set_unref (g_queue_pop_head (queue));
}

/**
 * hearth_undo_add:
 * @done: the answer to an act; anything but a done one is ignored
 *
 * What was undone before can no longer be redone. Thread: main.
 */
void
hearth_undo_add (HearthUndo *self, HearthChangeSet *done)
{
  g_return_if_fail (HEARTH_IS_UNDO (self));
  g_return_if_fail (done != NULL);

  if (hearth_change_set_get_inverse (done) == NULL)
    return;
  push (&self->done, done);
  clear_queue (&self->undone);
  notify_both (self);
}

/** hearth_undo_get_can_undo: whether there is an act to take back and none is being taken back. */
gboolean
hearth_undo_get_can_undo (HearthUndo *self)
{
  g_return_val_if_fail (HEARTH_IS_UNDO (self), FALSE);

  return !self->is_busy && !g_queue_is_empty (&self->done);
}

/** hearth_undo_get_can_redo: whether there is an act to do again and none is being taken back. */
gboolean
hearth_undo_get_can_redo (HearthUndo *self)
{
  g_return_val_if_fail (HEARTH_IS_UNDO (self), FALSE);

  return !self->is_busy && !g_queue_is_empty (&self->undone);
}

static void
on_executed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  HearthUndo *self = g_task_get_source_object (task);
  const Turn *turn = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  HearthChangeSet *changes = hearth_store_execute_finish (HEARTH_STORE (source), result, &error);

  self->is_busy = FALSE;
  if (changes != NULL && hearth_change_set_get_inverse (changes) != NULL)
    push (turn->to, changes);
  notify_both (self);
  if (changes == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, changes, (GDestroyNotify) hearth_change_set_unref);
}

/* Takes @act (transfer full), which is on no pile any more. */
static void
take_back (HearthUndo *self,
           HearthChangeSet *act,
           GQueue *to,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Turn *turn = g_new0 (Turn, 1);

  turn->to = to;
  g_task_set_source_tag (task, take_back);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, turn, g_free);
  self->is_busy = TRUE;
  notify_both (self);
  hearth_store_execute_async (self->store, hearth_change_set_get_inverse (act), cancellable,
                              on_executed_cb, task);
  hearth_change_set_unref (act);
}

static void
refuse (HearthUndo *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, take_back);
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "there is nothing to take back");
}

/** hearth_undo_undo_async: takes the newest act back. Thread: main. */
void
hearth_undo_undo_async (HearthUndo *self,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (HEARTH_IS_UNDO (self));

  if (!hearth_undo_get_can_undo (self))
    refuse (self, callback, user_data);
  else
    take_back (self, g_queue_pop_tail (&self->done), &self->undone, cancellable, callback,
               user_data);
}

/** hearth_undo_redo_async: does the act again that was taken back last. Thread: main. */
void
hearth_undo_redo_async (HearthUndo *self,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_return_if_fail (HEARTH_IS_UNDO (self));

  if (!hearth_undo_get_can_redo (self))
    refuse (self, callback, user_data);
  else
    take_back (self, g_queue_pop_tail (&self->undone), &self->done, cancellable, callback,
               user_data);
}

/** hearth_undo_find: for a history, which knows acts by their ids. Thread: main. */
HearthChangeSet *
hearth_undo_find (HearthUndo *self, const HearthId *act)
{
  g_return_val_if_fail (HEARTH_IS_UNDO (self), NULL);
  g_return_val_if_fail (act != NULL, NULL);

  for (GList *link = self->done.tail; link != NULL; link = link->prev)
    if (hearth_id_equal (hearth_change_set_get_act (link->data), act))
      return link->data;
  return NULL;
}

/** hearth_undo_revert_async: takes @done back, wherever it stands. For the button of a toast. Thread: main. */
void
hearth_undo_revert_async (HearthUndo *self,
                          HearthChangeSet *done,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GList *link;

  g_return_if_fail (HEARTH_IS_UNDO (self));
  g_return_if_fail (done != NULL);

  link = g_queue_find (&self->done, done);
  if (self->is_busy || hearth_change_set_get_inverse (done) == NULL)
    {
      refuse (self, callback, user_data);
      return;
    }
  if (link != NULL)
    g_queue_delete_link (&self->done, link);
  else
    hearth_change_set_ref (done);
  take_back (self, done, &self->undone, cancellable, callback, user_data);
}

/**
 * hearth_undo_finish:
 *
 * Returns: (transfer full): the answer to undo, redo or revert. Stale and denied ones leave the act
 *   off both piles: it cannot be taken back any more. %NULL with an error.
 */
HearthChangeSet *
hearth_undo_finish (HearthUndo *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (HEARTH_IS_UNDO (self), NULL);
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == take_back, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
hearth_undo_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HearthUndo *self = HEARTH_UNDO (object);

  switch (id)
    {
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, hearth_undo_get_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, hearth_undo_get_can_redo (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
hearth_undo_finalize (GObject *object)
{
  HearthUndo *self = HEARTH_UNDO (object);

  clear_queue (&self->done);
  clear_queue (&self->undone);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (hearth_undo_parent_class)->finalize (object);
}

static void
hearth_undo_class_init (HearthUndoClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = hearth_undo_get_property;
  object_class->finalize = hearth_undo_finalize;
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
hearth_undo_init (HearthUndo *self)
{
  g_queue_init (&self->done);
  g_queue_init (&self->undone);
}

/** hearth_undo_new: (transfer full): nothing to take back yet. Thread: main. */
HearthUndo *
hearth_undo_new (HearthStore *store)
{
  HearthUndo *self;

  g_return_val_if_fail (HEARTH_IS_STORE (store), NULL);

  self = g_object_new (HEARTH_TYPE_UNDO, NULL);
  self->store = g_object_ref (store);
  return self;
}
