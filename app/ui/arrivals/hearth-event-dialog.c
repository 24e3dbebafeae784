/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-event-dialog.h"

#include "hearth-date-row.h"
#include "hearth-draft-form.h"
#include "hearth-event-acts.h"
#include "hearth-pack-row.h"
#include "hearth-sentence.h"

#include <glib/gi18n.h>

#define MAX_NUMBER 99999

/* The rows that are plain entries: which field each is. */
enum
{
  ROW_NUMBER,
  ROW_STAGE,
  ROW_FACILITY,
  ROW_AGREEMENT,
  ROW_MILITARY,
  ROW_CIVILIAN,
  ROW_SOURCE,
  N_ROWS
};

static const struct
{
  const char *field;
  gboolean is_number;
} row_fields[N_ROWS] = {
  { "number", TRUE },
  { "stage", TRUE },
  { "facility", FALSE },
  { "agreement", FALSE },
  { "returned_military", TRUE },
  { "returned_civilian", TRUE },
  { "source", FALSE },
};

struct _HearthEventDialog
{
  AdwWindow parent_instance;
  HearthDesk *desk;
  HearthDraftForm *draft;
  HearthRecord *event; /* NULL: a new one */
  gint64 revision;
  gboolean is_saving;

  HearthDateRow *date_row;
  AdwEntryRow *rows[N_ROWS];
  AdwEntryRow *number_row;
  AdwEntryRow *stage_row;
  AdwEntryRow *facility_row;
  AdwEntryRow *agreement_row;
  AdwEntryRow *military_row;
  AdwEntryRow *civilian_row;
  AdwEntryRow *source_row;
  HearthPackRow *category_row;
  GtkSwitch *embargo_switch;
  GtkLabel *issue_label;
};

G_DEFINE_FINAL_TYPE (HearthEventDialog, hearth_event_dialog, ADW_TYPE_WINDOW)

static char *
dup_text (gpointer row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static gboolean
is_fit (HearthEventDialog *self, guint row)
{
  g_autofree char *text = dup_text (self->rows[row]);

  return !row_fields[row].is_number || *text == '\0' ||
         g_ascii_string_to_unsigned (text, 10, 0, MAX_NUMBER, NULL, NULL);
}

/* A day, or nothing: an exchange of "June" is none. */
static gboolean
get_date (HearthEventDialog *self, HearthPartialDate *date)
{
  return hearth_date_row_get_date (self->date_row, date) &&
         (!hearth_partial_date_is_known (date) || date->day != 0);
}

static void
mark (GtkWidget *row, gboolean is_fit)
{
  if (is_fit)
    gtk_widget_remove_css_class (row, "error");
  else
    gtk_widget_add_css_class (row, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
                               is_fit ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE,
                               -1);
}

static void
show_issue (HearthEventDialog *self, const char *text)
{
  gtk_label_set_text (self->issue_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->issue_label), text != NULL);
}

static void
update_state (HearthEventDialog *self)
{
  HearthPartialDate date;
  gboolean has_date = get_date (self, &date);
  gboolean are_fit = TRUE;

  mark (GTK_WIDGET (self->date_row), has_date);
  for (guint i = 0; i < N_ROWS; i++)
    {
      mark (GTK_WIDGET (self->rows[i]), is_fit (self, i));
      are_fit = are_fit && is_fit (self, i);
    }
  if (!has_date)
    show_issue (self, _ ("The date of an exchange is a day, as in 09.06.2025."));
  else if (!are_fit)
    show_issue (self, _ ("A number is missing where a number belongs."));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "event.save",
                                 !self->is_saving && has_date && are_fit);
}

static json_t *
collect_fields (HearthEventDialog *self)
{
  json_t *fields = json_object ();
  HearthPartialDate date;
  const char *category = hearth_pack_row_get_id (self->category_row);
  g_autofree char *day = NULL;

  if (get_date (self, &date) && hearth_partial_date_is_known (&date))
    day = hearth_partial_date_to_string (&date);
  json_object_set_new (fields, "date", json_string (day != NULL ? day : ""));
  json_object_set_new (fields, "category", json_string (category != NULL ? category : ""));
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *text = dup_text (self->rows[i]);

      json_object_set_new (fields, row_fields[i].field, json_string (text));
    }
  json_object_set_new (fields, "embargo",
                       json_boolean (gtk_switch_get_active (self->embargo_switch)));
  return fields;
}

static char *
dup_value (const HearthRecord *event, const char *field)
{
  const json_t *value = json_object_get (hearth_record_get_values (event), field);

  if (json_is_string (value))
    return g_strdup (json_string_value (value));
  if (json_is_integer (value))
    return g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) json_integer_value (value));
  if (json_is_boolean (value))
    return g_strdup (json_is_true (value) ? _ ("Yes") : _ ("No"));
  return g_strdup ("");
}

/* What stands there now, beside what is typed: the next Save is made knowing both. */
static void
show_newer (HearthEventDialog *self, const HearthRecord *newer)
{
  const HearthKind *kind = hearth_record_get_kind (newer);
  GString *text = g_string_new (_ ("Somebody changed this event meanwhile. It now says:"));

  for (const HearthField *field = kind->fields; field->id != NULL; field++)
    {
      g_autofree char *old = dup_value (self->event, field->id);
      g_autofree char *new = dup_value (newer, field->id);

      if (!g_str_equal (old, new))
        /* Translators: the name of a field, then its value. */
        g_string_append_printf (text, _ ("\n%s: %s"), _ (field->label),
                                *new != '\0' ? new : _ ("nothing"));
    }
  g_string_append_printf (text, "\n%s", _ ("Save writes what stands in this form."));
  show_issue (self, text->str);
  g_string_free (text, TRUE);
  self->revision = hearth_record_get_revision (newer);
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthEventDialog) self = HEARTH_EVENT_DIALOG (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) done = hearth_event_save_finish (result, &error);

  if (self->desk == NULL)
    return;
  self->is_saving = FALSE;
  update_state (self);
  if (done == NULL)
    {
      g_autofree char *text = hearth_sentence_dup_for_error (error);

      show_issue (self, text);
      return;
    }
  if (hearth_change_set_get_result (done) == HEARTH_RESULT_STALE && self->event != NULL &&
      hearth_change_set_get_newer (done)->len > 0)
    {
      show_newer (self, hearth_change_set_get_newer (done)->pdata[0]);
      return;
    }
  hearth_draft_form_end (self->draft);
  hearth_desk_report (self->desk, self->event != NULL ? _ ("Event changed") : _ ("Event added"),
                      done);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthEventDialog *self = HEARTH_EVENT_DIALOG (widget);
  HearthContext *context = hearth_desk_get_context (self->desk);
  json_auto_t *fields = NULL;

  if (context == NULL)
    return;
  fields = collect_fields (self);
  self->is_saving = TRUE;
  update_state (self);
  hearth_event_save_async (context, self->event != NULL ? hearth_record_get_id (self->event) : NULL,
                           self->revision, fields, NULL, on_saved_cb, g_object_ref (self));
}

static void
on_activated_cb (HearthEventDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "event.save", NULL);
}

static void
on_changed_cb (HearthEventDialog *self)
{
  show_issue (self, NULL);
  update_state (self);
}

/* Closed by the person, and not by a lock: what was typed is not wanted. */
static gboolean
hearth_event_dialog_close_request (GtkWindow *window)
{
  hearth_draft_form_end (HEARTH_EVENT_DIALOG (window)->draft);
  return GTK_WINDOW_CLASS (hearth_event_dialog_parent_class)->close_request (window);
}

static void
hearth_event_dialog_dispose (GObject *object)
{
  HearthEventDialog *self = HEARTH_EVENT_DIALOG (object);

  g_clear_object (&self->draft);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->event, hearth_record_unref);
  G_OBJECT_CLASS (hearth_event_dialog_parent_class)->dispose (object);
}

static void
hearth_event_dialog_class_init (HearthEventDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_event_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = hearth_event_dialog_close_request;
  g_type_ensure (HEARTH_TYPE_DATE_ROW);
  g_type_ensure (HEARTH_TYPE_PACK_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/arrivals/hearth-event-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthEventDialog, date_row);
  gtk_widget_class_bind_template_child (widget_class, HearthEventDialog, number_row);
  gtk_widget_class_bind_template_child (widget_class, HearthEventDialog, stage_row);
  gtk_widget_class_bind_template_child (widget_class, HearthEventDialog, facility_row);
  gtk_widget_class_bind_template_child (widget_class, HearthEventDialog, agreement_row);
  gtk_widget_class_bind_template_child (widget_class, HearthEventDialog, military_row);
  gtk_widget_class_bind_template_child (widget_class, HearthEventDialog, civilian_row);
  gtk_widget_class_bind_template_child (widget_class, HearthEventDialog, source_row);
  gtk_widget_class_bind_template_child (widget_class, HearthEventDialog, category_row);
  gtk_widget_class_bind_template_child (widget_class, HearthEventDialog, embargo_switch);
  gtk_widget_class_bind_template_child (widget_class, HearthEventDialog, issue_label);
  gtk_widget_class_bind_template_callback (widget_class, on_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_install_action (widget_class, "event.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "event.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hearth_event_dialog_init (HearthEventDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows[ROW_NUMBER] = self->number_row;
  self->rows[ROW_STAGE] = self->stage_row;
  self->rows[ROW_FACILITY] = self->facility_row;
  self->rows[ROW_AGREEMENT] = self->agreement_row;
  self->rows[ROW_MILITARY] = self->military_row;
  self->rows[ROW_CIVILIAN] = self->civilian_row;
  self->rows[ROW_SOURCE] = self->source_row;
}

static void
fill (HearthEventDialog *self)
{
  HearthPartialDate date = HEARTH_PARTIAL_DATE_INIT;
  const char *day = hearth_record_get_text (self->event, "date");

  if (day != NULL && hearth_partial_date_parse (day, &date))
    hearth_date_row_set_date (self->date_row, &date);
  hearth_pack_row_set_id (self->category_row, hearth_record_get_text (self->event, "category"));
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *text = dup_value (self->event, row_fields[i].field);

      gtk_editable_set_text (GTK_EDITABLE (self->rows[i]), text);
    }
  gtk_switch_set_active (
      self->embargo_switch,
      json_is_true (json_object_get (hearth_record_get_values (self->event), "embargo")));
}

static void
keep_draft (HearthEventDialog *self)
{
  self->draft = hearth_draft_form_new (
      self->desk, "event", self->event != NULL ? hearth_record_get_id (self->event) : NULL, NULL,
      self->revision);
  hearth_draft_form_add (self->draft, "date", self->date_row);
  hearth_draft_form_add (self->draft, "category", self->category_row);
  for (guint i = 0; i < N_ROWS; i++)
    hearth_draft_form_add (self->draft, row_fields[i].field, self->rows[i]);
  hearth_draft_form_add (self->draft, "embargo", self->embargo_switch);
  hearth_draft_form_begin (self->draft);
}

static HearthEventDialog *
event_dialog_new (HearthDesk *desk, const HearthRecord *event)
{
  HearthEventDialog *self = g_object_new (HEARTH_TYPE_EVENT_DIALOG, NULL);

  self->desk = g_object_ref (desk);
  hearth_pack_row_load (self->category_row, hearth_desk_get_packs (desk), "category");
  if (event != NULL)
    {
      self->event = hearth_record_ref ((HearthRecord *) event);
      self->revision = hearth_record_get_revision (event);
      gtk_window_set_title (GTK_WINDOW (self), _ ("Exchange Event"));
      fill (self);
    }
  keep_draft (self);
  update_state (self);
  return self;
}

void
hearth_event_dialog_present (GtkWindow *parent, HearthDesk *desk, const HearthRecord *event)
{
  HearthEventDialog *self = event_dialog_new (desk, event);

  gtk_window_set_transient_for (GTK_WINDOW (self), parent);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->date_row));
}

/* A dialog that waits for its event. */
typedef struct
{
  GtkWindow *parent;
  HearthDesk *desk;
} Opening;

static gpointer
read_event (HearthDb *db, gpointer data, GError **error)
{
  return hearth_store_get_record (db, hearth_registry_find_kind ("event"), data, error);
}

static void
on_event_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Opening *opening = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthRecord) event = hearth_store_read_finish (HEARTH_STORE (source), result, &error);

  if (error != NULL)
    hearth_desk_report_error (opening->desk, error);
  else if (event != NULL && hearth_desk_is_unlocked (opening->desk))
    hearth_event_dialog_present (opening->parent, opening->desk, event);
  g_object_unref (opening->parent);
  g_object_unref (opening->desk);
  g_free (opening);
}

void
hearth_event_dialog_present_id (GtkWindow *parent, HearthDesk *desk, const HearthId *rec)
{
  Opening *opening;

  if (hearth_id_is_zero (rec))
    {
      hearth_event_dialog_present (parent, desk, NULL);
      return;
    }
  opening = g_new0 (Opening, 1);
  opening->parent = g_object_ref (parent);
  opening->desk = g_object_ref (desk);
  hearth_store_read_async (hearth_desk_get_store (desk), read_event, hearth_id_copy (rec), g_free,
                           (GDestroyNotify) hearth_record_unref, hearth_desk_get_cancellable (desk),
                           on_event_read_cb, opening);
}
