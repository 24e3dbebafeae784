/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-answers-form.h"

#include "hearth-format.h"
#include "hearth-wrap-box.h"

#include <glib/gi18n.h>
#include <string.h>

#define NUMBER_KEY "hearth-question"
#define VALUE_KEY "hearth-value"
#define MAX_DIGITS 3

struct _HearthAnswersForm
{
  AdwBin parent_instance;
  const HearthQuestionnaire *questionnaire; /* of the packs, which outlive every window */
  GArray *answers;
  GPtrArray *choices; /* of each question: GPtrArray of its check buttons; borrowed */
  GtkListBox *list;
  GtkEditable *total;
  gboolean is_showing;
};

G_DEFINE_FINAL_TYPE (HearthAnswersForm, hearth_answers_form, ADW_TYPE_BIN)

enum
{
  CHANGED,
  FINISHED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static int *
answer_at (HearthAnswersForm *self, guint index)
{
  return &g_array_index (self->answers, int, index);
}

static GPtrArray *
choices_of (HearthAnswersForm *self, guint index)
{
  return self->choices->pdata[index];
}

static int
value_of (gpointer choice)
{
  return GPOINTER_TO_INT (g_object_get_data (choice, VALUE_KEY));
}

/* The row says the question and its answer in one breath. */
static void
name_row (HearthAnswersForm *self, guint index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, (int) index);
  const HearthPackEntry *question = hearth_questionnaire_get_question (self->questionnaire, index);
  const char *title = hearth_pack_entry_get_title (question, hearth_format_language ());
  const char *answer = _ ("not answered");
  g_autofree char *spoken = NULL;

  for (guint i = 0; i < choices_of (self, index)->len; i++)
    if (gtk_check_button_get_active (choices_of (self, index)->pdata[i]))
      answer = gtk_check_button_get_label (choices_of (self, index)->pdata[i]);
  /* Translators: the number of a question, its words, and its answer. */
  spoken = g_strdup_printf (_ ("%1$u. %2$s: %3$s"), index + 1, title, answer);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
show_answer (HearthAnswersForm *self, guint index)
{
  GPtrArray *choices = choices_of (self, index);

  self->is_showing = TRUE;
  for (guint i = 0; i < choices->len; i++)
    gtk_check_button_set_active (choices->pdata[i],
                                 value_of (choices->pdata[i]) == *answer_at (self, index));
  self->is_showing = FALSE;
  name_row (self, index);
}

static void
set_answer (HearthAnswersForm *self, guint index, int answer)
{
  if (*answer_at (self, index) == answer)
    return;
  *answer_at (self, index) = answer;
  show_answer (self, index);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
hearth_answers_form_focus (HearthAnswersForm *self, guint number)
{
  GtkListBoxRow *row;

  g_return_if_fail (HEARTH_IS_ANSWERS_FORM (self));

  if (self->total != NULL)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->total));
      return;
    }
  row = gtk_list_box_get_row_at_index (self->list, (int) number - 1);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
go_on (HearthAnswersForm *self, guint index)
{
  if (index + 1 < self->answers->len)
    hearth_answers_form_focus (self, index + 2);
  else
    g_signal_emit (self, signals[FINISHED], 0);
}

static void
on_choice_toggled_cb (HearthAnswersForm *self, GtkCheckButton *choice)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (choice), NUMBER_KEY));

  if (!self->is_showing && gtk_check_button_get_active (choice))
    set_answer (self, index, value_of (choice));
}

static void
move_answer (HearthAnswersForm *self, guint index, int by)
{
  GPtrArray *choices = choices_of (self, index);
  int place = -1;

  for (guint i = 0; i < choices->len; i++)
    if (value_of (choices->pdata[i]) == *answer_at (self, index))
      place = (int) i;
  place = place < 0 ? (by > 0 ? 0 : (int) choices->len - 1)
                    : CLAMP (place + by, 0, (int) choices->len - 1);
  set_answer (self, index, value_of (choices->pdata[place]));
}

static int
digit_of (guint keyval)
{
  if (keyval >= GDK_KEY_0 && keyval <= GDK_KEY_9)
    return (int) (keyval - GDK_KEY_0);
  if (keyval >= GDK_KEY_KP_0 && keyval <= GDK_KEY_KP_9)
    return (int) (keyval - GDK_KEY_KP_0);
  return -1;
}

static gboolean
take_digit (HearthAnswersForm *self, guint index, int digit)
{
  GPtrArray *choices = choices_of (self, index);

  for (guint i = 0; i < choices->len; i++)
    if (value_of (choices->pdata[i]) == digit)
      {
        set_answer (self, index, digit);
        go_on (self, index);
        return GDK_EVENT_STOP;
      }
  gtk_widget_error_bell (GTK_WIDGET (self));
  return GDK_EVENT_STOP;
}

static gboolean
on_key_pressed_cb (HearthAnswersForm *self, guint keyval, guint keycode, GdkModifierType state)
{
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  guint index;

  if (row == NULL || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  index = (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  if (digit_of (keyval) >= 0)
    return take_digit (self, index, digit_of (keyval));
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_Right:
      move_answer (self, index, keyval == GDK_KEY_Right ? 1 : -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Delete:
    case GDK_KEY_BackSpace:
      set_answer (self, index, HEARTH_ANSWER_MISSING);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      go_on (self, index);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* "1 · Several days"; labels that are the number already stand alone. */
static char *
dup_choice (const HearthPackEntry *scale, guint place, const char *value)
{
  const char *label =
      hearth_pack_entry_get_label (scale, "Labels", place, hearth_format_language ());

  if (label == NULL || g_str_has_prefix (label, value))
    return g_strdup (label != NULL ? label : value);
  return g_strdup_printf ("%s · %s", value, label);
}

static GtkWidget *
make_choices (HearthAnswersForm *self, guint index)
{
  const HearthPackEntry *scale = hearth_questionnaire_get_scale (self->questionnaire, index);
  const char *const *values = hearth_pack_entry_get_list (scale, "Values");
  GtkWidget *box = g_object_new (HEARTH_TYPE_WRAP_BOX, NULL);
  GPtrArray *choices = g_ptr_array_new ();

  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    {
      g_autofree char *text = dup_choice (scale, i, values[i]);
      GtkWidget *choice = gtk_check_button_new_with_label (text);

      /* The row takes the keys: Tab does not stop at every answer of every question. */
      gtk_widget_set_focusable (choice, FALSE);
      g_object_set_data (G_OBJECT (choice), NUMBER_KEY, GUINT_TO_POINTER (index));
      g_object_set_data (G_OBJECT (choice), VALUE_KEY,
                         GINT_TO_POINTER ((int) g_ascii_strtoll (values[i], NULL, 10)));
      if (i > 0)
        gtk_check_button_set_group (GTK_CHECK_BUTTON (choice), choices->pdata[0]);
      g_signal_connect_object (choice, "toggled", G_CALLBACK (on_choice_toggled_cb), self,
                               G_CONNECT_SWAPPED);
      hearth_wrap_box_append (HEARTH_WRAP_BOX (box), choice);
      g_ptr_array_add (choices, choice);
    }
  g_ptr_array_add (self->choices, choices);
  return box;
}

static void
append_question (HearthAnswersForm *self, guint index)
{
  const HearthPackEntry *question = hearth_questionnaire_get_question (self->questionnaire, index);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *text = g_strdup_printf (
      "%u. %s", index + 1, hearth_pack_entry_get_title (question, hearth_format_language ()));
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (box, "question");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), make_choices (self, index));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_append (self->list, row);
}

static void
make_questions (HearthAnswersForm *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Questions"), -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
  for (guint i = 0; i < self->answers->len; i++)
    {
      append_question (self, i);
      show_answer (self, i);
    }
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->list));
}

/* What is no number stands for a number that no scale has: the form says so, as of every wrong answer. */
static void
on_total_changed_cb (HearthAnswersForm *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->total)));
  gint64 number = G_MAXINT16;

  if (*text == '\0')
    number = HEARTH_ANSWER_MISSING;
  else if (strlen (text) > MAX_DIGITS ||
           !g_ascii_string_to_signed (text, 10, 0, 999, &number, NULL))
    number = G_MAXINT16;
  *answer_at (self, 0) = (int) number;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_total_activated_cb (HearthAnswersForm *self)
{
  g_signal_emit (self, signals[FINISHED], 0);
}

static void
make_total (HearthAnswersForm *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_entry_row_new ();
  g_autofree char *title =
      g_strdup_printf (_ ("Total, 0 to %d"), hearth_questionnaire_get_max (self->questionnaire));

  self->total = GTK_EDITABLE (row);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (row), GTK_INPUT_PURPOSE_DIGITS);
  adw_entry_row_set_input_hints (ADW_ENTRY_ROW (row),
                                 GTK_INPUT_HINT_PRIVATE | GTK_INPUT_HINT_NO_SPELLCHECK);
  if (*answer_at (self, 0) != HEARTH_ANSWER_MISSING)
    {
      g_autofree char *text = g_strdup_printf ("%d", *answer_at (self, 0));

      gtk_editable_set_text (self->total, text);
    }
  g_signal_connect_object (row, "changed", G_CALLBACK (on_total_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "entry-activated", G_CALLBACK (on_total_activated_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  adw_bin_set_child (ADW_BIN (self), group);
}

static void
hearth_answers_form_finalize (GObject *object)
{
  HearthAnswersForm *self = HEARTH_ANSWERS_FORM (object);

  g_array_unref (self->answers);
  g_ptr_array_unref (self->choices);
  G_OBJECT_CLASS (hearth_answers_form_parent_class)->finalize (object);
}

static void
hearth_answers_form_class_init (HearthAnswersFormClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hearth_answers_form_finalize;
  signals[CHANGED] = g_signal_new ("changed", HEARTH_TYPE_ANSWERS_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[FINISHED] = g_signal_new ("finished", HEARTH_TYPE_ANSWERS_FORM, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hearth_answers_form_init (HearthAnswersForm *self)
{
  self->answers = g_array_new (FALSE, FALSE, sizeof (int));
  self->choices = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
}

GtkWidget *
hearth_answers_form_new (const HearthQuestionnaire *questionnaire, const GArray *answers)
{
  HearthAnswersForm *self = g_object_new (HEARTH_TYPE_ANSWERS_FORM, NULL);
  guint n_questions = hearth_questionnaire_get_n_questions (questionnaire);

  self->questionnaire = questionnaire;
  for (guint i = 0; i < MAX (n_questions, 1); i++)
    {
      int answer = answers != NULL && i < answers->len ? g_array_index (answers, int, i)
                                                       : HEARTH_ANSWER_MISSING;

      g_array_append_val (self->answers, answer);
    }
  if (n_questions > 0)
    make_questions (self);
  else
    make_total (self);
  return GTK_WIDGET (self);
}

const GArray *
hearth_answers_form_get_answers (HearthAnswersForm *self)
{
  g_return_val_if_fail (HEARTH_IS_ANSWERS_FORM (self), NULL);

  return self->answers;
}

guint
hearth_answers_form_get_n_answered (HearthAnswersForm *self)
{
  guint n_answered = 0;

  g_return_val_if_fail (HEARTH_IS_ANSWERS_FORM (self), 0);

  for (guint i = 0; i < self->answers->len; i++)
    n_answered += *answer_at (self, i) != HEARTH_ANSWER_MISSING;
  return n_answered;
}
