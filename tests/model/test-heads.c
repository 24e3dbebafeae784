/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of several vaults about one record, made by hand: what it shows, and what is asked. */
#include "config.h"

#include "hearth-test-writer.h"

#include "hearth-commit.h"
#include "hearth-keyring.h"
#include "hearth-projection.h"

#include <string.h>

#define N_VAULTS 4

typedef struct
{
  HearthTestWriter *self;
  HearthSecret *seed;
  HearthId case_id;
  HearthId rec;
  GPtrArray *lines; /* (element-type char) without LF */
  gint64 seq[N_VAULTS];
  guint8 prev[N_VAULTS][HEARTH_HASH_SIZE];
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->self = hearth_test_writer_new (NULL);
  fixture->seed = hearth_secret_new_random (HEARTH_KEY_SIZE);
  fixture->case_id = hearth_test_id (1);
  fixture->rec = hearth_record_derive_id (&fixture->case_id, "person", "");
  fixture->lines = g_ptr_array_new_with_free_func (g_free);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  hearth_test_assert_projection (fixture->self->db);
  hearth_test_writer_free (fixture->self);
  hearth_secret_unref (fixture->seed);
  g_ptr_array_unref (fixture->lines);
}

/* A line of another vault: sets @set over the lines with the given indexes (-1 ends). Returns its index. */
static int
make_line (Fixture *fixture, guint vault, gint64 hlc, const char *set, ...)
{
  g_autoptr (GError) error = NULL;
  HearthCommit commit = { NULL };
  json_t *over = json_array ();
  json_auto_t *ops = json_array ();
  va_list args;
  char *line;
  int index;

  va_start (args, set);
  while ((index = va_arg (args, int)) >= 0)
    {
      guint8 id[HEARTH_HASH_SIZE];
      g_autofree char *hex = NULL;
      const char *named = fixture->lines->pdata[index];

      hearth_line_id (named, strlen (named), id);
      hex = hearth_hex_encode (id, sizeof id);
      json_array_append_new (over, json_string (hex));
    }
  va_end (args);

  json_array_append_new (ops,
                         hearth_commit_operation_new (hearth_registry_find_kind ("person"),
                                                      &fixture->rec, over, hearth_test_json (set)));
  commit.cmp = HEARTH_COMPARTMENT_CORE;
  commit.case_id = fixture->case_id;
  commit.who = hearth_test_id (0xB0 + vault);
  commit.role = "caseworker";
  commit.stamp.dev = hearth_test_id (0xC0 + vault);
  commit.stamp.seq = ++fixture->seq[vault];
  commit.stamp.hlc = hlc;
  memcpy (commit.prev, fixture->prev[vault], sizeof commit.prev);
  line = hearth_commit_sign (&commit, ops, fixture->seed, &error);
  g_assert_no_error (error);
  memcpy (fixture->prev[vault], commit.stamp.id, sizeof commit.stamp.id);
  g_ptr_array_add (fixture->lines, line);
  return (int) fixture->lines->len - 1;
}

/* As an import does it, one line after another. */
static void
apply_to (HearthTestWriter *self, const char *line, const HearthId *rec)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthProjector) projector = hearth_projector_new (self->db);
  g_auto (HearthCommit) commit = { NULL };
  HearthId bundle = hearth_test_id (0x77);
  gint64 n;

  hearth_commit_parse (&commit, line, strlen (line), &error);
  g_assert_no_error (error);
  g_assert_true (hearth_db_begin (self->db, &error));
  g_assert_true (hearth_journal_insert (self->db, &commit, line, &bundle, NULL, &n, &error));
  g_assert_true (hearth_journal_project (projector, HEARTH_COMPARTMENT_CORE, rec, NULL, &error));
  g_assert_no_error (error);
  if (n > 0)
    g_assert_true (hearth_db_commit (self->db, &error));
  else
    hearth_db_rollback (self->db);
  g_assert_no_error (error);
}

static void
apply (Fixture *fixture, int index)
{
  apply_to (fixture->self, fixture->lines->pdata[index], &fixture->rec);
}

static void
assert_shows (Fixture *fixture, const char *values)
{
  hearth_test_assert_values (fixture->self, "person", &fixture->rec, values);
}

static gint64
count_conflicts (Fixture *fixture)
{
  return hearth_test_query_int (fixture->self->db, "SELECT count (*) FROM core.conflict");
}

static void
test_two_values_of_a_reviewed_field_are_a_question (Fixture *fixture, gconstpointer data)
{
  int first = make_line (fixture, 0, 100, "{'surname':'Ясен','birth':'1999-05-02'}", -1);
  int ours = make_line (fixture, 0, 200, "{'birth':'1999-05-03'}", first, -1);
  int theirs = make_line (fixture, 1, 150, "{'birth':'1999-05-04'}", first, -1);

  apply (fixture, first);
  apply (fixture, ours);
  g_assert_cmpint (count_conflicts (fixture), ==, 0);
  apply (fixture, theirs);
  assert_shows (fixture, "{'surname':'Ясен','birth':'1999-05-03'}");
  g_assert_cmpint (count_conflicts (fixture), ==, 1);
  g_assert_cmpint (hearth_test_query_int (fixture->self->db,
                                          "SELECT json_array_length (heads) FROM core.conflict"
                                          " WHERE field = 'birth'"),
                   ==, 2);
}

static void
test_equal_values_are_no_question (Fixture *fixture, gconstpointer data)
{
  int first = make_line (fixture, 0, 100, "{'surname':'Ясен'}", -1);
  int ours = make_line (fixture, 0, 200, "{'birth':'1999-05-03'}", -1);
  int theirs = make_line (fixture, 1, 150, "{'birth':'1999-05-03'}", -1);

  apply (fixture, first);
  apply (fixture, ours);
  apply (fixture, theirs);
  g_assert_cmpint (count_conflicts (fixture), ==, 0);
}

static void
test_clearing_against_setting_is_a_question (Fixture *fixture, gconstpointer data)
{
  int first = make_line (fixture, 0, 100, "{'surname':'Ясен','birth':'1999'}", -1);
  int ours = make_line (fixture, 0, 300, "{'birth':null}", first, -1);
  int theirs = make_line (fixture, 1, 200, "{'birth':'1999-05'}", first, -1);

  apply (fixture, first);
  apply (fixture, ours);
  apply (fixture, theirs);
  assert_shows (fixture, "{'surname':'Ясен'}");
  g_assert_cmpint (count_conflicts (fixture), ==, 1);
}

static void
test_newest_value_of_an_automatic_field_is_shown (Fixture *fixture, gconstpointer data)
{
  int first = make_line (fixture, 0, 100, "{'surname':'Ясен'}", -1);
  int ours = make_line (fixture, 0, 200, "{'ward':'2'}", first, -1);
  int theirs = make_line (fixture, 1, 250, "{'ward':'3'}", first, -1);

  apply (fixture, theirs);
  apply (fixture, first);
  apply (fixture, ours);
  assert_shows (fixture, "{'surname':'Ясен','ward':'3'}");
  g_assert_cmpint (count_conflicts (fixture), ==, 0);
}

static void
test_lists_are_joined_and_a_removal_loses (Fixture *fixture, gconstpointer data)
{
  int first = make_line (fixture, 0, 100, "{'flags':['infection','suicide']}", -1);
  int removal = make_line (fixture, 0, 300, "{'flags':['infection']}", first, -1);
  int addition =
      make_line (fixture, 1, 200, "{'flags':['infection','suicide','minor']}", first, -1);

  apply (fixture, first);
  apply (fixture, removal);
  assert_shows (fixture, "{'flags':['infection']}");
  apply (fixture, addition);
  assert_shows (fixture, "{'flags':['infection','suicide','minor']}");
  g_assert_cmpint (count_conflicts (fixture), ==, 0);
}

static void
test_commit_named_before_it_arrives_is_replaced_on_arrival (Fixture *fixture, gconstpointer data)
{
  int first = make_line (fixture, 0, 100, "{'surname':'Ясен'}", -1);
  int later = make_line (fixture, 1, 90, "{'surname':'Явір'}", first, -1);

  apply (fixture, later);
  assert_shows (fixture, "{'surname':'Явір'}");
  apply (fixture, first);
  /* A wrong clock does not matter: what names the other is later. */
  assert_shows (fixture, "{'surname':'Явір'}");
  g_assert_cmpint (count_conflicts (fixture), ==, 0);
}

static void
test_deletion_against_edit_shows_the_record_with_a_question (Fixture *fixture, gconstpointer data)
{
  int first = make_line (fixture, 0, 100, "{'surname':'Ясен'}", -1);
  int deletion = make_line (fixture, 0, 300, "{'gone':true}", first, -1);
  int edit = make_line (fixture, 1, 200, "{'ward':'2'}", -1);

  apply (fixture, first);
  apply (fixture, deletion);
  assert_shows (fixture, "{'surname':'Ясен','gone':true}");
  g_assert_cmpint (count_conflicts (fixture), ==, 0);
  apply (fixture, edit);
  assert_shows (fixture, "{'surname':'Ясен','ward':'2'}");
  g_assert_cmpint (hearth_test_query_int (fixture->self->db, "SELECT count (*) FROM core.conflict"
                                                             " WHERE field = 'gone'"),
                   ==, 1);
}

static void
test_local_write_that_names_all_heads_settles_the_question (Fixture *fixture, gconstpointer data)
{
  int first = make_line (fixture, 0, 100, "{'birth':'1999'}", -1);
  int ours = make_line (fixture, 0, 200, "{'birth':'1999-05-03'}", first, -1);
  int theirs = make_line (fixture, 1, 150, "{'birth':'1999-05-04'}", first, -1);
  g_autoptr (HearthChangeSet) keep = NULL;

  apply (fixture, first);
  apply (fixture, ours);
  apply (fixture, theirs);
  g_assert_cmpint (count_conflicts (fixture), ==, 1);
  /* The value that is shown already is a decision all the same. */
  keep = hearth_test_write (fixture->self, "person", 1, &fixture->rec, HEARTH_REVISION_ANY,
                            "{'birth':'1999-05-03'}", HEARTH_RESULT_DONE);
  g_assert_cmpint (count_conflicts (fixture), ==, 0);
  assert_shows (fixture, "{'birth':'1999-05-03'}");
}

static void
test_lines_come_once_however_often_they_are_sent (Fixture *fixture, gconstpointer data)
{
  int first = make_line (fixture, 0, 100, "{'surname':'Ясен'}", -1);

  for (guint i = 0; i < 3; i++)
    apply (fixture, first);
  g_assert_cmpint (hearth_test_query_int (fixture->self->db, "SELECT count (*) FROM core.journal"),
                   ==, 1);
  g_assert_cmpint (hearth_test_query_int (fixture->self->db, "SELECT count (*) FROM core.touch"),
                   ==, 1);
}

static void
test_unknown_fields_stay_in_the_line_and_out_of_the_row (Fixture *fixture, gconstpointer data)
{
  int first =
      make_line (fixture, 0, 100, "{'surname':'Ясен','aura':'blue','rank':['x'],'ward':7}", -1);

  apply (fixture, first);
  assert_shows (fixture, "{'surname':'Ясен'}");
}

static void
test_our_clock_goes_on_from_the_greatest (Fixture *fixture, gconstpointer data)
{
  gint64 ahead = (g_get_real_time () / 1000 + 3600000) << 16;
  int first = make_line (fixture, 0, ahead, "{'surname':'Ясен'}", -1);
  g_autoptr (HearthChangeSet) ours = NULL;

  apply (fixture, first);
  ours = hearth_test_write (fixture->self, "person", 1, &fixture->rec, HEARTH_REVISION_ANY,
                            "{'ward':'1'}", HEARTH_RESULT_DONE);
  g_assert_cmpint (hearth_test_query_int (fixture->self->db, "SELECT max (hlc) FROM core.journal"),
                   ==, ahead + 1);
}

/* M1: whatever the order, grouping and repetition, the same lines show the same. */
static void
test_any_order_of_arrival_shows_the_same (Fixture *fixture, gconstpointer data)
{
  static const char *const sets[] = {
    "{'birth':'1999'}",
    "{'birth':'1999-05'}",
    "{'ward':'1'}",
    "{'ward':'2'}",
    "{'flags':['infection']}",
    "{'flags':['suicide','minor']}",
    "{'gone':true}",
    "{'gone':false}",
    "{'surname':'Ясен','ward':'3'}",
    "{'surname':'Явір','birth':null}",
  };
  g_autofree char *expected = NULL;
  g_autofree char *expected_conflicts = NULL;
  guint n_lines = (guint) g_test_rand_int_range (3, 12);

  for (guint i = 0; i < n_lines; i++)
    {
      int over = i == 0 ? -1 : g_test_rand_int_range (-1, (gint32) i);
      int other = over < 1 ? -1 : g_test_rand_int_range (-1, over);

      make_line (fixture, (guint) g_test_rand_int_range (0, N_VAULTS),
                 g_test_rand_int_range (1, 100),
                 sets[g_test_rand_int_range (0, G_N_ELEMENTS (sets))], over, other, -1);
    }
  for (guint round = 0; round < 4; round++)
    {
      g_autoptr (HearthTestWriter) self = hearth_test_writer_new (NULL);
      g_autoptr (HearthRecord) record = NULL;
      g_autofree char *shown = NULL;
      g_autofree char *conflicts = NULL;
      g_autoptr (HearthStmt) stmt = NULL;
      gboolean has_row;

      /* A stride that has no factor in common with a prime reaches every line. */
      for (guint i = 0; i < 13 * (round % 2 + 1); i++)
        if ((i * (round + 1) + round) % 13 < n_lines)
          apply_to (self, fixture->lines->pdata[(i * (round + 1) + round) % 13], &fixture->rec);
      hearth_test_assert_projection (self->db);
      record = hearth_test_get (self, "person", &fixture->rec);
      shown = hearth_json_dump (hearth_record_get_values (record));
      stmt = hearth_db_prepare (self->db,
                                "SELECT group_concat (field || heads || since) FROM"
                                " (SELECT * FROM core.conflict ORDER BY field)",
                                NULL);
      g_assert_true (hearth_stmt_step (stmt, &has_row, NULL));
      conflicts = hearth_stmt_dup_text (stmt, 0);
      if (round == 0)
        {
          expected = g_steal_pointer (&shown);
          expected_conflicts = g_steal_pointer (&conflicts);
          continue;
        }
      g_assert_cmpstr (shown, ==, expected);
      g_assert_cmpstr (conflicts, ==, expected_conflicts);
    }
}

static void
test_lines_that_are_no_commits_are_refused (void)
{
  static const char *const bad[] = {
    "{}",
    "{'v':1}",
    /* seq 1 with a previous commit; no operation; an unknown compartment; another version */
    "{'case':'00000000000000000000000000000001','cmp':'core','dev':'"
    "00000000000000000000000000000002',"
    "'hlc':'0000000000000001','ops':[{'kind':'note','over':[],'rec':"
    "'00000000000000000000000000000003','set':{}}],'prev':'ff','role':'owner','seq':1,'v':1,"
    "'who':'00000000000000000000000000000004'}",
    "{'case':'00000000000000000000000000000001','cmp':'core','dev':'"
    "00000000000000000000000000000002',"
    "'hlc':'0000000000000001','ops':[],'prev':'','role':'owner','seq':1,'v':1,"
    "'who':'00000000000000000000000000000004'}",
    "{'case':'00000000000000000000000000000001','cmp':'cellar','dev':"
    "'00000000000000000000000000000002','hlc':'0000000000000001','ops':[{'kind':'note','over':[],"
    "'rec':'00000000000000000000000000000003','set':{}}],'prev':'','role':'owner','seq':1,'v':1,"
    "'who':'00000000000000000000000000000004'}",
    "{'case':'00000000000000000000000000000001','cmp':'core','dev':'"
    "00000000000000000000000000000002',"
    "'hlc':'0000000000000001','ops':[{'kind':'note','over':[],'rec':"
    "'00000000000000000000000000000003','set':{}}],'prev':'','role':'owner','seq':1,'v':2,"
    "'who':'00000000000000000000000000000004'}",
    "{'case':'00000000000000000000000000000001','cmp':'core','dev':'"
    "00000000000000000000000000000002',"
    "'hlc':'8000000000000001','ops':[{'kind':'note','over':[],'rec':"
    "'00000000000000000000000000000003','set':{}}],'prev':'','role':'owner','seq':1,'v':1,"
    "'who':'00000000000000000000000000000004'}",
    "{'case':'00000000000000000000000000000001','cmp':'core','dev':'"
    "00000000000000000000000000000002',"
    "'hlc':'0000000000000001','ops':[{'kind':'note','rec':'00000000000000000000000000000003',"
    "'set':{}}],'prev':'','role':'owner','seq':1,'v':1,'who':'00000000000000000000000000000004'}",
  };
  g_autoptr (HearthSecret) seed = hearth_secret_new_random (HEARTH_KEY_SIZE);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (HearthCommit) commit = { NULL };
      json_auto_t *json = hearth_test_json (bad[i]);
      g_autofree char *line = hearth_line_sign (HEARTH_LINE_LABEL_COMMIT, json, seed);

      g_assert_false (hearth_commit_parse (&commit, line, strlen (line), &error));
      g_assert_nonnull (error);
    }
}

/* A plan is put together from texts: the line must be the one that JSON gives. */
static void
test_line_from_texts_is_the_line_from_json (void)
{
  g_autoptr (HearthSecret) seed = hearth_secret_new_random (HEARTH_KEY_SIZE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  json_auto_t *ops = json_array ();
  HearthCommit commit = { .cmp = HEARTH_COMPARTMENT_CORE,
                          .role = "case \"worker\"",
                          .case_id = hearth_test_id (1),
                          .who = hearth_test_id (2),
                          .act = hearth_test_id (3),
                          .stamp = { .seq = 2, .hlc = 77, .dev = hearth_test_id (4) } };
  HearthCommit parsed;
  g_autofree char *from_json = NULL;
  g_autofree char *from_text = NULL;

  for (guint i = 0; i < 3; i++)
    {
      HearthId rec = hearth_test_id (10 + i);
      json_auto_t *over = i == 1 ? json_pack ("[s]", "ab") : json_array ();
      json_auto_t *set = hearth_test_json ("{'surname':'Лук’ян \\\" \\n','flags':['a','b']}");
      g_autofree char *over_text = hearth_json_dump (over);
      g_autofree char *set_text = hearth_json_dump (set);
      const HearthKind *kind = hearth_registry_find_kind ("person");

      json_array_append_new (
          ops, hearth_commit_operation_new (kind, &rec, json_incref (over), json_incref (set)));
      hearth_commit_append_operation (text, kind, &rec, over_text, set_text);
    }
  from_json = hearth_commit_sign (&commit, ops, seed, &error);
  g_assert_no_error (error);
  from_text = hearth_commit_sign_text (&commit, text->str, seed, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (from_text, ==, from_json);
  /* Canonical, too; only the list of what it replaces is none. */
  json_array_remove (ops, 1);
  g_free (from_json);
  from_json = hearth_commit_sign (&commit, ops, seed, &error);
  g_assert_true (hearth_commit_parse (&parsed, from_json, strlen (from_json), &error));
  g_assert_cmpstr (parsed.role, ==, commit.role);
  hearth_commit_clear (&parsed);
}

static void
test_clock_never_goes_back (void)
{
  gint64 value = 0;

  g_assert_cmpint (hearth_hlc_next (0, 1), ==, 0x10000);
  g_assert_cmpint (hearth_hlc_next (0x10000, 1), ==, 0x10001);
  g_assert_cmpint (hearth_hlc_next (0x50000, 1), ==, 0x50001);
  g_assert_cmpint (hearth_hlc_next (0x1ffff, 1), ==, 0x20000);
  g_assert_cmpint (hearth_hlc_next (7, -5), ==, 8);
  g_assert_true (hearth_hlc_parse ("0197a3c45f100000", &value));
  g_assert_cmpint (value, ==, G_GINT64_CONSTANT (0x0197a3c45f100000));
  g_assert_false (hearth_hlc_parse ("0197A3C45F100000", &value));
  g_assert_false (hearth_hlc_parse ("197a3c45f100000", &value));
  g_assert_false (hearth_hlc_parse (NULL, &value));
}

#define ADD(name, func) g_test_add ("/model/heads/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("two-values-of-a-reviewed-field-are-a-question",
       test_two_values_of_a_reviewed_field_are_a_question);
  ADD ("equal-values-are-no-question", test_equal_values_are_no_question);
  ADD ("clearing-against-setting-is-a-question", test_clearing_against_setting_is_a_question);
  ADD ("newest-value-of-an-automatic-field-is-shown",
       test_newest_value_of_an_automatic_field_is_shown);
  ADD ("lists-are-joined-and-a-removal-loses", test_lists_are_joined_and_a_removal_loses);
  ADD ("commit-named-before-it-arrives-is-replaced-on-arrival",
       test_commit_named_before_it_arrives_is_replaced_on_arrival);
  ADD ("deletion-against-edit-shows-the-record-with-a-question",
       test_deletion_against_edit_shows_the_record_with_a_question);
  ADD ("local-write-that-names-all-heads-settles-the-question",
       test_local_write_that_names_all_heads_settles_the_question);
  ADD ("lines-come-once-however-often-they-are-sent",
       test_lines_come_once_however_often_they_are_sent);
  ADD ("unknown-fields-stay-in-the-line-and-out-of-the-row",
       test_unknown_fields_stay_in_the_line_and_out_of_the_row);
  ADD ("our-clock-goes-on-from-the-greatest", test_our_clock_goes_on_from_the_greatest);
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/model/heads/any-order-of-arrival-shows-the-same/%u", i);

      g_test_add (path, Fixture, NULL, set_up, test_any_order_of_arrival_shows_the_same, tear_down);
    }
  g_test_add_func ("/model/heads/lines-that-are-no-commits-are-refused",
                   test_lines_that_are_no_commits_are_refused);
  g_test_add_func ("/model/heads/line-from-texts-is-the-line-from-json",
                   test_line_from_texts_is_the_line_from_json);
  g_test_add_func ("/model/heads/clock-never-goes-back", test_clock_never_goes_back);
  return g_test_run ();
}
