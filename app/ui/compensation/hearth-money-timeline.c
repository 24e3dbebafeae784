/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-money-timeline.h"

#include "hearth-money-chart.h"

#include <glib/gi18n.h>

struct _HearthMoneyTimeline
{
  AdwBin parent_instance;
  HearthMoneyChart *chart;
  GtkToggleButton *toggle; /* of the table */
  GtkBox *table;
};

G_DEFINE_FINAL_TYPE (HearthMoneyTimeline, hearth_money_timeline, ADW_TYPE_BIN)

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

/* One label for each lane, with a line for each mark: that many labels of their own would be dear. */
static void
fill_table (HearthMoneyTimeline *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->table))) != NULL)
    gtk_box_remove (self->table, child);
  for (guint lane = 0; lane < HEARTH_N_MONEY_LANES; lane++)
    {
      const guint n = hearth_money_chart_get_n_items (self->chart, (HearthMoneyLane) lane);
      g_autoptr (GString) lines = g_string_new (NULL);
      GtkWidget *label;

      for (guint i = 0; i < n; i++)
        g_string_append_printf (
            lines, "%s%s", i > 0 ? "\n" : "",
            hearth_money_chart_get_text (self->chart, (HearthMoneyLane) lane, i));
      if (n == 0)
        continue;
      label = make_label (lines->str, "numeric");
      gtk_label_set_selectable (GTK_LABEL (label), TRUE);
      gtk_box_append (self->table,
                      make_label (hearth_money_lane_get_title ((HearthMoneyLane) lane), "heading"));
      gtk_box_append (self->table, label);
    }
}

static void
on_toggled_cb (HearthMoneyTimeline *self)
{
  const gboolean is_shown = gtk_toggle_button_get_active (self->toggle);

  gtk_widget_set_visible (GTK_WIDGET (self->table), is_shown);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->toggle), GTK_ACCESSIBLE_STATE_EXPANDED,
                               is_shown, -1);
  if (is_shown)
    fill_table (self);
}

static void
hearth_money_timeline_class_init (HearthMoneyTimelineClass *klass)
{
}

static void
hearth_money_timeline_init (HearthMoneyTimeline *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *legend = make_label (
      _ ("● to the person   ■ to relatives   ◆ on deposit or due at once   ▲ paid back. A dashed "
         "frame: days that may count. The dotted line is today."),
      "caption");

  self->chart = HEARTH_MONEY_CHART (hearth_money_chart_new ());
  self->table = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  self->toggle = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_mnemonic (_ ("As a _Table")));
  gtk_widget_set_halign (GTK_WIDGET (self->toggle), GTK_ALIGN_START);
  gtk_widget_add_css_class (GTK_WIDGET (self->toggle), "flat");
  g_signal_connect_object (self->toggle, "toggled", G_CALLBACK (on_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_visible (GTK_WIDGET (self->table), FALSE);
  gtk_widget_add_css_class (legend, "dim-label");
  gtk_widget_set_margin_start (legend, 18);
  gtk_widget_set_margin_end (legend, 18);
  gtk_widget_set_margin_start (GTK_WIDGET (self->toggle), 12);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->toggle), 12);
  gtk_widget_set_margin_start (GTK_WIDGET (self->table), 18);
  gtk_widget_set_margin_end (GTK_WIDGET (self->table), 18);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->table), 12);
  gtk_widget_add_css_class (card, "card");
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->chart));
  gtk_box_append (GTK_BOX (card), legend);
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->toggle));
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->table));
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Over Time"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), card);
  adw_bin_set_child (ADW_BIN (self), group);
}

/** hearth_money_timeline_new: an empty one. */
GtkWidget *
hearth_money_timeline_new (void)
{
  return g_object_new (HEARTH_TYPE_MONEY_TIMELINE, NULL);
}

/** hearth_money_timeline_show: hides itself while there is nothing to show. */
void
hearth_money_timeline_show (HearthMoneyTimeline *self,
                            HearthCase *kase,
                            HearthPackSet *packs,
                            const HearthCaseBenefits *counted)
{
  guint n_items = 0;

  g_return_if_fail (HEARTH_IS_MONEY_TIMELINE (self));

  hearth_money_chart_show (self->chart, kase, packs, counted);
  for (guint lane = 0; lane < HEARTH_N_MONEY_LANES; lane++)
    n_items += hearth_money_chart_get_n_items (self->chart, (HearthMoneyLane) lane);
  gtk_widget_set_visible (GTK_WIDGET (self), n_items > 0);
  on_toggled_cb (self);
}
