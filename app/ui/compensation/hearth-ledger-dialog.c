/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-ledger-dialog.h"

#include "hearth-benefit-facts.h"
#include "hearth-random.h"
#include "hearth-record-dialog.h"
#include "hearth-record-edit.h"
#include "hearth-record-words.h"

#include <glib/gi18n.h>

/* --- Entering and correcting --- */

static const HearthFormGroup groups[] = {
  { NULL, "entry benefit amount_kop paid_on to_whom recipient payer year" },
  { N_ ("What It Is For, and the Proof"), "from_on until_on account proof note" },
};

static const HearthRecord *
find_wrong (HearthCase *kase, const char *hex)
{
  GPtrArray *entries = hearth_case_get_records (kase, "payment");
  HearthId id;

  if (hex == NULL || !hearth_id_parse (hex, &id))
    return NULL;
  for (guint i = 0; i < entries->len; i++)
    if (hearth_id_equal (hearth_record_get_id (entries->pdata[i]), &id))
      return entries->pdata[i];
  return NULL;
}

/* Whoever corrects sees what stands, and that it stays to be read. */
static void
tell_wrong (HearthRecordDialog *dialog, HearthDesk *desk, const HearthRecord *wrong)
{
  HearthPackSet *packs = hearth_desk_get_packs (desk);
  g_autofree char *title = hearth_record_dup_title (wrong, packs);
  g_autofree char *subtitle = hearth_record_dup_subtitle (wrong, packs);
  /* Translators: the placeholders are an entry of the ledger and what else it says. */
  g_autofree char *text = g_strdup_printf (
      _ ("Takes the place of: %1$s (%2$s). That entry stays in the ledger and is marked as void; "
         "the note says why."),
      title, subtitle);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim-label");
  hearth_record_dialog_add (dialog, label, TRUE);
}

GtkWidget *
hearth_ledger_entry_present (GtkWidget *parent,
                             HearthDesk *desk,
                             HearthCase *kase,
                             const HearthRecord *record)
{
  HearthRecordDialog *dialog =
      hearth_record_dialog_new_grouped (desk, kase, record, groups, G_N_ELEMENTS (groups));
  HearthRecordDraft *draft = hearth_record_form_get_draft (hearth_record_dialog_get_form (dialog));
  const HearthRecord *wrong = find_wrong (kase, hearth_record_draft_get_text (draft, "corrects"));

  if (wrong != NULL)
    tell_wrong (dialog, desk, wrong);
  hearth_record_dialog_show (dialog, parent);
  return GTK_WIDGET (dialog);
}

GtkWidget *
hearth_ledger_correct_present (GtkWidget *parent,
                               HearthDesk *desk,
                               HearthCase *kase,
                               const HearthRecord *wrong)
{
  const HearthId rec = hearth_random_id ();
  g_autofree char *hex = hearth_id_to_string (hearth_record_get_id (wrong));
  json_t *values = json_deep_copy (hearth_record_get_values (wrong));
  const char *name = json_string_value (json_object_get (values, "benefit"));
  const HearthPackEntry *benefit =
      name != NULL ? hearth_benefit_find (hearth_desk_get_packs (desk), name) : NULL;
  g_autoptr (HearthRecord) record = NULL;

  if (benefit != NULL)
    json_object_set_new (values, "benefit", json_string (hearth_pack_entry_get_id (benefit)));
  json_object_set_new (values, "corrects", json_string (hex));
  json_object_del (values, "note");
  record = hearth_record_new (hearth_record_get_kind (wrong), &rec, hearth_case_get_id (kase), 0,
                              values);
  return hearth_ledger_entry_present (parent, desk, kase, record);
}

/* --- Voiding --- */

struct _HearthVoidDialog
{
  AdwWindow parent_instance;
  HearthDesk *desk;
  HearthRecord *entry;
  AdwEntryRow *reason_row;
  GtkLabel *what_label;
  gboolean is_saving;
};

G_DEFINE_FINAL_TYPE (HearthVoidDialog, hearth_void_dialog, ADW_TYPE_WINDOW)

static char *
dup_reason (HearthVoidDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason_row))));
}

static void
update_state (HearthVoidDialog *self)
{
  g_autofree char *reason = dup_reason (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "void.save",
                                 *reason != '\0' && !self->is_saving);
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthVoidDialog) self = HEARTH_VOID_DIALOG (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) done = hearth_record_edit_finish (result, &error);

  if (self->desk == NULL)
    return;
  self->is_saving = FALSE;
  if (done == NULL)
    hearth_desk_report_error (self->desk, error);
  else
    {
      hearth_desk_report (self->desk, _ ("Entry voided"), done);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  update_state (self);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthVoidDialog *self = HEARTH_VOID_DIALOG (widget);
  HearthContext *context = hearth_desk_get_context (self->desk);
  g_autofree char *reason = dup_reason (self);
  json_auto_t *fields = json_pack ("{s:s}", "void_reason", reason);
  const HearthRecordEdit edit = { hearth_record_get_kind (self->entry),
                                  *hearth_record_get_case (self->entry),
                                  *hearth_record_get_id (self->entry),
                                  hearth_record_get_revision (self->entry), fields };

  if (context == NULL || *reason == '\0' || self->is_saving)
    return;
  self->is_saving = TRUE;
  update_state (self);
  hearth_record_save_async (context, &edit, hearth_desk_get_cancellable (self->desk), on_saved_cb,
                            g_object_ref (self));
}

static void
on_activated_cb (HearthVoidDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "void.save", NULL);
}

static void
hearth_void_dialog_dispose (GObject *object)
{
  HearthVoidDialog *self = HEARTH_VOID_DIALOG (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->entry, hearth_record_unref);
  G_OBJECT_CLASS (hearth_void_dialog_parent_class)->dispose (object);
}

static void
hearth_void_dialog_class_init (HearthVoidDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_void_dialog_dispose;
  gtk_widget_class_install_action (widget_class, "void.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "void.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
make_header (void)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  GtkWidget *save = gtk_button_new_with_mnemonic (_ ("_Void"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (save), "void.save");
  gtk_widget_add_css_class (save, "destructive-action");
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), save);
  return header;
}

static void
hearth_void_dialog_init (HearthVoidDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *group = adw_preferences_group_new ();

  self->what_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->what_label, TRUE);
  gtk_label_set_xalign (self->what_label, 0);
  self->reason_row = ADW_ENTRY_ROW (adw_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->reason_row),
                                 _ ("Why It Does Not Count"));
  adw_entry_row_set_input_hints (self->reason_row,
                                 GTK_INPUT_HINT_PRIVATE | GTK_INPUT_HINT_NO_SPELLCHECK);
  g_signal_connect_object (self->reason_row, "changed", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reason_row, "entry-activated", G_CALLBACK (on_activated_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->reason_row));
  g_object_set (content, "margin-start", 12, "margin-end", 12, "margin-top", 12, "margin-bottom",
                18, NULL);
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->what_label));
  gtk_box_append (GTK_BOX (content), group);
  gtk_box_append (GTK_BOX (box), make_header ());
  gtk_box_append (GTK_BOX (box), content);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_size (GTK_WINDOW (self), 420, 240);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Void an Entry"));
}

GtkWidget *
hearth_void_dialog_present (GtkWidget *parent, HearthDesk *desk, const HearthRecord *entry)
{
  HearthVoidDialog *self = g_object_new (HEARTH_TYPE_VOID_DIALOG, NULL);
  g_autofree char *title = hearth_record_dup_title (entry, hearth_desk_get_packs (desk));
  GtkRoot *root = gtk_widget_get_root (parent);

  self->desk = g_object_ref (desk);
  self->entry = hearth_record_ref ((HearthRecord *) entry);
  gtk_label_set_text (self->what_label, title);
  update_state (self);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->reason_row));
  return GTK_WIDGET (self);
}
