/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-intake-acts.h"

#include "hearth-case-acts.h"
#include "hearth-change-set-private.h"
#include "hearth-file-acts.h"
#include "hearth-photo-acts.h"
#include "hearth-random.h"
#include "hearth-record-edit.h"

/** hearth_intake_free: @self: (transfer full) (nullable) */
void
hearth_intake_free (HearthIntake *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->person, hearth_record_unref);
  g_ptr_array_unref (self->done);
  g_clear_error (&self->photo_error);
  g_free (self);
}

/* An intake on its way. */
typedef struct
{
  HearthIntake *intake;
  json_t *vitals; /* NULL: nothing was measured */
  GBytes *photo;
  HearthId file;
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  hearth_intake_free (self->intake);
  g_clear_pointer (&self->photo, g_bytes_unref);
  g_clear_pointer (&self->vitals, json_decref);
  g_free (self);
}

static void
finish (GTask *task)
{
  Work *work = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&work->intake),
                         (GDestroyNotify) hearth_intake_free);
}

/* The case is there and stays, whatever becomes of its photo. */
static void
finish_without_photo (GTask *task, GError *error)
{
  Work *work = g_task_get_task_data (task);

  work->intake->photo_error = error;
  finish (task);
}

static void
on_photo_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;
  HearthChangeSet *changes = hearth_photo_set_finish (result, &error);

  if (changes == NULL)
    {
      finish_without_photo (task, error);
      return;
    }
  g_ptr_array_add (work->intake->done, changes);
  finish (task);
}

static gpointer
read_record (HearthDb *db, gpointer data, GError **error)
{
  const HearthId *ids = data; /* the case, then a file or zero */

  if (!hearth_id_is_zero (&ids[1]))
    return hearth_store_get_record (db, hearth_registry_find_kind ("file"), &ids[1], error);
  else
    {
      const HearthId rec = hearth_record_derive_id (&ids[0], "person", "");

      return hearth_store_get_record (db, hearth_registry_find_kind ("person"), &rec, error);
    }
}

static void
read_async (GTask *task, GAsyncReadyCallback callback)
{
  Work *work = g_task_get_task_data (task);
  HearthContext *context = g_task_get_source_object (task);
  const HearthId ids[2] = { work->intake->case_id, work->file };

  hearth_store_read_async (
      hearth_context_get_store (context), read_record, g_memdup2 (ids, sizeof ids), g_free,
      (GDestroyNotify) hearth_record_unref, NULL, callback, g_object_ref (task));
}

static void
on_file_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (HearthRecord) file = hearth_store_read_finish (HEARTH_STORE (source), result, &error);

  if (file != NULL && hearth_photo_may_be (file))
    hearth_photo_set_async (g_task_get_source_object (task), &work->intake->case_id, file, NULL,
                            on_photo_set_cb, g_object_ref (task));
  else
    finish_without_photo (task, error);
}

static void
on_attached_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;
  HearthChangeSet *changes = hearth_file_attach_finish (result, &work->file, &error);

  if (changes == NULL)
    {
      finish_without_photo (task, error);
      return;
    }
  g_ptr_array_add (work->intake->done, changes);
  read_async (task, on_file_read_cb);
}

static void
attach_photo (GTask *task)
{
  Work *work = g_task_get_task_data (task);
  g_autoptr (GInputStream) content = g_memory_input_stream_new_from_bytes (work->photo);
  const HearthFileRequest request = { .case_id = work->intake->case_id,
                                      .cmp = HEARTH_COMPARTMENT_CORE };

  hearth_file_attach_async (g_task_get_source_object (task), &request, content, NULL,
                            on_attached_cb, g_object_ref (task));
}

static void
go_on (GTask *task)
{
  Work *work = g_task_get_task_data (task);

  if (work->photo != NULL)
    attach_photo (task);
  else
    finish (task);
}

/* The case is there and stays, also if what was measured could not be written down. */
static void
on_measured_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;
  HearthChangeSet *changes = hearth_record_edit_finish (result, &error);

  if (changes == NULL)
    {
      finish_without_photo (task, error);
      return;
    }
  g_ptr_array_add (work->intake->done, changes);
  go_on (task);
}

static void
save_vitals (GTask *task)
{
  Work *work = g_task_get_task_data (task);
  const HearthRecordEdit edit = {
    .kind = hearth_registry_find_kind ("vitals"),
    .case_id = work->intake->case_id,
    .rec = hearth_random_id (),
    .expected_revision = HEARTH_REVISION_NEW,
    .fields = work->vitals,
  };

  hearth_record_save_async (g_task_get_source_object (task), &edit, NULL, on_measured_cb,
                            g_object_ref (task));
}

static void
on_person_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);

  /* The case was written; if it cannot be read now, the next look at it says so. */
  work->intake->person = hearth_store_read_finish (HEARTH_STORE (source), result, NULL);
  if (work->vitals != NULL)
    save_vitals (task);
  else
    go_on (task);
}

/* Takes @changes or @error: the person is in, or not. */
static void
take_answer (GTask *task, HearthChangeSet *changes, GError *error)
{
  Work *work = g_task_get_task_data (task);

  if (changes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  work->intake->result = hearth_change_set_get_result (changes);
  g_ptr_array_add (work->intake->done, changes);
  if (work->intake->result == HEARTH_RESULT_STALE || work->intake->result == HEARTH_RESULT_DENIED)
    {
      finish (task);
      return;
    }
  /* One that changed nothing has no case in its answer; then it was given. */
  hearth_change_set_get_only_case (changes, &work->intake->case_id);
  read_async (task, on_person_read_cb);
}

static void
on_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  HearthChangeSet *changes = hearth_case_open_many_finish (result, &error);

  take_answer (task, changes, error);
}

static void
on_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  HearthChangeSet *changes = hearth_case_act_finish (result, &error);

  take_answer (task, changes, error);
}

/**
 * hearth_intake_async:
 * @case_id: (nullable): the case of somebody who was expected; %NULL: a new one
 * @fields: as for hearth_case_open()
 * @vitals: (nullable): of a record of vital signs, for logins that hold it
 * @photo: (nullable): a picture that the decoder has cleaned
 *
 * Opens the case, or brings the one that is there up to date, then attaches the photo and makes it the
 * face of the case. Thread: main.
 */
void
hearth_intake_async (HearthContext *context,
                     const HearthId *case_id,
                     const json_t *fields,
                     const json_t *vitals,
                     GBytes *photo,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Work *work;

  g_return_if_fail (HEARTH_IS_CONTEXT (context));
  g_return_if_fail (json_is_object (fields));

  task = g_task_new (context, cancellable, callback, user_data);
  g_task_set_source_tag (task, hearth_intake_async);
  /* What was written is never reported as cancelled. */
  g_task_set_check_cancellable (task, FALSE);
  work = g_new0 (Work, 1);
  work->intake = g_new0 (HearthIntake, 1);
  work->intake->done = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_change_set_unref);
  work->vitals = vitals != NULL ? json_deep_copy (vitals) : NULL;
  work->photo = photo != NULL ? g_bytes_ref (photo) : NULL;
  g_task_set_task_data (task, work, work_free);
  if (case_id != NULL)
    {
      work->intake->case_id = *case_id;
      hearth_case_set_async (context, case_id, HEARTH_REVISION_ANY, fields, NULL, on_set_cb,
                             g_steal_pointer (&task));
    }
  else
    {
      g_autoptr (GPtrArray) people = g_ptr_array_new ();

      g_ptr_array_add (people, (gpointer) fields);
      hearth_case_open_many_async (context, people, NULL, NULL, NULL, on_opened_cb,
                                   g_steal_pointer (&task));
    }
}

/** hearth_intake_finish: Returns: (transfer full): what came of it, or %NULL with an error. Thread: main. */
HearthIntake *
hearth_intake_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, hearth_intake_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
