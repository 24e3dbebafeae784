/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-answers-box.h"

#include "hearth-alarm-item.h"
#include "hearth-answers-dialog.h"
#include "hearth-answers-window.h"
#include "hearth-answers-words.h"
#include "hearth-answers.h"
#include "hearth-chip.h"
#include "hearth-format.h"
#include "hearth-json.h"
#include "hearth-policy.h"
#include "hearth-record-edit.h"
#include "hearth-take-up-dialog.h"
#include "hearth-text-row.h"

#include <glib/gi18n.h>

#define RECORD_KEY "hearth-record"
#define DRAFT_KEY "hearth-draft"

struct _HearthAnswersBox
{
  AdwBin parent_instance;
  HearthDesk *desk;
  HearthCase *kase;
  GtkListBox *list;
  GtkWidget *add_button;
  GtkWidget *empty_label;
};

G_DEFINE_FINAL_TYPE (HearthAnswersBox, hearth_answers_box, ADW_TYPE_BIN)

static void show_rows (HearthAnswersBox *self);

static gboolean
may_write (HearthAnswersBox *self, const HearthKind *kind)
{
  HearthContext *context = hearth_desk_get_context (self->desk);

  return context != NULL && hearth_policy_may_write (
                                hearth_vault_get_roles (hearth_context_get_vault (context)), kind);
}

/* Saved, or thrown away: what stood there as not saved may have gone. */
static void
on_dialog_closed_cb (HearthAnswersBox *self)
{
  if (self->kase != NULL && hearth_desk_get_context (self->desk) != NULL)
    show_rows (self);
}

static void
watch_dialog (HearthAnswersBox *self, GtkWidget *dialog)
{
  g_signal_connect_object (dialog, "destroy", G_CALLBACK (on_dialog_closed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
fill_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthAnswersBox *self = HEARTH_ANSWERS_BOX (widget);

  if (self->kase != NULL && hearth_desk_get_context (self->desk) != NULL)
    watch_dialog (self, hearth_answers_dialog_present (widget, self->desk, self->kase, NULL));
}

static void
on_row_activated_cb (HearthAnswersBox *self, GtkListBoxRow *row)
{
  HearthRecord *record = g_object_get_data (G_OBJECT (row), RECORD_KEY);
  HearthDraft *draft = g_object_get_data (G_OBJECT (row), DRAFT_KEY);

  if (hearth_desk_get_context (self->desk) == NULL)
    return;
  if (draft != NULL)
    watch_dialog (self,
                  hearth_answers_dialog_resume (GTK_WIDGET (self), self->desk, self->kase, draft));
  else if (record != NULL)
    hearth_answers_window_present (GTK_WIDGET (self), self->desk, self->kase, record,
                                   may_write (self, hearth_record_get_kind (record)));
}

static void
on_removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthAnswersBox) self = HEARTH_ANSWERS_BOX (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) done = hearth_record_edit_finish (result, &error);

  if (self->desk == NULL)
    return;
  if (done != NULL)
    hearth_desk_report (self->desk, _ ("Questionnaire removed"), done);
  else
    hearth_desk_report_error (self->desk, error);
}

static void
remove_row (HearthAnswersBox *self, GtkWidget *row)
{
  HearthRecord *record = row != NULL ? g_object_get_data (G_OBJECT (row), RECORD_KEY) : NULL;
  HearthContext *context = hearth_desk_get_context (self->desk);

  if (record == NULL || context == NULL)
    return;
  if (hearth_answers_has_open_alarm (record))
    hearth_desk_say (self->desk, _ ("An alarm stays until somebody has taken it up"));
  else
    hearth_record_remove_async (context, record, NULL, on_removed_cb, g_object_ref (self));
}

static void
on_remove_clicked_cb (HearthAnswersBox *self, GtkWidget *button)
{
  remove_row (self, gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW));
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthAnswersBox *self = HEARTH_ANSWERS_BOX (widget);
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->list));

  remove_row (self, row);
}

static void
on_take_up_clicked_cb (HearthAnswersBox *self, GtkWidget *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);
  HearthRecord *record = row != NULL ? g_object_get_data (G_OBJECT (row), RECORD_KEY) : NULL;
  g_autoptr (HearthAlarmItem) item = NULL;

  if (record == NULL || hearth_desk_get_context (self->desk) == NULL)
    return;
  item = hearth_alarm_item_new_for_record (hearth_desk_get_packs (self->desk), self->kase, record);
  hearth_take_up_dialog_present (GTK_WIDGET (self), self->desk, item);
}

static void
add_remove_button (HearthAnswersBox *self, GtkWidget *row, const char *title)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  /* Translators: the placeholder is the title of a record. */
  g_autofree char *name = g_strdup_printf (_ ("Remove: %s"), title);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Remove"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_remove_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  hearth_text_row_add_suffix (HEARTH_TEXT_ROW (row), button);
}

static void
add_alarm (HearthAnswersBox *self, GtkWidget *row)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Take Up…"));

  g_signal_connect_object (button, "clicked", G_CALLBACK (on_take_up_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  hearth_text_row_add_suffix (HEARTH_TEXT_ROW (row), hearth_chip_new (_ ("Alarm"), "urgent"));
  hearth_text_row_add_suffix (HEARTH_TEXT_ROW (row), button);
}

static char *
dup_subtitle (HearthAnswersBox *self, const HearthRecord *record)
{
  HearthPackSet *packs = hearth_desk_get_packs (self->desk);
  g_autofree char *date = hearth_format_date (hearth_record_get_date (record, "filled_on"));
  g_autofree char *change = hearth_answers_dup_change (self->kase, record, packs);
  g_autoptr (GString) text = g_string_new (date);
  gint64 score;

  if (hearth_record_get_int (record, "score", &score))
    {
      const HearthQuestionnaire *questionnaire = hearth_questionnaire_lookup (
          packs, hearth_record_get_text (record, "questionnaire"), NULL);
      g_autofree char *result = questionnaire != NULL
                                    ? g_strdup_printf (_ ("%1$d of %2$d"), (int) score,
                                                       hearth_questionnaire_get_max (questionnaire))
                                    : g_strdup_printf ("%d", (int) score);

      hearth_format_append_part (text, result);
    }
  else
    hearth_format_append_part (text, _ ("no score"));
  hearth_format_append_part (
      text, hearth_format_pack_title (packs, "band", hearth_record_get_text (record, "band")));
  hearth_format_append_part (text, change);
  return g_strdup (text->str);
}

static void
append_record (HearthAnswersBox *self, HearthRecord *record)
{
  const char *title = hearth_format_pack_title (hearth_desk_get_packs (self->desk), "questionnaire",
                                                hearth_record_get_text (record, "questionnaire"));
  g_autofree char *subtitle = dup_subtitle (self, record);
  GtkWidget *row = hearth_text_row_new (title != NULL ? title : "?", subtitle);
  gboolean is_writable = may_write (self, hearth_record_get_kind (record));

  g_object_set_data_full (G_OBJECT (row), RECORD_KEY, hearth_record_ref (record),
                          (GDestroyNotify) hearth_record_unref);
  if (hearth_answers_has_open_alarm (record))
    add_alarm (self, row);
  else if (is_writable)
    add_remove_button (self, row, title != NULL ? title : "?");
  gtk_list_box_append (self->list, row);
}

static GPtrArray *
list_drafts (HearthAnswersBox *self)
{
  HearthDraftKeeper *drafts = hearth_desk_get_drafts (self->desk);

  return drafts != NULL && self->kase != NULL
             ? hearth_draft_keeper_list_of_case (drafts, HEARTH_ANSWERS_DRAFT,
                                                 hearth_case_get_id (self->kase))
             : g_ptr_array_new ();
}

static void
append_drafts (HearthAnswersBox *self)
{
  g_autoptr (GPtrArray) drafts = list_drafts (self);

  for (guint i = 0; i < drafts->len; i++)
    {
      HearthDraft *draft = drafts->pdata[i];
      const char *title =
          hearth_format_pack_title (hearth_desk_get_packs (self->desk), "questionnaire",
                                    hearth_json_get_string (draft->fields, "questionnaire"));
      GtkWidget *row = hearth_text_row_new (title != NULL ? title : _ ("Questionnaire"),
                                            _ ("What was typed here is not saved yet"));

      g_object_set_data_full (G_OBJECT (row), DRAFT_KEY, hearth_draft_ref (draft),
                              (GDestroyNotify) hearth_draft_unref);
      hearth_text_row_add_suffix (HEARTH_TEXT_ROW (row),
                                  hearth_chip_new (_ ("Not saved"), "warning"));
      gtk_list_box_append (self->list, row);
    }
}

static void
show_rows (HearthAnswersBox *self)
{
  g_autoptr (GPtrArray) records = hearth_answers_list (self->kase);
  GtkWidget *focused = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  int index = focused != NULL ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focused)) : -1;
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  append_drafts (self);
  for (guint i = 0; i < records->len; i++)
    append_record (self, records->pdata[i]);
  row = gtk_list_box_get_row_at_index (self->list, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->list), row != NULL);
  gtk_widget_set_visible (self->empty_label, row == NULL);
  if (index < 0)
    return;
  row = gtk_list_box_get_row_at_index (self->list, index);
  gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : self->add_button);
}

static void
hearth_answers_box_dispose (GObject *object)
{
  HearthAnswersBox *self = HEARTH_ANSWERS_BOX (object);

  g_clear_object (&self->kase);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (hearth_answers_box_parent_class)->dispose (object);
}

static void
hearth_answers_box_class_init (HearthAnswersBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_answers_box_dispose;
  gtk_widget_class_install_action (widget_class, "answers.fill", NULL, fill_action);
  gtk_widget_class_install_action (widget_class, "answers.remove", NULL, remove_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "answers.remove", NULL);
}

static void
hearth_answers_box_init (HearthAnswersBox *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Questionnaires"));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Questionnaires"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  self->empty_label = gtk_label_new (_ ("No questionnaire is filled in yet"));
  gtk_label_set_xalign (GTK_LABEL (self->empty_label), 0);
  gtk_label_set_wrap (GTK_LABEL (self->empty_label), TRUE);
  gtk_widget_add_css_class (self->empty_label, "dim-label");
  self->add_button = gtk_button_new_with_label (_ ("Fill In…"));
  gtk_widget_add_css_class (self->add_button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->add_button), "answers.fill");
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), self->add_button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->list));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->empty_label);
  adw_bin_set_child (ADW_BIN (self), group);
}

static gboolean
is_held (HearthDesk *desk)
{
  HearthContext *context = hearth_desk_get_context (desk);
  HearthVault *vault = context != NULL ? hearth_context_get_vault (context) : NULL;

  return vault != NULL && (hearth_vault_has (vault, HEARTH_COMPARTMENT_MEDICAL) ||
                           hearth_vault_has (vault, HEARTH_COMPARTMENT_RESTRICTED));
}

GtkWidget *
hearth_answers_box_new (HearthDesk *desk)
{
  HearthAnswersBox *self = g_object_new (HEARTH_TYPE_ANSWERS_BOX, NULL);

  self->desk = g_object_ref (desk);
  gtk_widget_set_visible (GTK_WIDGET (self), is_held (desk));
  gtk_widget_set_visible (self->add_button,
                          is_held (desk) && hearth_answers_dialog_is_possible (desk));
  return GTK_WIDGET (self);
}

void
hearth_answers_box_show_case (HearthAnswersBox *self, HearthCase *kase)
{
  g_return_if_fail (HEARTH_IS_ANSWERS_BOX (self));

  g_set_object (&self->kase, kase);
  show_rows (self);
}

gboolean
hearth_answers_box_show_draft (HearthAnswersBox *self)
{
  g_autoptr (GPtrArray) drafts = NULL;

  g_return_val_if_fail (HEARTH_IS_ANSWERS_BOX (self), FALSE);

  drafts = list_drafts (self);
  if (drafts->len == 0)
    return FALSE;
  watch_dialog (self, hearth_answers_dialog_resume (GTK_WIDGET (self), self->desk, self->kase,
                                                    drafts->pdata[0]));
  return TRUE;
}
