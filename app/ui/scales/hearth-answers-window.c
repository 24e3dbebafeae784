/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-answers-window.h"

#include "hearth-answers-dialog.h"
#include "hearth-answers-words.h"
#include "hearth-answers.h"
#include "hearth-chart.h"
#include "hearth-chip.h"
#include "hearth-format.h"
#include "hearth-text-row.h"
#include "hearth-titled-rows.h"

#include <glib/gi18n.h>

#define CHART_HEIGHT 220

struct _HearthAnswersWindow
{
  AdwWindow parent_instance;
  HearthDesk *desk;
  HearthCase *kase;
  HearthRecord *record;
  const HearthQuestionnaire *questionnaire;
  HearthQuestionnaireResult *result;
  GtkBox *content;
  GtkWidget *correct_button;
};

G_DEFINE_FINAL_TYPE (HearthAnswersWindow, hearth_answers_window, ADW_TYPE_WINDOW)

static void
add_heading (HearthAnswersWindow *self)
{
  const HearthPackEntry *entry = hearth_questionnaire_get_entry (self->questionnaire);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = gtk_label_new (hearth_pack_entry_get_title (entry, hearth_format_language ()));
  g_autofree char *date = hearth_format_date (hearth_record_get_date (self->record, "filled_on"));
  g_autoptr (GString) text = g_string_new (date);
  GtkWidget *label;

  hearth_format_append_part (text, hearth_record_get_text (self->record, "performer"));
  label = gtk_label_new (text->str);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_widget_add_css_class (title, "title-2");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (self->content, box);
}

static void
add_result_row (HearthAnswersWindow *self, GtkListBox *list)
{
  g_autofree char *missing = NULL;
  g_autofree char *text = NULL;
  GtkWidget *row;

  if (self->result->status != HEARTH_QUESTIONNAIRE_SCORED)
    {
      missing = hearth_answers_dup_missing (self->result);
      hearth_titled_rows_add (list, _ ("No score"), missing);
      return;
    }
  text = hearth_answers_dup_result (self->result);
  row = hearth_titled_rows_add (list, text,
                                self->result->n_imputed > 0
                                    ? _ ("The mean of the others stands for what was not answered")
                                    : NULL);
  if (self->result->has_screen && self->result->is_positive)
    hearth_text_row_add_suffix (HEARTH_TEXT_ROW (row),
                                hearth_chip_new (_ ("Positive screen"), "warning"));
}

static void
add_entries (GtkListBox *list, GPtrArray *entries, const char *chip)
{
  for (guint i = 0; i < entries->len; i++)
    {
      GtkWidget *row = hearth_titled_rows_add (
          list, hearth_pack_entry_get_title (entries->pdata[i], hearth_format_language ()),
          hearth_pack_entry_get_text (entries->pdata[i], "Note", hearth_format_language ()));

      hearth_text_row_add_suffix (HEARTH_TEXT_ROW (row), hearth_chip_new (chip, NULL));
    }
}

static void
add_alarm (HearthAnswersWindow *self, GtkListBox *list)
{
  const char *alarm = hearth_record_get_text (self->record, "alarm");
  const char *by = hearth_record_get_text (self->record, "acknowledged_by");
  g_autofree char *day =
      hearth_format_date (hearth_record_get_date (self->record, "acknowledged_on"));
  g_autoptr (GString) text = g_string_new (NULL);
  GtkWidget *row;

  if (alarm == NULL)
    return;
  if (by != NULL)
    {
      g_autofree char *taken = g_strdup_printf (_ ("taken up by %s"), by);

      hearth_format_append_part (text, taken);
      hearth_format_append_part (text, day);
      hearth_format_append_part (text, hearth_record_get_text (self->record, "acknowledged_note"));
    }
  else
    g_string_append (text, _ ("Nobody has taken it up yet"));
  row = hearth_titled_rows_add (
      list, hearth_format_pack_title (hearth_desk_get_packs (self->desk), "alarm", alarm),
      text->str);
  hearth_text_row_add_suffix (HEARTH_TEXT_ROW (row),
                              hearth_chip_new (_ ("Alarm"), by == NULL ? "urgent" : NULL));
}

static void
add_result (HearthAnswersWindow *self)
{
  HearthPackSet *packs = hearth_desk_get_packs (self->desk);
  GtkListBox *list = hearth_titled_rows_add_group (self->content, _ ("Result"), NULL);
  g_autofree char *change = hearth_answers_dup_change (self->kase, self->record, packs);
  g_autofree char *early = hearth_answers_dup_early (self->kase, self->record, packs);

  add_result_row (self, list);
  add_alarm (self, list);
  add_entries (list, self->result->findings, _ ("Finding"));
  if (change != NULL)
    hearth_titled_rows_add (list, _ ("Change"), change);
  for (guint i = 0; i < self->result->referrals->len; i++)
    {
      g_autofree char *text = hearth_answers_dup_referral (self->result->referrals->pdata[i]);

      hearth_titled_rows_add (list, _ ("What is owed"), text);
    }
  if (early != NULL)
    hearth_titled_rows_add (list, _ ("Early"), early);
}

static void
add_parts (HearthAnswersWindow *self)
{
  GtkListBox *list;

  if (self->result->parts->len == 0)
    return;
  list = hearth_titled_rows_add_group (self->content, _ ("Parts"), NULL);
  for (guint i = 0; i < self->result->parts->len; i++)
    {
      const HearthQuestionnairePartScore *part =
          &g_array_index (self->result->parts, HearthQuestionnairePartScore, i);
      g_autofree char *text = g_strdup_printf (_ ("%1$d of %2$d"), part->score, part->max);
      GtkWidget *row = hearth_titled_rows_add (
          list, hearth_pack_entry_get_title (part->entry, hearth_format_language ()), text);

      if (part->is_met)
        hearth_text_row_add_suffix (HEARTH_TEXT_ROW (row), hearth_chip_new (_ ("Met"), "accent"));
    }
}

static void
add_bands (HearthAnswersWindow *self, HearthChart *chart)
{
  const HearthPackEntry *entry = hearth_questionnaire_get_entry (self->questionnaire);
  const char *const *bands = hearth_pack_entry_get_list (entry, "Bands");
  const char *const *from = hearth_pack_entry_get_list (entry, "BandsFrom");

  for (guint i = 0; bands != NULL && from != NULL && bands[i] != NULL && from[i] != NULL; i++)
    hearth_chart_add_band (
        chart, (double) g_ascii_strtoll (from[i], NULL, 10),
        from[i + 1] != NULL ? (double) g_ascii_strtoll (from[i + 1], NULL, 10)
                            : (double) hearth_questionnaire_get_max (self->questionnaire),
        hearth_format_pack_title (hearth_desk_get_packs (self->desk), "band", bands[i]));
}

static void
add_points (HearthAnswersWindow *self, HearthChart *chart)
{
  const char *id = hearth_record_get_text (self->record, "questionnaire");
  GPtrArray *records =
      hearth_case_get_records (self->kase, hearth_record_get_kind (self->record)->id);
  guint series = hearth_chart_add_series (
      chart, hearth_format_pack_title (hearth_desk_get_packs (self->desk), "questionnaire", id));
  gint64 score;

  for (guint i = 0; i < records->len; i++)
    {
      HearthDate day = hearth_record_get_date (records->pdata[i], "filled_on");
      g_autofree char *text = NULL;

      if (g_strcmp0 (hearth_record_get_text (records->pdata[i], "questionnaire"), id) != 0 ||
          !hearth_record_get_int (records->pdata[i], "score", &score) || day == HEARTH_DATE_NONE)
        continue;
      text = g_strdup_printf (_ ("%1$d of %2$d"), (int) score,
                              hearth_questionnaire_get_max (self->questionnaire));
      hearth_chart_add_point (chart, series, day, (double) score, text);
    }
}

static void
add_chart (HearthAnswersWindow *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  HearthChart *chart = HEARTH_CHART (hearth_chart_new (_ ("Scores over time")));

  g_object_ref_sink (chart);
  g_object_ref_sink (group);
  hearth_chart_set_range (chart, 0, hearth_questionnaire_get_max (self->questionnaire));
  add_bands (self, chart);
  add_points (self, chart);
  if (hearth_chart_get_n_points (chart) > 1)
    {
      gtk_widget_set_size_request (GTK_WIDGET (chart), -1, CHART_HEIGHT);
      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Scores over time"));
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (chart));
      gtk_box_append (self->content, group);
    }
  g_object_unref (chart);
  g_object_unref (group);
}

static const char *
find_label (HearthAnswersWindow *self, guint index, int answer)
{
  const HearthPackEntry *scale = hearth_questionnaire_get_scale (self->questionnaire, index);
  const char *const *values = hearth_pack_entry_get_list (scale, "Values");

  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    if (g_ascii_strtoll (values[i], NULL, 10) == answer)
      return hearth_pack_entry_get_label (scale, "Labels", i, hearth_format_language ());
  return NULL;
}

static void
add_answers (HearthAnswersWindow *self)
{
  g_autoptr (GArray) answers = hearth_answers_from_json (
      json_object_get (hearth_record_get_values (self->record), "answers"));
  guint n_questions = hearth_questionnaire_get_n_questions (self->questionnaire);
  GtkListBox *list;

  if (answers == NULL || answers->len != n_questions || n_questions == 0)
    return;
  list = hearth_titled_rows_add_group (self->content, _ ("Answers"), NULL);
  for (guint i = 0; i < n_questions; i++)
    {
      const HearthPackEntry *question = hearth_questionnaire_get_question (self->questionnaire, i);
      int answer = g_array_index (answers, int, i);
      const char *label = answer != HEARTH_ANSWER_MISSING ? find_label (self, i, answer) : NULL;
      g_autofree char *title = g_strdup_printf (
          "%u. %s", i + 1, hearth_pack_entry_get_title (question, hearth_format_language ()));
      g_autofree char *text = label != NULL ? g_strdup_printf ("%d · %s", answer, label)
                                            : g_strdup (_ ("not answered"));

      hearth_titled_rows_add (list, title, text);
    }
}

static void
correct_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthAnswersWindow *self = HEARTH_ANSWERS_WINDOW (widget);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (parent == NULL || hearth_desk_get_context (self->desk) == NULL)
    return;
  hearth_answers_dialog_present (GTK_WIDGET (parent), self->desk, self->kase, self->record);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
hearth_answers_window_dispose (GObject *object)
{
  HearthAnswersWindow *self = HEARTH_ANSWERS_WINDOW (object);

  g_clear_pointer (&self->result, hearth_questionnaire_result_free);
  g_clear_pointer (&self->record, hearth_record_unref);
  g_clear_object (&self->kase);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (hearth_answers_window_parent_class)->dispose (object);
}

static void
hearth_answers_window_class_init (HearthAnswersWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_answers_window_dispose;
  gtk_widget_class_install_action (widget_class, "answers.correct", NULL, correct_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hearth_answers_window_init (HearthAnswersWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->content = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 24));
  gtk_widget_set_margin_top (GTK_WIDGET (self->content), 18);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->content), 18);
  gtk_widget_set_margin_start (GTK_WIDGET (self->content), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->content), 12);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 640);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->content));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_vexpand (scrolled, TRUE);
  self->correct_button = gtk_button_new_with_mnemonic (_ ("_Correct…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->correct_button), "answers.correct");
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->correct_button);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Filled Questionnaire"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 640, 680);
  gtk_widget_set_size_request (GTK_WIDGET (self), 360, 294);
}

static void
add_note (HearthAnswersWindow *self)
{
  const char *note = hearth_record_get_text (self->record, "note");

  if (note != NULL && *note != '\0')
    hearth_titled_rows_add (hearth_titled_rows_add_group (self->content, _ ("Note"), NULL), note,
                            NULL);
}

GtkWidget *
hearth_answers_window_present (GtkWidget *parent,
                               HearthDesk *desk,
                               HearthCase *kase,
                               const HearthRecord *record,
                               gboolean is_writable)
{
  HearthAnswersWindow *self = g_object_new (HEARTH_TYPE_ANSWERS_WINDOW, NULL);
  GtkRoot *root = gtk_widget_get_root (parent);

  self->desk = g_object_ref (desk);
  self->kase = g_object_ref (kase);
  self->record = hearth_record_ref ((HearthRecord *) record);
  self->result = hearth_answers_score (record, hearth_desk_get_packs (desk), &self->questionnaire);
  gtk_widget_set_visible (self->correct_button, is_writable && self->questionnaire != NULL);
  if (self->result != NULL)
    {
      add_heading (self);
      add_result (self);
      add_parts (self);
      add_chart (self);
      add_answers (self);
      add_note (self);
    }
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  gtk_window_present (GTK_WINDOW (self));
  return GTK_WIDGET (self);
}
