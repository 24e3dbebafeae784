/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-step-dialog.h"

#include "hearth-date-row.h"
#include "hearth-draft-form.h"
#include "hearth-format.h"
#include "hearth-pack-row.h"
#include "hearth-step-acts.h"

#include <glib/gi18n.h>

struct _HearthStepDialog
{
  AdwWindow parent_instance;
  HearthDesk *desk;
  HearthStepItem *item;
  HearthDraftForm *draft;

  GtkLabel *title_label;
  GtkLabel *why_label;
  GtkLabel *blocked_label;
  GtkLabel *source_label;
  AdwComboRow *state_row;
  AdwEntryRow *reason_row;
  HearthDateRow *done_on_row;
  AdwEntryRow *number_row;
  AdwEntryRow *waiting_for_row;
  HearthDateRow *remind_on_row;
  HearthPackRow *blocker_row;
  AdwEntryRow *owner_row;
  AdwEntryRow *note_row;
};

G_DEFINE_FINAL_TYPE (HearthStepDialog, hearth_step_dialog, ADW_TYPE_WINDOW)

/* "Ready" is not among them: whether the prerequisites are done is computed, nobody sets it. */
static const HearthStepState offered_states[] = {
  HEARTH_STEP_PLANNED, HEARTH_STEP_IN_PROGRESS,    HEARTH_STEP_WAITING,   HEARTH_STEP_DONE,
  HEARTH_STEP_REFUSED, HEARTH_STEP_NOT_APPLICABLE, HEARTH_STEP_CANCELLED,
};

static HearthStepState
get_chosen_state (HearthStepDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->state_row);

  return selected < G_N_ELEMENTS (offered_states) ? offered_states[selected] : HEARTH_STEP_PLANNED;
}

static char *
dup_text (gpointer row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

/* A day, or nothing: these dates are never known only in part. */
static gboolean
get_day (HearthDateRow *row, HearthPartialDate *out)
{
  return hearth_date_row_get_date (row, out) &&
         (!hearth_partial_date_is_known (out) || out->day != 0);
}

static void
update_state (HearthStepDialog *self)
{
  HearthStepState state = get_chosen_state (self);
  gboolean needs_reason = hearth_step_state_needs_reason (state);
  g_autofree char *reason = dup_text (self->reason_row);
  HearthPartialDate day;

  gtk_widget_set_visible (GTK_WIDGET (self->reason_row), needs_reason);
  gtk_widget_set_visible (GTK_WIDGET (self->done_on_row), state == HEARTH_STEP_DONE);
  gtk_widget_set_visible (GTK_WIDGET (self->number_row), state == HEARTH_STEP_DONE);
  gtk_widget_set_visible (GTK_WIDGET (self->waiting_for_row), state == HEARTH_STEP_WAITING);
  gtk_widget_set_visible (GTK_WIDGET (self->remind_on_row), state == HEARTH_STEP_WAITING);
  gtk_widget_set_visible (GTK_WIDGET (self->blocker_row), hearth_step_state_is_open (state));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "step.save",
                                 (!needs_reason || *reason != '\0') &&
                                     get_day (self->done_on_row, &day) &&
                                     get_day (self->remind_on_row, &day));
}

/* Sets @field unless the record says so already. @text NULL or "": cleared. */
static void
set_if_changed (HearthStepDialog *self, json_t *fields, const char *field, const char *text)
{
  const char *before = hearth_record_get_text (hearth_step_item_get_record (self->item), field);

  if (text != NULL && *text == '\0')
    text = NULL;
  if (g_strcmp0 (before, text) != 0)
    json_object_set_new (fields, field, text != NULL ? json_string (text) : json_null ());
}

static void
set_text_if_changed (HearthStepDialog *self, json_t *fields, const char *field, gpointer row)
{
  g_autofree char *text = dup_text (row);

  set_if_changed (self, fields, field, text);
}

static void
set_day_if_changed (HearthStepDialog *self, json_t *fields, const char *field, HearthDateRow *row)
{
  HearthPartialDate day;
  g_autofree char *text = NULL;

  if (!get_day (row, &day))
    return;
  if (hearth_partial_date_is_known (&day))
    text = hearth_partial_date_to_string (&day);
  set_if_changed (self, fields, field, text);
}

static json_t *
collect_fields (HearthStepDialog *self)
{
  HearthStepState state = get_chosen_state (self);
  json_t *fields = json_object ();

  if (state != HEARTH_STEP_PLANNED ||
      !hearth_step_state_is_open (hearth_step_item_get_state (self->item)))
    set_if_changed (self, fields, "state", hearth_step_state_to_id (state));
  if (hearth_step_state_needs_reason (state))
    set_text_if_changed (self, fields, "reason", self->reason_row);
  else
    set_if_changed (self, fields, "reason", NULL);
  if (state == HEARTH_STEP_DONE)
    {
      set_day_if_changed (self, fields, "done_on", self->done_on_row);
      set_text_if_changed (self, fields, "number", self->number_row);
    }
  else
    set_if_changed (self, fields, "done_on", NULL);
  if (state == HEARTH_STEP_WAITING)
    {
      set_text_if_changed (self, fields, "waiting_for", self->waiting_for_row);
      set_day_if_changed (self, fields, "remind_on", self->remind_on_row);
    }
  if (hearth_step_state_is_open (state))
    set_if_changed (self, fields, "blocker", hearth_pack_row_get_id (self->blocker_row));
  set_text_if_changed (self, fields, "owner", self->owner_row);
  set_text_if_changed (self, fields, "note", self->note_row);
  return fields;
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthStepDialog *self = HEARTH_STEP_DIALOG (widget);
  json_t *fields = collect_fields (self);

  if (json_object_size (fields) > 0)
    hearth_step_save (self->desk, self->item, fields, _ ("Step saved"));
  else
    json_decref (fields);
  hearth_draft_form_end (self->draft);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_changed_cb (HearthStepDialog *self)
{
  if (self->item != NULL)
    update_state (self);
}

static void
on_activated_cb (HearthStepDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "step.save", NULL);
}

/* Closed by the person, and not by a lock: what was typed is not wanted. */
static gboolean
hearth_step_dialog_close_request (GtkWindow *window)
{
  hearth_draft_form_end (HEARTH_STEP_DIALOG (window)->draft);
  return GTK_WINDOW_CLASS (hearth_step_dialog_parent_class)->close_request (window);
}

static void
hearth_step_dialog_dispose (GObject *object)
{
  HearthStepDialog *self = HEARTH_STEP_DIALOG (object);

  g_clear_object (&self->draft);
  g_clear_object (&self->desk);
  g_clear_object (&self->item);
  G_OBJECT_CLASS (hearth_step_dialog_parent_class)->dispose (object);
}

static void
hearth_step_dialog_class_init (HearthStepDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_step_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = hearth_step_dialog_close_request;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hearthcase/Hearth/plan/hearth-step-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthStepDialog, title_label);
  gtk_widget_class_bind_template_child (widget_class, HearthStepDialog, why_label);
  gtk_widget_class_bind_template_child (widget_class, HearthStepDialog, blocked_label);
  gtk_widget_class_bind_template_child (widget_class, HearthStepDialog, source_label);
  gtk_widget_class_bind_template_child (widget_class, HearthStepDialog, state_row);
  gtk_widget_class_bind_template_child (widget_class, HearthStepDialog, reason_row);
  gtk_widget_class_bind_template_child (widget_class, HearthStepDialog, done_on_row);
  gtk_widget_class_bind_template_child (widget_class, HearthStepDialog, number_row);
  gtk_widget_class_bind_template_child (widget_class, HearthStepDialog, waiting_for_row);
  gtk_widget_class_bind_template_child (widget_class, HearthStepDialog, remind_on_row);
  gtk_widget_class_bind_template_child (widget_class, HearthStepDialog, blocker_row);
  gtk_widget_class_bind_template_child (widget_class, HearthStepDialog, owner_row);
  gtk_widget_class_bind_template_child (widget_class, HearthStepDialog, note_row);
  gtk_widget_class_bind_template_callback (widget_class, on_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_install_action (widget_class, "step.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "step.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hearth_step_dialog_init (HearthStepDialog *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < G_N_ELEMENTS (offered_states); i++)
    gtk_string_list_append (titles, _ (hearth_step_state_get_title (offered_states[i])));
  adw_combo_row_set_model (self->state_row, G_LIST_MODEL (titles));
}

static void
show_label (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
show_entry (gpointer row, const HearthRecord *record, const char *field)
{
  const char *text = hearth_record_get_text (record, field);

  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
}

static void
show_day (HearthDateRow *row, HearthDate date)
{
  HearthPartialDate day = HEARTH_PARTIAL_DATE_INIT;
  int year, month, day_of_month;

  if (date != HEARTH_DATE_NONE)
    {
      hearth_date_split (date, &year, &month, &day_of_month);
      day = (HearthPartialDate){ (gint16) year, (gint8) month, (gint8) day_of_month };
    }
  hearth_date_row_set_date (row, &day);
}

static void
show_source (HearthStepDialog *self)
{
  const char *id = hearth_step_item_get_template (self->item);
  HearthPackSet *packs = hearth_desk_get_packs (self->desk);
  const HearthPackEntry *entry =
      id != NULL && packs != NULL ? hearth_pack_set_lookup (packs, "step", id) : NULL;
  const char *source = entry != NULL
                           ? hearth_pack_entry_get_text (entry, "Source", hearth_format_language ())
                           : NULL;
  /* Translators: the act of law or practice that a step comes from. */
  g_autofree char *text = source != NULL ? g_strdup_printf (_ ("Source: %s"), source) : NULL;

  show_label (self->source_label, text);
}

static void
show_step (HearthStepDialog *self)
{
  const HearthRecord *record = hearth_step_item_get_record (self->item);
  HearthStepState state = hearth_step_item_get_state (self->item);
  HearthDate done_on = hearth_record_get_date (record, "done_on");

  show_label (self->title_label, hearth_step_item_get_title (self->item));
  show_label (self->why_label, hearth_step_item_get_why (self->item));
  show_label (self->blocked_label, hearth_step_item_get_blocked (self->item));
  show_source (self);
  if (done_on == HEARTH_DATE_NONE)
    done_on = hearth_clock_today (hearth_desk_get_clock (self->desk));
  show_day (self->done_on_row, done_on);
  show_day (self->remind_on_row, hearth_record_get_date (record, "remind_on"));
  show_entry (self->reason_row, record, "reason");
  show_entry (self->number_row, record, "number");
  show_entry (self->waiting_for_row, record, "waiting_for");
  show_entry (self->owner_row, record, "owner");
  show_entry (self->note_row, record, "note");
  hearth_pack_row_load (self->blocker_row, hearth_desk_get_packs (self->desk), "blocker");
  hearth_pack_row_set_id (self->blocker_row, hearth_record_get_text (record, "blocker"));
  for (guint i = 0; i < G_N_ELEMENTS (offered_states); i++)
    if (offered_states[i] == state)
      adw_combo_row_set_selected (self->state_row, i);
  update_state (self);
}

static void
keep_draft (HearthStepDialog *self)
{
  self->draft = hearth_draft_form_new (
      self->desk, "step", hearth_step_item_get_step_id (self->item),
      hearth_step_item_get_case_id (self->item), hearth_step_item_get_revision (self->item));
  hearth_draft_form_add (self->draft, "state", self->state_row);
  hearth_draft_form_add (self->draft, "reason", self->reason_row);
  hearth_draft_form_add (self->draft, "done_on", self->done_on_row);
  hearth_draft_form_add (self->draft, "number", self->number_row);
  hearth_draft_form_add (self->draft, "waiting_for", self->waiting_for_row);
  hearth_draft_form_add (self->draft, "remind_on", self->remind_on_row);
  hearth_draft_form_add (self->draft, "blocker", self->blocker_row);
  hearth_draft_form_add (self->draft, "owner", self->owner_row);
  hearth_draft_form_add (self->draft, "note", self->note_row);
  if (hearth_draft_form_begin (self->draft))
    update_state (self);
}

HearthStepDialog *
hearth_step_dialog_new (HearthDesk *desk, HearthStepItem *item)
{
  HearthStepDialog *self;

  g_return_val_if_fail (hearth_step_item_get_record (item) != NULL, NULL);

  self = g_object_new (HEARTH_TYPE_STEP_DIALOG, NULL);
  self->desk = g_object_ref (desk);
  self->item = g_object_ref (item);
  show_step (self);
  keep_draft (self);
  return self;
}

void
hearth_step_dialog_present (GtkWidget *parent, HearthDesk *desk, HearthStepItem *item)
{
  HearthStepDialog *self = hearth_step_dialog_new (desk, item);

  gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (gtk_widget_get_root (parent)));
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->state_row));
}
