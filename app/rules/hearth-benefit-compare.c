/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-benefit-compare.h"

static HearthBenefitChange *
find_change (GArray *changes, const HearthPackEntry *benefit)
{
  const HearthBenefitChange change = { .benefit = benefit };

  for (guint i = 0; i < changes->len; i++)
    if (g_array_index (changes, HearthBenefitChange, i).benefit == benefit)
      return &g_array_index (changes, HearthBenefitChange, i);
  g_array_append_val (changes, change);
  return &g_array_index (changes, HearthBenefitChange, changes->len - 1);
}

/**
 * hearth_benefits_compare:
 * @one: by the facts as they are
 * @other: by other facts, from the same packs
 *
 * Returns: (transfer full): every benefit of which something may come by either, those of @one in its order first.
 *   Thread: any.
 */
GArray *
hearth_benefits_compare (const HearthBenefits *one, const HearthBenefits *other)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (HearthBenefitChange));

  g_return_val_if_fail (one != NULL && other != NULL, changes);

  for (guint i = 0; i < one->totals->len; i++)
    {
      const HearthBenefitTotal *total = &g_array_index (one->totals, HearthBenefitTotal, i);
      HearthBenefitChange *change = find_change (changes, total->benefit);

      change->old_kop = total->sum_kop;
      change->old_max_kop = total->max_kop;
    }
  for (guint i = 0; i < other->totals->len; i++)
    {
      const HearthBenefitTotal *total = &g_array_index (other->totals, HearthBenefitTotal, i);
      HearthBenefitChange *change = find_change (changes, total->benefit);

      change->new_kop = total->sum_kop;
      change->new_max_kop = total->max_kop;
    }
  return changes;
}
