/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-choices-query.h"

#include "hearth-consent.h"
#include "hearth-contact-store.h"
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
/* Whom consents name: also those who are no contacts of this vault. */
#define RECIPIENT "recipient"
#define RECIPIENTS                                                                                 \
  "SELECT lower (hex (recipient)), max (recipient_name), NULL, NULL FROM core.consent "            \
  "WHERE gone = 0 AND recipient IS NOT NULL AND recipient_name > '' GROUP BY recipient "           \
  "ORDER BY 2"

static const struct
{
  const char *kind;
  const char *field;
  const char *sql;
} sources[] = {
  { "person", "owner", PEOPLE },        { "person", "facility", SEEN ("facility") },
  { "person", "unit", SEEN ("unit") },  { "person", "event", EVENTS },
  { "decision", "decided_by", PEOPLE }, { "consent", "taken_by", PEOPLE },
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

static gboolean
has_value (GPtrArray *choices, const char *value)
{
  for (guint i = 0; i < choices->len; i++)
    if (strcmp (((HearthChoice *) choices->pdata[i])->value, value) == 0)
      return TRUE;
  return FALSE;
}

static void
add_contacts (GPtrArray *choices, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len && choices->len < HEARTH_CHOICES_MAX; i++)
    {
      const HearthContactRow *row = rows->pdata[i];
      const HearthId id = hearth_consent_derive_recipient (row->key);
      HearthChoice *choice;

      if (row->state == HEARTH_CONTACT_REMOVED)
        continue;
      choice = g_new0 (HearthChoice, 1);
      choice->field = RECIPIENT;
      choice->value = hearth_id_to_string (&id);
      choice->title = g_strdup (row->name);
      g_ptr_array_add (choices, choice);
    }
}

/* Contacts as they are called here, and then whom other vaults wrote down. */
static gboolean
read_recipients (HearthDb *db, GPtrArray *choices, GError **error)
{
  g_autoptr (GPtrArray) rows = hearth_contact_store_list (db, error);
  g_autoptr (GPtrArray) found =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_choice_free);
  g_autoptr (GPtrArray) named =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_choice_free);

  if (rows == NULL || !read_choices (db, RECIPIENT, RECIPIENTS, named, error))
    return FALSE;
  add_contacts (found, rows);
  for (guint i = 0; i < named->len && found->len < HEARTH_CHOICES_MAX; i++)
    if (!has_value (found, ((HearthChoice *) named->pdata[i])->value))
      g_ptr_array_add (found, g_steal_pointer (&named->pdata[i]));
  g_ptr_array_extend_and_steal (choices, g_steal_pointer (&found));
  return TRUE;
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
  if (strcmp (kind->id, "consent") == 0 && !read_recipients (db, choices, error))
    return NULL;
  return g_steal_pointer (&choices);
}
