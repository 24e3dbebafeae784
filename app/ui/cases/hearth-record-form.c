/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-record-form.h"

#include "hearth-check-list.h"
#include "hearth-choices-query.h"
#include "hearth-form-control.h"
#include "hearth-form-field.h"
#include "hearth-format.h"
#include "hearth-injury-acts.h"
#include "hearth-model-error.h"
#include "hearth-pack-entry.h"
#include "hearth-record-words.h"

#include <glib/gi18n.h>

struct _HearthRecordForm
{
  AdwBin parent_instance;
  HearthDesk *desk;
  const HearthKind *kind;
  HearthRecordDraft *draft; /* NULL: nothing to show */
  HearthDraftRules rules;
  GtkBox *groups;
  GPtrArray *fields; /* HearthFormField */
  GCancellable *loading;
  guint is_tried : 1; /* somebody tried to save: what is missing may be said */
};

G_DEFINE_FINAL_TYPE (HearthRecordForm, hearth_record_form, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static const char *
describe_issue (HearthIssue issue)
{
  switch (issue)
    {
    case HEARTH_ISSUE_NO_SURNAME:
      return _ ("Without a surname this person is hard to find");
    case HEARTH_ISSUE_NOT_UNDER_25:
      return _ ("By the date of birth this person was 25 or older on the day of return");
    case HEARTH_ISSUE_PHONE:
      return _ ("This does not look like one telephone number");
    case HEARTH_ISSUE_TAX_FORM:
      return _ ("A tax number has ten digits");
    case HEARTH_ISSUE_TAX_CHECK:
      return _ ("A digit is wrong: the check digit does not fit");
    case HEARTH_ISSUE_TAX_BIRTH:
      return _ ("By this number the person was born on another day");
    case HEARTH_ISSUE_TAX_SEX:
      return _ ("By this number the person is of the other sex");
    case HEARTH_ISSUE_UNLIKELY:
      return _ ("Is this number right? It is far from what is usual");
    case HEARTH_ISSUE_MISSING:
      return _ ("This is needed");
    case HEARTH_ISSUE_NOT_A_NUMBER:
      return _ ("Write a number");
    case HEARTH_ISSUE_DATE_INVALID:
      return _ ("There is no such date. Write day.month.year, month.year or the year");
    case HEARTH_ISSUE_DATE_NOT_A_DAY:
      return _ ("Write the whole date: day.month.year");
    case HEARTH_ISSUE_DATE_IN_FUTURE:
      return _ ("This date is still to come");
    case HEARTH_ISSUE_DATE_ORDER:
      return _ ("This is earlier than what must have come before it");
    case HEARTH_ISSUE_TOO_LONG:
      return _ ("This is too long to be stored");
    case HEARTH_ISSUE_CONTROL_CHARACTER:
      return _ ("There is an invisible control character in this text");
    case HEARTH_ISSUE_NONE:
    default:
      return NULL;
    }
}

static void
apply_newer (HearthRecordForm *self, HearthFormField *field, const HearthField *row)
{
  HearthPackSet *packs = hearth_desk_get_packs (self->desk);
  const char *newer = hearth_record_draft_get_newer (self->draft, row->id);
  g_autofree char *theirs = newer != NULL ? hearth_field_format_text (row, newer, packs) : NULL;
  g_autofree char *mine =
      hearth_field_format_text (row, hearth_record_draft_get_text (self->draft, row->id), packs);

  hearth_form_field_set_newer (field, theirs, mine);
}

static void
apply_field (HearthRecordForm *self, HearthFormField *field)
{
  const HearthField *row = hearth_kind_find_field (self->kind, hearth_form_field_get_id (field));
  HearthIssue issue = hearth_record_draft_check_field (self->draft, row->id, &self->rules);

  if (issue == HEARTH_ISSUE_MISSING && !self->is_tried)
    issue = HEARTH_ISSUE_NONE;
  hearth_form_field_set_text (field, hearth_record_draft_get_text (self->draft, row->id));
  hearth_form_field_set_issue (field, describe_issue (issue), hearth_issue_stops (issue));
  apply_newer (self, field, row);
}

/* The only place that touches widgets: everything shown follows from the draft. */
static void
apply_state (HearthRecordForm *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->groups), self->draft != NULL);
  for (guint i = 0; self->draft != NULL && i < self->fields->len; i++)
    apply_field (self, self->fields->pdata[i]);
}

static void
take_draft (HearthRecordForm *self, HearthRecordDraft *draft)
{
  g_clear_pointer (&self->draft, hearth_record_draft_unref);
  self->draft = draft;
  apply_state (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_edited_cb (HearthFormField *field, const char *text, HearthRecordForm *self)
{
  if (self->draft != NULL)
    take_draft (self,
                hearth_record_draft_set_text (self->draft, hearth_form_field_get_id (field), text));
}

static void
on_decided_cb (HearthFormField *field, gboolean take_newer, HearthRecordForm *self)
{
  if (self->draft == NULL)
    return;
  take_draft (
      self, hearth_record_draft_decide (self->draft, hearth_form_field_get_id (field), take_newer));
  hearth_form_field_grab_focus (field);
}

/* What is stored is shown where people typed it; an id tells them nothing. */
static HearthFormOption *
make_option (const HearthField *field, const HearthChoice *choice)
{
  g_autoptr (GString) title = g_string_new (NULL);
  HearthDate date;

  if (field->type != HEARTH_FIELD_ID)
    g_string_append (title, choice->value);
  if (choice->title != NULL && hearth_date_parse (choice->title, &date))
    {
      g_autofree char *day = hearth_format_date (date);

      hearth_format_append_part (title, day);
    }
  else if (choice->title != NULL && !g_str_equal (choice->title, choice->value))
    hearth_format_append_part (title, choice->title);
  if (choice->number != NULL)
    {
      /* Translators: which exchange of prisoners. */
      g_autofree char *part = g_strdup_printf (_ ("exchange %s"), choice->number);

      hearth_format_append_part (title, part);
    }
  if (choice->stage != NULL)
    {
      /* Translators: which stage of an exchange of prisoners. */
      g_autofree char *part = g_strdup_printf (_ ("stage %s"), choice->stage);

      hearth_format_append_part (title, part);
    }
  return hearth_form_option_new (choice->value, title->str);
}

static void
propose (HearthRecordForm *self, GPtrArray *choices)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      HearthFormField *field = self->fields->pdata[i];
      g_autoptr (GPtrArray) options =
          g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_form_option_free);

      for (guint j = 0; j < choices->len; j++)
        {
          const HearthChoice *choice = choices->pdata[j];

          if (g_str_equal (choice->field, hearth_form_field_get_id (field)))
            g_ptr_array_add (
                options, make_option (hearth_kind_find_field (self->kind, choice->field), choice));
        }
      if (options->len > 0)
        hearth_form_field_set_options (field, options);
    }
}

static gpointer
read_choices (HearthDb *db, gpointer kind, GError **error)
{
  return hearth_choices_query_run (db, kind, error);
}

static void
on_choices_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthRecordForm) self = HEARTH_RECORD_FORM (user_data);
  g_autoptr (GPtrArray) choices = hearth_store_read_finish (HEARTH_STORE (source), result, NULL);

  /* Without proposals everything can still be typed. */
  if (choices != NULL && self->desk != NULL)
    propose (self, choices);
}

/* Each time it comes into view: the places of today's arrivals are proposed for the next one. */
static void
hearth_record_form_map (GtkWidget *widget)
{
  HearthRecordForm *self = HEARTH_RECORD_FORM (widget);
  HearthStore *store = hearth_desk_get_store (self->desk);

  GTK_WIDGET_CLASS (hearth_record_form_parent_class)->map (widget);
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  if (store == NULL)
    return;
  self->loading = g_cancellable_new ();
  hearth_store_read_async (store, read_choices, (gpointer) self->kind, NULL,
                           (GDestroyNotify) g_ptr_array_unref, self->loading, on_choices_read_cb,
                           g_object_ref (self));
}

static void
hearth_record_form_dispose (GObject *object)
{
  HearthRecordForm *self = HEARTH_RECORD_FORM (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->draft, hearth_record_draft_unref);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  G_OBJECT_CLASS (hearth_record_form_parent_class)->dispose (object);
}

static void
hearth_record_form_class_init (HearthRecordFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_record_form_dispose;
  GTK_WIDGET_CLASS (klass)->map = hearth_record_form_map;
  signals[CHANGED] = g_signal_new ("changed", HEARTH_TYPE_RECORD_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
hearth_record_form_init (HearthRecordForm *self)
{
  self->fields = g_ptr_array_new_with_free_func (g_object_unref);
  self->groups = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 24));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->groups));
}

static AdwPreferencesGroup *
begin_group (HearthRecordForm *self, const char *title)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  if (title != NULL)
    adw_preferences_group_set_title (group, title);
  gtk_box_append (self->groups, GTK_WIDGET (group));
  return group;
}

/* The catalogue of checks serves two compartments: each form offers what is written down there. */
static void
offer_checks (HearthRecordForm *self, HearthFormField *field)
{
  HearthPackSet *packs = hearth_desk_get_packs (self->desk);
  g_autoptr (GPtrArray) options =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_form_option_free);

  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, "check"); i++)
    {
      const HearthPackEntry *entry = hearth_pack_set_get_entry (packs, "check", i);

      if (hearth_check_entry_get_kind (entry) == self->kind)
        g_ptr_array_add (options, hearth_form_option_new (hearth_pack_entry_get_id (entry),
                                                          hearth_pack_entry_get_title (
                                                              entry, hearth_format_language ())));
    }
  hearth_form_field_set_options (field, options);
}

/* Where an injury is kept is found when it is saved: until then it may be of the restricted ones. */
static gboolean
is_confidential (const HearthKind *kind)
{
  return kind->cmp == HEARTH_COMPARTMENT_RESTRICTED || kind->cmp == HEARTH_COMPARTMENT_DEBRIEF ||
         hearth_injury_is_kind (kind);
}

static void
add_field (HearthRecordForm *self, AdwPreferencesGroup *group, const HearthField *row)
{
  HearthFormField *field = hearth_form_field_new (row, hearth_desk_get_packs (self->desk));

  if (g_strcmp0 (row->pack, "check") == 0)
    offer_checks (self, field);
  if (is_confidential (self->kind))
    hearth_form_field_set_confidential (field);

  g_signal_connect_object (field, "edited", G_CALLBACK (on_edited_cb), self, 0);
  g_signal_connect_object (field, "decided", G_CALLBACK (on_decided_cb), self, 0);
  hearth_form_field_add_to (field, group);
  g_ptr_array_add (self->fields, field);
}

static void
add_group (HearthRecordForm *self, const HearthFormGroup *group)
{
  AdwPreferencesGroup *box = begin_group (self, group->title != NULL ? _ (group->title) : NULL);
  g_auto (GStrv) ids = g_strsplit (group->fields, " ", -1);

  for (guint i = 0; ids[i] != NULL; i++)
    add_field (self, box, hearth_kind_find_field (self->kind, ids[i]));
}

GtkWidget *
hearth_record_form_new (HearthDesk *desk,
                        const HearthKind *kind,
                        const HearthFormGroup *groups,
                        guint n_groups)
{
  HearthRecordForm *self = g_object_new (HEARTH_TYPE_RECORD_FORM, NULL);
  AdwPreferencesGroup *all = NULL;

  self->desk = g_object_ref (desk);
  self->kind = kind;
  for (guint i = 0; i < n_groups; i++)
    add_group (self, &groups[i]);
  if (groups == NULL)
    all = begin_group (self, NULL);
  for (const HearthField *field = kind->fields; all != NULL && field->id != NULL; field++)
    if (hearth_record_draft_has_field (field))
      add_field (self, all, field);
  apply_state (self);
  return GTK_WIDGET (self);
}

void
hearth_record_form_set_draft (HearthRecordForm *self,
                              HearthRecordDraft *draft,
                              const HearthDraftRules *rules)
{
  g_return_if_fail (HEARTH_IS_RECORD_FORM (self));

  if (draft != NULL)
    hearth_record_draft_ref (draft);
  g_clear_pointer (&self->draft, hearth_record_draft_unref);
  self->draft = draft;
  if (rules != NULL)
    self->rules = *rules;
  self->is_tried = FALSE;
  apply_state (self);
}

HearthRecordDraft *
hearth_record_form_get_draft (HearthRecordForm *self)
{
  g_return_val_if_fail (HEARTH_IS_RECORD_FORM (self), NULL);

  return self->draft;
}

static gboolean
is_wrong (HearthRecordForm *self, const char *field)
{
  HearthIssue issue = hearth_record_draft_check_field (self->draft, field, &self->rules);

  return (hearth_issue_stops (issue) && (issue != HEARTH_ISSUE_MISSING || self->is_tried)) ||
         hearth_record_draft_get_newer (self->draft, field) != NULL;
}

gboolean
hearth_record_form_can_save (HearthRecordForm *self)
{
  g_return_val_if_fail (HEARTH_IS_RECORD_FORM (self), FALSE);

  if (self->draft == NULL || !hearth_record_draft_is_changed (self->draft))
    return FALSE;
  for (guint i = 0; i < self->fields->len; i++)
    if (is_wrong (self, hearth_form_field_get_id (self->fields->pdata[i])))
      return FALSE;
  return TRUE;
}

gboolean
hearth_record_form_check (HearthRecordForm *self)
{
  g_return_val_if_fail (HEARTH_IS_RECORD_FORM (self), FALSE);

  if (self->draft == NULL)
    return FALSE;
  self->is_tried = TRUE;
  apply_state (self);
  for (guint i = 0; i < self->fields->len; i++)
    if (is_wrong (self, hearth_form_field_get_id (self->fields->pdata[i])))
      {
        hearth_form_field_grab_focus (self->fields->pdata[i]);
        return FALSE;
      }
  return hearth_record_draft_is_changed (self->draft);
}

/* Refusals name keys of the record in quotes. */
static gboolean
names_field (const GError *error, const char *id)
{
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", id);

  return strstr (error->message, quoted) != NULL;
}

gboolean
hearth_record_form_show_refusal (HearthRecordForm *self, const GError *error)
{
  g_return_val_if_fail (HEARTH_IS_RECORD_FORM (self), FALSE);

  if (!g_error_matches (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID))
    return FALSE;
  for (guint i = 0; i < self->fields->len; i++)
    if (names_field (error, hearth_form_field_get_id (self->fields->pdata[i])))
      {
        hearth_form_field_set_issue (self->fields->pdata[i],
                                     _ ("Not saved: this is missing, or does not go with the rest"),
                                     TRUE);
        hearth_form_field_grab_focus (self->fields->pdata[i]);
        return TRUE;
      }
  return FALSE;
}

void
hearth_record_form_focus_field (HearthRecordForm *self, const char *field)
{
  g_return_if_fail (HEARTH_IS_RECORD_FORM (self));

  for (guint i = 0; i < self->fields->len; i++)
    if (g_str_equal (hearth_form_field_get_id (self->fields->pdata[i]), field))
      hearth_form_field_grab_focus (self->fields->pdata[i]);
}

void
hearth_record_form_set_text (HearthRecordForm *self, const char *field, const char *text)
{
  g_return_if_fail (HEARTH_IS_RECORD_FORM (self));

  if (self->draft != NULL && !g_str_equal (hearth_record_draft_get_text (self->draft, field), text))
    take_draft (self, hearth_record_draft_set_text (self->draft, field, text));
}

void
hearth_record_form_set_options (HearthRecordForm *self, const char *field, GPtrArray *options)
{
  g_return_if_fail (HEARTH_IS_RECORD_FORM (self) && options != NULL);

  for (guint i = 0; i < self->fields->len; i++)
    if (g_str_equal (hearth_form_field_get_id (self->fields->pdata[i]), field))
      hearth_form_field_set_options (self->fields->pdata[i], options);
  apply_state (self);
}
