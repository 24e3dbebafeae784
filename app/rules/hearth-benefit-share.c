/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What relatives get of pay and reward on a day. */
#include "config.h"

#include "hearth-benefit-private.h"

static const HearthPackEntry *
find_regime (HearthPackSet *packs, const char *line, HearthDate day)
{
  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, "share-regime"); i++)
    {
      const HearthPackEntry *regime = hearth_pack_set_get_entry (packs, "share-regime", i);

      if (g_strcmp0 (hearth_pack_entry_get_text (regime, "Line", NULL), line) == 0 &&
          hearth_pack_entry_is_valid_on (regime, day))
        return regime;
    }
  return NULL;
}

/* Children grow up while somebody is away. */
static const char *
find_line (HearthPackSet *packs, const HearthBenefitRelative *relative, HearthDate day)
{
  const HearthPackEntry *relation = relative->relation;
  int until = hearth_pack_entry_get_int (relation, "UntilAge", 0);
  const char *then = hearth_pack_entry_get_text (relation, "Then", NULL);

  if (until > 0 && then != NULL && relative->birth != HEARTH_DATE_NONE &&
      hearth_date_full_years (relative->birth, day) >= until)
    relation = hearth_pack_set_lookup (packs, "share-relation", then);
  return relation != NULL ? hearth_pack_entry_get_text (relation, "Line", NULL) : NULL;
}

static gboolean
has_line (HearthPackSet *packs, const HearthBenefitFacts *facts, const char *line, HearthDate day)
{
  for (guint i = 0; i < facts->family->len; i++)
    {
      const HearthBenefitRelative *relative =
          &g_array_index (facts->family, HearthBenefitRelative, i);

      if ((relative->from == HEARTH_DATE_NONE || relative->from <= day) &&
          (relative->to == HEARTH_DATE_NONE || relative->to >= day) &&
          g_strcmp0 (find_line (packs, relative, day), line) == 0)
        return TRUE;
    }
  return FALSE;
}

static const HearthBenefitOrder *
find_order (const HearthBenefitFacts *facts, HearthDate day)
{
  for (guint i = facts->orders->len; i > 0; i--)
    {
      const HearthBenefitOrder *order = &g_array_index (facts->orders, HearthBenefitOrder, i - 1);

      if (order->from <= day)
        return order;
    }
  return NULL;
}

/* The second line counts only where there is nobody of the first; without relatives all is the person's
 * (domain 4.1, Law 3995-IX). */
int
_hearth_benefit_share_on (HearthPackSet *packs, const HearthBenefitFacts *facts, HearthDate day)
{
  static const char *const lines[] = { "first", "second" };
  const HearthBenefitOrder *order = find_order (facts, day);

  if (order != NULL && find_regime (packs, "order", day) != NULL)
    return order->percent;
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (has_line (packs, facts, lines[i], day))
      {
        const HearthPackEntry *regime = find_regime (packs, lines[i], day);

        return regime != NULL ? hearth_pack_entry_get_int (regime, "Percent", 0) : 0;
      }
  return 0;
}
