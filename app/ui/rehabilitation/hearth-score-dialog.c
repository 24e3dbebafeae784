/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-score-dialog.h"

#include "hearth-case-rules.h"
#include "hearth-date-row.h"
#include "hearth-draft-form.h"
#include "hearth-format.h"
#include "hearth-record-edit.h"
#include "hearth-record-words.h"
#include "hearth-rehabilitation-words.h"
#include "hearth-text-row.h"

#include <glib/gi18n.h>

#define N_LEVELS 5
#define SCORE_KEY "hearth-score"

struct _HearthScoreDialog
{
  AdwWindow parent_instance;
  HearthDesk *desk;
  HearthCase *kase;
  HearthRecord *goal;
  HearthDate today;
  gboolean is_saving;
  HearthDraftForm *draft;

  AdwWindowTitle *title;
  AdwPreferencesGroup *levels;
  GtkCheckButton *buttons[N_LEVELS];
  HearthDateRow *date_row;
  AdwEntryRow *note_row;
  AdwPreferencesGroup *earlier;
  GtkLabel *issue_label;
};

G_DEFINE_FINAL_TYPE (HearthScoreDialog, hearth_score_dialog, ADW_TYPE_WINDOW)

static int
get_chosen (HearthScoreDialog *self)
{
  for (int i = 0; i < N_LEVELS; i++)
    if (self->buttons[i] != NULL && gtk_check_button_get_active (self->buttons[i]))
      return i;
  return -1;
}

/* NONE: what is typed is no day that has come. */
static HearthDate
get_day (HearthScoreDialog *self)
{
  HearthPartialDate date;

  if (!hearth_date_row_get_date (self->date_row, &date) || date.day == 0 ||
      hearth_partial_date_first (&date) > self->today)
    return HEARTH_DATE_NONE;
  return hearth_partial_date_first (&date);
}

static void
update_state (HearthScoreDialog *self)
{
  gboolean is_day = get_day (self) != HEARTH_DATE_NONE;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "score.save",
                                 !self->is_saving && is_day && get_chosen (self) >= 0);
  gtk_label_set_text (self->issue_label,
                      is_day ? "" : _ ("The day on which the level was seen, today at the latest"));
  gtk_widget_set_visible (GTK_WIDGET (self->issue_label), !is_day);
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthScoreDialog) self = HEARTH_SCORE_DIALOG (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) done = hearth_record_edit_finish (result, &error);

  self->is_saving = FALSE;
  if (self->desk == NULL)
    return;
  if (done == NULL)
    hearth_desk_report_error (self->desk, error);
  else
    {
      hearth_desk_report (self->desk, _ ("Level saved"), done);
      if (hearth_change_set_get_result (done) == HEARTH_RESULT_DONE)
        {
          hearth_draft_form_end (self->draft);
          gtk_window_destroy (GTK_WINDOW (self));
          return;
        }
    }
  update_state (self);
}

static json_t *
make_fields (HearthScoreDialog *self)
{
  g_autofree char *goal = hearth_id_to_string (hearth_record_get_id (self->goal));
  g_autofree char *day = hearth_date_to_string (get_day (self));
  const char *note = gtk_editable_get_text (GTK_EDITABLE (self->note_row));
  const char *who =
      hearth_vault_get_user_name (hearth_context_get_vault (hearth_desk_get_context (self->desk)));
  json_t *fields =
      json_pack ("{s:s, s:s, s:i}", "goal", goal, "scored_on", day, "score", get_chosen (self) - 2);

  if (*note != '\0')
    json_object_set_new (fields, "note", json_string (note));
  if (who != NULL)
    json_object_set_new (fields, "performer", json_string (who));
  return fields;
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthScoreDialog *self = HEARTH_SCORE_DIALOG (widget);
  HearthContext *context = hearth_desk_get_context (self->desk);
  g_autoptr (HearthRecord) record = NULL;
  json_auto_t *fields = NULL;
  HearthRecordEdit edit;

  if (context == NULL || self->is_saving || get_chosen (self) < 0 ||
      get_day (self) == HEARTH_DATE_NONE)
    return;
  record = hearth_case_make_record (self->kase, hearth_registry_find_kind ("goal_score"), NULL);
  fields = make_fields (self);
  edit = (HearthRecordEdit){
    .kind = hearth_record_get_kind (record),
    .case_id = *hearth_case_get_id (self->kase),
    .rec = *hearth_record_get_id (record),
    .expected_revision = HEARTH_REVISION_NEW,
    .fields = fields,
  };
  self->is_saving = TRUE;
  update_state (self);
  hearth_record_save_async (context, &edit, hearth_desk_get_cancellable (self->desk), on_saved_cb,
                            g_object_ref (self));
}

static void
choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthScoreDialog *self = HEARTH_SCORE_DIALOG (widget);
  int index = g_variant_get_int32 (parameter);

  if (self->buttons[index] == NULL)
    return;
  gtk_check_button_set_active (self->buttons[index], TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->buttons[index]));
}

/* --- Levels that were given before --- */

static void
on_removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthScoreDialog) self = HEARTH_SCORE_DIALOG (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) done = hearth_record_edit_finish (result, &error);

  if (self->desk == NULL)
    return;
  if (done == NULL)
    hearth_desk_report_error (self->desk, error);
  else
    {
      hearth_desk_report (self->desk, _ ("Level removed"), done);
      gtk_window_destroy (GTK_WINDOW (self));
    }
}

static void
on_remove_clicked_cb (HearthScoreDialog *self, GtkWidget *button)
{
  HearthRecord *score = g_object_get_data (G_OBJECT (button), SCORE_KEY);
  HearthContext *context = hearth_desk_get_context (self->desk);

  if (context != NULL)
    hearth_record_remove_async (context, score, NULL, on_removed_cb, g_object_ref (self));
}

static void
add_earlier (HearthScoreDialog *self, HearthRecord *score)
{
  HearthPackSet *packs = hearth_desk_get_packs (self->desk);
  g_autofree char *day = hearth_format_date (hearth_record_get_date (score, "scored_on"));
  g_autofree char *subtitle = hearth_record_dup_subtitle (score, packs);
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *title = NULL;
  g_autofree char *name = NULL;
  GtkWidget *row;
  gint64 level = 0;

  hearth_record_get_int (score, "score", &level);
  title = g_strdup_printf ("%s  %s", hearth_level_get_sign ((int) level),
                           hearth_level_get_title (packs, (int) level));
  name = g_strdup_printf (_ ("Remove: %s"), day);
  row = hearth_text_row_new (title, subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Remove"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), SCORE_KEY, hearth_record_ref (score),
                          (GDestroyNotify) hearth_record_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_remove_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  hearth_text_row_add_suffix (HEARTH_TEXT_ROW (row), button);
  adw_preferences_group_add (self->earlier, row);
}

static void
show_earlier (HearthScoreDialog *self)
{
  g_autoptr (GPtrArray) scores =
      hearth_goal_list_scores (self->goal, hearth_case_get_records (self->kase, "goal_score"));

  for (guint i = scores->len; i > 0; i--)
    add_earlier (self, scores->pdata[i - 1]);
  gtk_widget_set_visible (GTK_WIDGET (self->earlier), scores->len > 0);
}

/* --- The widget --- */

static void
add_level (HearthScoreDialog *self, int index)
{
  HearthPackSet *packs = hearth_desk_get_packs (self->desk);
  const char *text = hearth_goal_find_level_text (packs, self->goal, index - 2);
  GtkWidget *button = gtk_check_button_new ();
  g_autofree char *title = g_strdup_printf ("%s  %s", hearth_level_get_sign (index - 2),
                                            hearth_level_get_title (packs, index - 2));
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = g_strjoin (text != NULL ? ": " : NULL, title, text, NULL);
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  g_autofree char *subtitle = text != NULL ? g_markup_escape_text (text, -1) : NULL;

  if (self->buttons[0] != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (button), self->buttons[0]);
  self->buttons[index] = GTK_CHECK_BUTTON (button);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (self->levels, row);
  g_signal_connect_object (button, "toggled", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
}

/* Closed by the person, and not by a lock: what was typed is not wanted. */
static gboolean
hearth_score_dialog_close_request (GtkWindow *window)
{
  hearth_draft_form_end (HEARTH_SCORE_DIALOG (window)->draft);
  return GTK_WINDOW_CLASS (hearth_score_dialog_parent_class)->close_request (window);
}

static void
hearth_score_dialog_dispose (GObject *object)
{
  HearthScoreDialog *self = HEARTH_SCORE_DIALOG (object);

  g_clear_object (&self->draft);
  g_clear_object (&self->desk);
  g_clear_object (&self->kase);
  g_clear_pointer (&self->goal, hearth_record_unref);
  G_OBJECT_CLASS (hearth_score_dialog_parent_class)->dispose (object);
}

static void
hearth_score_dialog_class_init (HearthScoreDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  GTK_WINDOW_CLASS (klass)->close_request = hearth_score_dialog_close_request;
  G_OBJECT_CLASS (klass)->dispose = hearth_score_dialog_dispose;
  g_type_ensure (HEARTH_TYPE_DATE_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/rehabilitation/hearth-score-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthScoreDialog, title);
  gtk_widget_class_bind_template_child (widget_class, HearthScoreDialog, levels);
  gtk_widget_class_bind_template_child (widget_class, HearthScoreDialog, date_row);
  gtk_widget_class_bind_template_child (widget_class, HearthScoreDialog, note_row);
  gtk_widget_class_bind_template_child (widget_class, HearthScoreDialog, earlier);
  gtk_widget_class_bind_template_child (widget_class, HearthScoreDialog, issue_label);
  gtk_widget_class_bind_template_callback (widget_class, update_state);
  gtk_widget_class_install_action (widget_class, "score.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "score.choose", "i", choose_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "score.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  for (int i = 0; i < N_LEVELS; i++)
    {
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + (guint) i, 0, "score.choose",
                                           "i", i);
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_1 + (guint) i, 0,
                                           "score.choose", "i", i);
    }
}

static void
hearth_score_dialog_init (HearthScoreDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_date (HearthScoreDialog *self, HearthDate day)
{
  HearthPartialDate date;
  int year, month, number;

  hearth_date_split (day, &year, &month, &number);
  date = (HearthPartialDate){ (gint16) year, (gint8) month, (gint8) number };
  hearth_date_row_set_date (self->date_row, &date);
}

/* One form for each goal. */
static void
keep_draft (HearthScoreDialog *self)
{
  static const char *const keys[N_LEVELS] = { "level-1", "level-2", "level-3", "level-4",
                                              "level-5" };

  self->draft =
      hearth_draft_form_new (self->desk, HEARTH_SCORE_DIALOG_DRAFT,
                             hearth_record_get_id (self->goal), hearth_case_get_id (self->kase), 0);
  hearth_draft_form_set_compartment (self->draft, hearth_record_get_kind (self->goal)->cmp);
  for (int i = 0; i < N_LEVELS; i++)
    hearth_draft_form_add (self->draft, keys[i], self->buttons[i]);
  hearth_draft_form_add (self->draft, "scored_on", self->date_row);
  hearth_draft_form_add (self->draft, "note", self->note_row);
  hearth_draft_form_begin (self->draft);
}

void
hearth_score_dialog_present (GtkWidget *parent,
                             HearthDesk *desk,
                             HearthCase *kase,
                             const HearthRecord *goal)
{
  HearthScoreDialog *self = g_object_new (HEARTH_TYPE_SCORE_DIALOG, NULL);
  g_autofree char *title = NULL;
  int level = 0;

  self->desk = g_object_ref (desk);
  self->kase = g_object_ref (kase);
  self->goal = hearth_record_ref ((HearthRecord *) goal);
  self->today = hearth_case_get_today (kase);
  title = hearth_record_dup_title (goal, hearth_desk_get_packs (desk));
  adw_window_title_set_subtitle (self->title, title);
  for (int i = 0; i < N_LEVELS; i++)
    add_level (self, i);
  set_date (self, self->today);
  show_earlier (self);
  if (hearth_goal_get_level (goal, hearth_case_get_records (kase, "goal_score"), self->today,
                             &level, NULL))
    gtk_check_button_set_active (self->buttons[level + 2], TRUE);
  keep_draft (self);
  update_state (self);
  gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (gtk_widget_get_root (parent)));
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->buttons[MAX (get_chosen (self), 0)]));
}
