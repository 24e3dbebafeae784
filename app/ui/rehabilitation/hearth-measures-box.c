/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-measures-box.h"

#include "hearth-chart.h"
#include "hearth-format.h"
#include "hearth-record-words.h"

#include <glib/gi18n.h>

#define HUNDREDTHS 100.0
#define FUNCTIONING "whodas-12"
/* More charts than that are no help; the list below holds them all. */
#define MAX_CHARTS 6

struct _HearthMeasuresBox
{
  AdwBin parent_instance;
  HearthDesk *desk;
  GtkBox *charts;
};

G_DEFINE_FINAL_TYPE (HearthMeasuresBox, hearth_measures_box, ADW_TYPE_BIN)

static void
hearth_measures_box_dispose (GObject *object)
{
  g_clear_object (&HEARTH_MEASURES_BOX (object)->desk);
  G_OBJECT_CLASS (hearth_measures_box_parent_class)->dispose (object);
}

static void
hearth_measures_box_class_init (HearthMeasuresBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_measures_box_dispose;
}

static void
hearth_measures_box_init (HearthMeasuresBox *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->charts = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Over Time"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->charts));
  adw_bin_set_child (ADW_BIN (self), group);
}

GtkWidget *
hearth_measures_box_new (HearthDesk *desk)
{
  HearthMeasuresBox *self = g_object_new (HEARTH_TYPE_MEASURES_BOX, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}

static HearthChart *
begin_chart (const char *title, guint *series)
{
  HearthChart *chart = HEARTH_CHART (g_object_ref_sink (hearth_chart_new (title)));

  *series = hearth_chart_add_series (chart, title);
  return chart;
}

/* One value is no line. Takes @chart. */
static gboolean
end_chart (HearthMeasuresBox *self, HearthChart *chart, const char *title)
{
  gboolean is_line = hearth_chart_get_n_points (chart) > 1;

  if (is_line)
    {
      GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
      GtkWidget *label = gtk_label_new (title);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_widget_add_css_class (label, "heading");
      gtk_widget_add_css_class (card, "card");
      gtk_widget_set_margin_top (label, 12);
      gtk_widget_set_margin_start (label, 12);
      gtk_widget_set_margin_end (label, 12);
      gtk_widget_set_margin_start (GTK_WIDGET (chart), 12);
      gtk_widget_set_margin_end (GTK_WIDGET (chart), 12);
      gtk_widget_set_margin_bottom (GTK_WIDGET (chart), 12);
      gtk_box_append (GTK_BOX (card), label);
      gtk_box_append (GTK_BOX (card), GTK_WIDGET (chart));
      gtk_box_append (self->charts, card);
    }
  g_object_unref (chart);
  return is_line;
}

static void
add_value (HearthChart *chart, guint series, const HearthRecord *measure)
{
  const HearthField *field =
      hearth_kind_find_field (hearth_record_get_kind (measure), "value_hundredths");
  const char *unit = hearth_record_get_text (measure, "unit");
  HearthDate day = hearth_record_get_date (measure, "measured_on");
  g_autofree char *number = NULL;
  g_autofree char *text = NULL;
  gint64 value;

  if (day == HEARTH_DATE_NONE || !hearth_record_get_int (measure, "value_hundredths", &value))
    return;
  number = hearth_field_format_number (field, value);
  text = g_strjoin (unit != NULL ? "\u00a0" : NULL, number, unit, NULL);
  hearth_chart_add_point (chart, series, day, (double) value / HUNDREDTHS, text);
}

static gboolean
add_measure (HearthMeasuresBox *self, GPtrArray *measures, const char *name)
{
  guint series;
  HearthChart *chart = begin_chart (name, &series);

  for (guint i = 0; i < measures->len; i++)
    if (g_strcmp0 (hearth_record_get_text (measures->pdata[i], "measure"), name) == 0)
      add_value (chart, series, measures->pdata[i]);
  return end_chart (self, chart, name);
}

static gboolean
add_functioning (HearthMeasuresBox *self, GPtrArray *answers)
{
  const char *title =
      hearth_format_pack_title (hearth_desk_get_packs (self->desk), "questionnaire", FUNCTIONING);
  guint series;
  HearthChart *chart = begin_chart (title, &series);

  hearth_chart_set_range (chart, 0, 100);
  for (guint i = 0; i < answers->len; i++)
    {
      const HearthRecord *filled = answers->pdata[i];
      HearthDate day = hearth_record_get_date (filled, "filled_on");
      g_autofree char *text = NULL;
      gint64 score;

      if (g_strcmp0 (hearth_record_get_text (filled, "questionnaire"), FUNCTIONING) != 0 ||
          day == HEARTH_DATE_NONE || !hearth_record_get_int (filled, "score", &score))
        continue;
      text = g_strdup_printf ("%" G_GINT64_FORMAT, score);
      hearth_chart_add_point (chart, series, day, (double) score, text);
    }
  return end_chart (self, chart, title);
}

void
hearth_measures_box_show_case (HearthMeasuresBox *self, HearthCase *kase)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *measures;
  GtkWidget *child;
  guint n_charts = 0;

  g_return_if_fail (HEARTH_IS_MEASURES_BOX (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->charts))) != NULL)
    gtk_box_remove (self->charts, child);
  measures = hearth_case_get_records (kase, "measure");
  for (guint i = 0; i < measures->len && n_charts < MAX_CHARTS; i++)
    {
      const char *name = hearth_record_get_text (measures->pdata[i], "measure");

      if (name != NULL && g_hash_table_add (seen, (gpointer) name) &&
          add_measure (self, measures, name))
        n_charts++;
    }
  if (add_functioning (self, hearth_case_get_records (kase, "answers")))
    n_charts++;
  gtk_widget_set_visible (GTK_WIDGET (self), n_charts > 0);
}
