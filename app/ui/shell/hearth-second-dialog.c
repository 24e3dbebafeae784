/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-second-dialog.h"

#include "hearth-audit.h"
#include "hearth-passphrase-entry.h"
#include "hearth-second-person.h"
#include "hearth-sentence.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HearthSecondDialog
{
  AdwWindow parent_instance;
  HearthDesk *desk;
  GTask *task; /* NULL once it was answered */
  guint8 digest[HEARTH_APPROVAL_DIGEST_SIZE];
  GPtrArray *people; /* (element-type HearthMember) in the order of @person_row */
  gboolean is_alone;
  gboolean is_busy;

  GtkStack *yes_stack;
  GtkWidget *yes_button;
  GtkWidget *cancel_button;
  GtkWidget *form;
  GtkLabel *why;
  GtkLabel *how;
  GtkRevealer *error_revealer;
  GtkLabel *error_title;
  GtkLabel *error_body;
  AdwComboRow *person_row;
  AdwPasswordEntryRow *passphrase_row;
  AdwEntryRow *reason_row;
};

G_DEFINE_FINAL_TYPE (HearthSecondDialog, hearth_second_dialog, ADW_TYPE_WINDOW)

void
hearth_second_yes_free (HearthSecondYes *self)
{
  g_free (self->alone);
  g_free (self);
}

static char *
dup_reason (HearthSecondDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason_row))));
}

static gboolean
is_complete (HearthSecondDialog *self)
{
  g_autofree char *reason = dup_reason (self);

  if (self->is_alone)
    return *reason != '\0';
  return hearth_passphrase_entry_get_n_chars (self->passphrase_row) > 0;
}

static void
update (HearthSecondDialog *self)
{
  gtk_widget_set_sensitive (self->yes_button, !self->is_busy && is_complete (self));
  gtk_widget_set_sensitive (self->cancel_button, !self->is_busy);
  gtk_widget_set_sensitive (self->form, !self->is_busy);
  gtk_stack_set_visible_child_name (self->yes_stack, self->is_busy ? "busy" : "label");
}

static void
set_busy (HearthSecondDialog *self, gboolean is_busy)
{
  self->is_busy = is_busy;
  /* An entry that is made insensitive under the focus never hears that it has lost it. */
  if (is_busy)
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
  update (self);
}

/* Answers once; @yes: (transfer full) (nullable). */
static void
answer (HearthSecondDialog *self, HearthSecondYes *yes)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  if (task != NULL)
    g_task_return_pointer (task, yes, (GDestroyNotify) hearth_second_yes_free);
}

static void
show_error (HearthSecondDialog *self, const GError *error)
{
  HearthSentence sentence = hearth_sentence_for_error (error);

  gtk_label_set_text (self->error_title, sentence.title);
  gtk_label_set_text (self->error_body, sentence.body);
  gtk_revealer_set_reveal_child (self->error_revealer, TRUE);
}

static void
on_approved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthSecondDialog) self = HEARTH_SECOND_DIALOG (user_data);
  g_autoptr (GError) error = NULL;
  HearthApproval approval;
  HearthSecondYes *yes;

  if (hearth_vault_approve_finish (HEARTH_VAULT (source), result, &approval, &error))
    {
      /* Locked meanwhile: nothing is to be done with it any more. */
      if (self->task == NULL)
        return;
      yes = g_new0 (HearthSecondYes, 1);
      yes->has_approval = TRUE;
      yes->approval = approval;
      answer (self, yes);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  if (self->task == NULL)
    return;
  /* Somebody who tries the words of a colleague is worth a line in the log. */
  hearth_context_audit (
      hearth_desk_get_context (self->desk),
      &(HearthAuditEntry){ .event = HEARTH_AUDIT_SECOND_PERSON, .phase = HEARTH_AUDIT_FAILED },
      NULL);
  set_busy (self, FALSE);
  show_error (self, error);
  gtk_widget_grab_focus (GTK_WIDGET (self->passphrase_row));
}

static void
ask_second (HearthSecondDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->person_row);
  const HearthMember *second = selected < self->people->len ? self->people->pdata[selected] : NULL;
  g_autoptr (HearthSecret) passphrase = hearth_passphrase_entry_take (self->passphrase_row);
  const HearthCredentials credentials = { .user = second != NULL ? second->name : NULL,
                                          .passphrase = passphrase };

  if (second == NULL || passphrase == NULL)
    return;
  set_busy (self, TRUE);
  hearth_vault_approve_async (hearth_context_get_vault (hearth_desk_get_context (self->desk)),
                              &credentials, self->digest, NULL, on_approved_cb,
                              g_object_ref (self));
}

static void
on_yes_cb (HearthSecondDialog *self)
{
  HearthSecondYes *yes;

  if (!gtk_widget_get_sensitive (self->yes_button))
    return;
  gtk_revealer_set_reveal_child (self->error_revealer, FALSE);
  if (!self->is_alone)
    {
      ask_second (self);
      return;
    }
  yes = g_new0 (HearthSecondYes, 1);
  yes->alone = dup_reason (self);
  answer (self, yes);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_changed_cb (HearthSecondDialog *self)
{
  if (self->people != NULL)
    update (self);
}

static gboolean
hearth_second_dialog_close_request (GtkWindow *window)
{
  HearthSecondDialog *self = HEARTH_SECOND_DIALOG (window);

  if (self->is_busy)
    return TRUE;
  answer (self, NULL);
  return GTK_WINDOW_CLASS (hearth_second_dialog_parent_class)->close_request (window);
}

static void
on_locked_cb (HearthDesk *desk, GParamSpec *pspec, HearthSecondDialog *self)
{
  if (hearth_desk_is_unlocked (desk))
    return;
  hearth_passphrase_entry_clear (self->passphrase_row);
  answer (self, NULL);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
hearth_second_dialog_dispose (GObject *object)
{
  HearthSecondDialog *self = HEARTH_SECOND_DIALOG (object);

  answer (self, NULL);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (self), HEARTH_TYPE_SECOND_DIALOG);
  G_OBJECT_CLASS (hearth_second_dialog_parent_class)->dispose (object);
}

static void
hearth_second_dialog_class_init (HearthSecondDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_second_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = hearth_second_dialog_close_request;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/shell/hearth-second-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthSecondDialog, yes_stack);
  gtk_widget_class_bind_template_child (widget_class, HearthSecondDialog, yes_button);
  gtk_widget_class_bind_template_child (widget_class, HearthSecondDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, HearthSecondDialog, form);
  gtk_widget_class_bind_template_child (widget_class, HearthSecondDialog, why);
  gtk_widget_class_bind_template_child (widget_class, HearthSecondDialog, how);
  gtk_widget_class_bind_template_child (widget_class, HearthSecondDialog, error_revealer);
  gtk_widget_class_bind_template_child (widget_class, HearthSecondDialog, error_title);
  gtk_widget_class_bind_template_child (widget_class, HearthSecondDialog, error_body);
  gtk_widget_class_bind_template_child (widget_class, HearthSecondDialog, person_row);
  gtk_widget_class_bind_template_child (widget_class, HearthSecondDialog, passphrase_row);
  gtk_widget_class_bind_template_child (widget_class, HearthSecondDialog, reason_row);
  gtk_widget_class_bind_template_callback (widget_class, on_yes_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hearth_second_dialog_init (HearthSecondDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static const char *
describe_how (HearthSecondDialog *self)
{
  if (self->is_alone)
    return _ (
        "Nobody else here is an owner or a manager. Write down why nobody is asked: the audit log "
        "keeps it.");
  return _ ("Another owner or a manager reads this, chooses their name and types their passphrase "
            "here. You stay signed in, and the audit log keeps their yes.");
}

static void
fill (HearthSecondDialog *self, const char *why)
{
  HearthVault *vault = hearth_context_get_vault (hearth_desk_get_context (self->desk));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->is_alone = hearth_second_person_is_alone (vault);
  self->people = hearth_second_person_list (vault);
  for (guint i = 0; i < self->people->len; i++)
    gtk_string_list_append (names, ((const HearthMember *) self->people->pdata[i])->name);
  adw_combo_row_set_model (self->person_row, G_LIST_MODEL (names));
  gtk_label_set_text (self->why, why);
  gtk_label_set_text (self->how, describe_how (self));
  gtk_widget_set_visible (GTK_WIDGET (self->reason_row), self->is_alone);
  gtk_widget_set_visible (GTK_WIDGET (self->person_row), !self->is_alone);
  gtk_widget_set_visible (GTK_WIDGET (self->passphrase_row), !self->is_alone);
  update (self);
}

/* The first thing that is to be filled in. */
static GtkWidget *
find_start (HearthSecondDialog *self)
{
  if (self->is_alone)
    return GTK_WIDGET (self->reason_row);
  return self->people->len > 1 ? GTK_WIDGET (self->person_row) : GTK_WIDGET (self->passphrase_row);
}

void
hearth_second_dialog_run_async (GtkWidget *parent,
                                HearthDesk *desk,
                                const char *why,
                                const guint8 digest[HEARTH_APPROVAL_DIGEST_SIZE],
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  HearthSecondDialog *self;

  g_return_if_fail (HEARTH_IS_DESK (desk) && hearth_desk_is_unlocked (desk));

  self =
      g_object_new (HEARTH_TYPE_SECOND_DIALOG, "transient-for", gtk_widget_get_root (parent), NULL);
  self->desk = g_object_ref (desk);
  memcpy (self->digest, digest, sizeof self->digest);
  self->task = g_task_new (parent, NULL, callback, user_data);
  g_task_set_source_tag (self->task, hearth_second_dialog_run_async);
  g_signal_connect_object (desk, "notify::unlocked", G_CALLBACK (on_locked_cb), self, 0);
  fill (self, why);
  gtk_widget_grab_focus (find_start (self));
  gtk_window_present (GTK_WINDOW (self));
}

/** hearth_second_dialog_run_finish: Returns: (transfer full) (nullable): see the header. */
HearthSecondYes *
hearth_second_dialog_run_finish (GAsyncResult *result)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, hearth_second_dialog_run_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
