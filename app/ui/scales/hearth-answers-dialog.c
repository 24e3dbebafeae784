/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-answers-dialog.h"

#include "hearth-answers-form.h"
#include "hearth-answers-words.h"
#include "hearth-answers.h"
#include "hearth-confidential.h"
#include "hearth-date-row.h"
#include "hearth-format.h"
#include "hearth-json.h"
#include "hearth-policy.h"
#include "hearth-random.h"
#include "hearth-record-edit.h"
#include "hearth-text-row.h"

#include <glib/gi18n.h>

#define QUESTIONNAIRE_KEY "hearth-questionnaire"

struct _HearthAnswersDialog
{
  AdwWindow parent_instance;
  HearthDesk *desk;
  HearthCase *kase;
  HearthId rec;
  gint64 revision;
  const HearthQuestionnaire *questionnaire; /* NULL: not chosen yet */
  const HearthKind *kind;
  char *user_name;
  guint is_saving : 1;
  guint is_warned : 1; /* has been told what is missing */

  AdwWindowTitle *title;
  GtkStack *stack;
  GtkListBox *choices;
  GtkBox *content;
  GtkWidget *save_button;
  HearthDateRow *date_row;
  AdwEntryRow *performer_row;
  AdwEntryRow *note_row;
  HearthAnswersForm *form;
  GtkWidget *alarm_bar;
  GtkLabel *alarm_label;
  GtkWidget *bar;
  GtkLabel *status_label;
};

G_DEFINE_FINAL_TYPE (HearthAnswersDialog, hearth_answers_dialog, ADW_TYPE_WINDOW)

static HearthPackSet *
packs_of (HearthAnswersDialog *self)
{
  return hearth_desk_get_packs (self->desk);
}

static char *
dup_text (gpointer row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static HearthQuestionnaireResult *
score (HearthAnswersDialog *self)
{
  const GArray *answers = hearth_answers_form_get_answers (self->form);

  return hearth_questionnaire_score (self->questionnaire, (const int *) (gpointer) answers->data,
                                     answers->len);
}

/* A day, and none that is still to come. */
static gboolean
get_day (HearthAnswersDialog *self, HearthDate *out)
{
  HearthPartialDate date;

  if (!hearth_date_row_get_date (self->date_row, &date) || !hearth_partial_date_is_known (&date) ||
      date.day == 0)
    return FALSE;
  *out = hearth_partial_date_first (&date);
  return *out <= hearth_case_get_today (self->kase);
}

static json_t *
collect (HearthAnswersDialog *self)
{
  const GArray *answers = hearth_answers_form_get_answers (self->form);
  g_autofree char *performer = dup_text (self->performer_row);
  g_autofree char *note = dup_text (self->note_row);
  const HearthPackEntry *entry = hearth_questionnaire_get_entry (self->questionnaire);
  json_t *fields = json_pack ("{s:s, s:s, s:s}", "questionnaire", hearth_pack_entry_get_id (entry),
                              "performer", performer, "note", note);
  HearthDate day;

  if (get_day (self, &day))
    {
      g_autofree char *text = hearth_date_to_string (day);

      json_object_set_new (fields, "filled_on", json_string (text));
    }
  json_object_set_new (
      fields, "answers",
      hearth_answers_to_json ((const int *) (gpointer) answers->data, answers->len));
  return fields;
}

static void
keep_draft (HearthAnswersDialog *self)
{
  HearthDraftKeeper *drafts = hearth_desk_get_drafts (self->desk);

  if (drafts != NULL && hearth_answers_form_get_n_answered (self->form) > 0)
    hearth_draft_keeper_take (drafts, hearth_draft_new (self->kind->cmp, HEARTH_ANSWERS_DRAFT,
                                                        &self->rec, hearth_case_get_id (self->kase),
                                                        self->revision, collect (self)));
}

static void
forget_draft (HearthAnswersDialog *self)
{
  HearthDraftKeeper *drafts = hearth_desk_get_drafts (self->desk);

  if (drafts != NULL)
    hearth_draft_keeper_drop (drafts, HEARTH_ANSWERS_DRAFT, &self->rec);
}

static void
say (HearthAnswersDialog *self, const char *text, gboolean is_error)
{
  gtk_label_set_text (self->status_label, text);
  if (is_error)
    gtk_widget_add_css_class (GTK_WIDGET (self->status_label), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->status_label), "error");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
}

/* The alarm speaks before anything is saved: the person sits here now. */
static void
show_alarm (HearthAnswersDialog *self, const HearthQuestionnaireResult *result)
{
  const HearthPackEntry *alarm = result->alarms->len > 0 ? result->alarms->pdata[0] : NULL;
  const char *action = alarm != NULL
                           ? hearth_pack_entry_get_text (alarm, "Action", hearth_format_language ())
                           : NULL;

  gtk_label_set_text (self->alarm_label, action != NULL ? action : "");
  gtk_widget_set_visible (self->alarm_bar, action != NULL);
}

static void
show_status (HearthAnswersDialog *self)
{
  g_autoptr (HearthQuestionnaireResult) result = score (self);
  guint n_questions = MAX (hearth_questionnaire_get_n_questions (self->questionnaire), 1);
  guint n_answered = hearth_answers_form_get_n_answered (self->form);
  g_autofree char *text = NULL;

  show_alarm (self, result);
  if (result->status == HEARTH_QUESTIONNAIRE_SCORED && result->n_imputed == 0)
    text = hearth_answers_dup_result (result);
  else if (result->status == HEARTH_QUESTIONNAIRE_BAD_ANSWER)
    text = g_strdup (_ ("This is not a number that the scale has"));
  else
    text = g_strdup_printf (
        ngettext ("%1$u of %2$u question answered", "%1$u of %2$u questions answered", n_questions),
        n_answered, n_questions);
  say (self, text, result->status == HEARTH_QUESTIONNAIRE_BAD_ANSWER);
}

static void
on_changed_cb (HearthAnswersDialog *self)
{
  self->is_warned = FALSE;
  keep_draft (self);
  show_status (self);
}

static void
on_row_changed_cb (HearthAnswersDialog *self)
{
  if (self->form != NULL)
    keep_draft (self);
}

static void
on_finished_cb (HearthAnswersDialog *self)
{
  gtk_widget_grab_focus (self->save_button);
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthAnswersDialog) self = HEARTH_ANSWERS_DIALOG (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) done = hearth_record_edit_finish (result, &error);

  self->is_saving = FALSE;
  if (self->desk == NULL)
    return;
  if (done == NULL)
    {
      hearth_desk_report_error (self->desk, error);
      return;
    }
  hearth_desk_report (self->desk, _ ("Questionnaire saved"), done);
  if (hearth_change_set_get_result (done) == HEARTH_RESULT_STALE)
    say (self, _ ("Somebody changed this meanwhile. Nothing was saved: close this and look at it."),
         TRUE);
  else if (hearth_change_set_get_result (done) != HEARTH_RESULT_DENIED)
    {
      forget_draft (self);
      gtk_window_destroy (GTK_WINDOW (self));
    }
}

/* Names what is missing. With an alarm the form may leave without a score when asked for it twice. */
static gboolean
check (HearthAnswersDialog *self)
{
  g_autoptr (HearthQuestionnaireResult) result = score (self);
  g_autofree char *missing = hearth_answers_dup_missing (result);
  g_autofree char *text = NULL;
  HearthDate day;

  if (!get_day (self, &day))
    {
      say (self, _ ("On which day was it filled in? Not later than today."), TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->date_row));
      return FALSE;
    }
  if (result->status == HEARTH_QUESTIONNAIRE_SCORED)
    return TRUE;
  if (result->status != HEARTH_QUESTIONNAIRE_INCOMPLETE)
    {
      show_status (self);
      hearth_answers_form_focus (self->form, 1);
      return FALSE;
    }
  if (result->alarms->len > 0 && self->is_warned)
    return TRUE;
  self->is_warned = TRUE;
  text = result->alarms->len > 0
             ? g_strdup_printf (_ ("%s. Save again to raise the alarm without a score."), missing)
             : g_strdup (missing);
  say (self, text, TRUE);
  hearth_answers_form_focus (self->form, g_array_index (result->items, guint, 0));
  return FALSE;
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthAnswersDialog *self = HEARTH_ANSWERS_DIALOG (widget);
  HearthContext *context = hearth_desk_get_context (self->desk);
  json_auto_t *fields = NULL;
  HearthRecordEdit edit;

  if (context == NULL || self->form == NULL || self->is_saving || !check (self))
    return;
  fields = collect (self);
  edit = (HearthRecordEdit){
    .kind = self->kind,
    .case_id = *hearth_case_get_id (self->kase),
    .rec = self->rec,
    .expected_revision = self->revision,
    .fields = fields,
  };
  self->is_saving = TRUE;
  hearth_record_save_async (context, &edit, hearth_desk_get_cancellable (self->desk), on_saved_cb,
                            g_object_ref (self));
}

/* Closed by the person, and not by a lock: what was typed is not wanted. */
static gboolean
hearth_answers_dialog_close_request (GtkWindow *window)
{
  forget_draft (HEARTH_ANSWERS_DIALOG (window));
  return GTK_WINDOW_CLASS (hearth_answers_dialog_parent_class)->close_request (window);
}

static void
hearth_answers_dialog_dispose (GObject *object)
{
  HearthAnswersDialog *self = HEARTH_ANSWERS_DIALOG (object);

  g_clear_object (&self->kase);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->user_name, g_free);
  G_OBJECT_CLASS (hearth_answers_dialog_parent_class)->dispose (object);
}

static void
hearth_answers_dialog_class_init (HearthAnswersDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_answers_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = hearth_answers_dialog_close_request;
  gtk_widget_class_install_action (widget_class, "answers.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "answers.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
make_text (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static AdwEntryRow *
add_entry (HearthAnswersDialog *self,
           AdwPreferencesGroup *group,
           const char *title,
           const char *text)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  /* Most questionnaires are kept with the restricted records. */
  hearth_confidential_set (row, TRUE);
  adw_entry_row_set_input_hints (ADW_ENTRY_ROW (row),
                                 GTK_INPUT_HINT_PRIVATE | GTK_INPUT_HINT_NO_SPELLCHECK);
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
  g_signal_connect_object (row, "changed", G_CALLBACK (on_row_changed_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, row);
  return ADW_ENTRY_ROW (row);
}

static void
add_facts (HearthAnswersDialog *self, const json_t *fields)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  const char *filled_on = hearth_json_get_string (fields, "filled_on");
  g_autofree char *today = hearth_date_to_string (hearth_case_get_today (self->kase));
  HearthPartialDate date = { 0 };

  self->date_row = g_object_new (HEARTH_TYPE_DATE_ROW, "title", _ ("Filled on"), NULL);
  if (hearth_partial_date_parse (filled_on != NULL ? filled_on : today, &date))
    hearth_date_row_set_date (self->date_row, &date);
  g_signal_connect_object (self->date_row, "changed", G_CALLBACK (on_row_changed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, GTK_WIDGET (self->date_row));
  self->performer_row = add_entry (self, group, _ ("Asked by"),
                                   json_object_get (fields, "performer") != NULL
                                       ? hearth_json_get_string (fields, "performer")
                                       : self->user_name);
  gtk_box_append (self->content, GTK_WIDGET (group));
}

static void
add_stem (HearthAnswersDialog *self, const HearthPackEntry *entry)
{
  const char *language = hearth_format_language ();
  const char *stem = hearth_pack_entry_get_text (entry, "Stem", language);
  const char *rights = hearth_pack_entry_get_text (entry, "Rights", language);
  const char *note = hearth_pack_entry_get_text (entry, "Note", language);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (box),
                  make_text (hearth_pack_entry_get_title (entry, language), "title-2"));
  if (stem != NULL)
    gtk_box_append (GTK_BOX (box), make_text (stem, NULL));
  if (note != NULL)
    gtk_box_append (GTK_BOX (box), make_text (note, "dim-label"));
  if (rights != NULL)
    gtk_box_append (GTK_BOX (box), make_text (rights, "caption"));
  gtk_box_append (self->content, box);
}

static void
add_note (HearthAnswersDialog *self, const json_t *fields)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  self->note_row = add_entry (self, group, _ ("Note"), hearth_json_get_string (fields, "note"));
  gtk_box_append (self->content, GTK_WIDGET (group));
}

/* @fields: what stands there already. */
static void
show_form (HearthAnswersDialog *self,
           const HearthQuestionnaire *questionnaire,
           const json_t *fields)
{
  const HearthPackEntry *entry = hearth_questionnaire_get_entry (questionnaire);
  g_autoptr (GArray) answers = hearth_answers_from_json (json_object_get (fields, "answers"));
  gint64 total;

  self->questionnaire = questionnaire;
  self->kind = hearth_answers_find_kind (packs_of (self), hearth_pack_entry_get_id (entry));
  /* A total that came without a list. */
  if (answers != NULL && answers->len == 0 && hearth_json_get_int (fields, "score", &total))
    {
      int answer = (int) CLAMP (total, 0, G_MAXINT16);

      g_array_append_val (answers, answer);
    }
  add_stem (self, entry);
  add_facts (self, fields);
  self->form = HEARTH_ANSWERS_FORM (hearth_answers_form_new (questionnaire, answers));
  gtk_box_append (self->content, GTK_WIDGET (self->form));
  add_note (self, fields);
  g_signal_connect_object (self->form, "changed", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "finished", G_CALLBACK (on_finished_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_visible (self->bar, TRUE);
  gtk_widget_set_visible (self->save_button, TRUE);
  gtk_stack_set_visible_child_name (self->stack, "form");
  show_status (self);
  hearth_answers_form_focus (self->form, 1);
}

static gboolean
may_fill (HearthDesk *desk, const HearthPackEntry *entry)
{
  HearthContext *context = hearth_desk_get_context (desk);
  const HearthKind *kind =
      hearth_answers_find_kind (hearth_desk_get_packs (desk), hearth_pack_entry_get_id (entry));
  HearthVault *vault = context != NULL ? hearth_context_get_vault (context) : NULL;

  return kind != NULL && vault != NULL && hearth_vault_has (vault, kind->cmp) &&
         hearth_policy_may_write (hearth_vault_get_roles (vault), kind);
}

gboolean
hearth_answers_dialog_is_possible (HearthDesk *desk)
{
  HearthPackSet *packs = hearth_desk_get_packs (desk);
  guint n_entries = hearth_pack_set_get_n_entries (packs, "questionnaire");

  for (guint i = 0; i < n_entries; i++)
    if (may_fill (desk, hearth_pack_set_get_entry (packs, "questionnaire", i)))
      return TRUE;
  return FALSE;
}

static void
on_chosen_cb (HearthAnswersDialog *self, GtkListBoxRow *row)
{
  const char *id = g_object_get_data (G_OBJECT (row), QUESTIONNAIRE_KEY);
  const HearthQuestionnaire *questionnaire =
      hearth_questionnaire_lookup (packs_of (self), id, NULL);

  if (questionnaire != NULL && self->form == NULL)
    show_form (self, questionnaire, NULL);
}

static void
add_choices (HearthAnswersDialog *self)
{
  HearthPackSet *packs = packs_of (self);
  guint n_entries = hearth_pack_set_get_n_entries (packs, "questionnaire");

  for (guint i = 0; i < n_entries; i++)
    {
      const HearthPackEntry *entry = hearth_pack_set_get_entry (packs, "questionnaire", i);
      GtkWidget *row;

      if (!may_fill (self->desk, entry))
        continue;
      row = hearth_text_row_new (hearth_pack_entry_get_title (entry, hearth_format_language ()),
                                 NULL);
      g_object_set_data (G_OBJECT (row), QUESTIONNAIRE_KEY,
                         (gpointer) hearth_pack_entry_get_id (entry));
      gtk_list_box_append (self->choices, row);
    }
}

static GtkWidget *
wrap_page (GtkWidget *child)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_margin_top (child, 18);
  gtk_widget_set_margin_bottom (child, 18);
  gtk_widget_set_margin_start (child, 12);
  gtk_widget_set_margin_end (child, 12);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 640);
  adw_clamp_set_child (ADW_CLAMP (clamp), child);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static GtkWidget *
make_header (HearthAnswersDialog *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  self->title = ADW_WINDOW_TITLE (adw_window_title_new (_ ("Questionnaire"), NULL));
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), GTK_WIDGET (self->title));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  self->save_button = gtk_button_new_with_mnemonic (_ ("_Save"));
  gtk_widget_add_css_class (self->save_button, "suggested-action");
  gtk_widget_set_tooltip_text (self->save_button, _ ("Save (Ctrl+S)"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->save_button), "answers.save");
  gtk_widget_set_visible (self->save_button, FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->save_button);
  return header;
}

static GtkWidget *
make_alarm_bar (HearthAnswersDialog *self)
{
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  self->alarm_bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  gtk_widget_add_css_class (self->alarm_bar, "notice");
  gtk_widget_add_css_class (self->alarm_bar, "notice-error");
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Alarm"),
                                  -1);
  self->alarm_label = GTK_LABEL (make_text (NULL, NULL));
  gtk_box_append (GTK_BOX (self->alarm_bar), icon);
  gtk_box_append (GTK_BOX (self->alarm_bar), GTK_WIDGET (self->alarm_label));
  gtk_widget_set_visible (self->alarm_bar, FALSE);
  return self->alarm_bar;
}

static GtkWidget *
make_bar (HearthAnswersDialog *self)
{
  self->bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  gtk_widget_add_css_class (self->bar, "notice");
  self->status_label = GTK_LABEL (make_text (NULL, "heading"));
  gtk_box_append (GTK_BOX (self->bar), GTK_WIDGET (self->status_label));
  gtk_widget_set_visible (self->bar, FALSE);
  return self->bar;
}

static void
hearth_answers_dialog_init (HearthAnswersDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  self->choices = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->choices, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->choices), "boxed-list");
  gtk_widget_set_valign (GTK_WIDGET (self->choices), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choices), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Questionnaires"), -1);
  g_signal_connect_object (self->choices, "row-activated", G_CALLBACK (on_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  self->content = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18));
  gtk_stack_add_named (self->stack, wrap_page (GTK_WIDGET (self->choices)), "choose");
  gtk_stack_add_named (self->stack, wrap_page (GTK_WIDGET (self->content)), "form");
  gtk_box_append (GTK_BOX (box), make_header (self));
  gtk_box_append (GTK_BOX (box), make_alarm_bar (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  gtk_box_append (GTK_BOX (box), make_bar (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Questionnaire"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 640, 680);
  gtk_widget_set_size_request (GTK_WIDGET (self), 360, 294);
}

static HearthAnswersDialog *
dialog_new (GtkWidget *parent, HearthDesk *desk, HearthCase *kase)
{
  HearthAnswersDialog *self = g_object_new (HEARTH_TYPE_ANSWERS_DIALOG, NULL);
  HearthContext *context = hearth_desk_get_context (desk);
  GtkRoot *root = gtk_widget_get_root (parent);

  self->desk = g_object_ref (desk);
  self->kase = g_object_ref (kase);
  self->rec = hearth_random_id ();
  self->revision = HEARTH_REVISION_NEW;
  self->user_name = g_strdup (hearth_vault_get_user_name (hearth_context_get_vault (context)));
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  return self;
}

static void
show_filled (HearthAnswersDialog *self, const json_t *fields)
{
  const char *id = hearth_json_get_string (fields, "questionnaire");
  const HearthQuestionnaire *questionnaire =
      id != NULL ? hearth_questionnaire_lookup (packs_of (self), id, NULL) : NULL;

  if (questionnaire != NULL)
    show_form (self, questionnaire, fields);
  else
    add_choices (self);
}

/* The keys go to the first question, or to the first questionnaire. */
static void
present (HearthAnswersDialog *self)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->choices, 0);

  gtk_window_present (GTK_WINDOW (self));
  if (self->form != NULL)
    hearth_answers_form_focus (self->form, 1);
  else if (first != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (first));
}

GtkWidget *
hearth_answers_dialog_present (GtkWidget *parent,
                               HearthDesk *desk,
                               HearthCase *kase,
                               const HearthRecord *record)
{
  HearthAnswersDialog *self = dialog_new (parent, desk, kase);

  if (record != NULL)
    {
      self->rec = *hearth_record_get_id (record);
      self->revision = hearth_record_get_revision (record);
      show_filled (self, hearth_record_get_values (record));
    }
  else
    add_choices (self);
  present (self);
  return GTK_WIDGET (self);
}

GtkWidget *
hearth_answers_dialog_resume (GtkWidget *parent,
                              HearthDesk *desk,
                              HearthCase *kase,
                              const HearthDraft *draft)
{
  HearthAnswersDialog *self = dialog_new (parent, desk, kase);

  self->rec = draft->rec;
  self->revision = draft->revision;
  show_filled (self, draft->fields);
  present (self);
  return GTK_WIDGET (self);
}
