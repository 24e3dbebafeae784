/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who of a list is already here. Reader thread. */
#include "config.h"

#include "hearth-roster.h"

#include "hearth-date.h"
#include "hearth-stmt.h"
#include "hearth-text.h"

/** hearth_roster_duplicate_free: @self: (transfer full) (nullable) */
void
hearth_roster_duplicate_free (HearthRosterDuplicate *self)
{
  if (self == NULL)
    return;
  g_free (self->case_number);
  g_free (self);
}

/* A given name or patronymic that one side lacks does not tell two people apart. */
static gboolean
may_be_same_name (const char *a, const char *b)
{
  return a == NULL || b == NULL || *a == '\0' || *b == '\0' || hearth_text_equal (a, b);
}

static gboolean
may_be_same_birth (const char *a, const char *b)
{
  HearthPartialDate first, second;

  if (!hearth_partial_date_parse (a, &first) || !hearth_partial_date_parse (b, &second))
    return TRUE;
  return hearth_partial_date_first (&first) <= hearth_partial_date_last (&second) &&
         hearth_partial_date_first (&second) <= hearth_partial_date_last (&first);
}

static const char *
get_text (const json_t *person, const char *field)
{
  return json_string_value (json_object_get (person, field));
}

static gboolean
add_duplicates_of (
    HearthDb *db, const json_t *person, guint index, GPtrArray *duplicates, GError **error)
{
  g_autoptr (HearthStmt) stmt = NULL;
  g_autofree char *folded = hearth_text_fold (get_text (person, "surname"));
  g_autofree char *match = g_strdup_printf ("surname : \"%s\"", folded);
  gboolean has_row;

  /* CROSS keeps the words outside: else they are looked up once for every person of the vault. */
  stmt = hearth_db_prepare (db,
                            "SELECT person.case_id, person.number, person.surname, person.given, "
                            "person.patronymic, person.birth "
                            "FROM core.search CROSS JOIN core.person ON person.id = search.rowid "
                            "WHERE search MATCH ?1 AND person.gone = 0",
                            error);
  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_text (stmt, 1, match);
  while (TRUE)
    {
      HearthRosterDuplicate *duplicate;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      if (!may_be_same_name (hearth_stmt_get_text (stmt, 2), get_text (person, "surname")) ||
          !may_be_same_name (hearth_stmt_get_text (stmt, 3), get_text (person, "given")) ||
          !may_be_same_name (hearth_stmt_get_text (stmt, 4), get_text (person, "patronymic")) ||
          !may_be_same_birth (hearth_stmt_get_text (stmt, 5), get_text (person, "birth")))
        continue;
      duplicate = g_new0 (HearthRosterDuplicate, 1);
      duplicate->index = index;
      duplicate->case_number = hearth_stmt_dup_text (stmt, 1);
      g_ptr_array_add (duplicates, duplicate);
      if (!hearth_stmt_get_id (stmt, 0, &duplicate->case_id))
        g_warning ("a person without case id");
    }
}

/**
 * hearth_roster_find_duplicates:
 * @people: (element-type json_t): of hearth_roster_get_people()
 *
 * Looks for cases with the same folded surname whose other names and birth date, as far as both sides
 * know them, do not differ.
 *
 * Returns: (transfer full) (nullable) (element-type HearthRosterDuplicate): in order of @people; %NULL
 *   with the errors of the store. Thread: reader.
 */
GPtrArray *
hearth_roster_find_duplicates (HearthDb *db, GPtrArray *people, GError **error)
{
  g_autoptr (GPtrArray) duplicates =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_roster_duplicate_free);

  g_return_val_if_fail (db != NULL && people != NULL, NULL);

  for (guint i = 0; i < people->len; i++)
    if (!add_duplicates_of (db, g_ptr_array_index (people, i), i, duplicates, error))
      return NULL;
  return g_steal_pointer (&duplicates);
}
