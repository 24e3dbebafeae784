/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as what a person types or a script passes: the first line is the text of a search and the name
 * of a case, each further one a filter "field=value" or a sort "<field". No input is an error of SQL. */
#include "config.h"

#include "hearth-fuzz.h"

#include "hearth-case-query.h"
#include "hearth-search-query.h"
#include "hearth-test-rows.h"

#include <string.h>

static HearthDb *
get_db (void)
{
  static HearthDb *db;

  if (db == NULL)
    {
      db = hearth_test_rows_open ();
      hearth_test_rows_fill (db, 20, 2);
    }
  return db;
}

/* The shipped names; a run outside the source tree has none. */
static HearthGivenNames *
get_names (void)
{
  static HearthGivenNames *names;
  const char *root = g_getenv ("HEARTH_SOURCE_ROOT");

  if (names == NULL && root != NULL)
    {
      g_autofree char *dir = g_build_filename (root, "data", "packs", NULL);
      g_autoptr (HearthPackSet) packs = hearth_pack_set_load (dir, NULL);

      if (packs != NULL)
        names = hearth_given_names_new (packs);
    }
  return names;
}

static void
add_line (HearthCaseQuery *query, char *line)
{
  char *equals = strchr (line, '=');

  if (*line == '<')
    hearth_case_query_set_sort (query, line + 1, FALSE);
  else if (equals != NULL)
    {
      *equals = '\0';
      hearth_case_query_add_filter (query, line, equals + 1);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 16);
  g_autoptr (HearthCaseQuery) query = hearth_case_query_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (HearthSearch) search = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  HearthId found;

  hearth_case_query_set_today (query, hearth_date_new (2025, 6, 20));
  if (lines[0] == NULL)
    return 0;
  for (guint i = 1; lines[i] != NULL; i++)
    add_line (query, lines[i]);
  search = hearth_search_new (lines[0], get_names ());
  if (search != NULL)
    {
      hearth_case_query_set_search (query, search);
      hits = hearth_search_query_run (get_db (), search, 10, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (hits->len, <=, 10);
    }
  ids = hearth_case_query_run (get_db (), query, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, <=, 20);
  hearth_case_query_find (get_db (), lines[0], &found, &error);
  g_assert_no_error (error);
  return 0;
}
