/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-choices-query.h"

#include "hearth-stmt.h"

#include <string.h>

/* Names of users are short and are what "my steps" compares; the full name is for reading. */
#define PEOPLE                                                                                     \
  "SELECT user, name, NULL, NULL FROM core.author WHERE gone = 0 AND user > '' ORDER BY user"
/* Over the index of the sort, which holds the present cases alone. */
#define SEEN(column)                                                                               \
  "SELECT DISTINCT " column ", NULL, NULL, NULL FROM core.person WHERE gone = 0 AND " column       \
  " > '' ORDER BY " column "_sort"
#define EVENTS                                                                                     \
  "SELECT lower (hex (rec)), date, number, stage FROM core.event WHERE gone = 0 "                  \
  "ORDER BY date DESC, stage DESC"

static const struct
{
  const char *kind;
  const char *field;
  const char *sql;
} sources[] = {
  { "person", "owner", PEOPLE },        { "person", "facility", SEEN ("facility") },
  { "person", "unit", SEEN ("unit") },  { "person", "event", EVENTS },
  { "decision", "decided_by", PEOPLE },
};

/** hearth_choice_free: Thread: any. */
void
hearth_choice_free (HearthChoice *self)
{
  if (self == NULL)
    return;
  g_free (self->value);
  g_free (self->title);
  g_free (self->number);
  g_free (self->stage);
  g_free (self);
}

static gboolean
read_choices (HearthDb *db, const char *field, const char *sql, GPtrArray *choices, GError **error)
{
  g_autofree char *limited = g_strdup_printf ("%s LIMIT %d", sql, HEARTH_CHOICES_MAX);
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, limited, error);
  gboolean has_row;

  if (stmt == NULL)
    return FALSE;
  for (;;)
    {
      HearthChoice *choice;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      choice = g_new0 (HearthChoice, 1);
      choice->field = field;
      choice->value = hearth_stmt_dup_text (stmt, 0);
      choice->title = hearth_stmt_dup_text (stmt, 1);
      choice->number = hearth_stmt_dup_text (stmt, 2);
      choice->stage = hearth_stmt_dup_text (stmt, 3);
      g_ptr_array_add (choices, choice);
    }
}

/**
 * hearth_choices_query_run:
 * @kind: whose form it is
 *
 * Returns: (transfer full) (element-type HearthChoice): of all fields, in the order to show; at most
 *   %HEARTH_CHOICES_MAX of each. %NULL with an error as hearth_db_prepare(). Thread: the connection's.
 */
GPtrArray *
hearth_choices_query_run (HearthDb *db, const HearthKind *kind, GError **error)
{
  g_autoptr (GPtrArray) choices =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_choice_free);

  g_return_val_if_fail (db != NULL && kind != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    if (strcmp (sources[i].kind, kind->id) == 0 &&
        !read_choices (db, sources[i].field, sources[i].sql, choices, error))
      return NULL;
  return g_steal_pointer (&choices);
}
