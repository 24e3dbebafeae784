/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-export-window.h"

#include "hearth-bundle-approval.h"
#include "hearth-bundle-progress.h"
#include "hearth-bundle-words.h"
#include "hearth-export-outcome.h"
#include "hearth-export-parts.h"
#include "hearth-export-receiver.h"
#include "hearth-export-summary.h"
#include "hearth-file-picker.h"
#include "hearth-format.h"
#include "hearth-second-dialog.h"
#include "hearth-target.h"

#include <glib/gi18n.h>

#define PROGRESS_MS 100

struct _HearthExportWindow
{
  AdwWindow parent_instance;
  HearthDesk *desk;
  GCancellable *cancellable;
  GArray *cases;
  HearthBundleOptions *pending; /* what the summary shows; NULL before it */
  AdwWindowTitle *title;
  GtkStack *stack;
  GtkWidget *next_button;
  GtkWidget *export_button;
  GtkWidget *back_button;
  GtkWidget *cancel_button;
  HearthExportSummary *summary;
  GtkProgressBar *progress;
  guint progress_id;
  HearthExportParts *parts;
  gboolean is_applying; /* the switches follow what may leave at all, not a person */
  AdwComboRow *purpose_row;
  HearthExportReceiver *receiver;
  GtkLabel *hint;
  AdwStatusPage *result_page;
};

G_DEFINE_FINAL_TYPE (HearthExportWindow, hearth_export_window, ADW_TYPE_WINDOW)

/* Of what people agree to what a bundle is made for; they are its profiles too. */
static const char *const purposes[] = { "transfer", "headquarters", "benefits", "prosecutor" };

/* Nobody is to stand alone before a question of which they had not heard. */
static const char *
describe_way (HearthExportWindow *self)
{
  return hearth_bundle_approval_find_reasons (
             self->cases->len, hearth_part_switches_get (HEARTH_PART_SWITCHES (self->parts)),
             hearth_export_receiver_is_by_passphrase (self->receiver)) != 0
             ? _ ("Only the recipient can open the file. It gets a name that tells nothing. Before "
                  "it is written, a second person is asked for their yes.")
             : _ ("Only the recipient can open the file. It gets a name that tells nothing.");
}

static void
apply_state (HearthExportWindow *self)
{
  const char *obstacle = hearth_export_receiver_find_obstacle (self->receiver);

  self->is_applying = TRUE;
  hearth_export_parts_restrict (self->parts, hearth_export_receiver_get_allowed (self->receiver),
                                hearth_export_receiver_is_by_passphrase (self->receiver));
  self->is_applying = FALSE;
  gtk_label_set_text (self->hint, obstacle != NULL ? obstacle : describe_way (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.run", obstacle == NULL);
}

static void
on_changed_cb (HearthExportWindow *self)
{
  if (self->desk != NULL && !self->is_applying)
    apply_state (self);
}

static const char *
get_purpose (HearthExportWindow *self)
{
  return purposes[MIN (adw_combo_row_get_selected (self->purpose_row),
                       G_N_ELEMENTS (purposes) - 1)];
}

/* What is mostly needed for it; each part can still be left out or added. */
static void
on_purpose_cb (HearthExportWindow *self)
{
  if (self->desk != NULL)
    hearth_part_switches_set (HEARTH_PART_SWITCHES (self->parts),
                              hearth_bundle_profile_get_parts (get_purpose (self)));
}

static void
offer_purposes (HearthExportWindow *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (purposes); i++)
    gtk_string_list_append (titles, hearth_format_pack_title (hearth_desk_get_packs (self->desk),
                                                              "consent-purpose", purposes[i]));
  adw_combo_row_set_model (self->purpose_row, G_LIST_MODEL (titles));
  on_purpose_cb (self);
}

/* The folder is asked for when all the rest is seen. */
static HearthBundleOptions *
make_options (HearthExportWindow *self)
{
  HearthBundleOptions *options = hearth_bundle_options_new (NULL);

  hearth_bundle_options_set_purpose (options, hearth_desk_get_packs (self->desk),
                                     get_purpose (self));
  for (guint i = 0; i < self->cases->len; i++)
    hearth_bundle_options_add_case (options, &g_array_index (self->cases, HearthId, i));
  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    if ((hearth_part_switches_get (HEARTH_PART_SWITCHES (self->parts)) >> cmp & 1) != 0)
      hearth_bundle_options_add_part (options, (HearthCompartment) cmp);
  hearth_export_receiver_add_to (self->receiver, options);
  return options;
}

typedef enum
{
  PAGE_FORM,
  PAGE_COUNTING,
  PAGE_SUMMARY,
  PAGE_WORKING,
  PAGE_RESULT,
} Page;

static gboolean
on_progress_cb (gpointer user_data)
{
  HearthExportWindow *self = HEARTH_EXPORT_WINDOW (user_data);

  hearth_bundle_show_progress (self->progress, self->cancellable);
  return G_SOURCE_CONTINUE;
}

static void
show_page (HearthExportWindow *self, Page page)
{
  static const char *const names[] = { "form", "counting", "summary", "working", "result" };

  gtk_widget_set_visible (self->next_button, page == PAGE_FORM);
  gtk_widget_set_visible (self->export_button, page == PAGE_SUMMARY);
  gtk_widget_set_visible (self->back_button, page == PAGE_SUMMARY);
  gtk_widget_set_visible (self->cancel_button, page != PAGE_SUMMARY && page != PAGE_RESULT);
  gtk_stack_set_visible_child_name (self->stack, names[page]);
  if (page != PAGE_WORKING)
    g_clear_handle_id (&self->progress_id, g_source_remove);
  else if (self->progress_id == 0)
    self->progress_id = g_timeout_add (PROGRESS_MS, on_progress_cb, self);
  if (page == PAGE_SUMMARY)
    gtk_widget_grab_focus (self->export_button);
}

static void
on_exported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthExportWindow) self = HEARTH_EXPORT_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthBundleResult) done =
      hearth_bundle_export_finish (HEARTH_CONTEXT (source), result, &error);

  if (self->desk == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (done != NULL)
    hearth_export_outcome_show_result (self->result_page, done);
  else
    hearth_export_outcome_show_failure (self->result_page, error);
  show_page (self, PAGE_RESULT);
}

static void
start (HearthExportWindow *self, HearthContext *context)
{
  g_autoptr (HearthBundleOptions) options = g_steal_pointer (&self->pending);

  show_page (self, PAGE_WORKING);
  hearth_export_receiver_forget_words (self->receiver);
  hearth_bundle_export_async (context, options, self->cancellable, on_exported_cb,
                              g_object_ref (self));
}

/* Without a yes the summary stays where it is. */
static void
on_second_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthExportWindow) self = HEARTH_EXPORT_WINDOW (user_data);
  g_autoptr (HearthSecondYes) yes = hearth_second_dialog_run_finish (result);
  HearthContext *context = self->desk != NULL ? hearth_desk_get_context (self->desk) : NULL;

  if (yes == NULL || context == NULL || self->pending == NULL)
    return;
  if (yes->has_approval)
    hearth_bundle_options_set_approval (self->pending, &yes->approval);
  else
    hearth_bundle_options_set_alone (self->pending, yes->alone);
  start (self, context);
}

static void
ask_second (HearthExportWindow *self, guint reasons)
{
  guint8 digest[HEARTH_APPROVAL_DIGEST_SIZE];

  hearth_bundle_approval_get_digest (self->pending, digest);
  hearth_second_dialog_run_async (GTK_WIDGET (self), self->desk,
                                  hearth_export_outcome_describe_reasons (reasons), digest,
                                  on_second_cb, g_object_ref (self));
}

static void
on_folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthExportWindow) self = HEARTH_EXPORT_WINDOW (user_data);
  g_autoptr (GFile) folder = hearth_file_picker_run_finish (result);
  g_autofree char *path = folder != NULL ? g_file_get_path (folder) : NULL;
  HearthContext *context = self->desk != NULL ? hearth_desk_get_context (self->desk) : NULL;
  guint reasons;

  if (path == NULL || context == NULL || self->pending == NULL ||
      !hearth_target_is_accepted (self->desk, folder))
    return;
  hearth_bundle_options_set_destination (self->pending, path);
  reasons = hearth_bundle_approval_get_reasons (self->pending);
  if (reasons != 0)
    ask_second (self, reasons);
  else
    start (self, context);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hearth_file_picker_run_async (widget, HEARTH_FILE_PICKER_FOLDER,
                                _ ("Choose a Folder for the Bundle"), NULL, NULL,
                                on_folder_chosen_cb, g_object_ref (widget));
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthExportWindow *self = HEARTH_EXPORT_WINDOW (widget);

  g_clear_pointer (&self->pending, hearth_bundle_options_free);
  show_page (self, PAGE_FORM);
}

static void
on_counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthExportWindow) self = HEARTH_EXPORT_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) barred =
      hearth_export_summary_read_finish (HEARTH_EXPORT_SUMMARY (source), result, &error);

  if (barred != NULL && self->pending != NULL)
    {
      hearth_bundle_consent_leave_out (self->pending, barred);
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.save",
                                     self->pending->cases->len > 0);
      show_page (self, PAGE_SUMMARY);
      return;
    }
  if (self->desk == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_pointer (&self->pending, hearth_bundle_options_free);
  hearth_export_outcome_show_failure (self->result_page, error);
  show_page (self, PAGE_RESULT);
}

static void
run_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthExportWindow *self = HEARTH_EXPORT_WINDOW (widget);
  g_autofree char *whom = NULL;

  if (self->desk == NULL || hearth_export_receiver_find_obstacle (self->receiver) != NULL)
    return;
  whom = hearth_export_receiver_dup_whom (self->receiver);
  g_clear_pointer (&self->pending, hearth_bundle_options_free);
  self->pending = make_options (self);
  show_page (self, PAGE_COUNTING);
  hearth_export_summary_read_async (self->summary, self->desk, self->pending, whom,
                                    self->cancellable, on_counted_cb, g_object_ref (self));
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_close (GTK_WINDOW (widget));
}

static void
on_locked_cb (HearthDesk *desk, GParamSpec *pspec, HearthExportWindow *self)
{
  if (!hearth_desk_is_unlocked (desk))
    gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
hearth_export_window_close_request (GtkWindow *window)
{
  g_cancellable_cancel (HEARTH_EXPORT_WINDOW (window)->cancellable);
  return GTK_WINDOW_CLASS (hearth_export_window_parent_class)->close_request (window);
}

static void
hearth_export_window_dispose (GObject *object)
{
  HearthExportWindow *self = HEARTH_EXPORT_WINDOW (object);

  g_clear_handle_id (&self->progress_id, g_source_remove);
  g_clear_object (&self->desk);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->cases, g_array_unref);
  g_clear_pointer (&self->pending, hearth_bundle_options_free);
  G_OBJECT_CLASS (hearth_export_window_parent_class)->dispose (object);
}

static void
hearth_export_window_class_init (HearthExportWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_export_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = hearth_export_window_close_request;

  g_type_ensure (HEARTH_TYPE_EXPORT_PARTS);
  g_type_ensure (HEARTH_TYPE_EXPORT_SUMMARY);
  g_type_ensure (HEARTH_TYPE_EXPORT_RECEIVER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/bundles/hearth-export-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthExportWindow, title);
  gtk_widget_class_bind_template_child (widget_class, HearthExportWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, HearthExportWindow, next_button);
  gtk_widget_class_bind_template_child (widget_class, HearthExportWindow, export_button);
  gtk_widget_class_bind_template_child (widget_class, HearthExportWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, HearthExportWindow, summary);
  gtk_widget_class_bind_template_child (widget_class, HearthExportWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, HearthExportWindow, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, HearthExportWindow, parts);
  gtk_widget_class_bind_template_child (widget_class, HearthExportWindow, receiver);
  gtk_widget_class_bind_template_child (widget_class, HearthExportWindow, purpose_row);
  gtk_widget_class_bind_template_child (widget_class, HearthExportWindow, hint);
  gtk_widget_class_bind_template_child (widget_class, HearthExportWindow, result_page);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_purpose_cb);
  gtk_widget_class_install_action (widget_class, "export.run", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "export.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "export.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "export.cancel", NULL, cancel_action);
}

static void
hearth_export_window_init (HearthExportWindow *self)
{
  self->cancellable = G_CANCELLABLE (hearth_bundle_progress_new ());
  gtk_widget_init_template (GTK_WIDGET (self));
}

HearthExportWindow *
hearth_export_window_new (GtkWindow *parent, HearthDesk *desk, const GArray *cases)
{
  HearthExportWindow *self =
      g_object_new (HEARTH_TYPE_EXPORT_WINDOW, "transient-for", parent, NULL);
  HearthVault *vault = hearth_context_get_vault (hearth_desk_get_context (desk));
  g_autofree char *subtitle =
      g_strdup_printf (ngettext ("%u case", "%u cases", cases->len), cases->len);

  self->desk = g_object_ref (desk);
  self->cases = g_array_copy ((GArray *) cases);
  adw_window_title_set_subtitle (self->title, subtitle);
  hearth_export_parts_offer (self->parts, vault);
  offer_purposes (self);
  g_signal_connect_object (desk, "notify::unlocked", G_CALLBACK (on_locked_cb), self, 0);
  apply_state (self);
  hearth_export_receiver_load (self->receiver, hearth_desk_get_store (desk));
  return self;
}
