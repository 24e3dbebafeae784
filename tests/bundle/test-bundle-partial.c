/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bundle of some parts changes no row of any table in any other part, for every choice of parts (bundles 16, G12;
 * M11). All tables are compared, those that nobody looks at among them. */
#include "config.h"

#include "bundle-fixture.h"

#define N_PARTS 4

/* Each with a field that both vaults write, so that there is something to decide about in it. */
static const struct
{
  HearthCompartment cmp;
  const char *kind, *field, *begin;
} parts[N_PARTS] = {
  { HEARTH_COMPARTMENT_MEDICAL, "check", "result", "{'check':'dental'}" },
  { HEARTH_COMPARTMENT_RESTRICTED, "restricted_check", "result", "{'check':'hiv'}" },
  { HEARTH_COMPARTMENT_DEBRIEF, "statement", "text", "{'taken_on':'2025-06-15'}" },
  { HEARTH_COMPARTMENT_BENEFITS, "claim", "note", "{'benefit':'ONE_OFF_RELEASE'}" },
};

static HearthId
record_of (guint part)
{
  return hearth_test_id (0x700 + part);
}

/* A kind whose records do not change gets another one. */
static void
write_value (BundleFixture *vault, guint part, const char *value)
{
  const gboolean is_fixed =
      (hearth_registry_find_kind (parts[part].kind)->flags & HEARTH_KIND_FIXED) != 0;
  HearthId rec = is_fixed ? hearth_test_id (0x800 + (g_str_hash (value) & 0xff)) : record_of (part);
  g_autofree char *set = g_strdup_printf ("{'%s':'%s'}", parts[part].field, value);
  g_autoptr (HearthChangeSet) changes = hearth_test_write (
      vault->vault, parts[part].kind, 1, &rec, is_fixed ? HEARTH_REVISION_NEW : HEARTH_REVISION_ANY,
      set, HEARTH_RESULT_DONE);
}

static void
begin_all (BundleFixture *vault)
{
  hearth_test_add_person (vault->vault, 1, "{'surname':'Вигаданко'}");
  for (guint i = 0; i < N_PARTS; i++)
    {
      HearthId rec = record_of (i);
      g_autoptr (HearthChangeSet) changes =
          hearth_test_write (vault->vault, parts[i].kind, 1, &rec, HEARTH_REVISION_NEW,
                             parts[i].begin, HEARTH_RESULT_DONE);
    }
}

/* The first column of every row. */
static GPtrArray *
list_texts (HearthDb *db, const char *sql)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, sql, &error);
  gboolean has_row;

  g_assert_no_error (error);
  while (hearth_stmt_step (stmt, &has_row, &error) && has_row)
    g_ptr_array_add (texts, g_strdup (hearth_stmt_get_text (stmt, 0)));
  g_assert_no_error (error);
  return texts;
}

static void
append_table (HearthDb *db, const char *cmp, const char *table, GString *text)
{
  g_autofree char *info = g_strdup_printf (
      "SELECT 'quote(\"' || name || '\")' FROM pragma_table_info ('%s', '%s')", table, cmp);
  g_autoptr (GPtrArray) columns = list_texts (db, info);
  g_autofree char *row = NULL;
  g_autofree char *sql = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  g_assert_cmpuint (columns->len, >, 0);
  g_ptr_array_add (columns, NULL);
  row = g_strjoinv (" || ',' || ", (char **) columns->pdata);
  sql = g_strdup_printf ("SELECT %s FROM %s.\"%s\" ORDER BY 1", row, cmp, table);
  rows = list_texts (db, sql);
  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (text, "%s: %s\n", table, (const char *) rows->pdata[i]);
}

/* Every row of every table. */
static char *
dup_rows (BundleFixture *vault, HearthCompartment cmp)
{
  const char *name = hearth_compartment_get_name (cmp);
  g_autofree char *sql = g_strdup_printf (
      "SELECT name FROM %s.sqlite_schema WHERE type = 'table' ORDER BY name", name);
  g_autoptr (GPtrArray) tables = list_texts (vault->vault->db, sql);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_cmpuint (tables->len, >, 3);
  for (guint i = 0; i < tables->len; i++)
    append_table (vault->vault->db, name, tables->pdata[i], text);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What the import itself keeps of who sent what is kept in admin. */
static gboolean
may_change (HearthCompartment cmp, guint sent)
{
  return cmp == HEARTH_COMPARTMENT_ADMIN || (sent & 1U << cmp) != 0;
}

static void
take_and_compare (BundleFixture *receiver, const char *path, guint sent)
{
  char *before[HEARTH_N_COMPARTMENTS] = { NULL };

  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    before[cmp] = dup_rows (receiver, (HearthCompartment) cmp);
  bundle_fixture_take_well (receiver, path);
  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    {
      g_autofree char *after = dup_rows (receiver, (HearthCompartment) cmp);

      if (!may_change ((HearthCompartment) cmp, sent))
        g_assert_cmpstr (after, ==, before[cmp]);
      else if (cmp != HEARTH_COMPARTMENT_ADMIN)
        g_assert_cmpstr (after, !=, before[cmp]);
      g_free (before[cmp]);
    }
  hearth_test_assert_projection (receiver->vault->db);
}

static guint
parts_of (guint choice)
{
  guint sent = 1U << HEARTH_COMPARTMENT_CORE;

  for (guint i = 0; i < N_PARTS; i++)
    if ((choice & 1U << i) != 0)
      sent |= 1U << parts[i].cmp;
  return sent;
}

/* Both sides write something else in every part; the person is the author's alone. */
static void
write_everywhere (BundleFixture *author, BundleFixture *receiver)
{
  HearthId case_id = hearth_test_id (1);
  HearthId rec = hearth_record_derive_id (&case_id, "person", "");
  g_autoptr (HearthChangeSet) changes = hearth_test_write (
      author->vault, "person", 1, &rec, HEARTH_REVISION_ANY, "{'ward':'7'}", HEARTH_RESULT_DONE);

  for (guint i = 0; i < N_PARTS; i++)
    {
      write_value (author, i, "theirs");
      write_value (receiver, i, "ours");
    }
}

static void
test_parts (gconstpointer data)
{
  const guint everything = parts_of ((1U << N_PARTS) - 1);
  const guint sent = parts_of (GPOINTER_TO_UINT (data));
  g_autoptr (BundleFixture) author = bundle_fixture_new ("Author");
  g_autoptr (BundleFixture) receiver = bundle_fixture_new ("Receiver");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  bundle_fixture_decide (author, receiver, HEARTH_CONTACT_VERIFIED, G_MAXINT);
  bundle_fixture_decide (receiver, author, HEARTH_CONTACT_VERIFIED, G_MAXINT);
  begin_all (author);
  first = bundle_fixture_send (author, receiver, 1, everything);
  take_and_compare (receiver, first, everything);
  write_everywhere (author, receiver);
  second = bundle_fixture_send (author, receiver, 1, sent);
  take_and_compare (receiver, second, sent);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint choice = 0; choice < 1U << N_PARTS; choice++)
    {
      g_autoptr (GString) path = g_string_new ("/bundle-partial/core");

      for (guint i = 0; i < N_PARTS; i++)
        if ((choice & 1U << i) != 0)
          g_string_append_printf (path, "-%s", hearth_compartment_get_name (parts[i].cmp));
      g_test_add_data_func (path->str, GUINT_TO_POINTER (choice), test_parts);
    }
  return g_test_run ();
}
