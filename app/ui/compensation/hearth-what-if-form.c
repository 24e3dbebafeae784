/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-what-if-form.h"

#include "hearth-date-row.h"

#include <glib/gi18n.h>

/* A period of captivity, or a stay with its switch. */
typedef struct
{
  HearthDateRow *from;
  HearthDateRow *to;
  GtkSwitch *wound; /* NULL: of captivity */
} Period;

struct _HearthWhatIfForm
{
  AdwBin parent_instance;
  HearthBenefitFacts *facts; /* as they are */
  GArray *captivity;         /* (element-type Period) */
  GArray *stays;
  GtkBox *box;
  AdwPreferencesGroup *captivity_group;
  AdwPreferencesGroup *stays_group;
  GtkSwitch *capture_switch;
  GtkSwitch *release_switch;
  AdwComboRow *annual_row;
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (HearthWhatIfForm, hearth_what_if_form, ADW_TYPE_BIN)

static guint changed_signal;

static void
on_changed_cb (HearthWhatIfForm *self)
{
  if (!self->is_filling)
    g_signal_emit (self, changed_signal, 0);
}

/* --- Rows --- */

static HearthDateRow *
add_date (HearthWhatIfForm *self,
          AdwPreferencesGroup *group,
          const char *title,
          const HearthPartialDate *date)
{
  HearthDateRow *row = g_object_new (HEARTH_TYPE_DATE_ROW, "title", title, NULL);

  hearth_date_row_set_date (row, date);
  g_signal_connect_object (row, "changed", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, GTK_WIDGET (row));
  return row;
}

static GtkSwitch *
add_switch (HearthWhatIfForm *self, AdwPreferencesGroup *group, const char *title, gboolean is_on)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *toggle = gtk_switch_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_switch_set_active (GTK_SWITCH (toggle), is_on);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  g_signal_connect_object (toggle, "notify::active", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, row);
  return GTK_SWITCH (toggle);
}

static char *
dup_title (const char *title, guint index, gboolean is_one)
{
  /* Translators: a field of the first, second, … period: "Captured (2)". */
  return is_one ? g_strdup (title) : g_strdup_printf (_ ("%1$s (%2$u)"), title, index + 1);
}

static void
add_captivity (HearthWhatIfForm *self, const HearthBenefitCaptivity *period, gboolean is_one)
{
  g_autofree char *from = dup_title (_ ("Captured"), self->captivity->len, is_one);
  g_autofree char *to = dup_title (_ ("Released"), self->captivity->len, is_one);
  const Period rows = { add_date (self, self->captivity_group, from, &period->from),
                        add_date (self, self->captivity_group, to, &period->to), NULL };

  g_array_append_val (self->captivity, rows);
}

static HearthPartialDate
to_partial (HearthDate date)
{
  HearthPartialDate partial = HEARTH_PARTIAL_DATE_INIT;
  int year, month, day;

  if (date == HEARTH_DATE_NONE)
    return partial;
  hearth_date_split (date, &year, &month, &day);
  return (HearthPartialDate){ (gint16) year, (gint8) month, (gint8) day };
}

static void
add_stay (HearthWhatIfForm *self, const HearthBenefitStay *stay)
{
  const HearthPartialDate first = to_partial (stay->from);
  const HearthPartialDate last = to_partial (stay->to);
  g_autofree char *from = dup_title (_ ("In hospital from"), self->stays->len, FALSE);
  g_autofree char *to = dup_title (_ ("In hospital until"), self->stays->len, FALSE);
  g_autofree char *wound = dup_title (_ ("For a wound"), self->stays->len, FALSE);
  const Period rows = { add_date (self, self->stays_group, from, &first),
                        add_date (self, self->stays_group, to, &last),
                        add_switch (self, self->stays_group, wound, stay->is_wound) };

  g_array_append_val (self->stays, rows);
}

static void
on_add_captivity_cb (HearthWhatIfForm *self)
{
  const HearthBenefitCaptivity nothing = { HEARTH_PARTIAL_DATE_INIT, HEARTH_PARTIAL_DATE_INIT };

  self->is_filling = TRUE;
  add_captivity (self, &nothing, self->captivity->len == 0);
  self->is_filling = FALSE;
  gtk_widget_grab_focus (
      GTK_WIDGET (g_array_index (self->captivity, Period, self->captivity->len - 1).from));
}

static void
on_add_stay_cb (HearthWhatIfForm *self)
{
  const HearthBenefitStay nothing = { HEARTH_DATE_NONE, HEARTH_DATE_NONE, FALSE };

  self->is_filling = TRUE;
  add_stay (self, &nothing);
  self->is_filling = FALSE;
  gtk_widget_grab_focus (
      GTK_WIDGET (g_array_index (self->stays, Period, self->stays->len - 1).from));
}

static AdwPreferencesGroup *
add_group (HearthWhatIfForm *self, const char *title, const char *add_title, GCallback add)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  if (add_title != NULL)
    {
      GtkWidget *button = gtk_button_new_from_icon_name ("list-add-symbolic");

      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_tooltip_text (button, add_title);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      add_title, -1);
      g_signal_connect_object (button, "clicked", add, self, G_CONNECT_SWAPPED);
      adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), button);
    }
  gtk_box_append (self->box, group);
  return ADW_PREFERENCES_GROUP (group);
}

static void
add_counting (HearthWhatIfForm *self)
{
  const char *const rules[] = { _ ("Full years of twelve months"), _ ("Calendar years touched"),
                                _ ("Full calendar years"), NULL };
  g_autoptr (GtkStringList) titles = gtk_string_list_new (rules);
  AdwPreferencesGroup *group = add_group (self, _ ("How It Is Counted"), NULL, NULL);

  self->capture_switch =
      add_switch (self, group, _ ("The day of capture counts"), self->facts->counts_capture_day);
  self->release_switch =
      add_switch (self, group, _ ("The day of release counts"), self->facts->counts_release_day);
  self->annual_row = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->annual_row),
                                 _ ("Years of the annual aid"));
  adw_combo_row_set_use_subtitle (self->annual_row, TRUE);
  adw_combo_row_set_model (self->annual_row, G_LIST_MODEL (titles));
  adw_combo_row_set_selected (self->annual_row, self->facts->annual_rule);
  g_signal_connect_object (self->annual_row, "notify::selected", G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, GTK_WIDGET (self->annual_row));
}

static void
fill (HearthWhatIfForm *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  g_array_set_size (self->captivity, 0);
  g_array_set_size (self->stays, 0);
  self->is_filling = TRUE;
  self->captivity_group = add_group (self, _ ("Captivity"), _ ("Add a Period for the Trial"),
                                     G_CALLBACK (on_add_captivity_cb));
  self->stays_group = add_group (self, _ ("Stays in Hospital After It"),
                                 _ ("Add a Stay for the Trial"), G_CALLBACK (on_add_stay_cb));
  for (guint i = 0; i < self->facts->captivity->len; i++)
    add_captivity (self, &g_array_index (self->facts->captivity, HearthBenefitCaptivity, i),
                   self->facts->captivity->len == 1);
  for (guint i = 0; i < self->facts->inpatient->len; i++)
    add_stay (self, &g_array_index (self->facts->inpatient, HearthBenefitStay, i));
  add_counting (self);
  self->is_filling = FALSE;
}

/* --- The facts --- */

static gboolean
is_empty (const HearthPartialDate *from, const HearthPartialDate *to)
{
  return !hearth_partial_date_is_known (from) && !hearth_partial_date_is_known (to);
}

/* FALSE: not a date, or the wrong way round. What is empty is left out. */
static gboolean
read_captivity (HearthWhatIfForm *self, HearthBenefitFacts *facts)
{
  g_array_set_size (facts->captivity, 0);
  for (guint i = 0; i < self->captivity->len; i++)
    {
      const Period *rows = &g_array_index (self->captivity, Period, i);
      HearthBenefitCaptivity period;

      if (!hearth_date_row_get_date (rows->from, &period.from) ||
          !hearth_date_row_get_date (rows->to, &period.to))
        return FALSE;
      if (hearth_partial_date_is_known (&period.from) &&
          hearth_partial_date_is_known (&period.to) &&
          hearth_partial_date_last (&period.to) < hearth_partial_date_first (&period.from))
        return FALSE;
      if (!is_empty (&period.from, &period.to))
        g_array_append_val (facts->captivity, period);
    }
  return TRUE;
}

/* Days of a stay are known whole, or the sum would be guessed. */
static gboolean
read_day (HearthDateRow *row, HearthDate *day)
{
  HearthPartialDate date;

  *day = HEARTH_DATE_NONE;
  if (!hearth_date_row_get_date (row, &date))
    return FALSE;
  if (!hearth_partial_date_is_known (&date))
    return TRUE;
  *day = hearth_partial_date_first (&date);
  return *day == hearth_partial_date_last (&date);
}

static gboolean
read_stays (HearthWhatIfForm *self, HearthBenefitFacts *facts)
{
  g_array_set_size (facts->inpatient, 0);
  for (guint i = 0; i < self->stays->len; i++)
    {
      const Period *rows = &g_array_index (self->stays, Period, i);
      HearthBenefitStay stay = { .is_wound = gtk_switch_get_active (rows->wound) };

      if (!read_day (rows->from, &stay.from) || !read_day (rows->to, &stay.to))
        return FALSE;
      if (stay.from == HEARTH_DATE_NONE && stay.to == HEARTH_DATE_NONE)
        continue;
      if (stay.from == HEARTH_DATE_NONE || (stay.to != HEARTH_DATE_NONE && stay.to < stay.from))
        return FALSE;
      g_array_append_val (facts->inpatient, stay);
    }
  return TRUE;
}

HearthBenefitFacts *
hearth_what_if_form_make_facts (HearthWhatIfForm *self)
{
  g_autoptr (HearthBenefitFacts) facts = NULL;

  g_return_val_if_fail (HEARTH_IS_WHAT_IF_FORM (self), NULL);

  facts = hearth_benefit_facts_copy (self->facts);
  if (!read_captivity (self, facts) || !read_stays (self, facts))
    return NULL;
  facts->counts_capture_day = gtk_switch_get_active (self->capture_switch);
  facts->counts_release_day = gtk_switch_get_active (self->release_switch);
  facts->annual_rule = (HearthAnnualRule) adw_combo_row_get_selected (self->annual_row);
  return g_steal_pointer (&facts);
}

void
hearth_what_if_form_reset (HearthWhatIfForm *self)
{
  g_return_if_fail (HEARTH_IS_WHAT_IF_FORM (self));

  fill (self);
  on_changed_cb (self);
}

/* --- The widget --- */

static void
hearth_what_if_form_finalize (GObject *object)
{
  HearthWhatIfForm *self = HEARTH_WHAT_IF_FORM (object);

  g_clear_pointer (&self->facts, hearth_benefit_facts_free);
  g_array_unref (self->captivity);
  g_array_unref (self->stays);
  G_OBJECT_CLASS (hearth_what_if_form_parent_class)->finalize (object);
}

static void
hearth_what_if_form_class_init (HearthWhatIfFormClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hearth_what_if_form_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
hearth_what_if_form_init (HearthWhatIfForm *self)
{
  self->captivity = g_array_new (FALSE, FALSE, sizeof (Period));
  self->stays = g_array_new (FALSE, FALSE, sizeof (Period));
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 24));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

GtkWidget *
hearth_what_if_form_new (const HearthBenefitFacts *facts)
{
  HearthWhatIfForm *self = g_object_new (HEARTH_TYPE_WHAT_IF_FORM, NULL);

  self->facts = hearth_benefit_facts_copy (facts);
  fill (self);
  return GTK_WIDGET (self);
}
