/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-benefit-letters.h"

#include "hearth-case-benefits.h"
#include "hearth-format.h"
#include "hearth-letter-window.h"

#include <glib/gi18n.h>

#define LETTER_KEY "hearth-letter"
#define BENEFIT_KEY "hearth-benefit"
#define CASE_KEY "hearth-case"
#define DESK_KEY "hearth-desk"

static GtkWindow *
window_of (GtkWidget *widget)
{
  return GTK_WINDOW (gtk_widget_get_root (widget));
}

/* --- Rows of letters --- */

static void
on_print_clicked_cb (GtkWidget *button, gpointer user_data)
{
  HearthCasePage *page = HEARTH_CASE_PAGE (user_data);

  hearth_letter_window_print (window_of (button), hearth_case_page_get_desk (page),
                              hearth_case_page_get_case (page),
                              g_object_get_data (G_OBJECT (button), LETTER_KEY));
}

static void
decorate (HearthTextRow *row, const HearthRecord *letter, gboolean is_writable, gpointer user_data)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("printer-symbolic");
  /* Translators: the placeholder is the title of a letter. */
  g_autofree char *name = g_strdup_printf (_ ("Print: %s"), hearth_text_row_get_title (row));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Print…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), LETTER_KEY,
                          hearth_record_ref ((HearthRecord *) letter),
                          (GDestroyNotify) hearth_record_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_print_clicked_cb), user_data, 0);
  hearth_text_row_add_suffix (row, button);
}

/* What is owed most is what a letter is most likely about; the window lets another one be chosen. */
static const char *
find_benefit (const HearthCaseBenefits *counted)
{
  const HearthBenefitAccount *most = NULL;

  for (guint i = 0; i < counted->accounts->len; i++)
    {
      const HearthBenefitAccount *account =
          &g_array_index (counted->accounts, HearthBenefitAccount, i);

      if (account->benefit != NULL && (most == NULL || account->owed_kop > most->owed_kop))
        most = account;
    }
  return most != NULL ? hearth_pack_entry_get_id (most->benefit) : NULL;
}

static void
on_add (gpointer user_data)
{
  HearthCasePage *page = HEARTH_CASE_PAGE (user_data);
  HearthDesk *desk = hearth_case_page_get_desk (page);
  HearthCase *kase = hearth_case_page_get_case (page);
  HearthPackSet *packs = hearth_desk_get_packs (desk);
  g_autoptr (HearthCaseBenefits) counted = NULL;
  const char *benefit;

  if (kase == NULL || hearth_desk_get_context (desk) == NULL)
    return;
  counted = hearth_case_benefits_new (kase, packs);
  benefit = find_benefit (counted);
  if (benefit == NULL && hearth_pack_set_get_n_entries (packs, "benefit") > 0)
    benefit = hearth_pack_entry_get_id (hearth_pack_set_get_entry (packs, "benefit", 0));
  if (benefit != NULL)
    hearth_letter_window_present_for_benefit (window_of (GTK_WIDGET (page)), desk, kase, benefit,
                                              NULL);
}

void
hearth_benefit_letters_set_up (HearthRecordsPage *page)
{
  HearthRecordSection *section = hearth_records_page_get_section (page, "benefit_letter");

  if (section == NULL)
    return;
  hearth_record_section_set_decorate (section, decorate, page);
  hearth_record_section_set_add (section, on_add, page);
  hearth_record_section_set_opener (section, hearth_letter_window_open);
}

/* --- Rows of benefits --- */

static void
on_write_clicked_cb (GtkWidget *button)
{
  hearth_letter_window_present_for_benefit (
      window_of (button), g_object_get_data (G_OBJECT (button), DESK_KEY),
      g_object_get_data (G_OBJECT (button), CASE_KEY),
      g_object_get_data (G_OBJECT (button), BENEFIT_KEY), "application");
}

GtkWidget *
hearth_benefit_letters_make_button (HearthDesk *desk,
                                    HearthCase *kase,
                                    const HearthPackEntry *benefit)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("document-edit-symbolic");
  /* Translators: the placeholder is the name of a payment. */
  g_autofree char *name = g_strdup_printf (
      _ ("Write a letter: %s"), hearth_pack_entry_get_title (benefit, hearth_format_language ()));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Write a Letter…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), DESK_KEY, g_object_ref (desk), g_object_unref);
  g_object_set_data_full (G_OBJECT (button), CASE_KEY, g_object_ref (kase), g_object_unref);
  g_object_set_data_full (G_OBJECT (button), BENEFIT_KEY,
                          g_strdup (hearth_pack_entry_get_id (benefit)), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_write_clicked_cb), NULL);
  return button;
}
