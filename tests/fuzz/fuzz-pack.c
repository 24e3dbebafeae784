/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a pack: whatever passes the checks has titles, gives canonical JSON, can be planned with, and
 * its questionnaires give a score inside their range for every form. */
#include "config.h"

#include "hearth-fuzz.h"

#include "hearth-body-map.h"
#include "hearth-document-terms.h"
#include "hearth-json.h"
#include "hearth-plan-explain.h"
#include "hearth-questionnaire.h"
#include "hearth-refeeding.h"

#include <string.h>

#define HEAD(kind) "[pack]\nKind=" kind "\nVersion=1\nTitle=T\nTitle[uk]=Т\n"
#define TAIL "Title=T\nTitle[uk]=Т\nSource=S\nSource[uk]=Д\nChecked=2026-01-01\nCertainty=general\n"

/* What the others refer to; a pack of one of these kinds takes its place. */
static const char *const bases[] = {
  HEAD ("role") "[nurse]\nIsLogin=false\n" TAIL,
  HEAD ("band") "[low]\nUrgency=0\n" TAIL "[high]\nUrgency=2\n" TAIL,
  HEAD ("answer-scale") "[points]\nValues=0;1;3\nLabels=a;b;c\nLabels[uk]=а;б;в\n" TAIL,
  HEAD ("questionnaire") "[form]\nRule=sum\nBands=low;high\nBandsFrom=0;2\nPositive=high\n"
                         "Higher=worse\nMaxMissing=1\nCompartment=medical\nTexts=labels\n"
                         "Rights=R\nRights[uk]=П\n" TAIL,
  HEAD ("question") "[one]\nOf=form\nNumber=1\nScale=points\n" TAIL
                    "[two]\nOf=form\nNumber=2\nScale=points\nSkipIfZero=one\n" TAIL,
  HEAD ("refeeding-level") "[none]\nUrgency=0\n" TAIL "[some]\nUrgency=1\n" TAIL
                           "[high]\nUrgency=2\n" TAIL "[extreme]\nUrgency=3\n" TAIL,
};

static HearthPackSet *
base_set (void)
{
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
  g_autoptr (GPtrArray) packs = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_pack_unref);

  for (gsize i = 0; i < G_N_ELEMENTS (bases); i++)
    g_ptr_array_add (packs,
                     hearth_pack_read_data ("base.pack", bases[i], strlen (bases[i]), problems));
  g_assert_cmpuint (problems->len, ==, 0);
  return hearth_pack_set_new (packs, NULL, problems);
}

static void
fill (const HearthQuestionnaire *questionnaire)
{
  guint n_questions = MAX (hearth_questionnaire_get_n_questions (questionnaire), 1);

  for (int first = HEARTH_ANSWER_MISSING; first <= 3; first++)
    {
      g_autoptr (HearthQuestionnaireResult) result = NULL;
      int answers[HEARTH_QUESTIONNAIRE_MAX_QUESTIONS];

      for (guint i = 0; i < n_questions; i++)
        answers[i] = i % 3 == 2 ? HEARTH_ANSWER_MISSING : first + (int) (i % 3);
      result = hearth_questionnaire_score (questionnaire, answers, n_questions);
      g_assert_cmpint (result->status, !=, HEARTH_QUESTIONNAIRE_WRONG_COUNT);
      if (result->status != HEARTH_QUESTIONNAIRE_SCORED)
        continue;
      g_assert_cmpint (result->score, >=, 0);
      g_assert_cmpint (result->score, <=, hearth_questionnaire_get_max (questionnaire));
      g_assert_nonnull (result->band);
    }
}

/* The rules of care, on whatever the packs say. */
static void
care_with (HearthPackSet *set)
{
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
  static const HearthRefeedingFacts facts = { 50000, 1800, 70000, -1, 7, -1, 1 };

  hearth_refeeding_check_packs (set, problems);
  hearth_questionnaire_check_packs (set, problems);
  hearth_body_map_check_packs (set, problems);
  hearth_body_map_find_region (hearth_body_map_get (set), "front", (HearthBodyPoint){ 500, 500 });
  if (problems->len > 0)
    return;
  hearth_refeeding_free (hearth_refeeding_assess (set, &facts));
  for (guint i = 0; i < hearth_pack_set_get_n_entries (set, "questionnaire"); i++)
    fill (hearth_questionnaire_lookup (
        set, hearth_pack_entry_get_id (hearth_pack_set_get_entry (set, "questionnaire", i)), NULL));
  for (guint i = 0; i < hearth_pack_set_get_n_entries (set, "document"); i++)
    g_assert_cmpuint (
        hearth_document_get_depth (
            set, hearth_pack_entry_get_id (hearth_pack_set_get_entry (set, "document", i))),
        <, hearth_pack_set_get_n_entries (set, "document"));
}

static void
plan_with (HearthPackSet *set, GPtrArray *problems)
{
  g_autoptr (HearthPlanTemplates) templates = hearth_plan_templates_new_checked (set, problems);
  g_autoptr (HearthPlanFacts) facts = hearth_plan_facts_new ();
  g_autoptr (GPtrArray) items = NULL;

  if (problems->len > 0)
    return;
  hearth_plan_facts_set_day (facts, HEARTH_PLAN_DAY_RELEASED, hearth_date_new (2025, 6, 9));
  hearth_plan_facts_set_day (facts, HEARTH_PLAN_DAY_TODAY, hearth_date_new (2025, 6, 10));
  items = hearth_plan_evaluate (templates, facts, NULL, 0);
  for (guint i = 0; i < items->len; i++)
    {
      g_autofree char *uk = hearth_plan_explain (g_ptr_array_index (items, i), templates, "uk");

      g_assert_true (g_utf8_validate (uk, -1, NULL));
    }
}

static void
show (const HearthPackEntry *entry)
{
  json_t *json = hearth_pack_entry_to_json (entry);
  g_autofree char *text = hearth_json_dump (json);

  g_assert_nonnull (text);
  g_assert_nonnull (hearth_pack_entry_get_title (entry, "uk"));
  json_decref (json);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
  g_autoptr (GPtrArray) packs = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_pack_unref);
  g_autoptr (HearthPackSet) base = base_set ();
  g_autoptr (HearthPackSet) set = NULL;
  HearthPack *pack = hearth_pack_read_data ("fuzz.pack", (const char *) data, size, problems);

  if (pack == NULL)
    {
      g_assert_cmpuint (problems->len, >, 0);
      return 0;
    }
  g_ptr_array_add (packs, pack);
  set = hearth_pack_set_new (packs, base, problems);
  if (problems->len > 0)
    return 0;
  for (guint i = 0; i < hearth_pack_get_n_entries (pack); i++)
    show (hearth_pack_get_entry (pack, i));
  plan_with (set, problems);
  care_with (set);
  return 0;
}
