/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-money-summary.h"

#include "hearth-format.h"
#include "hearth-money-words.h"
#include "hearth-text-row.h"

#include <glib/gi18n.h>

struct _HearthMoneySummary
{
  AdwBin parent_instance;
  GtkBox *card;
  GtkLabel *owed;
  GtkLabel *parts;
  GtkLabel *doubt;
  GtkListBox *periods;
  GtkLabel *change;
  GtkLabel *since;
  HearthId case_id;   /* of what is shown */
  GHashTable *before; /* code of a benefit → gint64: what was owed */
  gint64 total;
};

G_DEFINE_FINAL_TYPE (HearthMoneySummary, hearth_money_summary, ADW_TYPE_BIN)

static GtkLabel *
make_label (GtkBox *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_margin_start (label, 12);
  gtk_widget_set_margin_end (label, 12);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (box, label);
  return GTK_LABEL (label);
}

static void
hearth_money_summary_finalize (GObject *object)
{
  g_clear_pointer (&HEARTH_MONEY_SUMMARY (object)->before, g_hash_table_unref);
  G_OBJECT_CLASS (hearth_money_summary_parent_class)->finalize (object);
}

static void
hearth_money_summary_class_init (HearthMoneySummaryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hearth_money_summary_finalize;
}

static void
hearth_money_summary_init (HearthMoneySummary *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  GtkWidget *figures = adw_preferences_group_new ();
  GtkWidget *captivity = adw_preferences_group_new ();

  self->card = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_widget_add_css_class (GTK_WIDGET (self->card), "card");
  self->owed = make_label (self->card, "title-1");
  self->parts = make_label (self->card, NULL);
  self->change = make_label (self->card, NULL);
  self->since = make_label (self->card, "dim-label");
  self->doubt = make_label (self->card, "dim-label");
  gtk_widget_set_visible (GTK_WIDGET (self->since), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->change), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->owed), "numeric");
  gtk_widget_set_margin_top (GTK_WIDGET (self->owed), 12);
  /* Whichever of the labels is the last one. */
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->doubt), 6);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->parts), 6);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->since), 6);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->change), 6);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (figures), _ ("Owed Today"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (figures), GTK_WIDGET (self->card));

  self->periods = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->periods, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->periods), "boxed-list");
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (captivity), _ ("Days in Captivity"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->periods), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Days in Captivity"), -1);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (captivity), GTK_WIDGET (self->periods));
  gtk_box_append (GTK_BOX (box), figures);
  gtk_box_append (GTK_BOX (box), captivity);
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
hearth_money_summary_new (void)
{
  return g_object_new (HEARTH_TYPE_MONEY_SUMMARY, NULL);
}

void
hearth_money_summary_show_since (HearthMoneySummary *self, const char *text)
{
  g_return_if_fail (HEARTH_IS_MONEY_SUMMARY (self));

  gtk_label_set_text (self->since, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->since), text != NULL);
}

void
hearth_money_summary_append (HearthMoneySummary *self, GtkWidget *widget)
{
  g_return_if_fail (HEARTH_IS_MONEY_SUMMARY (self));

  gtk_box_insert_child_after (self->card, widget, GTK_WIDGET (self->parts));
}

/* --- Figures --- */

/* "Entitled 3 − paid 1 − waived 1", and what was paid too much, which is nobody else's. */
static char *
dup_parts (const HearthBenefitAccount *all)
{
  g_autofree char *entitled = hearth_money_dup_text (all->sum_kop);
  g_autofree char *paid = hearth_money_dup_text (all->paid_kop);
  g_autofree char *waived = hearth_money_dup_text (all->waived_kop);
  g_autofree char *over = hearth_money_dup_text (all->overpaid_kop);
  g_autofree char *parts =
      all->waived_kop != 0
          /* Translators: sums of money. */
          ? g_strdup_printf (_ ("Entitled %1$s − paid %2$s − waived %3$s"), entitled, paid, waived)
          : g_strdup_printf (_ ("Entitled %1$s − paid %2$s"), entitled, paid);
  g_autofree char *overpaid =
      all->overpaid_kop > 0
          /* Translators: a sum of money. */
          ? g_strdup_printf (_ ("Overpaid %s, told apart: it takes nothing off other benefits."),
                             over)
          : NULL;

  return overpaid != NULL ? g_strdup_printf ("%s\n%s", parts, overpaid) : g_steal_pointer (&parts);
}

static void
show_figures (HearthMoneySummary *self, const HearthCaseBenefits *benefits)
{
  const HearthBenefitAccount all = hearth_case_benefits_total (benefits);
  g_autofree char *owed = hearth_money_dup_text (all.owed_kop);
  g_autofree char *parts = dup_parts (&all);
  g_autofree char *most = hearth_money_dup_text (all.owed_max_kop);
  g_autofree char *doubt =
      all.owed_max_kop > all.owed_kop
          /* Translators: a sum of money. */
          ? g_strdup_printf (_ ("This is what is sure. Owed at most: %s, see the benefits."), most)
          : NULL;

  gtk_label_set_text (self->owed, owed);
  gtk_label_set_text (self->parts, parts);
  gtk_label_set_text (self->doubt, doubt != NULL ? doubt : "");
  gtk_widget_set_visible (GTK_WIDGET (self->doubt), doubt != NULL);
}

/* --- What a change did --- */

static GHashTable *
list_owed (const HearthCaseBenefits *benefits)
{
  GHashTable *owed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < benefits->accounts->len; i++)
    {
      const HearthBenefitAccount *account =
          &g_array_index (benefits->accounts, HearthBenefitAccount, i);

      g_hash_table_insert (owed, g_strdup (account->name),
                           g_memdup2 (&account->owed_kop, sizeof account->owed_kop));
    }
  return owed;
}

/* "Annual aid +100 000.00 ₴", for each benefit that is another one now. */
static char *
dup_differences (HearthMoneySummary *self, const HearthCaseBenefits *benefits)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < benefits->accounts->len; i++)
    {
      const HearthBenefitAccount *account =
          &g_array_index (benefits->accounts, HearthBenefitAccount, i);
      const gint64 *old = g_hash_table_lookup (self->before, account->name);
      const gint64 difference = account->owed_kop - (old != NULL ? *old : 0);
      g_autofree char *sum = hearth_money_dup_text (ABS (difference));

      if (difference != 0)
        g_string_append_printf (text, "%s%s %s%s", text->len > 0 ? "; " : "",
                                hearth_money_get_title (account), difference > 0 ? "+" : "−", sum);
    }
  return g_strdup (text->str);
}

/* A correction shows at once what it is worth: what was owed before, and of which benefit. */
static void
show_change (HearthMoneySummary *self, HearthCase *kase, const HearthCaseBenefits *benefits)
{
  const gboolean is_same =
      self->before != NULL && hearth_id_equal (&self->case_id, hearth_case_get_id (kase));
  const HearthBenefitAccount all = hearth_case_benefits_total (benefits);
  g_autofree char *differences = is_same ? dup_differences (self, benefits) : NULL;

  if (differences != NULL && *differences != '\0')
    {
      g_autofree char *before = hearth_money_dup_text (self->total);
      g_autofree char *day = hearth_format_date (hearth_case_get_today (kase));
      /* Translators: a sum of money, a date, and which benefits changed by how much. */
      g_autofree char *text = g_strdup_printf (_ ("Before the change of %2$s: %1$s. Changed: %3$s"),
                                               before, day, differences);

      gtk_label_set_text (self->change, text);
      gtk_widget_set_visible (GTK_WIDGET (self->change), TRUE);
    }
  else if (!is_same)
    gtk_widget_set_visible (GTK_WIDGET (self->change), FALSE);
  g_clear_pointer (&self->before, g_hash_table_unref);
  self->before = list_owed (benefits);
  self->total = all.owed_kop;
  self->case_id = *hearth_case_get_id (kase);
}

/* --- Captivity --- */

static void
append_row (HearthMoneySummary *self, const char *title, const char *subtitle)
{
  GtkWidget *row = hearth_text_row_new (title, subtitle);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_append (self->periods, row);
}

/* How many of the written periods became this one. */
static guint
count_within (HearthCase *kase, HearthSpan span)
{
  GPtrArray *periods = hearth_case_get_records (kase, "captivity");
  guint n = 0;

  for (guint i = 0; i < periods->len; i++)
    {
      const char *text = hearth_record_get_text (periods->pdata[i], "captured");
      HearthPartialDate captured;
      HearthDate first;

      if (text == NULL || !hearth_partial_date_parse (text, &captured))
        continue;
      first = hearth_partial_date_last (&captured);
      n += first >= span.from && first <= span.to;
    }
  return n;
}

static void
append_span (HearthMoneySummary *self, HearthCase *kase, HearthSpan span)
{
  const guint n_within = count_within (kase, span);
  g_autofree char *title = hearth_money_dup_span (span.from, span.to);
  g_autofree char *days = hearth_format_n_days (hearth_span_count (span));
  g_autofree char *merged = NULL;
  g_autofree char *subtitle = NULL;

  if (n_within > 1)
    merged = g_strdup_printf (ngettext ("%u period overlaps and is counted once",
                                        "%u periods overlap or follow one another and are counted "
                                        "once",
                                        n_within),
                              n_within);
  subtitle = merged != NULL ? g_strdup_printf ("%s · %s", days, merged) : g_strdup (days);
  append_row (self, title, subtitle);
}

/* Between two captivities a person was free: nothing is paid for it, and the page says why. */
static void
append_gap (HearthMoneySummary *self, HearthSpan before, HearthSpan after)
{
  const HearthSpan gap = { before.to + 1, after.from - 1 };
  g_autofree char *span = hearth_money_dup_span (gap.from, gap.to);
  g_autofree char *days = hearth_format_n_days (hearth_span_count (gap));
  /* Translators: the placeholder is "20 days". */
  g_autofree char *subtitle =
      g_strdup_printf (_ ("%s between two captivities: they do not count"), days);

  append_row (self, span, subtitle);
}

static void
show_captivity (HearthMoneySummary *self, HearthCase *kase, const HearthCaseBenefits *benefits)
{
  const GArray *spans = benefits->benefits->captivity;
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->periods, 0)) != NULL)
    gtk_list_box_remove (self->periods, GTK_WIDGET (row));
  for (guint i = 0; i < spans->len; i++)
    {
      if (i > 0)
        append_gap (self, g_array_index (spans, HearthSpan, i - 1),
                    g_array_index (spans, HearthSpan, i));
      append_span (self, kase, g_array_index (spans, HearthSpan, i));
    }
  if (spans->len == 0)
    append_row (self, _ ("No period is sure"),
                _ ("Sums that depend on it are given as a minimum and a maximum. The dates stand "
                   "in the details of the case."));
}

void
hearth_money_summary_show (HearthMoneySummary *self,
                           HearthCase *kase,
                           const HearthCaseBenefits *benefits)
{
  g_return_if_fail (HEARTH_IS_MONEY_SUMMARY (self));

  show_figures (self, benefits);
  show_change (self, kase, benefits);
  show_captivity (self, kase, benefits);
}
