/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-record-dialog.h"

#include "hearth-case-rules.h"
#include "hearth-injury-acts.h"
#include "hearth-record-edit.h"
#include "hearth-record-form.h"
#include "hearth-section-words.h"

#include <glib/gi18n.h>

struct _HearthRecordDialog
{
  AdwWindow parent_instance;
  HearthDesk *desk;
  HearthDraftRules rules;
  char *form_name;
  HearthRecordForm *form;
  HearthRecordDraft *seen; /* as it was before the last change */
  guint is_saving : 1;

  AdwWindowTitle *title;
  GtkBox *content;
  GtkWidget *note; /* what happened meanwhile */
  GtkLabel *note_label;
};

G_DEFINE_FINAL_TYPE (HearthRecordDialog, hearth_record_dialog, ADW_TYPE_WINDOW)

static HearthRecordDraft *
draft_of (HearthRecordDialog *self)
{
  return hearth_record_form_get_draft (self->form);
}

static void
update_state (HearthRecordDialog *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "record.save",
                                 !self->is_saving && hearth_record_form_can_save (self->form));
}

/* What will be written to another compartment is kept there from the moment on that this is known. */
static HearthCompartment
find_compartment (HearthRecordDialog *self)
{
  HearthRecordDraft *draft = draft_of (self);
  const HearthKind *kind = hearth_record_draft_get_kind (draft);
  json_auto_t *fields = NULL;

  if (!hearth_injury_is_kind (kind))
    return kind->cmp;
  fields = json_pack ("{s:s, s:s}", "method", hearth_record_draft_get_text (draft, "method"),
                      "region", hearth_record_draft_get_text (draft, "region"));
  return hearth_injury_choose_kind (kind, fields, hearth_desk_get_packs (self->desk))->cmp;
}

static void
keep_draft (HearthRecordDialog *self)
{
  HearthDraftKeeper *drafts = hearth_desk_get_drafts (self->desk);
  HearthRecordDraft *draft = draft_of (self);
  const HearthId *rec = hearth_record_draft_get_rec (draft);
  const HearthDraft *kept;
  HearthCompartment cmp;

  if (drafts == NULL)
    return;
  cmp = find_compartment (self);
  kept = hearth_draft_keeper_find (drafts, self->form_name, rec);
  if (kept != NULL && kept->cmp != cmp)
    hearth_draft_keeper_drop (drafts, self->form_name, rec);
  if (hearth_record_draft_is_changed (draft))
    hearth_draft_keeper_take (drafts, hearth_draft_new (cmp, self->form_name, rec,
                                                        hearth_record_draft_get_case (draft),
                                                        hearth_record_draft_get_revision (draft),
                                                        hearth_record_draft_to_json (draft)));
  else
    hearth_draft_keeper_drop (drafts, self->form_name, rec);
}

static void
forget_draft (HearthRecordDialog *self)
{
  HearthDraftKeeper *drafts = hearth_desk_get_drafts (self->desk);

  if (drafts != NULL)
    hearth_draft_keeper_drop (drafts, self->form_name,
                              hearth_record_draft_get_rec (draft_of (self)));
}

/* What one field says, others may follow. */
static void
follow (HearthRecordDialog *self)
{
  g_autoptr (HearthRecordDraft) now = hearth_record_draft_ref (draft_of (self));
  g_autoptr (HearthRecordDraft) followed =
      hearth_section_follow_draft (self->desk, self->seen, now);

  g_clear_pointer (&self->seen, hearth_record_draft_unref);
  self->seen = hearth_record_draft_ref (followed);
  if (followed != now)
    hearth_record_form_set_draft (self->form, followed, &self->rules);
}

static void
on_form_changed_cb (HearthRecordDialog *self)
{
  follow (self);
  keep_draft (self);
  update_state (self);
}

static void
say (HearthRecordDialog *self, const char *text)
{
  gtk_label_set_text (self->note_label, text);
  gtk_widget_set_visible (self->note, TRUE);
}

/* What is typed stays, beside what is new; nothing is written before somebody has chosen. */
static void
show_both (HearthRecordDialog *self, GPtrArray *newer)
{
  HearthRecordDraft *draft = draft_of (self);

  for (guint i = 0; i < newer->len; i++)
    {
      const HearthRecord *record = newer->pdata[i];
      g_autoptr (HearthRecordDraft) rebased = NULL;

      if (!hearth_id_equal (hearth_record_get_id (record), hearth_record_draft_get_rec (draft)))
        continue;
      rebased = hearth_record_draft_rebase (draft, record);
      hearth_record_form_set_draft (self->form, rebased, NULL);
      keep_draft (self);
      say (self, hearth_record_is_gone (record)
                     ? _ ("Somebody removed this meanwhile. Saving brings it back.")
                     : _ ("Somebody changed this meanwhile. Nothing was lost: look at both values, "
                          "and save."));
      return;
    }
  say (self,
       _ ("Somebody changed this case meanwhile. Nothing was saved: close this and look at it."));
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthRecordDialog) self = HEARTH_RECORD_DIALOG (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) done = hearth_record_edit_finish (result, &error);

  self->is_saving = FALSE;
  if (self->desk == NULL)
    return;
  if (done == NULL && !hearth_record_form_show_refusal (self->form, error))
    hearth_desk_report_error (self->desk, error);
  else if (done != NULL && hearth_change_set_get_result (done) == HEARTH_RESULT_STALE)
    show_both (self, hearth_change_set_get_newer (done));
  else if (done != NULL)
    {
      hearth_desk_report (self->desk, _ ("Saved"), done);
      if (hearth_change_set_get_result (done) != HEARTH_RESULT_DENIED)
        {
          forget_draft (self);
          gtk_window_destroy (GTK_WINDOW (self));
          return;
        }
    }
  update_state (self);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthRecordDialog *self = HEARTH_RECORD_DIALOG (widget);
  HearthContext *context = hearth_desk_get_context (self->desk);
  HearthRecordDraft *draft = draft_of (self);
  json_auto_t *diff = NULL;
  HearthRecordEdit edit;

  if (context == NULL || self->is_saving || !hearth_record_form_check (self->form))
    {
      update_state (self);
      return;
    }
  diff = hearth_record_draft_diff (draft);
  if (diff == NULL)
    return;
  edit = (HearthRecordEdit){
    .kind = hearth_record_draft_get_kind (draft),
    .case_id = *hearth_record_draft_get_case (draft),
    .rec = *hearth_record_draft_get_rec (draft),
    .expected_revision = hearth_record_draft_get_revision (draft),
    .fields = diff,
  };
  self->is_saving = TRUE;
  update_state (self);
  hearth_record_save_async (context, &edit, hearth_desk_get_cancellable (self->desk), on_saved_cb,
                            g_object_ref (self));
}

/* Closed by the person, and not by a lock: what was typed is not wanted. */
static gboolean
hearth_record_dialog_close_request (GtkWindow *window)
{
  forget_draft (HEARTH_RECORD_DIALOG (window));
  return GTK_WINDOW_CLASS (hearth_record_dialog_parent_class)->close_request (window);
}

static void
hearth_record_dialog_dispose (GObject *object)
{
  HearthRecordDialog *self = HEARTH_RECORD_DIALOG (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->form_name, g_free);
  g_clear_pointer (&self->seen, hearth_record_draft_unref);
  G_OBJECT_CLASS (hearth_record_dialog_parent_class)->dispose (object);
}

static void
hearth_record_dialog_class_init (HearthRecordDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_record_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = hearth_record_dialog_close_request;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/cases/hearth-record-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthRecordDialog, title);
  gtk_widget_class_bind_template_child (widget_class, HearthRecordDialog, content);
  gtk_widget_class_bind_template_child (widget_class, HearthRecordDialog, note);
  gtk_widget_class_bind_template_child (widget_class, HearthRecordDialog, note_label);
  gtk_widget_class_install_action (widget_class, "record.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "record.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hearth_record_dialog_init (HearthRecordDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

char *
hearth_record_dialog_dup_form (const HearthKind *kind)
{
  return g_strconcat ("record-", kind->id, NULL);
}

/* What was typed before a lock, else what the record holds, or how a new one begins. */
static HearthRecordDraft *
begin_draft (HearthRecordDialog *self, HearthCase *kase, const HearthRecord *record)
{
  HearthDraftKeeper *drafts = hearth_desk_get_drafts (self->desk);
  const HearthDraft *kept =
      drafts != NULL
          ? hearth_draft_keeper_find (drafts, self->form_name, hearth_record_get_id (record))
          : NULL;

  if (kept != NULL)
    return hearth_record_draft_resume (kept->fields, record);
  if (hearth_record_get_revision (record) > 0)
    return hearth_record_draft_new (record);
  return hearth_section_start_draft (self->desk, kase, record);
}

HearthRecordDialog *
hearth_record_dialog_new (HearthDesk *desk, HearthCase *kase, const HearthRecord *record)
{
  return hearth_record_dialog_new_grouped (desk, kase, record, NULL, 0);
}

HearthRecordDialog *
hearth_record_dialog_new_grouped (HearthDesk *desk,
                                  HearthCase *kase,
                                  const HearthRecord *record,
                                  const HearthFormGroup *groups,
                                  guint n_groups)
{
  HearthRecordDialog *self = g_object_new (HEARTH_TYPE_RECORD_DIALOG, NULL);
  const HearthKind *kind = hearth_record_get_kind (record);
  g_autoptr (HearthRecordDraft) draft = NULL;

  self->desk = g_object_ref (desk);
  self->form_name = hearth_record_dialog_dup_form (kind);
  self->rules = hearth_case_make_rules (kase, hearth_record_get_id (record));
  self->form = HEARTH_RECORD_FORM (hearth_record_form_new (desk, kind, groups, n_groups));
  gtk_box_append (self->content, GTK_WIDGET (self->form));
  adw_window_title_set_title (self->title, hearth_record_get_revision (record) > 0
                                               ? _ (kind->label)
                                               : _ (hearth_section_words_get (kind)->new_title));
  /* Windows are told apart by their names. */
  gtk_window_set_title (GTK_WINDOW (self), adw_window_title_get_title (self->title));
  draft = begin_draft (self, kase, record);
  self->seen = hearth_record_draft_ref (draft);
  hearth_record_form_set_draft (self->form, draft, &self->rules);
  g_signal_connect_object (self->form, "changed", G_CALLBACK (on_form_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update_state (self);
  return self;
}

HearthRecordForm *
hearth_record_dialog_get_form (HearthRecordDialog *self)
{
  g_return_val_if_fail (HEARTH_IS_RECORD_DIALOG (self), NULL);

  return self->form;
}

void
hearth_record_dialog_add (HearthRecordDialog *self, GtkWidget *widget, gboolean is_above)
{
  g_return_if_fail (HEARTH_IS_RECORD_DIALOG (self) && GTK_IS_WIDGET (widget));

  if (is_above)
    gtk_box_prepend (self->content, widget);
  else
    gtk_box_append (self->content, widget);
}

void
hearth_record_dialog_show (HearthRecordDialog *self, GtkWidget *parent)
{
  g_return_if_fail (HEARTH_IS_RECORD_DIALOG (self) && GTK_IS_WIDGET (parent));

  gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (gtk_widget_get_root (parent)));
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_child_focus (GTK_WIDGET (self->form), GTK_DIR_TAB_FORWARD);
}

GtkWidget *
hearth_record_dialog_present (GtkWidget *parent,
                              HearthDesk *desk,
                              HearthCase *kase,
                              const HearthRecord *record)
{
  HearthRecordDialog *self = hearth_record_dialog_new (desk, kase, record);

  hearth_record_dialog_show (self, parent);
  return GTK_WIDGET (self);
}
