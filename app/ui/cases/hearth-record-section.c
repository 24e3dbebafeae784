/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-record-section.h"

#include "hearth-case-rules.h"
#include "hearth-chip.h"
#include "hearth-policy.h"
#include "hearth-record-dialog.h"
#include "hearth-record-edit.h"
#include "hearth-record-words.h"
#include "hearth-scan-acts.h"
#include "hearth-scan-button.h"
#include "hearth-section-words.h"
#include "hearth-text-row.h"

#include <glib/gi18n.h>

struct _HearthRecordSection
{
  AdwBin parent_instance;
  HearthDesk *desk;
  const HearthKind *kind;
  const HearthSectionWords *words;
  HearthCase *kase;
  AdwPreferencesGroup *group;
  GtkListBox *list;
  GtkWidget *add_button;
  GtkWidget *empty_label;
  HearthRecordOpener opener;
  HearthRecordSectionDecorate decorate; /* NULL: rows are as the registry makes them */
  gpointer decorate_data;
  HearthRecordSectionAddFunc add_func;
  gpointer add_data;
};

G_DEFINE_FINAL_TYPE (HearthRecordSection, hearth_record_section, ADW_TYPE_BIN)

#define RECORD_KEY "hearth-record"

static void show_rows (HearthRecordSection *self);

/* Saved, or thrown away: what stood there as not saved may have gone. */
static void
on_dialog_closed_cb (HearthRecordSection *self)
{
  if (self->kase != NULL && hearth_desk_get_context (self->desk) != NULL)
    show_rows (self);
}

static GtkWidget *
open_record (HearthRecordSection *self, const HearthRecord *record)
{
  GtkWidget *dialog;

  if (self->kase == NULL || hearth_desk_get_context (self->desk) == NULL)
    return NULL;
  dialog = self->opener (GTK_WIDGET (self), self->desk, self->kase, record);
  g_signal_connect_object (dialog, "destroy", G_CALLBACK (on_dialog_closed_cb), self,
                           G_CONNECT_SWAPPED);
  return dialog;
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthRecordSection *self = HEARTH_RECORD_SECTION (widget);
  g_autoptr (HearthRecord) record = NULL;

  if (self->kase == NULL)
    return;
  if (self->add_func != NULL)
    {
      self->add_func (self->add_data);
      return;
    }
  record = hearth_case_make_record (self->kase, self->kind, NULL);
  open_record (self, record);
}

static void
on_row_activated_cb (HearthRecordSection *self, GtkListBoxRow *row)
{
  HearthRecord *record = g_object_get_data (G_OBJECT (row), RECORD_KEY);

  if (record != NULL)
    open_record (self, record);
}

static void
on_removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthRecordSection) self = HEARTH_RECORD_SECTION (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) done = hearth_record_edit_finish (result, &error);

  if (self->desk == NULL)
    return;
  if (done != NULL)
    hearth_desk_report (self->desk, _ (self->words->removed), done);
  else
    hearth_desk_report_error (self->desk, error);
}

/* What cannot be changed is not removed either: it is voided, by whoever decorates the rows. */
static gboolean
is_fixed (HearthRecordSection *self)
{
  return (self->kind->flags & HEARTH_KIND_FIXED) != 0;
}

static void
remove_row (HearthRecordSection *self, GtkWidget *row)
{
  HearthRecord *record = row != NULL ? g_object_get_data (G_OBJECT (row), RECORD_KEY) : NULL;
  HearthContext *context = hearth_desk_get_context (self->desk);

  if (record != NULL && context != NULL && !is_fixed (self) &&
      hearth_record_get_revision (record) > 0)
    hearth_record_remove_async (context, record, NULL, on_removed_cb, g_object_ref (self));
}

static void
on_remove_clicked_cb (HearthRecordSection *self, GtkWidget *button)
{
  remove_row (self, gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW));
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthRecordSection *self = HEARTH_RECORD_SECTION (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list)))
    remove_row (self, GTK_IS_LIST_BOX_ROW (focus)
                          ? focus
                          : gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW));
}

static gboolean
may_write (HearthRecordSection *self)
{
  HearthContext *context = hearth_desk_get_context (self->desk);

  return context != NULL &&
         hearth_policy_may_write (hearth_vault_get_roles (hearth_context_get_vault (context)),
                                  self->kind);
}

static void
add_remove_button (HearthRecordSection *self, GtkWidget *row, const char *title)
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
add_chip (GtkWidget *row, const char *text, const char *look)
{
  hearth_text_row_add_suffix (HEARTH_TEXT_ROW (row), hearth_chip_new (text, look));
}

static gboolean
is_over (HearthRecordSection *self, const HearthRecord *record)
{
  HearthDate until = hearth_record_get_date (record, "until_on");

  return until != HEARTH_DATE_NONE && until < hearth_case_get_today (self->kase);
}

/* What the fields alone do not say. */
static void
add_marks (HearthRecordSection *self, GtkWidget *row, const HearthRecord *record)
{
  const json_t *values = hearth_record_get_values (record);

  for (const HearthField *field = self->kind->fields; field->id != NULL; field++)
    if ((field->flags & HEARTH_FIELD_ONE_OF) != 0 &&
        json_is_true (json_object_get (values, field->id)))
      add_chip (row, _ (field->label), "accent");
  if (g_str_equal (self->kind->id, "medicine") && is_over (self, record))
    add_chip (row, _ ("Ended"), NULL);
  if (!g_str_equal (self->kind->id, "captivity"))
    return;
  switch (hearth_case_find_overlap (self->kase, record))
    {
    case HEARTH_OVERLAP_SURE:
      add_chip (row, _ ("Overlaps another period"), "urgent");
      break;
    case HEARTH_OVERLAP_MAYBE:
      add_chip (row, _ ("May overlap another period"), "warning");
      break;
    case HEARTH_OVERLAP_NONE:
    default:
      break;
    }
}

static void
add_scan_button (HearthRecordSection *self, GtkWidget *row, HearthRecord *record, const char *title)
{
  GtkWidget *button = hearth_scan_is_for (self->kind)
                          ? hearth_scan_button_new (self->desk, self->kase, record, title)
                          : NULL;

  if (button != NULL)
    hearth_text_row_add_suffix (HEARTH_TEXT_ROW (row), button);
}

static GtkWidget *
make_row (HearthRecordSection *self, const char *title, const char *subtitle, HearthRecord *record)
{
  GtkWidget *row = hearth_text_row_new (title, subtitle);

  g_object_set_data_full (G_OBJECT (row), RECORD_KEY, hearth_record_ref (record),
                          (GDestroyNotify) hearth_record_unref);
  return row;
}

/* What the yes of the first version of vaults says, where nothing more was written down. */
static char *
dup_subtitle (HearthRecordSection *self, const HearthRecord *record)
{
  const json_t *values = hearth_record_get_values (record);
  const json_t *told = json_object_get (values, "may_be_told");
  g_autofree char *text = hearth_record_dup_subtitle (record, hearth_desk_get_packs (self->desk));

  if (told == NULL || json_object_get (values, "told") != NULL)
    return g_steal_pointer (&text);
  return g_strjoin (*text != '\0' ? " · " : "", text,
                    json_is_true (told) ? _ ("May be told of the return")
                                        : _ ("May not be told of the return"),
                    NULL);
}

static void
append_record (HearthRecordSection *self, HearthRecord *record, gboolean is_writable)
{
  g_autofree char *title = hearth_record_dup_title (record, hearth_desk_get_packs (self->desk));
  g_autofree char *subtitle = dup_subtitle (self, record);
  GtkWidget *row = make_row (self, title, subtitle, record);

  add_marks (self, row, record);
  if (self->decorate != NULL)
    self->decorate (HEARTH_TEXT_ROW (row), record, is_writable, self->decorate_data);
  add_scan_button (self, row, record, title);
  if (is_writable && !is_fixed (self))
    add_remove_button (self, row, title);
  if (is_fixed (self))
    gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_append (self->list, row);
}

static HearthRecord *
find_record (HearthRecordSection *self, const HearthId *rec)
{
  GPtrArray *records = hearth_case_get_records (self->kase, self->kind->id);

  for (guint i = 0; i < records->len; i++)
    if (hearth_id_equal (hearth_record_get_id (records->pdata[i]), rec))
      return hearth_record_ref (records->pdata[i]);
  return hearth_case_make_record (self->kase, self->kind, rec);
}

/* (element-type HearthRecord): those with something typed that was not saved, the newest first. */
static GPtrArray *
list_unsaved (HearthRecordSection *self)
{
  HearthDraftKeeper *drafts = hearth_desk_get_drafts (self->desk);
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_record_unref);
  g_autofree char *form = hearth_record_dialog_dup_form (self->kind);
  g_autoptr (GPtrArray) kept = NULL;

  if (drafts == NULL || self->kase == NULL)
    return records;
  kept = hearth_draft_keeper_list_of_case (drafts, form, hearth_case_get_id (self->kase));
  for (guint i = 0; i < kept->len; i++)
    {
      const HearthDraft *draft = kept->pdata[i];

      g_ptr_array_add (records, find_record (self, &draft->rec));
    }
  return records;
}

static void
append_unsaved (HearthRecordSection *self)
{
  g_autoptr (GPtrArray) records = list_unsaved (self);

  for (guint i = 0; i < records->len; i++)
    {
      HearthRecord *record = records->pdata[i];
      g_autofree char *title =
          hearth_record_get_revision (record) > 0
              ? hearth_record_dup_title (record, hearth_desk_get_packs (self->desk))
              : g_strdup (_ (self->words->new_title));
      GtkWidget *row = make_row (self, title, _ ("What was typed here is not saved yet"), record);

      add_chip (row, _ ("Not saved"), "warning");
      gtk_list_box_append (self->list, row);
    }
}

static void
clear_rows (HearthRecordSection *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static int
focused_index (HearthRecordSection *self)
{
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->list));

  return row != NULL ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) : -1;
}

/* After a row has gone, the one in its place is what the person goes on with. */
static void
restore_focus (HearthRecordSection *self, int index)
{
  for (; index >= 0; index--)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, index);

      if (row != NULL && gtk_widget_grab_focus (GTK_WIDGET (row)))
        return;
    }
  gtk_widget_grab_focus (self->add_button);
}

static void
show_rows (HearthRecordSection *self)
{
  GPtrArray *records = hearth_case_get_records (self->kase, self->kind->id);
  gboolean is_writable = may_write (self);
  int index = focused_index (self);

  clear_rows (self);
  append_unsaved (self);
  for (guint i = records->len; i > 0; i--)
    append_record (self, records->pdata[i - 1], is_writable);
  gtk_widget_set_visible (GTK_WIDGET (self->list),
                          gtk_list_box_get_row_at_index (self->list, 0) != NULL);
  gtk_widget_set_visible (self->empty_label, !gtk_widget_get_visible (GTK_WIDGET (self->list)));
  gtk_widget_set_visible (self->add_button, is_writable);
  if (index >= 0)
    restore_focus (self, index);
}

static void
hearth_record_section_dispose (GObject *object)
{
  HearthRecordSection *self = HEARTH_RECORD_SECTION (object);

  g_clear_object (&self->kase);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (hearth_record_section_parent_class)->dispose (object);
}

static void
hearth_record_section_class_init (HearthRecordSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_record_section_dispose;
  gtk_widget_class_install_action (widget_class, "section.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "section.remove", NULL, remove_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "section.remove", NULL);
}

static void
hearth_record_section_init (HearthRecordSection *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->opener = hearth_record_dialog_present;
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  self->empty_label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->empty_label), 0);
  gtk_label_set_wrap (GTK_LABEL (self->empty_label), TRUE);
  gtk_widget_add_css_class (self->empty_label, "dim-label");
  adw_preferences_group_add (self->group, GTK_WIDGET (self->list));
  adw_preferences_group_add (self->group, self->empty_label);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->group));
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
hearth_record_section_new (HearthDesk *desk, const char *kind)
{
  HearthRecordSection *self = g_object_new (HEARTH_TYPE_RECORD_SECTION, NULL);

  self->desk = g_object_ref (desk);
  self->kind = hearth_registry_find_kind (kind);
  self->words = hearth_section_words_get (self->kind);
  adw_preferences_group_set_title (self->group, _ (self->words->title));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (self->words->title), -1);
  gtk_label_set_text (GTK_LABEL (self->empty_label), _ (self->words->empty));
  self->add_button = gtk_button_new_with_label (_ (self->words->add));
  gtk_widget_add_css_class (self->add_button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->add_button), "section.add");
  adw_preferences_group_set_header_suffix (self->group, self->add_button);
  return GTK_WIDGET (self);
}

void
hearth_record_section_set_add (HearthRecordSection *self,
                               HearthRecordSectionAddFunc add_func,
                               gpointer user_data)
{
  g_return_if_fail (HEARTH_IS_RECORD_SECTION (self));

  self->add_func = add_func;
  self->add_data = user_data;
}

void
hearth_record_section_show_case (HearthRecordSection *self, HearthCase *kase)
{
  g_return_if_fail (HEARTH_IS_RECORD_SECTION (self));

  g_set_object (&self->kase, kase);
  show_rows (self);
}

gboolean
hearth_record_section_show_draft (HearthRecordSection *self)
{
  g_autoptr (GPtrArray) records = NULL;

  g_return_val_if_fail (HEARTH_IS_RECORD_SECTION (self), FALSE);

  records = list_unsaved (self);
  if (records->len == 0)
    return FALSE;
  open_record (self, records->pdata[0]);
  return TRUE;
}

void
hearth_record_section_set_decorate (HearthRecordSection *self,
                                    HearthRecordSectionDecorate decorate,
                                    gpointer data)
{
  g_return_if_fail (HEARTH_IS_RECORD_SECTION (self));

  self->decorate = decorate;
  self->decorate_data = data;
}

void
hearth_record_section_set_opener (HearthRecordSection *self, HearthRecordOpener opener)
{
  g_return_if_fail (HEARTH_IS_RECORD_SECTION (self) && opener != NULL);

  self->opener = opener;
}

GtkWidget *
hearth_record_section_open (HearthRecordSection *self, const HearthRecord *record)
{
  g_return_val_if_fail (HEARTH_IS_RECORD_SECTION (self) && record != NULL, NULL);

  return open_record (self, record);
}
