/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every problem of a list by row and column, and the people of the rows that have none. */
#include "config.h"

#include "hearth-roster-private.h"

#include "hearth-text.h"

#include <string.h>

/* One pass over the table; the checks and the people come from the same reading. */
typedef struct
{
  HearthRoster *roster;
  HearthDate today;
  GPtrArray *problems; /* (element-type HearthRosterProblem) */
  GPtrArray *people;   /* (element-type HearthRosterPerson) */
  GHashTable *seen;    /* (element-type utf8 guint) person's key → spreadsheet row */
  guint row;           /* of the roster, from 0 */
  guint n_before;      /* problems before this row */
} Pass;

static const char *const warnings[] = { "category-age", "column-not-taken", NULL };

/** hearth_roster_person_free: @self: (transfer full) (nullable) */
void
hearth_roster_person_free (HearthRosterPerson *self)
{
  if (self == NULL)
    return;
  json_decref (self->fields);
  g_free (self);
}

/** hearth_roster_problem_free: @self: (transfer full) (nullable) */
void
hearth_roster_problem_free (HearthRosterProblem *self)
{
  if (self == NULL)
    return;
  g_free (self->column);
  g_free (self);
}

static HearthRosterProblem *
add_problem (Pass *pass, guint row_number, const char *column, const char *code)
{
  HearthRosterProblem *problem = g_new0 (HearthRosterProblem, 1);

  problem->row = row_number;
  problem->column = g_strdup (column);
  problem->code = code;
  problem->message = _hearth_roster_get_message (code);
  problem->is_warning = g_strv_contains (warnings, code);
  g_ptr_array_add (pass->problems, problem);
  return problem;
}

static HearthRosterProblem *
add_row_problem (Pass *pass, const char *field, const char *code)
{
  const char *heading = "";

  for (guint i = 0; field != NULL && i < hearth_roster_get_n_columns (pass->roster); i++)
    if (g_strcmp0 (hearth_roster_get_mapping (pass->roster, i), field) == 0)
      heading = hearth_roster_get_heading (pass->roster, i);
  return add_problem (pass, hearth_roster_get_row_number (pass->roster, pass->row), heading, code);
}

static gboolean
has_column (HearthRoster *roster, const char *field)
{
  for (guint i = 0; i < hearth_roster_get_n_columns (roster); i++)
    if (g_strcmp0 (hearth_roster_get_mapping (roster, i), field) == 0)
      return TRUE;
  return FALSE;
}

/* What concerns the table and no row. */
static void
check_table (Pass *pass)
{
  HearthRoster *roster = pass->roster;
  guint heading_row = _hearth_roster_get_heading_row (roster);

  if (hearth_roster_get_n_rows (roster) == 0)
    add_problem (pass, 0, "", "no-rows");
  if (!has_column (roster, "surname") && !has_column (roster, "name"))
    add_problem (pass, heading_row, "", "missing-column");
  for (guint i = 0; i < hearth_roster_get_n_columns (roster); i++)
    if (hearth_roster_get_mapping (roster, i) == NULL &&
        !_hearth_roster_is_known_heading (roster, i) &&
        *hearth_roster_get_heading (roster, i) != '\0')
      add_problem (pass, heading_row, hearth_roster_get_heading (roster, i), "column-not-taken");
}

/* Programs end rows with spare delimiters; only cells that hold something are too many. */
static void
check_width (Pass *pass)
{
  guint n_columns = hearth_roster_get_n_columns (pass->roster);
  guint n_cells = _hearth_roster_get_n_cells (pass->roster, pass->row);

  if (n_cells < n_columns)
    add_row_problem (pass, NULL, "too-few-cells");
  for (guint i = n_columns; i < n_cells; i++)
    {
      const char *cell = hearth_roster_get_cell (pass->roster, pass->row, i);

      if (cell[strspn (cell, " \t\n\r")] == '\0')
        continue;
      add_row_problem (pass, NULL, "too-many-cells");
      return;
    }
}

static HearthPartialDate
get_date (const json_t *fields, const char *id)
{
  HearthPartialDate date = HEARTH_PARTIAL_DATE_INIT;

  hearth_partial_date_parse (json_string_value (json_object_get (fields, id)), &date);
  return date;
}

/* Partly known dates contradict each other only if no days in them could be in order. */
static gboolean
is_surely_before (HearthPartialDate a, HearthPartialDate b)
{
  return hearth_partial_date_is_known (&a) && hearth_partial_date_is_known (&b) &&
         hearth_partial_date_last (&a) < hearth_partial_date_first (&b);
}

static void
check_dates (Pass *pass, const json_t *fields)
{
  HearthPartialDate birth = get_date (fields, "birth");
  HearthPartialDate captured = get_date (fields, "captured");
  HearthPartialDate released = get_date (fields, "released");

  if (is_surely_before (captured, birth))
    add_row_problem (pass, "captured", "captured-before-birth");
  if (is_surely_before (released, captured))
    add_row_problem (pass, "released", "released-before-captured");
}

/* A category such as "under 25" means the age on the day of the exchange. While that day is not in the
 * list, only an age already reached at capture contradicts it for sure. */
static void
check_category (Pass *pass, const json_t *fields)
{
  const char *id = json_string_value (json_object_get (fields, "category"));
  const HearthPackEntry *category;
  HearthPartialDate birth = get_date (fields, "birth");
  HearthPartialDate day = get_date (fields, "released");
  int age;

  if (!hearth_partial_date_is_known (&day))
    day = get_date (fields, "captured");
  if (id == NULL || !hearth_partial_date_is_known (&birth) || !hearth_partial_date_is_known (&day))
    return;
  category = hearth_pack_set_lookup (_hearth_roster_get_packs (pass->roster), "category", id);
  if (category == NULL || !hearth_pack_entry_has (category, "UnderAge"))
    return;
  age =
      hearth_date_full_years (hearth_partial_date_last (&birth), hearth_partial_date_first (&day));
  if (age >= hearth_pack_entry_get_int (category, "UnderAge", 0))
    add_row_problem (pass, "category", "category-age");
}

/* Two rows are one person if everything in them is the same, or the name and a birthday known to the
 * day: units and ranks are often written differently in the second entry. */
static char *
dup_person_key (const json_t *fields)
{
  static const char *const names[] = { "surname", "given", "patronymic" };
  HearthPartialDate birth = get_date (fields, "birth");
  GString *key;

  if (birth.day == 0)
    return json_dumps (fields, JSON_COMPACT | JSON_SORT_KEYS);
  key = g_string_new (json_string_value (json_object_get (fields, "birth")));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *name = json_string_value (json_object_get (fields, names[i]));
      g_autofree char *folded = hearth_text_fold (name != NULL ? name : "");

      g_string_append_printf (key, "/%s", folded);
    }
  return g_string_free (key, FALSE);
}

/* Returns the row that this one repeats, or 0. */
static guint
check_repetition (Pass *pass, const json_t *fields)
{
  g_autofree char *key = NULL;
  guint number = hearth_roster_get_row_number (pass->roster, pass->row);
  gpointer earlier;

  if (json_object_get (fields, "surname") == NULL)
    return 0;
  key = dup_person_key (fields);
  earlier = g_hash_table_lookup (pass->seen, key);
  if (earlier != NULL)
    add_row_problem (pass, NULL, "duplicate-row")->other_row = GPOINTER_TO_UINT (earlier);
  else
    g_hash_table_insert (pass->seen, g_steal_pointer (&key), GUINT_TO_POINTER (number));
  return GPOINTER_TO_UINT (earlier);
}

static void
read_cells (Pass *pass, json_t *fields, gboolean *surname_failed)
{
  HearthRoster *roster = pass->roster;

  for (guint i = 0; i < hearth_roster_get_n_columns (roster); i++)
    {
      const char *id = hearth_roster_get_mapping (roster, i);
      const char *cell = hearth_roster_get_cell (roster, pass->row, i);
      const char *code;

      if (id == NULL || cell == NULL)
        continue;
      code =
          _hearth_roster_read_cell (_hearth_roster_find_target (id),
                                    _hearth_roster_get_packs (roster), cell, pass->today, fields);
      if (code == NULL)
        continue;
      add_problem (pass, hearth_roster_get_row_number (roster, pass->row),
                   hearth_roster_get_heading (roster, i), code);
      if (strcmp (id, "surname") == 0 || strcmp (id, "name") == 0)
        *surname_failed = TRUE;
    }
}

static gboolean
refuses_from (GPtrArray *problems, guint first)
{
  for (guint i = first; i < problems->len; i++)
    if (!((HearthRosterProblem *) g_ptr_array_index (problems, i))->is_warning)
      return TRUE;
  return FALSE;
}

static void
add_person (Pass *pass, json_t *fields, guint repeated_row)
{
  HearthRosterPerson *person = g_new0 (HearthRosterPerson, 1);

  person->fields = json_incref (fields);
  person->row = hearth_roster_get_row_number (pass->roster, pass->row);
  person->repeated_row = repeated_row;
  g_ptr_array_add (pass->people, person);
}

static void
read_row (Pass *pass)
{
  json_auto_t *fields = json_object ();
  gboolean surname_failed = FALSE;
  gboolean is_refused;
  guint repeated_row;

  pass->n_before = pass->problems->len;
  check_width (pass);
  read_cells (pass, fields, &surname_failed);
  if (json_object_get (fields, "surname") == NULL && !surname_failed)
    add_row_problem (pass, has_column (pass->roster, "surname") ? "surname" : "name",
                     "missing-surname");
  check_dates (pass, fields);
  check_category (pass, fields);
  is_refused = refuses_from (pass->problems, pass->n_before);
  repeated_row = check_repetition (pass, fields);
  if (!is_refused)
    add_person (pass, fields, repeated_row);
}

static void
run_pass (HearthRoster *roster, HearthDate today, Pass *pass)
{
  *pass = (Pass){ .roster = roster, .today = today };
  pass->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_roster_problem_free);
  pass->people = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_roster_person_free);
  pass->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  check_table (pass);
  if (has_column (roster, "surname") || has_column (roster, "name"))
    for (pass->row = 0; pass->row < hearth_roster_get_n_rows (roster); pass->row++)
      read_row (pass);
  g_clear_pointer (&pass->seen, g_hash_table_unref);
}

/**
 * hearth_roster_check:
 * @today: no date of a list lies after it
 *
 * Checks every row under the present mapping and names all problems, not the first one only.
 *
 * Returns: (transfer full) (element-type HearthRosterProblem): in order of rows. Thread: any.
 */
GPtrArray *
hearth_roster_check (HearthRoster *self, HearthDate today)
{
  Pass pass;

  g_return_val_if_fail (self != NULL && today != HEARTH_DATE_NONE, NULL);

  run_pass (self, today, &pass);
  g_ptr_array_unref (pass.people);
  return pass.problems;
}

/** hearth_roster_problems_refuse: Returns: whether any of @problems is more than a warning. */
gboolean
hearth_roster_problems_refuse (GPtrArray *problems)
{
  g_return_val_if_fail (problems != NULL, TRUE);

  return refuses_from (problems, 0);
}

/**
 * hearth_roster_list_people:
 * @defaults: (nullable): fields for every row that has none of its own ("event", "released", ...)
 * @problems: (out) (optional) (transfer full): as hearth_roster_check() finds them in the same reading
 *
 * Returns: (transfer full) (element-type HearthRosterPerson): the people of the rows that have no problem of their
 *   own, in order of rows; who repeats an earlier row is among them. Thread: any.
 */
GPtrArray *
hearth_roster_list_people (HearthRoster *self,
                           HearthDate today,
                           const json_t *defaults,
                           GPtrArray **problems)
{
  Pass pass;

  g_return_val_if_fail (self != NULL && today != HEARTH_DATE_NONE, NULL);

  run_pass (self, today, &pass);
  for (guint i = 0; defaults != NULL && i < pass.people->len; i++)
    {
      HearthRosterPerson *person = pass.people->pdata[i];

      json_object_update_missing (person->fields, (json_t *) defaults);
    }
  if (problems != NULL)
    *problems = g_steal_pointer (&pass.problems);
  g_clear_pointer (&pass.problems, g_ptr_array_unref);
  return pass.people;
}

static void
json_unref (gpointer json)
{
  json_decref (json);
}

/**
 * hearth_roster_get_people:
 * @defaults: (nullable): as for hearth_roster_list_people()
 *
 * Returns: (transfer full) (element-type json_t): objects of field and value, as hearth_case_open_many()
 *   takes them, in order of rows; rows with problems and rows that repeat another are left out. Thread: any.
 */
GPtrArray *
hearth_roster_get_people (HearthRoster *self, HearthDate today, const json_t *defaults)
{
  g_autoptr (GPtrArray) people = hearth_roster_list_people (self, today, defaults, NULL);
  GPtrArray *fields = g_ptr_array_new_with_free_func (json_unref);

  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      const HearthRosterPerson *person = people->pdata[i];

      if (person->repeated_row == 0)
        g_ptr_array_add (fields, json_incref (person->fields));
    }
  return fields;
}
