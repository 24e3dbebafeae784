/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-owed-store.h"

#include "hearth-stmt.h"

/** hearth_owed_forget: Returns: %FALSE with an error of the vault. */
gboolean
hearth_owed_forget (HearthDb *db, GError **error)
{
  return !hearth_db_has (db, HEARTH_COMPARTMENT_BENEFITS) ||
         hearth_db_exec (db, "DELETE FROM benefits.owed_state", error);
}

struct _HearthOwed
{
  HearthStmt *of_case;
  HearthStmt *items;
};

HearthOwed *
hearth_owed_new (HearthDb *db, GError **error)
{
  g_autoptr (HearthOwed) self = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  if (!hearth_db_has (db, HEARTH_COMPARTMENT_BENEFITS))
    return NULL;
  self = g_new0 (HearthOwed, 1);
  self->of_case =
      hearth_db_prepare (db, "SELECT owed_kop FROM benefits.owed_case WHERE case_id = ?1", error);
  if (self->of_case == NULL)
    return NULL;
  self->items = hearth_db_prepare (
      db, "SELECT benefit, owed_kop FROM benefits.owed WHERE case_id = ?1 ORDER BY benefit", error);
  return self->items != NULL ? g_steal_pointer (&self) : NULL;
}

/** hearth_owed_free: frees the question. */
void
hearth_owed_free (HearthOwed *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->of_case, hearth_stmt_release);
  g_clear_pointer (&self->items, hearth_stmt_release);
  g_free (self);
}

gboolean
hearth_owed_get (
    HearthOwed *self, const HearthId *case_id, gint64 *owed_kop, gboolean *is_known, GError **error)
{
  g_return_val_if_fail (self != NULL && case_id != NULL, FALSE);
  g_return_val_if_fail (owed_kop != NULL && is_known != NULL, FALSE);

  hearth_stmt_reset (self->of_case);
  hearth_stmt_bind_id (self->of_case, 1, case_id);
  if (!hearth_stmt_step (self->of_case, is_known, error))
    return FALSE;
  *owed_kop = *is_known ? hearth_stmt_get_int (self->of_case, 0) : 0;
  return TRUE;
}

static void
item_free (gpointer data)
{
  g_free (((HearthOwedItem *) data)->benefit);
  g_free (data);
}

GPtrArray *
hearth_owed_list (HearthOwed *self, const HearthId *case_id, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (item_free);
  gboolean has_row;

  g_return_val_if_fail (self != NULL && case_id != NULL, NULL);

  hearth_stmt_reset (self->items);
  hearth_stmt_bind_id (self->items, 1, case_id);
  for (;;)
    {
      HearthOwedItem *item;

      if (!hearth_stmt_step (self->items, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&items);
      item = g_new0 (HearthOwedItem, 1);
      item->benefit = hearth_stmt_dup_text (self->items, 0);
      item->owed_kop = hearth_stmt_get_int (self->items, 1);
      g_ptr_array_add (items, item);
    }
}
