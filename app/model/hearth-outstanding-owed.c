/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-outstanding-owed-private.h"

#include "hearth-benefit-facts.h"

struct _HearthOwedRows
{
  HearthPackSet *packs;
  HearthOwed *owed;  /* NULL: the login may not know */
  GHashTable *codes; /* of templates that were asked for already, lent by the packs */
};

HearthOwedRows *
_hearth_owed_rows_new (HearthDb *db, const HearthOutstandingQuestion *question, GError **error)
{
  g_autoptr (HearthOwedRows) self = g_new0 (HearthOwedRows, 1);
  g_autoptr (GError) local_error = NULL;

  self->packs = hearth_pack_set_ref (question->packs);
  self->codes = g_hash_table_new (g_str_hash, g_str_equal);
  if (question->is_owed_known)
    self->owed = hearth_owed_new (db, &local_error);
  if (local_error == NULL)
    return g_steal_pointer (&self);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

void
_hearth_owed_rows_free (HearthOwedRows *self)
{
  if (self == NULL)
    return;
  hearth_pack_set_unref (self->packs);
  hearth_owed_free (self->owed);
  g_hash_table_unref (self->codes);
  g_free (self);
}

static HearthStepRow *
get_row (GArray *sortables, guint i)
{
  return g_array_index (sortables, HearthStepSortable, i).row;
}

static HearthStepRow *
find_row (GArray *sortables, guint first, const char *template_id)
{
  for (guint i = first; template_id != NULL && i < sortables->len; i++)
    if (g_strcmp0 (get_row (sortables, i)->template_id, template_id) == 0)
      return get_row (sortables, i);
  return NULL;
}

static void
name_benefit (HearthOwedRows *self, HearthStepRow *row)
{
  gpointer code = NULL;

  if (row->template_id == NULL)
    return;
  if (!g_hash_table_lookup_extended (self->codes, row->template_id, NULL, &code))
    {
      const HearthPackEntry *step = hearth_pack_set_lookup (self->packs, "step", row->template_id);
      const char *text = step != NULL ? hearth_pack_entry_get_text (step, "Benefit", NULL) : NULL;

      code =
          text != NULL && hearth_benefit_find (self->packs, text) != NULL ? (gpointer) text : NULL;
      if (step != NULL)
        g_hash_table_insert (self->codes, (gpointer) hearth_pack_entry_get_id (step), code);
    }
  row->benefit = g_strdup (code);
}

static HearthStepRow *
find_place (HearthOwedRows *self,
            const HearthOwedItem *item,
            GArray *sortables,
            guint first,
            HearthOwedAddRow add,
            gpointer data)
{
  const HearthPackEntry *benefit = hearth_benefit_find (self->packs, item->benefit);
  const char *settle =
      benefit != NULL ? hearth_pack_entry_get_text (benefit, "SettleStep", NULL) : NULL;
  const char *submit =
      benefit != NULL ? hearth_pack_entry_get_text (benefit, "SubmitStep", NULL) : NULL;
  HearthStepRow *row = find_row (sortables, first, settle);

  if (row == NULL)
    row = find_row (sortables, first, submit);
  if (row != NULL)
    return row;
  row = add (data);
  row->benefit = g_strdup (item->benefit);
  row->template_id = g_strdup (settle != NULL ? settle : item->benefit);
  row->is_owed_known = TRUE;
  return row;
}

gboolean
_hearth_owed_rows_tell (HearthOwedRows *self,
                        const HearthId *case_id,
                        GArray *sortables,
                        guint first,
                        HearthOwedAddRow add,
                        gpointer data,
                        GError **error)
{
  g_autoptr (GPtrArray) items = NULL;

  for (guint i = first; i < sortables->len; i++)
    {
      name_benefit (self, get_row (sortables, i));
      get_row (sortables, i)->is_owed_known = self->owed != NULL;
    }
  if (self->owed == NULL)
    return TRUE;
  items = hearth_owed_list (self->owed, case_id, error);
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      const HearthOwedItem *item = items->pdata[i];
      HearthStepRow *row = find_place (self, item, sortables, first, add, data);

      row->owed_kop += MAX (item->owed_kop, 0);
      row->overpaid_kop += MAX (-item->owed_kop, 0);
    }
  return items != NULL;
}
