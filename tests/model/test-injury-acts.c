/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Injuries in a real vault: their numbers, their marks, and what goes to the restricted compartment. */
#include "config.h"

#include "hearth-injury-acts.h"

#include "hearth-body-mark.h"
#include "hearth-file-acts.h"
#include "hearth-file-tidy.h"
#include "hearth-model-error.h"
#include "hearth-random.h"
#include "hearth-record-edit.h"
#include "hearth-test-vault.h"

#include <string.h>

#define TODAY "2025-06-21"

typedef struct
{
  HearthTestVault *vault;
  HearthId case_id;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->vault = hearth_test_vault_new (TODAY);
  self->case_id = hearth_test_vault_open_case (
      self->vault, "{'surname':'Макетенко','released':'2025-06-09','owner':'кейс'}");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  hearth_test_vault_assert_projection (self->vault);
  hearth_test_vault_free (self->vault);
}

static HearthChangeSet *
save (Fixture *self, const HearthId *rec, gint64 revision, const char *text, GError **error)
{
  json_auto_t *fields = hearth_test_vault_json (text);
  const HearthRecordEdit edit = { hearth_registry_find_kind ("injury"), self->case_id, *rec,
                                  revision, fields };

  return hearth_record_save (self->vault->context, &edit, error);
}

static HearthId
add (Fixture *self, const char *text)
{
  HearthId rec = hearth_random_id ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) changes = save (self, &rec, HEARTH_REVISION_NEW, text, &error);

  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (changes), ==, HEARTH_RESULT_DONE);
  return rec;
}

static HearthChangeSet *
change (Fixture *self, const HearthId *rec, const char *text)
{
  g_autoptr (GError) error = NULL;
  HearthChangeSet *changes = save (self, rec, HEARTH_REVISION_ANY, text, &error);

  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (changes), ==, HEARTH_RESULT_DONE);
  return changes;
}

static void
undo (Fixture *self, HearthChangeSet *changes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) undone =
      hearth_store_execute (self->vault->store, hearth_change_set_get_inverse (changes), &error);

  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (undone), ==, HEARTH_RESULT_DONE);
}

static GPtrArray *
list (Fixture *self, const char *kind)
{
  return hearth_test_vault_list (self->vault, kind, &self->case_id);
}

static void
assert_labels (Fixture *self, const char *kind, const char *expected)
{
  g_autoptr (GPtrArray) records = list (self, kind);
  g_autoptr (GString) labels = g_string_new (NULL);

  for (guint i = 0; i < records->len; i++)
    {
      g_autofree char *label = hearth_injury_dup_label (records->pdata[i]);

      g_string_append_printf (labels, "%s%s", i > 0 ? " " : "", label);
    }
  g_assert_cmpstr (labels->str, ==, expected);
}

static void
test_injuries_are_numbered_in_their_case (Fixture *self, gconstpointer data)
{
  HearthId other = hearth_test_vault_open_case (self->vault, "{'surname':'Зразковий'}");
  HearthId first = self->case_id;

  add (self, "{'kind':'scar','region':'chest-left'}");
  add (self, "{'kind':'burn','region':'palm-right'}");
  assert_labels (self, "injury", "1 2");
  self->case_id = other;
  add (self, "{'kind':'scar','region':'nape'}");
  assert_labels (self, "injury", "1");
  self->case_id = first;
}

static void
test_a_number_is_never_given_twice (Fixture *self, gconstpointer data)
{
  HearthId rec;
  g_autoptr (HearthChangeSet) removed = NULL;

  add (self, "{'kind':'scar','region':'chest-left'}");
  rec = add (self, "{'kind':'burn','region':'palm-right'}");
  removed = change (self, &rec, "{'gone':true}");
  add (self, "{'kind':'wound','region':'nape'}");
  assert_labels (self, "injury", "1 3");
  undo (self, removed);
  assert_labels (self, "injury", "1 2 3");
}

static void
test_a_mark_that_cannot_be_drawn_is_refused (Fixture *self, gconstpointer data)
{
  static const char *const marks[] = { "1001:5", "5", "a:b", "1:2,,x", "-1:5" };
  HearthId rec = hearth_random_id ();
  g_autoptr (GPtrArray) records = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = g_strdup_printf ("{'view':'front','mark':'%s'}", marks[i]);

      g_assert_null (save (self, &rec, HEARTH_REVISION_NEW, text, &error));
      g_assert_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID);
    }
  records = list (self, "injury");
  g_assert_cmpuint (records->len, ==, 0);
}

static void
assert_mark (const HearthRecord *record, HearthPackSet *packs, const char *view, const char *text)
{
  const char *drawing = NULL;
  g_autoptr (GArray) mark = hearth_injury_dup_mark (record, packs, &drawing);
  g_autofree char *points = mark != NULL ? hearth_body_mark_to_text (mark) : NULL;

  g_assert_cmpstr (drawing, ==, view);
  if (text != NULL)
    g_assert_cmpstr (points, ==, text);
  else
    g_assert_cmpint (points != NULL, ==, view != NULL);
}

static void
test_an_injury_is_drawn_where_it_was_marked_or_in_its_region (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) records = NULL;

  add (self, "{'view':'back','mark':'100:200,300:400','region':'nape'}");
  add (self, "{'region':'sole-left'}");
  add (self, "{'kind':'scar'}");
  records = list (self, "injury");
  g_assert_cmpuint (records->len, ==, 3);
  assert_mark (records->pdata[0], self->vault->packs, "back", "100:200,300:400");
  assert_mark (records->pdata[1], self->vault->packs, "feet", NULL);
  assert_mark (records->pdata[2], self->vault->packs, NULL, NULL);
}

static void
test_what_tells_of_violence_is_written_to_the_restricted_compartment (Fixture *self,
                                                                      gconstpointer data)
{
  g_autoptr (GPtrArray) records = NULL;

  add (self, "{'kind':'scar','method':'sexual-violence'}");
  add (self, "{'kind':'bruise','region':'genitals'}");
  add (self, "{'kind':'burn','method':'burning','region':'chest-left'}");
  assert_labels (self, "restricted_injury", "R1 R2");
  assert_labels (self, "injury", "1");
  records = list (self, "injury");
  g_assert_cmpstr (hearth_record_get_text (records->pdata[0], "kind"), ==, "burn");
  /* Nothing of the others is in the other file, nor in its journal. */
  g_assert_cmpint (hearth_test_vault_query_int (
                       self->vault, "SELECT count(*) FROM medical.injury WHERE kind <> 'burn'"),
                   ==, 0);
}

static void
test_an_injury_moves_when_it_comes_to_belong_there (Fixture *self, gconstpointer data)
{
  HearthId rec = add (self, "{'kind':'scar','region':'thigh-front-left','seen':'Тонкий рубець'}");
  g_autoptr (HearthChangeSet) moved =
      change (self, &rec, "{'method':'sexual-violence','words':'Власні слова'}");
  g_autoptr (GPtrArray) records = list (self, "restricted_injury");

  g_assert_cmpuint (records->len, ==, 1);
  g_assert_cmpstr (hearth_record_get_text (records->pdata[0], "words"), ==, "Власні слова");
  g_assert_cmpstr (hearth_record_get_text (records->pdata[0], "seen"), ==, "Тонкий рубець");
  assert_labels (self, "injury", "");
  g_assert_cmpint (hearth_test_vault_query_int (
                       self->vault,
                       "SELECT count(*) FROM medical.injury WHERE words IS NOT NULL OR method IS "
                       "NOT NULL"),
                   ==, 0);
  undo (self, moved);
  assert_labels (self, "injury", "1");
  assert_labels (self, "restricted_injury", "");
}

/* --- The photo --- */

#define PICTURE "\x89PNG\r\n\x1a\n what only few may see"

static HearthId
attach_photo (Fixture *self, char **hex)
{
  g_autoptr (GInputStream) stream =
      g_memory_input_stream_new_from_data (PICTURE, strlen (PICTURE), NULL);
  const HearthFileRequest request = { .case_id = self->case_id,
                                      .cmp = HEARTH_COMPARTMENT_MEDICAL,
                                      .name = "a.png" };
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) changes = NULL;
  HearthId rec;

  changes = hearth_file_attach (self->vault->context, &request, stream, &rec, NULL, &error);
  g_assert_no_error (error);
  *hex = g_malloc0 (HEARTH_ID_HEX_SIZE);
  hearth_id_format (&rec, *hex);
  return rec;
}

static HearthId
add_with_photo (Fixture *self, const char *text, const char *hex)
{
  g_autofree char *fields = g_strdup_printf ("{%s,'photo':'%s'}", text, hex);

  return add (self, fields);
}

/* Nothing of it is left for who holds the medical compartment, and all of it is where it belongs. */
static void
assert_photo_is_restricted (Fixture *self)
{
  g_autoptr (GPtrArray) before = list (self, "medical_file");
  g_autoptr (GPtrArray) files = list (self, "restricted_file");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = NULL;
  const HearthRecord *file;

  g_assert_cmpuint (before->len, ==, 0);
  g_assert_cmpint (hearth_test_vault_query_int (self->vault, "SELECT count(*) FROM medical.blob"),
                   ==, 0);
  g_assert_cmpuint (files->len, ==, 1);
  file = files->pdata[0];
  g_assert_cmpstr (hearth_record_get_text (file, "name"), ==, "a.png");
  content = hearth_file_read (self->vault->context, file, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (content, NULL), g_bytes_get_size (content), PICTURE,
                   strlen (PICTURE));
}

static void
assert_photo_of (const HearthRecord *injury, const HearthRecord *file)
{
  char hex[HEARTH_ID_HEX_SIZE];

  hearth_id_format (hearth_record_get_id (file), hex);
  g_assert_cmpstr (hearth_record_get_text (injury, "photo"), ==, hex);
}

static void
test_the_photo_goes_along_and_is_encrypted_anew (Fixture *self, gconstpointer data)
{
  g_autofree char *hex = NULL;
  g_autoptr (HearthChangeSet) moved = NULL;
  g_autoptr (GPtrArray) injuries = NULL;
  g_autoptr (GPtrArray) files = NULL;
  HearthId rec;

  attach_photo (self, &hex);
  rec = add_with_photo (self, "'kind':'scar','region':'thigh-front-left'", hex);
  moved = change (self, &rec, "{'method':'sexual-violence'}");
  assert_photo_is_restricted (self);
  injuries = list (self, "restricted_injury");
  files = list (self, "restricted_file");
  g_assert_cmpuint (injuries->len, ==, 1);
  assert_photo_of (injuries->pdata[0], files->pdata[0]);
  /* What is taken back is what was written of the injury: the photo is not shown to many again. */
  undo (self, moved);
  assert_labels (self, "injury", "1");
  assert_labels (self, "restricted_injury", "");
  assert_photo_is_restricted (self);
}

static void
test_a_photo_that_is_chosen_from_the_medical_ones_moves (Fixture *self, gconstpointer data)
{
  g_autofree char *hex = NULL;
  g_autoptr (GPtrArray) injuries = NULL;
  g_autoptr (GPtrArray) files = NULL;

  attach_photo (self, &hex);
  add_with_photo (self, "'kind':'scar','method':'sexual-violence'", hex);
  assert_photo_is_restricted (self);
  injuries = list (self, "restricted_injury");
  files = list (self, "restricted_file");
  g_assert_cmpuint (injuries->len, ==, 1);
  assert_photo_of (injuries->pdata[0], files->pdata[0]);
}

static void
test_a_photo_stays_where_it_is_when_the_injury_does_not_move (Fixture *self, gconstpointer data)
{
  g_autofree char *hex = NULL;
  g_autoptr (HearthChangeSet) changes = NULL;
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GError) error = NULL;
  HearthId rec;

  attach_photo (self, &hex);
  rec = add_with_photo (self, "'kind':'scar'", hex);
  hearth_change_set_unref (change (self, &rec, "{'seen':'Тонкий рубець'}"));
  changes = save (self, &rec, 1, "{'method':'sexual-violence'}", &error);
  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (changes), ==, HEARTH_RESULT_STALE);
  files = list (self, "medical_file");
  g_assert_cmpuint (files->len, ==, 1);
  g_assert_cmpint (
      hearth_test_vault_query_int (self->vault, "SELECT count(*) FROM restricted.blob"), ==, 0);
  g_clear_pointer (&files, g_ptr_array_unref);
  files = list (self, "restricted_file");
  g_assert_cmpuint (files->len, ==, 0);
}

static HearthId
attach_twin (Fixture *self)
{
  g_autoptr (GInputStream) stream =
      g_memory_input_stream_new_from_data (PICTURE, strlen (PICTURE), NULL);
  const HearthFileRequest request = { .case_id = self->case_id,
                                      .cmp = HEARTH_COMPARTMENT_RESTRICTED,
                                      .name = "a.png" };
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) changes = NULL;
  HearthId rec;

  changes = hearth_file_attach (self->vault->context, &request, stream, &rec, NULL, &error);
  g_assert_no_error (error);
  return rec;
}

static void
tidy (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthFileTidy) found = hearth_file_tidy_run (self->vault->store, self->vault->vault,
                                                           g_get_real_time () / 1000, &error);

  g_assert_no_error (error);
}

/* As the vault is after a crash behind the move of the injury and before the old photo went. */
static HearthId
cut_move_short (Fixture *self)
{
  g_autofree char *hex = NULL;
  g_autofree char *fields = NULL;
  HearthId left = attach_photo (self, &hex);
  HearthId twin = attach_twin (self);
  char twin_hex[HEARTH_ID_HEX_SIZE];

  hearth_id_format (&twin, twin_hex);
  fields = g_strdup_printf ("{'kind':'scar','method':'sexual-violence','photo':'%s'}", twin_hex);
  add (self, fields);
  return left;
}

static void
test_a_move_that_a_crash_cut_short_is_ended_at_the_next_login (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) files = NULL;

  cut_move_short (self);
  files = list (self, "medical_file");
  g_assert_cmpuint (files->len, ==, 1);
  tidy (self);
  assert_photo_is_restricted (self);
}

static void
test_a_content_whose_record_went_before_the_crash_goes_too (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (HearthChangeSet) detached = NULL;

  cut_move_short (self);
  files = list (self, "medical_file");
  detached = hearth_file_detach (self->vault->context, files->pdata[0], &error);
  g_assert_no_error (error);
  g_assert_cmpint (hearth_test_vault_query_int (self->vault, "SELECT count(*) FROM medical.blob"),
                   ==, 1);
  tidy (self);
  assert_photo_is_restricted (self);
}

static void
test_a_photo_that_a_medical_injury_shows_stays_for_it (Fixture *self, gconstpointer data)
{
  g_autofree char *hex = NULL;
  g_autoptr (GPtrArray) files = NULL;
  HearthId left = cut_move_short (self);

  hex = g_malloc0 (HEARTH_ID_HEX_SIZE);
  hearth_id_format (&left, hex);
  add_with_photo (self, "'kind':'scar'", hex);
  tidy (self);
  files = list (self, "medical_file");
  g_assert_cmpuint (files->len, ==, 1);
  g_assert_cmpint (hearth_test_vault_query_int (self->vault, "SELECT count(*) FROM medical.blob"),
                   ==, 1);
}

static void
test_degree_and_number_are_the_examiners_own (Fixture *self, gconstpointer data)
{
  HearthId rec = add (self, "{'kind':'scar','method':'burning','number':'7'}");
  g_autoptr (GPtrArray) records = list (self, "injury");

  assert_labels (self, "injury", "7");
  /* The program never proposes a degree of consistency. */
  g_assert_null (hearth_record_get_text (records->pdata[0], "consistency"));
  hearth_change_set_unref (change (self, &rec, "{'consistency':'typical'}"));
  g_clear_pointer (&records, g_ptr_array_unref);
  records = list (self, "injury");
  g_assert_cmpstr (hearth_record_get_text (records->pdata[0], "consistency"), ==, "typical");
  assert_labels (self, "injury", "7");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(name, func) g_test_add ("/injury-acts/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("injuries-are-numbered-in-their-case", test_injuries_are_numbered_in_their_case);
  ADD ("a-number-is-never-given-twice", test_a_number_is_never_given_twice);
  ADD ("a-mark-that-cannot-be-drawn-is-refused", test_a_mark_that_cannot_be_drawn_is_refused);
  ADD ("an-injury-is-drawn-where-it-was-marked-or-in-its-region",
       test_an_injury_is_drawn_where_it_was_marked_or_in_its_region);
  ADD ("what-tells-of-violence-is-written-to-the-restricted-compartment",
       test_what_tells_of_violence_is_written_to_the_restricted_compartment);
  ADD ("an-injury-moves-when-it-comes-to-belong-there",
       test_an_injury_moves_when_it_comes_to_belong_there);
  ADD ("photo-goes-along-and-is-encrypted-anew", test_the_photo_goes_along_and_is_encrypted_anew);
  ADD ("photo-chosen-from-the-medical-ones-moves",
       test_a_photo_that_is_chosen_from_the_medical_ones_moves);
  ADD ("photo-stays-when-the-injury-does-not-move",
       test_a_photo_stays_where_it_is_when_the_injury_does_not_move);
  ADD ("move-cut-short-is-ended-at-the-next-login",
       test_a_move_that_a_crash_cut_short_is_ended_at_the_next_login);
  ADD ("content-whose-record-went-before-the-crash-goes-too",
       test_a_content_whose_record_went_before_the_crash_goes_too);
  ADD ("photo-that-a-medical-injury-shows-stays-for-it",
       test_a_photo_that_a_medical_injury_shows_stays_for_it);
  ADD ("degree-and-number-are-the-examiners-own", test_degree_and_number_are_the_examiners_own);
#undef ADD
  return g_test_run ();
}
