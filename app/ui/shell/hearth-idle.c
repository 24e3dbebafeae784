/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-idle.h"

#define CHECK_SECONDS 5

struct _HearthIdle
{
  GObject parent_instance;
  gint64 limit_us;
  gint64 last_us;
  guint timeout_id;
};

G_DEFINE_FINAL_TYPE (HearthIdle, hearth_idle, G_TYPE_OBJECT)

enum
{
  IDLE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static gboolean
on_event_cb (GtkEventControllerLegacy *controller, GdkEvent *event, HearthIdle *self)
{
  hearth_idle_touch (self);
  return GDK_EVENT_PROPAGATE;
}

static void
watch (HearthIdle *self, GtkWidget *window)
{
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "event", G_CALLBACK (on_event_cb), self, 0);
  gtk_widget_add_controller (window, controller);
}

static void
on_windows_changed_cb (
    HearthIdle *self, guint position, guint n_removed, guint n_added, GListModel *windows)
{
  for (guint i = 0; i < n_added; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, position + i);

      watch (self, window);
    }
}

static gboolean
on_check_cb (gpointer user_data)
{
  HearthIdle *self = HEARTH_IDLE (user_data);

  if (g_get_monotonic_time () - self->last_us >= self->limit_us)
    {
      hearth_idle_touch (self);
      g_signal_emit (self, signals[IDLE], 0);
    }
  return G_SOURCE_CONTINUE;
}

static void
hearth_idle_dispose (GObject *object)
{
  g_clear_handle_id (&HEARTH_IDLE (object)->timeout_id, g_source_remove);
  G_OBJECT_CLASS (hearth_idle_parent_class)->dispose (object);
}

static void
hearth_idle_class_init (HearthIdleClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_idle_dispose;
  signals[IDLE] = g_signal_new ("idle", HEARTH_TYPE_IDLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
hearth_idle_init (HearthIdle *self)
{
  hearth_idle_touch (self);
  g_signal_connect_object (gtk_window_get_toplevels (), "items-changed",
                           G_CALLBACK (on_windows_changed_cb), self, G_CONNECT_SWAPPED);
  self->timeout_id = g_timeout_add_seconds (CHECK_SECONDS, on_check_cb, self);
}

HearthIdle *
hearth_idle_new (guint minutes)
{
  HearthIdle *self = g_object_new (HEARTH_TYPE_IDLE, NULL);

  self->limit_us = (gint64) minutes * 60 * G_USEC_PER_SEC;
  return self;
}

void
hearth_idle_touch (HearthIdle *self)
{
  g_return_if_fail (HEARTH_IS_IDLE (self));

  self->last_us = g_get_monotonic_time ();
}
