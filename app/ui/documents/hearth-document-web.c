/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-document-web.h"

#include "hearth-document-graph.h"
#include "hearth-document-words.h"
#include "hearth-squeezer.h"
#include "hearth-text-row.h"

#include <glib/gi18n.h>

/* Narrower than this a drawing would be scrolled more than read. */
#define MIN_DRAWING_WIDTH 560

struct _HearthDocumentWeb
{
  AdwBin parent_instance;
  HearthDocumentGraph *graph;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (HearthDocumentWeb, hearth_document_web, ADW_TYPE_BIN)

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
on_chosen_cb (HearthDocumentWeb *self, const char *document)
{
  g_signal_emit (self, signals[CHOSEN], 0, document);
}

static void
on_row_activated_cb (HearthDocumentWeb *self, GtkListBoxRow *row)
{
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (row), "hearth-document"));

  g_signal_emit (self, signals[CHOSEN], 0, id);
}

static GtkWidget *
make_drawing (HearthDocumentWeb *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->graph = HEARTH_DOCUMENT_GRAPH (hearth_document_graph_new ());
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->graph), 12);
  gtk_widget_set_margin_top (GTK_WIDGET (self->graph), 6);
  gtk_widget_set_margin_start (GTK_WIDGET (self->graph), 6);
  gtk_widget_set_margin_end (GTK_WIDGET (self->graph), 6);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->graph));
  gtk_widget_set_size_request (scrolled, MIN_DRAWING_WIDTH, -1);
  g_signal_connect_object (self->graph, "chosen", G_CALLBACK (on_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  return scrolled;
}

static GtkWidget *
make_list (HearthDocumentWeb *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What waits for what"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self->list);
}

static void
hearth_document_web_class_init (HearthDocumentWebClass *klass)
{
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
hearth_document_web_init (HearthDocumentWeb *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *squeezer = hearth_squeezer_new (make_drawing (self), make_list (self));

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("What Waits for What"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (group),
      _ ("Arrows of the keyboard go along the lines; a dashed line waits, Enter goes to the "
         "document"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), squeezer);
  adw_bin_set_child (ADW_BIN (self), group);
}

GtkWidget *
hearth_document_web_new (void)
{
  return g_object_new (HEARTH_TYPE_DOCUMENT_WEB, NULL);
}

static void
append_row (HearthDocumentWeb *self, const HearthCaseDocument *document, HearthPackSet *packs)
{
  g_autofree char *edges = hearth_document_graph_dup_edges (document, packs);
  g_autofree char *title = g_strdup_printf (
      "%s %s: %s", hearth_document_state_get_sign (document->state),
      hearth_document_get_title (document), hearth_document_state_get_title (document->state));
  GtkWidget *row = hearth_text_row_new (title, edges);

  g_object_set_data_full (G_OBJECT (row), "hearth-document", g_strdup (document->id), g_free);
  gtk_list_box_append (self->list, row);
}

void
hearth_document_web_show (HearthDocumentWeb *self, GPtrArray *documents, HearthPackSet *packs)
{
  GtkListBoxRow *row;

  g_return_if_fail (HEARTH_IS_DOCUMENT_WEB (self) && documents != NULL);

  hearth_document_graph_show (self->graph, documents, packs);
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < documents->len; i++)
    if (hearth_document_graph_is_tied (documents->pdata[i], packs))
      append_row (self, documents->pdata[i], packs);
}
