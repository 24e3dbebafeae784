/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-unlock-page.h"

#include "hearth-confirm.h"
#include "hearth-demo.h"
#include "hearth-file-picker.h"
#include "hearth-keyboard-hint.h"
#include "hearth-notice.h"
#include "hearth-passphrase-entry.h"
#include "hearth-restore-dialog.h"
#include "hearth-sentence.h"
#include "hearth-vault-places.h"

#include <glib/gi18n.h>

struct _HearthUnlockPage
{
  AdwBin parent_instance;
  HearthDesk *desk;
  GPtrArray *paths; /* beside the entries of vault_row */
  gboolean is_busy;
  guint n_failures;
  guint pause_id;
  gboolean is_restored; /* the attempt is at a vault that was just made from a backup */

  /* The last attempt, until it is known whether an owner wants to go on with an older copy. */
  char *user;
  HearthSecret *passphrase;

  GtkStack *stack;
  AdwComboRow *vault_row;
  AdwEntryRow *user_row;
  AdwPasswordEntryRow *passphrase_row;
  GtkRevealer *error_revealer;
  GtkLabel *error_title;
  GtkLabel *error_body;
  GtkButton *unlock_button;
  GtkStack *unlock_stack;
  GtkSpinner *spinner;
  GtkWidget *demo_box;
  GtkLabel *demo_label;
};

G_DEFINE_FINAL_TYPE (HearthUnlockPage, hearth_unlock_page, ADW_TYPE_BIN)

static void unlock (HearthUnlockPage *self,
                    const char *user,
                    HearthSecret *passphrase,
                    HearthVaultFlags flags);

enum
{
  PROP_0,
  PROP_DESK,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static void
update_sensitive (HearthUnlockPage *self)
{
  gboolean can_type = !self->is_busy;
  gboolean is_complete = hearth_unlock_page_get_path (self) != NULL &&
                         *gtk_editable_get_text (GTK_EDITABLE (self->user_row)) != '\0' &&
                         hearth_passphrase_entry_get_n_chars (self->passphrase_row) > 0;

  gtk_widget_set_sensitive (GTK_WIDGET (self->vault_row), can_type);
  gtk_widget_set_sensitive (GTK_WIDGET (self->user_row), can_type);
  gtk_widget_set_sensitive (GTK_WIDGET (self->passphrase_row), can_type);
  gtk_widget_set_sensitive (self->demo_box, can_type);
  gtk_widget_set_sensitive (GTK_WIDGET (self->unlock_button),
                            can_type && is_complete && self->pause_id == 0);
}

static void
set_busy (HearthUnlockPage *self, gboolean is_busy)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  self->is_busy = is_busy;
  /* An entry that is made insensitive under the focus never hears that it has lost it. */
  if (is_busy && root != NULL)
    gtk_root_set_focus (root, NULL);
  gtk_stack_set_visible_child_name (self->unlock_stack, is_busy ? "busy" : "label");
  gtk_spinner_set_spinning (self->spinner, is_busy);
  update_sensitive (self);
}

static gboolean
on_pause_over_cb (gpointer user_data)
{
  HearthUnlockPage *self = HEARTH_UNLOCK_PAGE (user_data);

  self->pause_id = 0;
  update_sensitive (self);
  return G_SOURCE_REMOVE;
}

/* Stops a colleague at the keyboard (security 6); who has the files uses another program anyway. */
static void
pause_after_failure (HearthUnlockPage *self)
{
  static const guint pauses[] = { 0, 0, 1, 2, 4, 8, 16, 32, 60 };
  guint seconds = pauses[MIN (self->n_failures, G_N_ELEMENTS (pauses) - 1)];

  self->n_failures++;
  if (seconds > 0 && self->pause_id == 0)
    self->pause_id = g_timeout_add_seconds (seconds, on_pause_over_cb, self);
}

static void
show_error (HearthUnlockPage *self, const GError *error)
{
  HearthSentence sentence = hearth_sentence_for_error (error);
  const HearthVaultOlder *older = hearth_vault_error_get_older (error);
  g_autofree char *notice = older != NULL ? hearth_notice_for_older (older) : NULL;

  gtk_label_set_text (self->error_title, sentence.title);
  gtk_label_set_text (self->error_body, notice != NULL ? notice : sentence.body);
  gtk_revealer_set_reveal_child (self->error_revealer, TRUE);
}

static void
forget_attempt (HearthUnlockPage *self)
{
  g_clear_pointer (&self->user, g_free);
  g_clear_pointer (&self->passphrase, hearth_secret_unref);
}

static void
on_go_on_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthUnlockPage) self = HEARTH_UNLOCK_PAGE (user_data);
  g_autofree char *user = g_steal_pointer (&self->user);
  g_autoptr (HearthSecret) passphrase = g_steal_pointer (&self->passphrase);

  if (hearth_confirm_finish (result) && user != NULL && !self->is_busy &&
      gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    unlock (self, user, passphrase, HEARTH_VAULT_ACCEPT_OLDER);
}

/* An older copy undoes what was done since: an owner is told what, and asked. */
static void
offer_to_go_on (HearthUnlockPage *self, const HearthVaultOlder *older)
{
  g_autofree char *notice = hearth_notice_for_older (older);

  hearth_confirm_async (GTK_WIDGET (self), _ ("Open an Older Copy?"), notice, _ ("_Open It Anyway"),
                        TRUE, on_go_on_cb, g_object_ref (self));
}

static void
on_unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthUnlockPage) self = HEARTH_UNLOCK_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  const HearthVaultOlder *older;

  if (hearth_desk_open_finish (HEARTH_DESK (source), result, &error))
    {
      if (self->is_restored)
        hearth_desk_say (HEARTH_DESK (source), _ ("Restored. Old passphrases work again, and an "
                                                  "owner must issue this vault's next card."));
      forget_attempt (self);
      return;
    }
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    {
      forget_attempt (self);
      return;
    }
  older = hearth_vault_error_get_older (error);
  if (g_error_matches (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_WRONG_KEY))
    pause_after_failure (self);
  set_busy (self, FALSE);
  show_error (self, error);
  gtk_widget_grab_focus (GTK_WIDGET (self->passphrase_row));
  if (older != NULL && older->can_go_on)
    offer_to_go_on (self, older);
  else
    forget_attempt (self);
}

static void
unlock (HearthUnlockPage *self, const char *user, HearthSecret *passphrase, HearthVaultFlags flags)
{
  const char *path = hearth_unlock_page_get_path (self);

  forget_attempt (self);
  self->is_restored = FALSE;
  self->user = g_strdup (user);
  self->passphrase = hearth_secret_ref (passphrase);
  gtk_revealer_set_reveal_child (self->error_revealer, FALSE);
  set_busy (self, TRUE);
  hearth_desk_unlock_async (self->desk, path, user, passphrase, flags, on_unlocked_cb,
                            g_object_ref (self));
}

static void
on_unlock_cb (HearthUnlockPage *self)
{
  g_autoptr (HearthSecret) passphrase = NULL;
  g_autofree char *user = NULL;

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->unlock_button)))
    return;
  user = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->user_row))));
  passphrase = hearth_passphrase_entry_take (self->passphrase_row);
  unlock (self, user, passphrase, HEARTH_VAULT_FLAGS_NONE);
}

static void
on_user_activated_cb (HearthUnlockPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->passphrase_row));
}

static void
on_changed_cb (HearthUnlockPage *self)
{
  update_sensitive (self);
}

static void
on_demo_cb (HearthUnlockPage *self)
{
  g_autoptr (HearthSecret) passphrase =
      hearth_secret_new ((const guint8 *) HEARTH_DEMO_PASSPHRASE, strlen (HEARTH_DEMO_PASSPHRASE));

  gtk_editable_set_text (GTK_EDITABLE (self->user_row), HEARTH_DEMO_USER);
  unlock (self, HEARTH_DEMO_USER, passphrase, HEARTH_VAULT_FLAGS_NONE);
}

static void
on_vault_selected_cb (HearthUnlockPage *self)
{
  const char *path = hearth_unlock_page_get_path (self);
  gboolean is_demo = path != NULL && hearth_vault_places_is_demo (path);

  gtk_revealer_set_reveal_child (self->error_revealer, FALSE);
  gtk_widget_set_visible (self->demo_box, is_demo);
  update_sensitive (self);
}

static void
rebuild_vault_row (HearthUnlockPage *self, guint selected)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->paths->len; i++)
    gtk_string_list_take (titles, hearth_vault_places_dup_title (self->paths->pdata[i]));
  adw_combo_row_set_model (self->vault_row, G_LIST_MODEL (titles));
  if (self->paths->len > 0)
    adw_combo_row_set_selected (self->vault_row, selected);
  gtk_stack_set_visible_child_name (self->stack, self->paths->len > 0 ? "unlock" : "welcome");
  on_vault_selected_cb (self);
}

static void
on_folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  HearthUnlockPage *self = HEARTH_UNLOCK_PAGE (source);
  g_autoptr (GFile) file = hearth_file_picker_run_finish (result);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path == NULL)
    return;
  hearth_unlock_page_offer (self, path);
  if (!hearth_vault_exists (path))
    {
      g_autoptr (GError) error =
          g_error_new_literal (HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_NOT_A_VAULT, "no header");

      show_error (self, error);
    }
}

static void
on_open_other_cb (HearthUnlockPage *self)
{
  hearth_file_picker_run_async (GTK_WIDGET (self), HEARTH_FILE_PICKER_FOLDER, _ ("Open a Vault"),
                                NULL, NULL, on_folder_chosen_cb, NULL);
}

static void
on_restored_cb (HearthUnlockPage *self, HearthRestoreDialog *dialog)
{
  const char *user = hearth_restore_dialog_get_user (dialog);

  hearth_unlock_page_offer (self, hearth_restore_dialog_get_path (dialog));
  gtk_editable_set_text (GTK_EDITABLE (self->user_row), user);
  unlock (self, user, hearth_restore_dialog_get_passphrase (dialog), HEARTH_VAULT_FLAGS_NONE);
  self->is_restored = TRUE;
}

static void
on_restore_cb (HearthUnlockPage *self)
{
  HearthRestoreDialog *dialog =
      hearth_restore_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))));

  g_signal_connect_object (dialog, "restored", G_CALLBACK (on_restored_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
hearth_unlock_page_map (GtkWidget *widget)
{
  HearthUnlockPage *self = HEARTH_UNLOCK_PAGE (widget);

  GTK_WIDGET_CLASS (hearth_unlock_page_parent_class)->map (widget);
  if (self->paths->len > 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->user_row));
}

static void
hearth_unlock_page_constructed (GObject *object)
{
  HearthUnlockPage *self = HEARTH_UNLOCK_PAGE (object);
  g_autofree char *note = NULL;

  G_OBJECT_CLASS (hearth_unlock_page_parent_class)->constructed (object);
  /* Translators: the first placeholder is a user name, the second a passphrase. */
  note = g_strdup_printf (_ ("A vault with invented people, to try Hearth. User name: %s, "
                             "passphrase: %s"),
                          HEARTH_DEMO_USER, HEARTH_DEMO_PASSPHRASE);
  gtk_label_set_text (self->demo_label, note);
  self->paths = hearth_vault_places_list ();
  rebuild_vault_row (self, 0);
}

static void
hearth_unlock_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_DESK:
      g_value_set_object (value, HEARTH_UNLOCK_PAGE (object)->desk);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hearth_unlock_page_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_DESK:
      HEARTH_UNLOCK_PAGE (object)->desk = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hearth_unlock_page_dispose (GObject *object)
{
  HearthUnlockPage *self = HEARTH_UNLOCK_PAGE (object);

  g_clear_handle_id (&self->pause_id, g_source_remove);
  forget_attempt (self);
  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (self), HEARTH_TYPE_UNLOCK_PAGE);
  g_clear_pointer (&self->paths, g_ptr_array_unref);
  G_OBJECT_CLASS (hearth_unlock_page_parent_class)->dispose (object);
}

static void
hearth_unlock_page_class_init (HearthUnlockPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = hearth_unlock_page_constructed;
  object_class->get_property = hearth_unlock_page_get_property;
  object_class->set_property = hearth_unlock_page_set_property;
  object_class->dispose = hearth_unlock_page_dispose;
  widget_class->map = hearth_unlock_page_map;

  properties[PROP_DESK] =
      g_param_spec_object ("desk", NULL, NULL, HEARTH_TYPE_DESK,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (HEARTH_TYPE_KEYBOARD_HINT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/shell/hearth-unlock-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthUnlockPage, stack);
  gtk_widget_class_bind_template_child (widget_class, HearthUnlockPage, vault_row);
  gtk_widget_class_bind_template_child (widget_class, HearthUnlockPage, user_row);
  gtk_widget_class_bind_template_child (widget_class, HearthUnlockPage, passphrase_row);
  gtk_widget_class_bind_template_child (widget_class, HearthUnlockPage, error_revealer);
  gtk_widget_class_bind_template_child (widget_class, HearthUnlockPage, error_title);
  gtk_widget_class_bind_template_child (widget_class, HearthUnlockPage, error_body);
  gtk_widget_class_bind_template_child (widget_class, HearthUnlockPage, unlock_button);
  gtk_widget_class_bind_template_child (widget_class, HearthUnlockPage, unlock_stack);
  gtk_widget_class_bind_template_child (widget_class, HearthUnlockPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, HearthUnlockPage, demo_box);
  gtk_widget_class_bind_template_child (widget_class, HearthUnlockPage, demo_label);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_demo_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_open_other_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_restore_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_unlock_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_user_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_vault_selected_cb);
}

static void
hearth_unlock_page_init (HearthUnlockPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
hearth_unlock_page_offer (HearthUnlockPage *self, const char *path)
{
  guint position;

  g_return_if_fail (HEARTH_IS_UNLOCK_PAGE (self));

  if (!g_ptr_array_find_with_equal_func (self->paths, path, g_str_equal, &position))
    {
      position = self->paths->len;
      g_ptr_array_add (self->paths, g_strdup (path));
    }
  rebuild_vault_row (self, position);
}

void
hearth_unlock_page_open_demo (HearthUnlockPage *self)
{
  g_autofree char *path = hearth_vault_places_dup_demo_path ();

  g_return_if_fail (HEARTH_IS_UNLOCK_PAGE (self));

  if (!hearth_vault_exists (path))
    return;
  hearth_unlock_page_offer (self, path);
  on_demo_cb (self);
}

const char *
hearth_unlock_page_get_path (HearthUnlockPage *self)
{
  guint selected;

  g_return_val_if_fail (HEARTH_IS_UNLOCK_PAGE (self), NULL);

  selected = adw_combo_row_get_selected (self->vault_row);
  return self->paths != NULL && selected < self->paths->len ? self->paths->pdata[selected] : NULL;
}
