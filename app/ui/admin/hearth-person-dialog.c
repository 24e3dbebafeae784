/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-person-dialog.h"

#include "hearth-format.h"
#include "hearth-model-error.h"
#include "hearth-people.h"
#include "hearth-role.h"
#include "hearth-sentence.h"
#include "hearth-text.h"
#include "hearth-word-files.h"

#include <glib/gi18n.h>

struct _HearthPersonDialog
{
  AdwWindow parent_instance;
  HearthDesk *desk;
  HearthMember *member; /* NULL: somebody new */
  HearthSecret *drawn;  /* NULL: the lists of words are missing */
  GPtrArray *switches;  /* GtkSwitch, beside hearth_role_list () */
  gboolean is_busy;

  AdwWindowTitle *title;
  GtkStack *save_stack;
  GtkWidget *save_button;
  GtkWidget *cancel_button;
  GtkWidget *form;
  GtkWidget *person_box;
  AdwEntryRow *name_row;
  AdwPreferencesGroup *roles_group;
  GtkLabel *words;
  GtkCheckButton *written_check;
  GtkRevealer *error_revealer;
  GtkLabel *error_title;
  GtkLabel *error_body;
};

G_DEFINE_FINAL_TYPE (HearthPersonDialog, hearth_person_dialog, ADW_TYPE_WINDOW)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static char *
dup_name (HearthPersonDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));
}

/* (transfer container) */
static char **
list_roles (HearthPersonDialog *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *const *roles = hearth_role_list ();

  for (guint i = 0; i < self->switches->len; i++)
    if (gtk_switch_get_active (self->switches->pdata[i]))
      g_strv_builder_add (builder, roles[i]);
  return g_strv_builder_end (builder);
}

static gboolean
is_complete (HearthPersonDialog *self)
{
  g_autofree char *name = dup_name (self);
  g_auto (GStrv) roles = list_roles (self);

  if (self->drawn == NULL || !gtk_check_button_get_active (self->written_check))
    return FALSE;
  return self->member != NULL || (*name != '\0' && roles[0] != NULL);
}

static void
update (HearthPersonDialog *self)
{
  gtk_widget_set_sensitive (self->save_button, !self->is_busy && is_complete (self));
  gtk_widget_set_sensitive (self->cancel_button, !self->is_busy);
  gtk_widget_set_sensitive (self->form, !self->is_busy);
  gtk_stack_set_visible_child_name (self->save_stack, self->is_busy ? "busy" : "label");
}

static void
set_busy (HearthPersonDialog *self, gboolean is_busy)
{
  self->is_busy = is_busy;
  /* An entry that is made insensitive under the focus never hears that it has lost it. */
  if (is_busy)
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
  update (self);
}

static void
show_error (HearthPersonDialog *self, const GError *error)
{
  HearthSentence sentence = hearth_sentence_for_error (error);

  if (g_error_matches (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID))
    {
      sentence.title = _ ("This Name Cannot Be Used");
      sentence.body =
          _ ("Another person has it already, or it is not one line of text. Nothing was "
             "changed.");
    }
  gtk_label_set_text (self->error_title, sentence.title);
  gtk_label_set_text (self->error_body, sentence.body);
  gtk_revealer_set_reveal_child (self->error_revealer, TRUE);
}

static void
on_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthPersonDialog) self = HEARTH_PERSON_DIALOG (user_data);
  g_autoptr (GError) error = NULL;
  gboolean is_done = hearth_people_run_finish (HEARTH_CONTEXT (source), result, NULL, &error);

  /* Locked meanwhile: the window is gone. */
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  if (!is_done)
    {
      set_busy (self, FALSE);
      show_error (self, error);
      return;
    }
  g_signal_emit (self, signals[CHANGED], 0);
  hearth_desk_say (self->desk,
                   _ ("Done. Hand the words over; they are changed at the next login."));
  gtk_window_destroy (GTK_WINDOW (self));
}

static HearthMemberAct *
plan (HearthPersonDialog *self, GError **error)
{
  HearthVault *vault = hearth_context_get_vault (hearth_desk_get_context (self->desk));
  g_autofree char *name = dup_name (self);
  g_auto (GStrv) roles = list_roles (self);

  if (self->member != NULL)
    return hearth_people_plan_reset (vault, self->member, error);
  return hearth_people_plan_add (vault, name, (const char *const *) roles, error);
}

static void
on_save_cb (HearthPersonDialog *self)
{
  g_autoptr (HearthMemberAct) act = NULL;
  g_autoptr (GError) error = NULL;

  if (!gtk_widget_get_sensitive (self->save_button))
    return;
  gtk_revealer_set_reveal_child (self->error_revealer, FALSE);
  act = plan (self, &error);
  if (act == NULL)
    {
      show_error (self, error);
      return;
    }
  hearth_member_act_set_passphrase (act, self->drawn, NULL);
  set_busy (self, TRUE);
  hearth_people_run_async (hearth_desk_get_context (self->desk), act, NULL, NULL, on_done_cb,
                           g_object_ref (self));
}

static void
on_changed_cb (HearthPersonDialog *self)
{
  if (self->switches != NULL)
    update (self);
}

static void
draw (HearthPersonDialog *self)
{
  const char *const *names = g_get_language_names ();
  g_autoptr (HearthWordList) list =
      hearth_word_files_load_list (g_str_has_prefix (names[0], "uk") ? "uk" : "en", NULL);
  g_autofree char *text = NULL;

  if (list == NULL)
    {
      gtk_label_set_text (self->words, _ ("The lists of words are missing: install Hearth again."));
      return;
    }
  self->drawn = hearth_word_list_draw (list, HEARTH_WORD_LIST_DEFAULT_WORDS);
  text = g_strndup ((const char *) hearth_secret_get_bytes (self->drawn),
                    hearth_secret_get_size (self->drawn));
  gtk_label_set_text (self->words, text);
  memset (text, 0, strlen (text));
}

static void
add_role (HearthPersonDialog *self, const char *role)
{
  g_autofree char *title = hearth_format_heading (
      hearth_format_pack_title (hearth_desk_get_packs (self->desk), "role", role));
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, NULL);
  GtkWidget *control = g_object_new (GTK_TYPE_SWITCH, "valign", GTK_ALIGN_CENTER, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), control);
  adw_preferences_group_add (self->roles_group, row);
  g_ptr_array_add (self->switches, control);
  g_signal_connect_object (control, "notify::active", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* An act under way cannot be taken back: the window waits for its answer. */
static gboolean
hearth_person_dialog_close_request (GtkWindow *window)
{
  return HEARTH_PERSON_DIALOG (window)->is_busy ||
         GTK_WINDOW_CLASS (hearth_person_dialog_parent_class)->close_request (window);
}

static void
hearth_person_dialog_dispose (GObject *object)
{
  HearthPersonDialog *self = HEARTH_PERSON_DIALOG (object);

  g_clear_pointer (&self->switches, g_ptr_array_unref);
  g_clear_pointer (&self->drawn, hearth_secret_unref);
  g_clear_pointer (&self->member, hearth_member_free);
  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (self), HEARTH_TYPE_PERSON_DIALOG);
  G_OBJECT_CLASS (hearth_person_dialog_parent_class)->dispose (object);
}

static void
hearth_person_dialog_class_init (HearthPersonDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_person_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = hearth_person_dialog_close_request;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/admin/hearth-person-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthPersonDialog, title);
  gtk_widget_class_bind_template_child (widget_class, HearthPersonDialog, save_stack);
  gtk_widget_class_bind_template_child (widget_class, HearthPersonDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, HearthPersonDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, HearthPersonDialog, form);
  gtk_widget_class_bind_template_child (widget_class, HearthPersonDialog, person_box);
  gtk_widget_class_bind_template_child (widget_class, HearthPersonDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, HearthPersonDialog, roles_group);
  gtk_widget_class_bind_template_child (widget_class, HearthPersonDialog, words);
  gtk_widget_class_bind_template_child (widget_class, HearthPersonDialog, written_check);
  gtk_widget_class_bind_template_child (widget_class, HearthPersonDialog, error_revealer);
  gtk_widget_class_bind_template_child (widget_class, HearthPersonDialog, error_title);
  gtk_widget_class_bind_template_child (widget_class, HearthPersonDialog, error_body);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hearth_person_dialog_init (HearthPersonDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
hearth_person_dialog_new (GtkWindow *parent, HearthDesk *desk, const HearthMember *member)
{
  HearthPersonDialog *self;
  const char *const *roles = hearth_role_list ();

  g_return_val_if_fail (HEARTH_IS_DESK (desk) && hearth_desk_is_unlocked (desk), NULL);

  self = g_object_new (HEARTH_TYPE_PERSON_DIALOG, "transient-for", parent, NULL);
  self->desk = g_object_ref (desk);
  self->member = member != NULL ? hearth_member_copy (member) : NULL;
  self->switches = g_ptr_array_new ();
  for (guint i = 0; roles[i] != NULL; i++)
    add_role (self, roles[i]);
  gtk_widget_set_visible (self->person_box, member == NULL);
  adw_window_title_set_title (self->title, member != NULL ? member->name : _ ("New Person"));
  gtk_window_set_title (GTK_WINDOW (self),
                        member != NULL ? _ ("New Passphrase") : _ ("New Person"));
  draw (self);
  gtk_widget_grab_focus (member == NULL ? GTK_WIDGET (self->name_row)
                                        : GTK_WIDGET (self->written_check));
  update (self);
  return GTK_WIDGET (self);
}
