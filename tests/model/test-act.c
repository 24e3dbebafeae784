/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every act and every kind of record, each with all four that a change must have: a policy that refuses, a
 * revision that is looked at, an inverse that restores, and words in both languages. The rows below, the
 * table of acts and the sources are held against each other, so that none can be forgotten. */
#include "config.h"

#include "hearth-test-stranger.h"
#include "hearth-test-writer.h"
#include "hearth-test.h"

#include "hearth-act.h"
#include "hearth-conflict-acts.h"
#include "hearth-conflict-query.h"
#include "hearth-event-acts.h"
#include "hearth-file-acts.h"
#include "hearth-history-query.h"
#include "hearth-photo-acts.h"
#include "hearth-random.h"
#include "hearth-receive.h"
#include "hearth-record-edit.h"
#include "hearth-roster-acts.h"

#include <string.h>

#define PNG "\x89PNG\r\n\x1a\n and what follows of a picture"

typedef struct
{
  HearthTestVault *vault;
  HearthId case_id;
  HearthTestStranger *them;
} Fixture;

static int
compare_texts_cb (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

typedef HearthChangeSet *(*Run) (Fixture *self, gint64 revision);

static const HearthId payment = { { 0xAB, 2 } };

static HearthChangeSet *save_record (
    Fixture *self, const char *kind, const HearthId *rec, gint64 revision, const char *text);

static void
set_up (Fixture *self)
{
  g_autoptr (HearthChangeSet) paid = NULL;

  self->vault = hearth_test_vault_new ("2025-06-21");
  self->case_id = hearth_test_vault_open_case (
      self->vault, "{'surname':'Ясен','stage':'reception','released':'2025-06-09'}");
  self->them = hearth_test_stranger_new (self->vault->store, "Вигадана Оксана");
  paid = save_record (self, "payment", &payment, HEARTH_REVISION_NEW,
                      "{'benefit':'ONE_OFF_RELEASE','amount_kop':100}");
  g_assert_nonnull (paid);
}

static void
tear_down (Fixture *self)
{
  hearth_test_vault_assert_projection (self->vault);
  hearth_test_stranger_free (self->them);
  hearth_test_vault_free (self->vault);
}

/* --- What each act does: one row for each of the table --- */

static HearthChangeSet *
open_case (Fixture *self, gint64 revision)
{
  json_auto_t *fields = hearth_test_vault_json ("{'surname':'Явір','released':'2025-06-09'}");
  HearthId case_id;

  return hearth_case_open (self->vault->context, fields, &case_id, NULL);
}

static HearthChangeSet *
set_case (Fixture *self, gint64 revision)
{
  json_auto_t *fields = hearth_test_vault_json ("{'ward':'7','stage':'quarantine'}");

  return hearth_case_set (self->vault->context, &self->case_id, revision, fields, NULL);
}

static HearthChangeSet *
save_record (
    Fixture *self, const char *kind, const HearthId *rec, gint64 revision, const char *text)
{
  json_auto_t *fields = hearth_test_vault_json (text);
  const HearthRecordEdit edit = { hearth_registry_find_kind (kind), self->case_id, *rec, revision,
                                  fields };

  return hearth_record_save (self->vault->context, &edit, NULL);
}

static HearthChangeSet *
add_record (Fixture *self, gint64 revision)
{
  HearthId rec = hearth_random_id ();

  return save_record (self, "note", &rec, HEARTH_REVISION_NEW, "{'text':'один'}");
}

static HearthChangeSet *
set_record (Fixture *self, gint64 revision)
{
  g_autoptr (GPtrArray) periods = hearth_test_vault_list (self->vault, "captivity", &self->case_id);

  return save_record (self, "captivity", hearth_record_get_id (periods->pdata[0]), revision,
                      "{'captured':'2022-05'}");
}

static HearthChangeSet *
enter_payment (Fixture *self, gint64 revision)
{
  HearthId rec = hearth_random_id ();

  return save_record (self, "payment", &rec, HEARTH_REVISION_NEW,
                      "{'benefit':'ONE_OFF_RELEASE','amount_kop':200}");
}

static HearthChangeSet *
correct_payment (Fixture *self, gint64 revision)
{
  HearthId rec = hearth_random_id ();
  g_autofree char *wrong = hearth_id_to_string (&payment);
  g_autofree char *text =
      g_strdup_printf ("{'benefit':'ONE_OFF_RELEASE','amount_kop':200,'corrects':'%s'}", wrong);

  return save_record (self, "payment", &rec, HEARTH_REVISION_NEW, text);
}

static HearthChangeSet *
void_payment (Fixture *self, gint64 revision)
{
  return save_record (self, "payment", &payment, revision, "{'void_reason':'двічі'}");
}

static HearthChangeSet *
save_event (Fixture *self, const HearthId *rec, gint64 revision, const char *text)
{
  json_auto_t *fields = hearth_test_vault_json (text);
  g_autoptr (GAsyncResult) result = NULL;

  hearth_event_save_async (self->vault->context, rec, revision, fields, NULL,
                           hearth_test_keep_result_cb, &result);
  hearth_test_await (&result);
  return hearth_event_save_finish (result, NULL);
}

static HearthChangeSet *
add_event (Fixture *self, gint64 revision)
{
  return save_event (self, NULL, HEARTH_REVISION_NEW, "{'date':'2025-06-09','number':'66'}");
}

static HearthChangeSet *
set_event (Fixture *self, gint64 revision)
{
  HearthId rec = { { 0xEE, 1 } };
  g_autoptr (HearthCommand) command = hearth_command_new ("event-add");
  g_autoptr (HearthChangeSet) made = NULL;

  hearth_command_set (command, hearth_registry_find_kind ("event"), NULL, &rec, HEARTH_REVISION_ANY,
                      hearth_test_vault_json ("{'number':66}"));
  made = hearth_store_execute (self->vault->store, command, NULL);
  return save_event (self, &rec, revision, "{'number':'67'}");
}

/* Whichever of the pack is made on request only. */
static HearthChangeSet *
add_step (Fixture *self, gint64 revision)
{
  HearthPackSet *packs = self->vault->packs;

  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, "step"); i++)
    {
      const char *id = hearth_pack_entry_get_id (hearth_pack_set_get_entry (packs, "step", i));
      g_autoptr (HearthChangeSet) added =
          hearth_step_add (self->vault->context, &self->case_id, id, NULL, NULL);

      if (added != NULL && hearth_change_set_get_result (added) == HEARTH_RESULT_DONE)
        return g_steal_pointer (&added);
    }
  g_assert_not_reached ();
}

static HearthChangeSet *
set_step (Fixture *self, gint64 revision)
{
  g_autoptr (GPtrArray) steps = hearth_test_vault_list (self->vault, "step", &self->case_id);
  json_auto_t *fields = hearth_test_vault_json ("{'state':'done','done_on':'2025-06-20'}");

  return hearth_step_set (self->vault->context, hearth_record_get_id (steps->pdata[0]), revision,
                          fields, NULL);
}

static HearthChangeSet *
attach_file (Fixture *self, gint64 revision)
{
  const HearthFileRequest request = { .case_id = self->case_id,
                                      .cmp = HEARTH_COMPARTMENT_CORE,
                                      .name = "скан.png" };
  g_autoptr (GInputStream) content =
      g_memory_input_stream_new_from_data (PNG, (gssize) strlen (PNG), NULL);

  return hearth_file_attach (self->vault->context, &request, content, NULL, NULL, NULL);
}

static HearthRecord *
make_file (Fixture *self)
{
  g_autoptr (HearthChangeSet) attached = attach_file (self, 0);
  g_autoptr (GPtrArray) files = hearth_test_vault_list (self->vault, "file", &self->case_id);

  return hearth_record_ref (files->pdata[files->len - 1]);
}

static HearthChangeSet *
detach_file (Fixture *self, gint64 revision)
{
  g_autoptr (HearthRecord) file = make_file (self);

  return hearth_file_detach (self->vault->context, file, NULL);
}

static HearthChangeSet *
set_photo (Fixture *self, gint64 revision)
{
  g_autoptr (HearthRecord) file = make_file (self);

  return hearth_photo_set (self->vault->context, &self->case_id, file, NULL);
}

static HearthChangeSet *
hear (Fixture *self, const char *set)
{
  HearthId person = hearth_record_derive_id (&self->case_id, "person", "");

  return hearth_test_stranger_say (self->them, "person", &self->case_id, &person, "caseworker",
                                   set);
}

static gpointer
list_conflicts (HearthDb *db, gpointer data, GError **error)
{
  return hearth_conflict_query_list (db, NULL, error);
}

static HearthChangeSet *
resolve (Fixture *self, gint64 revision)
{
  g_autoptr (HearthChangeSet) heard = hear (self, "{'surname':'Ясень'}");
  g_autoptr (GPtrArray) items = hearth_store_read (self->vault->store, list_conflicts, NULL, NULL);

  return hearth_conflict_resolve (self->vault->context,
                                  &((HearthConflictItem *) items->pdata[0])->id,
                                  HEARTH_CONFLICT_OURS, NULL, NULL);
}

static HearthChangeSet *
withdraw (Fixture *self, gint64 revision)
{
  g_autoptr (HearthChangeSet) heard = hear (self, "{'ward':'12'}");

  return hearth_store_execute (self->vault->store, hearth_change_set_get_inverse (heard), NULL);
}

static HearthChangeSet *
bring_back (Fixture *self, gint64 revision)
{
  g_autoptr (HearthChangeSet) withdrawn = withdraw (self, revision);

  return hearth_store_execute (self->vault->store, hearth_change_set_get_inverse (withdrawn), NULL);
}

/* What the plan lacks is found by looking again on a later day; the command is made as that act makes it. */
static HearthChangeSet *
refresh (Fixture *self, gint64 revision)
{
  g_autoptr (GPtrArray) steps = hearth_test_vault_list (self->vault, "step", &self->case_id);
  const HearthRecord *step = steps->pdata[0];
  g_autoptr (HearthCommand) command = hearth_command_new ("plan-refresh");

  hearth_command_set (command, hearth_record_get_kind (step), &self->case_id,
                      hearth_record_get_id (step), hearth_record_get_revision (step),
                      hearth_test_vault_json ("{'due':'2025-07-01'}"));
  return hearth_store_execute (self->vault->store, command, NULL);
}

static HearthChangeSet *
join_list (Fixture *self, gint64 revision)
{
  json_auto_t *fields = hearth_test_vault_json ("{'surname':'Ясен','unit':'А1111'}");
  g_autoptr (GPtrArray) entries =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_roster_entry_free);

  g_ptr_array_add (entries, hearth_roster_entry_new (fields, &self->case_id, "інакше в списку"));
  return hearth_roster_import (self->vault->context, entries, NULL, NULL, NULL, NULL, NULL);
}

/* Final acts are shown to be so where they are tested: in receive, file-acts, case-acts and demo. */
static const struct
{
  const char *id;
  Run run; /* NULL: it is final */
} rows[] = {
  { "bring-back", bring_back },
  { "case-open", open_case },
  { "case-set", set_case },
  { "conflict-resolve", resolve },
  { "demo", NULL },
  { "erase-confirm", NULL },
  { "erase-propose", NULL },
  { "event-add", add_event },
  { "event-set", set_event },
  { "file-attach", attach_file },
  { "file-detach", detach_file },
  { "ledger-correct", correct_payment },
  { "ledger-enter", enter_payment },
  { "ledger-void", void_payment },
  { "login", NULL },
  { "photo-set", set_photo },
  { "plan-refresh", refresh },
  { "record-add", add_record },
  { "record-set", set_record },
  { "roster-join", join_list },
  { "step-add", add_step },
  { "step-set", set_step },
  { "withdraw", withdraw },
};

static void
test_each_act_has_a_row (void)
{
  guint n_acts;
  const HearthAct *acts = hearth_act_list (&n_acts);

  g_assert_cmpuint (n_acts, ==, G_N_ELEMENTS (rows));
  for (guint i = 0; i < n_acts; i++)
    {
      g_assert_cmpstr (acts[i].id, ==, rows[i].id);
      g_assert_true (hearth_act_find (acts[i].id) == &acts[i]);
      g_assert_cmpint ((acts[i].flags & HEARTH_ACT_FINAL) != 0, ==, rows[i].run == NULL);
    }
  g_assert_null (hearth_act_find ("test"));
}

/* All that is shown, without revisions and in no order that a change could touch. */
static gpointer
dump_on_reader (HearthDb *db, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  const HearthId *case_id = data;
  guint n_kinds;
  const HearthKind *kinds = hearth_registry_get_kinds (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    {
      const HearthId none = { { 0 } };
      gboolean is_shared = (kinds[i].flags & HEARTH_KIND_SHARED) != 0;
      g_autoptr (GPtrArray) records =
          hearth_store_list_records (db, &kinds[i], is_shared ? &none : case_id, error);

      if (records == NULL)
        return NULL;
      for (guint j = 0; j < records->len; j++)
        {
          g_autofree char *id = hearth_id_to_string (hearth_record_get_id (records->pdata[j]));
          g_autofree char *values = hearth_json_dump (hearth_record_get_values (records->pdata[j]));

          g_ptr_array_add (lines, g_strdup_printf ("%s %s %s", kinds[i].id, id, values));
        }
    }
  g_ptr_array_sort (lines, compare_texts_cb);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

static char *
dump (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  char *text = hearth_store_read (self->vault->store, dump_on_reader, &self->case_id, &error);

  g_assert_no_error (error);
  return text;
}

static HearthChangeSet *
take_back (Fixture *self, HearthChangeSet *done)
{
  g_autoptr (GError) error = NULL;
  HearthChangeSet *undone =
      hearth_store_execute (self->vault->store, hearth_change_set_get_inverse (done), &error);

  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (undone), ==, HEARTH_RESULT_DONE);
  return undone;
}

static void
test_act_is_taken_back_and_done_again (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  Fixture self;
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;
  g_autofree char *after = NULL;
  g_autoptr (HearthChangeSet) done = NULL;
  g_autoptr (HearthChangeSet) undone = NULL;
  g_autoptr (HearthChangeSet) redone = NULL;
  g_autoptr (HearthChangeSet) undone_again = NULL;

  set_up (&self);
  done = rows[row].run (&self, HEARTH_REVISION_ANY);
  g_assert_nonnull (done);
  g_assert_cmpint (hearth_change_set_get_result (done), ==, HEARTH_RESULT_DONE);
  g_assert_nonnull (hearth_change_set_get_inverse (done));
  after = dump (&self);

  undone = take_back (&self, done);
  first = dump (&self);
  if (strcmp (rows[row].id, "case-open") != 0 && strcmp (rows[row].id, "conflict-resolve") != 0)
    g_assert_cmpstr (first, !=, after);
  redone = take_back (&self, undone);
  again = dump (&self);
  g_assert_cmpstr (again, ==, after);
  undone_again = take_back (&self, redone);
  g_clear_pointer (&again, g_free);
  again = dump (&self);
  g_assert_cmpstr (again, ==, first);
  tear_down (&self);
}

static void
test_act_on_what_was_seen_is_held_against_it (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      Fixture self;
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      g_autoptr (HearthChangeSet) stale = NULL;

      if ((hearth_act_find (rows[i].id)->flags & HEARTH_ACT_SEEN) == 0)
        continue;
      set_up (&self);
      before = dump (&self);
      stale = rows[i].run (&self, 99999);
      g_assert_nonnull (stale);
      g_assert_cmpint (hearth_change_set_get_result (stale), ==, HEARTH_RESULT_STALE);
      g_assert_cmpuint (hearth_change_set_get_newer (stale)->len, >, 0);
      after = dump (&self);
      if (strcmp (rows[i].id, "event-set") != 0)
        g_assert_cmpstr (after, ==, before);
      tear_down (&self);
    }
}

/* --- What the sources say --- */

static void
find_commands (const char *folder, GHashTable *found)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GRegex) regex =
      g_regex_new ("hearth_command_new \\(([^;]*)\\);", G_REGEX_DOTALL, 0, NULL);
  g_autoptr (GRegex) text = g_regex_new ("\"([a-z-]+)\"", 0, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *source = NULL;
      g_autoptr (GMatchInfo) calls = NULL;

      if (!g_str_has_suffix (name, ".c"))
        continue;
      g_assert_true (g_file_get_contents (path, &source, NULL, NULL));
      g_regex_match (regex, source, 0, &calls);
      for (; g_match_info_matches (calls); g_match_info_next (calls, NULL))
        {
          g_autofree char *arguments = g_match_info_fetch (calls, 1);
          g_autoptr (GMatchInfo) literals = NULL;

          g_regex_match (text, arguments, 0, &literals);
          for (; g_match_info_matches (literals); g_match_info_next (literals, NULL))
            g_hash_table_add (found, g_match_info_fetch (literals, 1));
        }
    }
}

static void
test_sources_name_the_acts_of_the_table_and_no_others (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "..", "app", "model", NULL);
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer id;

  find_commands (folder, found);
  /* Nothing to do, and the taking back, are no acts of their own. */
  g_assert_true (g_hash_table_remove (found, "nothing"));
  g_assert_true (g_hash_table_remove (found, "revert"));
  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (hearth_act_find (id) == NULL)
      g_error ("the table of acts lacks “%s”", (char *) id);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (!g_hash_table_contains (found, rows[i].id))
      g_error ("nobody does “%s”", rows[i].id);
}

static void
assert_translated (const char *catalogue, const char *text)
{
  g_autofree char *start = g_strdup_printf ("\nmsgid \"%s\"\nmsgstr \"", text);
  const char *entry = strstr (catalogue, start);

  if (entry == NULL || entry[strlen (start)] == '"')
    g_error ("“%s” has no Ukrainian", text);
}

static void
test_acts_and_kinds_have_words_in_both_languages (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "po", "uk.po", NULL);
  g_autofree char *catalogue = NULL;
  guint n_acts, n_kinds;
  const HearthAct *acts = hearth_act_list (&n_acts);
  const HearthKind *kinds = hearth_registry_get_kinds (&n_kinds);

  g_assert_true (g_file_get_contents (path, &catalogue, NULL, NULL));
  for (guint i = 0; i < n_acts; i++)
    assert_translated (catalogue, acts[i].title);
  for (guint i = 0; i < n_kinds; i++)
    {
      assert_translated (catalogue, kinds[i].label);
      for (const HearthField *field = kinds[i].fields; field->id != NULL; field++)
        assert_translated (catalogue, field->label);
    }
}

/* --- Every kind of record --- */

static json_t *
make_word (const HearthField *field, gboolean is_other)
{
  g_auto (GStrv) words = NULL;

  if (field->words == NULL)
    return json_string (is_other ? "b" : "a");
  words = g_strsplit (field->words, " ", -1);
  return json_string (words[is_other ? g_strv_length (words) - 1 : 0]);
}

static json_t *
sample_value (const HearthField *field, gboolean is_other)
{
  switch (field->type)
    {
    case HEARTH_FIELD_INTEGER:
    case HEARTH_FIELD_MONEY:
      return json_integer (is_other ? 2 : 1);
    case HEARTH_FIELD_BOOLEAN:
      return json_boolean (!is_other);
    case HEARTH_FIELD_DATE:
    case HEARTH_FIELD_PARTIAL_DATE:
      return json_string (is_other ? "2025-06-02" : "2025-06-01");
    case HEARTH_FIELD_ID:
      return json_string (is_other ? "00112233445566778899aabbccddeef1"
                                   : "00112233445566778899aabbccddeef0");
    case HEARTH_FIELD_LIST:
      return json_pack ("[o]", make_word (field, is_other));
    case HEARTH_FIELD_TEXT:
    case HEARTH_FIELD_ENUM:
    default:
      return make_word (field, is_other);
    }
}

static json_t *
sample (const HearthKind *kind, gboolean is_other)
{
  json_t *set = json_object ();

  if (is_other && kind->flags & HEARTH_KIND_FIXED)
    return json_pack ("{s:s}", "void_reason", "b");
  for (const HearthField *field = kind->fields; field->id != NULL; field++)
    if (field->check == HEARTH_CHECK_NONE && strcmp (field->id, "void_reason") != 0)
      json_object_set_new (set, field->id, sample_value (field, is_other));
  return set;
}

static HearthChangeSet *
write_sample (HearthTestWriter *writer, const HearthKind *kind, gint64 revision, json_t *set)
{
  g_autoptr (HearthCommand) command = hearth_command_new ("test");
  HearthId case_id = hearth_test_id (7);
  HearthId rec = hearth_record_derive_id (&case_id, kind->id, "");

  hearth_command_set (command, kind, (kind->flags & HEARTH_KIND_SHARED) != 0 ? NULL : &case_id,
                      &rec, revision, set);
  return hearth_test_execute (writer, command);
}

static gint64
count_lines (HearthTestWriter *writer, const HearthKind *kind)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT count (*) FROM %s.journal", hearth_compartment_get_name (kind->cmp));

  return hearth_test_query_int (writer->db, sql);
}

static void
assert_result (HearthChangeSet *changes, HearthResult expected)
{
  g_autoptr (HearthChangeSet) owned = changes;

  g_assert_cmpint (hearth_change_set_get_result (owned), ==, expected);
  g_assert_cmpint (hearth_change_set_get_inverse (owned) != NULL, ==,
                   expected == HEARTH_RESULT_DONE);
}

static gint64
revision_of (HearthTestWriter *writer, const HearthKind *kind)
{
  g_autoptr (GError) error = NULL;
  HearthId case_id = hearth_test_id (7);
  HearthId rec = hearth_record_derive_id (&case_id, kind->id, "");
  g_autoptr (HearthRecord) record = hearth_store_get_record (writer->db, kind, &rec, &error);

  g_assert_no_error (error);
  return record != NULL ? hearth_record_get_revision (record) : 0;
}

static const char *const nobody[] = { "auditor", NULL };

/* Who holds every role is also who the author record is about; who holds none is somebody else. */
static void
log_in (HearthTestWriter *writer, const HearthKind *kind, const char *const *roles)
{
  HearthId case_id = hearth_test_id (7);

  writer->writer.roles = roles;
  writer->writer.who =
      roles == nobody ? hearth_test_id (0xA0) : hearth_record_derive_id (&case_id, kind->id, "");
}

static void
assert_kind (const HearthKind *kind)
{
  g_autoptr (HearthTestWriter) writer = hearth_test_writer_new (NULL);
  const char *const *everybody = writer->writer.roles;
  json_auto_t *gone = json_pack ("{s:b}", "gone", TRUE);

  log_in (writer, kind, nobody);
  assert_result (write_sample (writer, kind, HEARTH_REVISION_NEW, sample (kind, FALSE)),
                 HEARTH_RESULT_DENIED);
  g_assert_cmpint (count_lines (writer, kind), ==, 0);
  log_in (writer, kind, everybody);
  assert_result (write_sample (writer, kind, HEARTH_REVISION_NEW, sample (kind, FALSE)),
                 HEARTH_RESULT_DONE);
  assert_result (write_sample (writer, kind, 99, sample (kind, TRUE)), HEARTH_RESULT_STALE);
  assert_result (write_sample (writer, kind, HEARTH_REVISION_NEW, sample (kind, TRUE)),
                 HEARTH_RESULT_STALE);
  assert_result (write_sample (writer, kind, 99, json_deep_copy (gone)), HEARTH_RESULT_STALE);
  log_in (writer, kind, nobody);
  assert_result (write_sample (writer, kind, revision_of (writer, kind), sample (kind, TRUE)),
                 HEARTH_RESULT_DENIED);
  assert_result (write_sample (writer, kind, revision_of (writer, kind), json_deep_copy (gone)),
                 HEARTH_RESULT_DENIED);
  g_assert_cmpint (count_lines (writer, kind), ==, 1);
  log_in (writer, kind, everybody);
  assert_result (write_sample (writer, kind, revision_of (writer, kind), sample (kind, TRUE)),
                 HEARTH_RESULT_DONE);
  assert_result (write_sample (writer, kind, revision_of (writer, kind), json_deep_copy (gone)),
                 HEARTH_RESULT_DONE);
  g_assert_cmpint (count_lines (writer, kind), ==, 3);
}

static void
test_each_kind_is_guarded_and_can_be_taken_back (void)
{
  guint n_kinds;
  const HearthKind *kinds = hearth_registry_get_kinds (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    {
      g_test_message ("%s", kinds[i].id);
      assert_kind (&kinds[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/act/each-act-has-a-row", test_each_act_has_a_row);
  g_test_add_func ("/act/sources-name-the-acts-of-the-table-and-no-others",
                   test_sources_name_the_acts_of_the_table_and_no_others);
  g_test_add_func ("/act/acts-and-kinds-have-words-in-both-languages",
                   test_acts_and_kinds_have_words_in_both_languages);
  g_test_add_func ("/act/each-kind-is-guarded-and-can-be-taken-back",
                   test_each_kind_is_guarded_and_can_be_taken_back);
  g_test_add_func ("/act/act-on-what-was-seen-is-held-against-it",
                   test_act_on_what_was_seen_is_held_against_it);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/act/%s-is-taken-back-and-done-again", rows[i].id);

      if (rows[i].run != NULL)
        g_test_add_data_func (path, GUINT_TO_POINTER (i), test_act_is_taken_back_and_done_again);
    }
  return g_test_run ();
}
