/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-owed-bar.h"

#include "hearth-owed-store.h"

#include <glib/gi18n.h>

struct _HearthOwedBar
{
  AdwBin parent_instance;
  GtkLabel *label;
  GtkProgressBar *progress;
  GtkButton *button;
  HearthDesk *desk;
  GCancellable *cancellable; /* NULL: nothing runs */
  gboolean is_again;
};

G_DEFINE_FINAL_TYPE (HearthOwedBar, hearth_owed_bar, ADW_TYPE_BIN)

enum
{
  SIGNAL_COUNTED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
show_state (HearthOwedBar *self, const char *text, const char *act)
{
  gtk_label_set_text (self->label, text);
  gtk_button_set_label (self->button, act);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), self->cancellable != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
on_progress_cb (guint done, guint total, gpointer data)
{
  HearthOwedBar *self = data;
  g_autofree char *text = NULL;

  if (done >= total || g_cancellable_is_cancelled (self->cancellable))
    return;
  /* Translators: of how many people what is owed to them was counted, and of how many there are. */
  text = g_strdup_printf (_ ("Counting what is owed: %1$u of %2$u"), done, total);
  gtk_progress_bar_set_fraction (self->progress, (double) done / total);
  show_state (self, text, _ ("_Stop"));
}

static void
on_counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthOwedBar) self = HEARTH_OWED_BAR (user_data);
  const gboolean is_stopped = g_cancellable_is_cancelled (self->cancellable);
  const gboolean is_again = self->is_again;
  g_autoptr (GError) error = NULL;
  guint n_counted = 0;

  self->is_again = FALSE;
  g_clear_object (&self->cancellable);
  /* Without the compartment there is nothing to count; what else went wrong says whoever reads next. */
  if (!hearth_owed_refresh_finish (result, &n_counted, &error))
    g_debug ("what is owed was not counted: %s", error->message);
  if (self->desk == NULL || !hearth_desk_is_unlocked (self->desk))
    return;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (n_counted > 0)
    g_signal_emit (self, signals[SIGNAL_COUNTED], 0);
  if (is_stopped)
    show_state (self, _ ("Stopped: what is owed is not known of everybody"), _ ("_Count"));
  else if (is_again)
    hearth_owed_bar_count (self, self->desk);
}

static void
on_clicked_cb (HearthOwedBar *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  else if (self->desk != NULL)
    hearth_owed_bar_count (self, self->desk);
}

/* A page that goes takes no counting with it: another one may wait for the sums. */
static void
hearth_owed_bar_dispose (GObject *object)
{
  g_clear_object (&HEARTH_OWED_BAR (object)->desk);
  G_OBJECT_CLASS (hearth_owed_bar_parent_class)->dispose (object);
}

static void
hearth_owed_bar_class_init (HearthOwedBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_owed_bar_dispose;

  signals[SIGNAL_COUNTED] = g_signal_new ("counted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hearth_owed_bar_init (HearthOwedBar *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_xalign (self->label, 0);
  self->progress = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Counting what is owed"), -1);
  self->button = GTK_BUTTON (gtk_button_new ());
  gtk_button_set_use_underline (self->button, TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (on_clicked_cb), self);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->progress));
  gtk_box_append (GTK_BOX (line), box);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->button));
  gtk_widget_set_margin_start (line, 12);
  gtk_widget_set_margin_end (line, 12);
  gtk_widget_set_margin_top (line, 6);
  gtk_widget_set_margin_bottom (line, 6);
  adw_bin_set_child (ADW_BIN (self), line);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
hearth_owed_bar_new (void)
{
  return g_object_new (HEARTH_TYPE_OWED_BAR, NULL);
}

/* Locking ends it like everything else of the login. */
static GCancellable *
make_cancellable (HearthDesk *desk)
{
  GCancellable *cancellable = g_cancellable_new ();

  g_signal_connect_object (hearth_desk_get_cancellable (desk), "cancelled",
                           G_CALLBACK (g_cancellable_cancel), cancellable, G_CONNECT_SWAPPED);
  return cancellable;
}

void
hearth_owed_bar_count (HearthOwedBar *self, HearthDesk *desk)
{
  HearthContext *context;

  g_return_if_fail (HEARTH_IS_OWED_BAR (self) && HEARTH_IS_DESK (desk));

  context = hearth_desk_get_context (desk);
  if (self->cancellable != NULL || context == NULL)
    {
      self->is_again = self->cancellable != NULL;
      return;
    }
  g_set_object (&self->desk, desk);
  self->cancellable = make_cancellable (desk);
  hearth_owed_refresh_async (context, on_progress_cb, self, self->cancellable, on_counted_cb,
                             g_object_ref (self));
}
