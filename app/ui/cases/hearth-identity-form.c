/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-identity-form.h"

#include "hearth-case-acts.h"
#include "hearth-case-rules.h"
#include "hearth-name.h"
#include "hearth-record-form.h"
#include "hearth-record-section.h"

#include <glib/gi18n.h>

struct _HearthIdentityForm
{
  HearthCasePage parent_instance;
  GHashTable *drafts; /* case id -> changed draft, of cases that are not shown */
  GtkBox *box;
  HearthRecordForm *form;
  HearthRecordDraft *shown; /* as it was before the person typed */
  HearthRecordSection *captivity;
  GtkRevealer *bar; /* below the case, where it stays in sight */
  GtkLabel *bar_label;
  GtkWidget *save_button;
  GtkWidget *discard_button;
  guint is_saving : 1;
};

G_DEFINE_FINAL_TYPE (HearthIdentityForm, hearth_identity_form, HEARTH_TYPE_CASE_PAGE)

/* The stage has decisions of its own and no place here. */
static const HearthFormGroup form_groups[] = {
  { N_ ("Name"), "surname given patronymic name_latin name_source call_sign" },
  { N_ ("Person"), "sex birth birth_place citizenship language phone" },
  { N_ ("Papers"), "passport tax_number personal_number" },
  { N_ ("Service"), "rank branch unit service position" },
  { N_ ("Return"), "event arrived category condition wristband" },
  { N_ ("Place"), "facility ward owner" },
  { N_ ("Flags and Note"), "flags note" },
};

static HearthDesk *
desk_of (HearthIdentityForm *self)
{
  return hearth_case_page_get_desk (HEARTH_CASE_PAGE (self));
}

static HearthRecordDraft *
draft_of (HearthIdentityForm *self)
{
  return hearth_record_form_get_draft (self->form);
}

static const char *
describe_state (HearthIdentityForm *self, gboolean can_save)
{
  HearthRecordDraft *draft = draft_of (self);

  if (can_save || self->is_saving || draft == NULL)
    return _ ("Not saved yet");
  return hearth_record_draft_get_n_newer (draft) > 0 ? _ ("Choose in the marked fields to save")
                                                     : _ ("Correct the marked fields to save");
}

static void
apply_state (HearthIdentityForm *self)
{
  HearthRecordDraft *draft = draft_of (self);
  gboolean is_changed = draft != NULL && hearth_record_draft_is_changed (draft);
  gboolean can_save = !self->is_saving && hearth_record_form_can_save (self->form);

  gtk_revealer_set_reveal_child (self->bar, is_changed);
  gtk_label_set_text (self->bar_label, describe_state (self, can_save));
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
  HearthRecordDraft *draft = draft_of (self);
  const HearthId *id;

  if (drafts == NULL || draft == NULL)
    return;
  id = hearth_record_draft_get_case (draft);
  if (hearth_record_draft_is_changed (draft))
    hearth_draft_keeper_take (drafts,
                              hearth_draft_new (HEARTH_COMPARTMENT_CORE, HEARTH_IDENTITY_FORM_DRAFT,
                                                id, id, hearth_record_draft_get_revision (draft),
                                                hearth_record_draft_to_json (draft)));
  else
    hearth_draft_keeper_drop (drafts, HEARTH_IDENTITY_FORM_DRAFT, id);
}

static void
show_draft (HearthIdentityForm *self, HearthRecordDraft *draft)
{
  g_autoptr (HearthRecordDraft) owned = draft;
  HearthCase *kase = hearth_case_page_get_case (HEARTH_CASE_PAGE (self));
  HearthDraftRules rules = { 0 };

  if (kase != NULL)
    rules = hearth_case_make_rules (kase, NULL);
  hearth_record_form_set_draft (self->form, owned, &rules);
  g_clear_pointer (&self->shown, hearth_record_draft_unref);
  self->shown = g_steal_pointer (&owned);
  apply_state (self);
}

/* Somebody saved between the last look and this saving: what is typed stays, beside what is new. */
static void
show_both (HearthIdentityForm *self, GPtrArray *newer)
{
  HearthRecordDraft *draft = draft_of (self);

  for (guint i = 0; draft != NULL && i < newer->len; i++)
    if (hearth_id_equal (hearth_record_get_id (newer->pdata[i]),
                         hearth_record_draft_get_rec (draft)))
      {
        show_draft (self, hearth_record_draft_rebase (draft, newer->pdata[i]));
        break;
      }
  keep_draft (self);
  hearth_desk_say (desk_of (self), _ ("Somebody changed this meanwhile. Nothing was lost: look at "
                                      "both values."));
}

/* As in a passport: surname, then given name. */
static char *
dup_latin (const char *surname, const char *given)
{
  g_autofree char *name = g_strstrip (g_strjoin (" ", surname, given, NULL));

  return hearth_name_to_latin (name);
}

/* The Latin name follows the name while it is typed (KMU 55), unless somebody wrote another one. */
static void
follow_name (HearthIdentityForm *self, HearthRecordDraft *before)
{
  HearthRecordDraft *draft = draft_of (self);
  const char *typed = hearth_record_draft_get_text (draft, "name_latin");
  g_autofree char *was = dup_latin (hearth_record_draft_get_text (before, "surname"),
                                    hearth_record_draft_get_text (before, "given"));
  g_autofree char *is = dup_latin (hearth_record_draft_get_text (draft, "surname"),
                                   hearth_record_draft_get_text (draft, "given"));

  if (is == NULL || g_strcmp0 (was, is) == 0 || (*typed != '\0' && g_strcmp0 (typed, was) != 0))
    return;
  show_draft (self, hearth_record_draft_set_text (draft, "name_latin", is));
}

static void
on_form_changed_cb (HearthIdentityForm *self)
{
  g_autoptr (HearthRecordDraft) before = g_steal_pointer (&self->shown);

  self->shown = hearth_record_draft_ref (draft_of (self));
  if (before != NULL)
    follow_name (self, before);
  apply_state (self);
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
  else if (hearth_change_set_get_result (done) == HEARTH_RESULT_STALE)
    show_both (self, hearth_change_set_get_newer (done));
  else
    hearth_desk_report (desk_of (self), _ ("Changes saved"), done);
  apply_state (self);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthIdentityForm *self = HEARTH_IDENTITY_FORM (widget);
  HearthContext *context = hearth_desk_get_context (desk_of (self));
  HearthRecordDraft *draft = draft_of (self);
  json_auto_t *diff = NULL;

  if (context == NULL || self->is_saving || !hearth_record_form_check (self->form))
    return;
  diff = hearth_record_draft_diff (draft);
  if (diff == NULL)
    return;
  self->is_saving = TRUE;
  apply_state (self);
  hearth_case_set_async (
      context, hearth_record_draft_get_case (draft), hearth_record_draft_get_revision (draft), diff,
      hearth_desk_get_cancellable (desk_of (self)), on_saved_cb, g_object_ref (self));
}

static void
discard_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthIdentityForm *self = HEARTH_IDENTITY_FORM (widget);

  if (draft_of (self) != NULL)
    show_draft (self, hearth_record_draft_revert (draft_of (self)));
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

static void
put_draft_away (HearthIdentityForm *self)
{
  HearthRecordDraft *draft = draft_of (self);

  if (draft != NULL && hearth_record_draft_is_changed (draft))
    g_hash_table_replace (self->drafts, hearth_id_copy (hearth_record_draft_get_case (draft)),
                          hearth_record_draft_ref (draft));
  else if (draft != NULL)
    g_hash_table_remove (self->drafts, hearth_record_draft_get_case (draft));
}

/* Of this login, or what was kept of the one before. */
static HearthRecordDraft *
begin_draft (HearthIdentityForm *self, const HearthId *case_id, const HearthRecord *person)
{
  HearthDraftKeeper *drafts = hearth_desk_get_drafts (desk_of (self));
  const HearthDraft *kept =
      drafts != NULL ? hearth_draft_keeper_find (drafts, HEARTH_IDENTITY_FORM_DRAFT, case_id)
                     : NULL;

  return kept != NULL ? hearth_record_draft_resume (kept->fields, person)
                      : hearth_record_draft_new (person);
}

static void
hearth_identity_form_show_case (HearthCasePage *page, HearthCase *file, gboolean is_other)
{
  HearthIdentityForm *self = HEARTH_IDENTITY_FORM (page);
  const HearthRecord *person = hearth_case_get_person (file);
  HearthRecordDraft *kept;

  put_draft_away (self);
  kept = g_hash_table_lookup (self->drafts, hearth_case_get_id (file));
  show_draft (self, kept != NULL ? hearth_record_draft_rebase (kept, person)
                                 : begin_draft (self, hearth_case_get_id (file), person));
  keep_draft (self);
  hearth_record_section_show_case (self->captivity, file);
}

/* The form itself shows what it holds. */
static gboolean
hearth_identity_form_show_draft (HearthCasePage *page)
{
  HearthIdentityForm *self = HEARTH_IDENTITY_FORM (page);

  return hearth_record_section_show_draft (self->captivity) ||
         (draft_of (self) != NULL && hearth_record_draft_is_changed (draft_of (self)));
}

static void
hearth_identity_form_constructed (GObject *object)
{
  HearthIdentityForm *self = HEARTH_IDENTITY_FORM (object);

  G_OBJECT_CLASS (hearth_identity_form_parent_class)->constructed (object);
  self->form = HEARTH_RECORD_FORM (
      hearth_record_form_new (desk_of (self), hearth_registry_find_kind ("person"), form_groups,
                              G_N_ELEMENTS (form_groups)));
  g_signal_connect_object (self->form, "changed", G_CALLBACK (on_form_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->captivity = HEARTH_RECORD_SECTION (hearth_record_section_new (desk_of (self), "captivity"));
  gtk_box_append (self->box, GTK_WIDGET (self->form));
  gtk_box_append (self->box, GTK_WIDGET (self->captivity));
  apply_state (self);
}

static void
hearth_identity_form_dispose (GObject *object)
{
  HearthIdentityForm *self = HEARTH_IDENTITY_FORM (object);

  g_clear_pointer (&self->drafts, g_hash_table_unref);
  g_clear_pointer (&self->shown, hearth_record_draft_unref);
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
  HEARTH_CASE_PAGE_CLASS (klass)->show_draft = hearth_identity_form_show_draft;

  g_type_ensure (HEARTH_TYPE_CASE_PAGE);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/cases/hearth-identity-form.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthIdentityForm, box);
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
  self->drafts = g_hash_table_new_full (hearth_id_hash, hearth_id_equal, g_free,
                                        (GDestroyNotify) hearth_record_draft_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}
