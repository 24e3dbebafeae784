/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-compensation-page.h"

#include "hearth-account-list.h"
#include "hearth-benefit-letters.h"
#include "hearth-chip.h"
#include "hearth-claim-dialog.h"
#include "hearth-claim.h"
#include "hearth-format.h"
#include "hearth-history-act.h"
#include "hearth-ledger-dialog.h"
#include "hearth-ledger.h"
#include "hearth-money-acts.h"
#include "hearth-money-summary.h"
#include "hearth-money-timeline.h"
#include "hearth-money-words.h"
#include "hearth-owed-change.h"
#include "hearth-words.h"

#include <glib/gi18n.h>

#define ENTRY_KEY "hearth-entry"

struct _HearthCompensationPage
{
  HearthRecordsPage parent_instance;
  HearthCase *kase;
  HearthLedger *ledger; /* of @kase */
  /* NULL: the login does not hold the compartment. */
  HearthMoneySummary *summary;
  HearthMoneyTimeline *timeline;
  HearthAccountList *accounts;
};

G_DEFINE_FINAL_TYPE (HearthCompensationPage, hearth_compensation_page, HEARTH_TYPE_RECORDS_PAGE)

static HearthDesk *
desk_of (HearthCompensationPage *self)
{
  return hearth_case_page_get_desk (HEARTH_CASE_PAGE (self));
}

/* --- Ledger --- */

static void
on_correct_clicked_cb (HearthCompensationPage *self, GtkWidget *button)
{
  if (self->kase != NULL && hearth_desk_get_context (desk_of (self)) != NULL)
    hearth_ledger_correct_present (GTK_WIDGET (self), desk_of (self), self->kase,
                                   g_object_get_data (G_OBJECT (button), ENTRY_KEY));
}

static void
on_void_clicked_cb (HearthCompensationPage *self, GtkWidget *button)
{
  if (hearth_desk_get_context (desk_of (self)) != NULL)
    hearth_void_dialog_present (GTK_WIDGET (self), desk_of (self),
                                g_object_get_data (G_OBJECT (button), ENTRY_KEY));
}

static void
add_button (HearthCompensationPage *self,
            HearthTextRow *row,
            const HearthRecord *entry,
            const char *icon,
            const char *label,
            GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  /* Translators: what a button does, and with which entry. */
  g_autofree char *name =
      g_strdup_printf (_ ("%1$s: %2$s"), label, hearth_text_row_get_title (row));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), ENTRY_KEY, hearth_record_ref ((HearthRecord *) entry),
                          (GDestroyNotify) hearth_record_unref);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  hearth_text_row_add_suffix (row, button);
}

static void
decorate_entry (HearthTextRow *row,
                const HearthRecord *entry,
                gboolean is_writable,
                gpointer user_data)
{
  HearthCompensationPage *self = HEARTH_COMPENSATION_PAGE (user_data);

  if (!hearth_ledger_counts (self->ledger, entry))
    {
      gtk_widget_add_css_class (GTK_WIDGET (row), "dim-label");
      hearth_text_row_add_suffix (
          row, hearth_chip_new (hearth_ledger_get_correction (self->ledger, entry) != NULL
                                    ? _ ("corrected")
                                    : _ ("void"),
                                NULL));
      return;
    }
  if (hearth_ledger_find_double (self->ledger, entry) != NULL)
    hearth_text_row_add_suffix (row, hearth_chip_new (_ ("entered twice?"), "urgent"));
  if (hearth_record_get_text (entry, "corrects") != NULL)
    hearth_text_row_add_suffix (row, hearth_chip_new (_ ("correction"), NULL));
  if (!is_writable)
    return;
  add_button (self, row, entry, "document-edit-symbolic", _ ("Correct"),
              G_CALLBACK (on_correct_clicked_cb));
  add_button (self, row, entry, "action-unavailable-symbolic", _ ("Void"),
              G_CALLBACK (on_void_clicked_cb));
}

/* --- Claims --- */

static const char *
get_look (HearthClaimPhase phase)
{
  switch (phase)
    {
    case HEARTH_CLAIM_SETTLED:
      return "accent";
    case HEARTH_CLAIM_BACK:
      return "urgent";
    case HEARTH_CLAIM_COLLECTING:
    case HEARTH_CLAIM_OUT:
    case HEARTH_CLAIM_VOID:
    default:
      return NULL;
    }
}

static void
add_papers (HearthCompensationPage *self, HearthTextRow *row, const HearthRecord *claim)
{
  g_autoptr (GArray) papers = hearth_claim_list_papers (
      claim, hearth_desk_get_packs (desk_of (self)),
      hearth_case_get_records (self->kase, "document"), hearth_format_language ());
  g_autofree char *text = NULL;
  guint n_there = 0;

  for (guint i = 0; i < papers->len; i++)
    n_there += g_array_index (papers, HearthClaimPaper, i).is_there;
  if (papers->len == 0 || hearth_claim_get_phase (claim) != HEARTH_CLAIM_COLLECTING)
    return;
  /* Translators: how many of the papers for a claim are there, and how many it needs. */
  text = g_strdup_printf (_ ("papers %1$u/%2$u"), n_there, papers->len);
  hearth_text_row_add_suffix (
      row, hearth_chip_new (text, n_there == papers->len ? "accent" : "warning"));
}

static const HearthRecord *
find_file (HearthCompensationPage *self, const char *hex)
{
  static const char *const kinds[] = { "benefits_file", "file" };
  HearthId id;

  for (guint i = 0; hearth_id_parse (hex, &id) && i < G_N_ELEMENTS (kinds); i++)
    {
      GPtrArray *files = hearth_case_get_records (self->kase, kinds[i]);

      for (guint j = 0; j < files->len; j++)
        if (hearth_id_equal (hearth_record_get_id (files->pdata[j]), &id))
          return files->pdata[j];
    }
  return NULL;
}

/* One click from a claim to the scan of a paper. What was removed meanwhile has no button. */
static void
add_scans (HearthCompensationPage *self, HearthTextRow *row, const HearthRecord *claim)
{
  const json_t *scans = json_object_get (hearth_record_get_values (claim), "scans");
  char case_hex[HEARTH_ID_HEX_SIZE];

  hearth_id_format (hearth_case_get_id (self->kase), case_hex);
  for (size_t i = 0; i < json_array_size (scans); i++)
    {
      const char *hex = json_string_value (json_array_get (scans, i));
      const HearthRecord *file = hex != NULL ? find_file (self, hex) : NULL;
      const char *title = file != NULL ? hearth_record_get_text (file, "title") : NULL;
      /* Translators: the placeholder is the title of a file. */
      g_autofree char *label = g_strdup_printf (_ ("Scan: %s"), title != NULL ? title : _ ("File"));
      GtkWidget *button;

      if (file == NULL)
        continue;
      button = gtk_button_new_from_icon_name ("mail-attachment-symbolic");
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_tooltip_text (button, label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                      -1);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-case-at");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(sss)", case_hex, "files", hex);
      hearth_text_row_add_suffix (row, button);
    }
}

static void
add_next (HearthCompensationPage *self, HearthTextRow *row, const HearthRecord *claim)
{
  const HearthDate next = hearth_claim_get_next (claim);
  g_autofree char *day = NULL;
  g_autofree char *text = NULL;

  if (next == HEARTH_DATE_NONE || hearth_claim_get_phase (claim) == HEARTH_CLAIM_SETTLED)
    return;
  day = hearth_format_date (next);
  /* Translators: until when something is to be done; the placeholder is a date. */
  text = g_strdup_printf (_ ("by %s"), day);
  hearth_text_row_add_suffix (
      row, hearth_chip_new (text, next < hearth_case_get_today (self->kase) ? "urgent" : NULL));
}

static void
decorate_claim (HearthTextRow *row,
                const HearthRecord *claim,
                gboolean is_writable,
                gpointer user_data)
{
  HearthCompensationPage *self = HEARTH_COMPENSATION_PAGE (user_data);
  HearthClaimPhase phase = hearth_claim_get_phase (claim);
  const char *blocker = hearth_record_get_text (claim, "blocker");

  if (phase == HEARTH_CLAIM_BACK)
    hearth_text_row_add_suffix (
        row, hearth_chip_new (hearth_word_get_title (hearth_record_get_text (claim, "state")),
                              get_look (phase)));
  if (blocker != NULL)
    hearth_text_row_add_suffix (
        row, hearth_chip_new (hearth_format_pack_title (hearth_desk_get_packs (desk_of (self)),
                                                        "blocker", blocker),
                              "warning"));
  add_papers (self, row, claim);
  add_scans (self, row, claim);
  add_next (self, row, claim);
}

/* --- What changed it last --- */

static gpointer
read_history (HearthDb *db, gpointer data, GError **error)
{
  return hearth_history_query_run (db, data, NULL, error);
}

static char *
dup_since (const HearthOwedChange *found, HearthPackSet *packs)
{
  const gint64 difference = found->after_kop - found->before_kop;
  g_autofree char *moment = hearth_format_moment (found->change->at_ms);
  g_autofree char *title = hearth_history_change_get_title (found->change, packs);
  g_autofree char *values = hearth_history_change_get_values (found->change, packs);
  g_autofree char *sum = hearth_money_dup_text (ABS (difference));

  /* Translators: when, who, what was changed, from what to what; plus or minus; a sum of money. */
  return g_strdup_printf (_ ("Changed last: %1$s, %2$s. %3$s: %4$s. Owed since then: %5$s%6$s"),
                          moment, found->change->who, title, values, difference > 0 ? "+" : "−",
                          sum);
}

static void
on_history_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthCompensationPage) self = HEARTH_COMPENSATION_PAGE (user_data);
  g_autoptr (GPtrArray) history = hearth_store_read_finish (HEARTH_STORE (source), result, NULL);
  HearthOwedChange found;
  HearthPackSet *packs;
  g_autofree char *text = NULL;

  if (self->kase == NULL || history == NULL || hearth_desk_get_context (desk_of (self)) == NULL)
    return;
  packs = hearth_desk_get_packs (desk_of (self));
  if (hearth_owed_change_find (history, self->kase, packs, &found))
    text = dup_since (&found, packs);
  hearth_money_summary_show_since (self->summary, text);
}

static void
begin_reading_history (HearthCompensationPage *self)
{
  HearthDesk *desk = desk_of (self);
  HearthStore *store = hearth_context_get_store (hearth_desk_get_context (desk));

  hearth_store_read_async (store, read_history,
                           g_memdup2 (hearth_case_get_id (self->kase), sizeof (HearthId)), g_free,
                           (GDestroyNotify) g_ptr_array_unref, hearth_desk_get_cancellable (desk),
                           on_history_read_cb, g_object_ref (self));
}

/* --- The page --- */

static void
hearth_compensation_page_show_case (HearthCasePage *page, HearthCase *kase, gboolean is_other)
{
  HearthCompensationPage *self = HEARTH_COMPENSATION_PAGE (page);

  /* Before the rows are made, which ask it. */
  g_set_object (&self->kase, kase);
  g_clear_pointer (&self->ledger, hearth_ledger_free);
  self->ledger = hearth_ledger_new (hearth_case_get_records (kase, "payment"));
  HEARTH_CASE_PAGE_CLASS (hearth_compensation_page_parent_class)->show_case (page, kase, is_other);
}

static void
hearth_compensation_page_show_more (HearthRecordsPage *page, HearthCase *kase, gboolean is_other)
{
  HearthCompensationPage *self = HEARTH_COMPENSATION_PAGE (page);
  HearthDesk *desk = desk_of (self);
  g_autoptr (HearthCaseBenefits) benefits = NULL;

  if (self->summary == NULL || hearth_desk_get_context (desk) == NULL)
    return;
  benefits = hearth_case_benefits_new (kase, hearth_desk_get_packs (desk));
  hearth_money_summary_show (self->summary, kase, benefits);
  hearth_money_timeline_show (self->timeline, kase, hearth_desk_get_packs (desk), benefits);
  hearth_account_list_show (self->accounts, kase, benefits);
  if (is_other)
    hearth_money_summary_show_since (self->summary, NULL);
  begin_reading_history (self);
}

static void
hearth_compensation_page_constructed (GObject *object)
{
  HearthCompensationPage *self = HEARTH_COMPENSATION_PAGE (object);
  HearthRecordsPage *page = HEARTH_RECORDS_PAGE (object);
  HearthRecordSection *ledger, *claims;

  G_OBJECT_CLASS (hearth_compensation_page_parent_class)->constructed (object);
  ledger = hearth_records_page_get_section (page, "payment");
  claims = hearth_records_page_get_section (page, "claim");
  if (ledger == NULL || claims == NULL)
    return;
  self->summary = HEARTH_MONEY_SUMMARY (hearth_money_summary_new ());
  self->accounts = HEARTH_ACCOUNT_LIST (hearth_account_list_new (desk_of (self)));
  self->timeline = HEARTH_MONEY_TIMELINE (hearth_money_timeline_new ());
  hearth_records_page_add (page, GTK_WIDGET (self->accounts), NULL);
  hearth_records_page_add (page, GTK_WIDGET (self->timeline), NULL);
  hearth_benefit_letters_set_up (page);
  hearth_records_page_add (page, GTK_WIDGET (self->summary), NULL);
  hearth_records_page_add (page, hearth_money_acts_new (HEARTH_CASE_PAGE (page)), NULL);
  hearth_record_section_set_opener (ledger, hearth_ledger_entry_present);
  hearth_record_section_set_decorate (ledger, decorate_entry, self);
  hearth_record_section_set_opener (claims, hearth_claim_dialog_present);
  hearth_record_section_set_decorate (claims, decorate_claim, self);
}

static void
hearth_compensation_page_dispose (GObject *object)
{
  HearthCompensationPage *self = HEARTH_COMPENSATION_PAGE (object);

  g_clear_pointer (&self->ledger, hearth_ledger_free);
  g_clear_object (&self->kase);
  G_OBJECT_CLASS (hearth_compensation_page_parent_class)->dispose (object);
}

static void
hearth_compensation_page_class_init (HearthCompensationPageClass *klass)
{
  static const char *const kinds[] = { "claim", "payment", "benefit_letter", "pay",
                                       "share", "stay",    "disability",     NULL };

  G_OBJECT_CLASS (klass)->constructed = hearth_compensation_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = hearth_compensation_page_dispose;
  HEARTH_CASE_PAGE_CLASS (klass)->show_case = hearth_compensation_page_show_case;
  HEARTH_RECORDS_PAGE_CLASS (klass)->kinds = kinds;
  HEARTH_RECORDS_PAGE_CLASS (klass)->show_more = hearth_compensation_page_show_more;
}

static void
hearth_compensation_page_init (HearthCompensationPage *self)
{
}
