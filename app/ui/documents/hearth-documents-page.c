/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-documents-page.h"

#include "hearth-case-documents.h"
#include "hearth-document-list.h"
#include "hearth-document-web.h"
#include "hearth-letter-window.h"
#include "hearth-text-row.h"

#include <glib/gi18n.h>

struct _HearthDocumentsPage
{
  HearthRecordsPage parent_instance;
  HearthDocumentList *list;
  HearthDocumentWeb *web;
};

G_DEFINE_FINAL_TYPE (HearthDocumentsPage, hearth_documents_page, HEARTH_TYPE_RECORDS_PAGE)

static void
hearth_documents_page_show_more (HearthRecordsPage *page, HearthCase *kase, gboolean is_other)
{
  HearthDocumentsPage *self = HEARTH_DOCUMENTS_PAGE (page);
  HearthDesk *desk = hearth_case_page_get_desk (HEARTH_CASE_PAGE (page));
  HearthContext *context = hearth_desk_get_context (desk);
  g_autoptr (GPtrArray) documents = NULL;

  if (context == NULL)
    return;
  documents = hearth_case_list_documents (kase, hearth_context_get_templates (context));
  hearth_document_list_show (self->list, kase, documents);
  hearth_document_web_show (self->web, documents, hearth_desk_get_packs (desk));
}

static gboolean
hearth_documents_page_show_draft (HearthCasePage *page)
{
  return hearth_document_list_show_draft (HEARTH_DOCUMENTS_PAGE (page)->list) ||
         HEARTH_CASE_PAGE_CLASS (hearth_documents_page_parent_class)->show_draft (page);
}

/* --- Letters --- */

static GtkWindow *
window_of (HearthDocumentsPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static void
on_add_letter (gpointer user_data)
{
  HearthCasePage *page = HEARTH_CASE_PAGE (user_data);

  if (hearth_case_page_get_case (page) != NULL)
    hearth_letter_window_present (window_of (HEARTH_DOCUMENTS_PAGE (page)),
                                  hearth_case_page_get_desk (page),
                                  hearth_case_page_get_case (page), NULL);
}

static void
on_print_clicked_cb (GtkWidget *button, gpointer user_data)
{
  HearthCasePage *page = HEARTH_CASE_PAGE (user_data);
  HearthRecord *letter = g_object_get_data (G_OBJECT (button), "hearth-letter");

  hearth_letter_window_print (window_of (HEARTH_DOCUMENTS_PAGE (page)),
                              hearth_case_page_get_desk (page), hearth_case_page_get_case (page),
                              letter);
}

static void
fill_letter_row (HearthTextRow *row,
                 const HearthRecord *letter,
                 gboolean is_writable,
                 gpointer user_data)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("printer-symbolic");
  /* Translators: the placeholder is the title of a letter. */
  g_autofree char *name = g_strdup_printf (_ ("Print: %s"), hearth_text_row_get_title (row));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Print…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "hearth-letter",
                          hearth_record_ref ((HearthRecord *) letter),
                          (GDestroyNotify) hearth_record_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_print_clicked_cb), user_data, 0);
  hearth_text_row_add_suffix (row, button);
}

static void
hearth_documents_page_constructed (GObject *object)
{
  HearthDocumentsPage *self = HEARTH_DOCUMENTS_PAGE (object);
  HearthDesk *desk = hearth_case_page_get_desk (HEARTH_CASE_PAGE (self));
  HearthRecordSection *letters;

  G_OBJECT_CLASS (hearth_documents_page_parent_class)->constructed (object);
  self->list = HEARTH_DOCUMENT_LIST (hearth_document_list_new (desk));
  self->web = HEARTH_DOCUMENT_WEB (hearth_document_web_new ());
  hearth_records_page_add (HEARTH_RECORDS_PAGE (self), GTK_WIDGET (self->web), NULL);
  hearth_records_page_add (HEARTH_RECORDS_PAGE (self), GTK_WIDGET (self->list), NULL);
  g_signal_connect_object (self->web, "chosen", G_CALLBACK (hearth_document_list_focus), self->list,
                           G_CONNECT_SWAPPED);
  letters = hearth_records_page_get_section (HEARTH_RECORDS_PAGE (self), "letter");
  if (letters != NULL)
    {
      hearth_record_section_set_decorate (letters, fill_letter_row, self);
      hearth_record_section_set_add (letters, on_add_letter, self);
      hearth_record_section_set_opener (letters, hearth_letter_window_open);
    }
}

static void
hearth_documents_page_class_init (HearthDocumentsPageClass *klass)
{
  static const char *const kinds[] = { "letter", "access_request", NULL };

  G_OBJECT_CLASS (klass)->constructed = hearth_documents_page_constructed;
  HEARTH_CASE_PAGE_CLASS (klass)->show_draft = hearth_documents_page_show_draft;
  HEARTH_RECORDS_PAGE_CLASS (klass)->kinds = kinds;
  HEARTH_RECORDS_PAGE_CLASS (klass)->show_more = hearth_documents_page_show_more;
}

static void
hearth_documents_page_init (HearthDocumentsPage *self)
{
}
