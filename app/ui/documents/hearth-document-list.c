/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-document-list.h"

#include "hearth-case-rules.h"
#include "hearth-document-row.h"
#include "hearth-record-dialog.h"

#include <glib/gi18n.h>

typedef enum
{
  GROUP_UNDER_WAY,
  GROUP_UNKNOWN,
  GROUP_SETTLED,
  N_GROUPS
} Group;

struct _HearthDocumentList
{
  AdwBin parent_instance;
  HearthDesk *desk;
  HearthCase *kase;
  GtkWidget *groups[N_GROUPS];
  GtkListBox *lists[N_GROUPS];
};

G_DEFINE_FINAL_TYPE (HearthDocumentList, hearth_document_list, ADW_TYPE_BIN)

static const char *const titles[N_GROUPS] = {
  [GROUP_UNDER_WAY] = N_ ("To Restore"),
  [GROUP_UNKNOWN] = N_ ("Not Known Yet"),
  [GROUP_SETTLED] = N_ ("Settled"),
};

static const char *const descriptions[N_GROUPS] = {
  [GROUP_UNDER_WAY] = N_ ("Space notes the next act with today’s date, Enter opens everything"),
  [GROUP_UNKNOWN] = N_ ("Keys 1 to 4: lost, taken away, valid, not needed"),
  [GROUP_SETTLED] = NULL,
};

static Group
group_of (const HearthCaseDocument *document)
{
  if (document->record == NULL)
    return GROUP_UNKNOWN;
  switch (document->state)
    {
    case HEARTH_DOCUMENT_VALID:
    case HEARTH_DOCUMENT_HANDED_OVER:
    case HEARTH_DOCUMENT_NOT_NEEDED:
      return GROUP_SETTLED;
    case HEARTH_DOCUMENT_UNKNOWN:
    case HEARTH_DOCUMENT_LOST:
    case HEARTH_DOCUMENT_HELD:
    case HEARTH_DOCUMENT_APPLIED:
    case HEARTH_DOCUMENT_ISSUED:
    default:
      return GROUP_UNDER_WAY;
    }
}

static void
open_record (HearthDocumentList *self, const HearthRecord *record)
{
  if (self->kase != NULL && hearth_desk_get_context (self->desk) != NULL)
    hearth_record_dialog_present (GTK_WIDGET (self), self->desk, self->kase, record);
}

static void
on_row_activated_cb (HearthDocumentList *self, GtkListBoxRow *row)
{
  g_autoptr (HearthRecord) record = hearth_document_row_dup_record (HEARTH_DOCUMENT_ROW (row));

  open_record (self, record);
}

static void
clear (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

/* Where the person is, so that they are there again when everything has been read anew. */
typedef struct
{
  Group group;
  int index;
  char *document;
} Place;

static gboolean
find_place (HearthDocumentList *self, Place *place)
{
  for (guint i = 0; i < N_GROUPS; i++)
    {
      GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->lists[i]));

      if (row == NULL)
        continue;
      place->group = i;
      place->index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
      place->document = g_strdup (hearth_document_row_get_document (HEARTH_DOCUMENT_ROW (row))->id);
      return TRUE;
    }
  return FALSE;
}

static GtkListBoxRow *
find_row (GtkListBox *list, const char *document)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    if (g_str_equal (hearth_document_row_get_document (HEARTH_DOCUMENT_ROW (row))->id, document))
      return row;
  return NULL;
}

/* Who answers one question goes on with the next; who moves a document on stays with it. */
static void
restore_place (HearthDocumentList *self, const Place *place)
{
  GtkListBoxRow *row = NULL;

  if (place->group == GROUP_UNKNOWN)
    for (int i = place->index; row == NULL && i >= 0; i--)
      row = gtk_list_box_get_row_at_index (self->lists[GROUP_UNKNOWN], i);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
  else
    hearth_document_list_focus (self, place->document);
}

static void
hearth_document_list_dispose (GObject *object)
{
  HearthDocumentList *self = HEARTH_DOCUMENT_LIST (object);

  g_clear_object (&self->kase);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (hearth_document_list_parent_class)->dispose (object);
}

static void
hearth_document_list_class_init (HearthDocumentListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_document_list_dispose;
}

static void
hearth_document_list_init (HearthDocumentList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);

  for (guint i = 0; i < N_GROUPS; i++)
    {
      AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

      self->groups[i] = GTK_WIDGET (group);
      self->lists[i] = GTK_LIST_BOX (gtk_list_box_new ());
      adw_preferences_group_set_title (group, _ (titles[i]));
      if (descriptions[i] != NULL)
        adw_preferences_group_set_description (group, _ (descriptions[i]));
      gtk_list_box_set_selection_mode (self->lists[i], GTK_SELECTION_NONE);
      gtk_widget_add_css_class (GTK_WIDGET (self->lists[i]), "boxed-list");
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->lists[i]),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, _ (titles[i]), -1);
      g_signal_connect_object (self->lists[i], "row-activated", G_CALLBACK (on_row_activated_cb),
                               self, G_CONNECT_SWAPPED);
      adw_preferences_group_add (group, GTK_WIDGET (self->lists[i]));
      gtk_box_append (GTK_BOX (box), self->groups[i]);
    }
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
hearth_document_list_new (HearthDesk *desk)
{
  HearthDocumentList *self = g_object_new (HEARTH_TYPE_DOCUMENT_LIST, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}

void
hearth_document_list_show (HearthDocumentList *self, HearthCase *kase, GPtrArray *documents)
{
  Place place = { 0 };
  gboolean is_inside;

  g_return_if_fail (HEARTH_IS_DOCUMENT_LIST (self) && documents != NULL);

  is_inside = self->kase != NULL &&
              hearth_id_equal (hearth_case_get_id (kase), hearth_case_get_id (self->kase)) &&
              find_place (self, &place);
  g_set_object (&self->kase, kase);
  for (guint i = 0; i < N_GROUPS; i++)
    clear (self->lists[i]);
  for (guint i = 0; i < documents->len; i++)
    gtk_list_box_append (
        self->lists[group_of (documents->pdata[i])],
        hearth_document_row_new (self->desk, kase, documents, documents->pdata[i]));
  for (guint i = 0; i < N_GROUPS; i++)
    gtk_widget_set_visible (self->groups[i],
                            gtk_list_box_get_row_at_index (self->lists[i], 0) != NULL);
  if (is_inside)
    restore_place (self, &place);
  g_free (place.document);
}

void
hearth_document_list_focus (HearthDocumentList *self, const char *document)
{
  g_return_if_fail (HEARTH_IS_DOCUMENT_LIST (self) && document != NULL);

  for (guint i = 0; i < N_GROUPS; i++)
    {
      GtkListBoxRow *row = find_row (self->lists[i], document);

      if (row != NULL)
        {
          gtk_widget_grab_focus (GTK_WIDGET (row));
          return;
        }
    }
}

static HearthRecord *
find_record (HearthDocumentList *self, const HearthId *rec)
{
  GPtrArray *records = hearth_case_get_records (self->kase, "document");

  for (guint i = 0; i < records->len; i++)
    if (hearth_id_equal (hearth_record_get_id (records->pdata[i]), rec))
      return hearth_record_ref (records->pdata[i]);
  return hearth_case_make_record (self->kase, hearth_registry_find_kind ("document"), rec);
}

gboolean
hearth_document_list_show_draft (HearthDocumentList *self)
{
  HearthDraftKeeper *drafts;
  g_autofree char *form = NULL;
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (HearthRecord) record = NULL;

  g_return_val_if_fail (HEARTH_IS_DOCUMENT_LIST (self), FALSE);

  drafts = hearth_desk_get_drafts (self->desk);
  if (drafts == NULL || self->kase == NULL)
    return FALSE;
  form = hearth_record_dialog_dup_form (hearth_registry_find_kind ("document"));
  kept = hearth_draft_keeper_list_of_case (drafts, form, hearth_case_get_id (self->kase));
  if (kept->len == 0)
    return FALSE;
  record = find_record (self, &((HearthDraft *) kept->pdata[0])->rec);
  open_record (self, record);
  return TRUE;
}
