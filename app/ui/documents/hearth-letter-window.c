/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-letter-window.h"

#include "hearth-benefit-facts.h"
#include "hearth-case-letter.h"
#include "hearth-case-rules.h"
#include "hearth-format.h"
#include "hearth-letter-places.h"
#include "hearth-letter-sheet.h"
#include "hearth-paper-window.h"
#include "hearth-record-dialog.h"
#include "hearth-record-draft.h"
#include "hearth-record-edit.h"

#include <glib/gi18n.h>

/* In the order of the choice: authorities read Ukrainian. */
static const char *const languages[] = { "uk", "en" };

struct _HearthLetterWindow
{
  AdwWindow parent_instance;
  HearthDesk *desk;
  HearthCase *kase;
  HearthPackSet *packs;           /* of when it was opened: what follows is in it */
  GPtrArray *templates;           /* borrowed HearthPackEntry, in the order of the choice */
  const HearthPackEntry *benefit; /* NULL: the letter is about no payment */
  HearthRecordDraft *draft;
  char *form_name;
  gboolean is_saving;
  gboolean is_to_print;
  gboolean is_filling;

  AdwComboRow *benefit_row;
  AdwComboRow *template_row;
  AdwComboRow *language_row;
  AdwEntryRow *addressee_row;
  AdwEntryRow *number_row;
  GtkTextView *text_view;
  GtkLabel *places_label;
};

G_DEFINE_FINAL_TYPE (HearthLetterWindow, hearth_letter_window, ADW_TYPE_WINDOW)

static HearthPages *
make_letter (HearthContext *context,
             HearthCase *kase,
             const HearthRecord *record,
             const char *language,
             gboolean is_ticked)
{
  return hearth_pages_new_flow (hearth_letter_sheet_new (record));
}

/* Letters about payments hold sums, so the log names another part of the vault. */
static const HearthCasePaper benefit_paper = {
  "benefit-letter",
  N_ ("Letter"),
  N_ ("The letter as it was written, in the language in which it was written."),
  "letter.pdf",
  HEARTH_COMPARTMENT_BENEFITS,
  .make = make_letter,
};

static const HearthCasePaper paper = {
  "letter",
  N_ ("Letter"),
  N_ ("The letter as it was written, in the language in which it was written."),
  "letter.pdf",
  HEARTH_COMPARTMENT_CORE,
  .make = make_letter,
};

static HearthPackSet *
packs_of (HearthLetterWindow *self)
{
  return self->packs;
}

static const HearthPackEntry *
get_template (HearthLetterWindow *self)
{
  guint selected = adw_combo_row_get_selected (self->template_row);

  return selected < self->templates->len ? self->templates->pdata[selected] : NULL;
}

static char *
dup_text (HearthLetterWindow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static const char *
get_addressee (HearthLetterWindow *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->addressee_row));
}

/* --- What is typed --- */

static void
take (HearthLetterWindow *self, const char *field, const char *text)
{
  HearthRecordDraft *next = hearth_record_draft_set_text (self->draft, field, text);

  hearth_record_draft_unref (self->draft);
  self->draft = next;
}

static void
forget_draft (HearthLetterWindow *self)
{
  HearthDraftKeeper *drafts = hearth_desk_get_drafts (self->desk);

  if (drafts != NULL)
    hearth_draft_keeper_drop (drafts, self->form_name, hearth_record_draft_get_rec (self->draft));
}

static void
keep_draft (HearthLetterWindow *self)
{
  HearthDraftKeeper *drafts = hearth_desk_get_drafts (self->desk);

  if (drafts != NULL)
    hearth_draft_keeper_take (
        drafts, hearth_draft_new (hearth_record_draft_get_kind (self->draft)->cmp, self->form_name,
                                  hearth_record_draft_get_rec (self->draft),
                                  hearth_record_draft_get_case (self->draft),
                                  hearth_record_draft_get_revision (self->draft),
                                  hearth_record_draft_to_json (self->draft)));
}

static void
update_state (HearthLetterWindow *self)
{
  g_autofree char *text = dup_text (self);
  const guint n_places =
      hearth_letter_count_marks (text) + hearth_letter_count_marks (get_addressee (self));
  const gboolean can_save = !self->is_saving && n_places == 0 && *get_addressee (self) != '\0' &&
                            g_utf8_strlen (text, -1) <= HEARTH_RECORD_DRAFT_MAX_LONG_LENGTH;
  g_autofree char *places =
      g_strdup_printf (ngettext ("%u place is marked: look at it, then press F8",
                                 "%u places are marked: look at each, then press F8", n_places),
                       n_places);

  gtk_label_set_text (self->places_label, n_places > 0 ? places : _ ("Ready to print"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "letter.save", can_save);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "letter.print", can_save);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "letter.accept", n_places > 0);
}

static void
on_changed_cb (HearthLetterWindow *self)
{
  const HearthPackEntry *template = get_template (self);
  g_autofree char *text = dup_text (self);

  hearth_letter_places_show (gtk_text_view_get_buffer (self->text_view));
  if (self->is_filling)
    return;
  take (self, "template", template != NULL ? hearth_pack_entry_get_id (template) : "");
  take (self, "addressee", get_addressee (self));
  take (self, "number", gtk_editable_get_text (GTK_EDITABLE (self->number_row)));
  take (self, "text", text);
  keep_draft (self);
  update_state (self);
}

/* Undo of the text brings back what was there before. */
static void
fill (HearthLetterWindow *self)
{
  const HearthPackEntry *template = get_template (self);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  g_autoptr (HearthCaseLetter) letter = NULL;
  GtkTextIter start, end;

  if (template == NULL)
    return;
  letter = hearth_case_letter_new (self->kase, packs_of (self), template, self->benefit,
                                   languages[adw_combo_row_get_selected (self->language_row)]);
  self->is_filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->addressee_row), letter->addressee);
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, letter->text, -1);
  gtk_text_buffer_end_user_action (buffer);
  self->is_filling = FALSE;
  on_changed_cb (self);
  hearth_letter_places_go_to_first (self->text_view);
}

static void
accept_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthLetterWindow *self = HEARTH_LETTER_WINDOW (widget);

  if (hearth_letter_count_marks (get_addressee (self)) > 0)
    {
      g_autofree char *clean = hearth_letter_drop_marks (get_addressee (self));

      gtk_editable_set_text (GTK_EDITABLE (self->addressee_row), clean);
      gtk_widget_grab_focus (GTK_WIDGET (self->addressee_row));
    }
  else
    hearth_letter_places_accept (self->text_view);
}

/* --- Saving --- */

static HearthRecord *
make_record (HearthLetterWindow *self, const json_t *fields)
{
  return hearth_record_new (hearth_record_draft_get_kind (self->draft),
                            hearth_record_draft_get_rec (self->draft),
                            hearth_record_draft_get_case (self->draft), 0, json_deep_copy (fields));
}

static void
end_saving (HearthLetterWindow *self, HearthChangeSet *done)
{
  json_auto_t *fields = hearth_record_draft_diff (self->draft);
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  hearth_desk_report (self->desk, _ ("Letter saved"), done);
  if (hearth_change_set_get_result (done) != HEARTH_RESULT_DONE)
    {
      update_state (self);
      return;
    }
  forget_draft (self);
  if (self->is_to_print && parent != NULL && fields != NULL)
    {
      g_autoptr (HearthRecord) letter = make_record (self, fields);

      hearth_letter_window_print (parent, self->desk, self->kase, letter);
    }
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthLetterWindow) self = HEARTH_LETTER_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) done = hearth_record_edit_finish (result, &error);

  self->is_saving = FALSE;
  if (self->desk == NULL)
    return;
  if (done != NULL)
    {
      end_saving (self, done);
      return;
    }
  hearth_desk_report_error (self->desk, error);
  update_state (self);
}

/* The first record of @kind whose @field says @id becomes what the letter is about. */
static gboolean
add_record (
    HearthLetterWindow *self, json_t *fields, const char *kind, const char *field, const char *id)
{
  GPtrArray *records = hearth_case_get_records (self->kase, kind);

  for (guint i = 0; id != NULL && i < records->len; i++)
    if (g_strcmp0 (hearth_record_get_text (records->pdata[i], field), id) == 0)
      {
        g_autofree char *text = hearth_id_to_string (hearth_record_get_id (records->pdata[i]));

        json_object_set_new (fields, "about", json_string (text));
        return TRUE;
      }
  return FALSE;
}

/* The record of the document or of the claim that the letter is about, if there is one. */
static void
add_about (HearthLetterWindow *self, json_t *fields)
{
  const HearthPackEntry *template = get_template (self);
  const char *document =
      template != NULL ? hearth_pack_entry_get_text (template, "Document", NULL) : NULL;

  if (self->benefit == NULL)
    add_record (self, fields, "document", "document", document);
  else if (!add_record (self, fields, "claim", "benefit",
                        hearth_pack_entry_get_text (self->benefit, "Code", NULL)))
    add_record (self, fields, "claim", "benefit", hearth_pack_entry_get_id (self->benefit));
}

static void
save (HearthLetterWindow *self, gboolean is_to_print)
{
  HearthContext *context = hearth_desk_get_context (self->desk);
  json_auto_t *fields = hearth_record_draft_diff (self->draft);
  HearthRecordEdit edit;

  if (context == NULL || fields == NULL || self->is_saving)
    return;
  add_about (self, fields);
  edit = (HearthRecordEdit){
    .kind = hearth_record_draft_get_kind (self->draft),
    .case_id = *hearth_record_draft_get_case (self->draft),
    .rec = *hearth_record_draft_get_rec (self->draft),
    .expected_revision = HEARTH_REVISION_NEW,
    .fields = fields,
  };
  self->is_saving = TRUE;
  self->is_to_print = is_to_print;
  update_state (self);
  hearth_record_save_async (context, &edit, NULL, on_saved_cb, g_object_ref (self));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  save (HEARTH_LETTER_WINDOW (widget), FALSE);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  save (HEARTH_LETTER_WINDOW (widget), TRUE);
}

/* --- The widget --- */

/* Closed by the person, and not by a lock: what was typed is not wanted. */
static gboolean
hearth_letter_window_close_request (GtkWindow *window)
{
  forget_draft (HEARTH_LETTER_WINDOW (window));
  return GTK_WINDOW_CLASS (hearth_letter_window_parent_class)->close_request (window);
}

static void
hearth_letter_window_dispose (GObject *object)
{
  HearthLetterWindow *self = HEARTH_LETTER_WINDOW (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->kase);
  G_OBJECT_CLASS (hearth_letter_window_parent_class)->dispose (object);
}

static void
hearth_letter_window_finalize (GObject *object)
{
  HearthLetterWindow *self = HEARTH_LETTER_WINDOW (object);

  g_clear_pointer (&self->draft, hearth_record_draft_unref);
  g_ptr_array_unref (self->templates);
  g_clear_pointer (&self->packs, hearth_pack_set_unref);
  g_free (self->form_name);
  G_OBJECT_CLASS (hearth_letter_window_parent_class)->finalize (object);
}

static void
hearth_letter_window_class_init (HearthLetterWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_letter_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = hearth_letter_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = hearth_letter_window_close_request;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/documents/hearth-letter-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthLetterWindow, benefit_row);
  gtk_widget_class_bind_template_child (widget_class, HearthLetterWindow, template_row);
  gtk_widget_class_bind_template_child (widget_class, HearthLetterWindow, language_row);
  gtk_widget_class_bind_template_child (widget_class, HearthLetterWindow, addressee_row);
  gtk_widget_class_bind_template_child (widget_class, HearthLetterWindow, number_row);
  gtk_widget_class_bind_template_child (widget_class, HearthLetterWindow, text_view);
  gtk_widget_class_bind_template_child (widget_class, HearthLetterWindow, places_label);
  gtk_widget_class_install_action (widget_class, "letter.accept", NULL, accept_action);
  gtk_widget_class_install_action (widget_class, "letter.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "letter.print", NULL, print_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F8, 0, "letter.accept", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "letter.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "letter.print",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hearth_letter_window_init (HearthLetterWindow *self)
{
  self->templates = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Kept in the letter under its code, as in the ledger. */
static void
take_benefit (HearthLetterWindow *self)
{
  if (self->benefit != NULL)
    take (self, "benefit", hearth_pack_entry_get_text (self->benefit, "Code", NULL));
}

/* Letters about payments are offered with a payment, the others without. */
static void
list_templates (HearthLetterWindow *self)
{
  g_ptr_array_set_size (self->templates, 0);
  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs_of (self), "letter"); i++)
    {
      const HearthPackEntry *letter = hearth_pack_set_get_entry (packs_of (self), "letter", i);

      if (self->benefit != NULL ? hearth_letter_is_for_benefit (letter, self->benefit)
                                : !hearth_letter_is_about_payments (letter))
        g_ptr_array_add (self->templates, (gpointer) letter);
    }
}

/* Of which one it is the first to be wanted. */
static gboolean
is_wanted (const HearthPackEntry *letter, const char *document, const char *use)
{
  if (document != NULL)
    return g_strcmp0 (hearth_pack_entry_get_text (letter, "Document", NULL), document) == 0;
  return use != NULL && g_strcmp0 (hearth_pack_entry_get_text (letter, "Use", NULL), use) == 0;
}

static void
fill_choices (HearthLetterWindow *self, const char *document, const char *use)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  guint selected = 0;

  for (guint i = 0; i < self->templates->len; i++)
    {
      const HearthPackEntry *letter = self->templates->pdata[i];

      gtk_string_list_append (titles,
                              hearth_pack_entry_get_title (letter, hearth_format_language ()));
      if (is_wanted (letter, document, use) &&
          !is_wanted (self->templates->pdata[selected], document, use))
        selected = i;
    }
  adw_combo_row_set_model (self->template_row, G_LIST_MODEL (titles));
  adw_combo_row_set_selected (self->template_row, selected);
}

static void
on_benefit_changed_cb (HearthLetterWindow *self)
{
  guint selected = adw_combo_row_get_selected (self->benefit_row);

  if (selected >= hearth_pack_set_get_n_entries (packs_of (self), "benefit"))
    return;
  self->benefit = hearth_pack_set_get_entry (packs_of (self), "benefit", selected);
  take_benefit (self);
  list_templates (self);
  g_signal_handlers_block_by_func (self->template_row, fill, self);
  fill_choices (self, NULL, NULL);
  g_signal_handlers_unblock_by_func (self->template_row, fill, self);
  fill (self);
}

static void
fill_benefits (HearthLetterWindow *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  guint selected = 0;

  if (self->benefit == NULL)
    return;
  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs_of (self), "benefit"); i++)
    {
      const HearthPackEntry *benefit = hearth_pack_set_get_entry (packs_of (self), "benefit", i);

      gtk_string_list_append (titles,
                              hearth_pack_entry_get_title (benefit, hearth_format_language ()));
      if (benefit == self->benefit)
        selected = i;
    }
  adw_combo_row_set_model (self->benefit_row, G_LIST_MODEL (titles));
  adw_combo_row_set_selected (self->benefit_row, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->benefit_row), TRUE);
}

static void
watch (HearthLetterWindow *self)
{
  g_signal_connect_object (self->benefit_row, "notify::selected",
                           G_CALLBACK (on_benefit_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->template_row, "notify::selected", G_CALLBACK (fill), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->language_row, "notify::selected", G_CALLBACK (fill), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->addressee_row, "changed", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->number_row, "changed", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_text_view_get_buffer (self->text_view), "changed",
                           G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
present (GtkWindow *parent,
         HearthDesk *desk,
         HearthCase *kase,
         const char *benefit,
         const char *document,
         const char *use)
{
  HearthLetterWindow *self =
      g_object_new (HEARTH_TYPE_LETTER_WINDOW, "transient-for", parent, NULL);
  const HearthKind *kind =
      hearth_registry_find_kind (benefit != NULL ? "benefit_letter" : "letter");
  g_autoptr (HearthRecord) record = hearth_case_make_record (kase, kind, NULL);
  g_autofree char *today = hearth_date_to_string (hearth_case_get_today (kase));

  self->desk = g_object_ref (desk);
  self->kase = g_object_ref (kase);
  self->packs = hearth_pack_set_ref (hearth_desk_get_packs (desk));
  self->benefit = benefit != NULL ? hearth_benefit_find (self->packs, benefit) : NULL;
  self->form_name = hearth_record_dialog_dup_form (kind);
  self->draft = hearth_record_draft_new (record);
  take (self, "written_on", today);
  take_benefit (self);
  fill_benefits (self);
  list_templates (self);
  fill_choices (self, document, use);
  fill (self);
  watch (self);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}

/* The letter of the pack that was chosen, without filling it in anew. */
static void
select_template (HearthLetterWindow *self, const char *id)
{
  for (guint i = 0; id != NULL && i < self->templates->len; i++)
    if (g_strcmp0 (hearth_pack_entry_get_id (self->templates->pdata[i]), id) == 0)
      adw_combo_row_set_selected (self->template_row, i);
}

static void
show_text (gpointer editable, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (editable), text != NULL ? text : "");
}

static void
show_draft (HearthLetterWindow *self)
{
  const char *text = hearth_record_draft_get_text (self->draft, "text");

  fill_choices (self, NULL, NULL);
  select_template (self, hearth_record_draft_get_text (self->draft, "template"));
  show_text (self->addressee_row, hearth_record_draft_get_text (self->draft, "addressee"));
  show_text (self->number_row, hearth_record_draft_get_text (self->draft, "number"));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text_view), text != NULL ? text : "",
                            -1);
  hearth_letter_places_show (gtk_text_view_get_buffer (self->text_view));
  watch (self);
  update_state (self);
}

/* A payment that the packs no longer know is as good as any other one: the letter stays about a payment. */
static void
resume_benefit (HearthLetterWindow *self)
{
  const char *code = hearth_record_draft_get_text (self->draft, "benefit");

  if (hearth_record_draft_get_kind (self->draft)->cmp != HEARTH_COMPARTMENT_BENEFITS)
    return;
  self->benefit = code != NULL ? hearth_benefit_find (packs_of (self), code) : NULL;
  if (self->benefit == NULL)
    self->benefit = hearth_pack_set_get_entry (packs_of (self), "benefit", 0);
}

GtkWidget *
hearth_letter_window_open (GtkWidget *parent,
                           HearthDesk *desk,
                           HearthCase *kase,
                           const HearthRecord *record)
{
  HearthDraftKeeper *drafts = hearth_desk_get_drafts (desk);
  g_autofree char *form = hearth_record_dialog_dup_form (hearth_record_get_kind (record));
  HearthDraft *kept = drafts != NULL
                          ? hearth_draft_keeper_find (drafts, form, hearth_record_get_id (record))
                          : NULL;
  HearthLetterWindow *self;

  /* What has left is looked at in the common form. */
  if (kept == NULL || hearth_record_get_revision (record) > 0)
    return hearth_record_dialog_present (parent, desk, kase, record);
  self =
      g_object_new (HEARTH_TYPE_LETTER_WINDOW, "transient-for", gtk_widget_get_root (parent), NULL);
  self->desk = g_object_ref (desk);
  self->kase = g_object_ref (kase);
  self->packs = hearth_pack_set_ref (hearth_desk_get_packs (desk));
  self->form_name = g_steal_pointer (&form);
  self->draft = hearth_record_draft_resume (kept->fields, record);
  resume_benefit (self);
  fill_benefits (self);
  list_templates (self);
  show_draft (self);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
  return GTK_WIDGET (self);
}

void
hearth_letter_window_present (GtkWindow *parent,
                              HearthDesk *desk,
                              HearthCase *kase,
                              const char *document)
{
  present (parent, desk, kase, NULL, document, NULL);
}

void
hearth_letter_window_present_for_benefit (
    GtkWindow *parent, HearthDesk *desk, HearthCase *kase, const char *benefit, const char *use)
{
  g_return_if_fail (benefit != NULL);

  if (hearth_desk_is_unlocked (desk) &&
      hearth_benefit_find (hearth_desk_get_packs (desk), benefit) != NULL)
    present (parent, desk, kase, benefit, NULL, use);
}

void
hearth_letter_window_print (GtkWindow *parent,
                            HearthDesk *desk,
                            HearthCase *kase,
                            const HearthRecord *letter)
{
  const gboolean is_of_benefits =
      hearth_record_get_kind (letter)->cmp == HEARTH_COMPARTMENT_BENEFITS;

  if (hearth_desk_is_unlocked (desk))
    hearth_paper_window_present_one (parent, desk, kase, is_of_benefits ? &benefit_paper : &paper,
                                     letter);
}

gboolean
hearth_letter_window_knows (HearthPackSet *packs, const char *document)
{
  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, "letter"); i++)
    if (is_wanted (hearth_pack_set_get_entry (packs, "letter", i), document, NULL))
      return TRUE;
  return FALSE;
}
