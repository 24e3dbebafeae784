/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-export-window.h"

#include "hearth-age-key.h"
#include "hearth-bundle-sentence.h"
#include "hearth-bundle-writer.h"
#include "hearth-file-picker.h"
#include "hearth-passphrase-entry.h"
#include "hearth-sentence.h"
#include "hearth-target.h"
#include "hearth-word-files.h"

#include <glib/gi18n.h>
#include <string.h>

/* A key that was pasted may have been swapped on its way. Sixty bits read aloud by the recipient
 * cannot be met by a key that somebody made to look alike. */
#define N_PROOF_CHARACTERS 12

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
  GtkSwitch *part_switches[HEARTH_N_COMPARTMENTS]; /* NULL: not offered */
  AdwWindowTitle *title;
  GtkStack *stack;
  GtkWidget *export_button;
  GtkWidget *cancel_button;
  AdwPreferencesGroup *parts_group;
  AdwComboRow *way_row;
  AdwComboRow *contact_row;
  HearthContacts *contacts; /* NULL: not read yet */
  GPtrArray *verified;      /* (element-type HearthContact): of them, in the order of the row */
  GtkEditable *key_row;
  GtkEditable *proof_row;
  AdwPasswordEntryRow *passphrase_row;
  AdwPasswordEntryRow *again_row;
  GtkLabel *hint;
  AdwStatusPage *result_page;
  HearthCommonPieces *common; /* NULL: the program is not whole */
};

G_DEFINE_FINAL_TYPE (HearthExportWindow, hearth_export_window, ADW_TYPE_WINDOW)

/* Parts that hold lines of cases, in the order of the page. Those that may not travel under a
 * passphrase (bundles 12) are marked. */
static const struct
{
  HearthCompartment cmp;
  const char *title;
  const char *subtitle;
  gboolean is_never_under_passphrase;
} parts[] = {
  { HEARTH_COMPARTMENT_CORE, N_ ("Identity and plan"),
    N_ ("Person, captivity, relatives, documents, every step"), FALSE },
  { HEARTH_COMPARTMENT_MEDICAL, N_ ("Medical"), N_ ("Checks and results"), FALSE },
  { HEARTH_COMPARTMENT_RESTRICTED, N_ ("Restricted medical"), N_ ("What only psychologists see"),
    TRUE },
  { HEARTH_COMPARTMENT_DEBRIEF, N_ ("Debrief"), N_ ("Statements"), TRUE },
  { HEARTH_COMPARTMENT_BENEFITS, N_ ("Compensation"), N_ ("Payments and claims"), FALSE },
};

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
  const char *objection;

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
  if (self->common == NULL)
    return _ ("The lists of words are missing: install Hearth again.");
  if (hearth_passphrase_entry_get_n_chars (self->passphrase_row) == 0)
    return _ (
        "Use at least 20 characters: seven random words are best. Tell them to the recipient by "
        "another way than the file goes.");
  objection = hearth_passphrase_entry_describe (self->passphrase_row, self->common);
  if (objection != NULL)
    return objection;
  return hearth_passphrase_entry_equal (self->passphrase_row, self->again_row)
             ? NULL
             : _ ("Type the passphrase again to be sure.");
}

/* What may not go there is off, and stays off. Without the person nobody could tell whose the other parts are. */
static void
apply_part (HearthExportWindow *self,
            guint index,
            const HearthContact *contact,
            gboolean is_passphrase)
{
  GtkSwitch *toggle = self->part_switches[parts[index].cmp];
  gboolean may_leave =
      !(is_passphrase && parts[index].is_never_under_passphrase) &&
      (contact == NULL || (hearth_contact_get_parts (contact) >> parts[index].cmp & 1) != 0);

  if (toggle == NULL || parts[index].cmp == HEARTH_COMPARTMENT_CORE)
    return;
  if (!may_leave)
    gtk_switch_set_active (toggle, FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (toggle), may_leave);
}

static void
apply_state (HearthExportWindow *self)
{
  gboolean is_key = get_way (self) == WAY_KEY;
  gboolean is_passphrase = get_way (self) == WAY_PASSPHRASE;
  const HearthContact *contact = get_contact (self);
  const char *obstacle = find_obstacle (self);

  gtk_widget_set_visible (GTK_WIDGET (self->key_row), is_key);
  gtk_widget_set_visible (GTK_WIDGET (self->proof_row), is_key);
  gtk_widget_set_visible (GTK_WIDGET (self->passphrase_row), is_passphrase);
  gtk_widget_set_visible (GTK_WIDGET (self->again_row), is_passphrase);
  gtk_widget_set_visible (GTK_WIDGET (self->contact_row), get_way (self) == WAY_CONTACT);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    apply_part (self, i, contact, is_passphrase);
  gtk_label_set_text (
      self->hint,
      obstacle != NULL
          ? obstacle
          : _ ("Only the recipient can open the file. It gets a name that tells nothing."));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.run", obstacle == NULL);
}

static void
on_changed_cb (HearthExportWindow *self)
{
  if (self->desk != NULL)
    apply_state (self);
}

static void
add_part (HearthExportWindow *self, guint index)
{
  HearthCompartment cmp = parts[index].cmp;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *toggle = gtk_switch_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (parts[index].title));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (parts[index].subtitle));
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (parts[index].title), -1);
  gtk_switch_set_active (GTK_SWITCH (toggle), cmp == HEARTH_COMPARTMENT_CORE);
  /* Without the person nobody could tell whose the other parts are. */
  gtk_widget_set_sensitive (toggle, cmp != HEARTH_COMPARTMENT_CORE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  adw_preferences_group_add (self->parts_group, row);
  self->part_switches[cmp] = GTK_SWITCH (toggle);
}

static HearthBundleOptions *
make_options (HearthExportWindow *self, const char *folder)
{
  HearthBundleOptions *options = hearth_bundle_options_new (folder);
  g_autofree char *key = dup_key (self);

  for (guint i = 0; i < self->cases->len; i++)
    hearth_bundle_options_add_case (options, &g_array_index (self->cases, HearthId, i));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (self->part_switches[parts[i].cmp] != NULL &&
        gtk_switch_get_active (self->part_switches[parts[i].cmp]))
      hearth_bundle_options_add_part (options, parts[i].cmp);
  if (get_contact (self) != NULL)
    hearth_bundle_options_add_contact (options, get_contact (self));
  else if (get_way (self) == WAY_KEY)
    hearth_bundle_options_add_recipient (options, key);
  else
    {
      g_autoptr (HearthSecret) passphrase = hearth_passphrase_entry_take (self->passphrase_row);

      hearth_bundle_options_set_passphrase (options, passphrase);
      gtk_editable_set_text (GTK_EDITABLE (self->again_row), "");
    }
  return options;
}

static void
show_result (HearthExportWindow *self, const HearthBundleResult *result)
{
  g_autofree char *size = g_format_size (result->size_bytes);
  g_autofree char *name = g_filename_display_basename (result->path);
  g_autofree char *cases =
      g_strdup_printf (ngettext ("%u case", "%u cases", result->n_cases), result->n_cases);
  g_autofree char *text = g_markup_printf_escaped ("%s\n%s · %s", name, cases, size);

  adw_status_page_set_icon_name (self->result_page, "emblem-ok-symbolic");
  adw_status_page_set_title (self->result_page, _ ("Bundle Saved"));
  adw_status_page_set_description (self->result_page, text);
}

static void
show_failure (HearthExportWindow *self, const GError *error)
{
  HearthSentence sentence = hearth_bundle_sentence_for_error (error);
  g_autofree char *body = g_markup_escape_text (sentence.body, -1);

  adw_status_page_set_icon_name (self->result_page, "dialog-warning-symbolic");
  adw_status_page_set_title (self->result_page, sentence.title);
  adw_status_page_set_description (self->result_page, body);
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
    show_result (self, done);
  else
    show_failure (self, error);
  gtk_widget_set_visible (self->cancel_button, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "result");
}

static void
on_folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthExportWindow) self = HEARTH_EXPORT_WINDOW (user_data);
  g_autoptr (GFile) folder = hearth_file_picker_run_finish (result);
  g_autofree char *path = folder != NULL ? g_file_get_path (folder) : NULL;
  HearthContext *context = self->desk != NULL ? hearth_desk_get_context (self->desk) : NULL;
  g_autoptr (HearthBundleOptions) options = NULL;

  if (path == NULL || context == NULL || find_obstacle (self) != NULL ||
      !hearth_target_is_accepted (self->desk, folder))
    return;
  options = make_options (self, path);
  gtk_stack_set_visible_child_name (self->stack, "working");
  gtk_widget_set_visible (self->export_button, FALSE);
  hearth_bundle_export_async (context, options, self->cancellable, on_exported_cb,
                              g_object_ref (self));
}

static void
run_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hearth_file_picker_run_async (widget, HEARTH_FILE_PICKER_FOLDER,
                                _ ("Choose a Folder for the Bundle"), NULL, NULL,
                                on_folder_chosen_cb, g_object_ref (widget));
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

  if (self->desk == NULL || contacts == NULL)
    {
      g_clear_pointer (&contacts, hearth_contacts_free);
      return;
    }
  self->contacts = contacts;
  for (guint i = 0; i < contacts->list->len; i++)
    {
      HearthContact *contact = contacts->list->pdata[i];

      if (contact->row->state != HEARTH_CONTACT_VERIFIED)
        continue;
      g_ptr_array_add (self->verified, contact);
      gtk_string_list_append (names, contact->row->name);
    }
  adw_combo_row_set_model (self->contact_row, G_LIST_MODEL (names));
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

  g_clear_object (&self->desk);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->verified, g_ptr_array_unref);
  g_clear_pointer (&self->contacts, hearth_contacts_free);
  g_clear_pointer (&self->cases, g_array_unref);
  g_clear_pointer (&self->common, hearth_common_pieces_free);
  G_OBJECT_CLASS (hearth_export_window_parent_class)->dispose (object);
}

static void
hearth_export_window_class_init (HearthExportWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_export_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = hearth_export_window_close_request;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/bundles/hearth-export-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthExportWindow, title);
  gtk_widget_class_bind_template_child (widget_class, HearthExportWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, HearthExportWindow, export_button);
  gtk_widget_class_bind_template_child (widget_class, HearthExportWindow, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, HearthExportWindow, parts_group);
  gtk_widget_class_bind_template_child (widget_class, HearthExportWindow, way_row);
  gtk_widget_class_bind_template_child (widget_class, HearthExportWindow, contact_row);
  gtk_widget_class_bind_template_child (widget_class, HearthExportWindow, key_row);
  gtk_widget_class_bind_template_child (widget_class, HearthExportWindow, proof_row);
  gtk_widget_class_bind_template_child (widget_class, HearthExportWindow, passphrase_row);
  gtk_widget_class_bind_template_child (widget_class, HearthExportWindow, again_row);
  gtk_widget_class_bind_template_child (widget_class, HearthExportWindow, hint);
  gtk_widget_class_bind_template_child (widget_class, HearthExportWindow, result_page);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_install_action (widget_class, "export.run", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "export.cancel", NULL, cancel_action);
}

static void
hearth_export_window_init (HearthExportWindow *self)
{
  self->cancellable = g_cancellable_new ();
  self->verified = g_ptr_array_new ();
  self->common = hearth_word_files_load_common (NULL);
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
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (hearth_vault_has (vault, parts[i].cmp))
      add_part (self, i);
  g_signal_connect_object (desk, "notify::unlocked", G_CALLBACK (on_locked_cb), self, 0);
  apply_state (self);
  hearth_store_read_async (hearth_desk_get_store (desk), load_on_reader, NULL, NULL,
                           (GDestroyNotify) hearth_contacts_free, self->cancellable,
                           on_contacts_loaded_cb, g_object_ref (self));
  return self;
}
