/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-weight-card.h"

#include "hearth-chart.h"
#include "hearth-feeding-facts.h"
#include "hearth-record-words.h"

#include <glib/gi18n.h>

/* Domain 2.2: below 18.5 underweight, below 16 severe. */
#define BMI_LOW 18.5
#define BMI_SEVERE 16.0

struct _HearthWeightCard
{
  AdwBin parent_instance;
  HearthChart *chart;
};

G_DEFINE_FINAL_TYPE (HearthWeightCard, hearth_weight_card, ADW_TYPE_BIN)

static void
hearth_weight_card_class_init (HearthWeightCardClass *klass)
{
}

static void
hearth_weight_card_init (HearthWeightCard *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Weight"));
  self->chart = HEARTH_CHART (hearth_chart_new (_ ("Weight over time, kilograms")));
  gtk_widget_add_css_class (GTK_WIDGET (self->chart), "card");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->chart));
  adw_bin_set_child (ADW_BIN (self), group);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static double
weight_of_bmi (double bmi, gint64 height_mm)
{
  return bmi * (double) height_mm / 1000 * (double) height_mm / 1000;
}

static void
add_limits (HearthWeightCard *self, GPtrArray *vitals)
{
  const HearthRecord *measured = hearth_record_find_newest (vitals, "measured_on", "height_mm");
  gint64 height;

  if (measured == NULL || !hearth_record_get_int (measured, "height_mm", &height) || height < 500)
    return;
  hearth_chart_add_band (self->chart, -G_MAXDOUBLE, weight_of_bmi (BMI_SEVERE, height),
                         _ ("BMI below 16"));
  hearth_chart_add_band (self->chart, weight_of_bmi (BMI_SEVERE, height),
                         weight_of_bmi (BMI_LOW, height), _ ("BMI below 18.5"));
}

/* The weight before captivity is a value without a day: the range shows how far it is. */
static void
add_range (HearthWeightCard *self, GPtrArray *feedings, double low, double high)
{
  const HearthRecord *assessed =
      hearth_record_find_newest (feedings, "assessed_on", "earlier_weight_g");
  gint64 earlier;

  if (assessed == NULL || !hearth_record_get_int (assessed, "earlier_weight_g", &earlier))
    return;
  hearth_chart_add_band (self->chart, (double) earlier / 1000, G_MAXDOUBLE,
                         _ ("Weight before captivity"));
  hearth_chart_set_range (self->chart, MIN (low, (double) earlier / 1000) - 1,
                          MAX (high, (double) earlier / 1000) + 3);
}

static void
add_points (HearthWeightCard *self, HearthCase *kase, double *low, double *high)
{
  GPtrArray *vitals = hearth_case_get_records (kase, "vitals");
  const HearthField *field =
      hearth_kind_find_field (hearth_registry_find_kind ("vitals"), "weight_g");
  guint series = hearth_chart_add_series (self->chart, _ ("Weight"));

  *low = G_MAXDOUBLE;
  *high = -G_MAXDOUBLE;
  for (guint i = 0; i < vitals->len; i++)
    {
      const HearthRecord *record = vitals->pdata[i];
      const json_t *value = json_object_get (hearth_record_get_values (record), "weight_g");
      g_autofree char *text = NULL;
      double weight;

      if (!json_is_integer (value) ||
          hearth_record_get_date (record, "measured_on") == HEARTH_DATE_NONE)
        continue;
      weight = (double) json_integer_value (value) / 1000;
      text = hearth_field_format_value (field, value, NULL);
      hearth_chart_add_point (self->chart, series, hearth_record_get_date (record, "measured_on"),
                              weight, text);
      *low = MIN (*low, weight);
      *high = MAX (*high, weight);
    }
}

/** hearth_weight_card_new: empty until a case is shown. */
GtkWidget *
hearth_weight_card_new (void)
{
  return g_object_new (HEARTH_TYPE_WEIGHT_CARD, NULL);
}

/** hearth_weight_card_show_case: as the case stands now. */
void
hearth_weight_card_show_case (HearthWeightCard *self, HearthCase *kase)
{
  double low, high;

  g_return_if_fail (HEARTH_IS_WEIGHT_CARD (self));

  hearth_chart_clear (self->chart);
  add_points (self, kase, &low, &high);
  if (hearth_chart_get_n_points (self->chart) > 1)
    {
      add_limits (self, hearth_case_get_records (kase, "vitals"));
      add_range (self, hearth_case_get_records (kase, "feeding"), low, high);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), hearth_chart_get_n_points (self->chart) > 1);
}
