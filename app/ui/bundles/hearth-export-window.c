/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-export-window.h"

#include "hearth-age-key.h"
#include "hearth-bundle-approval.h"
#include "hearth-bundle-progress.h"
#include "hearth-bundle-words.h"
#include "hearth-export-outcome.h"
#include "hearth-export-parts.h"
#include "hearth-export-summary.h"
#include "hearth-file-picker.h"
#include "hearth-passphrase-chooser.h"
#include "hearth-second-dialog.h"
#include "hearth-target.h"

#include <glib/gi18n.h>
#include <string.h>

/* A key that was pasted may have been swapped on its way. Sixty bits read aloud by the recipient
 * cannot be met by a key that somebody made to look alike. */
#define N_PROOF_CHARACTERS 12

#define PROGRESS_MS 100

typedef enum
{
  WAY_KEY,
  WAY_PASSPHRASE,
  WAY_CONTACT,
} Way;

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
  gboolean is_choosing; /* the switches follow the profile, not a person */
  gboolean is_applying; /* or what may leave at all */
  AdwComboRow *profile_row;
  AdwComboRow *way_row;
  AdwComboRow *contact_row;
  AdwComboRow *copy_row;    /* nobody, then as @contact_row */
  HearthContacts *contacts; /* NULL: not read yet */
  GPtrArray *verified;      /* (element-type HearthContact): of them, in the order of the row */
  GtkEditable *key_row;
  GtkEditable *proof_row;
  HearthPassphraseChooser *chooser;
  GtkLabel *hint;
  AdwStatusPage *result_page;
};

G_DEFINE_FINAL_TYPE (HearthExportWindow, hearth_export_window, ADW_TYPE_WINDOW)

/* As in the list of the template; before them is what a person chooses part by part. */
static const char *const profiles[] = { "transfer", "headquarters", "benefits", "prosecutor" };

static Way
get_way (HearthExportWindow *self)
{
  return (Way) MIN (adw_combo_row_get_selected (self->way_row), WAY_CONTACT);
}

/* (nullable): the contact that is chosen. */
static const HearthContact *
get_contact (HearthExportWindow *self)
{
  guint selected = adw_combo_row_get_selected (self->contact_row);

  return get_way (self) == WAY_CONTACT && selected < self->verified->len
             ? self->verified->pdata[selected]
             : NULL;
}

/* (nullable): who gets a copy. */
static const HearthContact *
get_copy (HearthExportWindow *self)
{
  guint selected = adw_combo_row_get_selected (self->copy_row);

  return get_way (self) == WAY_CONTACT && selected > 0 && selected - 1 < self->verified->len
             ? self->verified->pdata[selected - 1]
             : NULL;
}

static char *
dup_key (HearthExportWindow *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->key_row)));
}

static gboolean
is_key_proven (HearthExportWindow *self, const char *key)
{
  g_autofree char *typed = g_strdup (gtk_editable_get_text (self->proof_row));
  g_autofree char *proof = g_ascii_strdown (g_strdelimit (typed, " -", ' '), -1);
  g_auto (GStrv) words = g_strsplit (proof, " ", -1);
  g_autofree char *joined = g_strjoinv ("", words);

  return strlen (joined) == N_PROOF_CHARACTERS && g_str_has_suffix (key, joined);
}

/* What is missing before the bundle can be made; NULL: nothing. */
static const char *
find_obstacle (HearthExportWindow *self)
{
  g_autofree char *key = dup_key (self);
  HearthAgeRecipient recipient;

  if (get_way (self) == WAY_CONTACT && get_contact (self) == get_copy (self) &&
      get_contact (self) != NULL)
    return _ ("The copy would go to the same contact.");
  if (get_way (self) == WAY_CONTACT)
    return get_contact (self) != NULL
               ? NULL
               : _ ("There is no contact whose fingerprint was compared. An owner adds one under "
                    "Administration, Contacts.");
  if (get_way (self) == WAY_KEY)
    {
      if (!hearth_age_recipient_parse (key, &recipient))
        return _ ("Ask the recipient for their key; it begins with “age1”.");
      if (!is_key_proven (self, key))
        return _ ("Call the recipient, in a way in which you know the voice, and let them read the "
                  "end of their key: a key "
                  "may be exchanged on its way to you.");
      return NULL;
    }
  return hearth_passphrase_chooser_is_ready (self->chooser)
             ? NULL
             : _ ("Write the seven words down and type them back. Tell them to the recipient by "
                  "another way "
                  "than the file goes.");
}

/* What may go to everybody who was chosen. */
static guint
get_allowed (HearthExportWindow *self)
{
  const HearthContact *chosen[] = { get_contact (self), get_copy (self) };
  guint allowed = G_MAXUINT;

  for (guint i = 0; i < G_N_ELEMENTS (chosen); i++)
    if (chosen[i] != NULL)
      allowed &= hearth_contact_get_parts (chosen[i]);
  return allowed;
}

/* Nobody is to stand alone before a question of which they had not heard. */
static const char *
describe_way (HearthExportWindow *self)
{
  return hearth_bundle_approval_find_reasons (self->cases->len,
                                              hearth_export_parts_get (self->parts),
                                              get_way (self) == WAY_PASSPHRASE) != 0
             ? _ ("Only the recipient can open the file. It gets a name that tells nothing. Before "
                  "it is written, a second person is asked for their yes.")
             : _ ("Only the recipient can open the file. It gets a name that tells nothing.");
}

static void
apply_state (HearthExportWindow *self)
{
  gboolean is_key = get_way (self) == WAY_KEY;
  gboolean is_passphrase = get_way (self) == WAY_PASSPHRASE;
  const char *obstacle = find_obstacle (self);

  gtk_widget_set_visible (GTK_WIDGET (self->key_row), is_key);
  gtk_widget_set_visible (GTK_WIDGET (self->proof_row), is_key);
  gtk_widget_set_visible (GTK_WIDGET (self->chooser), is_passphrase);
  gtk_widget_set_visible (GTK_WIDGET (self->contact_row), get_way (self) == WAY_CONTACT);
  gtk_widget_set_visible (GTK_WIDGET (self->copy_row),
                          get_way (self) == WAY_CONTACT && self->verified->len > 1);
  self->is_applying = TRUE;
  hearth_export_parts_restrict (self->parts, get_allowed (self), is_passphrase);
  self->is_applying = FALSE;
  gtk_label_set_text (self->hint, obstacle != NULL ? obstacle : describe_way (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.run", obstacle == NULL);
}

static void
on_changed_cb (HearthExportWindow *self)
{
  if (self->desk != NULL)
    apply_state (self);
}

static void
on_profile_cb (HearthExportWindow *self)
{
  guint selected = adw_combo_row_get_selected (self->profile_row);

  if (self->desk == NULL || selected == 0 || selected > G_N_ELEMENTS (profiles))
    return;
  self->is_choosing = TRUE;
  hearth_export_parts_choose (self->parts,
                              hearth_bundle_profile_get_parts (profiles[selected - 1]));
  self->is_choosing = FALSE;
}

/* What goes is no longer what the profile means. */
static void
on_parts_changed_cb (HearthExportWindow *self)
{
  if (!self->is_choosing)
    adw_combo_row_set_selected (self->profile_row, 0);
  if (self->desk != NULL && !self->is_applying)
    apply_state (self);
}

/* The folder is asked for when all the rest is seen. */
static HearthBundleOptions *
make_options (HearthExportWindow *self)
{
  HearthBundleOptions *options = hearth_bundle_options_new (NULL);
  g_autofree char *key = dup_key (self);

  for (guint i = 0; i < self->cases->len; i++)
    hearth_bundle_options_add_case (options, &g_array_index (self->cases, HearthId, i));
  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    if ((hearth_export_parts_get (self->parts) >> cmp & 1) != 0)
      hearth_bundle_options_add_part (options, (HearthCompartment) cmp);
  if (get_contact (self) != NULL)
    hearth_bundle_options_add_contact (options, get_contact (self));
  else if (get_way (self) == WAY_KEY)
    hearth_bundle_options_add_recipient (options, key);
  else
    {
      g_autoptr (HearthSecret) passphrase = hearth_passphrase_chooser_ref_words (self->chooser);

      hearth_bundle_options_set_passphrase (options, passphrase);
    }
  if (get_copy (self) != NULL)
    hearth_bundle_options_add_contact (options, get_copy (self));
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

/* The words have gone where they are needed. */
static void
forget_words (HearthExportWindow *self)
{
  g_autoptr (HearthSecret) words = NULL;

  if (hearth_passphrase_chooser_is_ready (self->chooser))
    words = hearth_passphrase_chooser_take (self->chooser);
}

static void
start (HearthExportWindow *self, HearthContext *context)
{
  g_autoptr (HearthBundleOptions) options = g_steal_pointer (&self->pending);

  show_page (self, PAGE_WORKING);
  forget_words (self);
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

  if (hearth_export_summary_read_finish (HEARTH_EXPORT_SUMMARY (source), result, &error))
    {
      show_page (self, PAGE_SUMMARY);
      return;
    }
  if (self->desk == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_pointer (&self->pending, hearth_bundle_options_free);
  hearth_export_outcome_show_failure (self->result_page, error);
  show_page (self, PAGE_RESULT);
}

/* For whom the bundle is, as the sentence of the summary goes on. */
static char *
dup_whom (HearthExportWindow *self)
{
  if (get_copy (self) != NULL)
    /* Translators: two contacts. */
    return g_strdup_printf (_ ("%1$s and %2$s"), get_contact (self)->row->name,
                            get_copy (self)->row->name);
  if (get_contact (self) != NULL)
    return g_strdup (get_contact (self)->row->name);
  return g_strdup (get_way (self) == WAY_KEY ? _ ("the owner of the key that you typed")
                                             : _ ("whoever has the seven words"));
}

static void
run_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthExportWindow *self = HEARTH_EXPORT_WINDOW (widget);
  g_autofree char *whom = NULL;

  if (self->desk == NULL || find_obstacle (self) != NULL)
    return;
  whom = dup_whom (self);
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

static gpointer
load_on_reader (HearthDb *db, gpointer data, GError **error)
{
  return hearth_contacts_load (db, error);
}

/* Who has contacts mostly sends to them. */
static void
on_contacts_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthExportWindow) self = HEARTH_EXPORT_WINDOW (user_data);
  HearthContacts *contacts = hearth_store_read_finish (HEARTH_STORE (source), result, NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) copies = gtk_string_list_new (NULL);

  if (self->desk == NULL || contacts == NULL)
    {
      g_clear_pointer (&contacts, hearth_contacts_free);
      return;
    }
  self->contacts = contacts;
  gtk_string_list_append (copies, _ ("Nobody"));
  for (guint i = 0; i < contacts->list->len; i++)
    {
      HearthContact *contact = contacts->list->pdata[i];

      if (contact->row->state != HEARTH_CONTACT_VERIFIED)
        continue;
      g_ptr_array_add (self->verified, contact);
      gtk_string_list_append (names, contact->row->name);
      gtk_string_list_append (copies, contact->row->name);
    }
  adw_combo_row_set_model (self->contact_row, G_LIST_MODEL (names));
  adw_combo_row_set_model (self->copy_row, G_LIST_MODEL (copies));
  if (self->verified->len > 0 && *gtk_editable_get_text (self->key_row) == '\0')
    adw_combo_row_set_selected (self->way_row, WAY_CONTACT);
  apply_state (self);
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
  g_clear_pointer (&self->verified, g_ptr_array_unref);
  g_clear_pointer (&self->contacts, hearth_contacts_free);
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
  g_type_ensure (HEARTH_TYPE_PASSPHRASE_CHOOSER);
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
  gtk_widget_class_bind_template_child (widget_class, HearthExportWindow, way_row);
  gtk_widget_class_bind_template_child (widget_class, HearthExportWindow, contact_row);
  gtk_widget_class_bind_template_child (widget_class, HearthExportWindow, key_row);
  gtk_widget_class_bind_template_child (widget_class, HearthExportWindow, proof_row);
  gtk_widget_class_bind_template_child (widget_class, HearthExportWindow, copy_row);
  gtk_widget_class_bind_template_child (widget_class, HearthExportWindow, profile_row);
  gtk_widget_class_bind_template_child (widget_class, HearthExportWindow, chooser);
  gtk_widget_class_bind_template_child (widget_class, HearthExportWindow, hint);
  gtk_widget_class_bind_template_child (widget_class, HearthExportWindow, result_page);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_parts_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_profile_cb);
  gtk_widget_class_install_action (widget_class, "export.run", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "export.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "export.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "export.cancel", NULL, cancel_action);
}

static void
hearth_export_window_init (HearthExportWindow *self)
{
  self->cancellable = G_CANCELLABLE (hearth_bundle_progress_new ());
  self->verified = g_ptr_array_new ();
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
  g_signal_connect_object (desk, "notify::unlocked", G_CALLBACK (on_locked_cb), self, 0);
  apply_state (self);
  hearth_store_read_async (hearth_desk_get_store (desk), load_on_reader, NULL, NULL,
                           (GDestroyNotify) hearth_contacts_free, self->cancellable,
                           on_contacts_loaded_cb, g_object_ref (self));
  return self;
}
