/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case read for an act, and what acts on all cases go over. */
#include "config.h"

#include "hearth-case-acts-private.h"

#include "hearth-stmt.h"

void
_hearth_act_env_init (HearthActEnv *self, HearthContext *context)
{
  self->templates = hearth_plan_templates_ref (hearth_context_get_templates (context));
  self->packs = hearth_pack_set_ref (hearth_context_get_packs (context));
  self->today = hearth_clock_today (hearth_context_get_clock (context));
  self->first_plans =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
}

void
_hearth_act_env_clear (HearthActEnv *self)
{
  g_clear_pointer (&self->templates, hearth_plan_templates_unref);
  g_clear_pointer (&self->packs, hearth_pack_set_unref);
  g_clear_pointer (&self->first_plans, g_hash_table_unref);
}

gboolean
_hearth_case_records_load (HearthCaseRecords *self,
                           HearthDb *db,
                           const HearthId *case_id,
                           GError **error)
{
  HearthId person = hearth_record_derive_id (case_id, "person", "");
  g_autoptr (GError) local_error = NULL;

  self->case_id = *case_id;
  self->person =
      hearth_store_get_record (db, hearth_registry_find_kind ("person"), &person, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (self->person == NULL)
    {
      g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_UNKNOWN,
                           "there is no such case");
      return FALSE;
    }
  self->captivity =
      hearth_store_list_records (db, hearth_registry_find_kind ("captivity"), case_id, error);
  if (self->captivity == NULL)
    return FALSE;
  self->steps = hearth_store_list_records (db, hearth_registry_find_kind ("step"), case_id, error);
  return self->steps != NULL;
}

void
_hearth_case_records_clear (HearthCaseRecords *self)
{
  g_clear_pointer (&self->person, hearth_record_unref);
  g_clear_pointer (&self->captivity, g_ptr_array_unref);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
}

HearthRecord *
_hearth_record_overlay (const HearthRecord *record, const json_t *set)
{
  json_t *values = json_copy ((json_t *) hearth_record_get_values (record));

  for (void *i = json_object_iter ((json_t *) set); i != NULL;
       i = json_object_iter_next ((json_t *) set, i))
    if (json_is_null (json_object_iter_value (i)))
      json_object_del (values, json_object_iter_key (i));
    else
      json_object_set (values, json_object_iter_key (i), json_object_iter_value (i));
  return hearth_record_new (hearth_record_get_kind (record), hearth_record_get_id (record),
                            hearth_record_get_case (record), hearth_record_get_revision (record),
                            values);
}

gboolean
_hearth_case_list_ids (HearthDb *db, GArray *out, GError **error)
{
  g_autoptr (HearthStmt) stmt =
      hearth_db_prepare (db, "SELECT case_id FROM core.person WHERE gone = 0 ORDER BY id", error);
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;
  for (;;)
    {
      HearthId case_id;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      if (hearth_stmt_get_id (stmt, 0, &case_id))
        g_array_append_val (out, case_id);
    }
}
