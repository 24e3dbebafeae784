/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-scanner.h"

#include "hearth-case-query.h"
#include "hearth-scan.h"

#include <glib/gi18n.h>

/* Beside the window's controller, freed with it. */
typedef struct
{
  GtkWidget *window; /* owns the controller */
  HearthDesk *desk;
  HearthScan scan;
} Scanner;

static void
scanner_free (gpointer data, GClosure *closure)
{
  Scanner *self = data;

  g_object_unref (self->desk);
  g_free (self);
}

/* A number on its way to its case. */
typedef struct
{
  GtkWidget *window;
  HearthDesk *desk;
} Opening;

static gpointer
find_case (HearthDb *db, gpointer data, GError **error)
{
  HearthId id;
  g_autoptr (GError) local_error = NULL;

  if (hearth_case_query_find (db, data, &id, &local_error))
    return hearth_id_copy (&id);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static void
on_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Opening *opening = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree HearthId *id = hearth_store_read_finish (HEARTH_STORE (source), result, &error);
  char hex[HEARTH_ID_HEX_SIZE];

  if (error != NULL)
    hearth_desk_report_error (opening->desk, error);
  else if (id == NULL)
    hearth_desk_say (opening->desk, _ ("No case here has the number that was scanned."));
  else if (hearth_desk_is_unlocked (opening->desk))
    {
      hearth_id_format (id, hex);
      gtk_widget_activate_action (opening->window, "win.open-case", "s", hex);
    }
  g_object_unref (opening->window);
  g_object_unref (opening->desk);
  g_free (opening);
}

void
hearth_scanner_open (GtkWidget *window, HearthDesk *desk, const char *number)
{
  HearthStore *store = hearth_desk_get_store (desk);
  Opening *opening;

  if (store == NULL)
    return;
  opening = g_new0 (Opening, 1);
  opening->window = g_object_ref (window);
  opening->desk = g_object_ref (desk);
  hearth_store_read_async (store, find_case, g_strdup (number), g_free, g_free,
                           hearth_desk_get_cancellable (desk), on_found_cb, opening);
}

static gboolean
is_in_text (GtkWidget *window)
{
  return GTK_IS_TEXT (gtk_window_get_focus (GTK_WINDOW (window))) ||
         GTK_IS_TEXT_VIEW (gtk_window_get_focus (GTK_WINDOW (window)));
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *keys,
                   guint keyval,
                   guint keycode,
                   GdkModifierType state,
                   gpointer user_data)
{
  Scanner *self = user_data;
  guint32 at_ms = gtk_event_controller_get_current_event_time (GTK_EVENT_CONTROLLER (keys));
  g_autofree char *number = NULL;

  if (!hearth_desk_is_unlocked (self->desk) || is_in_text (self->window))
    {
      hearth_scan_clear (&self->scan);
      return GDK_EVENT_PROPAGATE;
    }
  /* Shift and its kin come between the keys of some scanners. */
  if (keyval >= GDK_KEY_Shift_L && keyval <= GDK_KEY_Hyper_R)
    return GDK_EVENT_PROPAGATE;
  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_ISO_Enter)
    {
      hearth_scan_add (&self->scan, gdk_keyval_to_unicode (keyval), at_ms);
      return GDK_EVENT_PROPAGATE;
    }
  number = hearth_scan_end (&self->scan, at_ms);
  if (number == NULL)
    return GDK_EVENT_PROPAGATE;
  hearth_scanner_open (self->window, self->desk, number);
  /* Enter would press whatever button has the focus. */
  return GDK_EVENT_STOP;
}

void
hearth_scanner_attach (GtkWidget *window, HearthDesk *desk)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  Scanner *self = g_new0 (Scanner, 1);

  self->window = window;
  self->desk = g_object_ref (desk);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_data (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self, scanner_free,
                         0);
  gtk_widget_add_controller (window, keys);
}
