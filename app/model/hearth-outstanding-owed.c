/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-outstanding-owed.h"

#include "hearth-benefit-facts.h"

/* (element-type HearthStepRow): of each case, in the order of @rows. */
static GHashTable *
sort_by_case (GPtrArray *rows)
{
  GHashTable *cases = g_hash_table_new_full (hearth_id_hash, hearth_id_equal, NULL,
                                             (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < rows->len; i++)
    {
      HearthStepRow *row = rows->pdata[i];
      GPtrArray *list = g_hash_table_lookup (cases, &row->case_id);

      if (list == NULL)
        {
          list = g_ptr_array_new ();
          g_hash_table_insert (cases, &row->case_id, list);
        }
      g_ptr_array_add (list, row);
    }
  return cases;
}

static HearthStepRow *
find_row (GPtrArray *list, const char *template_id)
{
  for (guint i = 0; template_id != NULL && i < list->len; i++)
    if (g_strcmp0 (((HearthStepRow *) list->pdata[i])->template_id, template_id) == 0)
      return list->pdata[i];
  return NULL;
}

/* @codes: of templates that were asked for already, lent by the packs. */
static void
name_benefit (HearthStepRow *row, HearthPackSet *packs, GHashTable *codes)
{
  gpointer code = NULL;

  if (row->template_id == NULL || row->benefit != NULL)
    return;
  if (!g_hash_table_lookup_extended (codes, row->template_id, NULL, &code))
    {
      const HearthPackEntry *step = hearth_pack_set_lookup (packs, "step", row->template_id);
      const char *text = step != NULL ? hearth_pack_entry_get_text (step, "Benefit", NULL) : NULL;

      code = text != NULL && hearth_benefit_find (packs, text) != NULL ? (gpointer) text : NULL;
      g_hash_table_insert (codes, row->template_id, code);
    }
  row->benefit = g_strdup (code);
}

static void
name_benefits (GPtrArray *rows, HearthPackSet *packs)
{
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < rows->len; i++)
    name_benefit (rows->pdata[i], packs, codes);
}

/* A row for money alone: the person and the days are those of another row of the case. */
static HearthStepRow *
make_row (const HearthStepRow *other, const char *benefit, const char *template_id)
{
  HearthStepRow *row = g_new0 (HearthStepRow, 1);

  row->case_id = other->case_id;
  row->case_number = g_strdup (other->case_number);
  row->surname = g_strdup (other->surname);
  row->given = g_strdup (other->given);
  row->patronymic = g_strdup (other->patronymic);
  row->unit = g_strdup (other->unit);
  row->facility = g_strdup (other->facility);
  row->event = g_strdup (other->event);
  row->owner = g_strdup (other->owner);
  row->benefit = g_strdup (benefit);
  row->template_id = g_strdup (template_id);
  row->due = HEARTH_DATE_NONE;
  row->done_on = HEARTH_DATE_NONE;
  row->snoozed_to = HEARTH_DATE_NONE;
  row->remind_on = HEARTH_DATE_NONE;
  row->since = other->since;
  row->age_days = other->age_days;
  row->is_owed_known = TRUE;
  return row;
}

static void
add_item (GPtrArray *rows, GPtrArray *list, HearthPackSet *packs, const HearthOwedItem *item)
{
  const HearthPackEntry *benefit = hearth_benefit_find (packs, item->benefit);
  const char *settle =
      benefit != NULL ? hearth_pack_entry_get_text (benefit, "SettleStep", NULL) : NULL;
  const char *submit =
      benefit != NULL ? hearth_pack_entry_get_text (benefit, "SubmitStep", NULL) : NULL;
  HearthStepRow *row = find_row (list, settle);

  if (row == NULL)
    row = find_row (list, submit);
  if (row == NULL)
    {
      row = make_row (list->pdata[0], item->benefit, settle != NULL ? settle : item->benefit);
      g_ptr_array_add (rows, row);
    }
  row->owed_kop += item->owed_kop;
}

gboolean
hearth_outstanding_add_owed (GPtrArray *rows,
                             HearthPackSet *packs,
                             HearthOwed *owed,
                             GError **error)
{
  g_autoptr (GHashTable) cases = NULL;
  GHashTableIter iter;
  gpointer case_id, list;

  g_return_val_if_fail (rows != NULL && packs != NULL, FALSE);

  name_benefits (rows, packs);
  if (owed == NULL)
    return TRUE;
  for (guint i = 0; i < rows->len; i++)
    ((HearthStepRow *) rows->pdata[i])->is_owed_known = TRUE;
  cases = sort_by_case (rows);
  g_hash_table_iter_init (&iter, cases);
  while (g_hash_table_iter_next (&iter, &case_id, &list))
    {
      g_autoptr (GPtrArray) items = hearth_owed_list (owed, case_id, error);

      if (items == NULL)
        return FALSE;
      for (guint i = 0; i < items->len; i++)
        add_item (rows, list, packs, items->pdata[i]);
    }
  return TRUE;
}
