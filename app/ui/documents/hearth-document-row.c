/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-document-row.h"

#include "hearth-case-rules.h"
#include "hearth-chip.h"
#include "hearth-document-words.h"
#include "hearth-format.h"
#include "hearth-letter-window.h"
#include "hearth-paper-window.h"
#include "hearth-policy.h"
#include "hearth-receipt-sheet.h"
#include "hearth-record-edit.h"
#include "hearth-scan-button.h"
#include "hearth-wrap-box.h"

#include <glib/gi18n.h>

struct _HearthDocumentRow
{
  GtkListBoxRow parent_instance;
  HearthDesk *desk;
  HearthCase *kase;
  GPtrArray *documents;
  const HearthCaseDocument *document; /* of @documents */
  GtkWidget *title_box, *foot_box;
};

G_DEFINE_FINAL_TYPE (HearthDocumentRow, hearth_document_row, GTK_TYPE_LIST_BOX_ROW)

/* The four first answers, in the order of their keys. */
static const HearthDocumentState answers[] = {
  HEARTH_DOCUMENT_LOST,
  HEARTH_DOCUMENT_HELD,
  HEARTH_DOCUMENT_VALID,
  HEARTH_DOCUMENT_NOT_NEEDED,
};

static gboolean
may_write (HearthDocumentRow *self)
{
  HearthContext *context = hearth_desk_get_context (self->desk);

  return context != NULL &&
         hearth_policy_may_write (hearth_vault_get_roles (hearth_context_get_vault (context)),
                                  hearth_registry_find_kind ("document"));
}

/* --- What is written down --- */

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthDocumentRow) self = HEARTH_DOCUMENT_ROW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) done = hearth_record_edit_finish (result, &error);

  if (self->desk == NULL)
    return;
  if (done != NULL)
    hearth_desk_report (self->desk, _ ("Document noted"), done);
  else
    hearth_desk_report_error (self->desk, error);
}

static void
save (HearthDocumentRow *self, const json_t *fields)
{
  const HearthCaseDocument *document = self->document;
  HearthContext *context = hearth_desk_get_context (self->desk);
  HearthRecordEdit edit = { .kind = hearth_registry_find_kind ("document"),
                            .case_id = *hearth_case_get_id (self->kase),
                            .fields = fields };

  if (context == NULL || !may_write (self))
    return;
  if (document->record != NULL)
    {
      edit.rec = *hearth_record_get_id (document->record);
      edit.expected_revision = hearth_record_get_revision (document->record);
    }
  else
    edit.rec = hearth_case_document_derive_id (&edit.case_id, document->id);
  hearth_record_save_async (context, &edit, NULL, on_saved_cb, g_object_ref (self));
}

/* The day goes without saying: it is today's. */
static void
save_state (HearthDocumentRow *self, HearthDocumentState state)
{
  const HearthCaseDocument *document = self->document;
  json_auto_t *fields = json_pack ("{s:s}", "state", hearth_document_state_to_id (state));

  if (document->record == NULL)
    json_object_set_new (fields, "document", json_string (document->id));
  if (state == HEARTH_DOCUMENT_APPLIED && document->entry != NULL &&
      hearth_record_get_text (document->record, "authority") == NULL)
    json_object_set_new (fields, "authority",
                         json_string (hearth_pack_entry_get_text (document->entry, "Authority",
                                                                  hearth_format_language ())));
  save (self, fields);
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthDocumentRow *self = HEARTH_DOCUMENT_ROW (widget);
  HearthDocumentState next = hearth_document_state_get_next (self->document->state);

  if (self->document->record != NULL && next != HEARTH_DOCUMENT_UNKNOWN)
    save_state (self, next);
}

static void
say_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthDocumentRow *self = HEARTH_DOCUMENT_ROW (widget);
  HearthDocumentState state =
      hearth_document_state_from_id (g_variant_get_string (parameter, NULL));

  if (self->document->record == NULL && state != HEARTH_DOCUMENT_UNKNOWN)
    save_state (self, state);
}

/* --- The receipt --- */

static HearthPages *
make_receipt (HearthContext *context,
              HearthCase *kase,
              const HearthRecord *record,
              const char *language,
              gboolean is_ticked)
{
  return hearth_pages_new_flow (hearth_receipt_sheet_new (context, kase, record, language));
}

static const HearthCasePaper receipt = {
  "receipt",
  N_ ("Receipt for a document"),
  N_ ("Who received which document, to be signed by both: a part for the file and one for the "
      "person."),
  "receipt.pdf",
  HEARTH_COMPARTMENT_CORE,
  .make = make_receipt,
};

static gboolean
has_receipt (HearthDocumentRow *self)
{
  return self->document->state == HEARTH_DOCUMENT_ISSUED ||
         self->document->state == HEARTH_DOCUMENT_HANDED_OVER;
}

static void
receipt_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthDocumentRow *self = HEARTH_DOCUMENT_ROW (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  if (has_receipt (self) && GTK_IS_WINDOW (root))
    hearth_paper_window_present_one (GTK_WINDOW (root), self->desk, self->kase, &receipt,
                                     self->document->record);
}

static void
letter_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthDocumentRow *self = HEARTH_DOCUMENT_ROW (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  if (GTK_IS_WINDOW (root) && may_write (self))
    hearth_letter_window_present (GTK_WINDOW (root), self->desk, self->kase, self->document->id);
}

/* --- What is shown --- */

static const char *
next_label (HearthDocumentState state)
{
  switch (hearth_document_state_get_next (state))
    {
    case HEARTH_DOCUMENT_APPLIED:
      return _ ("Applied Today");
    case HEARTH_DOCUMENT_ISSUED:
      return _ ("Issued Today");
    case HEARTH_DOCUMENT_HANDED_OVER:
      return _ ("Handed Over Today");
    case HEARTH_DOCUMENT_UNKNOWN:
    case HEARTH_DOCUMENT_LOST:
    case HEARTH_DOCUMENT_HELD:
    case HEARTH_DOCUMENT_VALID:
    case HEARTH_DOCUMENT_NOT_NEEDED:
    default:
      return NULL;
    }
}

static void
name_button (HearthDocumentRow *self, GtkWidget *button, const char *label)
{
  g_autofree char *name =
      g_strdup_printf ("%s: %s", hearth_document_get_title (self->document), label);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
add_next_button (HearthDocumentRow *self)
{
  const char *label = next_label (self->document->state);
  GtkWidget *button;

  if (label == NULL || !may_write (self))
    return;
  button = gtk_button_new_with_label (label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "document.next");
  gtk_widget_set_tooltip_text (button, _ ("Space"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  name_button (self, button, label);
  hearth_wrap_box_append (HEARTH_WRAP_BOX (self->foot_box), button);
}

static void
add_scan_button (HearthDocumentRow *self)
{
  GtkWidget *button = hearth_scan_button_new (self->desk, self->kase, self->document->record,
                                              hearth_document_get_title (self->document));

  if (button != NULL)
    hearth_wrap_box_append (HEARTH_WRAP_BOX (self->foot_box), button);
}

/* Before it is applied for, the letter that applies for it. */
static void
add_letter_button (HearthDocumentRow *self)
{
  GtkWidget *button;

  if ((self->document->state != HEARTH_DOCUMENT_LOST &&
       self->document->state != HEARTH_DOCUMENT_HELD) ||
      !may_write (self) ||
      !hearth_letter_window_knows (hearth_desk_get_packs (self->desk), self->document->id))
    return;
  button = gtk_button_new_with_label (_ ("Letter…"));
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "document.letter");
  name_button (self, button, _ ("Letter…"));
  hearth_wrap_box_append (HEARTH_WRAP_BOX (self->foot_box), button);
}

static void
add_receipt_button (HearthDocumentRow *self)
{
  GtkWidget *button;

  if (!has_receipt (self))
    return;
  button = gtk_button_new_with_label (_ ("Receipt…"));
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "document.receipt");
  name_button (self, button, _ ("Receipt…"));
  hearth_wrap_box_append (HEARTH_WRAP_BOX (self->foot_box), button);
}

static void
add_answers (HearthDocumentRow *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      const char *label = hearth_document_state_get_title (answers[i]);
      g_autofree char *key = g_strdup_printf ("%u", i + 1);
      GtkWidget *button = gtk_button_new_with_label (label);

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "document.say");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s",
                                        hearth_document_state_to_id (answers[i]));
      gtk_widget_set_tooltip_text (button, key);
      gtk_widget_add_css_class (button, "flat");
      name_button (self, button, label);
      hearth_wrap_box_append (HEARTH_WRAP_BOX (self->foot_box), button);
    }
}

/* The way: where the document was, is and will be. The sign carries it where colour does not. */
static void
add_stages (HearthDocumentRow *self)
{
  static const struct
  {
    HearthDocumentState state;
    const char *field;
  } way[] = {
    { HEARTH_DOCUMENT_APPLIED, "applied_on" },
    { HEARTH_DOCUMENT_ISSUED, "issued_on" },
    { HEARTH_DOCUMENT_HANDED_OVER, "handed_on" },
  };
  const HearthDocumentState state = self->document->state;

  for (guint i = 0; i < G_N_ELEMENTS (way); i++)
    {
      const gboolean is_passed = way[i].state <= state;
      HearthDate day = hearth_record_get_date (self->document->record, way[i].field);
      g_autofree char *date = is_passed ? hearth_format_date (day) : NULL;
      g_autofree char *text = g_strdup_printf ("%s %s%s%s", is_passed ? "●" : "○",
                                               hearth_document_state_get_title (way[i].state),
                                               date != NULL ? " " : "", date != NULL ? date : "");

      hearth_wrap_box_append (HEARTH_WRAP_BOX (self->foot_box),
                              hearth_chip_new (text, is_passed ? "accent" : NULL));
    }
}

static gboolean
is_on_the_way (HearthDocumentState state)
{
  return state == HEARTH_DOCUMENT_LOST || state == HEARTH_DOCUMENT_HELD ||
         state == HEARTH_DOCUMENT_APPLIED || state == HEARTH_DOCUMENT_ISSUED ||
         state == HEARTH_DOCUMENT_HANDED_OVER;
}

static const char *
look_of (HearthDocumentRow *self)
{
  const HearthCaseDocument *document = self->document;

  if (document->state == HEARTH_DOCUMENT_APPLIED && document->due != HEARTH_DATE_NONE &&
      document->due < hearth_case_get_today (self->kase))
    return "urgent";
  return document->state == HEARTH_DOCUMENT_LOST || document->state == HEARTH_DOCUMENT_HELD
             ? "warning"
             : NULL;
}

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    {
      gtk_widget_add_css_class (label, css_class);
      gtk_widget_add_css_class (label, "caption");
    }
  return label;
}

static void
fill (HearthDocumentRow *self, GtkBox *box)
{
  const HearthCaseDocument *document = self->document;
  HearthPlanTemplates *templates =
      hearth_context_get_templates (hearth_desk_get_context (self->desk));
  g_autofree char *details =
      hearth_document_dup_details (document, templates, hearth_case_get_today (self->kase));
  g_autofree char *state =
      g_strdup_printf ("%s %s", hearth_document_state_get_sign (document->state),
                       hearth_document_state_get_title (document->state));
  g_autofree char *name = g_strjoin (", ", hearth_document_get_title (document),
                                     hearth_document_state_get_title (document->state),
                                     *details != '\0' ? details : NULL, NULL);

  hearth_wrap_box_append (HEARTH_WRAP_BOX (self->title_box),
                          make_label (hearth_document_get_title (document), NULL));
  if (document->record != NULL)
    hearth_wrap_box_append (HEARTH_WRAP_BOX (self->title_box),
                            hearth_chip_new (state, look_of (self)));
  gtk_box_append (box, self->title_box);
  if (*details != '\0')
    gtk_box_append (box, make_label (details, "dim-label"));
  gtk_box_append (box, self->foot_box);
  if (document->record == NULL)
    {
      if (may_write (self))
        add_answers (self);
    }
  else
    {
      if (is_on_the_way (document->state))
        add_stages (self);
      add_next_button (self);
      add_letter_button (self);
      add_receipt_button (self);
      add_scan_button (self);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
hearth_document_row_dispose (GObject *object)
{
  HearthDocumentRow *self = HEARTH_DOCUMENT_ROW (object);

  g_clear_object (&self->kase);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (hearth_document_row_parent_class)->dispose (object);
}

static void
hearth_document_row_finalize (GObject *object)
{
  HearthDocumentRow *self = HEARTH_DOCUMENT_ROW (object);

  g_ptr_array_unref (self->documents);
  G_OBJECT_CLASS (hearth_document_row_parent_class)->finalize (object);
}

static void
hearth_document_row_class_init (HearthDocumentRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_document_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = hearth_document_row_finalize;
  gtk_widget_class_install_action (widget_class, "document.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "document.say", "s", say_action);
  gtk_widget_class_install_action (widget_class, "document.receipt", NULL, receipt_action);
  gtk_widget_class_install_action (widget_class, "document.letter", NULL, letter_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_space, 0, "document.next", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      const char *id = hearth_document_state_to_id (answers[i]);

      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + i, 0, "document.say", "s", id);
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_1 + i, 0, "document.say", "s",
                                           id);
    }
}

static void
hearth_document_row_init (HearthDocumentRow *self)
{
  self->title_box = hearth_wrap_box_new ();
  self->foot_box = hearth_wrap_box_new ();
}

GtkWidget *
hearth_document_row_new (HearthDesk *desk,
                         HearthCase *kase,
                         GPtrArray *documents,
                         const HearthCaseDocument *document)
{
  HearthDocumentRow *self = g_object_new (HEARTH_TYPE_DOCUMENT_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->desk = g_object_ref (desk);
  self->kase = g_object_ref (kase);
  self->documents = g_ptr_array_ref (documents);
  self->document = document;
  gtk_widget_set_margin_top (box, 9);
  gtk_widget_set_margin_bottom (box, 9);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  fill (self, GTK_BOX (box));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  return GTK_WIDGET (self);
}

const HearthCaseDocument *
hearth_document_row_get_document (HearthDocumentRow *self)
{
  g_return_val_if_fail (HEARTH_IS_DOCUMENT_ROW (self), NULL);

  return self->document;
}

HearthRecord *
hearth_document_row_dup_record (HearthDocumentRow *self)
{
  HearthId rec;

  g_return_val_if_fail (HEARTH_IS_DOCUMENT_ROW (self), NULL);

  if (self->document->record != NULL)
    return hearth_record_ref (self->document->record);
  rec = hearth_case_document_derive_id (hearth_case_get_id (self->kase), self->document->id);
  return hearth_case_make_record (self->kase, hearth_registry_find_kind ("document"), &rec);
}
