/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-bus-intake.h"

#include "hearth-date-row.h"
#include "hearth-draft-form.h"
#include "hearth-event-query.h"
#include "hearth-event-words.h"
#include "hearth-field-number.h"
#include "hearth-format.h"
#include "hearth-intake-photo.h"
#include "hearth-intake-row.h"
#include "hearth-pack-entry.h"
#include "hearth-policy.h"
#include "hearth-sentence.h"
#include "hearth-similar-box.h"
#include "hearth-type-ahead.h"
#include "hearth-wrap-box.h"

#include <glib/gi18n.h>

/* The rows of the form that belong to the person and not to the bus. */
#define N_PERSON_ROWS 7

/* An event older than this is not what the bus at the door is of. */
#define EVENT_DAYS 14

struct _HearthBusIntake
{
  AdwWindow parent_instance;
  HearthDesk *desk;
  HearthDraftForm *draft;
  GPtrArray *events;         /* HearthEventRow beside the rows of the list from the second on */
  GPtrArray *conditions;     /* GtkCheckButton beside the entries of the pack */
  HearthId wanted_event;     /* zero: the newest */
  guint is_similar_told : 1; /* the person has seen who is similar, and goes on */
  guint wants_save : 1;
  guint wants_close : 1;
  guint n_saving; /* people on their way to the disk, while the next one is typed */
  GQueue failed;  /* (element-type Sent): who could not be saved and comes back into the form */

  AdwComboRow *event_row;
  AdwEntryRow *surname_row;
  AdwEntryRow *given_row;
  HearthDateRow *birth_row;
  AdwEntryRow *unit_row;
  AdwEntryRow *wristband_row;
  HearthWrapBox *condition_box;
  AdwEntryRow *weight_row;
  AdwEntryRow *height_row;
  HearthIntakePhoto *photo_row;
  GtkLabel *issue_label;
  HearthSimilarBox *similar;
  HearthTypeAhead *type_ahead; /* while Enter waits for an answer */
  AdwPreferencesGroup *entered_group;
  GtkListBox *entered_list;
};

G_DEFINE_FINAL_TYPE (HearthBusIntake, hearth_bus_intake, ADW_TYPE_WINDOW)

static void save (HearthBusIntake *self, const HearthDuplicate *expected);

static char *
dup_text (gpointer row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
show_issue (HearthBusIntake *self, const char *text)
{
  gtk_label_set_text (self->issue_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->issue_label), text != NULL);
}

static const HearthRecord *
get_event (HearthBusIntake *self)
{
  guint selected = adw_combo_row_get_selected (self->event_row);

  if (self->events == NULL || selected == 0 || selected == GTK_INVALID_LIST_POSITION)
    return NULL;
  return ((const HearthEventRow *) self->events->pdata[selected - 1])->record;
}

/* --- What is typed --- */

static void
set_text (json_t *fields, const char *field, const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_new (fields, field, json_string (text));
}

static void
set_row (json_t *fields, const char *field, gpointer row)
{
  g_autofree char *text = dup_text (row);

  set_text (fields, field, text);
}

static void
set_birth (HearthBusIntake *self, json_t *fields)
{
  HearthPartialDate date;
  g_autofree char *text = NULL;

  if (!hearth_date_row_get_date (self->birth_row, &date) || !hearth_partial_date_is_known (&date))
    return;
  text = hearth_partial_date_to_string (&date);
  set_text (fields, "birth", text);
}

static json_t *
collect_person (HearthBusIntake *self)
{
  json_t *fields = json_object ();

  set_row (fields, "surname", self->surname_row);
  set_row (fields, "given", self->given_row);
  set_birth (self, fields);
  set_row (fields, "unit", self->unit_row);
  return fields;
}

static guint
get_condition (HearthBusIntake *self)
{
  guint chosen = 0;

  for (guint i = 0; i < self->conditions->len; i++)
    if (gtk_check_button_get_active (self->conditions->pdata[i]))
      chosen = i;
  return chosen;
}

static void
set_condition (HearthBusIntake *self, json_t *fields)
{
  HearthPackSet *packs = hearth_desk_get_packs (self->desk);

  if (self->conditions->len > 0)
    set_text (fields, "condition",
              hearth_pack_entry_get_id (
                  hearth_pack_set_get_entry (packs, "condition", get_condition (self))));
}

static void
set_event (json_t *fields, const HearthRecord *event)
{
  char hex[HEARTH_ID_HEX_SIZE];

  if (event == NULL)
    return;
  hearth_id_format (hearth_record_get_id (event), hex);
  set_text (fields, "event", hex);
  set_text (fields, "facility", hearth_record_get_text (event, "facility"));
}

/* What is known of the arrival, whoever it is. */
static void
set_arrival (HearthBusIntake *self, json_t *fields)
{
  g_autofree char *today =
      hearth_date_to_string (hearth_clock_today (hearth_desk_get_clock (self->desk)));

  set_event (fields, get_event (self));
  set_text (fields, "arrived", today);
  set_text (fields, "stage", "reception");
  set_row (fields, "wristband", self->wristband_row);
  set_condition (self, fields);
}

/* Nothing that is known of somebody who was expected is written over by what was typed in a hurry. */
static void
drop_known (json_t *fields, const HearthDuplicate *expected)
{
  json_object_del (fields, "surname");
  json_object_del (fields, "given");
  if (expected->birth != NULL)
    json_object_del (fields, "birth");
  if (expected->unit != NULL)
    json_object_del (fields, "unit");
}

static json_t *
collect_fields (HearthBusIntake *self, const HearthDuplicate *expected)
{
  const HearthRecord *event = get_event (self);
  json_t *fields = collect_person (self);

  set_arrival (self, fields);
  if (expected != NULL)
    drop_known (fields, expected);
  else if (event != NULL)
    {
      set_text (fields, "released", hearth_record_get_text (event, "date"));
      set_text (fields, "category", hearth_record_get_text (event, "category"));
    }
  return fields;
}

/* --- What is measured, for logins that hold medical records --- */

static gboolean
may_measure (HearthBusIntake *self)
{
  HearthContext *context = hearth_desk_get_context (self->desk);
  const HearthKind *kind = hearth_registry_find_kind ("vitals");

  return context != NULL && hearth_vault_has (hearth_context_get_vault (context), kind->cmp) &&
         hearth_policy_may_write (hearth_vault_get_roles (hearth_context_get_vault (context)),
                                  kind);
}

/* FALSE: what stands in @row is no such measure. */
static gboolean
add_measure (json_t *vitals, const char *id, gpointer row)
{
  const HearthField *field = hearth_kind_find_field (hearth_registry_find_kind ("vitals"), id);
  g_autofree char *text = dup_text (row);
  gint64 number;

  if (*text == '\0')
    return TRUE;
  if (!hearth_field_number_from_text (field, text, &number) ||
      !hearth_field_number_is_likely (field, number))
    return FALSE;
  json_object_set_new (vitals, id, json_integer (number));
  return TRUE;
}

static gboolean
collect_vitals (HearthBusIntake *self, json_t *vitals)
{
  gboolean is_weight = add_measure (vitals, "weight_g", self->weight_row);
  gboolean is_height = add_measure (vitals, "height_mm", self->height_row);

  return is_weight && is_height;
}

static void
mark (gpointer row, gboolean is_good)
{
  if (is_good)
    gtk_widget_remove_css_class (row, "error");
  else
    gtk_widget_add_css_class (row, "error");
}

static gboolean
check_measures (HearthBusIntake *self)
{
  json_auto_t *none = json_object ();
  gboolean is_weight = add_measure (none, "weight_g", self->weight_row);
  gboolean is_height = add_measure (none, "height_mm", self->height_row);

  mark (self->weight_row, is_weight);
  mark (self->height_row, is_height);
  return is_weight && is_height;
}

/* NULL: nothing was measured, or this login does not write it down. */
static json_t *
make_vitals (HearthBusIntake *self)
{
  json_t *vitals = json_object ();
  g_autofree char *today =
      hearth_date_to_string (hearth_clock_today (hearth_desk_get_clock (self->desk)));

  if (may_measure (self) && collect_vitals (self, vitals) && json_object_size (vitals) > 0)
    {
      set_text (vitals, "measured_on", today);
      return vitals;
    }
  json_decref (vitals);
  return NULL;
}

static void
update_state (HearthBusIntake *self)
{
  HearthPartialDate date;
  g_autofree char *surname = dup_text (self->surname_row);
  gboolean is_measured = check_measures (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "intake.save",
                                 is_measured && *surname != '\0' &&
                                     !hearth_intake_photo_is_busy (self->photo_row) &&
                                     hearth_date_row_get_date (self->birth_row, &date));
}

/* --- Who is already here --- */

static void
on_similar_chosen_cb (HearthBusIntake *self, const HearthDuplicate *person)
{
  save (self, person);
}

/* Enter was pressed: nobody similar is passed over unseen. */
static void
save_or_tell (HearthBusIntake *self)
{
  const HearthDuplicate *best = hearth_similar_box_get_best (self->similar);

  self->wants_save = FALSE;
  if (best == NULL || !hearth_match_is_likely (&best->match) || self->is_similar_told)
    {
      save (self, NULL);
      return;
    }
  self->is_similar_told = TRUE;
  show_issue (self, _ ("Somebody like this is already here. Press Enter again to save a new "
                       "person, or Ctrl+D if it is the first of those below."));
}

static void
on_similar_answered_cb (HearthBusIntake *self)
{
  if (!self->wants_save)
    return;
  save_or_tell (self);
  /* The next person has not begun: nothing of theirs goes into this one's. */
  if (self->is_similar_told)
    hearth_type_ahead_drop (self->type_ahead);
  else
    hearth_type_ahead_release (self->type_ahead);
}

static void
on_name_changed_cb (HearthBusIntake *self)
{
  g_autofree char *surname = dup_text (self->surname_row);
  json_auto_t *person = *surname != '\0' ? collect_person (self) : NULL;

  show_issue (self, NULL);
  self->is_similar_told = FALSE;
  if (self->wants_save)
    hearth_type_ahead_drop (self->type_ahead);
  self->wants_save = FALSE;
  hearth_similar_box_ask (self->similar, person);
  update_state (self);
}

/* --- Saving --- */

/* What was typed of a person who is being saved. */
typedef struct
{
  HearthBusIntake *form;
  char *texts[N_PERSON_ROWS];
  guint condition;
  GBytes *photo;
} Sent;

static void
sent_free (gpointer data)
{
  Sent *self = data;

  for (guint i = 0; i < N_PERSON_ROWS; i++)
    g_free (self->texts[i]);
  g_clear_pointer (&self->photo, g_bytes_unref);
  g_object_unref (self->form);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sent, sent_free)

static GtkEditable *
get_person_row (HearthBusIntake *self, guint i)
{
  gpointer rows[N_PERSON_ROWS] = { self->surname_row,  self->given_row,  self->birth_row,
                                   self->unit_row,     self->weight_row, self->height_row,
                                   self->wristband_row };

  return GTK_EDITABLE (rows[i]);
}

static Sent *
sent_new (HearthBusIntake *self)
{
  Sent *sent = g_new0 (Sent, 1);
  GBytes *photo = hearth_intake_photo_get_content (self->photo_row);

  sent->form = g_object_ref (self);
  for (guint i = 0; i < N_PERSON_ROWS; i++)
    sent->texts[i] = g_strdup (gtk_editable_get_text (get_person_row (self, i)));
  sent->condition = get_condition (self);
  sent->photo = photo != NULL ? g_bytes_ref (photo) : NULL;
  return sent;
}

/* What belongs to the bus stays. @sent: (nullable): nobody yet. */
static void
fill_person (HearthBusIntake *self, const Sent *sent)
{
  for (guint i = 0; i < N_PERSON_ROWS; i++)
    gtk_editable_set_text (get_person_row (self, i), sent != NULL ? sent->texts[i] : "");
  if (self->conditions->len > 0)
    gtk_check_button_set_active (self->conditions->pdata[sent != NULL ? sent->condition : 0], TRUE);
  hearth_intake_photo_put_back (self->photo_row, sent != NULL ? sent->photo : NULL);
}

/* The next person, or one who could not be saved before. */
static void
start_next (HearthBusIntake *self)
{
  g_autoptr (Sent) failed = g_queue_pop_head (&self->failed);

  hearth_draft_form_end (self->draft);
  fill_person (self, NULL);
  hearth_draft_form_begin (self->draft);
  /* Who comes back is worth a draft, nobody is not. */
  if (failed != NULL)
    fill_person (self, failed);
  show_issue (self, failed != NULL ? _ ("This person could not be saved before.") : NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->surname_row));
}

static gboolean
is_empty (HearthBusIntake *self)
{
  for (guint i = 0; i < N_PERSON_ROWS; i++)
    if (*gtk_editable_get_text (get_person_row (self, i)) != '\0')
      return FALSE;
  return hearth_intake_photo_get_content (self->photo_row) == NULL;
}

/* Nothing that was typed is lost, neither this person nor who is typed by now. */
static void
come_back (HearthBusIntake *self, Sent *sent, const char *reason)
{
  g_autofree char *text = NULL;

  self->wants_close = FALSE;
  g_queue_push_tail (&self->failed, sent);
  if (is_empty (self))
    {
      start_next (self);
      show_issue (self, reason);
      return;
    }
  /* Translators: a surname, and a sentence that says why. */
  text = g_strdup_printf (_ ("%1$s was not saved and comes back here after this person. %2$s"),
                          sent->texts[0], reason);
  show_issue (self, text);
}

/* The case last, so that Undo on the toast takes the person back and not the photo alone. */
static void
report (HearthBusIntake *self, const HearthIntake *intake)
{
  HearthUndo *undo = hearth_desk_get_undo (self->desk);

  for (guint i = 1; undo != NULL && i < intake->done->len; i++)
    hearth_undo_add (undo, intake->done->pdata[i]);
  hearth_desk_report (self->desk, _ ("Person taken in"), intake->done->pdata[0]);
}

static const char *
get_refusal (const HearthIntake *intake)
{
  switch (intake->result)
    {
    case HEARTH_RESULT_DENIED:
      return _ ("Your role does not allow this. Nothing was saved.");
    case HEARTH_RESULT_STALE:
      return _ ("Somebody changed this meanwhile. Nothing was saved.");
    case HEARTH_RESULT_DONE:
    case HEARTH_RESULT_NOTHING:
    default:
      return NULL;
    }
}

static void
close_if_wanted (HearthBusIntake *self)
{
  if (self->wants_close && self->n_saving == 0)
    gtk_window_close (GTK_WINDOW (self));
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sent) sent = user_data;
  g_autoptr (HearthBusIntake) self = g_object_ref (sent->form);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthIntake) intake = hearth_intake_finish (result, &error);
  g_autofree char *failure = intake == NULL ? hearth_sentence_dup_for_error (error) : NULL;
  const char *reason = intake == NULL ? failure : get_refusal (intake);

  if (self->desk == NULL)
    return;
  self->n_saving--;
  if (intake != NULL)
    report (self, intake);
  if (reason != NULL)
    come_back (self, g_steal_pointer (&sent), reason);
  else
    {
      gtk_list_box_prepend (self->entered_list,
                            hearth_intake_row_new (self->desk, g_steal_pointer (&intake)));
      gtk_widget_set_visible (GTK_WIDGET (self->entered_group), TRUE);
    }
  close_if_wanted (self);
}

/* The form is free for the next person at once: a slow disk does not hold up the bus. @expected: (nullable):
 * somebody who is already here. */
static void
save (HearthBusIntake *self, const HearthDuplicate *expected)
{
  HearthContext *context = hearth_desk_get_context (self->desk);
  json_auto_t *fields = NULL;
  json_auto_t *vitals = NULL;

  if (context == NULL || hearth_intake_photo_is_busy (self->photo_row))
    return;
  fields = collect_fields (self, expected);
  vitals = make_vitals (self);
  self->n_saving++;
  hearth_intake_async (context, expected != NULL ? &expected->case_id : NULL, fields, vitals,
                       hearth_intake_photo_get_content (self->photo_row), NULL, on_saved_cb,
                       sent_new (self));
  start_next (self);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthBusIntake *self = HEARTH_BUS_INTAKE (widget);

  /* The answer to what was typed last is waited for, a moment. */
  if (!hearth_similar_box_is_looking (self->similar))
    {
      save_or_tell (self);
      return;
    }
  self->wants_save = TRUE;
  /* What is typed in that moment belongs to the next person. */
  hearth_type_ahead_hold (self->type_ahead);
}

static void
same_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthBusIntake *self = HEARTH_BUS_INTAKE (widget);
  const HearthDuplicate *best = hearth_similar_box_get_best (self->similar);

  if (best != NULL)
    save (self, best);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *row =
      gtk_widget_get_first_child (GTK_WIDGET (HEARTH_BUS_INTAKE (widget)->entered_list));

  while (row != NULL && hearth_intake_row_is_taken_back (HEARTH_INTAKE_ROW (row)))
    row = gtk_widget_get_next_sibling (row);
  if (row != NULL)
    hearth_intake_row_take_back (HEARTH_INTAKE_ROW (row));
}

static void
on_activated_cb (HearthBusIntake *self)
{
  g_autofree char *surname = dup_text (self->surname_row);

  if (*surname == '\0')
    {
      show_issue (self, _ ("A surname is needed."));
      gtk_widget_grab_focus (GTK_WIDGET (self->surname_row));
    }
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "intake.save", NULL);
}

/* In an entry Ctrl+Z takes back what was typed there. Before the first letter of the next person it takes
 * the last person back. */
static gboolean
on_undo_key_cb (HearthBusIntake *self, guint keyval, guint keycode, GdkModifierType state)
{
  g_autofree char *surname = dup_text (self->surname_row);

  if ((keyval != GDK_KEY_z && keyval != GDK_KEY_Z) ||
      (state & gtk_accelerator_get_default_mod_mask ()) != GDK_CONTROL_MASK || *surname != '\0')
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (GTK_WIDGET (self), "intake.undo", NULL);
  return GDK_EVENT_STOP;
}

/* Enter on what is no entry: a condition that has the focus. Entries have their own signal. */
static gboolean
on_condition_key_cb (HearthBusIntake *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter && keyval != GDK_KEY_ISO_Enter)
    return GDK_EVENT_PROPAGATE;
  on_activated_cb (self);
  return GDK_EVENT_STOP;
}

/* --- Events --- */

static gpointer
read_events (HearthDb *db, gpointer data, GError **error)
{
  return hearth_event_query_run (db, error);
}

static gboolean
is_first_choice (HearthBusIntake *self, const HearthRecord *event)
{
  HearthDate today = hearth_clock_today (hearth_desk_get_clock (self->desk));
  HearthDate date = hearth_record_get_date (event, "date");

  if (!hearth_id_is_zero (&self->wanted_event))
    return hearth_id_equal (&self->wanted_event, hearth_record_get_id (event));
  return date != HEARTH_DATE_NONE && date <= today && today - date <= EVENT_DAYS;
}

static void
on_events_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthBusIntake) self = HEARTH_BUS_INTAKE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = hearth_store_read_finish (HEARTH_STORE (source), result, &error);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  guint chosen = 0;

  if (self->desk == NULL)
    return;
  if (events == NULL)
    {
      hearth_desk_report_error (self->desk, error);
      return;
    }
  gtk_string_list_append (titles, _ ("Without an Event"));
  for (guint i = 0; i < events->len; i++)
    {
      const HearthRecord *event = ((const HearthEventRow *) events->pdata[i])->record;
      g_autofree char *title = hearth_event_dup_title (event);

      gtk_string_list_append (titles, title);
      if (chosen == 0 && is_first_choice (self, event))
        chosen = i + 1;
    }
  self->events = g_ptr_array_ref (events);
  adw_combo_row_set_model (self->event_row, G_LIST_MODEL (titles));
  adw_combo_row_set_selected (self->event_row, chosen);
}

/* --- The widget --- */

static void
add_conditions (HearthBusIntake *self)
{
  HearthPackSet *packs = hearth_desk_get_packs (self->desk);
  guint n_conditions = hearth_pack_set_get_n_entries (packs, "condition");

  for (guint i = 0; i < n_conditions; i++)
    {
      const HearthPackEntry *entry = hearth_pack_set_get_entry (packs, "condition", i);
      g_autofree char *title =
          g_strdup (hearth_pack_entry_get_title (entry, hearth_format_language ()));
      GtkWidget *button = gtk_check_button_new_with_label (title);

      if (i > 0)
        gtk_check_button_set_group (GTK_CHECK_BUTTON (button), self->conditions->pdata[0]);
      g_ptr_array_add (self->conditions, button);
      hearth_wrap_box_append (self->condition_box, button);
    }
  if (self->conditions->len > 0)
    gtk_check_button_set_active (self->conditions->pdata[0], TRUE);
}

/* Closed by the person, and not by a lock: what was typed is not wanted. Who is being saved is waited for, for
 * the form is the only place where a failure leaves something to be done. */
static gboolean
hearth_bus_intake_close_request (GtkWindow *window)
{
  HearthBusIntake *self = HEARTH_BUS_INTAKE (window);

  if (self->n_saving > 0)
    {
      self->wants_close = TRUE;
      return GDK_EVENT_STOP;
    }
  if (!g_queue_is_empty (&self->failed))
    {
      start_next (self);
      return GDK_EVENT_STOP;
    }
  hearth_draft_form_end (self->draft);
  return GTK_WINDOW_CLASS (hearth_bus_intake_parent_class)->close_request (window);
}

static void
hearth_bus_intake_dispose (GObject *object)
{
  HearthBusIntake *self = HEARTH_BUS_INTAKE (object);

  g_queue_clear_full (&self->failed, sent_free);
  g_clear_object (&self->draft);
  g_clear_object (&self->type_ahead);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  G_OBJECT_CLASS (hearth_bus_intake_parent_class)->dispose (object);
}

static void
hearth_bus_intake_finalize (GObject *object)
{
  g_ptr_array_unref (HEARTH_BUS_INTAKE (object)->conditions);
  G_OBJECT_CLASS (hearth_bus_intake_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/arrivals/hearth-bus-intake.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthBusIntake, event_row);
  gtk_widget_class_bind_template_child (widget_class, HearthBusIntake, surname_row);
  gtk_widget_class_bind_template_child (widget_class, HearthBusIntake, given_row);
  gtk_widget_class_bind_template_child (widget_class, HearthBusIntake, birth_row);
  gtk_widget_class_bind_template_child (widget_class, HearthBusIntake, unit_row);
  gtk_widget_class_bind_template_child (widget_class, HearthBusIntake, wristband_row);
  gtk_widget_class_bind_template_child (widget_class, HearthBusIntake, condition_box);
  gtk_widget_class_bind_template_child (widget_class, HearthBusIntake, weight_row);
  gtk_widget_class_bind_template_child (widget_class, HearthBusIntake, height_row);
  gtk_widget_class_bind_template_child (widget_class, HearthBusIntake, photo_row);
  gtk_widget_class_bind_template_child (widget_class, HearthBusIntake, issue_label);
  gtk_widget_class_bind_template_child (widget_class, HearthBusIntake, similar);
  gtk_widget_class_bind_template_child (widget_class, HearthBusIntake, entered_group);
  gtk_widget_class_bind_template_child (widget_class, HearthBusIntake, entered_list);
  gtk_widget_class_bind_template_callback (widget_class, on_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_similar_answered_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_similar_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_state);
}

static void
hearth_bus_intake_class_init (HearthBusIntakeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_bus_intake_dispose;
  G_OBJECT_CLASS (klass)->finalize = hearth_bus_intake_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = hearth_bus_intake_close_request;
  g_type_ensure (HEARTH_TYPE_DATE_ROW);
  g_type_ensure (HEARTH_TYPE_INTAKE_PHOTO);
  g_type_ensure (HEARTH_TYPE_SIMILAR_BOX);
  g_type_ensure (HEARTH_TYPE_WRAP_BOX);
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "intake.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "intake.same", NULL, same_action);
  gtk_widget_class_install_action (widget_class, "intake.undo", NULL, undo_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "intake.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, GDK_CONTROL_MASK, "intake.same",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hearth_bus_intake_init (HearthBusIntake *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *undo_keys = gtk_event_controller_key_new ();

  self->conditions = g_ptr_array_new ();
  g_queue_init (&self->failed);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_condition_key_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->condition_box), keys);
  gtk_event_controller_set_propagation_phase (undo_keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (undo_keys, "key-pressed", G_CALLBACK (on_undo_key_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), undo_keys);
  self->type_ahead = hearth_type_ahead_new (GTK_WINDOW (self));
}

/* What is measured is medical and does not go into a draft of core. */
static void
keep_draft (HearthBusIntake *self)
{
  self->draft = hearth_draft_form_new (self->desk, "intake", NULL, NULL, 0);
  hearth_draft_form_add (self->draft, "surname", self->surname_row);
  hearth_draft_form_add (self->draft, "given", self->given_row);
  hearth_draft_form_add (self->draft, "birth", self->birth_row);
  hearth_draft_form_add (self->draft, "unit", self->unit_row);
  hearth_draft_form_add (self->draft, "wristband", self->wristband_row);
  hearth_draft_form_begin (self->draft);
}

void
hearth_bus_intake_present (GtkWindow *parent, HearthDesk *desk, const HearthId *event)
{
  HearthBusIntake *self = g_object_new (HEARTH_TYPE_BUS_INTAKE, "transient-for", parent, NULL);

  self->desk = g_object_ref (desk);
  if (event != NULL)
    self->wanted_event = *event;
  hearth_similar_box_set_up (self->similar, desk, _ ("It Is This Person"));
  add_conditions (self);
  gtk_widget_set_visible (GTK_WIDGET (self->weight_row), may_measure (self));
  gtk_widget_set_visible (GTK_WIDGET (self->height_row), may_measure (self));
  keep_draft (self);
  update_state (self);
  hearth_store_read_async (hearth_desk_get_store (desk), read_events, NULL, NULL,
                           (GDestroyNotify) g_ptr_array_unref, hearth_desk_get_cancellable (desk),
                           on_events_read_cb, g_object_ref (self));
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->surname_row));
}
