/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-given-query.h"

#include "hearth-contact-store.h"
#include "hearth-hash.h"
#include "hearth-stmt.h"

#include <string.h>

#define DIGITS_OF_A_KEY 8
#define PASSPHRASE "passphrase"

G_STATIC_ASSERT (HEARTH_HASH_SIZE == HEARTH_KEY_SIZE);

/** hearth_given_free: Thread: any. */
void
hearth_given_free (HearthGiven *self)
{
  g_free (self->to);
  g_free (self);
}

/* A contact that was removed still had the data. */
static const char *
find_name (GPtrArray *contacts, const guint8 key[HEARTH_KEY_SIZE])
{
  for (guint i = 0; i < contacts->len; i++)
    {
      const HearthContactRow *row = contacts->pdata[i];

      if (hearth_hash_equal (row->key, key) && row->name != NULL)
        return row->name;
    }
  return NULL;
}

static void
append_word (GString *text, GPtrArray *contacts, const char *word)
{
  guint8 key[HEARTH_KEY_SIZE];
  const char *name = NULL;

  if (strlen (word) == 2 * sizeof key && hearth_hex_decode (word, key, sizeof key))
    name = find_name (contacts, key);
  if (text->len > 0)
    g_string_append (text, ", ");
  if (name != NULL)
    g_string_append (text, name);
  else
    g_string_append_printf (text, "%.*s…", DIGITS_OF_A_KEY, word);
}

static char *
dup_recipients (GPtrArray *contacts, const char *destination)
{
  g_auto (GStrv) words = g_strsplit (destination != NULL ? destination : "", " ", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && strcmp (words[i], PASSPHRASE) != 0)
      append_word (text, contacts, words[i]);
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static gboolean
read_bundles (HearthDb *db, const HearthId *case_id, GPtrArray *list, GError **error)
{
  g_autoptr (GPtrArray) contacts = hearth_contact_store_list (db, error);
  g_autoptr (HearthStmt) stmt = NULL;
  gboolean has_row = TRUE;

  if (contacts == NULL)
    return FALSE;
  /* One that was begun and not ended may have left all the same. */
  stmt = hearth_db_prepare (db,
                            "SELECT b.destination, b.parts, b.at_ms FROM admin.bundle_case c"
                            " JOIN admin.bundle b ON b.id = c.bundle WHERE c.case_id = ?1",
                            error);
  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (stmt, 1, case_id);
  while (has_row)
    {
      HearthGiven *given;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      given = g_new0 (HearthGiven, 1);
      given->how = HEARTH_GIVEN_BUNDLE;
      given->to = dup_recipients (contacts, hearth_stmt_get_text (stmt, 0));
      given->parts = (guint) hearth_stmt_get_int (stmt, 1);
      given->at_ms = hearth_stmt_get_int (stmt, 2);
      g_ptr_array_add (list, given);
    }
  return TRUE;
}

static gboolean
read_papers (HearthDb *db, const HearthId *case_id, GPtrArray *list, GError **error)
{
  g_autoptr (GPtrArray) rows = hearth_audit_list_out (db, case_id, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const HearthAuditRow *row = rows->pdata[i];
      HearthGiven *given;

      if (g_strcmp0 (row->why, HEARTH_GIVEN_REFUSAL) == 0)
        continue;
      given = g_new0 (HearthGiven, 1);
      given->how = strcmp (row->event, hearth_audit_event_to_word (HEARTH_AUDIT_PRINT)) == 0
                       ? HEARTH_GIVEN_PRINT
                       : HEARTH_GIVEN_FILE;
      given->is_own = g_strcmp0 (row->why, HEARTH_GIVEN_OWN_COPY) == 0;
      given->parts = row->cmps;
      given->at_ms = row->at_ms;
      g_ptr_array_add (list, given);
    }
  return rows != NULL;
}

static gint
compare_given (gconstpointer a, gconstpointer b)
{
  const HearthGiven *left = *(HearthGiven *const *) a;
  const HearthGiven *right = *(HearthGiven *const *) b;

  return (left->at_ms > right->at_ms) - (left->at_ms < right->at_ms);
}

/**
 * hearth_given_query_run:
 *
 * Returns: (transfer full): see the header; %NULL with an error. Thread: the connection's.
 */
GPtrArray *
hearth_given_query_run (HearthDb *db, const HearthId *case_id, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_given_free);

  g_return_val_if_fail (db != NULL && case_id != NULL, NULL);

  if (!hearth_db_has (db, HEARTH_COMPARTMENT_ADMIN))
    return g_steal_pointer (&list);
  if (!read_bundles (db, case_id, list, error) || !read_papers (db, case_id, list, error))
    return NULL;
  g_ptr_array_sort (list, compare_given);
  return g_steal_pointer (&list);
}
