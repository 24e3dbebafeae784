/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-conflict-window.h"

#include "hearth-card-grid.h"
#include "hearth-conflict-acts.h"
#include "hearth-conflict-card.h"
#include "hearth-form-control.h"
#include "hearth-policy.h"
#include "hearth-sentence.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HearthConflictWindow
{
  AdwWindow parent_instance;
  HearthDesk *desk;
  gboolean has_case;
  HearthId case_id;
  GPtrArray *questions; /* (element-type HearthConflictQuestion); NULL: not read yet */
  guint shown;          /* index */
  guint n_decided;
  guint generation; /* of the reading; late answers are dropped */
  gboolean is_deciding;
  HearthConflictCard *ours;
  HearthConflictCard *theirs;
  HearthConflictCard *before;
  HearthFormControl *control; /* for another value; NULL: there can be none */
  char *text;                 /* what is written there */

  AdwWindowTitle *title;
  GtkStack *stack;
  AdwStatusPage *failed;
  GtkProgressBar *progress;
  GtkLabel *subject;
  GtkLabel *question;
  HearthCardGrid *cards;
  GtkWidget *note;
  GtkLabel *note_label;
  AdwPreferencesGroup *anew_group;
  GtkWidget *anew_box;
  GtkWidget *previous_button;
  GtkWidget *next_button;
};

G_DEFINE_FINAL_TYPE (HearthConflictWindow, hearth_conflict_window, ADW_TYPE_WINDOW)

static const HearthConflictQuestion *
get_shown (HearthConflictWindow *self)
{
  return self->questions != NULL && self->shown < self->questions->len
             ? self->questions->pdata[self->shown]
             : NULL;
}

static gboolean
may_decide (HearthConflictWindow *self, const HearthConflictQuestion *question)
{
  HearthContext *context = hearth_desk_get_context (self->desk);

  return context != NULL &&
         hearth_policy_may_write (hearth_vault_get_roles (hearth_context_get_vault (context)),
                                  question->item->kind);
}

static void
update_actions (HearthConflictWindow *self)
{
  const HearthConflictQuestion *question = get_shown (self);
  HearthUndo *undo = hearth_desk_get_undo (self->desk);
  gboolean can_decide = question != NULL && !self->is_deciding && may_decide (self, question);
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "conflict.take-ours", can_decide);
  gtk_widget_action_set_enabled (widget, "conflict.take-theirs", can_decide);
  gtk_widget_action_set_enabled (widget, "conflict.write-anew",
                                 can_decide && self->control != NULL);
  gtk_widget_action_set_enabled (widget, "conflict.save-anew",
                                 can_decide && self->control != NULL && self->text != NULL &&
                                     *self->text != '\0');
  gtk_widget_action_set_enabled (widget, "conflict.next",
                                 question != NULL && self->shown + 1 < self->questions->len);
  gtk_widget_action_set_enabled (widget, "conflict.previous", question != NULL && self->shown > 0);
  gtk_widget_action_set_enabled (widget, "conflict.undo",
                                 self->n_decided > 0 && undo != NULL &&
                                     hearth_undo_get_can_undo (undo));
  hearth_conflict_card_set_can_choose (self->ours, can_decide);
  hearth_conflict_card_set_can_choose (self->theirs, can_decide);
}

static void
say (HearthConflictWindow *self, const char *text)
{
  gtk_label_set_text (self->note_label, text != NULL ? text : "");
  gtk_widget_set_visible (self->note, text != NULL);
}

static void
on_anew_edited_cb (HearthConflictWindow *self, const char *text)
{
  g_free (self->text);
  self->text = g_strdup (text);
  update_actions (self);
}

static void
on_anew_activated_cb (HearthConflictWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "conflict.save-anew", NULL);
}

/* What is made by the program, and what stands elsewhere, is not typed. */
static gboolean
can_be_written_anew (const HearthField *field)
{
  return field != NULL && strcmp (field->id, "gone") != 0 && field->type != HEARTH_FIELD_ID &&
         (field->flags & HEARTH_FIELD_HIDDEN) == 0;
}

static void
show_anew (HearthConflictWindow *self, const HearthConflictQuestion *question)
{
  const HearthField *field = hearth_conflict_question_get_field (question);
  GtkWidget *row;

  g_clear_pointer (&self->text, g_free);
  if (self->control != NULL)
    adw_preferences_group_remove (self->anew_group, hearth_form_control_get_row (self->control));
  g_clear_object (&self->control);
  gtk_widget_set_visible (self->anew_box, can_be_written_anew (field));
  if (!can_be_written_anew (field))
    return;
  self->control = hearth_form_control_new (field, hearth_desk_get_packs (self->desk));
  row = hearth_form_control_get_row (self->control);
  adw_preferences_group_add (self->anew_group, row);
  g_signal_connect_object (self->control, "edited", G_CALLBACK (on_anew_edited_cb), self,
                           G_CONNECT_SWAPPED);
  if (ADW_IS_ENTRY_ROW (row))
    g_signal_connect_object (row, "entry-activated", G_CALLBACK (on_anew_activated_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
show_cards (HearthConflictWindow *self, const HearthConflictQuestion *question)
{
  HearthContext *context = hearth_desk_get_context (self->desk);
  HearthPackSet *packs = hearth_desk_get_packs (self->desk);
  const HearthConflictItem *item = question->item;
  const HearthId *dev = hearth_vault_get_dev (hearth_context_get_vault (context));
  g_autofree char *ours = hearth_conflict_question_dup_value (question, item->ours.value, packs);
  g_autofree char *theirs =
      hearth_conflict_question_dup_value (question, item->theirs.value, packs);
  g_autofree char *before = item->before != NULL
                                ? hearth_conflict_question_dup_value (question, item->before, packs)
                                : g_strdup (_ ("Not known"));

  hearth_conflict_card_show (self->ours, ours, &item->ours, question->ours_at,
                             hearth_id_equal (&item->ours.dev, dev), packs);
  hearth_conflict_card_show (self->theirs, theirs, &item->theirs, question->theirs_at,
                             hearth_id_equal (&item->theirs.dev, dev), packs);
  hearth_conflict_card_show (self->before, before, NULL, NULL, FALSE, packs);
}

static void
show_progress (HearthConflictWindow *self)
{
  guint n_all = self->n_decided + self->questions->len;
  g_autofree char *text =
      /* Translators: which of how many questions, for example "2 of 5". */
      g_strdup_printf (_ ("%1$u of %2$u"), self->n_decided + self->shown + 1, n_all);

  adw_window_title_set_subtitle (self->title, text);
  gtk_progress_bar_set_fraction (self->progress, (double) self->n_decided / MAX (n_all, 1));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}

static char *
dup_remark (HearthConflictWindow *self, const HearthConflictQuestion *question)
{
  if (!may_decide (self, question))
    return g_strdup (_ ("Your role may read this and not decide it."));
  if (question->item->n_heads > 2)
    return g_strdup_printf (
        ngettext ("%u entry is in dispute; the two that differ most recently are shown.",
                  "%u entries are in dispute; the two that differ most recently are shown.",
                  question->item->n_heads),
        question->item->n_heads);
  return NULL;
}

static void
show_question (HearthConflictWindow *self)
{
  const HearthConflictQuestion *question = get_shown (self);
  HearthPackSet *packs = hearth_desk_get_packs (self->desk);
  g_autofree char *subject = NULL;
  g_autofree char *title = NULL;
  g_autofree char *remark = NULL;

  if (question == NULL)
    {
      adw_window_title_set_subtitle (self->title, "");
      gtk_stack_set_visible_child_name (self->stack, self->n_decided > 0 ? "done" : "empty");
      update_actions (self);
      return;
    }
  subject = hearth_conflict_question_dup_subject (question, packs);
  title = hearth_conflict_question_dup_title (question, packs);
  remark = dup_remark (self, question);
  gtk_label_set_text (self->subject, subject);
  gtk_label_set_text (self->question, title);
  show_cards (self, question);
  show_anew (self, question);
  show_progress (self);
  say (self, remark);
  gtk_stack_set_visible_child_name (self->stack, "question");
  gtk_widget_set_visible (self->previous_button, self->questions->len > 1);
  gtk_widget_set_visible (self->next_button, self->questions->len > 1);
  update_actions (self);
  hearth_conflict_card_grab_focus (self->ours);
}

static gpointer
list_on_reader (HearthDb *db, gpointer data, GError **error)
{
  return hearth_conflict_question_list (db, data, error);
}

typedef struct
{
  HearthConflictWindow *self;
  guint generation;
} Reading;

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->self);
  g_free (reading);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

/* The question that is in sight stays in sight, if it is still one. */
static guint
find_place (HearthConflictWindow *self, GPtrArray *questions)
{
  const HearthConflictQuestion *shown = get_shown (self);

  for (guint i = 0; shown != NULL && i < questions->len; i++)
    if (hearth_id_equal (&((const HearthConflictQuestion *) questions->pdata[i])->item->id,
                         &shown->item->id))
      return i;
  return questions->len > 0 ? MIN (self->shown, questions->len - 1) : 0;
}

/* The same question with the same answers is left alone: somebody may be writing. */
static gboolean
is_as_shown (HearthConflictWindow *self, GPtrArray *questions, guint place)
{
  const HearthConflictQuestion *shown = get_shown (self);
  const HearthConflictQuestion *now = place < questions->len ? questions->pdata[place] : NULL;

  return shown != NULL && now != NULL && questions->len == self->questions->len &&
         hearth_id_equal (&shown->item->id, &now->item->id) &&
         shown->item->revision == now->item->revision;
}

static void
on_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  HearthConflictWindow *self = reading->self;
  g_autoptr (GError) error = NULL;
  GPtrArray *questions = hearth_store_read_finish (HEARTH_STORE (source), result, &error);

  if (self->desk == NULL || reading->generation != self->generation ||
      hearth_desk_get_context (self->desk) == NULL ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_pointer (&questions, g_ptr_array_unref);
      return;
    }
  if (questions == NULL)
    {
      HearthSentence sentence = hearth_sentence_for_error (error);

      hearth_desk_look_at_error (self->desk, error);
      adw_status_page_set_title (self->failed, sentence.title);
      adw_status_page_set_description (self->failed, sentence.body);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  if (is_as_shown (self, questions, find_place (self, questions)))
    {
      g_ptr_array_unref (questions);
      update_actions (self);
      return;
    }
  self->shown = find_place (self, questions);
  g_clear_pointer (&self->questions, g_ptr_array_unref);
  self->questions = questions;
  show_question (self);
}

static void
load (HearthConflictWindow *self)
{
  HearthStore *store = hearth_desk_get_store (self->desk);
  Reading *reading;

  if (store == NULL)
    return;
  reading = g_new0 (Reading, 1);
  reading->self = g_object_ref (self);
  reading->generation = ++self->generation;
  hearth_store_read_async (store, list_on_reader,
                           self->has_case ? hearth_id_copy (&self->case_id) : NULL, g_free,
                           (GDestroyNotify) g_ptr_array_unref,
                           hearth_desk_get_cancellable (self->desk), on_listed_cb, reading);
}

static void
on_try_again_cb (HearthConflictWindow *self)
{
  load (self);
}

static void
on_decided_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthConflictWindow) self = HEARTH_CONFLICT_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) done =
      hearth_conflict_resolve_finish (HEARTH_CONTEXT (source), result, &error);

  self->is_deciding = FALSE;
  if (self->desk == NULL || hearth_desk_get_context (self->desk) == NULL)
    return;
  if (done == NULL)
    {
      g_autofree char *sentence = hearth_sentence_dup_for_error (error);

      hearth_desk_look_at_error (self->desk, error);
      say (self, sentence);
    }
  else if (hearth_change_set_get_result (done) == HEARTH_RESULT_DENIED)
    say (self, _ ("Your role does not allow this. Nothing was saved."));
  else if (hearth_change_set_get_result (done) == HEARTH_RESULT_STALE)
    say (self, _ ("Somebody changed this meanwhile. Nothing was saved."));
  else
    {
      self->n_decided++;
      hearth_desk_report (self->desk, _ ("Decided"), done);
    }
  /* Whatever came of it, the question may have gone or changed. */
  load (self);
  update_actions (self);
}

static void
decide (HearthConflictWindow *self, HearthConflictChoice choice, const json_t *value)
{
  const HearthConflictQuestion *question = get_shown (self);
  HearthContext *context = hearth_desk_get_context (self->desk);

  if (question == NULL || context == NULL || self->is_deciding)
    return;
  self->is_deciding = TRUE;
  say (self, NULL);
  update_actions (self);
  hearth_conflict_resolve_async (context, &question->item->id, choice, value,
                                 hearth_desk_get_cancellable (self->desk), on_decided_cb,
                                 g_object_ref (self));
}

static void
take_ours_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  decide (HEARTH_CONFLICT_WINDOW (widget), HEARTH_CONFLICT_OURS, NULL);
}

static void
take_theirs_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  decide (HEARTH_CONFLICT_WINDOW (widget), HEARTH_CONFLICT_THEIRS, NULL);
}

static void
write_anew_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthConflictWindow *self = HEARTH_CONFLICT_WINDOW (widget);

  if (self->control != NULL)
    gtk_widget_grab_focus (hearth_form_control_get_widget (self->control));
}

static json_t *
read_anew (HearthConflictWindow *self, const HearthField *field)
{
  HearthPackSet *packs = hearth_desk_get_packs (self->desk);
  g_autofree char *iso = NULL;
  HearthPartialDate date;

  if ((field->type == HEARTH_FIELD_DATE || field->type == HEARTH_FIELD_PARTIAL_DATE) &&
      hearth_partial_date_parse_typed (self->text, &date))
    iso = hearth_partial_date_to_string (&date);
  return hearth_field_from_text (field, iso != NULL ? iso : self->text, packs, NULL);
}

static void
save_anew_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthConflictWindow *self = HEARTH_CONFLICT_WINDOW (widget);
  const HearthConflictQuestion *question = get_shown (self);
  json_auto_t *value = NULL;

  if (question == NULL || self->control == NULL || self->text == NULL)
    return;
  value = read_anew (self, hearth_conflict_question_get_field (question));
  if (value == NULL)
    {
      say (self, _ ("This cannot be stored in this field. Correct it, or keep one of the sides."));
      write_anew_action (widget, NULL, NULL);
      return;
    }
  decide (self, HEARTH_CONFLICT_VALUE, value);
}

static void
turn (HearthConflictWindow *self, int by)
{
  self->shown = (guint) ((int) self->shown + by);
  show_question (self);
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  turn (HEARTH_CONFLICT_WINDOW (widget), 1);
}

static void
previous_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  turn (HEARTH_CONFLICT_WINDOW (widget), -1);
}

/* The window below takes acts back; the question comes again with the change. */
static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthConflictWindow *self = HEARTH_CONFLICT_WINDOW (widget);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (parent == NULL || self->n_decided == 0)
    return;
  self->n_decided--;
  gtk_widget_activate_action (GTK_WIDGET (parent), "win.undo", NULL);
  update_actions (self);
}

static void
hearth_conflict_window_dispose (GObject *object)
{
  HearthConflictWindow *self = HEARTH_CONFLICT_WINDOW (object);

  g_clear_pointer (&self->questions, g_ptr_array_unref);
  g_clear_pointer (&self->text, g_free);
  g_clear_object (&self->control);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (hearth_conflict_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "conflict.take-ours", NULL, take_ours_action);
  gtk_widget_class_install_action (widget_class, "conflict.take-theirs", NULL, take_theirs_action);
  gtk_widget_class_install_action (widget_class, "conflict.write-anew", NULL, write_anew_action);
  gtk_widget_class_install_action (widget_class, "conflict.save-anew", NULL, save_anew_action);
  gtk_widget_class_install_action (widget_class, "conflict.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "conflict.previous", NULL, previous_action);
  gtk_widget_class_install_action (widget_class, "conflict.undo", NULL, undo_action);

  for (guint i = 0; i < 3; i++)
    {
      static const char *const choices[] = { "conflict.take-ours", "conflict.take-theirs",
                                             "conflict.write-anew" };

      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + i, 0, choices[i], NULL);
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_1 + i, 0, choices[i], NULL);
    }
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, 0, "conflict.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, 0, "conflict.previous", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "conflict.undo",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hearth_conflict_window_class_init (HearthConflictWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_conflict_window_dispose;
  g_type_ensure (HEARTH_TYPE_CARD_GRID);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/bundles/hearth-conflict-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthConflictWindow, title);
  gtk_widget_class_bind_template_child (widget_class, HearthConflictWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, HearthConflictWindow, failed);
  gtk_widget_class_bind_template_child (widget_class, HearthConflictWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, HearthConflictWindow, subject);
  gtk_widget_class_bind_template_child (widget_class, HearthConflictWindow, question);
  gtk_widget_class_bind_template_child (widget_class, HearthConflictWindow, cards);
  gtk_widget_class_bind_template_child (widget_class, HearthConflictWindow, note);
  gtk_widget_class_bind_template_child (widget_class, HearthConflictWindow, note_label);
  gtk_widget_class_bind_template_child (widget_class, HearthConflictWindow, anew_group);
  gtk_widget_class_bind_template_child (widget_class, HearthConflictWindow, anew_box);
  gtk_widget_class_bind_template_child (widget_class, HearthConflictWindow, previous_button);
  gtk_widget_class_bind_template_child (widget_class, HearthConflictWindow, next_button);
  gtk_widget_class_bind_template_callback (widget_class, on_try_again_cb);
  install_actions (widget_class);
}

static void
on_chosen_cb (HearthConflictWindow *self, HearthConflictCard *card)
{
  decide (self, card == self->ours ? HEARTH_CONFLICT_OURS : HEARTH_CONFLICT_THEIRS, NULL);
}

static HearthConflictCard *
add_card (HearthConflictWindow *self, const char *heading, const char *button)
{
  GtkWidget *card = hearth_conflict_card_new (heading, button);

  hearth_card_grid_append (self->cards, card);
  g_signal_connect_object (card, "chosen", G_CALLBACK (on_chosen_cb), self, G_CONNECT_SWAPPED);
  return HEARTH_CONFLICT_CARD (card);
}

static void
hearth_conflict_window_init (HearthConflictWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->ours = add_card (self, C_ ("side of a conflict", "Ours"), _ ("Keep Ours (_1)"));
  self->theirs = add_card (self, C_ ("side of a conflict", "Theirs"), _ ("Keep Theirs (_2)"));
  self->before = add_card (self, C_ ("side of a conflict", "Before"), NULL);
}

GtkWidget *
hearth_conflict_window_present (GtkWidget *parent, HearthDesk *desk, const HearthId *case_id)
{
  HearthConflictWindow *self = g_object_new (HEARTH_TYPE_CONFLICT_WINDOW, NULL);

  g_return_val_if_fail (HEARTH_IS_DESK (desk) && hearth_desk_get_store (desk) != NULL, NULL);

  self->desk = g_object_ref (desk);
  self->has_case = case_id != NULL;
  if (case_id != NULL)
    self->case_id = *case_id;
  g_signal_connect_object (hearth_desk_get_store (desk), "changed", G_CALLBACK (load), self,
                           G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (gtk_widget_get_root (parent)));
  update_actions (self);
  gtk_window_present (GTK_WINDOW (self));
  load (self);
  return GTK_WIDGET (self);
}
