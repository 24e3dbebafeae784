/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-what-if-window.h"

#include "hearth-benefit-compare.h"
#include "hearth-case-benefits.h"
#include "hearth-format.h"
#include "hearth-money-words.h"
#include "hearth-text-row.h"
#include "hearth-what-if-form.h"

#include <glib/gi18n.h>

#define WIDTH 640
#define HEIGHT 680

struct _HearthWhatIfWindow
{
  AdwWindow parent_instance;
  HearthPackSet *packs; /* of when it was opened */
  HearthCaseBenefits *counted;
  HearthWhatIfForm *form;
  GtkListBox *results;
  GtkLabel *total_label; /* stays in sight below what scrolls */
  GtkLabel *issue_label;
  GtkBox *content;
  AdwWindowTitle *title;
};

G_DEFINE_FINAL_TYPE (HearthWhatIfWindow, hearth_what_if_window, ADW_TYPE_WINDOW)

/* --- What comes of it --- */

static char *
dup_sums (gint64 least, gint64 most)
{
  g_autofree char *low = hearth_money_dup_text (least);
  g_autofree char *high = hearth_money_dup_text (most);

  /* Translators: the least and the most of a sum of money. */
  return most > least ? g_strdup_printf (_ ("%1$s to %2$s"), low, high) : g_steal_pointer (&low);
}

static char *
dup_difference (gint64 kop)
{
  g_autofree char *text = hearth_money_dup_text (kop);

  if (kop == 0)
    return g_strdup (_ ("no change"));
  return kop > 0 ? g_strconcat ("+", text, NULL) : g_steal_pointer (&text);
}

static void
append (HearthWhatIfWindow *self, const char *title, const HearthBenefitChange *change)
{
  g_autofree char *old = dup_sums (change->old_kop, change->old_max_kop);
  g_autofree char *new = dup_sums (change->new_kop, change->new_max_kop);
  g_autofree char *difference = dup_difference (change->new_kop - change->old_kop);
  /* Translators: sums of money: as it is, and as it would be. */
  g_autofree char *subtitle = g_strdup_printf (_ ("now %1$s → then %2$s"), old, new);
  GtkWidget *row = hearth_text_row_new (title, subtitle);
  GtkWidget *label = gtk_label_new (difference);

  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, change->new_kop == change->old_kop ? "dim-label" : "heading");
  hearth_text_row_add_suffix (HEARTH_TEXT_ROW (row), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_append (self->results, row);
}

static const HearthBenefitChange *
find_change (const GArray *changes, const HearthPackEntry *benefit)
{
  for (guint i = 0; benefit != NULL && i < changes->len; i++)
    if (g_array_index (changes, HearthBenefitChange, i).benefit == benefit)
      return &g_array_index (changes, HearthBenefitChange, i);
  return NULL;
}

static void
add_change (HearthBenefitChange *owed,
            const HearthBenefitAccount *account,
            const HearthBenefitChange *change)
{
  HearthBenefitAccount after = *account;

  if (change != NULL && account->override == NULL)
    {
      after.sum_kop = change->new_kop;
      after.max_kop = change->new_max_kop;
      hearth_benefit_account_settle (&after);
    }
  owed->old_kop += MAX (account->owed_kop, 0);
  owed->old_max_kop += account->owed_max_kop;
  owed->new_kop += MAX (after.owed_kop, 0);
  owed->new_max_kop += after.owed_max_kop;
}

/* What was paid and given up stays as it is, and so does a sum that a person decided on. */
static HearthBenefitChange
sum_owed (HearthWhatIfWindow *self, const GArray *changes)
{
  const GArray *accounts = self->counted->accounts;
  HearthBenefitChange owed = { 0 };

  for (guint i = 0; i < accounts->len; i++)
    {
      const HearthBenefitAccount *account = &g_array_index (accounts, HearthBenefitAccount, i);

      add_change (&owed, account, find_change (changes, account->benefit));
    }
  for (guint i = 0; i < changes->len; i++)
    {
      const HearthBenefitChange *change = &g_array_index (changes, HearthBenefitChange, i);

      if (hearth_case_benefits_find (self->counted, hearth_pack_entry_get_id (change->benefit)) !=
          NULL)
        continue;
      owed.new_kop += change->new_kop;
      owed.new_max_kop += change->new_max_kop;
    }
  return owed;
}

static void
show_total (HearthWhatIfWindow *self, const HearthBenefitChange *owed)
{
  g_autofree char *old = dup_sums (owed->old_kop, owed->old_max_kop);
  g_autofree char *new = dup_sums (owed->new_kop, owed->new_max_kop);
  g_autofree char *difference = dup_difference (owed->new_kop - owed->old_kop);
  /* Translators: sums of money: as it is, as it would be, and how much more or less. */
  g_autofree char *text =
      g_strdup_printf (_ ("Owed now %1$s → then %2$s (%3$s)"), old, new, difference);

  gtk_label_set_text (self->total_label, text);
}

static void
clear (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static void
update (HearthWhatIfWindow *self)
{
  g_autoptr (HearthBenefitFacts) facts = hearth_what_if_form_make_facts (self->form);
  g_autoptr (HearthBenefits) benefits = NULL;
  g_autoptr (GArray) changes = NULL;
  HearthBenefitChange owed;

  gtk_widget_set_visible (GTK_WIDGET (self->issue_label), facts == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->results), facts != NULL);
  gtk_label_set_text (self->total_label, _ ("No sum: a date is to be mended"));
  if (facts == NULL)
    return;
  benefits = hearth_benefits_compute (self->packs, facts);
  changes = hearth_benefits_compare (self->counted->benefits, benefits);
  owed = sum_owed (self, changes);
  show_total (self, &owed);
  clear (self->results);
  append (self, _ ("Owed, all together"), &owed);
  for (guint i = 0; i < changes->len; i++)
    {
      const HearthBenefitChange *change = &g_array_index (changes, HearthBenefitChange, i);

      append (self, hearth_pack_entry_get_title (change->benefit, hearth_format_language ()),
              change);
    }
}

static void
reset_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hearth_what_if_form_reset (HEARTH_WHAT_IF_WINDOW (widget)->form);
}

/* --- The widget --- */

static void
hearth_what_if_window_finalize (GObject *object)
{
  HearthWhatIfWindow *self = HEARTH_WHAT_IF_WINDOW (object);

  g_clear_pointer (&self->counted, hearth_case_benefits_free);
  g_clear_pointer (&self->packs, hearth_pack_set_unref);
  G_OBJECT_CLASS (hearth_what_if_window_parent_class)->finalize (object);
}

static void
hearth_what_if_window_class_init (HearthWhatIfWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hearth_what_if_window_finalize;
  gtk_widget_class_install_action (widget_class, "trial.reset", NULL, reset_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
make_header (HearthWhatIfWindow *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *reset = gtk_button_new_with_mnemonic (_ ("As It _Is"));

  self->title = ADW_WINDOW_TITLE (adw_window_title_new (_ ("What If"), ""));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (reset), "trial.reset");
  gtk_widget_set_tooltip_text (reset, _ ("Back to the dates of the case"));
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), GTK_WIDGET (self->title));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), reset);
  return header;
}

static GtkLabel *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, style);
  return GTK_LABEL (label);
}

static GtkWidget *
make_scroller (HearthWhatIfWindow *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  g_object_set (self->content, "margin-start", 12, "margin-end", 12, "margin-top", 18,
                "margin-bottom", 24, NULL);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->content));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static void
hearth_what_if_window_init (HearthWhatIfWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *group = adw_preferences_group_new ();

  self->content = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 24));
  self->results = GTK_LIST_BOX (gtk_list_box_new ());
  self->issue_label = make_label (
      _ ("Something above is no date, or ends before it begins. Days in hospital must be whole "
         "dates."),
      "error");
  gtk_list_box_set_selection_mode (self->results, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->results), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->results), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What would come of it"), -1);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("What Would Come of It"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->issue_label));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->results));
  gtk_box_append (self->content, GTK_WIDGET (make_label (
                                     _ ("A trial: nothing here is saved, and the case stays as "
                                        "it is."),
                                     "heading")));
  gtk_box_append (self->content, group);
  gtk_box_append (GTK_BOX (box), make_header (self));
  gtk_box_append (GTK_BOX (box), make_scroller (self));
  self->total_label = make_label (NULL, "heading");
  gtk_widget_add_css_class (GTK_WIDGET (self->total_label), "numeric");
  g_object_set (self->total_label, "margin-start", 18, "margin-end", 18, "margin-top", 12,
                "margin-bottom", 12, "xalign", 0.5, "justify", GTK_JUSTIFY_CENTER, NULL);
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->total_label));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, HEIGHT);
  gtk_window_set_title (GTK_WINDOW (self), _ ("What If"));
  gtk_widget_set_size_request (GTK_WIDGET (self), 360, -1);
}

void
hearth_what_if_window_present (GtkWindow *parent, HearthDesk *desk, HearthCase *kase)
{
  HearthWhatIfWindow *self;
  const char *number;

  g_return_if_fail (HEARTH_IS_CASE (kase));

  self = g_object_new (HEARTH_TYPE_WHAT_IF_WINDOW, "transient-for", parent, NULL);
  number = hearth_record_get_text (hearth_case_get_person (kase), "number");
  self->packs = hearth_pack_set_ref (hearth_desk_get_packs (desk));
  self->counted = hearth_case_benefits_new (kase, self->packs);
  self->form = HEARTH_WHAT_IF_FORM (hearth_what_if_form_new (self->counted->facts));
  adw_window_title_set_subtitle (self->title, number != NULL ? number : "");
  gtk_box_insert_child_after (self->content, GTK_WIDGET (self->form),
                              gtk_widget_get_first_child (GTK_WIDGET (self->content)));
  g_signal_connect_object (self->form, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  gtk_window_present (GTK_WINDOW (self));
}
