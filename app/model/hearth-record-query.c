/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record by the beginning of its id. Reader or writer thread. */
#include "config.h"

#include "hearth-record-query.h"

#include "hearth-stmt.h"

#include <string.h>

/* The lowest and the highest id that begin with @text. */
static gboolean
parse_range (const char *text, HearthId *first, HearthId *last)
{
  g_autofree char *low = NULL, *high = NULL;
  gsize length = strlen (text);

  if (length < HEARTH_RECORD_MIN_PREFIX || length >= HEARTH_ID_HEX_SIZE)
    return FALSE;
  low = g_strdup_printf ("%s%.*s", text, (int) (HEARTH_ID_HEX_SIZE - 1 - length),
                         "00000000000000000000000000000000");
  high = g_strdup_printf ("%s%.*s", text, (int) (HEARTH_ID_HEX_SIZE - 1 - length),
                          "ffffffffffffffffffffffffffffffff");
  return hearth_id_parse (low, first) && hearth_id_parse (high, last);
}

/* The table's name is quoted: "check" is a word of SQL. */
static gboolean
find_in_kind (HearthDb *db,
              const HearthKind *kind,
              const HearthId range[2],
              guint *n_found,
              HearthId *out,
              GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT rec FROM %s.\"%s\" WHERE rec BETWEEN ?1 AND ?2 "
                                          "AND gone = 0 LIMIT 2",
                                          hearth_compartment_get_name (kind->cmp), kind->id);
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, sql, error);
  gboolean has_row = TRUE;

  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (stmt, 1, &range[0]);
  hearth_stmt_bind_id (stmt, 2, &range[1]);
  while (TRUE)
    {
      if (!hearth_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      if (hearth_stmt_get_id (stmt, 0, out))
        (*n_found)++;
    }
}

/**
 * hearth_record_query_find:
 * @kind: (nullable): %NULL to look in every kind that this login can read
 * @text: 6 to 32 hex digits
 * @found_kind: (out) (optional): kind of the record
 * @out: (out): its id
 *
 * Returns: whether exactly one record begins with @text; %FALSE without error for none or several.
 */
gboolean
hearth_record_query_find (HearthDb *db,
                          const HearthKind *kind,
                          const char *text,
                          const HearthKind **found_kind,
                          HearthId *out,
                          GError **error)
{
  HearthId range[2];
  const HearthKind *kinds;
  guint n_kinds, n_found = 0;

  g_return_val_if_fail (db != NULL && text != NULL && out != NULL, FALSE);

  if (!parse_range (text, &range[0], &range[1]))
    return FALSE;
  kinds = hearth_registry_get_kinds (&n_kinds);
  for (guint i = 0; i < n_kinds; i++)
    {
      guint before = n_found;

      if ((kind != NULL && kind != &kinds[i]) || !hearth_db_has (db, kinds[i].cmp))
        continue;
      if (!find_in_kind (db, &kinds[i], range, &n_found, out, error))
        return FALSE;
      if (n_found > before && found_kind != NULL)
        *found_kind = &kinds[i];
    }
  return n_found == 1;
}
