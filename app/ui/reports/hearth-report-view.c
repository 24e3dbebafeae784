/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-report-view.h"

#include "hearth-diagram-view.h"
#include "hearth-format.h"
#include "hearth-let-go.h"
#include "hearth-owed-store.h"
#include "hearth-pages-wait.h"
#include "hearth-paper-preview.h"
#include "hearth-report-file.h"
#include "hearth-report-form.h"
#include "hearth-report-out.h"
#include "hearth-sentence.h"
#include "hearth-table-columns.h"

#include <glib/gi18n.h>

#define WIDE_FROM 5 /* columns of a table that need the whole width */

struct _HearthReportView
{
  AdwBin parent_instance;
  HearthDesk *desk;
  const HearthReport *report;
  HearthTable *table;        /* NULL: none is shown */
  HearthDiagram *diagram;    /* NULL: it has none */
  GCancellable *cancellable; /* of what is being made; NULL: nothing is */
  gulong login_handler;
  GCancellable *login;
  gboolean is_narrow;
  gboolean is_named; /* the table that is shown */

  AdwWindowTitle *title;
  HearthReportForm *form;
  GtkLabel *about_label, *parameters_label, *notes_label;
  GtkStack *stack;
  GtkBox *result;
  GtkWidget *diagram_frame;
  HearthDiagramView *diagram_view;
  HearthLineTable *table_view;
  AdwStatusPage *failed;
};

G_DEFINE_FINAL_TYPE (HearthReportView, hearth_report_view, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

/* --- What is asked --- */

static void
update_actions (HearthReportView *self)
{
  static const char *const with_table[] = { "report.preview", "report.print", "report.save" };

  for (guint i = 0; i < G_N_ELEMENTS (with_table); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), with_table[i], self->table != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "report.copy", self->diagram != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "report.show", self->cancellable == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "report.cancel", self->cancellable != NULL);
}

typedef struct
{
  const HearthReport *report;
  HearthReportQuestion question;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *self = data;

  hearth_pack_set_unref (self->question.packs);
  g_free (self);
}

/* NULL: it cannot be asked like that; the form says so. */
static Asked *
ask (HearthReportView *self, HearthContext *context)
{
  HearthReportQuestion question = { .language = hearth_format_language (),
                                    .today =
                                        hearth_clock_today (hearth_desk_get_clock (self->desk)) };
  Asked *asked;

  if (!hearth_report_form_ask (self->form, &question))
    return NULL;
  question.packs = hearth_pack_set_ref (hearth_context_get_packs (context));
  asked = g_new0 (Asked, 1);
  asked->report = self->report;
  asked->question = question;
  return asked;
}

/* --- What is shown --- */

static void
forget_table (HearthReportView *self)
{
  hearth_table_columns_show (self->table_view, NULL);
  hearth_diagram_view_set_diagram (self->diagram_view, NULL);
  g_clear_pointer (&self->diagram, hearth_diagram_unref);
  hearth_let_go (g_steal_pointer (&self->table), (GDestroyNotify) hearth_table_unref);
}

static void
show_notes (HearthReportView *self)
{
  const char *const *notes = hearth_table_get_notes (self->table);
  g_autofree char *text = g_strjoinv ("\n", (char **) notes);

  gtk_label_set_text (self->notes_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->notes_label), *text != '\0');
  gtk_label_set_text (self->parameters_label, hearth_table_get_parameters (self->table) != NULL
                                                  ? hearth_table_get_parameters (self->table)
                                                  : "");
}

/* Sums take twice the room of other numbers. */
static gboolean
is_wide_table (const HearthTable *table)
{
  guint n = hearth_table_get_n_columns (table);

  for (guint i = 0; i < hearth_table_get_n_columns (table); i++)
    n += hearth_table_get_column_type (table, i) == HEARTH_COLUMN_MONEY;
  return n >= WIDE_FROM;
}

/* Beside each other where there is room for both, else one below the other. */
static void
update_orientation (HearthReportView *self)
{
  const gboolean is_wide = self->table != NULL && is_wide_table (self->table);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->result), self->is_narrow || is_wide
                                                                     ? GTK_ORIENTATION_VERTICAL
                                                                     : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_homogeneous (self->result, !self->is_narrow && !is_wide);
}

/* Takes @table. */
static void
show_table (HearthReportView *self, HearthTable *table)
{
  const guint n_least = hearth_table_has_totals (table) ? 1 : 0;

  forget_table (self);
  self->table = table;
  self->diagram = hearth_report_draw (self->report, table);
  hearth_diagram_view_set_diagram (self->diagram_view, self->diagram);
  gtk_widget_set_visible (self->diagram_frame, self->diagram != NULL);
  update_orientation (self);
  show_notes (self);
  if (hearth_table_get_n_rows (table) > n_least)
    hearth_table_columns_show (self->table_view, table);
  gtk_stack_set_visible_child_name (self->stack,
                                    hearth_table_get_n_rows (table) > n_least ? "result" : "empty");
}

static void
show_error (HearthReportView *self, const GError *error)
{
  HearthSentence sentence = hearth_sentence_for_error (error);

  hearth_desk_look_at_error (self->desk, error);
  adw_status_page_set_title (self->failed, sentence.title);
  adw_status_page_set_description (self->failed, sentence.body);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

/* --- Making --- */

static gpointer
make_on_reader (HearthDb *db, gpointer data, GError **error)
{
  const Asked *asked = data;

  return hearth_report_make (asked->report, db, &asked->question, error);
}

static void
end_making (HearthReportView *self)
{
  if (self->login != NULL)
    g_cancellable_disconnect (self->login, self->login_handler);
  g_clear_object (&self->login);
  g_clear_object (&self->cancellable);
}

/* What was asked of an answer that came too late is not what is asked now. */
typedef struct
{
  HearthReportView *view;
  GCancellable *cancellable;
  Asked *asked;
} Making;

static void
making_free (Making *self)
{
  g_object_unref (self->view);
  g_object_unref (self->cancellable);
  g_clear_pointer (&self->asked, asked_free);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Making, making_free)

static gboolean
is_current (const Making *self)
{
  return self->view->cancellable == self->cancellable &&
         hearth_desk_get_context (self->view->desk) != NULL;
}

static void
on_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Making) making = user_data;
  HearthReportView *self = making->view;
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthTable) table = hearth_store_read_finish (HEARTH_STORE (source), result, &error);

  if (!is_current (making))
    return;
  end_making (self);
  if (table != NULL)
    show_table (self, g_steal_pointer (&table));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_stack_set_visible_child_name (self->stack, "asked");
  else
    show_error (self, error);
  update_actions (self);
}

/* Takes @making. */
static void
read_table (Making *making)
{
  HearthReportView *self = making->view;
  Asked *asked = g_steal_pointer (&making->asked);

  self->is_named = asked->question.has_names;
  hearth_store_read_async (hearth_desk_get_store (self->desk), make_on_reader, asked, asked_free,
                           (GDestroyNotify) hearth_table_unref, making->cancellable, on_made_cb,
                           making);
}

static void
on_owed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Making) making = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean is_known = hearth_owed_refresh_finish (result, NULL, &error);

  if (!is_current (making))
    return;
  /* Called off here it is called off there: reading answers at once. */
  making->asked->question.is_owed_known = is_known;
  read_table (g_steal_pointer (&making));
}

/* Sums are kept for today. */
static gboolean
can_know_owed (const Asked *asked, HearthContext *context)
{
  const HearthReportQuestion *question = &asked->question;

  return hearth_report_is_about_money (asked->report) &&
         hearth_vault_has (hearth_context_get_vault (context), HEARTH_COMPARTMENT_BENEFITS) &&
         (question->to == HEARTH_DATE_NONE || question->to == question->today);
}

static void
on_login_ended_cb (GCancellable *login, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static void
begin_making (HearthReportView *self, HearthContext *context, Asked *asked)
{
  Making *making = g_new0 (Making, 1);

  self->cancellable = g_cancellable_new ();
  self->login = g_object_ref (hearth_desk_get_cancellable (self->desk));
  self->login_handler = g_cancellable_connect (self->login, G_CALLBACK (on_login_ended_cb),
                                               g_object_ref (self->cancellable), g_object_unref);
  making->view = g_object_ref (self);
  making->cancellable = g_object_ref (self->cancellable);
  making->asked = asked;
  gtk_stack_set_visible_child_name (self->stack, "making");
  if (can_know_owed (asked, context))
    hearth_owed_refresh_async (context, NULL, NULL, making->cancellable, on_owed_cb, making);
  else
    read_table (making);
}

static void
show_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthReportView *self = HEARTH_REPORT_VIEW (widget);
  HearthContext *context = self->desk != NULL ? hearth_desk_get_context (self->desk) : NULL;
  Asked *asked;

  if (context == NULL || self->report == NULL || self->cancellable != NULL)
    return;
  asked = ask (self, context);
  if (asked == NULL)
    return;
  forget_table (self);
  begin_making (self, context, asked);
  update_actions (self);
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthReportView *self = HEARTH_REPORT_VIEW (widget);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

/* --- Ways out --- */

static void
on_laid_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthReportView) self = HEARTH_REPORT_VIEW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthPages) pages = hearth_pages_wait_finish (result, &error);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  /* Called off, or the vault was locked meanwhile. */
  if (pages == NULL || self->desk == NULL || hearth_desk_get_context (self->desk) == NULL ||
      !GTK_IS_WINDOW (root))
    return;
  gtk_window_present (hearth_paper_preview_new (GTK_WINDOW (root), pages));
}

static void
preview_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthReportView *self = HEARTH_REPORT_VIEW (widget);

  hearth_pages_wait_async (widget, self->desk, self->report, self->table, on_laid_out_cb,
                           g_object_ref (self));
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthReportView *self = HEARTH_REPORT_VIEW (widget);

  hearth_report_out_print (widget, self->desk, self->report, self->table);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthReportView *self = HEARTH_REPORT_VIEW (widget);
  HearthReportFormat format;

  if (!hearth_report_format_from_name (g_variant_get_string (parameter, NULL), &format))
    return;
  if (format > HEARTH_REPORT_PDF && self->diagram == NULL)
    hearth_desk_say (self->desk, _ ("This report has no picture."));
  else
    hearth_report_out_save (widget, self->desk, self->report, self->table, self->is_named, format);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthReportView *self = HEARTH_REPORT_VIEW (widget);

  hearth_report_out_copy (widget, self->desk, self->report, self->table);
}

/* --- The widget --- */

static void
hearth_report_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_NARROW)
    g_value_set_boolean (value, HEARTH_REPORT_VIEW (object)->is_narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
hearth_report_view_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  HearthReportView *self = HEARTH_REPORT_VIEW (object);

  if (prop_id != PROP_NARROW)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }
  self->is_narrow = g_value_get_boolean (value);
  update_orientation (self);
}

static void
hearth_report_view_dispose (GObject *object)
{
  HearthReportView *self = HEARTH_REPORT_VIEW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  end_making (self);
  g_clear_pointer (&self->diagram, hearth_diagram_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), HEARTH_TYPE_REPORT_VIEW);
  hearth_let_go (g_steal_pointer (&self->table), (GDestroyNotify) hearth_table_unref);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (hearth_report_view_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HearthReportView, title);
  gtk_widget_class_bind_template_child (widget_class, HearthReportView, form);
  gtk_widget_class_bind_template_child (widget_class, HearthReportView, about_label);
  gtk_widget_class_bind_template_child (widget_class, HearthReportView, parameters_label);
  gtk_widget_class_bind_template_child (widget_class, HearthReportView, notes_label);
  gtk_widget_class_bind_template_child (widget_class, HearthReportView, stack);
  gtk_widget_class_bind_template_child (widget_class, HearthReportView, result);
  gtk_widget_class_bind_template_child (widget_class, HearthReportView, diagram_frame);
  gtk_widget_class_bind_template_child (widget_class, HearthReportView, diagram_view);
  gtk_widget_class_bind_template_child (widget_class, HearthReportView, table_view);
  gtk_widget_class_bind_template_child (widget_class, HearthReportView, failed);
}

static void
hearth_report_view_class_init (HearthReportViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = hearth_report_view_get_property;
  object_class->set_property = hearth_report_view_set_property;
  object_class->dispose = hearth_report_view_dispose;
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (HEARTH_TYPE_DIAGRAM_VIEW);
  g_type_ensure (HEARTH_TYPE_LINE_TABLE);
  g_type_ensure (HEARTH_TYPE_REPORT_FORM);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/reports/hearth-report-view.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "report.show", NULL, show_action);
  gtk_widget_class_install_action (widget_class, "report.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "report.preview", NULL, preview_action);
  gtk_widget_class_install_action (widget_class, "report.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "report.save", "s", save_action);
  gtk_widget_class_install_action (widget_class, "report.copy", NULL, copy_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "report.print",
                                       NULL);
}

static void
hearth_report_view_init (HearthReportView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update_orientation (self);
  update_actions (self);
}

/** hearth_report_view_open: @report: static */
void
hearth_report_view_open (HearthReportView *self, HearthDesk *desk, const HearthReport *report)
{
  g_return_if_fail (HEARTH_IS_REPORT_VIEW (self) && HEARTH_IS_DESK (desk) && report != NULL);

  hearth_report_view_close (self);
  g_set_object (&self->desk, desk);
  self->report = report;
  hearth_report_form_open (self->form, hearth_desk_get_clock (desk), report);
  adw_window_title_set_title (self->title,
                              hearth_report_get_title (report, hearth_format_language ()));
  gtk_label_set_text (self->about_label,
                      hearth_report_get_about (report, hearth_format_language ()));
  show_action (GTK_WIDGET (self), NULL, NULL);
}

/** hearth_report_view_close: the widget can be opened again. */
void
hearth_report_view_close (HearthReportView *self)
{
  g_return_if_fail (HEARTH_IS_REPORT_VIEW (self));

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  end_making (self);
  forget_table (self);
  gtk_label_set_text (self->parameters_label, "");
  gtk_widget_set_visible (GTK_WIDGET (self->notes_label), FALSE);
  update_actions (self);
}
