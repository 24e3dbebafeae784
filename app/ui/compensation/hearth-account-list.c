/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-account-list.h"

#include "hearth-benefit-letters.h"
#include "hearth-chip.h"
#include "hearth-format.h"
#include "hearth-money-words.h"
#include "hearth-text-row.h"
#include "hearth-words.h"
#include "hearth-working-window.h"

#include <glib/gi18n.h>

#define BENEFIT_KEY "hearth-benefit"

struct _HearthAccountList
{
  AdwBin parent_instance;
  HearthDesk *desk;
  HearthCase *kase;
  GtkListBox *accounts;
  AdwPreferencesGroup *rights_group;
  GtkListBox *rights;
};

G_DEFINE_FINAL_TYPE (HearthAccountList, hearth_account_list, ADW_TYPE_BIN)

static void
on_row_activated_cb (HearthAccountList *self, GtkListBoxRow *row)
{
  const char *benefit = g_object_get_data (G_OBJECT (row), BENEFIT_KEY);

  if (benefit != NULL && self->kase != NULL && hearth_desk_get_context (self->desk) != NULL)
    hearth_working_window_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->desk,
                                   self->kase, benefit);
}

static GtkListBox *
make_list (const char *name)
{
  GtkListBox *list = GTK_LIST_BOX (gtk_list_box_new ());

  gtk_list_box_set_selection_mode (list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return list;
}

static void
hearth_account_list_dispose (GObject *object)
{
  HearthAccountList *self = HEARTH_ACCOUNT_LIST (object);

  g_clear_object (&self->kase);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (hearth_account_list_parent_class)->dispose (object);
}

static void
hearth_account_list_class_init (HearthAccountListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_account_list_dispose;
}

static void
hearth_account_list_init (HearthAccountList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Benefits"));
  self->accounts = make_list (_ ("Benefits"));
  g_signal_connect_object (self->accounts, "row-activated", G_CALLBACK (on_row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->accounts));
  self->rights_group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->rights_group, _ ("Rights Without a Sum"));
  self->rights = make_list (_ ("Rights Without a Sum"));
  adw_preferences_group_add (self->rights_group, GTK_WIDGET (self->rights));
  gtk_box_append (GTK_BOX (box), group);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->rights_group));
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
hearth_account_list_new (HearthDesk *desk)
{
  HearthAccountList *self = g_object_new (HEARTH_TYPE_ACCOUNT_LIST, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}

static void
clear (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

/* --- Benefits with a sum --- */

static char *
dup_entitled (const HearthBenefitAccount *account)
{
  g_autofree char *least = hearth_money_dup_text (account->sum_kop);
  g_autofree char *most = hearth_money_dup_text (account->max_kop);

  /* Translators: sums of money. */
  return account->max_kop > account->sum_kop
             ? g_strdup_printf (_ ("Entitled %1$s to %2$s"), least, most)
             : g_strdup_printf (_ ("Entitled %s"), least);
}

static char *
dup_subtitle (const HearthBenefitAccount *account)
{
  g_autofree char *entitled = dup_entitled (account);
  g_autofree char *paid = hearth_money_dup_text (account->paid_kop);
  g_autofree char *waived = hearth_money_dup_text (account->waived_kop);
  g_autoptr (GString) text = g_string_new (entitled);

  if (account->override != NULL || account->sum_kop != account->counted_kop)
    {
      g_autofree char *counted = hearth_money_dup_text (account->counted_kop);

      g_string_append (text, " · ");
      /* Translators: a sum of money. */
      g_string_append_printf (text, _ ("counted %s"), counted);
    }
  g_string_append (text, " · ");
  /* Translators: a sum of money. */
  g_string_append_printf (text, _ ("paid %s"), paid);
  if (account->paid_kop < 0)
    g_string_append_printf (text, " · %s", _ ("more was returned than paid: an entry is missing"));
  if (account->waived_kop != 0)
    {
      g_string_append (text, " · ");
      /* Translators: a sum of money. */
      g_string_append_printf (text, _ ("waived %s"), waived);
    }
  return g_strdup (text->str);
}

static char *
dup_owed (const HearthBenefitAccount *account)
{
  g_autofree char *most = hearth_money_dup_text (account->owed_max_kop);

  if (account->overpaid_kop > 0)
    return g_strdup (_ ("overpaid"));
  if (account->owed_max_kop > account->owed_kop)
    /* Translators: below a sum of money; the placeholder is a greater one. */
    return g_strdup_printf (_ ("owed, at most %s"), most);
  return g_strdup (_ ("owed"));
}

static GtkWidget *
make_sum (const HearthBenefitAccount *account)
{
  const gboolean is_overpaid = account->overpaid_kop > 0;
  g_autofree char *text = dup_owed (account);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (
      GTK_BOX (box),
      hearth_money_label_new (is_overpaid ? account->overpaid_kop : account->owed_kop, "heading"));
  gtk_widget_add_css_class (label, is_overpaid ? "warning" : "dim-label");
  gtk_widget_add_css_class (label, "caption");
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 16);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

/* How far the claim is, what stops it, and that a person decided on another sum. */
static void
add_chips (HearthAccountList *self, HearthTextRow *row, const HearthBenefitAccount *account)
{
  HearthPackSet *packs = hearth_desk_get_packs (self->desk);
  const char *state =
      account->claim != NULL ? hearth_record_get_text (account->claim, "state") : NULL;
  const char *blocker =
      account->claim != NULL ? hearth_record_get_text (account->claim, "blocker") : NULL;
  GtkWidget *box;

  if (state == NULL && account->override == NULL)
    return;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  if (account->override != NULL)
    gtk_box_append (GTK_BOX (box), hearth_chip_new (_ ("sum set by a person"), "warning"));
  if (state != NULL)
    gtk_box_append (GTK_BOX (box),
                    hearth_chip_new (hearth_word_get_title (state),
                                     g_str_equal (state, "rejected") ? "urgent" : NULL));
  if (blocker != NULL)
    gtk_box_append (
        GTK_BOX (box),
        hearth_chip_new (hearth_format_pack_title (packs, "blocker", blocker), "warning"));
  hearth_text_row_add_suffix (row, box);
}

static void
append_account (HearthAccountList *self, const HearthBenefitAccount *account)
{
  g_autofree char *subtitle = dup_subtitle (account);
  GtkWidget *row = hearth_text_row_new (hearth_money_get_title (account), subtitle);

  add_chips (self, HEARTH_TEXT_ROW (row), account);
  hearth_text_row_add_suffix (HEARTH_TEXT_ROW (row), make_sum (account));
  if (account->benefit != NULL)
    hearth_text_row_add_suffix (
        HEARTH_TEXT_ROW (row),
        hearth_benefit_letters_make_button (self->desk, self->kase, account->benefit));
  if (account->benefit != NULL)
    g_object_set_data_full (G_OBJECT (row), BENEFIT_KEY,
                            g_strdup (hearth_pack_entry_get_id (account->benefit)), g_free);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), account->benefit != NULL);
  if (account->benefit != NULL)
    gtk_widget_set_tooltip_text (row, _ ("How It Was Counted"));
  gtk_list_box_append (self->accounts, row);
}

/* --- Rights --- */

static void
add_clock (GtkWidget *row, const HearthBenefitRight *right, HearthDate today)
{
  HearthDate last;
  g_autofree char *day = NULL;
  g_autofree char *text = NULL;

  if (right->n_days <= 0 || right->from == HEARTH_DATE_NONE)
    return;
  last = right->from + right->n_days - 1;
  while (right->renews && last < today)
    last += right->n_days;
  day = hearth_format_date (last);
  /* Translators: the placeholders are dates. */
  text = right->renews  ? g_strdup_printf (_ ("renews after %s"), day)
         : last < today ? g_strdup_printf (_ ("if begun at once, over on %s"), day)
                        : g_strdup_printf (_ ("if begun at once, until %s"), day);
  hearth_text_row_add_suffix (HEARTH_TEXT_ROW (row), hearth_chip_new (text, NULL));
}

static void
append_right (HearthAccountList *self, const HearthBenefitRight *right, HearthDate today)
{
  const char *language = hearth_format_language ();
  const char *obstacle = hearth_pack_entry_get_text (right->benefit, "Obstacle", language);
  const char *deadline = hearth_pack_entry_get_text (right->benefit, "Deadline", language);
  g_autoptr (GString) subtitle = g_string_new (NULL);
  GtkWidget *row;

  if (right->n_days > 0)
    {
      g_autofree char *days = hearth_format_n_days (right->n_days);

      hearth_format_append_part (subtitle, days);
    }
  hearth_format_append_part (subtitle, deadline);
  hearth_format_append_part (subtitle, obstacle);
  hearth_format_append_part (subtitle,
                             hearth_pack_entry_get_text (right->benefit, "Source", language));
  row = hearth_text_row_new (hearth_pack_entry_get_title (right->benefit, language), subtitle->str);
  add_clock (row, right, today);
  hearth_text_row_add_suffix (HEARTH_TEXT_ROW (row), hearth_benefit_letters_make_button (
                                                         self->desk, self->kase, right->benefit));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_append (self->rights, row);
}

static gboolean
is_worth_a_row (const HearthBenefitAccount *account)
{
  return account->max_kop != 0 || account->counted_kop != 0 || account->paid_kop != 0 ||
         account->waived_kop != 0;
}

void
hearth_account_list_show (HearthAccountList *self,
                          HearthCase *kase,
                          const HearthCaseBenefits *benefits)
{
  g_return_if_fail (HEARTH_IS_ACCOUNT_LIST (self));

  g_set_object (&self->kase, kase);
  clear (self->accounts);
  clear (self->rights);
  for (guint i = 0; i < benefits->accounts->len; i++)
    {
      const HearthBenefitAccount *account =
          &g_array_index (benefits->accounts, HearthBenefitAccount, i);

      if (is_worth_a_row (account))
        append_account (self, account);
    }
  if (gtk_list_box_get_row_at_index (self->accounts, 0) == NULL)
    {
      GtkWidget *row = hearth_text_row_new (
          _ ("Nothing can be counted yet"),
          _ ("Write down the period of captivity and whether this is a soldier or a civilian."));

      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
      gtk_list_box_append (self->accounts, row);
    }
  for (guint i = 0; i < benefits->benefits->rights->len; i++)
    append_right (self, &g_array_index (benefits->benefits->rights, HearthBenefitRight, i),
                  hearth_case_get_today (kase));
  gtk_widget_set_visible (GTK_WIDGET (self->rights_group), benefits->benefits->rights->len > 0);
}
