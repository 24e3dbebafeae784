/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fills a new vault through the same acts as people use: events, then all cases with their plans in one
 * act, then what was done for them in another. */
#include "config.h"

#include "hearth-demo.h"

#include "hearth-case-acts.h"
#include "hearth-case-plan.h"
#include "hearth-case.h"
#include "hearth-demo-answers.h"
#include "hearth-demo-documents.h"
#include "hearth-demo-health.h"
#include "hearth-demo-injuries.h"
#include "hearth-demo-money.h"
#include "hearth-demo-progress.h"
#include "hearth-demo-rehabilitation.h"
#include "hearth-random.h"

#define N_EVENTS 2
#define N_NOTES 6
#define N_REASONS 3

typedef struct
{
  HearthContext *context;
  HearthDemoData *data;
  HearthDate today;
  HearthId events[N_EVENTS];
  HearthDate event_days[N_EVENTS];
} Demo;

static void
demo_clear (Demo *demo)
{
  g_clear_pointer (&demo->data, hearth_demo_data_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Demo, demo_clear)

static void
set_text (json_t *object, const char *key, const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_new (object, key, json_string (text));
}

static void
set_date (json_t *object, const char *key, HearthDate date)
{
  g_autofree char *text = date != HEARTH_DATE_NONE ? hearth_date_to_string (date) : NULL;

  set_text (object, key, text);
}

static void
set_story_text (json_t *object, const char *field, Demo *demo, const char *group, const char *key)
{
  g_autofree char *text = hearth_demo_data_dup_text (demo->data, group, key);

  set_text (object, field, text);
}

/* Runs a command that must take effect; @command: (transfer full). */
static gboolean
execute (Demo *demo, HearthCommand *command, GError **error)
{
  g_autoptr (HearthCommand) owned = command;
  g_autoptr (HearthChangeSet) changes =
      hearth_store_execute (hearth_context_get_store (demo->context), owned, error);

  if (changes == NULL)
    return FALSE;
  if (hearth_change_set_get_result (changes) == HEARTH_RESULT_DONE)
    return TRUE;
  g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_NO_ACCESS,
                       "the demo could not be written: not a new vault, or not every compartment");
  return FALSE;
}

static json_t *
make_event (Demo *demo, guint index)
{
  g_autofree char *group = g_strdup_printf ("event %u", index + 1);
  json_t *event = json_object ();

  set_date (event, "date", demo->event_days[index]);
  set_story_text (event, "category", demo, group, "Category");
  set_story_text (event, "facility", demo, group, "Facility");
  set_story_text (event, "agreement", demo, group, "Agreement");
  json_object_set_new (event, "number",
                       json_integer (hearth_demo_data_get_number (demo->data, group, "Number")));
  json_object_set_new (event, "stage",
                       json_integer (hearth_demo_data_get_number (demo->data, group, "Stage")));
  json_object_set_new (event, "returned_military",
                       json_integer (hearth_demo_data_get_number (demo->data, group, "Military")));
  json_object_set_new (event, "returned_civilian",
                       json_integer (hearth_demo_data_get_number (demo->data, group, "Civilian")));
  return event;
}

static gboolean
add_events (Demo *demo, GError **error)
{
  HearthCommand *command = hearth_command_new ("demo");

  for (guint i = 0; i < N_EVENTS; i++)
    {
      g_autofree char *group = g_strdup_printf ("event %u", i + 1);

      demo->events[i] = hearth_random_id ();
      demo->event_days[i] =
          demo->today - hearth_demo_data_get_number (demo->data, group, "DaysAgo");
      hearth_command_set (command, hearth_registry_find_kind ("event"), NULL, &demo->events[i],
                          HEARTH_REVISION_NEW, make_event (demo, i));
    }
  return execute (demo, command, error);
}

static guint
event_of (Demo *demo, guint person)
{
  return CLAMP (hearth_demo_data_get_int (demo->data, person, "event"), 1, N_EVENTS) - 1;
}

/* As much of the birth date as is known of this person. */
static void
set_birth (json_t *fields, Demo *demo, guint person)
{
  const char *known = hearth_demo_data_get (demo->data, person, "birth_known");
  const HearthDate released = demo->event_days[event_of (demo, person)];
  const gint64 age = hearth_demo_data_get_int (demo->data, person, "age");
  const HearthDate birth = hearth_date_add_months (released, (int) -12 * (int) age) -
                           (HearthDate) hearth_demo_data_get_int (demo->data, person, "birth_days");
  g_autofree char *text = hearth_date_to_string (birth);

  if (g_str_equal (known, "year"))
    text[4] = '\0';
  else if (g_str_equal (known, "month"))
    text[7] = '\0';
  set_text (fields, "birth", text);
}

static void
set_flags (json_t *fields, const char *flags)
{
  g_auto (GStrv) words = g_strsplit (flags, " ", -1);
  json_t *list = json_array ();

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] != '\0')
        json_array_append_new (list, json_string (words[i]));
    }
  json_object_set_new (fields, "flags", list);
}

static char *
wristband_of (guint person)
{
  return g_strdup_printf ("D-%03u", person + 1);
}

static json_t *
make_person (Demo *demo, guint person)
{
  static const char *const copied[] = { "surname",   "given",    "patronymic", "sex",   "rank",
                                        "branch",    "unit",     "category",   "stage", "condition",
                                        "call_sign", "facility", "ward",       "owner", "phone" };
  const guint event = event_of (demo, person);
  const HearthDate released = demo->event_days[event];
  g_autofree char *event_id = hearth_id_to_string (&demo->events[event]);
  g_autofree char *wristband = wristband_of (person);
  json_t *fields = json_object ();

  for (guint i = 0; i < G_N_ELEMENTS (copied); i++)
    set_text (fields, copied[i], hearth_demo_data_get (demo->data, person, copied[i]));
  set_birth (fields, demo, person);
  set_flags (fields, hearth_demo_data_get (demo->data, person, "flags"));
  set_text (fields, "event", event_id);
  set_text (fields, "wristband", wristband);
  set_date (fields, "arrived", released);
  set_date (fields, "released", released);
  set_date (fields, "captured",
            released -
                (HearthDate) hearth_demo_data_get_int (demo->data, person, "captivity_days"));
  set_text (fields, "captured_at", hearth_demo_data_get (demo->data, person, "place"));
  return fields;
}

static gboolean
open_cases (Demo *demo, GError **error)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func ((GDestroyNotify) json_decref);
  g_autoptr (HearthChangeSet) changes = NULL;

  for (guint i = 0; i < hearth_demo_data_get_n_people (demo->data); i++)
    g_ptr_array_add (people, make_person (demo, i));
  changes = hearth_case_open_many (demo->context, people, NULL, NULL, NULL, error);
  return changes != NULL;
}

/* A HearthReadFunc: the case that wears a wristband, as an owned id; NULL without an error: none. */
static gpointer
find_by_wristband (HearthDb *db, gpointer wristband, GError **error)
{
  g_autoptr (HearthCaseQuery) query = hearth_case_query_new ();
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  if (!hearth_case_query_add_filter (query, "wristband", wristband))
    return NULL;
  ids = hearth_case_query_run (db, query, error);
  if (ids == NULL || ids->len == 0)
    return NULL;
  rows = hearth_case_query_rows (db, (const gint64 *) (gpointer) ids->data, 1, HEARTH_DATE_NONE,
                                 error);
  if (rows == NULL || rows->len == 0)
    return NULL;
  return hearth_id_copy (&((HearthCaseRow *) g_ptr_array_index (rows, 0))->case_id);
}

static HearthCase *
load_case (Demo *demo, guint person, GError **error)
{
  g_autofree char *wristband = wristband_of (person);
  g_autoptr (GError) local_error = NULL;
  g_autofree HearthId *case_id = hearth_store_read (hearth_context_get_store (demo->context),
                                                    find_by_wristband, wristband, &local_error);
  g_autoptr (HearthCase) found = NULL;

  if (case_id != NULL)
    found = hearth_case_load (demo->context, case_id, &local_error);
  if (found == NULL && local_error == NULL)
    g_set_error_literal (&local_error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_UNKNOWN,
                         "an invented person was not found again");
  if (found == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return g_steal_pointer (&found);
}

static void
add_record (HearthCommand *command, HearthCase *kase, const char *kind, json_t *set)
{
  const HearthId rec = hearth_random_id ();

  hearth_command_set (command, hearth_registry_find_kind (kind), hearth_case_get_id (kase), &rec,
                      HEARTH_REVISION_NEW, set);
}

static void
set_step (HearthCommand *command, const HearthRecord *record, const HearthDemoStep *step)
{
  json_t *set = json_object ();

  json_object_set_new (set, "state", json_string (hearth_step_state_to_id (step->state)));
  set_date (set, "due", step->due);
  set_date (set, "done_on", step->done_on);
  set_text (set, "blocker", step->blocker);
  set_text (set, "waiting_for", step->waiting_for);
  set_text (set, "reason", step->reason);
  set_text (set, "number", step->number);
  hearth_command_set (command, hearth_record_get_kind (record), hearth_record_get_case (record),
                      hearth_record_get_id (record), hearth_record_get_revision (record), set);
}

/* A done step of the medical track leaves its result. */
static void
add_check (Demo *demo, const HearthDemoHealth *health, const char *template_id, HearthDate day)
{
  g_autofree char *result = hearth_demo_data_dup_text (demo->data, "checks", template_id);

  if (result != NULL)
    hearth_demo_add_checks (health, template_id, result, day);
}

static void
set_list (json_t *object, const char *key, const char *first, const char *second)
{
  json_t *list = json_array ();

  json_array_append_new (list, json_string (first));
  if (second != NULL)
    json_array_append_new (list, json_string (second));
  json_object_set_new (object, key, list);
}

/* The entry of the pack where there is one, so that it is read in the language of the window. */
static void
set_relation (json_t *object, Demo *demo, const char *text)
{
  const char *id = *text != '\0' ? hearth_pack_set_find_by_text (
                                       hearth_context_get_packs (demo->context), "relation", text)
                                 : NULL;

  set_text (object, "relation", id != NULL ? id : text);
}

static void
add_contact (Demo *demo, HearthCommand *command, HearthCase *kase, guint person)
{
  const char *name = hearth_demo_data_get (demo->data, person, "contact");
  json_t *set;

  if (*name == '\0')
    return;
  set = json_object ();
  set_text (set, "name", name);
  set_relation (set, demo, hearth_demo_data_get (demo->data, person, "relation"));
  set_text (set, "phone", hearth_demo_data_get (demo->data, person, "contact_phone"));
  if (person % 4 == 3)
    set_list (set, "told", "nothing", NULL);
  else
    set_list (set, "told", "return", "place");
  json_object_set_new (set, "first", json_true ());
  add_record (command, kase, "contact", set);
}

/* How the present stage began: by a decision on the one before. */
static void
add_decision (Demo *demo, HearthCommand *command, HearthCase *kase, guint person)
{
  HearthPackSet *packs = hearth_context_get_packs (demo->context);
  const char *stage = hearth_record_get_text (hearth_case_get_person (kase), "stage");
  g_autofree char *key = g_strdup_printf ("%u", person % N_REASONS + 1);
  json_t *set;

  for (guint i = 1; stage != NULL && i < hearth_pack_set_get_n_entries (packs, "stage"); i++)
    {
      if (!g_str_equal (hearth_pack_entry_get_id (hearth_pack_set_get_entry (packs, "stage", i)),
                        stage))
        continue;
      set = json_object ();
      set_text (set, "stage",
                hearth_pack_entry_get_id (hearth_pack_set_get_entry (packs, "stage", i - 1)));
      set_text (set, "next", stage);
      set_date (set, "decided_on",
                demo->event_days[event_of (demo, person)] + (HearthDate) person % 7);
      set_text (set, "decided_by", hearth_demo_data_get (demo->data, person, "owner"));
      set_story_text (set, "reason", demo, "decisions", key);
      add_record (command, kase, "decision", set);
    }
}

static void
add_note (Demo *demo, HearthCommand *command, HearthCase *kase, guint person)
{
  g_autofree char *key = g_strdup_printf ("%u", person % (2 * N_NOTES) + 1);
  json_t *set = json_object ();

  set_story_text (set, "text", demo, "notes", key);
  if (json_object_size (set) == 0)
    {
      json_decref (set);
      return;
    }
  set_date (set, "written_on", demo->event_days[event_of (demo, person)] + (HearthDate) person % 9);
  add_record (command, kase, "note", set);
}

static void
add_steps (Demo *demo, HearthCommand *command, HearthCase *kase, guint person)
{
  const HearthDemoHealth health = {
    command, kase, hearth_context_get_packs (demo->context), demo->data, person, demo->today,
  };
  GPtrArray *records = hearth_case_get_records (kase, "step");
  g_autofree char *who = wristband_of (person);
  g_autoptr (HearthPlanFacts) facts = hearth_case_plan_facts (
      hearth_case_get_person (kase), hearth_case_get_records (kase, "captivity"), demo->today);
  g_autoptr (GArray) steps =
      hearth_demo_progress (demo->data, hearth_demo_data_get (demo->data, person, "pace"), who,
                            hearth_context_get_templates (demo->context), facts, records);

  hearth_demo_add_health (&health);
  for (guint i = 0; i < steps->len; i++)
    {
      const HearthDemoStep *step = &g_array_index (steps, HearthDemoStep, i);
      const HearthRecord *record = g_ptr_array_index (records, i);
      const char *template_id = hearth_record_get_text (record, "template");

      if (!step->is_changed)
        continue;
      set_step (command, record, step);
      if (step->state == HEARTH_STEP_DONE)
        add_check (demo, &health, template_id, step->done_on);
    }
  hearth_demo_add_money (command, kase, hearth_context_get_packs (demo->context), demo->data,
                         person, demo->event_days[event_of (demo, person)], records, steps);
  hearth_demo_add_documents (command, kase, hearth_context_get_templates (demo->context), records,
                             steps);
}

static gboolean
add_progress (Demo *demo, GError **error)
{
  g_autoptr (HearthCommand) command = hearth_command_new ("demo");

  for (guint i = 0; i < hearth_demo_data_get_n_people (demo->data); i++)
    {
      g_autoptr (HearthCase) kase = load_case (demo, i, error);

      if (kase == NULL)
        return FALSE;
      add_steps (demo, command, kase, i);
      add_contact (demo, command, kase, i);
      add_decision (demo, command, kase, i);
      add_note (demo, command, kase, i);
      hearth_demo_add_rehabilitation (command, kase, hearth_context_get_packs (demo->context), i,
                                      demo->event_days[event_of (demo, i)]);
      hearth_demo_add_injuries (command, kase, i, demo->event_days[event_of (demo, i)]);
      hearth_demo_add_answers (command, kase, demo->context, i,
                               demo->event_days[event_of (demo, i)]);
    }
  return execute (demo, g_steal_pointer (&command), error);
}

/**
 * hearth_demo_fill:
 * @context: a session of a new vault, whose user holds every compartment
 * @error: return location
 *
 * Everything but the ids is the same each time, counted back from the clock's today.
 *
 * Returns: %FALSE with an error; what was written until then stays. Blocks. Thread: any but
 *   those of the vault.
 */
gboolean
hearth_demo_fill (HearthContext *context, GError **error)
{
  g_auto (Demo) demo = { 0 };

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), FALSE);

  demo.context = context;
  demo.today = hearth_clock_today (hearth_context_get_clock (context));
  demo.data = hearth_demo_data_load (error);
  return demo.data != NULL && add_events (&demo, error) && open_cases (&demo, error) &&
         add_progress (&demo, error);
}
