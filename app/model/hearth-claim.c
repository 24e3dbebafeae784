/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-claim.h"

#include "hearth-benefit-facts.h"
#include "hearth-document-state.h"

#include <string.h>

static const struct
{
  const char *state;
  HearthClaimPhase phase;
} phases[] = {
  { "collecting", HEARTH_CLAIM_COLLECTING }, { "submitted", HEARTH_CLAIM_OUT },
  { "under-review", HEARTH_CLAIM_OUT },      { "sent-back", HEARTH_CLAIM_BACK },
  { "rejected", HEARTH_CLAIM_BACK },         { "appealed", HEARTH_CLAIM_OUT },
  { "in-court", HEARTH_CLAIM_OUT },          { "approved", HEARTH_CLAIM_OUT },
  { "awaiting-funding", HEARTH_CLAIM_OUT },  { "partly-paid", HEARTH_CLAIM_OUT },
  { "disputed", HEARTH_CLAIM_BACK },         { "paid", HEARTH_CLAIM_SETTLED },
  { "not-eligible", HEARTH_CLAIM_VOID },
};

/** hearth_claim_get_phase: Returns: how far @claim is. */
HearthClaimPhase
hearth_claim_get_phase (const HearthRecord *claim)
{
  const char *state = hearth_record_get_text (claim, "state");

  for (guint i = 0; state != NULL && i < G_N_ELEMENTS (phases); i++)
    if (strcmp (phases[i].state, state) == 0)
      return phases[i].phase;
  return HEARTH_CLAIM_COLLECTING;
}

/** hearth_claim_get_benefit: Returns: (transfer none) (nullable): for what @claim is. */
const HearthPackEntry *
hearth_claim_get_benefit (const HearthRecord *claim, HearthPackSet *packs)
{
  const char *name = hearth_record_get_text (claim, "benefit");

  return name != NULL ? hearth_benefit_find (packs, name) : NULL;
}

static gboolean
is_ticked (const HearthRecord *claim, const char *id)
{
  const json_t *papers = json_object_get (hearth_record_get_values (claim), "papers");

  for (size_t i = 0; i < json_array_size (papers); i++)
    if (g_strcmp0 (json_string_value (json_array_get (papers, i)), id) == 0)
      return TRUE;
  return FALSE;
}

static const HearthRecord *
find_document (GPtrArray *documents, const char *id)
{
  for (guint i = 0; documents != NULL && i < documents->len; i++)
    if (g_strcmp0 (hearth_record_get_text (documents->pdata[i], "document"), id) == 0)
      return documents->pdata[i];
  return NULL;
}

/**
 * hearth_claim_list_papers:
 * @documents: (nullable)
 *
 * Returns: (transfer full): what the benefit of @claim needs, in the order of the pack; empty if it names none.
 */
GArray *
hearth_claim_list_papers (const HearthRecord *claim,
                          HearthPackSet *packs,
                          GPtrArray *documents,
                          const char *language)
{
  GArray *papers = g_array_new (FALSE, FALSE, sizeof (HearthClaimPaper));
  const HearthPackEntry *benefit = hearth_claim_get_benefit (claim, packs);
  const char *const *ids =
      benefit != NULL ? hearth_pack_entry_get_list (benefit, "PaperIds") : NULL;

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      const char *title = hearth_pack_entry_get_label (benefit, "Papers", i, language);
      HearthClaimPaper paper = { ids[i], title != NULL ? title : ids[i],
                                 find_document (documents, ids[i]), is_ticked (claim, ids[i]) };

      if (paper.document != NULL)
        paper.is_there |= hearth_document_state_is_there (
            hearth_document_state_from_id (hearth_record_get_text (paper.document, "state")));
      g_array_append_val (papers, paper);
    }
  return papers;
}

/** hearth_claim_get_next: Returns: when somebody has to look at @claim again. */
HearthDate
hearth_claim_get_next (const HearthRecord *claim)
{
  const char *state = hearth_record_get_text (claim, "state");
  const HearthDate chosen = hearth_record_get_date (claim, "next_on");

  if (chosen != HEARTH_DATE_NONE)
    return chosen;
  if (g_strcmp0 (state, "rejected") == 0)
    return hearth_record_get_date (claim, "appeal_due_on");
  if (g_strcmp0 (state, "submitted") == 0 || g_strcmp0 (state, "under-review") == 0)
    return hearth_record_get_date (claim, "answer_due_on");
  return HEARTH_DATE_NONE;
}
