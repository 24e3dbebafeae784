/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file leaves the vault in the clear: reason, audit entry, content, outcome, in this order. */
#include "config.h"

#include "hearth-file-acts-private.h"

#include "hearth-audit.h"
#include "hearth-text.h"

/* One copy on its way; main thread. */
typedef struct
{
  HearthRecord *file;
  GOutputStream *sink;
  char *reason;
  gboolean is_done;
  GError *error;
} Copy;

static void
copy_free (gpointer data)
{
  Copy *self = data;

  g_clear_pointer (&self->file, hearth_record_unref);
  g_clear_object (&self->sink);
  g_clear_error (&self->error);
  g_free (self->reason);
  g_free (self);
}

static HearthAuditEntry
make_entry (const HearthRecord *file, const char *reason, HearthAuditPhase phase)
{
  return (HearthAuditEntry){
    .event = HEARTH_AUDIT_COPY,
    .phase = phase,
    .case_id = *hearth_record_get_case (file),
    .cmp = hearth_record_get_kind (file)->cmp,
    .n = 1,
    .why = reason,
  };
}

/* One line of text that says something. */
static char *
clean_reason (const char *reason, GError **error)
{
  g_autofree char *clean = hearth_text_clean (reason);

  if (clean != NULL && clean[0] != '\0')
    return g_steal_pointer (&clean);
  g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID,
                       "a copy in the clear needs a reason");
  return NULL;
}

/**
 * hearth_file_save_copy:
 * @file: a record of a kind of files
 * @reason: why, in a person's words; without names
 * @sink: neither flushed nor closed
 *
 * The content in the clear, piece by piece, after the entry in the audit log. Blocks.
 *
 * Returns: %FALSE with %HEARTH_MODEL_ERROR_INVALID without a reason, an error as hearth_file_read() or
 *   of @sink.
 */
gboolean
hearth_file_save_copy (HearthContext *context,
                       const HearthRecord *file,
                       const char *reason,
                       GOutputStream *sink,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autofree char *clean = NULL;
  HearthAuditEntry entry;
  gboolean is_done;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context) && file != NULL, FALSE);
  g_return_val_if_fail (hearth_file_is_kind (hearth_record_get_kind (file)), FALSE);
  g_return_val_if_fail (reason != NULL && G_IS_OUTPUT_STREAM (sink), FALSE);

  clean = clean_reason (reason, error);
  if (clean == NULL)
    return FALSE;
  entry = make_entry (file, clean, HEARTH_AUDIT_BEGIN);
  if (!hearth_context_audit (context, &entry, error))
    return FALSE;
  is_done = _hearth_file_write_to (context, file, sink, cancellable, error);
  entry.phase = is_done ? HEARTH_AUDIT_DONE : HEARTH_AUDIT_FAILED;
  /* That it left is already written down. */
  hearth_context_audit (context, &entry, NULL);
  return is_done;
}

static void
on_outcome_entered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Copy *self = g_task_get_task_data (task);

  hearth_context_audit_finish (HEARTH_CONTEXT (source), result, NULL);
  if (self->is_done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&self->error));
}

static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Copy *self = g_task_get_task_data (task);
  HearthAuditEntry entry = make_entry (self->file, self->reason, HEARTH_AUDIT_FAILED);

  self->is_done = _hearth_file_write_to_finish (result, &self->error);
  if (self->is_done)
    entry.phase = HEARTH_AUDIT_DONE;
  hearth_context_audit_async (g_task_get_source_object (task), &entry, NULL, on_outcome_entered_cb,
                              task);
}

static void
on_begin_entered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  HearthContext *context = HEARTH_CONTEXT (source);
  Copy *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!hearth_context_audit_finish (context, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  _hearth_file_write_to_async (context, self->file, self->sink, g_task_get_cancellable (task),
                               on_written_cb, g_object_ref (task));
}

/** hearth_file_save_copy_async: as hearth_file_save_copy(), without blocking. Thread: main. */
void
hearth_file_save_copy_async (HearthContext *context,
                             const HearthRecord *file,
                             const char *reason,
                             GOutputStream *sink,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  HearthAuditEntry entry;
  GError *error = NULL;
  Copy *self;

  g_return_if_fail (HEARTH_IS_CONTEXT (context) && file != NULL);
  g_return_if_fail (hearth_file_is_kind (hearth_record_get_kind (file)));
  g_return_if_fail (reason != NULL && G_IS_OUTPUT_STREAM (sink));

  task = g_task_new (context, cancellable, callback, user_data);
  g_task_set_source_tag (task, hearth_file_save_copy_async);
  /* What left is never reported as cancelled. */
  g_task_set_check_cancellable (task, FALSE);
  self = g_new0 (Copy, 1);
  g_task_set_task_data (task, self, copy_free);
  self->file = hearth_record_ref ((HearthRecord *) file);
  self->sink = g_object_ref (sink);
  self->reason = clean_reason (reason, &error);
  if (self->reason == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  entry = make_entry (file, self->reason, HEARTH_AUDIT_BEGIN);
  hearth_context_audit_async (context, &entry, cancellable, on_begin_entered_cb,
                              g_object_ref (task));
}

/** hearth_file_save_copy_finish: Returns: whether the copy is complete and verified. Thread: main. */
gboolean
hearth_file_save_copy_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, hearth_file_save_copy_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
