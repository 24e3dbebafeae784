/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-out-window.h"

#include "hearth-confirm.h"
#include "hearth-file-picker.h"
#include "hearth-out-pdf.h"
#include "hearth-paper-preview.h"
#include "hearth-paper.h"
#include "hearth-sentence.h"
#include "hearth-target.h"

#include <glib/gi18n.h>

typedef struct
{
  HearthDesk *desk; /* NULL: the window is closed */
  GtkLabel *issue_label;
  HearthPages *pages;
  GFile *file; /* where the PDF goes */
  gboolean is_busy;
} HearthOutWindowPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (HearthOutWindow, hearth_out_window, ADW_TYPE_WINDOW)

static HearthOutWindowPrivate *
get_private (HearthOutWindow *self)
{
  return hearth_out_window_get_instance_private (self);
}

static void
set_busy (HearthOutWindow *self, gboolean is_busy)
{
  get_private (self)->is_busy = is_busy;
  HEARTH_OUT_WINDOW_GET_CLASS (self)->update (self);
}

static void
show_issue (HearthOutWindow *self, const GError *error)
{
  HearthOutWindowPrivate *priv = get_private (self);
  g_autofree char *text = hearth_sentence_dup_for_error (error);

  gtk_label_set_text (priv->issue_label, text);
  gtk_widget_set_visible (GTK_WIDGET (priv->issue_label), TRUE);
  set_busy (self, FALSE);
}

/* FALSE: locked meanwhile. */
static gboolean
make_pages (HearthOutWindow *self)
{
  HearthOutWindowPrivate *priv = get_private (self);

  g_clear_pointer (&priv->pages, hearth_pages_unref);
  priv->pages = HEARTH_OUT_WINDOW_GET_CLASS (self)->make_pages (self);
  return priv->pages != NULL;
}

/* The log says what leaves before it does, and of which part of the vault. */
static void
note (HearthOutWindow *self,
      HearthAuditEvent event,
      HearthAuditPhase phase,
      GAsyncReadyCallback callback)
{
  HearthOutWindowPrivate *priv = get_private (self);
  HearthContext *context = hearth_desk_get_context (priv->desk);
  HearthAuditEntry entry = { .cmp = HEARTH_COMPARTMENT_CORE };

  HEARTH_OUT_WINDOW_GET_CLASS (self)->describe (self, priv->pages, &entry);
  entry.event = event;
  entry.phase = phase;
  if (context != NULL)
    hearth_context_audit_async (context, &entry, NULL, callback, g_object_ref (self));
}

static void
preview_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthOutWindow *self = HEARTH_OUT_WINDOW (widget);

  if (make_pages (self))
    gtk_window_present (hearth_paper_preview_new (GTK_WINDOW (self), get_private (self)->pages));
}

/* --- Printing --- */

static void
on_print_noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthOutWindow) self = HEARTH_OUT_WINDOW (user_data);
  HearthOutWindowPrivate *priv = get_private (self);
  g_autoptr (GError) error = NULL;
  gboolean is_noted = hearth_context_audit_finish (HEARTH_CONTEXT (source), result, &error);

  if (priv->desk == NULL)
    return;
  if (!is_noted || !hearth_paper_print (GTK_WINDOW (self), priv->pages, &error))
    show_issue (self, error);
  else
    set_busy (self, FALSE);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthOutWindow *self = HEARTH_OUT_WINDOW (widget);

  if (!make_pages (self))
    return;
  set_busy (self, TRUE);
  note (self, HEARTH_AUDIT_PRINT, HEARTH_AUDIT_BEGIN, on_print_noted_cb);
}

/* --- A file --- */

static void
on_outcome_noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthOutWindow) self = HEARTH_OUT_WINDOW (user_data);

  /* That it left is already written down. */
  hearth_context_audit_finish (HEARTH_CONTEXT (source), result, NULL);
}

static void
end_saving (HearthOutWindow *self, const GError *error)
{
  note (self, HEARTH_AUDIT_EXPORT, error == NULL ? HEARTH_AUDIT_DONE : HEARTH_AUDIT_FAILED,
        on_outcome_noted_cb);
  if (error != NULL)
    {
      show_issue (self, error);
      return;
    }
  hearth_desk_say (get_private (self)->desk, _ ("The PDF is written. It is not encrypted."));
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthOutWindow) self = HEARTH_OUT_WINDOW (user_data);
  g_autoptr (GError) error = NULL;

  g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);
  if (get_private (self)->desk != NULL)
    end_saving (self, error);
}

static void
on_drawn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthOutWindow) self = HEARTH_OUT_WINDOW (user_data);
  HearthOutWindowPrivate *priv = get_private (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = hearth_out_pdf_finish (result, &error);

  if (priv->desk == NULL)
    return;
  if (bytes == NULL)
    end_saving (self, error);
  else
    g_file_replace_contents_bytes_async (priv->file, bytes, NULL, FALSE,
                                         G_FILE_CREATE_REPLACE_DESTINATION | G_FILE_CREATE_PRIVATE,
                                         NULL, on_written_cb, g_object_ref (self));
}

static void
on_save_noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthOutWindow) self = HEARTH_OUT_WINDOW (user_data);
  HearthOutWindowPrivate *priv = get_private (self);
  g_autoptr (GError) error = NULL;
  gboolean is_noted = hearth_context_audit_finish (HEARTH_CONTEXT (source), result, &error);

  if (priv->desk == NULL)
    return;
  if (is_noted)
    hearth_out_pdf_async (priv->pages, NULL, on_drawn_cb, g_object_ref (self));
  else
    show_issue (self, error);
}

static void
on_place_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthOutWindow) self = HEARTH_OUT_WINDOW (user_data);
  HearthOutWindowPrivate *priv = get_private (self);
  g_autoptr (GFile) file = hearth_file_picker_run_finish (result);

  if (priv->desk == NULL)
    return;
  if (file == NULL || !hearth_target_is_accepted (priv->desk, file) || !make_pages (self))
    {
      set_busy (self, FALSE);
      return;
    }
  g_set_object (&priv->file, file);
  note (self, HEARTH_AUDIT_EXPORT, HEARTH_AUDIT_BEGIN, on_save_noted_cb);
}

static void
on_confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthOutWindow) self = HEARTH_OUT_WINDOW (user_data);
  gboolean is_confirmed = hearth_confirm_finish (result);
  const char *name = NULL;

  if (get_private (self)->desk == NULL)
    return;
  name = HEARTH_OUT_WINDOW_GET_CLASS (self)->get_file_name (self);
  if (!is_confirmed || name == NULL)
    set_busy (self, FALSE);
  else
    hearth_file_picker_run_async (GTK_WIDGET (self), HEARTH_FILE_PICKER_SAVE, _ ("Save as PDF"),
                                  name, NULL, on_place_chosen_cb, g_object_ref (self));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthOutWindow *self = HEARTH_OUT_WINDOW (widget);

  set_busy (self, TRUE);
  hearth_confirm_async (widget, _ ("Write a File That Is Not Encrypted?"),
                        _ ("Whoever finds the PDF can read what stands on it. Delete it when it "
                           "is printed. The audit log says that it was written."),
                        _ ("Write"), TRUE, on_confirmed_cb, g_object_ref (self));
}

/* --- The widget --- */

static void
hearth_out_window_dispose (GObject *object)
{
  HearthOutWindowPrivate *priv = get_private (HEARTH_OUT_WINDOW (object));

  g_clear_object (&priv->desk);
  g_clear_object (&priv->file);
  g_clear_pointer (&priv->pages, hearth_pages_unref);
  G_OBJECT_CLASS (hearth_out_window_parent_class)->dispose (object);
}

static void
hearth_out_window_class_init (HearthOutWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_out_window_dispose;
  gtk_widget_class_install_action (widget_class, "paper.preview", NULL, preview_action);
  gtk_widget_class_install_action (widget_class, "paper.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "paper.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "paper.print",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hearth_out_window_init (HearthOutWindow *self)
{
}

void
hearth_out_window_begin (HearthOutWindow *self, HearthDesk *desk, GtkLabel *issue_label)
{
  HearthOutWindowPrivate *priv = get_private (self);

  g_return_if_fail (HEARTH_IS_OUT_WINDOW (self) && HEARTH_IS_DESK (desk));
  g_return_if_fail (GTK_IS_LABEL (issue_label));

  g_set_object (&priv->desk, desk);
  priv->issue_label = issue_label;
}

HearthDesk *
hearth_out_window_get_desk (HearthOutWindow *self)
{
  g_return_val_if_fail (HEARTH_IS_OUT_WINDOW (self), NULL);

  return get_private (self)->desk;
}

gboolean
hearth_out_window_is_busy (HearthOutWindow *self)
{
  g_return_val_if_fail (HEARTH_IS_OUT_WINDOW (self), FALSE);

  return get_private (self)->is_busy;
}

void
hearth_out_window_set_can_go (HearthOutWindow *self, gboolean can_go)
{
  static const char *const actions[] = { "paper.preview", "paper.print", "paper.save" };

  g_return_if_fail (HEARTH_IS_OUT_WINDOW (self));

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i],
                                   can_go && !get_private (self)->is_busy);
}
