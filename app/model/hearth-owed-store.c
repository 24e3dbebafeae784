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
  return self->of_case != NULL ? g_steal_pointer (&self) : NULL;
}

/** hearth_owed_free: frees the question. */
void
hearth_owed_free (HearthOwed *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->of_case, hearth_stmt_release);
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

/* In the order of cases: a case of many is found without looking for it. */
#define WALK                                                                                       \
  "SELECT case_id, benefit, owed_kop FROM benefits.owed WHERE case_id >= ?1 ORDER BY case_id, "    \
  "benefit"

struct _HearthOwedWalk
{
  HearthStmt *stmt;
  HearthId case_id; /* of the row in hand */
  gboolean has_row;
  gboolean is_told; /* the next is still to be read */
};

HearthOwedWalk *
hearth_owed_walk_new (HearthDb *db, GError **error)
{
  g_autoptr (HearthOwedWalk) self = NULL;
  const HearthId first = { { 0 } };

  g_return_val_if_fail (db != NULL, NULL);

  if (!hearth_db_has (db, HEARTH_COMPARTMENT_BENEFITS))
    return NULL;
  self = g_new0 (HearthOwedWalk, 1);
  self->stmt = hearth_db_prepare (db, WALK, error);
  if (self->stmt == NULL)
    return NULL;
  hearth_stmt_bind_id (self->stmt, 1, &first);
  return hearth_stmt_step (self->stmt, &self->has_row, error) ? g_steal_pointer (&self) : NULL;
}

/** hearth_owed_walk_free: frees the walk. */
void
hearth_owed_walk_free (HearthOwedWalk *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->stmt, hearth_stmt_release);
  g_free (self);
}

gboolean
hearth_owed_walk_next (HearthOwedWalk *self,
                       const HearthId *case_id,
                       HearthOwedItem *item,
                       gboolean *has_item,
                       GError **error)
{
  int order = -1;

  g_return_val_if_fail (self != NULL && case_id != NULL && item != NULL && has_item != NULL, FALSE);

  if (self->is_told && !hearth_stmt_step (self->stmt, &self->has_row, error))
    return FALSE;
  self->is_told = FALSE;
  while (self->has_row)
    {
      if (hearth_stmt_get_id (self->stmt, 0, &self->case_id))
        order = hearth_id_compare (&self->case_id, case_id);
      if (order >= 0)
        break;
      if (!hearth_stmt_step (self->stmt, &self->has_row, error))
        return FALSE;
    }
  *has_item = self->is_told = self->has_row && order == 0;
  if (*has_item)
    *item = (HearthOwedItem){ hearth_stmt_get_text (self->stmt, 1),
                              hearth_stmt_get_int (self->stmt, 2) };
  return TRUE;
}
