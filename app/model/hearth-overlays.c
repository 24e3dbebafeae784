/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-overlays.h"

#include "hearth-case-acts-private.h"
#include "hearth-random.h"

struct _HearthOverlays
{
  HearthPackSet *packs;
  GPtrArray *records;
  GPtrArray *faults;
};

typedef struct
{
  HearthPackSet *shipped;
  HearthDate today;
} Question;

/** hearth_overlays_ask: Returns: (transfer full): free with hearth_overlays_question_free(). Thread: any. */
gpointer
hearth_overlays_ask (HearthPackSet *shipped, HearthDate today)
{
  Question *self = g_new0 (Question, 1);

  self->shipped = hearth_pack_set_ref (shipped);
  self->today = today;
  return self;
}

/** hearth_overlays_question_free: @question: (transfer full) */
void
hearth_overlays_question_free (gpointer question)
{
  Question *self = question;

  hearth_pack_set_unref (self->shipped);
  g_free (self);
}

/* Whoever holds no core, an auditor, plans nothing and goes by what is shipped. */
static GPtrArray *
list_overlays (HearthDb *db, GError **error)
{
  static const HearthId shared = { { 0 } };

  if (!hearth_db_has (db, HEARTH_COMPARTMENT_CORE))
    return g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_record_unref);
  return hearth_store_list_records (db, hearth_registry_find_kind ("overlay"), &shared, error);
}

/** hearth_overlays_read: Returns: (transfer full): #HearthOverlays. Thread: reader or writer. */
gpointer
hearth_overlays_read (HearthDb *db, gpointer question, GError **error)
{
  const Question *asked = question;
  g_autoptr (GPtrArray) records = list_overlays (db, error);
  HearthOverlays *self;

  if (records == NULL)
    return NULL;
  self = g_atomic_rc_box_new0 (HearthOverlays);
  self->packs = hearth_overlay_apply (asked->shipped, records, asked->today, &self->faults);
  self->records = g_steal_pointer (&records);
  return self;
}

/** hearth_overlays_ref: Thread: any. */
HearthOverlays *
hearth_overlays_ref (HearthOverlays *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_overlays (gpointer data)
{
  HearthOverlays *self = data;

  hearth_pack_set_unref (self->packs);
  g_ptr_array_unref (self->records);
  g_ptr_array_unref (self->faults);
}

/** hearth_overlays_unref: Thread: any. */
void
hearth_overlays_unref (HearthOverlays *self)
{
  g_atomic_rc_box_release_full (self, clear_overlays);
}

/** hearth_overlays_get_packs: (transfer none): what is in force. */
HearthPackSet *
hearth_overlays_get_packs (HearthOverlays *self)
{
  return self->packs;
}

/** hearth_overlays_get_records: (transfer none) (element-type HearthRecord): also those not in force. */
GPtrArray *
hearth_overlays_get_records (HearthOverlays *self)
{
  return self->records;
}

/** hearth_overlays_get_faults: (transfer none) (element-type HearthOverlayFault) */
GPtrArray *
hearth_overlays_get_faults (HearthOverlays *self)
{
  return self->faults;
}

/* --- The act --- */

typedef struct
{
  HearthPackSet *shipped;
  HearthDate today;
  HearthId rec;
  gboolean is_new;
  json_t *set;
} Save;

static void
save_free (Save *self)
{
  hearth_pack_set_unref (self->shipped);
  json_decref (self->set);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Save, save_free)

static const HearthOverlayFault *
find_fault (GPtrArray *faults, const HearthRecord *record)
{
  for (guint i = 0; i < faults->len; i++)
    {
      const HearthOverlayFault *fault = faults->pdata[i];

      if (hearth_id_equal (hearth_record_get_id (fault->record), hearth_record_get_id (record)))
        return fault;
    }
  return NULL;
}

static gboolean
refuse (const HearthOverlayFault *fault, GError **error)
{
  g_autofree char *text = hearth_pack_problem_to_string (fault->problems->pdata[0]);

  if (fault->problems->len > 1)
    g_set_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID, "%s (and %u more)", text,
                 fault->problems->len - 1);
  else
    g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID, text);
  return FALSE;
}

/* (element-type HearthRecord): as they will be, and the one that changes; NULL there if it is taken back. */
static GPtrArray *
make_present (const Save *self, GPtrArray *records, HearthRecord **changed)
{
  static const HearthId shared = { { 0 } };
  GPtrArray *present = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_record_unref);
  g_autoptr (HearthRecord) before = NULL;

  for (guint i = 0; i < records->len; i++)
    if (hearth_id_equal (hearth_record_get_id (records->pdata[i]), &self->rec))
      before = hearth_record_ref (records->pdata[i]);
    else
      g_ptr_array_add (present, hearth_record_ref (records->pdata[i]));
  if (before == NULL)
    before = hearth_record_new (hearth_registry_find_kind ("overlay"), &self->rec, &shared, 0,
                                json_object ());
  *changed = _hearth_record_overlay (before, self->set);
  if (json_is_true (json_object_get (hearth_record_get_values (*changed), "gone")))
    g_clear_pointer (changed, hearth_record_unref);
  else
    g_ptr_array_add (present, hearth_record_ref (*changed));
  return present;
}

/* Whether the packs still are in order on @day, and every overlay fits that fitted before. */
static gboolean
check_day (const Save *self,
           GPtrArray *records,
           GPtrArray *present,
           const HearthRecord *changed,
           HearthDate day,
           GError **error)
{
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (HearthPackSet) old = hearth_overlay_apply (self->shipped, records, day, &before);
  g_autoptr (HearthPackSet) packs = hearth_overlay_apply (self->shipped, present, day, &after);
  const HearthOverlayFault *own = changed != NULL ? find_fault (after, changed) : NULL;

  if (own != NULL)
    return refuse (own, error);
  for (guint i = 0; i < after->len; i++)
    {
      const HearthOverlayFault *fault = after->pdata[i];

      if (find_fault (before, fault->record) == NULL)
        return refuse (fault, error);
    }
  return TRUE;
}

static HearthCommand *
decide_save (HearthDb *db, gpointer data, GError **error)
{
  const Save *self = data;
  g_autoptr (HearthCommand) command =
      hearth_command_new (self->is_new ? "record-add" : "record-set");
  g_autoptr (GPtrArray) records = list_overlays (db, error);
  g_autoptr (GPtrArray) present = NULL;
  g_autoptr (HearthRecord) changed = NULL;
  HearthDate since;

  if (records == NULL)
    return NULL;
  present = make_present (self, records, &changed);
  since = changed != NULL ? hearth_record_get_date (changed, "since_on") : HEARTH_DATE_NONE;
  if (!check_day (self, records, present, changed, MAX (self->today, since), error))
    return NULL;
  hearth_command_set (command, hearth_registry_find_kind ("overlay"), NULL, &self->rec,
                      self->is_new ? HEARTH_REVISION_NEW : HEARTH_REVISION_ANY,
                      json_incref (self->set));
  return g_steal_pointer (&command);
}

static Save *
save_new (HearthContext *context, const HearthId *rec, const json_t *fields, GError **error)
{
  json_t *set = _hearth_fields_convert (hearth_registry_find_kind ("overlay"), fields,
                                        hearth_context_get_packs (context), error);
  Save *self;

  if (set == NULL)
    return NULL;
  self = g_new0 (Save, 1);
  self->shipped = hearth_pack_set_ref (hearth_context_get_shipped_packs (context));
  self->today = hearth_clock_today (hearth_context_get_clock (context));
  self->is_new = hearth_id_is_zero (rec);
  self->rec = self->is_new ? hearth_random_id () : *rec;
  self->set = set;
  return self;
}

/**
 * hearth_overlay_save:
 * @rec: (inout): the overlay; zero: a new one, whose id it becomes
 * @fields: texts are accepted for all types
 *
 * Returns: (transfer full): the answer; %NULL with %HEARTH_MODEL_ERROR_INVALID if the packs would not be in
 *   order with it: the message names file, group and key. Blocks.
 */
HearthChangeSet *
hearth_overlay_save (HearthContext *context, HearthId *rec, const json_t *fields, GError **error)
{
  g_autoptr (Save) self = NULL;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (rec != NULL && json_is_object (fields), NULL);

  self = save_new (context, rec, fields, error);
  if (self == NULL)
    return NULL;
  *rec = self->rec;
  return hearth_store_decide (hearth_context_get_store (context), decide_save, self, error);
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  HearthChangeSet *changes = hearth_store_decide_finish (HEARTH_STORE (source), result, &error);

  if (changes != NULL)
    g_task_return_pointer (task, changes, (GDestroyNotify) hearth_change_set_unref);
  else
    g_task_return_error (task, error);
}

/** hearth_overlay_save_async: as hearth_overlay_save(), without blocking. Thread: main. */
void
hearth_overlay_save_async (HearthContext *context,
                           const HearthId *rec,
                           const json_t *fields,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  Save *self;

  g_return_if_fail (HEARTH_IS_CONTEXT (context));
  g_return_if_fail (rec != NULL && json_is_object (fields));

  task = g_task_new (context, NULL, callback, user_data);
  g_task_set_source_tag (task, hearth_overlay_save_async);
  self = save_new (context, rec, fields, &error);
  if (self == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  hearth_store_decide_async (hearth_context_get_store (context), decide_save, self,
                             (GDestroyNotify) save_free, NULL, on_saved_cb,
                             g_steal_pointer (&task));
}

/** hearth_overlay_save_finish: (transfer full): the answer, or %NULL with an error. Thread: main. */
HearthChangeSet *
hearth_overlay_save_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, hearth_overlay_save_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
