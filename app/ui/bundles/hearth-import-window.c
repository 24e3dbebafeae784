/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-import-window.h"

#include "hearth-audit.h"
#include "hearth-bundle-import.h"
#include "hearth-bundle-progress.h"
#include "hearth-bundle-sentence.h"
#include "hearth-bundle-words.h"
#include "hearth-compare-window.h"
#include "hearth-file-picker.h"
#include "hearth-import-duplicates.h"
#include "hearth-import-preview.h"
#include "hearth-passphrase-entry.h"

#include <glib/gi18n.h>
#include <string.h>

#define PULSE_MS 100

typedef enum
{
  STEP_FILE,
  STEP_WORKING,
  STEP_PASSPHRASE,
  STEP_PREVIEW,
  STEP_DONE,
} Step;

struct _HearthImportWindow
{
  AdwWindow parent_instance;
  HearthDesk *desk;
  GCancellable *cancellable;
  char *path;
  HearthSecret *passphrase;       /* nullable */
  HearthBundleInfo *info;         /* of the bundle in the preview */
  HearthContactAct *introduction; /* of its sender, under way */
  Step step;
  guint pulse_id;
  AdwStatusPage *file_page;
  AdwStatusPage *working_page;
  AdwStatusPage *done_page;
  GtkStack *stack;
  GtkProgressBar *progress;
  GtkButton *cancel_button;
  GtkWidget *import_button;
  GtkWidget *questions_button;
  AdwPasswordEntryRow *passphrase_row;
  GtkWidget *wrong_label;
  HearthImportPreview *preview;
};

G_DEFINE_FINAL_TYPE (HearthImportWindow, hearth_import_window, ADW_TYPE_WINDOW)

static const char *const step_names[] = { "file", "working", "passphrase", "preview", "done" };

static gboolean
can_import (HearthImportWindow *self)
{
  return self->step == STEP_PREVIEW && self->info != NULL && !self->info->is_already_imported &&
         hearth_bundle_info_check_sender (self->info, NULL);
}

static gboolean
on_pulse_cb (gpointer user_data)
{
  HearthImportWindow *self = HEARTH_IMPORT_WINDOW (user_data);

  hearth_bundle_show_progress (self->progress, self->cancellable);
  return G_SOURCE_CONTINUE;
}

static void
go_to (HearthImportWindow *self, Step step)
{
  self->step = step;
  gtk_stack_set_visible_child_name (self->stack, step_names[step]);
  gtk_widget_set_visible (self->import_button, can_import (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.run", can_import (self));
  gtk_button_set_label (self->cancel_button,
                        step == STEP_DONE || (step == STEP_PREVIEW && !can_import (self))
                            ? _ ("_Close")
                            : _ ("_Cancel"));
  if (step != STEP_WORKING)
    g_clear_handle_id (&self->pulse_id, g_source_remove);
  else if (self->pulse_id == 0)
    self->pulse_id = g_timeout_add (PULSE_MS, on_pulse_cb, self);
  if (step == STEP_PASSPHRASE)
    gtk_widget_grab_focus (GTK_WIDGET (self->passphrase_row));
  else if (step == STEP_PREVIEW)
    gtk_widget_grab_focus (can_import (self) ? self->import_button
                                             : GTK_WIDGET (self->cancel_button));
}

static void
describe_working (HearthImportWindow *self, const char *title, const char *text)
{
  adw_status_page_set_title (self->working_page, title);
  adw_status_page_set_description (self->working_page, text);
}

/* What was refused stands where the next file is chosen. */
static void
describe_file_page (HearthImportWindow *self, const HearthSentence *trouble)
{
  g_autofree char *body = g_markup_escape_text (
      trouble != NULL
          ? trouble->body
          : _ ("A file whose name ends in “.age”, from another hospital. It is checked "
               "from beginning to end, and nothing is written before you have seen what "
               "it would bring."),
      -1);

  adw_status_page_set_title (self->file_page,
                             trouble != NULL ? trouble->title : _ ("Open a Bundle"));
  adw_status_page_set_icon_name (self->file_page, trouble != NULL ? "dialog-warning-symbolic"
                                                                  : "document-open-symbolic");
  adw_status_page_set_description (self->file_page, body);
}

/* --- Looking at the file ---------------------------------------------------------------------- */

static void
note_refusal (HearthImportWindow *self, const GError *error)
{
  const HearthAuditEntry entry = { .event = HEARTH_AUDIT_BUNDLE_REFUSED,
                                   .why = hearth_bundle_error_get_code (error) };

  if (entry.why != NULL)
    hearth_context_audit_async (hearth_desk_get_context (self->desk), &entry, NULL, NULL, NULL);
}

static void
show_refusal (HearthImportWindow *self, const GError *error)
{
  HearthSentence sentence = hearth_bundle_sentence_for_error (error);

  hearth_desk_look_at_error (self->desk, error);
  describe_file_page (self, &sentence);
  go_to (self, STEP_FILE);
}

static void
show_preview (HearthImportWindow *self, GPtrArray *duplicates)
{
  HearthVault *vault = hearth_context_get_vault (hearth_desk_get_context (self->desk));

  hearth_import_preview_show (self->preview, self->info, duplicates, hearth_vault_is_owner (vault));
  go_to (self, STEP_PREVIEW);
}

static void
on_duplicates_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthImportWindow) self = HEARTH_IMPORT_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = hearth_import_find_duplicates_finish (result, &error);

  if (self->desk == NULL || !hearth_desk_is_unlocked (self->desk) || self->info == NULL ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    hearth_desk_look_at_error (self->desk, error);
  show_preview (self, found);
}

static void
on_inspected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthImportWindow) self = HEARTH_IMPORT_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthBundleInfo) info =
      hearth_bundle_inspect_finish (HEARTH_CONTEXT (source), result, &error);

  if (self->desk == NULL || !hearth_desk_is_unlocked (self->desk) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_pointer (&self->info, hearth_bundle_info_free);
  if (info != NULL)
    {
      self->info = g_steal_pointer (&info);
      hearth_import_find_duplicates_async (HEARTH_CONTEXT (source), self->info, self->cancellable,
                                           on_duplicates_found_cb, g_object_ref (self));
      return;
    }
  note_refusal (self, error);
  /* The same code says: for another vault, under a passphrase, and under another passphrase. */
  if (g_error_matches (error, HEARTH_BUNDLE_ERROR, (int) HEARTH_BUNDLE_ERROR_NO_KEY))
    {
      gtk_widget_set_visible (self->wrong_label, self->passphrase != NULL);
      go_to (self, STEP_PASSPHRASE);
    }
  else
    show_refusal (self, error);
}

static void
inspect (HearthImportWindow *self)
{
  HearthContext *context = hearth_desk_get_context (self->desk);

  if (context == NULL || self->path == NULL)
    return;
  describe_working (self, _ ("Checking the Bundle"),
                    _ ("Every signature and every entry is checked. Nothing is written."));
  go_to (self, STEP_WORKING);
  hearth_bundle_inspect_async (context, self->path, self->passphrase, self->cancellable,
                               on_inspected_cb, g_object_ref (self));
}

static void
open_file (HearthImportWindow *self, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);

  if (path == NULL || self->step == STEP_WORKING)
    return;
  g_free (self->path);
  self->path = g_steal_pointer (&path);
  g_clear_pointer (&self->passphrase, hearth_secret_unref);
  inspect (self);
}

/* --- An unknown sender ------------------------------------------------------------------------ */

/* What it brings may be another now. */
static void
on_verified_cb (HearthImportWindow *self)
{
  if (self->step == STEP_PREVIEW)
    inspect (self);
}

static void
on_introduced_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthImportWindow) self = HEARTH_IMPORT_WINDOW (user_data);
  HearthContext *context = self->desk != NULL ? hearth_desk_get_context (self->desk) : NULL;
  g_autoptr (HearthContactAct) act = g_steal_pointer (&self->introduction);
  g_autoptr (HearthContactRow) row = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *window;

  if (context == NULL)
    return;
  row = hearth_contact_act_run_finish (context, act, result, &error);
  if (row == NULL)
    {
      hearth_desk_report_error (self->desk, error);
      return;
    }
  window = hearth_compare_window_new (GTK_WINDOW (self), self->desk, row);
  g_signal_connect_object (window, "verified", G_CALLBACK (on_verified_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

/* The card that came in the bundle becomes a contact, of use only after its digits were compared. */
static void
introduce_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthImportWindow *self = HEARTH_IMPORT_WINDOW (widget);
  HearthContext *context = hearth_desk_get_context (self->desk);

  if (context == NULL || self->info == NULL || self->introduction != NULL)
    return;
  self->introduction =
      hearth_contact_act_new_add (self->info->from_card, strlen (self->info->from_card), NULL);
  hearth_contact_act_run_async (context, self->introduction, on_introduced_cb, g_object_ref (self));
}

/* --- Taking it in ----------------------------------------------------------------------------- */

static guint
count_aside (const HearthReceived *received)
{
  guint n = 0;

  for (guint i = 1; i < HEARTH_N_ASIDE; i++)
    n += received->n_aside[i];
  return n;
}

static void
append_sentence (GString *text, const char *sentence)
{
  if (text->len > 0)
    g_string_append (text, "\n\n");
  g_string_append (text, sentence);
}

/* What is left to do after the import; empty: nothing. */
static char *
dup_rest (const HearthBundleImport *import)
{
  GString *text = g_string_new (NULL);

  if (import->info->n_conflicts > 0)
    append_sentence (text,
                     _ ("Both hospitals changed the same: questions wait for your decision."));
  if (import->n_waiting > 0)
    append_sentence (text, _ ("Parts stay sealed until somebody logs in who has their key."));
  if (count_aside (&import->received) > 0)
    append_sentence (text, _ ("Some entries are kept aside and do not count yet: nobody here has "
                              "compared the vault that wrote them, or its role may not."));
  if (import->received.forked->len > 0)
    append_sentence (
        text, _ ("Attention: two different entries came under one number. A disk was copied, "
                 "or a key was stolen. Call the sender."));
  return g_string_free (text, FALSE);
}

static void
show_done (HearthImportWindow *self, const HearthBundleImport *import, const char *rest)
{
  g_autofree char *markup = g_markup_escape_text (rest, -1);

  adw_status_page_set_description (self->done_page, markup);
  gtk_widget_set_visible (self->questions_button, import->info->n_conflicts > 0);
  go_to (self, STEP_DONE);
  if (import->info->n_conflicts > 0)
    gtk_widget_grab_focus (self->questions_button);
}

static void
on_imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthImportWindow) self = HEARTH_IMPORT_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthBundleImport) import =
      hearth_bundle_import_finish (HEARTH_CONTEXT (source), result, &error);
  g_autofree char *rest = NULL;

  if (self->desk == NULL || !hearth_desk_is_unlocked (self->desk))
    return;
  if (import == NULL)
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        show_preview (self, NULL);
      else
        show_refusal (self, error);
      return;
    }
  rest = dup_rest (import);
  hearth_desk_report (self->desk, _ ("Bundle imported"), import->changes);
  if (*rest == '\0')
    gtk_window_close (GTK_WINDOW (self));
  else
    show_done (self, import, rest);
}

static void
run_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthImportWindow *self = HEARTH_IMPORT_WINDOW (widget);
  HearthContext *context = hearth_desk_get_context (self->desk);

  if (context == NULL || !can_import (self))
    return;
  describe_working (self, _ ("Importing"),
                    _ ("The bundle is checked once more and taken in as one act."));
  go_to (self, STEP_WORKING);
  hearth_bundle_import_async (context, self->path, self->passphrase, self->info->manifest_hash,
                              self->cancellable, on_imported_cb, g_object_ref (self));
}

static void
on_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  HearthImportWindow *self = HEARTH_IMPORT_WINDOW (source);
  g_autoptr (GFile) file = hearth_file_picker_run_finish (result);

  if (file != NULL && self->desk != NULL && hearth_desk_is_unlocked (self->desk))
    open_file (self, file);
}

static void
choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GtkFileFilter) filter = hearth_bundle_filter_new ();

  hearth_file_picker_run_async (widget, HEARTH_FILE_PICKER_OPEN, _ ("Open a Bundle"), NULL, filter,
                                on_chosen_cb, NULL);
}

static void
unlock_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthImportWindow *self = HEARTH_IMPORT_WINDOW (widget);

  if (hearth_passphrase_entry_get_n_chars (self->passphrase_row) == 0)
    return;
  g_clear_pointer (&self->passphrase, hearth_secret_unref);
  self->passphrase = hearth_passphrase_entry_take (self->passphrase_row);
  inspect (self);
}

static void
on_passphrase_activated_cb (HearthImportWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "import.unlock", NULL);
}

static void
questions_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (widget));

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.conflicts", NULL);
  gtk_window_close (GTK_WINDOW (widget));
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

static gboolean
on_drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  HearthImportWindow *self =
      HEARTH_IMPORT_WINDOW (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (target)));

  if (self->step != STEP_FILE || !G_VALUE_HOLDS (value, G_TYPE_FILE))
    return FALSE;
  open_file (self, g_value_get_object (value));
  return TRUE;
}

static void
on_locked_cb (HearthDesk *desk, GParamSpec *pspec, HearthImportWindow *self)
{
  if (!hearth_desk_is_unlocked (desk))
    gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
hearth_import_window_close_request (GtkWindow *window)
{
  g_cancellable_cancel (HEARTH_IMPORT_WINDOW (window)->cancellable);
  return GTK_WINDOW_CLASS (hearth_import_window_parent_class)->close_request (window);
}

static void
hearth_import_window_dispose (GObject *object)
{
  HearthImportWindow *self = HEARTH_IMPORT_WINDOW (object);

  g_clear_handle_id (&self->pulse_id, g_source_remove);
  g_clear_object (&self->desk);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->passphrase, hearth_secret_unref);
  g_clear_pointer (&self->info, hearth_bundle_info_free);
  G_OBJECT_CLASS (hearth_import_window_parent_class)->dispose (object);
}

static void
hearth_import_window_class_init (HearthImportWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_import_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = hearth_import_window_close_request;

  g_type_ensure (HEARTH_TYPE_IMPORT_PREVIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/bundles/hearth-import-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthImportWindow, file_page);
  gtk_widget_class_bind_template_child (widget_class, HearthImportWindow, working_page);
  gtk_widget_class_bind_template_child (widget_class, HearthImportWindow, done_page);
  gtk_widget_class_bind_template_child (widget_class, HearthImportWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, HearthImportWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, HearthImportWindow, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, HearthImportWindow, import_button);
  gtk_widget_class_bind_template_child (widget_class, HearthImportWindow, questions_button);
  gtk_widget_class_bind_template_child (widget_class, HearthImportWindow, passphrase_row);
  gtk_widget_class_bind_template_child (widget_class, HearthImportWindow, wrong_label);
  gtk_widget_class_bind_template_child (widget_class, HearthImportWindow, preview);
  gtk_widget_class_bind_template_callback (widget_class, on_drop_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_passphrase_activated_cb);
  gtk_widget_class_install_action (widget_class, "import.choose", NULL, choose_action);
  gtk_widget_class_install_action (widget_class, "import.unlock", NULL, unlock_action);
  gtk_widget_class_install_action (widget_class, "import.introduce", NULL, introduce_action);
  gtk_widget_class_install_action (widget_class, "import.run", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "import.questions", NULL, questions_action);
  gtk_widget_class_install_action (widget_class, "import.cancel", NULL, cancel_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "import.cancel", NULL);
}

static void
hearth_import_window_init (HearthImportWindow *self)
{
  self->cancellable = G_CANCELLABLE (hearth_bundle_progress_new ());
  gtk_widget_init_template (GTK_WIDGET (self));
  describe_file_page (self, NULL);
  go_to (self, STEP_FILE);
}

HearthImportWindow *
hearth_import_window_new (GtkWindow *parent, HearthDesk *desk, GFile *file)
{
  HearthImportWindow *self =
      g_object_new (HEARTH_TYPE_IMPORT_WINDOW, "transient-for", parent, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "notify::unlocked", G_CALLBACK (on_locked_cb), self, 0);
  if (file != NULL)
    open_file (self, file);
  return self;
}
