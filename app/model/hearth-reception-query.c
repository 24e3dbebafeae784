/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reader thread. */
#include "config.h"

#include "hearth-reception-query.h"

#include "hearth-pack-entry.h"
#include "hearth-projection.h"
#include "hearth-store.h"

#include <string.h>

#define OF_EVENT                                                                                   \
  "INDEXED BY person_by_event WHERE gone = 0 AND event = ?1 "                                      \
  "ORDER BY surname_sort, given_sort LIMIT ?2"
/* The index is walked from the first day on: those who came lately are few. */
#define WITHOUT_EVENT                                                                              \
  "INDEXED BY person_by_arrived WHERE gone = 0 AND arrived >= ?1 AND event IS NULL "               \
  "ORDER BY arrived, surname_sort, given_sort LIMIT ?2"

#define STEPS_OF_CASE                                                                              \
  "SELECT rec, n, template, state FROM core.step INDEXED BY step_of_case "                         \
  "WHERE case_id = ?1 AND gone = 0"
#define PHOTO_OF_CASE "SELECT file FROM core.photo WHERE case_id = ?1 AND gone = 0 LIMIT 1"

/* What is asked of the packs once and not for every person. */
typedef struct
{
  HearthPackSet *packs;
  GPtrArray *steps; /* HearthPackEntry */
  const char *const *checks;
} Checklist;

/** hearth_reception_row_free: @self: (transfer full) (nullable) */
void
hearth_reception_row_free (HearthReceptionRow *self)
{
  if (self == NULL)
    return;
  hearth_record_unref (self->person);
  g_clear_pointer (&self->photo, hearth_record_unref);
  g_array_unref (self->marks);
  g_free (self);
}

static gint
compare_places (gconstpointer a, gconstpointer b)
{
  return hearth_pack_entry_get_int (*(const HearthPackEntry *const *) a, "Board", 0) -
         hearth_pack_entry_get_int (*(const HearthPackEntry *const *) b, "Board", 0);
}

/**
 * hearth_reception_list_steps:
 *
 * Returns: (transfer container) (element-type HearthPackEntry): the entries of the pack of steps that have
 *   a place on the board, in that order. Thread: any.
 */
GPtrArray *
hearth_reception_list_steps (HearthPackSet *packs)
{
  GPtrArray *steps = g_ptr_array_new ();

  g_return_val_if_fail (packs != NULL, steps);

  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, "step"); i++)
    {
      const HearthPackEntry *entry = hearth_pack_set_get_entry (packs, "step", i);

      if (hearth_pack_entry_has (entry, "Board"))
        g_ptr_array_add (steps, (gpointer) entry);
    }
  g_ptr_array_sort (steps, compare_places);
  return steps;
}

/* The steps that come before food is handed out. */
static const char *const *
find_checks (GPtrArray *steps)
{
  for (guint i = 0; i < steps->len; i++)
    if (hearth_pack_entry_get_bool (steps->pdata[i], "Food"))
      return hearth_pack_entry_get_list (steps->pdata[i], "After");
  return NULL;
}

static void
take_mark (const Checklist *list, HearthReceptionRow *row, HearthStmt *stmt, HearthStepState state)
{
  const char *template_id = hearth_stmt_get_text (stmt, 2);

  for (guint i = 0; i < list->steps->len; i++)
    {
      HearthReceptionMark *mark = &g_array_index (row->marks, HearthReceptionMark, i);

      if (!g_str_equal (template_id, hearth_pack_entry_get_id (list->steps->pdata[i])))
        continue;
      mark->is_present = hearth_stmt_get_id (stmt, 0, &mark->step);
      mark->revision = hearth_stmt_get_int (stmt, 1);
      mark->state = state;
    }
}

static gboolean
read_steps (HearthDb *db,
            const Checklist *list,
            HearthReceptionRow *row,
            gboolean *is_checked,
            GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, STEPS_OF_CASE, error);
  gboolean has_row;

  *is_checked = FALSE;
  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (stmt, 1, hearth_record_get_case (row->person));
  for (;;)
    {
      const char *template_id;
      HearthStepState state;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      template_id = hearth_stmt_get_text (stmt, 2);
      if (template_id == NULL ||
          !hearth_step_state_from_id (hearth_stmt_get_text (stmt, 3), &state))
        continue;
      take_mark (list, row, stmt, state);
      if (list->checks != NULL && g_strv_contains (list->checks, template_id))
        *is_checked = state == HEARTH_STEP_DONE;
    }
}

static gboolean
read_photo (HearthDb *db, HearthReceptionRow *row, GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, PHOTO_OF_CASE, error);
  g_autoptr (GError) local_error = NULL;
  gboolean has_row;
  HearthId file;

  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (stmt, 1, hearth_record_get_case (row->person));
  if (!hearth_stmt_step (stmt, &has_row, error))
    return FALSE;
  if (!has_row || !hearth_stmt_get_id (stmt, 0, &file))
    return TRUE;
  row->photo =
      hearth_store_get_record (db, hearth_registry_find_kind ("file"), &file, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (row->photo != NULL && hearth_record_is_gone (row->photo))
    g_clear_pointer (&row->photo, hearth_record_unref);
  return TRUE;
}

static gboolean
has_flag (const HearthRecord *person, const char *flag)
{
  const json_t *flags = json_object_get (hearth_record_get_values (person), "flags");
  const json_t *value;
  gsize i;

  json_array_foreach (flags, i,
                      value) if (g_strcmp0 (json_string_value (value), flag) == 0) return TRUE;
  return FALSE;
}

static int
get_urgency (HearthPackSet *packs, const HearthRecord *person)
{
  const char *condition = hearth_record_get_text (person, "condition");
  const HearthPackEntry *entry =
      condition != NULL ? hearth_pack_set_lookup (packs, "condition", condition) : NULL;

  return entry != NULL ? hearth_pack_entry_get_int (entry, "Urgency", -1) : -1;
}

/* @person: (transfer full) */
static gboolean
add_row (HearthDb *db, const Checklist *list, GPtrArray *rows, HearthRecord *person, GError **error)
{
  HearthReceptionRow *row = g_new0 (HearthReceptionRow, 1);
  HearthFeedingFacts facts = { 0 };

  row->person = person;
  row->marks = g_array_new (FALSE, TRUE, sizeof (HearthReceptionMark));
  g_array_set_size (row->marks, list->steps->len);
  g_ptr_array_add (rows, row);
  if (!read_steps (db, list, row, &facts.is_checked, error) || !read_photo (db, row, error))
    return FALSE;
  facts.is_limited = has_flag (person, HEARTH_FEEDING_FLAG);
  facts.urgency = get_urgency (list->packs, person);
  row->feeding = hearth_feeding_assess (&facts);
  return TRUE;
}

static gboolean
read_people (HearthDb *db, HearthStmt *stmt, const Checklist *list, GPtrArray *rows, GError **error)
{
  gboolean has_row;

  for (;;)
    {
      HearthRecord *person;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      person = hearth_projection_read (hearth_registry_find_kind ("person"), stmt);
      if (person != NULL && !add_row (db, list, rows, person, error))
        return FALSE;
    }
}

/**
 * hearth_reception_query_run:
 * @event: (nullable): %NULL: of nobody knows which
 * @since: the first day of arrival that counts if @event is %NULL
 *
 * Returns: (transfer full) (element-type HearthReceptionRow): the people of the event by name, at most
 *   %HEARTH_RECEPTION_MAX_PEOPLE, with their marks; %NULL with an error. Thread: the connection's.
 */
GPtrArray *
hearth_reception_query_run (
    HearthDb *db, HearthPackSet *packs, const HearthId *event, HearthDate since, GError **error)
{
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_reception_row_free);
  g_autoptr (GPtrArray) steps = NULL;
  g_autofree char *sql = NULL;
  g_autoptr (HearthStmt) stmt = NULL;
  Checklist list;

  g_return_val_if_fail (db != NULL && packs != NULL, NULL);

  steps = hearth_reception_list_steps (packs);
  list.packs = packs;
  list.steps = steps;
  list.checks = find_checks (steps);
  sql = hearth_projection_select_sql (hearth_registry_find_kind ("person"),
                                      event != NULL ? OF_EVENT : WITHOUT_EVENT);
  stmt = hearth_db_prepare (db, sql, error);
  if (stmt == NULL)
    return NULL;
  if (event != NULL)
    hearth_stmt_bind_id (stmt, 1, event);
  else
    {
      g_autofree char *text = hearth_date_to_string (since);

      hearth_stmt_bind_text (stmt, 1, text);
    }
  hearth_stmt_bind_int (stmt, 2, HEARTH_RECEPTION_MAX_PEOPLE);
  return read_people (db, stmt, &list, rows, error) ? g_steal_pointer (&rows) : NULL;
}

/** hearth_reception_row_is_complete: whether nothing of the checklist is open. Thread: any. */
gboolean
hearth_reception_row_is_complete (const HearthReceptionRow *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->marks->len; i++)
    {
      const HearthReceptionMark *mark = &g_array_index (self->marks, HearthReceptionMark, i);

      if (mark->is_present && hearth_step_state_is_open (mark->state))
        return FALSE;
    }
  return TRUE;
}
