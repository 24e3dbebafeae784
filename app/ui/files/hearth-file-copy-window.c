/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-file-copy-window.h"

#include "hearth-audit.h"
#include "hearth-decode-kind.h"
#include "hearth-file-acts.h"
#include "hearth-file-picker.h"
#include "hearth-sentence.h"
#include "hearth-target.h"

#include <glib/gi18n.h>

/* What the audit log takes in one entry. */
#define MAX_REASON 200

struct _HearthFileCopyWindow
{
  AdwWindow parent_instance;
  HearthDesk *desk;
  HearthFileItem *item;
  GFile *target;
  GBytes *content;
  GCancellable *cancellable;
  gboolean is_saving;

  AdwEntryRow *reason_row;
  GtkLabel *issue_label;
  GtkSpinner *spinner;
};

G_DEFINE_FINAL_TYPE (HearthFileCopyWindow, hearth_file_copy_window, ADW_TYPE_WINDOW)

static char *
dup_reason (HearthFileCopyWindow *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason_row))));
}

static void
update_state (HearthFileCopyWindow *self)
{
  g_autofree char *reason = dup_reason (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "copy.run",
                                 !self->is_saving && *reason != '\0' &&
                                     g_utf8_strlen (reason, -1) <= MAX_REASON);
  gtk_widget_set_sensitive (GTK_WIDGET (self->reason_row), !self->is_saving);
  gtk_spinner_set_spinning (self->spinner, self->is_saving);
}

static void
set_saving (HearthFileCopyWindow *self, gboolean is_saving)
{
  self->is_saving = is_saving;
  update_state (self);
}

static HearthAuditEntry
make_entry (HearthFileCopyWindow *self, HearthAuditPhase phase)
{
  const HearthRecord *file = hearth_file_item_get_record (self->item);

  return (HearthAuditEntry){ .event = HEARTH_AUDIT_COPY,
                             .phase = phase,
                             .case_id = *hearth_record_get_case (file),
                             .cmp = hearth_file_item_get_compartment (self->item),
                             .n = 1 };
}

/* What came of it: an entry of its own, for which nobody waits. */
static void
note_outcome (HearthFileCopyWindow *self, gboolean is_done)
{
  HearthAuditEntry entry = make_entry (self, is_done ? HEARTH_AUDIT_DONE : HEARTH_AUDIT_FAILED);
  HearthContext *context = hearth_desk_get_context (self->desk);

  if (context != NULL)
    hearth_context_audit_async (context, &entry, NULL, NULL, NULL);
}

static void
show_issue (HearthFileCopyWindow *self, const GError *error)
{
  HearthSentence sentence = hearth_sentence_for_error (error);
  g_autofree char *text = g_strdup_printf ("%s. %s", sentence.title, sentence.body);

  gtk_label_set_text (self->issue_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->issue_label), TRUE);
  set_saving (self, FALSE);
}

static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthFileCopyWindow) self = HEARTH_FILE_COPY_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  gboolean is_done = g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);

  g_clear_pointer (&self->content, g_bytes_unref);
  if (self->desk == NULL)
    return;
  note_outcome (self, is_done);
  if (!is_done)
    {
      show_issue (self, error);
      return;
    }
  hearth_desk_say (self->desk,
                   _ ("Copy saved. It is not encrypted: delete it when it has served."));
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthFileCopyWindow) self = HEARTH_FILE_COPY_WINDOW (user_data);
  g_autoptr (GError) error = NULL;

  self->content = hearth_file_read_finish (result, &error);
  if (self->desk == NULL || !hearth_desk_is_unlocked (self->desk))
    return;
  if (self->content == NULL)
    {
      note_outcome (self, FALSE);
      show_issue (self, error);
      return;
    }
  g_file_replace_contents_bytes_async (self->target, self->content, NULL, FALSE,
                                       G_FILE_CREATE_PRIVATE, self->cancellable, on_written_cb,
                                       g_object_ref (self));
}

static void
on_noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthFileCopyWindow) self = HEARTH_FILE_COPY_WINDOW (user_data);
  HearthContext *context = HEARTH_CONTEXT (source);
  g_autoptr (GError) error = NULL;
  gboolean is_noted = hearth_context_audit_finish (context, result, &error);

  if (self->desk == NULL || !hearth_desk_is_unlocked (self->desk))
    return;
  if (is_noted)
    hearth_file_read_async (context, hearth_file_item_get_record (self->item), self->cancellable,
                            on_read_cb, g_object_ref (self));
  else
    show_issue (self, error);
}

static void
on_target_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthFileCopyWindow) self = HEARTH_FILE_COPY_WINDOW (user_data);
  g_autoptr (GFile) target = hearth_file_picker_run_finish (result);
  g_autofree char *reason = NULL;
  HearthAuditEntry entry;

  if (target == NULL || self->desk == NULL || !hearth_desk_is_unlocked (self->desk) ||
      !hearth_target_is_accepted (self->desk, target))
    return;
  g_set_object (&self->target, target);
  set_saving (self, TRUE);
  reason = dup_reason (self);
  entry = make_entry (self, HEARTH_AUDIT_BEGIN);
  entry.why = reason;
  hearth_context_audit_async (hearth_desk_get_context (self->desk), &entry, self->cancellable,
                              on_noted_cb, g_object_ref (self));
}

/* Proposes no name of a person: the desktop may remember it. */
static char *
dup_proposed_name (HearthFileCopyWindow *self)
{
  HearthDecodeKind kind =
      hearth_decode_kind_from_media_type (hearth_file_item_get_media_type (self->item));
  const char *extension = hearth_decode_kind_get_extension (kind);

  /* Translators: the name that is proposed for a copy of a file, without its end. */
  return g_strdup_printf ("%s.%s", _ ("copy"), extension != NULL ? extension : "bin");
}

static void
run_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthFileCopyWindow *self = HEARTH_FILE_COPY_WINDOW (widget);
  g_autofree char *proposed = dup_proposed_name (self);

  gtk_widget_set_visible (GTK_WIDGET (self->issue_label), FALSE);
  hearth_file_picker_run_async (widget, HEARTH_FILE_PICKER_SAVE, _ ("Save a Copy"), proposed, NULL,
                                on_target_chosen_cb, g_object_ref (widget));
}

static void
on_activated_cb (HearthFileCopyWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "copy.run", NULL);
}

static void
on_locked_cb (HearthDesk *desk, GParamSpec *pspec, HearthFileCopyWindow *self)
{
  if (!hearth_desk_is_unlocked (desk))
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
hearth_file_copy_window_dispose (GObject *object)
{
  HearthFileCopyWindow *self = HEARTH_FILE_COPY_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->desk);
  g_clear_object (&self->target);
  g_clear_pointer (&self->content, g_bytes_unref);
  G_OBJECT_CLASS (hearth_file_copy_window_parent_class)->dispose (object);
}

static void
hearth_file_copy_window_finalize (GObject *object)
{
  g_clear_object (&HEARTH_FILE_COPY_WINDOW (object)->item);
  G_OBJECT_CLASS (hearth_file_copy_window_parent_class)->finalize (object);
}

static void
hearth_file_copy_window_class_init (HearthFileCopyWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_file_copy_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = hearth_file_copy_window_finalize;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/files/hearth-file-copy-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthFileCopyWindow, reason_row);
  gtk_widget_class_bind_template_child (widget_class, HearthFileCopyWindow, issue_label);
  gtk_widget_class_bind_template_child (widget_class, HearthFileCopyWindow, spinner);
  gtk_widget_class_bind_template_callback (widget_class, update_state);
  gtk_widget_class_bind_template_callback (widget_class, on_activated_cb);
  gtk_widget_class_install_action (widget_class, "copy.run", NULL, run_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hearth_file_copy_window_init (HearthFileCopyWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  update_state (self);
}

HearthFileCopyWindow *
hearth_file_copy_window_new (GtkWindow *parent, HearthDesk *desk, HearthFileItem *item)
{
  HearthFileCopyWindow *self =
      g_object_new (HEARTH_TYPE_FILE_COPY_WINDOW, "transient-for", parent, NULL);

  self->desk = g_object_ref (desk);
  self->item = g_object_ref (item);
  g_signal_connect_object (desk, "notify::unlocked", G_CALLBACK (on_locked_cb), self, 0);
  return self;
}
