/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-report-form.h"

#include "hearth-date-row.h"
#include "hearth-wrap-box.h"

#include <glib/gi18n.h>

struct _HearthReportForm
{
  AdwBin parent_instance;
  HearthClock *clock; /* NULL: it asks for nothing yet */
  const HearthReport *report;
  gboolean is_telling_days; /* one of the two rows that say the last day follows the other */

  GtkWidget *from_box, *to_box, *days_box, *names_box;
  HearthDateRow *from_row, *to_row;
  GtkEditable *days_row;
  GtkSwitch *names_switch;
  GtkLabel *issue_label;
};

G_DEFINE_FINAL_TYPE (HearthReportForm, hearth_report_form, ADW_TYPE_BIN)

static void
show_issue (HearthReportForm *self, const char *text)
{
  gtk_label_set_text (self->issue_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->issue_label), text != NULL);
}

/* --- Days --- */

static gboolean
parse_days (HearthReportForm *self, guint *days)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->days_row)));
  guint64 number;

  if (!g_ascii_string_to_unsigned (text, 10, 0, HEARTH_REPORT_MAX_DAYS, &number, NULL))
    return FALSE;
  *days = (guint) number;
  return TRUE;
}

/* Another last day leaves the number empty. */
static gboolean
are_days_wrong (HearthReportForm *self)
{
  guint days;

  return hearth_report_looks_ahead (self->report) &&
         *gtk_editable_get_text (self->days_row) != '\0' && !parse_days (self, &days);
}

static void
set_day (HearthDateRow *row, HearthDate date)
{
  g_autofree char *text = date != HEARTH_DATE_NONE ? hearth_date_to_string (date) : NULL;
  HearthPartialDate day = HEARTH_PARTIAL_DATE_INIT;

  if (text != NULL)
    hearth_partial_date_parse (text, &day);
  hearth_date_row_set_date (row, &day);
}

/* A number of days and the last day are two ways to say one thing. */
static void
on_days_changed_cb (HearthReportForm *self)
{
  guint days;

  if (self->is_telling_days || self->clock == NULL || !parse_days (self, &days))
    return;
  self->is_telling_days = TRUE;
  set_day (self->to_row, hearth_clock_today (self->clock) + (HearthDate) days);
  self->is_telling_days = FALSE;
}

static void
on_to_changed_cb (HearthReportForm *self)
{
  g_autofree char *text = NULL;
  HearthPartialDate to;
  gint64 days = -1;

  if (self->is_telling_days || self->clock == NULL)
    return;
  if (hearth_date_row_get_date (self->to_row, &to) && hearth_partial_date_is_known (&to))
    days = (gint64) hearth_partial_date_last (&to) - hearth_clock_today (self->clock);
  if (days >= 0 && days <= HEARTH_REPORT_MAX_DAYS)
    text = g_strdup_printf ("%d", (int) days);
  self->is_telling_days = TRUE;
  gtk_editable_set_text (self->days_row, text != NULL ? text : "");
  self->is_telling_days = FALSE;
}

/* What is asked for the days that come says them: they are there to be changed. */
static void
set_days (HearthReportForm *self)
{
  const gboolean is_ahead = hearth_report_looks_ahead (self->report);
  const HearthDate today = hearth_clock_today (self->clock);

  set_day (self->from_row, is_ahead ? today : HEARTH_DATE_NONE);
  set_day (self->to_row, is_ahead ? today + HEARTH_REPORT_DEFAULT_DAYS : HEARTH_DATE_NONE);
}

/* A month or a year is asked for from its first to its last day. FALSE: what is typed is no date. */
static gboolean
read_days (HearthReportForm *self, HearthReportQuestion *question)
{
  HearthPartialDate from, to;

  if (!hearth_report_takes_dates (self->report))
    return TRUE;
  if (!hearth_date_row_get_date (self->from_row, &from) ||
      !hearth_date_row_get_date (self->to_row, &to))
    return FALSE;
  if (hearth_partial_date_is_known (&from))
    question->from = hearth_partial_date_first (&from);
  if (hearth_partial_date_is_known (&to))
    question->to = hearth_partial_date_last (&to);
  return TRUE;
}

/* --- The widget --- */

static void
on_entered_cb (HearthReportForm *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "report.show", NULL);
}

static void
hearth_report_form_dispose (GObject *object)
{
  HearthReportForm *self = HEARTH_REPORT_FORM (object);

  g_clear_object (&self->clock);
  gtk_widget_dispose_template (GTK_WIDGET (self), HEARTH_TYPE_REPORT_FORM);
  G_OBJECT_CLASS (hearth_report_form_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HearthReportForm, from_box);
  gtk_widget_class_bind_template_child (widget_class, HearthReportForm, to_box);
  gtk_widget_class_bind_template_child (widget_class, HearthReportForm, days_box);
  gtk_widget_class_bind_template_child (widget_class, HearthReportForm, names_box);
  gtk_widget_class_bind_template_child (widget_class, HearthReportForm, from_row);
  gtk_widget_class_bind_template_child (widget_class, HearthReportForm, to_row);
  gtk_widget_class_bind_template_child (widget_class, HearthReportForm, days_row);
  gtk_widget_class_bind_template_child (widget_class, HearthReportForm, names_switch);
  gtk_widget_class_bind_template_child (widget_class, HearthReportForm, issue_label);
  gtk_widget_class_bind_template_callback (widget_class, on_entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_days_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_to_changed_cb);
}

static void
hearth_report_form_class_init (HearthReportFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_report_form_dispose;
  g_type_ensure (HEARTH_TYPE_DATE_ROW);
  g_type_ensure (HEARTH_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/reports/hearth-report-form.ui");
  bind_children (widget_class);
}

static void
hearth_report_form_init (HearthReportForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
hearth_report_form_open (HearthReportForm *self, HearthClock *clock, const HearthReport *report)
{
  const gboolean has_days = hearth_report_takes_dates (report);

  g_return_if_fail (HEARTH_IS_REPORT_FORM (self) && HEARTH_IS_CLOCK (clock) && report != NULL);

  g_set_object (&self->clock, clock);
  self->report = report;
  set_days (self);
  gtk_switch_set_active (self->names_switch, FALSE);
  gtk_widget_set_visible (self->from_box, has_days);
  gtk_widget_set_visible (self->to_box, has_days);
  gtk_widget_set_visible (self->days_box, hearth_report_looks_ahead (report));
  gtk_widget_set_visible (self->names_box, hearth_report_is_about_people (report));
  show_issue (self, NULL);
}

gboolean
hearth_report_form_ask (HearthReportForm *self, HearthReportQuestion *question)
{
  g_autofree char *issue = NULL;

  g_return_val_if_fail (HEARTH_IS_REPORT_FORM (self) && self->report != NULL, FALSE);

  question->from = HEARTH_DATE_NONE;
  question->to = HEARTH_DATE_NONE;
  question->has_names =
      hearth_report_is_about_people (self->report) && gtk_switch_get_active (self->names_switch);
  if (are_days_wrong (self))
    issue = g_strdup_printf (_ ("The number of days is a whole number up to %d."),
                             HEARTH_REPORT_MAX_DAYS);
  else if (!read_days (self, question))
    issue = g_strdup (_ ("A date is written as 09.06.2025, 06.2025 or 2025."));
  else if (question->from != HEARTH_DATE_NONE && question->to != HEARTH_DATE_NONE &&
           question->from > question->to)
    issue = g_strdup (_ ("The first day is after the last one."));
  show_issue (self, issue);
  return issue == NULL;
}
