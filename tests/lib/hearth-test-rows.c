/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-test-rows.h"

#include "hearth-registry-schema.h"
#include "hearth-search-store.h"
#include "hearth-text.h"

#include <stdarg.h>

HearthDb *
hearth_test_rows_open (void)
{
  g_autoptr (GError) error = NULL;
  HearthDb *db = hearth_db_open_in_memory (&error);

  g_assert_no_error (error);
  for (HearthCompartment cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    {
      hearth_schema_run (hearth_model_get_schema (), db, cmp, &error);
      g_assert_no_error (error);
    }
  return db;
}

HearthId
hearth_test_rows_case (guint index)
{
  HearthId id = { { 0 } };

  for (guint i = 0; i < 4; i++)
    id.bytes[i] = (guint8) (index >> (24 - 8 * i));
  id.bytes[HEARTH_ID_SIZE - 1] = 0xCA;
  return id;
}

void
hearth_test_rows_exec (HearthDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;

  hearth_db_exec (db, sql, &error);
  g_assert_no_error (error);
}

/* Fields and their values, bound in order of the columns named in the text. */
typedef struct
{
  const HearthKind *kind;
  GString *columns, *marks;
  GPtrArray *values; /* texts; an id is bound as a blob */
  GArray *is_id;
} Insert;

static void
add_column (Insert *insert, const char *column, char *value, gboolean is_id)
{
  g_string_append_printf (insert->columns, ", \"%s\"", column);
  g_string_append (insert->marks, ", ?");
  g_ptr_array_add (insert->values, value);
  g_array_append_val (insert->is_id, is_id);
}

static void
add_value (Insert *insert, const char *field_id, const char *value)
{
  const HearthField *field = hearth_kind_find_field (insert->kind, field_id);

  g_assert_nonnull (field);
  if (value == NULL || *value == '\0')
    return;
  add_column (insert, field_id, g_strdup (value), field->type == HEARTH_FIELD_ID);
  if (field->flags & HEARTH_FIELD_SORTED)
    {
      g_autofree char *column = g_strconcat (field_id, "_sort", NULL);

      add_column (insert, column, hearth_text_sort_key (value), FALSE);
    }
}

static HearthId
next_record_id (void)
{
  static guint32 last;
  HearthId id = { { 0xEC } };

  last++;
  for (guint i = 0; i < 4; i++)
    id.bytes[1 + i] = (guint8) (last >> (24 - 8 * i));
  return id;
}

static void
bind_values (HearthStmt *stmt, Insert *insert, int first)
{
  for (guint i = 0; i < insert->values->len; i++)
    {
      const char *value = g_ptr_array_index (insert->values, i);
      HearthId id;

      if (g_array_index (insert->is_id, gboolean, i) && hearth_id_parse (value, &id))
        hearth_stmt_bind_id (stmt, first + (int) i, &id);
      else
        hearth_stmt_bind_text (stmt, first + (int) i, value);
    }
}

static gint64
run_insert (HearthDb *db, Insert *insert, guint index)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sql =
      g_strdup_printf ("INSERT INTO %s.\"%s\" (rec, case_id, n%s) VALUES (?, ?, 1%s)",
                       hearth_compartment_get_name (insert->kind->cmp), insert->kind->id,
                       insert->columns->str, insert->marks->str);
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, sql, &error);
  const HearthId rec = next_record_id (), case_id = hearth_test_rows_case (index);

  g_assert_no_error (error);
  hearth_stmt_bind_id (stmt, 1, &rec);
  hearth_stmt_bind_id (stmt, 2, &case_id);
  bind_values (stmt, insert, 3);
  hearth_stmt_run (stmt, &error);
  g_assert_no_error (error);
  return hearth_db_last_insert_id (db);
}

static void
index_words (HearthDb *db, const HearthKind *kind, gint64 row_id, GHashTable *texts)
{
  g_autoptr (GError) error = NULL;
  json_auto_t *values = json_object ();
  GHashTableIter iter;
  gpointer field, text;

  if (!hearth_search_store_has (kind))
    return;
  g_hash_table_iter_init (&iter, texts);
  while (g_hash_table_iter_next (&iter, &field, &text))
    json_object_set_new (values, field, json_string (text));
  hearth_search_store_insert (db, kind, row_id, values, &error);
  g_assert_no_error (error);
}

gint64
hearth_test_rows_add (HearthDb *db, const char *kind, guint index, ...)
{
  g_autoptr (GHashTable) texts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) is_id = g_array_new (FALSE, FALSE, sizeof (gboolean));
  g_autoptr (GString) columns = g_string_new (NULL), marks = g_string_new (NULL);
  Insert insert = { hearth_registry_find_kind (kind), columns, marks, values, is_id };
  const char *field;
  gint64 row_id;
  va_list args;

  va_start (args, index);
  while ((field = va_arg (args, const char *)) != NULL)
    {
      const char *value = va_arg (args, const char *);

      add_value (&insert, field, value);
      if (value != NULL)
        g_hash_table_insert (texts, (gpointer) field, (gpointer) value);
    }
  va_end (args);
  row_id = run_insert (db, &insert, index);
  index_words (db, insert.kind, row_id, texts);
  return row_id;
}

static void
fill_steps (HearthDb *db, guint index, guint n_steps)
{
  static const char *const tracks[] = { "medical", "documents", "compensation", "rehabilitation" };

  for (guint i = 0; i < n_steps; i++)
    {
      g_autofree char *due =
          g_strdup_printf ("2025-%02u-%02u", 6 + (index + i) % 10 / 5, 1 + (7 * index + i) % 28);
      g_autofree char *template = g_strdup_printf ("step-%u", i);

      hearth_test_rows_add (db, "step", index, "template", template, "track", tracks[i % 4],
                            "occurrence", "1", "state", (index + i) % 3 == 0 ? "done" : "planned",
                            "due", due, "owner", index % 2 == 0 ? "demo" : NULL, NULL);
    }
}

void
hearth_test_rows_fill (HearthDb *db, guint n_cases, guint n_steps)
{
  static const char *const roots[] = { "Макет", "Вигад",  "Приклад", "Дужч",    "Гіпотез",
                                       "Ґанк",  "Єдност", "Їжак",    "Знамʼян", "Крапк" };
  static const char *const given[] = { "Артем", "Василь", "Олег", "Назар", "Віталій" };
  static const char *const categories[] = { "under-25", "severely-wounded", "wounded" };

  hearth_test_rows_exec (db, "BEGIN");
  for (guint i = 1; i <= n_cases; i++)
    {
      g_autofree char *surname = g_strdup_printf ("%s%u", roots[i * 7 % 10], i * 7919 % n_cases);
      g_autofree char *number = g_strdup_printf ("25-%04u-0", i);
      g_autofree char *unit = g_strdup_printf ("А%04u", 1000 + i % 300);
      g_autofree char *released = g_strdup_printf ("2025-06-%02u", 1 + i % 14);

      hearth_test_rows_add (db, "person", i, "number", number, "surname", surname, "given",
                            given[i % 5], "unit", unit, "category", categories[i % 3], "stage",
                            "reception", "owner", i % 2 == 0 ? "demo" : NULL, NULL);
      hearth_test_rows_add (db, "captivity", i, "released", released, NULL);
      fill_steps (db, i, n_steps);
    }
  hearth_test_rows_exec (db, "COMMIT");
}

void
hearth_test_rows_fill_bare (HearthDb *db, guint n_cases)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (
      db,
      "WITH RECURSIVE c (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < ?1) "
      "INSERT INTO core.person (rec, case_id, n, number, surname, surname_sort, unit, unit_sort) "
      "SELECT randomblob (16), randomblob (16), 1, printf ('25-%06d-0', i), "
      "printf ('Макет%06d', i * 7919 % ?1), printf ('%06d', i * 7919 % ?1), "
      "printf ('А%04d', i * 31 % 300), printf ('%04d', i * 31 % 300) FROM c",
      &error);

  g_assert_no_error (error);
  hearth_stmt_bind_int (stmt, 1, n_cases);
  hearth_stmt_run (stmt, &error);
  g_assert_no_error (error);
}
