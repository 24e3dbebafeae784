/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-create-page.h"

#include "hearth-file-picker.h"
#include "hearth-passphrase-chooser.h"
#include "hearth-sentence.h"
#include "hearth-vault-places.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

struct _HearthCreatePage
{
  AdwBin parent_instance;
  HearthDesk *desk;
  char *folder;
  gboolean is_busy;

  AdwEntryRow *name_row;
  AdwActionRow *folder_row;
  AdwEntryRow *user_row;
  AdwComboRow *work_row;
  GtkWidget *details;
  GtkButton *next_button;
  HearthPassphraseChooser *chooser;
  GtkRevealer *error_revealer;
  GtkLabel *error_title;
  GtkLabel *error_body;
  GtkButton *back_button;
  GtkButton *create_button;
  GtkStack *create_stack;
  GtkSpinner *spinner;
};

G_DEFINE_FINAL_TYPE (HearthCreatePage, hearth_create_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_DESK,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static char *
dup_stripped (gpointer row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

/* The details, or the passphrase. */
static void
show_step (HearthCreatePage *self, gboolean is_passphrase)
{
  gtk_widget_set_visible (self->details, !is_passphrase);
  gtk_widget_set_visible (GTK_WIDGET (self->chooser), is_passphrase);
}

static void
update_state (HearthCreatePage *self)
{
  g_autofree char *name = dup_stripped (self->name_row);
  g_autofree char *user = dup_stripped (self->user_row);

  gtk_widget_set_sensitive (GTK_WIDGET (self->next_button),
                            hearth_vault_places_is_name_usable (name) && *user != '\0');
  gtk_widget_set_sensitive (GTK_WIDGET (self->create_button),
                            !self->is_busy && hearth_passphrase_chooser_is_ready (self->chooser));
  gtk_widget_set_sensitive (GTK_WIDGET (self->chooser), !self->is_busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->back_button), !self->is_busy);
}

static void
set_busy (HearthCreatePage *self, gboolean is_busy)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  self->is_busy = is_busy;
  /* An entry that is made insensitive under the focus never hears that it has lost it. */
  if (is_busy && root != NULL)
    gtk_root_set_focus (root, NULL);
  gtk_stack_set_visible_child_name (self->create_stack, is_busy ? "busy" : "label");
  gtk_spinner_set_spinning (self->spinner, is_busy);
  update_state (self);
}

static void
set_folder (HearthCreatePage *self, const char *folder)
{
  g_autofree char *shown = g_filename_display_name (folder);

  g_free (self->folder);
  self->folder = g_strdup (folder);
  adw_action_row_set_subtitle (self->folder_row, shown);
}

static void
on_created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthCreatePage) self = HEARTH_CREATE_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  HearthSentence sentence;

  if (hearth_desk_open_finish (HEARTH_DESK (source), result, &error) ||
      gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  sentence = hearth_sentence_for_error (error);
  gtk_label_set_text (self->error_title, sentence.title);
  gtk_label_set_text (self->error_body, sentence.body);
  gtk_revealer_set_reveal_child (self->error_revealer, TRUE);
  set_busy (self, FALSE);
}

/* Of the row's entries: 512 MiB of work for whoever guesses; half of that where the machine has 4 GB or
 * less (security 6). */
static guint
suggest_work (void)
{
  guint64 machine = (guint64) sysconf (_SC_PHYS_PAGES) * (guint64) sysconf (_SC_PAGESIZE);
  const guint64 four_gb = G_GUINT64_CONSTANT (4500) * 1000 * 1000;

  return machine < four_gb ? 0 : 1;
}

static guint64
get_kdf_memory (HearthCreatePage *self)
{
  return (HEARTH_VAULT_KDF_MEMORY_DEFAULT / 2) << adw_combo_row_get_selected (self->work_row);
}

static void
on_next_cb (HearthCreatePage *self)
{
  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->next_button)))
    return;
  show_step (self, TRUE);
  update_state (self);
  gtk_widget_child_focus (GTK_WIDGET (self->chooser), GTK_DIR_TAB_FORWARD);
}

static void
on_back_cb (HearthCreatePage *self)
{
  gtk_revealer_set_reveal_child (self->error_revealer, FALSE);
  if (gtk_widget_get_visible (self->details))
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.leave-new-vault", NULL);
      return;
    }
  show_step (self, FALSE);
  update_state (self);
}

static void
on_create_cb (HearthCreatePage *self)
{
  g_autoptr (HearthSecret) passphrase = NULL;
  g_autofree char *name = dup_stripped (self->name_row);
  g_autofree char *user = dup_stripped (self->user_row);
  g_autofree char *path = hearth_vault_places_dup_path_of (self->folder, name);

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->create_button)))
    return;
  gtk_revealer_set_reveal_child (self->error_revealer, FALSE);
  passphrase = hearth_passphrase_chooser_take (self->chooser);
  g_mkdir_with_parents (self->folder, 0700);
  set_busy (self, TRUE);
  hearth_desk_create_async (self->desk, path, user, passphrase, get_kdf_memory (self),
                            on_created_cb, g_object_ref (self));
}

static void
on_changed_cb (HearthCreatePage *self)
{
  if (self->chooser != NULL)
    update_state (self);
}

static void
on_folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GFile) file = hearth_file_picker_run_finish (result);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    set_folder (HEARTH_CREATE_PAGE (source), path);
}

static void
on_choose_folder_cb (HearthCreatePage *self)
{
  hearth_file_picker_run_async (GTK_WIDGET (self), HEARTH_FILE_PICKER_FOLDER,
                                _ ("Choose Where the Vault Is Kept"), NULL, NULL,
                                on_folder_chosen_cb, NULL);
}

static void
hearth_create_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_DESK:
      g_value_set_object (value, HEARTH_CREATE_PAGE (object)->desk);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hearth_create_page_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_DESK:
      HEARTH_CREATE_PAGE (object)->desk = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hearth_create_page_dispose (GObject *object)
{
  HearthCreatePage *self = HEARTH_CREATE_PAGE (object);

  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (self), HEARTH_TYPE_CREATE_PAGE);
  g_clear_pointer (&self->folder, g_free);
  G_OBJECT_CLASS (hearth_create_page_parent_class)->dispose (object);
}

static void
hearth_create_page_class_init (HearthCreatePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = hearth_create_page_get_property;
  object_class->set_property = hearth_create_page_set_property;
  object_class->dispose = hearth_create_page_dispose;

  properties[PROP_DESK] =
      g_param_spec_object ("desk", NULL, NULL, HEARTH_TYPE_DESK,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (HEARTH_TYPE_PASSPHRASE_CHOOSER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/shell/hearth-create-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthCreatePage, name_row);
  gtk_widget_class_bind_template_child (widget_class, HearthCreatePage, folder_row);
  gtk_widget_class_bind_template_child (widget_class, HearthCreatePage, user_row);
  gtk_widget_class_bind_template_child (widget_class, HearthCreatePage, work_row);
  gtk_widget_class_bind_template_child (widget_class, HearthCreatePage, details);
  gtk_widget_class_bind_template_child (widget_class, HearthCreatePage, next_button);
  gtk_widget_class_bind_template_child (widget_class, HearthCreatePage, chooser);
  gtk_widget_class_bind_template_child (widget_class, HearthCreatePage, back_button);
  gtk_widget_class_bind_template_child (widget_class, HearthCreatePage, error_revealer);
  gtk_widget_class_bind_template_child (widget_class, HearthCreatePage, error_title);
  gtk_widget_class_bind_template_child (widget_class, HearthCreatePage, error_body);
  gtk_widget_class_bind_template_child (widget_class, HearthCreatePage, create_button);
  gtk_widget_class_bind_template_child (widget_class, HearthCreatePage, create_stack);
  gtk_widget_class_bind_template_child (widget_class, HearthCreatePage, spinner);
  gtk_widget_class_bind_template_callback (widget_class, on_back_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_folder_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_create_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_next_cb);
}

static void
hearth_create_page_init (HearthCreatePage *self)
{
  g_autofree char *folder = hearth_vault_places_dup_path ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_object_set (self->folder_row, "use-markup", FALSE, NULL);
  set_folder (self, folder);
  adw_combo_row_set_selected (self->work_row, suggest_work ());
  update_state (self);
}
