/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Overlays of packs: read by the parser of packs with all of its checks, in force from a day on, taken back. */
#include "config.h"

#include "hearth-overlays.h"

#include "hearth-case.h"
#include "hearth-test-vault.h"

#include <string.h>

#define TODAY "2025-07-21"

#define TAIL                                                                                       \
  "\nSource=Order of the house\nSource[uk]=Наказ закладу\nChecked=2025-07-01\nCertainty=general\n"

#define WALK                                                                                             \
  "[walk-500]\nTitle=Walks 300 m unaided\nTitle[uk]=Проходить 300 м без допомоги\n" \
  "Track=physical\nWeeks=4\nLevels=a;b;c;d;e\nLevels[uk]=а;б;в;г;ґ" TAIL

#define NEW_FLAG "[guest]\nTitle=Guest\nTitle[uk]=Гість" TAIL

static void
set_up (HearthTestVault **vault, gconstpointer data)
{
  *vault = hearth_test_vault_new (TODAY);
}

static void
tear_down (HearthTestVault **vault, gconstpointer data)
{
  hearth_test_vault_assert_projection (*vault);
  hearth_test_vault_free (*vault);
}

static void
count_cb (guint *n_times)
{
  (*n_times)++;
}

/* Until the session reckons with what was written. */
static void
settle (HearthTestVault *vault)
{
  guint n_times = 0;
  gulong handler =
      g_signal_connect_swapped (vault->context, "notify::packs", G_CALLBACK (count_cb), &n_times);

  while (n_times == 0)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (vault->context, handler);
}

static json_t *
make_fields (const char *pack, const char *entry, const char *text, const char *since)
{
  json_t *fields = json_pack ("{s:s, s:s, s:s, s:s}", "pack", pack, "entry", entry, "text", text,
                              "reason", "так вирішив заклад");

  if (since != NULL)
    json_object_set_new (fields, "since_on", json_string (since));
  return fields;
}

static HearthId
overlay (HearthTestVault *vault,
         const char *pack,
         const char *entry,
         const char *text,
         const char *since)
{
  json_auto_t *fields = make_fields (pack, entry, text, since);
  g_autoptr (GError) error = NULL;
  HearthId rec = { { 0 } };
  g_autoptr (HearthChangeSet) changes = hearth_overlay_save (vault->context, &rec, fields, &error);

  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (changes), ==, HEARTH_RESULT_DONE);
  settle (vault);
  return rec;
}

static char *
refusal (HearthTestVault *vault, const char *pack, const char *entry, const char *text)
{
  json_auto_t *fields = make_fields (pack, entry, text, NULL);
  g_autoptr (GError) error = NULL;
  HearthId rec = { { 0 } };
  g_autoptr (HearthChangeSet) changes = hearth_overlay_save (vault->context, &rec, fields, &error);

  g_assert_null (changes);
  g_assert_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID);
  return g_strdup (error->message);
}

static void
take_back (HearthTestVault *vault, const HearthId *rec)
{
  json_auto_t *gone = json_pack ("{s:b}", "gone", TRUE);
  g_autoptr (GError) error = NULL;
  HearthId id = *rec;
  g_autoptr (HearthChangeSet) changes = hearth_overlay_save (vault->context, &id, gone, &error);

  g_assert_no_error (error);
  g_assert_nonnull (changes);
  settle (vault);
}

static int
weeks (HearthTestVault *vault)
{
  const HearthPackEntry *entry =
      hearth_pack_set_lookup (hearth_context_get_packs (vault->context), "rehab-goal", "walk-500");

  g_assert_nonnull (entry);
  return hearth_pack_entry_get_int (entry, "Weeks", 0);
}

static void
an_overlay_is_used_at_once_and_after_the_next_login (HearthTestVault **vault, gconstpointer data)
{
  guint n_goals =
      hearth_pack_set_get_n_entries (hearth_context_get_packs ((*vault)->context), "rehab-goal");

  g_assert_cmpint (weeks (*vault), ==, 6);
  overlay (*vault, "rehab-goal", "walk-500", WALK, "2025-07-20");
  g_assert_cmpint (weeks (*vault), ==, 4);
  hearth_test_vault_reopen (*vault);
  g_assert_cmpint (weeks (*vault), ==, 4);
  g_assert_cmpuint (
      hearth_pack_set_get_n_entries (hearth_context_get_packs ((*vault)->context), "rehab-goal"),
      ==, n_goals);
}

static void
what_is_taken_back_brings_the_shipped_entry (HearthTestVault **vault, gconstpointer data)
{
  HearthId rec = overlay (*vault, "rehab-goal", "walk-500", WALK, NULL);

  g_assert_cmpint (weeks (*vault), ==, 4);
  take_back (*vault, &rec);
  g_assert_cmpint (weeks (*vault), ==, 6);
}

static void
undo_takes_an_overlay_back (HearthTestVault **vault, gconstpointer data)
{
  json_auto_t *fields = make_fields ("rehab-goal", "walk-500", WALK, NULL);
  g_autoptr (GError) error = NULL;
  HearthId rec = { { 0 } };
  g_autoptr (HearthChangeSet) done = hearth_overlay_save ((*vault)->context, &rec, fields, &error);
  g_autoptr (HearthChangeSet) undone = NULL;

  g_assert_no_error (error);
  settle (*vault);
  g_assert_cmpint (weeks (*vault), ==, 4);
  undone = hearth_store_execute ((*vault)->store, hearth_change_set_get_inverse (done), &error);
  g_assert_no_error (error);
  settle (*vault);
  g_assert_cmpint (weeks (*vault), ==, 6);
}

static void
an_overlay_waits_for_its_day (HearthTestVault **vault, gconstpointer data)
{
  overlay (*vault, "rehab-goal", "walk-500", WALK, "2025-08-01");
  g_assert_cmpint (weeks (*vault), ==, 6);
  hearth_test_vault_set_today (*vault, "2025-08-01");
  g_assert_cmpint (weeks (*vault), ==, 4);
}

static void
of_two_the_later_one_counts (HearthTestVault **vault, gconstpointer data)
{
  g_auto (GStrv) parts = g_strsplit (WALK, "Weeks=4", 2);
  g_autofree char *nine = g_strjoinv ("Weeks=9", parts);

  overlay (*vault, "rehab-goal", "walk-500", nine, "2025-07-20");
  overlay (*vault, "rehab-goal", "walk-500", WALK, "2025-07-10");
  g_assert_cmpint (weeks (*vault), ==, 9);
}

/* A value of an overlay is a value for records too. */
static void
an_entry_that_was_added_can_be_chosen (HearthTestVault **vault, gconstpointer data)
{
  HearthId case_id = hearth_test_vault_open_case (*vault, "{'surname':'Макетенко'}");
  json_auto_t *fields = hearth_test_vault_json ("{'flags':'guest'}");
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) refused =
      hearth_case_set ((*vault)->context, &case_id, HEARTH_REVISION_ANY, fields, &error);
  g_autoptr (HearthChangeSet) changes = NULL;

  g_assert_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID);
  g_clear_error (&error);
  overlay (*vault, "flag", "guest", NEW_FLAG, NULL);
  changes = hearth_case_set ((*vault)->context, &case_id, HEARTH_REVISION_ANY, fields, &error);
  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (changes), ==, HEARTH_RESULT_DONE);
}

/* A due rule of the house is the one that new plans are made by. */
static void
a_plan_is_made_by_the_overlay (HearthTestVault **vault, gconstpointer data)
{
  const HearthPackEntry *shipped = hearth_pack_set_lookup (
      hearth_context_get_packs ((*vault)->context), "step", "rehab-assessment");
  g_autofree char *text = hearth_overlay_make_text (shipped);
  g_auto (GStrv) parts = g_strsplit (text, "DueOffset=21", 2);
  g_autofree char *changed = NULL;
  g_autoptr (HearthRecord) step = NULL;
  HearthId case_id;

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  changed = g_strjoinv ("DueOffset=14", parts);
  overlay (*vault, "step", "rehab-assessment", changed, NULL);
  case_id = hearth_test_vault_open_case (
      *vault, "{'surname':'Макетенко','released':'2025-07-01','arrived':'2025-07-01'}");
  step = hearth_test_vault_get_step (*vault, &case_id, "rehab-assessment", 1);
  g_assert_nonnull (step);
  g_assert_cmpstr (hearth_record_get_text (step, "due"), ==, "2025-07-15");
}

typedef struct
{
  const char *name, *pack, *entry, *text;
  const char *says; /* part of the refusal: file, group and key */
} Hostile;

static const Hostile hostile[] = {
  { "no-such-pack", "spaceships", "one", NEW_FLAG, "no such pack" },
  { "empty", "flag", "guest", "", "[guest]" },
  { "other-entry", "flag", "visitor", NEW_FLAG, "flags.pack: [visitor]" },
  { "two-entries", "flag", "guest", NEW_FLAG "\n[other]\nTitle=O\nTitle[uk]=О" TAIL, "[guest]" },
  { "second-head", "flag", "guest", "[pack]\nKind=rank\nVersion=9\n" NEW_FLAG, "[pack]" },
  { "unknown-key", "flag", "guest", NEW_FLAG "Colour=red\n", "[guest] Colour" },
  { "key-of-another-kind", "flag", "guest", NEW_FLAG "DueOffset=3\n", "[guest] DueOffset" },
  { "one-language", "flag", "guest", "[guest]\nTitle=Guest" TAIL, "[guest] Title[uk]" },
  { "no-source", "flag", "guest", "[guest]\nTitle=Guest\nTitle[uk]=Гість\n", "[guest] Source" },
  { "dates-in-disorder", "flag", "guest", NEW_FLAG "ValidFrom=2025-02-01\nValidTo=2025-01-01\n",
    "[guest] ValidTo" },
  { "no-date", "flag", "guest", NEW_FLAG "ValidFrom=2025-02-30\n", "[guest] ValidFrom" },
  { "number-out-of-range", "rehab-goal", "walk-500",
    "[walk-500]\nTitle=W\nTitle[uk]=В\nTrack=physical\nWeeks=1000\nLevels=a;b\nLevels[uk]=а;б" TAIL,
    "rehab-goals.pack" },
  { "unknown-reference", "rehab-goal", "walk-500",
    "[walk-500]\nTitle=W\nTitle[uk]=В\nTrack=juggling\nWeeks=3\nLevels=a;b\nLevels[uk]=а;б" TAIL,
    "[walk-500] Track" },
  { "title-of-another", "flag", "guest", "[guest]\nTitle=Prosthetics\nTitle[uk]=Протезування" TAIL,
    "flags.pack" },
  { "not-an-id", "flag", "Guest!", "[Guest!]\nTitle=G\nTitle[uk]=Г" TAIL, "[Guest!]" },
  { "no-group", "flag", "guest", "Title=Guest\n", "flags.pack" },
  { "garbage", "flag", "guest", "[guest\n]]\n=\n", "flags.pack" },
};

static void
a_bad_overlay_is_refused_by_file_group_and_key (HearthTestVault **vault, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autofree char *message =
          refusal (*vault, hostile[i].pack, hostile[i].entry, hostile[i].text);

      if (strstr (message, hostile[i].says) == NULL)
        g_error ("%s: \"%s\" does not say \"%s\"", hostile[i].name, message, hostile[i].says);
    }
  g_assert_cmpint (hearth_test_vault_query_int (*vault, "SELECT count (*) FROM core.overlay"), ==,
                   0);
}

/* The shipped rehab-plan waits for rehab-assessment. */
static void
steps_that_wait_for_themselves_are_refused (HearthTestVault **vault, gconstpointer data)
{
  const HearthPackEntry *shipped = hearth_pack_set_lookup (
      hearth_context_get_packs ((*vault)->context), "step", "rehab-assessment");
  g_autofree char *text = hearth_overlay_make_text (shipped);
  g_auto (GStrv) parts = g_strsplit (text, "After=primary-exam", 2);
  g_autofree char *changed = g_strjoinv ("After=rehab-plan", parts);
  g_autofree char *message = NULL;

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  message = refusal (*vault, "step", "rehab-assessment", changed);
  g_assert_nonnull (strstr (message, "steps.pack"));
}

/* What another overlay leans on cannot be taken back under it. */
/* A window that stays open over midnight. */
static void
a_day_that_begins_brings_what_waited_for_it (HearthTestVault **vault, gconstpointer data)
{
  HearthDate today = hearth_clock_today ((*vault)->clock);

  overlay (*vault, "rehab-goal", "walk-500", WALK, "2025-07-22");
  g_assert_cmpint (weeks (*vault), ==, 6);
  hearth_context_look_at_day ((*vault)->context);
  g_assert_cmpint (weeks (*vault), ==, 6);
  hearth_clock_set_fixed ((*vault)->clock, today + 1);
  hearth_context_look_at_day ((*vault)->context);
  settle (*vault);
  g_assert_cmpint (weeks (*vault), ==, 4);
}

static void
what_others_lean_on_stays (HearthTestVault **vault, gconstpointer data)
{
  HearthId track = overlay (*vault, "rehab-track", "music",
                            "[music]\nTitle=Music\nTitle[uk]=Музика\nSteps=rehab-plan\n"
                            "Role=psychologist\nPhases=a;b\nPhases[uk]=а;б" TAIL,
                            NULL);
  json_auto_t *gone = json_pack ("{s:b}", "gone", TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) changes = NULL;

  overlay (*vault, "rehab-goal", "guitar",
           "[guitar]\nTitle=Plays the guitar\nTitle[uk]=Грає на гітарі\nTrack=music\nWeeks=8\n"
           "Levels=a;b;c;d;e\nLevels[uk]=а;б;в;г;ґ" TAIL,
           NULL);
  changes = hearth_overlay_save ((*vault)->context, &track, gone, &error);
  g_assert_null (changes);
  g_assert_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "[guitar] Track"));
}

/* Whatever another hospital or an older program left there, the vault opens and says what is not used. */
static void
what_does_not_fit_is_left_out_and_named (HearthTestVault **vault, gconstpointer data)
{
  const HearthKind *kind = hearth_registry_find_kind ("overlay");
  const HearthId bad = { { 1 } };
  g_autoptr (HearthCommand) command = hearth_command_new ("record-add");
  g_autoptr (HearthChangeSet) changes = NULL;
  g_autoptr (GError) error = NULL;
  const HearthOverlayFault *fault;
  GPtrArray *faults;

  overlay (*vault, "rehab-goal", "walk-500", WALK, NULL);
  hearth_command_set (command, kind, NULL, &bad, HEARTH_REVISION_NEW,
                      make_fields ("flag", "guest", NEW_FLAG "Colour=red\n", NULL));
  changes = hearth_store_execute ((*vault)->store, command, &error);
  g_assert_no_error (error);
  hearth_test_vault_reopen (*vault);
  g_assert_cmpint (weeks (*vault), ==, 4);
  faults = hearth_overlays_get_faults (hearth_context_get_overlays ((*vault)->context));
  g_assert_cmpuint (faults->len, ==, 1);
  fault = faults->pdata[0];
  g_assert_true (hearth_id_equal (hearth_record_get_id (fault->record), &bad));
  g_assert_cmpstr (((HearthPackProblem *) fault->problems->pdata[0])->key, ==, "Colour");
}

/* Every entry of every shipped pack can be written as an overlay, and reads the same. */
static void
every_shipped_entry_survives_being_written (HearthTestVault **vault, gconstpointer data)
{
  HearthPackSet *shipped = hearth_context_get_shipped_packs ((*vault)->context);
  const HearthId rec = { { 1 } }, shared = { { 0 } };

  for (guint i = 0; i < hearth_pack_set_get_n_packs (shipped); i++)
    {
      HearthPack *pack = hearth_pack_set_get_pack (shipped, i);

      for (guint j = 0; j < hearth_pack_get_n_entries (pack); j++)
        {
          const HearthPackEntry *entry = hearth_pack_get_entry (pack, j);
          g_autofree char *text = hearth_overlay_make_text (entry);
          g_autofree char *again = NULL;
          g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
          g_autoptr (HearthRecord) record =
              hearth_record_new (hearth_registry_find_kind ("overlay"), &rec, &shared, 0,
                                 make_fields (hearth_pack_get_kind (pack),
                                              hearth_pack_entry_get_id (entry), text, NULL));
          g_autoptr (HearthPack) read = hearth_overlay_parse (shipped, record, problems);

          g_assert_cmpuint (problems->len, ==, 0);
          again = hearth_overlay_make_text (hearth_pack_get_entry (read, 0));
          g_assert_cmpstr (again, ==, text);
        }
    }
}

/* Scripts go the same way. */
static void
a_script_is_refused_too (HearthTestVault **vault, gconstpointer data)
{
  json_auto_t *good = make_fields ("flag", "guest", NEW_FLAG, NULL);
  json_auto_t *bad = hearth_test_vault_json ("{'entry':'other'}");
  const HearthKind *kind = hearth_registry_find_kind ("overlay");
  g_autoptr (GError) error = NULL;
  HearthId rec;
  g_autoptr (HearthChangeSet) added =
      hearth_record_add ((*vault)->context, kind, NULL, good, &rec, &error);
  g_autoptr (HearthChangeSet) refused = NULL;

  g_assert_no_error (error);
  refused = hearth_record_set ((*vault)->context, kind, &rec, bad, &error);
  g_assert_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID);
  g_assert_null (refused);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/model/overlay/" path, HearthTestVault *, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("an-overlay-is-used-at-once-and-after-the-next-login",
       an_overlay_is_used_at_once_and_after_the_next_login);
  ADD ("what-is-taken-back-brings-the-shipped-entry", what_is_taken_back_brings_the_shipped_entry);
  ADD ("undo-takes-an-overlay-back", undo_takes_an_overlay_back);
  ADD ("an-overlay-waits-for-its-day", an_overlay_waits_for_its_day);
  ADD ("a-day-that-begins-brings-what-waited-for-it", a_day_that_begins_brings_what_waited_for_it);
  ADD ("of-two-the-later-one-counts", of_two_the_later_one_counts);
  ADD ("an-entry-that-was-added-can-be-chosen", an_entry_that_was_added_can_be_chosen);
  ADD ("a-plan-is-made-by-the-overlay", a_plan_is_made_by_the_overlay);
  ADD ("a-bad-overlay-is-refused-by-file-group-and-key",
       a_bad_overlay_is_refused_by_file_group_and_key);
  ADD ("steps-that-wait-for-themselves-are-refused", steps_that_wait_for_themselves_are_refused);
  ADD ("what-others-lean-on-stays", what_others_lean_on_stays);
  ADD ("what-does-not-fit-is-left-out-and-named", what_does_not_fit_is_left_out_and_named);
  ADD ("every-shipped-entry-survives-being-written", every_shipped_entry_survives_being_written);
  ADD ("a-script-is-refused-too", a_script_is_refused_too);
  return g_test_run ();
}
