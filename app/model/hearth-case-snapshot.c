/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads all of a case that this login may see, and has the rules look at its plan. Reader thread. */
#include "config.h"

#include "hearth-case-plan.h"
#include "hearth-case-snapshot-private.h"
#include "hearth-pair-store.h"

HearthCaseQuestion *
_hearth_case_question_new (const HearthId *case_id,
                           HearthDate today,
                           HearthPlanTemplates *templates)
{
  HearthCaseQuestion *self = g_new0 (HearthCaseQuestion, 1);

  self->case_id = *case_id;
  self->today = today;
  self->templates = hearth_plan_templates_ref (templates);
  return self;
}

void
_hearth_case_question_free (HearthCaseQuestion *self)
{
  hearth_plan_templates_unref (self->templates);
  g_free (self);
}

void
_hearth_case_snapshot_free (HearthCaseSnapshot *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->steps, g_array_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->records, g_hash_table_unref);
  g_clear_pointer (&self->row, hearth_case_row_free);
  g_clear_pointer (&self->same, g_ptr_array_unref);
  g_clear_pointer (&self->event, hearth_record_unref);
  g_clear_pointer (&self->person, hearth_record_unref);
  g_clear_pointer (&self->templates, hearth_plan_templates_unref);
  g_free (self);
}

static gboolean
read_kinds (HearthCaseSnapshot *self, HearthDb *db, GError **error)
{
  guint n_kinds;
  const HearthKind *kinds = hearth_registry_get_kinds (&n_kinds);

  for (guint i = 0; i < n_kinds; i++)
    {
      GPtrArray *records;

      if ((kinds[i].flags & HEARTH_KIND_SHARED) || !hearth_db_has (db, kinds[i].cmp))
        continue;
      records = hearth_store_list_records (db, &kinds[i], &self->case_id, error);
      if (records == NULL)
        return FALSE;
      g_hash_table_insert (self->records, (gpointer) kinds[i].id, records);
    }
  return TRUE;
}

static GPtrArray *
get_records (HearthCaseSnapshot *self, const char *kind)
{
  return g_hash_table_lookup (self->records, kind);
}

static gboolean
read_event (HearthCaseSnapshot *self, HearthDb *db, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  const char *event = hearth_record_get_text (self->person, "event");
  HearthId id;

  if (event == NULL || !hearth_id_parse (event, &id))
    return TRUE;
  self->event =
      hearth_store_get_record (db, hearth_registry_find_kind ("event"), &id, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

/* Where the track of a step begins in the pack; steps that no pack knows come last. */
static guint
track_order (HearthPlanTemplates *templates, const HearthCaseStep *step)
{
  const char *track = hearth_record_get_text (step->record, "track");

  for (guint i = 0; track != NULL && i < hearth_plan_templates_get_n (templates); i++)
    {
      if (g_str_equal (hearth_plan_templates_get (templates, i)->track, track))
        return i;
    }
  return G_MAXUINT;
}

static HearthDate
shown_due (const HearthCaseStep *step)
{
  if (step->item != NULL && step->item->due != HEARTH_DATE_NONE)
    return step->item->due;
  return hearth_record_get_date (step->record, "due");
}

static int
compare_due (HearthDate a, HearthDate b)
{
  if ((a == HEARTH_DATE_NONE) != (b == HEARTH_DATE_NONE))
    return a == HEARTH_DATE_NONE ? 1 : -1;
  return (a > b) - (a < b);
}

static guint
template_order (const HearthCaseStep *step)
{
  if (step->item == NULL || step->item->template == NULL)
    return G_MAXUINT;
  return step->item->template->index;
}

static int
compare_step (gconstpointer a, gconstpointer b, gpointer data)
{
  HearthPlanTemplates *templates = data;
  const HearthCaseStep *left = a, *right = b;
  const guint left_track = track_order (templates, left);
  const guint right_track = track_order (templates, right);
  int order;

  if (left_track != right_track)
    return left_track < right_track ? -1 : 1;
  order = compare_due (shown_due (left), shown_due (right));
  if (order != 0)
    return order;
  if (template_order (left) != template_order (right))
    return template_order (left) < template_order (right) ? -1 : 1;
  return g_strcmp0 (hearth_record_get_text (left->record, "template"),
                    hearth_record_get_text (right->record, "template"));
}

/* Puts every step record beside its line of the plan. */
static void
make_steps (HearthCaseSnapshot *self)
{
  GPtrArray *records = get_records (self, "step");

  self->steps = g_array_new (FALSE, TRUE, sizeof (HearthCaseStep));
  g_array_set_size (self->steps, records->len);
  for (guint i = 0; i < records->len; i++)
    g_array_index (self->steps, HearthCaseStep, i).record = g_ptr_array_index (records, i);
  for (guint i = 0; i < self->items->len; i++)
    {
      const HearthPlanItem *item = g_ptr_array_index (self->items, i);

      if (item->step >= 0 && (guint) item->step < records->len)
        g_array_index (self->steps, HearthCaseStep, item->step).item = item;
    }
  g_array_sort_with_data (self->steps, compare_step, self->templates);
}

static void
make_plan (HearthCaseSnapshot *self)
{
  g_autoptr (HearthPlanFacts) facts =
      hearth_case_plan_facts (self->person, get_records (self, "captivity"), self->today);

  self->items = hearth_case_plan_evaluate (self->templates, facts, get_records (self, "step"));
  make_steps (self);
}

/* What is not here, or not any more, is passed over. */
static gboolean
read_same (HearthCaseSnapshot *self, HearthDb *db, GError **error)
{
  g_autoptr (GArray) ids = hearth_pair_store_list_same (db, &self->case_id, error);

  if (ids == NULL)
    return FALSE;
  self->same = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_case_row_free);
  for (guint i = 0; i < ids->len; i++)
    {
      HearthCaseRow *row = NULL;

      if (!hearth_case_query_row (db, &g_array_index (ids, HearthId, i), self->today, &row, error))
        return FALSE;
      if (row != NULL)
        g_ptr_array_add (self->same, row);
    }
  return TRUE;
}

gpointer
_hearth_case_snapshot_read (HearthDb *db, gpointer data, GError **error)
{
  const HearthCaseQuestion *question = data;
  g_autoptr (HearthCaseSnapshot) self = g_new0 (HearthCaseSnapshot, 1);
  GPtrArray *persons;

  self->case_id = question->case_id;
  self->today = question->today;
  self->templates = hearth_plan_templates_ref (question->templates);
  self->records =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  if (!hearth_case_query_row (db, &self->case_id, self->today, &self->row, error) ||
      self->row == NULL || !read_kinds (self, db, error))
    return NULL;
  persons = get_records (self, "person");
  if (persons->len == 0)
    return NULL;
  self->person = hearth_record_ref (g_ptr_array_index (persons, 0));
  if (!read_event (self, db, error) || !read_same (self, db, error))
    return NULL;
  make_plan (self);
  return g_steal_pointer (&self);
}
