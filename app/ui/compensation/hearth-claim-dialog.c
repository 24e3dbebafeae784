/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-claim-dialog.h"

#include "hearth-claim.h"
#include "hearth-form-control.h"
#include "hearth-format.h"
#include "hearth-random.h"
#include "hearth-record-dialog.h"
#include "hearth-words.h"

#include <glib/gi18n.h>

#define CASE_KEY "hearth-case"
#define BENEFIT_KEY "hearth-benefit"

#define N_GROUPS 6

/* Without a file in the case there is nothing to choose a scan from. */
static const HearthFormGroup groups[N_GROUPS] = {
  { NULL, "benefit state papers" },
  { N_ ("Submission"), "addressee submitted_on reference answer_due_on approved_on" },
  { N_ ("Refusal and Appeal"), "refused_on refusal appeal_due_on appealed_on court" },
  { N_ ("What Comes Next"), "next_act next_on blocker blocked_since" },
  { N_ ("Another Sum Than Was Counted"), "override_kop override_reason" },
  { NULL, "note" },
};

static const HearthFormGroup groups_with_scans[N_GROUPS] = {
  { NULL, "benefit state papers scans" },
  { N_ ("Submission"), "addressee submitted_on reference answer_due_on approved_on" },
  { N_ ("Refusal and Appeal"), "refused_on refusal appeal_due_on appealed_on court" },
  { N_ ("What Comes Next"), "next_act next_on blocker blocked_since" },
  { N_ ("Another Sum Than Was Counted"), "override_kop override_reason" },
  { NULL, "note" },
};

/* What the case says of a paper beside the tick. */
static char *
dup_paper_title (const HearthClaimPaper *paper)
{
  const char *state =
      paper->document != NULL ? hearth_record_get_text (paper->document, "state") : NULL;

  return state != NULL ? g_strdup_printf ("%s (%s)", paper->title, hearth_word_get_title (state))
                       : g_strdup (paper->title);
}

static void
offer_papers (HearthRecordForm *form, HearthCase *kase, HearthPackSet *packs, const char *benefit)
{
  g_autoptr (GPtrArray) options =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_form_option_free);
  const HearthId none = { { 0 } };
  json_t *values = json_pack ("{s:s}", "benefit", benefit);
  g_autoptr (HearthRecord) claim =
      hearth_record_new (hearth_registry_find_kind ("claim"), &none, &none, 0, values);
  g_autoptr (GArray) papers = hearth_claim_list_papers (
      claim, packs, hearth_case_get_records (kase, "document"), hearth_format_language ());

  for (guint i = 0; i < papers->len; i++)
    {
      const HearthClaimPaper *paper = &g_array_index (papers, HearthClaimPaper, i);
      g_autofree char *title = dup_paper_title (paper);

      g_ptr_array_add (options, hearth_form_option_new (paper->id, title));
    }
  hearth_record_form_set_options (form, "papers", options);
}

static const char *const file_kinds[] = { "benefits_file", "file" };

static gboolean
has_files (HearthCase *kase)
{
  for (guint i = 0; i < G_N_ELEMENTS (file_kinds); i++)
    if (hearth_case_get_records (kase, file_kinds[i])->len > 0)
      return TRUE;
  return FALSE;
}

static void
offer_scans (HearthRecordForm *form, HearthCase *kase)
{
  g_autoptr (GPtrArray) options =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_form_option_free);

  for (guint i = 0; i < G_N_ELEMENTS (file_kinds); i++)
    {
      GPtrArray *files = hearth_case_get_records (kase, file_kinds[i]);

      for (guint j = 0; j < files->len; j++)
        {
          const char *title = hearth_record_get_text (files->pdata[j], "title");
          char hex[HEARTH_ID_HEX_SIZE];

          hearth_id_format (hearth_record_get_id (files->pdata[j]), hex);
          g_ptr_array_add (options,
                           hearth_form_option_new (hex, title != NULL ? title : _ ("File")));
        }
    }
  hearth_record_form_set_options (form, "scans", options);
}

/* Which papers a claim needs, its benefit says. */
static void
on_form_changed_cb (HearthRecordForm *form, HearthDesk *desk)
{
  HearthRecordDraft *draft = hearth_record_form_get_draft (form);
  HearthCase *kase = g_object_get_data (G_OBJECT (form), CASE_KEY);
  const char *shown = g_object_get_data (G_OBJECT (form), BENEFIT_KEY);
  const char *benefit = draft != NULL ? hearth_record_draft_get_text (draft, "benefit") : NULL;

  if (benefit == NULL || g_strcmp0 (shown, benefit) == 0 || hearth_desk_get_context (desk) == NULL)
    return;
  g_object_set_data_full (G_OBJECT (form), BENEFIT_KEY, g_strdup (benefit), g_free);
  offer_papers (form, kase, hearth_desk_get_packs (desk), benefit);
}

GtkWidget *
hearth_claim_dialog_present (GtkWidget *parent,
                             HearthDesk *desk,
                             HearthCase *kase,
                             const HearthRecord *record)
{
  const gboolean offers_scans = has_files (kase);
  HearthRecordDialog *dialog = hearth_record_dialog_new_grouped (
      desk, kase, record, offers_scans ? groups_with_scans : groups, N_GROUPS);
  HearthRecordForm *form = hearth_record_dialog_get_form (dialog);

  if (offers_scans)
    offer_scans (form, kase);
  g_object_set_data_full (G_OBJECT (form), CASE_KEY, g_object_ref (kase), g_object_unref);
  on_form_changed_cb (form, desk);
  g_signal_connect_object (form, "changed", G_CALLBACK (on_form_changed_cb), desk, 0);
  hearth_record_dialog_show (dialog, parent);
  return GTK_WIDGET (dialog);
}

GtkWidget *
hearth_claim_dialog_present_new (GtkWidget *parent,
                                 HearthDesk *desk,
                                 HearthCase *kase,
                                 const char *benefit)
{
  const HearthId rec = hearth_random_id ();
  g_autoptr (HearthRecord) record =
      hearth_record_new (hearth_registry_find_kind ("claim"), &rec, hearth_case_get_id (kase), 0,
                         json_pack ("{s:s, s:s}", "benefit", benefit, "state", "collecting"));

  return hearth_claim_dialog_present (parent, desk, kase, record);
}
