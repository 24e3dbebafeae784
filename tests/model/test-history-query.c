/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-history-query.h"
#include "hearth-line.h"
#include "hearth-random.h"
#include "hearth-test-rows.h"

#include <string.h>

#define WHO "aa000000000000000000000000000001"
#define STRANGER "aa000000000000000000000000000002"
#define DEV "dd000000000000000000000000000001"
#define OTHER_DEV "dd000000000000000000000000000002"
#define PERSON "ec000000000000000000000000000001"
#define STEP "ec000000000000000000000000000002"

typedef struct
{
  const char *who, *dev;
  gint64 at_ms;
  const char *bundle; /* hex or NULL */
  int state;
} Signed;

static void
bind_hex (HearthStmt *stmt, int index, const char *hex)
{
  HearthId id;

  if (hex == NULL)
    hearth_stmt_bind_null (stmt, index);
  else
    {
      g_assert_true (hearth_id_parse (hex, &id));
      hearth_stmt_bind_id (stmt, index, &id);
    }
}

/* Signs a line with @ops, a JSON text, and puts it into the journal as a case's line in force. */
static void
add_line (HearthDb *db, HearthCompartment cmp, const Signed *by, const char *ops)
{
  static gint64 seq;
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthSecret) seed = hearth_secret_new_random (32);
  const HearthId case_id = hearth_test_rows_case (1), id = hearth_random_id ();
  json_auto_t *json =
      json_pack ("{s:s, s:s, s:s, s:i, s:I, s:o}", "act", "ac000000000000000000000000000001",
                 "role", "registrar", "who", by->who, "v", 1, "seq", (json_int_t) ++seq, "ops",
                 json_loads (ops, 0, NULL));
  g_autofree char *line = hearth_line_sign (HEARTH_LINE_LABEL_COMMIT, json, seed);
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO %s.journal (id, dev, seq, hlc, case_id, who, line, bundle, state)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
      hearth_compartment_get_name (cmp));
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, sql, &error);

  g_assert_no_error (error);
  hearth_stmt_bind_id (stmt, 1, &id);
  bind_hex (stmt, 2, by->dev);
  hearth_stmt_bind_int (stmt, 3, seq);
  hearth_stmt_bind_int (stmt, 4, by->at_ms << 16);
  hearth_stmt_bind_id (stmt, 5, &case_id);
  bind_hex (stmt, 6, by->who);
  hearth_stmt_bind_blob (stmt, 7, line, strlen (line));
  bind_hex (stmt, 8, by->bundle);
  hearth_stmt_bind_int (stmt, 9, by->state);
  hearth_stmt_run (stmt, &error);
  g_assert_no_error (error);
}

static HearthDb *
open_db (void)
{
  HearthDb *db = hearth_test_rows_open ();

  hearth_test_rows_exec (db,
                         "INSERT INTO core.author (rec, n, name, user) VALUES"
                         " (x'aa000000000000000000000000000001', 1, 'Олена Реєстратор', 'olena')");
  return db;
}

static GPtrArray *
run (HearthDb *db, const char *field)
{
  g_autoptr (GError) error = NULL;
  const HearthId case_id = hearth_test_rows_case (1);
  GPtrArray *changes = hearth_history_query_run (db, &case_id, field, &error);

  g_assert_no_error (error);
  return changes;
}

static const HearthChange *
get (GPtrArray *changes, guint index)
{
  g_assert_cmpuint (index, <, changes->len);
  return g_ptr_array_index (changes, index);
}

static void
test_old_values_are_those_shown_before (void)
{
  g_autoptr (HearthDb) db = open_db ();
  g_autoptr (GPtrArray) changes = NULL;
  Signed by = { WHO, DEV, 1000, NULL, 0 };

  add_line (db, HEARTH_COMPARTMENT_CORE, &by,
            "[{\"kind\":\"person\",\"rec\":\"" PERSON "\",\"set\":{\"ward\":\"1\"}}]");
  by.at_ms = 2000;
  add_line (db, HEARTH_COMPARTMENT_CORE, &by,
            "[{\"kind\":\"person\",\"rec\":\"" PERSON "\",\"set\":{\"ward\":\"2\"}}]");
  by.at_ms = 3000;
  add_line (db, HEARTH_COMPARTMENT_CORE, &by,
            "[{\"kind\":\"person\",\"rec\":\"" PERSON "\",\"set\":{\"ward\":null}}]");
  changes = run (db, NULL);
  g_assert_cmpuint (changes->len, ==, 3);
  g_assert_cmpstr (json_string_value (get (changes, 0)->old_value), ==, "2");
  g_assert_null (get (changes, 0)->new_value);
  g_assert_cmpstr (json_string_value (get (changes, 1)->old_value), ==, "1");
  g_assert_cmpstr (json_string_value (get (changes, 1)->new_value), ==, "2");
  g_assert_null (get (changes, 2)->old_value);
  g_assert_cmpint (get (changes, 2)->at_ms, ==, 1000);
}

static void
test_authors_have_names_and_strangers_their_id (void)
{
  g_autoptr (HearthDb) db = open_db ();
  g_autoptr (GPtrArray) changes = NULL;
  Signed by = { WHO, DEV, 1000, NULL, 0 };

  add_line (db, HEARTH_COMPARTMENT_CORE, &by,
            "[{\"kind\":\"person\",\"rec\":\"" PERSON "\",\"set\":{\"ward\":\"1\"}}]");
  by = (Signed){ STRANGER, OTHER_DEV, 2000, "b0000000000000000000000000000001", 0 };
  add_line (db, HEARTH_COMPARTMENT_CORE, &by,
            "[{\"kind\":\"person\",\"rec\":\"" PERSON "\",\"set\":{\"ward\":\"2\"}}]");
  changes = run (db, NULL);
  g_assert_cmpstr (get (changes, 0)->who, ==, STRANGER);
  g_assert_cmpstr (get (changes, 0)->bundle, ==, "b0000000000000000000000000000001");
  g_assert_cmpstr (get (changes, 1)->who, ==, "Олена Реєстратор");
  g_assert_cmpstr (get (changes, 1)->role, ==, "registrar");
  g_assert_null (get (changes, 1)->bundle);
}

static void
test_lines_are_replayed_in_order_of_their_clock_not_of_arrival (void)
{
  g_autoptr (HearthDb) db = open_db ();
  g_autoptr (GPtrArray) changes = NULL;
  Signed by = { WHO, DEV, 2000, NULL, 0 };

  add_line (db, HEARTH_COMPARTMENT_CORE, &by,
            "[{\"kind\":\"person\",\"rec\":\"" PERSON "\",\"set\":{\"ward\":\"later\"}}]");
  by = (Signed){ WHO, OTHER_DEV, 1000, "b0000000000000000000000000000001", 0 };
  add_line (db, HEARTH_COMPARTMENT_CORE, &by,
            "[{\"kind\":\"person\",\"rec\":\"" PERSON "\",\"set\":{\"ward\":\"earlier\"}}]");
  changes = run (db, "ward");
  g_assert_cmpstr (json_string_value (get (changes, 0)->new_value), ==, "later");
  g_assert_cmpstr (json_string_value (get (changes, 0)->old_value), ==, "earlier");
}

static void
test_all_attached_compartments_are_read_and_set_aside_lines_are_not (void)
{
  g_autoptr (HearthDb) db = open_db ();
  g_autoptr (GPtrArray) changes = NULL;
  Signed by = { WHO, DEV, 1000, NULL, 0 };

  add_line (db, HEARTH_COMPARTMENT_MEDICAL, &by,
            "[{\"kind\":\"check\",\"rec\":\"" STEP "\",\"set\":{\"result\":\"ok\"}}]");
  by.at_ms = 2000;
  by.state = 1;
  add_line (db, HEARTH_COMPARTMENT_CORE, &by,
            "[{\"kind\":\"person\",\"rec\":\"" PERSON "\",\"set\":{\"ward\":\"2\"}}]");
  changes = run (db, NULL);
  g_assert_cmpuint (changes->len, ==, 1);
  g_assert_cmpstr (get (changes, 0)->kind, ==, "check");
}

static void
test_a_step_is_named_by_its_template_from_its_first_line_on (void)
{
  g_autoptr (HearthDb) db = open_db ();
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GPtrArray) states = NULL;
  Signed by = { WHO, DEV, 1000, NULL, 0 };

  add_line (db, HEARTH_COMPARTMENT_CORE, &by,
            "[{\"kind\":\"step\",\"rec\":\"" STEP "\",\"set\":{\"due\":\"2025-06-09\","
            "\"state\":\"planned\",\"template\":\"call-home\"}}]");
  by.at_ms = 2000;
  add_line (db, HEARTH_COMPARTMENT_CORE, &by,
            "[{\"kind\":\"step\",\"rec\":\"" STEP "\",\"set\":{\"state\":\"done\"}}]");
  changes = run (db, NULL);
  g_assert_cmpuint (changes->len, ==, 4);
  for (guint i = 0; i < changes->len; i++)
    g_assert_cmpstr (get (changes, i)->template_id, ==, "call-home");
  states = run (db, "state");
  g_assert_cmpuint (states->len, ==, 2);
  g_assert_cmpstr (get (states, 0)->template_id, ==, "call-home");
  g_assert_cmpstr (json_string_value (get (states, 0)->old_value), ==, "planned");
}

static void
test_unknown_kinds_and_fields_are_kept_in_the_history (void)
{
  g_autoptr (HearthDb) db = open_db ();
  g_autoptr (GPtrArray) changes = NULL;
  Signed by = { WHO, DEV, 1000, NULL, 0 };

  add_line (db, HEARTH_COMPARTMENT_CORE, &by,
            "[{\"kind\":\"from-the-future\",\"rec\":\"" PERSON "\",\"set\":{\"new\":[\"a\"]}}]");
  changes = run (db, NULL);
  g_assert_cmpstr (get (changes, 0)->kind, ==, "from-the-future");
  g_assert_true (json_is_array (get (changes, 0)->new_value));
}

static void
test_damaged_operations_are_passed_over_and_damaged_lines_reported (void)
{
  g_autoptr (HearthDb) db = open_db ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  const HearthId case_id = hearth_test_rows_case (1);
  Signed by = { WHO, DEV, 1000, NULL, 0 };

  add_line (db, HEARTH_COMPARTMENT_CORE, &by,
            "[1, {}, {\"rec\":\"short\"}, {\"rec\":\"" PERSON "\",\"set\":7}]");
  changes = run (db, NULL);
  g_assert_cmpuint (changes->len, ==, 0);
  hearth_test_rows_exec (db, "INSERT INTO core.journal (id, dev, seq, hlc, case_id, who, line)"
                             " VALUES (x'01', x'02', 1, 1, x'000000010000000000000000000000ca',"
                             " x'03', x'0405')");
  g_assert_null (hearth_history_query_run (db, &case_id, NULL, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/model/history-query/old-values-are-those-shown-before",
                   test_old_values_are_those_shown_before);
  g_test_add_func ("/model/history-query/authors-have-names-and-strangers-their-id",
                   test_authors_have_names_and_strangers_their_id);
  g_test_add_func ("/model/history-query/lines-are-replayed-in-order-of-their-clock-not-of-arrival",
                   test_lines_are_replayed_in_order_of_their_clock_not_of_arrival);
  g_test_add_func (
      "/model/history-query/all-attached-compartments-are-read-and-set-aside-lines-are-not",
      test_all_attached_compartments_are_read_and_set_aside_lines_are_not);
  g_test_add_func ("/model/history-query/a-step-is-named-by-its-template-from-its-first-line-on",
                   test_a_step_is_named_by_its_template_from_its_first_line_on);
  g_test_add_func ("/model/history-query/unknown-kinds-and-fields-are-kept-in-the-history",
                   test_unknown_kinds_and_fields_are_kept_in_the_history);
  g_test_add_func (
      "/model/history-query/damaged-operations-are-passed-over-and-damaged-lines-reported",
      test_damaged_operations_are_passed_over_and_damaged_lines_reported);
  return g_test_run ();
}
