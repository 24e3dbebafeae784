/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-identity-form.h"

#include "hearth-case-acts.h"
#include "hearth-case-draft.h"
#include "hearth-form-field.h"

#include <glib/gi18n.h>

struct _HearthIdentityForm
{
  HearthCasePage parent_instance;
  HearthCaseDraft *draft; /* NULL: no case */
  GHashTable *drafts;     /* case id -> changed draft, of cases that are not shown */
  GPtrArray *fields;      /* HearthFormField */
  GtkBox *groups;
  GtkRevealer *bar; /* below the case, where it stays in sight */
  GtkLabel *bar_label;
  GtkWidget *save_button;
  GtkWidget *discard_button;
  guint is_saving : 1;
};

G_DEFINE_FINAL_TYPE (HearthIdentityForm, hearth_identity_form, HEARTH_TYPE_CASE_PAGE)

static const struct
{
  const char *title;
  const char *first_field; /* the group ends where the next begins */
} form_groups[] = {
  { N_ ("Name"), "surname" },        { N_ ("Person"), "sex" },
  { N_ ("Service"), "rank" },        { N_ ("Captivity and Return"), "captured" },
  { N_ ("Reception"), "condition" }, { N_ ("Note"), "note" },
};

static HearthDesk *
desk_of (HearthIdentityForm *self)
{
  return hearth_case_page_get_desk (HEARTH_CASE_PAGE (self));
}

static const char *
describe_issue (HearthIssue issue)
{
  switch (issue)
    {
    case HEARTH_ISSUE_NO_SURNAME:
      return _ ("Without a surname this person is hard to find");
    case HEARTH_ISSUE_NOT_UNDER_25:
      return _ ("By the date of birth this person was 25 or older on the day of return");
    case HEARTH_ISSUE_DATE_INVALID:
      return _ ("There is no such date. Write day.month.year, month.year or the year");
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
apply_field (HearthIdentityForm *self, HearthFormField *field, HearthDate today)
{
  const char *id = hearth_form_field_get_id (field);
  const char *newer = hearth_case_draft_get_newer (self->draft, id);
  HearthIssue issue = hearth_case_draft_check_field (self->draft, id, today);
  g_autofree char *message = g_strdup (describe_issue (issue));

  if (message == NULL && newer != NULL)
    /* Translators: another person saved this value in the same field meanwhile. */
    message =
        g_strdup_printf (_ ("Meanwhile saved by somebody else: %s"), *newer != '\0' ? newer : "—");
  hearth_form_field_set_text (field, hearth_case_draft_get_text (self->draft, id));
  hearth_form_field_set_issue (field, message, hearth_issue_stops (issue));
}

/* The only place that touches widgets: everything shown follows from the draft. */
static void
apply_state (HearthIdentityForm *self)
{
  HearthDate today = hearth_clock_today (hearth_desk_get_clock (desk_of (self)));
  gboolean is_changed = self->draft != NULL && hearth_case_draft_is_changed (self->draft);
  gboolean can_save =
      is_changed && !self->is_saving && hearth_case_draft_can_save (self->draft, today);

  if (self->draft != NULL)
    for (guint i = 0; i < self->fields->len; i++)
      apply_field (self, g_ptr_array_index (self->fields, i), today);
  gtk_widget_set_sensitive (GTK_WIDGET (self->groups), self->draft != NULL);
  gtk_revealer_set_reveal_child (self->bar, is_changed);
  gtk_label_set_text (self->bar_label, can_save || self->is_saving
                                           ? _ ("Not saved yet")
                                           : _ ("Correct the marked fields to save"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.save", can_save);
  gtk_widget_set_sensitive (self->save_button, can_save);
  gtk_widget_set_sensitive (self->discard_button, is_changed && !self->is_saving);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "form.discard", is_changed && !self->is_saving);
}

/* What is typed survives a lock and a crash (security 9). */
static void
keep_draft (HearthIdentityForm *self)
{
  HearthDraftKeeper *drafts = hearth_desk_get_drafts (desk_of (self));
  const HearthId *id;

  if (drafts == NULL || self->draft == NULL)
    return;
  id = hearth_case_draft_get_case (self->draft);
  if (hearth_case_draft_is_changed (self->draft))
    hearth_draft_keeper_take (
        drafts, hearth_draft_new (HEARTH_COMPARTMENT_CORE, HEARTH_IDENTITY_FORM_DRAFT, id, id,
                                  hearth_case_draft_get_revision (self->draft),
                                  hearth_case_draft_to_json (self->draft)));
  else
    hearth_draft_keeper_drop (drafts, HEARTH_IDENTITY_FORM_DRAFT, id);
}

static void
take_draft (HearthIdentityForm *self, HearthCaseDraft *draft)
{
  g_clear_pointer (&self->draft, hearth_case_draft_unref);
  self->draft = draft;
  apply_state (self);
}

static void
on_field_edited_cb (HearthFormField *field, const char *text, HearthIdentityForm *self)
{
  if (self->draft != NULL)
    take_draft (self,
                hearth_case_draft_set_text (self->draft, hearth_form_field_get_id (field), text));
  keep_draft (self);
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthIdentityForm) self = HEARTH_IDENTITY_FORM (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) done = hearth_case_act_finish (result, &error);

  self->is_saving = FALSE;
  if (done == NULL)
    hearth_desk_report_error (desk_of (self), error);
  else
    hearth_desk_report (desk_of (self), _ ("Changes saved"), done);
  apply_state (self);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthIdentityForm *self = HEARTH_IDENTITY_FORM (widget);
  HearthContext *context = hearth_desk_get_context (desk_of (self));
  json_auto_t *diff = NULL;

  if (self->draft == NULL || context == NULL || self->is_saving)
    return;
  diff = hearth_case_draft_diff (self->draft);
  if (diff == NULL)
    return;
  self->is_saving = TRUE;
  apply_state (self);
  hearth_case_set_async (context, hearth_case_draft_get_case (self->draft),
                         hearth_case_draft_get_revision (self->draft), diff,
                         hearth_desk_get_cancellable (desk_of (self)), on_saved_cb,
                         g_object_ref (self));
}

static void
discard_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthIdentityForm *self = HEARTH_IDENTITY_FORM (widget);

  if (self->draft != NULL)
    take_draft (self, hearth_case_draft_revert (self->draft));
  keep_draft (self);
}

static void
on_save_clicked_cb (HearthIdentityForm *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "form.save", NULL);
}

static void
on_discard_clicked_cb (HearthIdentityForm *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "form.discard", NULL);
}

static GtkWidget *
hearth_identity_form_get_bar (HearthCasePage *page)
{
  return GTK_WIDGET (HEARTH_IDENTITY_FORM (page)->bar);
}

static AdwPreferencesGroup *
begin_group (HearthIdentityForm *self, const char *title)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  gtk_box_append (self->groups, GTK_WIDGET (group));
  return group;
}

static void
build_fields (HearthIdentityForm *self)
{
  HearthPackSet *packs = hearth_desk_get_packs (desk_of (self));
  AdwPreferencesGroup *group = NULL;
  guint n_groups = 0;

  for (const char *const *id = hearth_case_draft_get_fields (); *id != NULL; id++)
    {
      HearthFormField *field =
          hearth_form_field_new (*id, hearth_case_draft_find_field (*id), packs);

      if (n_groups < G_N_ELEMENTS (form_groups) &&
          g_str_equal (form_groups[n_groups].first_field, *id))
        group = begin_group (self, _ (form_groups[n_groups++].title));
      g_signal_connect_object (field, "edited", G_CALLBACK (on_field_edited_cb), self, 0);
      hearth_form_field_add_to (field, group);
      g_ptr_array_add (self->fields, field);
    }
}

static void
put_draft_away (HearthIdentityForm *self)
{
  if (self->draft != NULL && hearth_case_draft_is_changed (self->draft))
    g_hash_table_replace (self->drafts, hearth_id_copy (hearth_case_draft_get_case (self->draft)),
                          hearth_case_draft_ref (self->draft));
  else if (self->draft != NULL)
    g_hash_table_remove (self->drafts, hearth_case_draft_get_case (self->draft));
}

/* Of this login, or what was kept of the one before. */
static HearthCaseDraft *
begin_draft (HearthIdentityForm *self,
             const HearthId *case_id,
             const HearthRecord *person,
             const HearthRecord *captivity)
{
  HearthDraftKeeper *drafts = hearth_desk_get_drafts (desk_of (self));
  const HearthDraft *kept =
      drafts != NULL ? hearth_draft_keeper_find (drafts, HEARTH_IDENTITY_FORM_DRAFT, case_id)
                     : NULL;

  return kept != NULL ? hearth_case_draft_resume (kept->fields, person, captivity)
                      : hearth_case_draft_new (person, captivity);
}

static void
hearth_identity_form_show_case (HearthCasePage *page, HearthCase *file, gboolean is_other)
{
  HearthIdentityForm *self = HEARTH_IDENTITY_FORM (page);
  const HearthRecord *person, *captivity;
  HearthCaseDraft *kept;
  GPtrArray *periods;

  put_draft_away (self);
  if (file == NULL)
    {
      take_draft (self, NULL);
      return;
    }
  person = hearth_case_get_person (file);
  periods = hearth_case_get_records (file, "captivity");
  captivity = periods != NULL && periods->len > 0 ? g_ptr_array_index (periods, 0) : NULL;
  kept = g_hash_table_lookup (self->drafts, hearth_case_get_id (file));
  if (kept != NULL)
    take_draft (self, hearth_case_draft_rebase (kept, person, captivity));
  else
    take_draft (self, begin_draft (self, hearth_case_get_id (file), person, captivity));
  keep_draft (self);
}

static void
hearth_identity_form_constructed (GObject *object)
{
  HearthIdentityForm *self = HEARTH_IDENTITY_FORM (object);

  G_OBJECT_CLASS (hearth_identity_form_parent_class)->constructed (object);
  build_fields (self);
  apply_state (self);
}

static void
hearth_identity_form_dispose (GObject *object)
{
  HearthIdentityForm *self = HEARTH_IDENTITY_FORM (object);

  g_clear_pointer (&self->draft, hearth_case_draft_unref);
  g_clear_pointer (&self->drafts, g_hash_table_unref);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  G_OBJECT_CLASS (hearth_identity_form_parent_class)->dispose (object);
}

static void
hearth_identity_form_class_init (HearthIdentityFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = hearth_identity_form_constructed;
  G_OBJECT_CLASS (klass)->dispose = hearth_identity_form_dispose;
  HEARTH_CASE_PAGE_CLASS (klass)->show_case = hearth_identity_form_show_case;
  HEARTH_CASE_PAGE_CLASS (klass)->get_bar = hearth_identity_form_get_bar;

  g_type_ensure (HEARTH_TYPE_CASE_PAGE);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/cases/hearth-identity-form.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthIdentityForm, groups);
  gtk_widget_class_bind_template_child (widget_class, HearthIdentityForm, bar);
  gtk_widget_class_bind_template_child (widget_class, HearthIdentityForm, bar_label);
  gtk_widget_class_bind_template_child (widget_class, HearthIdentityForm, save_button);
  gtk_widget_class_bind_template_child (widget_class, HearthIdentityForm, discard_button);
  gtk_widget_class_bind_template_callback (widget_class, on_save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_discard_clicked_cb);
  gtk_widget_class_install_action (widget_class, "form.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "form.discard", NULL, discard_action);
}

static void
hearth_identity_form_init (HearthIdentityForm *self)
{
  self->fields = g_ptr_array_new_with_free_func (g_object_unref);
  self->drafts = g_hash_table_new_full (hearth_id_hash, hearth_id_equal, g_free,
                                        (GDestroyNotify) hearth_case_draft_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}
