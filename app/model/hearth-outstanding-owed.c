/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-outstanding-owed-private.h"

#include "hearth-benefit-facts.h"

struct _HearthOwedRows
{
  HearthPackSet *packs;
  HearthStepPool *pool;
  HearthOwedWalk *owed; /* NULL: the login may not know */
  /* What was asked for already, by its text in the pool: codes of templates, and entries of codes. */
  GHashTable *codes;
  GHashTable *benefits;
};

HearthOwedRows *
_hearth_owed_rows_new (HearthDb *db,
                       const HearthOutstandingQuestion *question,
                       HearthStepPool *pool,
                       GError **error)
{
  g_autoptr (HearthOwedRows) self = g_new0 (HearthOwedRows, 1);
  g_autoptr (GError) local_error = NULL;

  self->packs = hearth_pack_set_ref (question->packs);
  self->pool = pool;
  self->codes = g_hash_table_new (NULL, NULL);
  self->benefits = g_hash_table_new (NULL, NULL);
  if (question->is_owed_known)
    self->owed = hearth_owed_walk_new (db, &local_error);
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
  hearth_owed_walk_free (self->owed);
  g_hash_table_unref (self->codes);
  g_hash_table_unref (self->benefits);
  g_free (self);
}

static HearthStepRow *
find_row (GPtrArray *rows, guint first, const char *template_id)
{
  for (guint i = first; template_id != NULL && i < rows->len; i++)
    if (g_strcmp0 (((HearthStepRow *) rows->pdata[i])->template_id, template_id) == 0)
      return rows->pdata[i];
  return NULL;
}

static char *
find_code (HearthOwedRows *self, const char *template_id)
{
  const HearthPackEntry *step = hearth_pack_set_lookup (self->packs, "step", template_id);
  const char *code = step != NULL ? hearth_pack_entry_get_text (step, "Benefit", NULL) : NULL;

  return code != NULL && hearth_benefit_find (self->packs, code) != NULL
             ? _hearth_step_pool_keep (self->pool, code)
             : NULL;
}

static void
name_benefit (HearthOwedRows *self, HearthStepRow *row)
{
  gpointer code = NULL;

  if (row->template_id == NULL)
    return;
  if (!g_hash_table_lookup_extended (self->codes, row->template_id, NULL, &code))
    {
      code = find_code (self, row->template_id);
      g_hash_table_insert (self->codes, row->template_id, code);
    }
  row->benefit = code;
}

static const HearthPackEntry *
find_benefit (HearthOwedRows *self, char *code)
{
  gpointer benefit;

  if (!g_hash_table_lookup_extended (self->benefits, code, NULL, &benefit))
    {
      benefit = (gpointer) hearth_benefit_find (self->packs, code);
      g_hash_table_insert (self->benefits, code, benefit);
    }
  return benefit;
}

static HearthStepRow *
find_place (HearthOwedRows *self,
            char *code,
            GPtrArray *rows,
            guint first,
            HearthOwedAddRow add,
            gpointer data)
{
  const HearthPackEntry *benefit = find_benefit (self, code);
  const char *settle =
      benefit != NULL ? hearth_pack_entry_get_text (benefit, "SettleStep", NULL) : NULL;
  const char *submit =
      benefit != NULL ? hearth_pack_entry_get_text (benefit, "SubmitStep", NULL) : NULL;
  HearthStepRow *row = find_row (rows, first, settle);

  if (row == NULL)
    row = find_row (rows, first, submit);
  if (row != NULL)
    return row;
  row = add (data);
  row->benefit = code;
  row->template_id = settle != NULL ? _hearth_step_pool_keep (self->pool, settle) : code;
  row->is_owed_known = TRUE;
  return row;
}

gboolean
_hearth_owed_rows_tell (HearthOwedRows *self,
                        const HearthId *case_id,
                        GPtrArray *rows,
                        guint first,
                        HearthOwedAddRow add,
                        gpointer data,
                        GError **error)
{
  gboolean has_item = self->owed != NULL;

  for (guint i = first; i < rows->len; i++)
    {
      HearthStepRow *row = rows->pdata[i];

      name_benefit (self, row);
      row->is_owed_known = self->owed != NULL;
    }
  while (has_item)
    {
      HearthOwedItem item;

      if (!hearth_owed_walk_next (self->owed, case_id, &item, &has_item, error))
        return FALSE;
      if (has_item)
        {
          char *code = _hearth_step_pool_keep (self->pool, item.benefit);
          HearthStepRow *row = find_place (self, code, rows, first, add, data);

          row->owed_kop += MAX (item.owed_kop, 0);
          row->overpaid_kop += MAX (-item.owed_kop, 0);
        }
    }
  return TRUE;
}
