/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-new-case-dialog.h"

#include "hearth-case-acts.h"
#include "hearth-date-row.h"
#include "hearth-draft-form.h"
#include "hearth-pack-row.h"
#include "hearth-sentence.h"
#include "hearth-similar-box.h"

#include <glib/gi18n.h>

struct _HearthNewCaseDialog
{
  AdwWindow parent_instance;
  HearthDesk *desk;
  HearthDraftForm *draft;
  guint is_saving : 1;
  guint is_similar_told : 1; /* the person has seen who is similar, and goes on */
  guint wants_save : 1;

  AdwEntryRow *surname_row;
  AdwEntryRow *given_row;
  AdwEntryRow *patronymic_row;
  HearthDateRow *birth_row;
  AdwEntryRow *unit_row;
  HearthPackRow *rank_row;
  HearthPackRow *branch_row;
  HearthDateRow *released_row;
  HearthPackRow *category_row;
  HearthPackRow *condition_row;
  AdwEntryRow *wristband_row;
  HearthSimilarBox *similar;
  GtkLabel *issue_label;
};

G_DEFINE_FINAL_TYPE (HearthNewCaseDialog, hearth_new_case_dialog, ADW_TYPE_WINDOW)

static void
update_state (HearthNewCaseDialog *self)
{
  HearthPartialDate date;
  g_autofree char *surname =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->surname_row))));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "arrival.save",
                                 !self->is_saving && *surname != '\0' &&
                                     hearth_date_row_get_date (self->birth_row, &date) &&
                                     hearth_date_row_get_date (self->released_row, &date));
}

static void
set_text (json_t *fields, const char *field, gpointer row)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  if (*text != '\0')
    json_object_set_new (fields, field, json_string (text));
}

static void
set_id (json_t *fields, const char *field, HearthPackRow *row)
{
  const char *id = hearth_pack_row_get_id (row);

  if (id != NULL)
    json_object_set_new (fields, field, json_string (id));
}

static void
set_date (json_t *fields, const char *field, HearthDateRow *row)
{
  HearthPartialDate date;
  g_autofree char *text = NULL;

  if (!hearth_date_row_get_date (row, &date) || !hearth_partial_date_is_known (&date))
    return;
  text = hearth_partial_date_to_string (&date);
  json_object_set_new (fields, field, json_string (text));
}

static json_t *
collect_person (HearthNewCaseDialog *self)
{
  json_t *fields = json_object ();

  set_text (fields, "surname", self->surname_row);
  set_text (fields, "given", self->given_row);
  set_text (fields, "patronymic", self->patronymic_row);
  set_date (fields, "birth", self->birth_row);
  return fields;
}

static json_t *
collect_fields (HearthNewCaseDialog *self)
{
  json_t *fields = collect_person (self);

  set_text (fields, "unit", self->unit_row);
  set_id (fields, "rank", self->rank_row);
  set_id (fields, "branch", self->branch_row);
  set_date (fields, "released", self->released_row);
  set_id (fields, "category", self->category_row);
  set_id (fields, "condition", self->condition_row);
  set_text (fields, "wristband", self->wristband_row);
  return fields;
}

static void
show_issue (HearthNewCaseDialog *self, const char *title, const char *body)
{
  g_autofree char *text = g_strdup_printf ("%s. %s", title, body);

  gtk_label_set_text (self->issue_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->issue_label), TRUE);
}

/* Behind this window: the case, which is what the person goes on with. */
static void
show_case (HearthNewCaseDialog *self, const HearthId *case_id)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  char hex[HEARTH_ID_HEX_SIZE];

  hearth_id_format (case_id, hex);
  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.open-case", "s", hex);
}

static void
on_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthNewCaseDialog) self = HEARTH_NEW_CASE_DIALOG (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) done = hearth_case_open_many_finish (result, &error);
  HearthId case_id;

  if (self->desk == NULL)
    return;
  self->is_saving = FALSE;
  update_state (self);
  if (done == NULL)
    {
      HearthSentence sentence = hearth_sentence_for_error (error);

      show_issue (self, sentence.title, sentence.body);
      return;
    }
  hearth_draft_form_end (self->draft);
  hearth_desk_report (self->desk, _ ("Case opened and plan made"), done);
  if (hearth_change_set_get_only_case (done, &case_id))
    show_case (self, &case_id);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
save (HearthNewCaseDialog *self)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) json_decref);
  HearthContext *context = hearth_desk_get_context (self->desk);

  if (context == NULL)
    return;
  g_ptr_array_add (people, collect_fields (self));
  self->is_saving = TRUE;
  update_state (self);
  hearth_case_open_many_async (context, people, NULL, NULL, NULL, on_opened_cb,
                               g_object_ref (self));
}

/* Nobody similar is passed over unseen. */
static void
save_or_tell (HearthNewCaseDialog *self)
{
  const HearthDuplicate *best = hearth_similar_box_get_best (self->similar);

  self->wants_save = FALSE;
  if (best == NULL || !hearth_match_is_likely (&best->match) || self->is_similar_told)
    {
      save (self);
      return;
    }
  self->is_similar_told = TRUE;
  show_issue (self, _ ("Somebody like this is already here"),
              _ ("Look below who it is. Save again to open a second case."));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthNewCaseDialog *self = HEARTH_NEW_CASE_DIALOG (widget);

  /* The answer to what was typed last is waited for, a moment. */
  if (hearth_similar_box_is_looking (self->similar))
    self->wants_save = TRUE;
  else
    save_or_tell (self);
}

static void
on_similar_answered_cb (HearthNewCaseDialog *self)
{
  if (self->wants_save)
    save_or_tell (self);
}

/* The person is here: what was typed is not wanted. */
static void
on_similar_chosen_cb (HearthNewCaseDialog *self, const HearthDuplicate *person)
{
  hearth_draft_form_end (self->draft);
  show_case (self, &person->case_id);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_activated_cb (HearthNewCaseDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "arrival.save", NULL);
}

static void
on_changed_cb (HearthNewCaseDialog *self)
{
  json_auto_t *person = collect_person (self);

  self->is_similar_told = FALSE;
  self->wants_save = FALSE;
  if (self->desk != NULL)
    hearth_similar_box_ask (self->similar,
                            json_object_get (person, "surname") != NULL ? person : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->issue_label), FALSE);
  update_state (self);
}

/* Closed by the person, and not by a lock: what was typed is not wanted. */
static gboolean
hearth_new_case_dialog_close_request (GtkWindow *window)
{
  hearth_draft_form_end (HEARTH_NEW_CASE_DIALOG (window)->draft);
  return GTK_WINDOW_CLASS (hearth_new_case_dialog_parent_class)->close_request (window);
}

static void
hearth_new_case_dialog_dispose (GObject *object)
{
  g_clear_object (&HEARTH_NEW_CASE_DIALOG (object)->draft);
  g_clear_object (&HEARTH_NEW_CASE_DIALOG (object)->desk);
  G_OBJECT_CLASS (hearth_new_case_dialog_parent_class)->dispose (object);
}

static void
hearth_new_case_dialog_class_init (HearthNewCaseDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_new_case_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = hearth_new_case_dialog_close_request;
  g_type_ensure (HEARTH_TYPE_SIMILAR_BOX);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/shell/hearth-new-case-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthNewCaseDialog, surname_row);
  gtk_widget_class_bind_template_child (widget_class, HearthNewCaseDialog, given_row);
  gtk_widget_class_bind_template_child (widget_class, HearthNewCaseDialog, patronymic_row);
  gtk_widget_class_bind_template_child (widget_class, HearthNewCaseDialog, birth_row);
  gtk_widget_class_bind_template_child (widget_class, HearthNewCaseDialog, unit_row);
  gtk_widget_class_bind_template_child (widget_class, HearthNewCaseDialog, rank_row);
  gtk_widget_class_bind_template_child (widget_class, HearthNewCaseDialog, branch_row);
  gtk_widget_class_bind_template_child (widget_class, HearthNewCaseDialog, released_row);
  gtk_widget_class_bind_template_child (widget_class, HearthNewCaseDialog, category_row);
  gtk_widget_class_bind_template_child (widget_class, HearthNewCaseDialog, condition_row);
  gtk_widget_class_bind_template_child (widget_class, HearthNewCaseDialog, wristband_row);
  gtk_widget_class_bind_template_child (widget_class, HearthNewCaseDialog, similar);
  gtk_widget_class_bind_template_child (widget_class, HearthNewCaseDialog, issue_label);
  gtk_widget_class_bind_template_callback (widget_class, on_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_similar_answered_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_similar_chosen_cb);
  gtk_widget_class_install_action (widget_class, "arrival.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "arrival.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hearth_new_case_dialog_init (HearthNewCaseDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
keep_draft (HearthNewCaseDialog *self)
{
  self->draft = hearth_draft_form_new (self->desk, "arrival", NULL, NULL, 0);
  hearth_draft_form_add (self->draft, "surname", self->surname_row);
  hearth_draft_form_add (self->draft, "given", self->given_row);
  hearth_draft_form_add (self->draft, "patronymic", self->patronymic_row);
  hearth_draft_form_add (self->draft, "birth", self->birth_row);
  hearth_draft_form_add (self->draft, "unit", self->unit_row);
  hearth_draft_form_add (self->draft, "rank", self->rank_row);
  hearth_draft_form_add (self->draft, "branch", self->branch_row);
  hearth_draft_form_add (self->draft, "released", self->released_row);
  hearth_draft_form_add (self->draft, "category", self->category_row);
  hearth_draft_form_add (self->draft, "condition", self->condition_row);
  hearth_draft_form_add (self->draft, "wristband", self->wristband_row);
  hearth_draft_form_begin (self->draft);
}

HearthNewCaseDialog *
hearth_new_case_dialog_new (HearthDesk *desk)
{
  HearthNewCaseDialog *self = g_object_new (HEARTH_TYPE_NEW_CASE_DIALOG, NULL);
  HearthPackSet *packs = hearth_desk_get_packs (desk);
  HearthDate today = hearth_clock_today (hearth_desk_get_clock (desk));
  HearthPartialDate released = HEARTH_PARTIAL_DATE_INIT;
  int year, month, day;

  self->desk = g_object_ref (desk);
  hearth_similar_box_set_up (self->similar, desk, _ ("Show This Case"));
  hearth_pack_row_load (self->rank_row, packs, "rank");
  hearth_pack_row_load (self->branch_row, packs, "branch");
  hearth_pack_row_load (self->category_row, packs, "category");
  hearth_pack_row_load (self->condition_row, packs, "condition");
  hearth_date_split (today, &year, &month, &day);
  released.year = (gint16) year;
  released.month = (gint8) month;
  released.day = (gint8) day;
  hearth_date_row_set_date (self->released_row, &released);
  keep_draft (self);
  update_state (self);
  return self;
}

void
hearth_new_case_dialog_present (GtkWindow *parent, HearthDesk *desk)
{
  HearthNewCaseDialog *self = hearth_new_case_dialog_new (desk);

  gtk_window_set_transient_for (GTK_WINDOW (self), parent);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->surname_row));
}
