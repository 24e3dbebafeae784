/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One statement for the like tables of all compartment files. */
#include "config.h"

#include "hearth-cmp-sql.h"

static char *
expand (HearthCompartment cmp, const char *format)
{
  g_auto (GStrv) parts = g_strsplit (format, "@", -1);

  return g_strjoinv (hearth_compartment_get_name (cmp), parts);
}

/* An import asks for the same few texts a million times; each is made once and kept. */
static const char *
find_text (HearthCompartment cmp, const char *format)
{
  static GMutex mutex;
  static GHashTable *texts[HEARTH_N_COMPARTMENTS];
  const char *text;

  g_mutex_lock (&mutex);
  if (texts[cmp] == NULL)
    texts[cmp] = g_hash_table_new (NULL, NULL);
  text = g_hash_table_lookup (texts[cmp], format);
  if (text == NULL)
    {
      text = expand (cmp, format);
      g_hash_table_insert (texts[cmp], (gpointer) format, (gpointer) text);
    }
  g_mutex_unlock (&mutex);
  return text;
}

/**
 * hearth_cmp_sql_prepare:
 * @format: a literal, in which "@" stands for the name of the compartment's schema
 *
 * Returns: (transfer full): as hearth_db_prepare(). Thread: the connection's.
 */
HearthStmt *
hearth_cmp_sql_prepare (HearthDb *db, HearthCompartment cmp, const char *format, GError **error)
{
  g_return_val_if_fail (db != NULL && format != NULL, NULL);
  g_return_val_if_fail (cmp < HEARTH_N_COMPARTMENTS, NULL);

  return hearth_db_prepare (db, find_text (cmp, format), error);
}
