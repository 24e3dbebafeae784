/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-feeding-card.h"

#include "hearth-case-checks.h"
#include "hearth-format.h"
#include "hearth-pack-entry.h"

#include <glib/gi18n.h>

struct _HearthFeedingCard
{
  AdwBin parent_instance;
  GtkWidget *box;
  GtkLabel *title;
  GtkLabel *reasons;
  GtkLabel *advice;
  GtkLabel *missing;
};

G_DEFINE_FINAL_TYPE (HearthFeedingCard, hearth_feeding_card, ADW_TYPE_BIN)

static GtkLabel *
add_label (HearthFeedingCard *self, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (self->box), label);
  return GTK_LABEL (label);
}

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

static void
hearth_feeding_card_class_init (HearthFeedingCardClass *klass)
{
}

static void
hearth_feeding_card_init (HearthFeedingCard *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->box, "notice");
  gtk_widget_add_css_class (self->box, "card");
  self->title = add_label (self, "heading");
  self->reasons = add_label (self, NULL);
  self->advice = add_label (self, NULL);
  self->missing = add_label (self, "dim-label");
  adw_bin_set_child (ADW_BIN (self), self->box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static char *
dup_numbers (const HearthRefeeding *risk)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean is_comma = g_str_equal (hearth_format_language (), "uk");

  if (risk->bmi != HEARTH_REFEEDING_UNKNOWN)
    {
      /* Translators: the body mass index, for example "BMI 17.3". */
      g_autofree char *part = g_strdup_printf (_ ("BMI %d%c%d"), risk->bmi / 100,
                                               is_comma ? ',' : '.', risk->bmi % 100 / 10);

      hearth_format_append_part (text, part);
    }
  if (risk->loss > 0)
    {
      /* Translators: how much of the weight before captivity is lost, for example "14.2 % lost". */
      g_autofree char *part = g_strdup_printf (_ ("%d%c%d %% of the weight lost"), risk->loss / 10,
                                               is_comma ? ',' : '.', risk->loss % 10);

      hearth_format_append_part (text, part);
    }
  return g_strdup (text->str);
}

static char *
dup_reasons (const HearthRefeeding *risk)
{
  g_autofree char *numbers = dup_numbers (risk);
  g_autoptr (GString) text = g_string_new (numbers);

  for (guint i = 0; i < risk->criteria->len; i++)
    hearth_format_append_part (
        text, hearth_pack_entry_get_title (risk->criteria->pdata[i], hearth_format_language ()));
  return g_strdup (text->str);
}

static char *
dup_advice (const HearthRefeeding *risk)
{
  const char *advice = risk->entry != NULL ? hearth_pack_entry_get_text (risk->entry, "Advice",
                                                                         hearth_format_language ())
                                           : NULL;
  g_auto (GStrv) lines = g_strsplit (advice != NULL ? advice : "", ";", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  if (risk->entry != NULL && hearth_pack_entry_has (risk->entry, "KcalPerKg"))
    /* Translators: energy per kilogram of weight and day. */
    g_string_append_printf (text, _ ("• Begin with at most %d kcal per kg a day"),
                            hearth_pack_entry_get_int (risk->entry, "KcalPerKg", 0));
  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (text, "%s• %s", text->len > 0 ? "\n" : "", g_strstrip (lines[i]));
  return g_strdup (text->str);
}

static char *
dup_missing (const HearthRefeeding *risk)
{
  static const struct
  {
    HearthRefeedingMeasure measure;
    const char *title;
  } measures[] = {
    { HEARTH_REFEEDING_BMI, N_ ("weight and height") },
    { HEARTH_REFEEDING_LOSS, N_ ("weight before captivity") },
    { HEARTH_REFEEDING_INTAKE, N_ ("days with little or no food") },
    { HEARTH_REFEEDING_ELECTROLYTES, N_ ("potassium, phosphate, magnesium") },
    { HEARTH_REFEEDING_HISTORY, N_ ("alcohol and medicines") },
  };
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (measures); i++)
    if ((risk->missing & measures[i].measure) != 0)
      g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", _ (measures[i].title));
  if (list->len == 0 || !risk->is_open)
    return g_strdup ("");
  /* Translators: the placeholder is a list of measures. */
  return g_strdup_printf (_ ("Not known yet, so the risk may be higher: %s"), list->str);
}

/** hearth_feeding_card_new: empty until a case is shown. */
GtkWidget *
hearth_feeding_card_new (void)
{
  return g_object_new (HEARTH_TYPE_FEEDING_CARD, NULL);
}

/** hearth_feeding_card_show_case: as the case stands now. */
void
hearth_feeding_card_show_case (HearthFeedingCard *self, HearthContext *context, HearthCase *kase)
{
  g_autoptr (HearthRefeeding) risk = NULL;
  g_autofree char *reasons = NULL;
  g_autofree char *advice = NULL;
  g_autofree char *missing = NULL;
  gboolean is_known;

  g_return_if_fail (HEARTH_IS_FEEDING_CARD (self));

  is_known = hearth_case_get_records (kase, "vitals")->len > 0 ||
             hearth_case_get_records (kase, "feeding")->len > 0;
  gtk_widget_set_visible (GTK_WIDGET (self), is_known);
  if (!is_known)
    return;
  risk = hearth_case_assess_feeding (context, kase);
  reasons = dup_reasons (risk);
  advice = dup_advice (risk);
  missing = dup_missing (risk);
  if (risk->level >= HEARTH_REFEEDING_HIGH)
    {
      /* Translators: a level of risk, then what stands on the reception card. */
      g_autofree char *title = g_strdup_printf (
          _ ("%1$s: %2$s"), hearth_pack_entry_get_title (risk->entry, hearth_format_language ()),
          hearth_pack_entry_get_text (risk->entry, "Banner", hearth_format_language ()));

      gtk_widget_add_css_class (self->box, "notice-error");
      set_text (self->title, title);
    }
  else
    {
      gtk_widget_remove_css_class (self->box, "notice-error");
      set_text (self->title, risk->entry != NULL ? hearth_pack_entry_get_title (
                                                       risk->entry, hearth_format_language ())
                                                 : "");
    }
  set_text (self->reasons, reasons);
  set_text (self->advice, advice);
  set_text (self->missing, missing);
}
