/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-money-words.h"

#include "hearth-format.h"

#include <glib/gi18n.h>

char *
hearth_money_dup_text (gint64 kop)
{
  return hearth_format_money (kop);
}

char *
hearth_money_dup_span (HearthDate from, HearthDate to)
{
  g_autofree char *first = hearth_format_date (from);
  g_autofree char *last = hearth_format_date (to);

  if (from == to)
    return g_steal_pointer (&first);
  return g_strdup_printf ("%s – %s", first, last);
}

const char *
hearth_money_get_title (const HearthBenefitAccount *account)
{
  return account->benefit != NULL
             ? hearth_pack_entry_get_title (account->benefit, hearth_format_language ())
             : account->name;
}

static const struct
{
  HearthBenefitOpen bit;
  const char *text;
} reasons[] = {
  { HEARTH_BENEFIT_OPEN_DATES, N_ ("A date is known in part only.") },
  { HEARTH_BENEFIT_OPEN_END, N_ ("It is not known whether it has ended.") },
  { HEARTH_BENEFIT_OPEN_SERVED, N_ ("It is not written down whether this is a soldier.") },
};

char *
hearth_money_dup_open (const HearthBenefitTotal *total)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *facts =
      hearth_pack_entry_get_text (total->benefit, "Open", hearth_format_language ());

  if (total->max_kop == total->sum_kop)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if ((total->open & reasons[i].bit) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", _ (reasons[i].text));
  if ((total->open & HEARTH_BENEFIT_OPEN_FACTS) != 0 && facts != NULL)
    /* Translators: the placeholder is what must be true for a benefit. */
    g_string_append_printf (text, _ ("%sTo be found out: %s."), text->len > 0 ? " " : "", facts);
  return g_strdup (text->str);
}

static const char *const annual_rules[] = {
  [HEARTH_ANNUAL_FULL_12_MONTH] = N_ ("Years are counted as full ones of twelve months."),
  [HEARTH_ANNUAL_CALENDAR_YEAR_TOUCHED] = N_ ("Every calendar year that is touched counts."),
  [HEARTH_ANNUAL_CALENDAR_YEAR_FULL] = N_ ("Only full calendar years count."),
};

char *
hearth_money_dup_choices (const HearthBenefitFacts *facts)
{
  return g_strdup_printf ("%s %s %s",
                          facts->counts_capture_day ? _ ("The day of capture counts.")
                                                    : _ ("The day of capture does not count."),
                          facts->counts_release_day ? _ ("The day of release counts.")
                                                    : _ ("The day of release does not count."),
                          _ (annual_rules[facts->annual_rule]));
}

GtkWidget *
hearth_money_label_new (gint64 kop, const char *look)
{
  g_autofree char *text = hearth_money_dup_text (kop);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  if (look != NULL)
    gtk_widget_add_css_class (label, look);
  return label;
}
