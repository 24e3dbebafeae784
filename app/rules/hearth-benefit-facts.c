/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-benefit-facts.h"

#include <string.h>

static const char *const annual_rules[] = {
  [HEARTH_ANNUAL_FULL_12_MONTH] = "full_12_month",
  [HEARTH_ANNUAL_CALENDAR_YEAR_TOUCHED] = "calendar_year_touched",
  [HEARTH_ANNUAL_CALENDAR_YEAR_FULL] = "calendar_year_full",
};

/** hearth_annual_rule_to_id: Returns: the word of scripts and settings. Thread: any. */
const char *
hearth_annual_rule_to_id (HearthAnnualRule rule)
{
  g_return_val_if_fail ((guint) rule < G_N_ELEMENTS (annual_rules), NULL);

  return annual_rules[rule];
}

/** hearth_annual_rule_from_id: Returns: %FALSE if there is no such rule. Thread: any. */
gboolean
hearth_annual_rule_from_id (const char *id, HearthAnnualRule *rule)
{
  for (guint i = 0; i < G_N_ELEMENTS (annual_rules); i++)
    if (g_strcmp0 (annual_rules[i], id) == 0)
      {
        *rule = (HearthAnnualRule) i;
        return TRUE;
      }
  return FALSE;
}

/** hearth_benefit_facts_new: Returns: (transfer full): nothing known; both ends of captivity count, and the
 * years of the annual aid are full ones (domain 4.3). */
HearthBenefitFacts *
hearth_benefit_facts_new (void)
{
  HearthBenefitFacts *self = g_new0 (HearthBenefitFacts, 1);

  self->as_of = HEARTH_DATE_NONE;
  self->captivity = g_array_new (FALSE, FALSE, sizeof (HearthBenefitCaptivity));
  self->pay = g_array_new (FALSE, FALSE, sizeof (HearthBenefitPay));
  self->family = g_array_new (FALSE, FALSE, sizeof (HearthBenefitRelative));
  self->orders = g_array_new (FALSE, FALSE, sizeof (HearthBenefitOrder));
  self->inpatient = g_array_new (FALSE, FALSE, sizeof (HearthBenefitStay));
  self->disability = g_array_new (FALSE, FALSE, sizeof (HearthBenefitDisability));
  self->drawn_years = g_array_new (FALSE, FALSE, sizeof (int));
  self->counts_capture_day = self->counts_release_day = TRUE;
  return self;
}

/** hearth_benefit_facts_copy: Returns: (transfer full): the same, to be changed without changing @self. Its
 * entries belong to the same packs. Thread: any. */
HearthBenefitFacts *
hearth_benefit_facts_copy (const HearthBenefitFacts *self)
{
  HearthBenefitFacts *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->captivity = g_array_copy (self->captivity);
  copy->pay = g_array_copy (self->pay);
  copy->family = g_array_copy (self->family);
  copy->orders = g_array_copy (self->orders);
  copy->inpatient = g_array_copy (self->inpatient);
  copy->disability = g_array_copy (self->disability);
  copy->drawn_years = g_array_copy (self->drawn_years);
  return copy;
}

/** hearth_benefit_facts_free: frees what was found out. */
void
hearth_benefit_facts_free (HearthBenefitFacts *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->captivity);
  g_array_unref (self->pay);
  g_array_unref (self->family);
  g_array_unref (self->orders);
  g_array_unref (self->inpatient);
  g_array_unref (self->disability);
  g_array_unref (self->drawn_years);
  g_free (self);
}

/** hearth_benefit_facts_add_drawn_year: @year is one that the family drew; to say it twice changes nothing. */
void
hearth_benefit_facts_add_drawn_year (HearthBenefitFacts *self, int year)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < self->drawn_years->len; i++)
    if (g_array_index (self->drawn_years, int, i) == year)
      return;
  g_array_append_val (self->drawn_years, year);
}

/**
 * hearth_share_relation_find:
 * @word: id or name of an entry of kind `share-relation`, also with underscores, or id of a relation of contacts
 *   that means one
 *
 * Returns: (transfer none) (nullable): the entry of @packs; %NULL if such a relative has no share. Thread: any.
 */
const HearthPackEntry *
hearth_share_relation_find (HearthPackSet *packs, const char *word)
{
  g_autofree char *id = NULL;
  const HearthPackEntry *entry;
  const char *found;

  g_return_val_if_fail (packs != NULL && word != NULL, NULL);

  id = g_strdelimit (g_strdup (word), "_ ", '-');
  entry = hearth_pack_set_lookup (packs, "share-relation", id);
  if (entry == NULL && (found = hearth_pack_set_find_by_text (packs, "share-relation", id)) != NULL)
    entry = hearth_pack_set_lookup (packs, "share-relation", found);
  for (guint i = 0; entry == NULL && i < hearth_pack_set_get_n_entries (packs, "share-relation");
       i++)
    {
      const HearthPackEntry *of = hearth_pack_set_get_entry (packs, "share-relation", i);
      const char *const *relations = hearth_pack_entry_get_list (of, "Relations");

      if (relations != NULL && g_strv_contains (relations, id))
        entry = of;
    }
  return entry;
}

/** hearth_benefit_find: @name: id or code. Returns: (transfer none) (nullable): the entry of kind `benefit`.
 * Thread: any. */
const HearthPackEntry *
hearth_benefit_find (HearthPackSet *packs, const char *name)
{
  const HearthPackEntry *entry;

  g_return_val_if_fail (packs != NULL && name != NULL, NULL);

  entry = hearth_pack_set_lookup (packs, "benefit", name);
  for (guint i = 0; entry == NULL && i < hearth_pack_set_get_n_entries (packs, "benefit"); i++)
    {
      const HearthPackEntry *other = hearth_pack_set_get_entry (packs, "benefit", i);

      if (g_strcmp0 (hearth_pack_entry_get_text (other, "Code", NULL), name) == 0)
        entry = other;
    }
  return entry;
}
