/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-case-acts-private.h"

#define INTERVAL_US (G_USEC_PER_SEC / 10)

/* One message on its way to the thread that asked. */
typedef struct
{
  HearthProgressFunc func;
  gpointer data;
  guint done;
  guint total;
} Message;

void
_hearth_act_progress_init (HearthActProgress *self,
                           HearthProgressFunc func,
                           gpointer data,
                           gboolean is_async)
{
  self->func = func;
  self->data = data;
  self->context = is_async ? g_main_context_ref_thread_default () : NULL;
  self->last_told_us = 0;
}

void
_hearth_act_progress_clear (HearthActProgress *self)
{
  g_clear_pointer (&self->context, g_main_context_unref);
}

static gboolean
tell_cb (gpointer data)
{
  const Message *message = data;

  message->func (message->done, message->total, message->data);
  return G_SOURCE_REMOVE;
}

void
_hearth_act_progress_tell (HearthActProgress *self, guint done, guint total)
{
  const Message message = { self->func, self->data, done, total };
  const gint64 now = g_get_monotonic_time ();

  if (self->func == NULL || (now - self->last_told_us < INTERVAL_US && done < total))
    return;
  self->last_told_us = now;
  if (self->context == NULL)
    self->func (done, total, self->data);
  else
    g_main_context_invoke_full (self->context, G_PRIORITY_HIGH, tell_cb,
                                g_memdup2 (&message, sizeof message), g_free);
}
