/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-attainment-box.h"

#include "hearth-chart.h"
#include "hearth-format.h"
#include "hearth-rehabilitation-words.h"

#include <glib/gi18n.h>

struct _HearthAttainmentBox
{
  AdwBin parent_instance;
  GtkLabel *score;
  GtkLabel *meaning;
  GtkLabel *since;
  HearthChart *chart;
};

G_DEFINE_FINAL_TYPE (HearthAttainmentBox, hearth_attainment_box, ADW_TYPE_BIN)

static GtkLabel *
make_label (GtkBox *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (box, label);
  return GTK_LABEL (label);
}

static void
hearth_attainment_box_class_init (HearthAttainmentBoxClass *klass)
{
}

static void
hearth_attainment_box_init (HearthAttainmentBox *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Attainment of the Goals"));
  gtk_widget_add_css_class (card, "card");
  self->score = make_label (GTK_BOX (card), "title-2");
  self->meaning = make_label (GTK_BOX (card), NULL);
  self->since = make_label (GTK_BOX (card), "dim-label");
  self->chart = HEARTH_CHART (hearth_chart_new (_ ("T score of the goals over time")));
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->chart));
  for (GtkWidget *child = gtk_widget_get_first_child (card); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gtk_widget_set_margin_start (child, 12);
      gtk_widget_set_margin_end (child, 12);
    }
  gtk_widget_set_margin_top (GTK_WIDGET (self->score), 12);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->chart), 12);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), card);
  adw_bin_set_child (ADW_BIN (self), group);
}

GtkWidget *
hearth_attainment_box_new (void)
{
  return g_object_new (HEARTH_TYPE_ATTAINMENT_BOX, NULL);
}

static void
show_now (HearthAttainmentBox *self, const HearthAttainment *now)
{
  g_autofree char *text = hearth_tenths_dup_text (now->tenths);
  g_autofree char *day = hearth_format_date (now->day);
  /* Translators: T score is a term of goal attainment scaling; the placeholder is "54.0". */
  g_autofree char *score = g_strdup_printf (_ ("T score %s"), text);
  g_autofree char *meaning = g_strdup_printf (
      ngettext ("%1$s · %2$u goal, %3$s", "%1$s · %2$u goals, %3$s", now->n_goals),
      hearth_attainment_meaning_get_title (hearth_attainment_get_meaning (now->tenths)),
      now->n_goals, day);

  gtk_label_set_text (self->score, score);
  gtk_label_set_text (self->meaning, meaning);
}

/* What was added in between changes the score too, so the beginning is only told, not judged. */
static void
show_since (HearthAttainmentBox *self, const HearthAttainment *first, const HearthAttainment *now)
{
  g_autofree char *score = hearth_tenths_dup_text (first->tenths);
  g_autofree char *day = hearth_format_date (first->day);
  g_autofree char *change = hearth_tenths_dup_text (ABS (now->tenths - first->tenths));
  /* Translators: the T score at the beginning, its date, a sign, and by how much it changed. */
  g_autofree char *text =
      g_strdup_printf (_ ("At the beginning %1$s, on %2$s; since then %3$s%4$s. 50 is what was "
                          "expected."),
                       score, day, now->tenths < first->tenths ? "−" : "+", change);

  gtk_label_set_text (self->since, text);
}

static void
show_chart (HearthAttainmentBox *self, GArray *days)
{
  guint series;

  hearth_chart_clear (self->chart);
  hearth_chart_add_band (self->chart, 45, 55, _ ("as expected"));
  hearth_chart_set_range (self->chart, 20, 80);
  series = hearth_chart_add_series (self->chart, _ ("T score"));
  for (guint i = 0; i < days->len; i++)
    {
      const HearthAttainment *day = &g_array_index (days, HearthAttainment, i);
      g_autofree char *text = hearth_tenths_dup_text (day->tenths);

      hearth_chart_add_point (self->chart, series, day->day, day->tenths / 10.0, text);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->chart), days->len > 1);
}

void
hearth_attainment_box_show_case (HearthAttainmentBox *self, HearthCase *kase)
{
  g_autoptr (GArray) days = NULL;

  g_return_if_fail (HEARTH_IS_ATTAINMENT_BOX (self));

  days = hearth_rehabilitation_attainment (hearth_case_get_records (kase, "goal"),
                                           hearth_case_get_records (kase, "goal_score"));
  gtk_widget_set_visible (GTK_WIDGET (self), days->len > 0);
  if (days->len == 0)
    return;
  show_now (self, &g_array_index (days, HearthAttainment, days->len - 1));
  show_since (self, &g_array_index (days, HearthAttainment, 0),
              &g_array_index (days, HearthAttainment, days->len - 1));
  gtk_widget_set_visible (GTK_WIDGET (self->since), days->len > 1);
  show_chart (self, days);
}
