/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-reports-page.h"

#include "hearth-format.h"
#include "hearth-report-view.h"
#include "hearth-text-row.h"

#include <glib/gi18n.h>

#define N_AT_ONCE 2

struct _HearthReportsPage
{
  HearthPlacePage parent_instance;
  GPtrArray *offered; /* (element-type HearthReport), as in the list */

  GtkStack *stack;
  GtkListBox *list;
  HearthReportView *view; /* NULL until the list is there, or a report is chosen */
  guint n_read;           /* of all reports */
  guint view_id;
};

G_DEFINE_FINAL_TYPE (HearthReportsPage, hearth_reports_page, HEARTH_TYPE_PLACE_PAGE)

static gboolean
is_held (HearthReportsPage *self, const HearthReport *report)
{
  HearthContext *context = hearth_place_page_get_context (HEARTH_PLACE_PAGE (self));

  return context != NULL && hearth_vault_has (hearth_context_get_vault (context),
                                              hearth_report_get_compartment (report));
}

static void
add_report (HearthReportsPage *self, const HearthReport *report)
{
  const char *language = hearth_format_language ();
  GtkWidget *row = hearth_text_row_new (hearth_report_get_title (report, language),
                                        hearth_report_get_about (report, language));

  if (hearth_report_get_diagram (report) != NULL)
    {
      GtkWidget *mark = gtk_image_new_from_icon_name ("hearth-reports-symbolic");

      gtk_widget_set_tooltip_text (mark, _ ("With a chart"));
      gtk_widget_add_css_class (mark, "dim-label");
      hearth_text_row_add_suffix (HEARTH_TEXT_ROW (row), mark);
    }
  hearth_text_row_add_suffix (HEARTH_TEXT_ROW (row),
                              gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_list_box_append (self->list, row);
  g_ptr_array_add (self->offered, (gpointer) report);
}

static void
make_view (HearthReportsPage *self)
{
  if (self->view != NULL)
    return;
  self->view = g_object_new (HEARTH_TYPE_REPORT_VIEW, NULL);
  g_object_bind_property (self, "narrow", self->view, "narrow", G_BINDING_SYNC_CREATE);
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->view), "report");
}

static void
on_chosen_cb (HearthReportsPage *self, GtkListBoxRow *row)
{
  const HearthReport *report = self->offered->pdata[gtk_list_box_row_get_index (row)];

  make_view (self);
  gtk_stack_set_visible_child_name (self->stack, "report");
  hearth_report_view_open (self->view, hearth_place_page_get_desk (HEARTH_PLACE_PAGE (self)),
                           report);
  gtk_widget_child_focus (GTK_WIDGET (self->view), GTK_DIR_TAB_FORWARD);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthReportsPage *self = HEARTH_REPORTS_PAGE (widget);

  hearth_report_view_close (self->view);
  gtk_stack_set_visible_child_name (self->stack, "list");
  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

static gboolean
make_view_cb (gpointer user_data)
{
  HearthReportsPage *self = HEARTH_REPORTS_PAGE (user_data);

  self->view_id = 0;
  make_view (self);
  return G_SOURCE_REMOVE;
}

/* A few with each frame, and what shows a report between two: all of it at once would hold one frame up. */
static gboolean
on_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  HearthReportsPage *self = HEARTH_REPORTS_PAGE (widget);
  const guint n_before = self->n_read;

  for (guint i = 0; i < N_AT_ONCE && hearth_report_get (self->n_read) != NULL; i++)
    {
      const HearthReport *report = hearth_report_get (self->n_read++);

      if (is_held (self, report))
        add_report (self, report);
    }
  if (n_before < self->n_read)
    return G_SOURCE_CONTINUE;
  self->view_id = g_idle_add_full (G_PRIORITY_LOW, make_view_cb, self, NULL);
  return G_SOURCE_REMOVE;
}

static void
hearth_reports_page_constructed (GObject *object)
{
  HearthReportsPage *self = HEARTH_REPORTS_PAGE (object);

  G_OBJECT_CLASS (hearth_reports_page_parent_class)->constructed (object);
  gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick_cb, NULL, NULL);
}

static void
hearth_reports_page_dispose (GObject *object)
{
  HearthReportsPage *self = HEARTH_REPORTS_PAGE (object);

  g_clear_handle_id (&self->view_id, g_source_remove);
  G_OBJECT_CLASS (hearth_reports_page_parent_class)->dispose (object);
}

static void
hearth_reports_page_finalize (GObject *object)
{
  g_ptr_array_unref (HEARTH_REPORTS_PAGE (object)->offered);
  G_OBJECT_CLASS (hearth_reports_page_parent_class)->finalize (object);
}

static void
hearth_reports_page_class_init (HearthReportsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = hearth_reports_page_constructed;
  object_class->dispose = hearth_reports_page_dispose;
  object_class->finalize = hearth_reports_page_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/reports/hearth-reports-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthReportsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, HearthReportsPage, list);
  gtk_widget_class_bind_template_callback (widget_class, on_chosen_cb);
  gtk_widget_class_install_action (widget_class, "reports.back", NULL, back_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "reports.back",
                                       NULL);
}

static void
hearth_reports_page_init (HearthReportsPage *self)
{
  self->offered = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
