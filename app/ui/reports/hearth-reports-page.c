/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-reports-page.h"

#include "hearth-format.h"
#include "hearth-report-view.h"

#include <glib/gi18n.h>

struct _HearthReportsPage
{
  HearthPlacePage parent_instance;
  GPtrArray *offered; /* (element-type HearthReport), as in the list */

  GtkStack *stack;
  GtkListBox *list;
  HearthReportView *view;
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
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 hearth_report_get_title (report, language));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), hearth_report_get_about (report, language));
  if (hearth_report_get_diagram (report) != NULL)
    {
      GtkWidget *mark = gtk_image_new_from_icon_name ("hearth-reports-symbolic");

      gtk_widget_set_tooltip_text (mark, _ ("With a chart"));
      gtk_widget_add_css_class (mark, "dim-label");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), mark);
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_list_box_append (self->list, row);
  g_ptr_array_add (self->offered, (gpointer) report);
}

static void
on_chosen_cb (HearthReportsPage *self, GtkListBoxRow *row)
{
  const HearthReport *report = self->offered->pdata[gtk_list_box_row_get_index (row)];

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

static void
hearth_reports_page_constructed (GObject *object)
{
  HearthReportsPage *self = HEARTH_REPORTS_PAGE (object);

  G_OBJECT_CLASS (hearth_reports_page_parent_class)->constructed (object);
  for (guint i = 0; hearth_report_get (i) != NULL; i++)
    if (is_held (self, hearth_report_get (i)))
      add_report (self, hearth_report_get (i));
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
  object_class->finalize = hearth_reports_page_finalize;
  g_type_ensure (HEARTH_TYPE_REPORT_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/reports/hearth-reports-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthReportsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, HearthReportsPage, list);
  gtk_widget_class_bind_template_child (widget_class, HearthReportsPage, view);
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
