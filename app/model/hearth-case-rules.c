/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-case-rules.h"

#include "hearth-random.h"

/* The period that was written down first says when the person came home and from what. */
static const HearthRecord *
find_period (HearthCase *kase, const HearthId *but)
{
  GPtrArray *periods = hearth_case_get_records (kase, "captivity");

  for (guint i = 0; i < periods->len; i++)
    if (but == NULL || !hearth_id_equal (hearth_record_get_id (periods->pdata[i]), but))
      return periods->pdata[i];
  return NULL;
}

/**
 * hearth_case_make_rules:
 * @but: (nullable): a period that says nothing, because it is being edited
 *
 * Returns: what a draft of this case is held against. Thread: of @kase.
 */
HearthDraftRules
hearth_case_make_rules (HearthCase *kase, const HearthId *but)
{
  HearthDraftRules rules = { 0 };
  const HearthRecord *period;

  g_return_val_if_fail (HEARTH_IS_CASE (kase), rules);

  rules.today = hearth_case_get_today (kase);
  rules.around.birth = hearth_record_get_partial_date (hearth_case_get_person (kase), "birth");
  period = find_period (kase, but);
  if (period != NULL)
    {
      rules.around.captured = hearth_record_get_partial_date (period, "captured");
      rules.around.released = hearth_record_get_partial_date (period, "released");
    }
  return rules;
}

static HearthPeriod
read_period (const HearthRecord *record)
{
  return (HearthPeriod){ hearth_record_get_partial_date (record, "captured"),
                         hearth_record_get_partial_date (record, "released") };
}

/**
 * hearth_case_find_overlap:
 * @period: of @kase
 *
 * Returns: the gravest overlap of @period with the other periods. Thread: of @kase.
 */
HearthOverlap
hearth_case_find_overlap (HearthCase *kase, const HearthRecord *period)
{
  const HearthPeriod own = read_period (period);
  HearthOverlap gravest = HEARTH_OVERLAP_NONE;
  GPtrArray *periods;

  g_return_val_if_fail (HEARTH_IS_CASE (kase), gravest);

  periods = hearth_case_get_records (kase, "captivity");
  for (guint i = 0; i < periods->len; i++)
    {
      const HearthPeriod other = read_period (periods->pdata[i]);

      if (!hearth_id_equal (hearth_record_get_id (periods->pdata[i]),
                            hearth_record_get_id (period)))
        gravest =
            MAX (gravest, hearth_validate_overlap (&own, &other, hearth_case_get_today (kase)));
    }
  return gravest;
}

/**
 * hearth_case_make_record:
 * @kind: of cases
 * @rec: (nullable): the id; %NULL: one that nothing has yet
 *
 * Returns: (transfer full): an empty record with revision 0. Thread: of @kase.
 */
HearthRecord *
hearth_case_make_record (HearthCase *kase, const HearthKind *kind, const HearthId *rec)
{
  HearthId id;

  g_return_val_if_fail (HEARTH_IS_CASE (kase) && kind != NULL, NULL);

  id = rec != NULL ? *rec : hearth_random_id ();
  return hearth_record_new (kind, &id, hearth_case_get_id (kase), 0, json_object ());
}
