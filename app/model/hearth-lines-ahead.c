/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-lines-ahead.h"

#include "hearth-model-error.h"

/* So many parts wait at most: of new cases some forty kilobytes each. */
#define MAX_AHEAD 16

struct _HearthLinesAhead
{
  HearthLineComposer *composer;
  HearthCompartment cmp;
  HearthNextNewFunc next;
  gpointer data;
  GThread *thread;
  GAsyncQueue *made;       /* HearthPartAhead, for the writer */
  GAsyncQueue *used;       /* the same on their way back, or the queue itself: stop */
  HearthPartAhead *at_use; /* the writer's */
};

static void
part_free (gpointer data)
{
  HearthPartAhead *self = data;

  /* Both borrow from those below them. */
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->prepared, g_ptr_array_unref);
  g_clear_pointer (&self->command, hearth_command_unref);
  g_clear_error (&self->error);
  g_free (self);
}

static void
compose (HearthLinesAhead *self, HearthPartAhead *part)
{
  HearthId case_id;

  if (!_hearth_command_begins_case (part->command, self->cmp, &case_id))
    {
      g_set_error_literal (&part->error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID,
                           "a part of an act that does not begin a case");
      return;
    }
  part->prepared = _hearth_line_composer_prepare_new (self->composer, part->command, &part->verdict,
                                                      &part->error);
  if (part->prepared != NULL && part->verdict != HEARTH_RESULT_DENIED)
    part->lines = _hearth_line_composer_compose (self->composer, part->prepared, &part->error);
}

static HearthPartAhead *
make_part (HearthLinesAhead *self)
{
  HearthPartAhead *part = g_new0 (HearthPartAhead, 1);

  part->verdict = HEARTH_RESULT_NOTHING;
  part->command = self->next (self->data, &part->error);
  if (part->command != NULL)
    compose (self, part);
  return part;
}

/* References of JSON values are not counted for several threads: parts hold the same ones, so they are freed
 * where they are made. FALSE: stop. */
static gboolean
take_back (HearthLinesAhead *self, guint *n_out)
{
  gpointer used;

  while ((used = *n_out >= MAX_AHEAD ? g_async_queue_pop (self->used)
                                     : g_async_queue_try_pop (self->used)) != NULL)
    {
      if (used == self->used)
        return FALSE;
      part_free (used);
      --*n_out;
    }
  return TRUE;
}

static gpointer
thread_main (gpointer data)
{
  HearthLinesAhead *self = data;
  guint n_out = 0;

  while (take_back (self, &n_out))
    {
      HearthPartAhead *part = make_part (self);
      gboolean is_last = part->lines == NULL;

      g_async_queue_push (self->made, part);
      n_out++;
      if (is_last)
        break;
    }
  return NULL;
}

HearthLinesAhead *
_hearth_lines_ahead_start (HearthLineComposer *composer,
                           HearthCompartment cmp,
                           HearthNextNewFunc next,
                           gpointer data,
                           GError **error)
{
  g_autoptr (HearthLinesAhead) self = g_new0 (HearthLinesAhead, 1);

  self->composer = composer;
  self->cmp = cmp;
  self->next = next;
  self->data = data;
  self->made = g_async_queue_new ();
  self->used = g_async_queue_new ();
  self->thread = g_thread_try_new ("hearth-ahead", thread_main, self, error);
  return self->thread != NULL ? g_steal_pointer (&self) : NULL;
}

const HearthPartAhead *
_hearth_lines_ahead_pop (HearthLinesAhead *self)
{
  if (self->at_use != NULL)
    g_async_queue_push (self->used, self->at_use);
  self->at_use = g_async_queue_pop (self->made);
  return self->at_use;
}

static void
free_all (GAsyncQueue *queue)
{
  gpointer part;

  while ((part = g_async_queue_try_pop (queue)) != NULL)
    if (part != queue)
      part_free (part);
  g_async_queue_unref (queue);
}

void
_hearth_lines_ahead_stop (HearthLinesAhead *self)
{
  if (self->thread != NULL)
    {
      g_async_queue_push_front (self->used, self->used);
      g_thread_join (self->thread);
    }
  g_clear_pointer (&self->at_use, part_free);
  free_all (self->made);
  free_all (self->used);
  g_free (self);
}
