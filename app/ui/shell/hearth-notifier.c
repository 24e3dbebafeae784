/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-notifier.h"

#include "hearth-step-query.h"

#include <glib/gi18n.h>

/* A new day is noticed within these minutes. */
#define LOOK_EVERY_S 600

#define ALARM_ID "alarm"
#define OVERDUE_ID "overdue"

struct _HearthNotifier
{
  GObject parent_instance;
  HearthDesk *desk;
  guint timeout_id;
  guint n_alarms;
  guint n_overdue;
  guint is_enabled : 1;
  guint is_counting : 1;
  guint is_stale : 1;
  guint has_counts : 1; /* of this login */
};

G_DEFINE_FINAL_TYPE (HearthNotifier, hearth_notifier, G_TYPE_OBJECT)

enum
{
  NOTIFY_DESKTOP,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
tell (HearthNotifier *self, const char *id, const char *title)
{
  if (title == NULL || self->is_enabled)
    g_signal_emit (self, signals[NOTIFY_DESKTOP], 0, id, title);
}

/* Of the number that was met at login the list itself tells; an alarm is told then too. */
static void
take_counts (HearthNotifier *self, const HearthCounts *counts)
{
  guint n_alarms = self->has_counts ? self->n_alarms : 0;
  guint n_overdue = self->has_counts ? self->n_overdue : counts->n_overdue;

  if (counts->n_alarms == 0)
    tell (self, ALARM_ID, NULL);
  else if (counts->n_alarms > n_alarms)
    tell (self, ALARM_ID,
          ngettext ("An alarm needs somebody", "Alarms need somebody", counts->n_alarms));
  if (counts->n_overdue > n_overdue)
    {
      guint n_new = counts->n_overdue - n_overdue;
      g_autofree char *text = g_strdup_printf (
          ngettext ("%u step became overdue", "%u steps became overdue", n_new), n_new);

      tell (self, OVERDUE_ID, text);
    }
  self->n_alarms = counts->n_alarms;
  self->n_overdue = counts->n_overdue;
  self->has_counts = TRUE;
}

static gpointer
count (HearthDb *db, gpointer data, GError **error)
{
  const HearthDate *today = data;
  g_autofree HearthCounts *counts = g_new0 (HearthCounts, 1);

  return hearth_step_query_counts (db, *today, counts, error) ? g_steal_pointer (&counts) : NULL;
}

static void
on_counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthNotifier) self = HEARTH_NOTIFIER (user_data);
  g_autofree HearthCounts *counts = hearth_store_read_finish (HEARTH_STORE (source), result, NULL);

  self->is_counting = FALSE;
  if (counts != NULL && self->desk != NULL &&
      hearth_desk_get_store (self->desk) == HEARTH_STORE (source))
    take_counts (self, counts);
  if (self->is_stale)
    hearth_notifier_look (self);
}

void
hearth_notifier_look (HearthNotifier *self)
{
  HearthStore *store;
  HearthDate today;

  g_return_if_fail (HEARTH_IS_NOTIFIER (self));

  store = self->desk != NULL ? hearth_desk_get_store (self->desk) : NULL;
  self->is_stale = self->is_counting && store != NULL;
  if (self->is_counting || store == NULL)
    return;
  today = hearth_clock_today (hearth_desk_get_clock (self->desk));
  self->is_counting = TRUE;
  hearth_store_read_async (store, count, g_memdup2 (&today, sizeof today), g_free, g_free,
                           hearth_desk_get_cancellable (self->desk), on_counted_cb,
                           g_object_ref (self));
}

static gboolean
on_timeout_cb (gpointer user_data)
{
  HearthContext *context = hearth_desk_get_context (HEARTH_NOTIFIER (user_data)->desk);

  if (context != NULL)
    hearth_context_look_at_day (context);
  hearth_notifier_look (HEARTH_NOTIFIER (user_data));
  return G_SOURCE_CONTINUE;
}

static void
on_unlocked_changed_cb (HearthNotifier *self)
{
  HearthStore *store = hearth_desk_get_store (self->desk);

  self->has_counts = FALSE;
  if (store != NULL)
    {
      g_signal_connect_object (store, "changed", G_CALLBACK (hearth_notifier_look), self,
                               G_CONNECT_SWAPPED);
      hearth_notifier_look (self);
      return;
    }
  tell (self, ALARM_ID, NULL);
  tell (self, OVERDUE_ID, NULL);
}

static void
hearth_notifier_dispose (GObject *object)
{
  HearthNotifier *self = HEARTH_NOTIFIER (object);

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (hearth_notifier_parent_class)->dispose (object);
}

static void
hearth_notifier_class_init (HearthNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_notifier_dispose;
  signals[NOTIFY_DESKTOP] =
      g_signal_new ("notify-desktop", HEARTH_TYPE_NOTIFIER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
hearth_notifier_init (HearthNotifier *self)
{
  self->is_enabled = TRUE;
}

HearthNotifier *
hearth_notifier_new (HearthDesk *desk)
{
  HearthNotifier *self = g_object_new (HEARTH_TYPE_NOTIFIER, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "notify::unlocked", G_CALLBACK (on_unlocked_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->timeout_id = g_timeout_add_seconds (LOOK_EVERY_S, on_timeout_cb, self);
  return self;
}

void
hearth_notifier_set_enabled (HearthNotifier *self, gboolean is_enabled)
{
  g_return_if_fail (HEARTH_IS_NOTIFIER (self));

  self->is_enabled = is_enabled != FALSE;
  if (is_enabled)
    return;
  tell (self, ALARM_ID, NULL);
  tell (self, OVERDUE_ID, NULL);
}
