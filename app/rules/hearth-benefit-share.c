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
static int
find_share (HearthPackSet *packs, const HearthBenefitFacts *facts, HearthDate day)
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

static void
add_day (GArray *days, HearthDate day)
{
  if (day != HEARTH_DATE_NONE)
    g_array_append_val (days, day);
}

static void
add_day_after (GArray *days, HearthDate day)
{
  if (day != HEARTH_DATE_NONE)
    add_day (days, day + 1);
}

/* Whoever was born on 29 February is a year older on the 28th or on the day after it. */
static void
add_birthdays (GArray *days, HearthDate birth, int age)
{
  HearthDate day = hearth_date_add_months (birth, 12 * age);

  add_day (days, day);
  add_day (days, day + 1);
}

/* Days on which somebody or something begins or ends: between them nothing changes. */
static GArray *
list_changes (HearthPackSet *packs, const HearthBenefitFacts *facts)
{
  GArray *days = g_array_new (FALSE, FALSE, sizeof (HearthDate));

  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, "share-regime"); i++)
    {
      const HearthPackEntry *regime = hearth_pack_set_get_entry (packs, "share-regime", i);

      add_day (days, hearth_pack_entry_get_date (regime, "ValidFrom"));
      add_day_after (days, hearth_pack_entry_get_date (regime, "ValidTo"));
    }
  for (guint i = 0; i < facts->orders->len; i++)
    add_day (days, g_array_index (facts->orders, HearthBenefitOrder, i).from);
  for (guint i = 0; i < facts->family->len; i++)
    {
      const HearthBenefitRelative *relative =
          &g_array_index (facts->family, HearthBenefitRelative, i);
      int until = hearth_pack_entry_get_int (relative->relation, "UntilAge", 0);

      add_day (days, relative->from);
      add_day_after (days, relative->to);
      if (until > 0 && relative->birth != HEARTH_DATE_NONE)
        add_birthdays (days, relative->birth, until);
    }
  return days;
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  const HearthDate *one = a;
  const HearthDate *other = b;

  return (*one > *other) - (*one < *other);
}

/* (transfer full) (element-type HearthBenefitShare): in the order of the days; never empty. */
GArray *
_hearth_benefit_list_shares (HearthPackSet *packs, const HearthBenefitFacts *facts)
{
  g_autoptr (GArray) days = list_changes (packs, facts);
  GArray *shares = g_array_new (FALSE, FALSE, sizeof (HearthBenefitShare));
  HearthDate before = hearth_date_new (1800, 1, 1);

  add_day (days, before);
  g_array_sort (days, compare_days);
  for (guint i = 0; i < days->len; i++)
    {
      const HearthDate day = g_array_index (days, HearthDate, i);
      const HearthBenefitShare share = { day, find_share (packs, facts, day) };

      if (i == 0 || day != before)
        g_array_append_val (shares, share);
      before = day;
    }
  return shares;
}
