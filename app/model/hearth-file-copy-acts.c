/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file leaves the vault in the clear: reason, audit entry, content, outcome, in this order. */
#include "config.h"

#include "hearth-file-acts-private.h"

#include "hearth-noted-act.h"
#include "hearth-text.h"

/* One copy on its way; main thread. */
typedef struct
{
  HearthRecord *file;
  GOutputStream *sink;
} Copy;

static void
copy_free (gpointer data)
{
  Copy *self = data;

  g_clear_pointer (&self->file, hearth_record_unref);
  g_clear_object (&self->sink);
  g_free (self);
}

static HearthAuditEntry
make_entry (const HearthRecord *file, const char *reason)
{
  return (HearthAuditEntry){
    .event = HEARTH_AUDIT_COPY,
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

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context) && file != NULL, FALSE);
  g_return_val_if_fail (hearth_file_is_kind (hearth_record_get_kind (file)), FALSE);
  g_return_val_if_fail (reason != NULL && G_IS_OUTPUT_STREAM (sink), FALSE);

  clean = clean_reason (reason, error);
  if (clean == NULL)
    return FALSE;
  entry = make_entry (file, clean);
  return hearth_noted_act_begin (context, &entry, error) &&
         hearth_noted_act_end (context, &entry,
                               _hearth_file_write_to (context, file, sink, cancellable, error));
}

static void
begin_copy (HearthContext *context,
            gpointer data,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  const Copy *self = data;

  _hearth_file_write_to_async (context, self->file, self->sink, cancellable, callback, user_data);
}

static gboolean
finish_copy (GAsyncResult *result, gpointer data, GError **error)
{
  return _hearth_file_write_to_finish (result, error);
}

static const HearthNotedActMethods copy_methods = { begin_copy, finish_copy };

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
  g_autofree char *clean = NULL;
  HearthAuditEntry entry;
  GError *error = NULL;
  Copy *self;

  g_return_if_fail (HEARTH_IS_CONTEXT (context) && file != NULL);
  g_return_if_fail (hearth_file_is_kind (hearth_record_get_kind (file)));
  g_return_if_fail (reason != NULL && G_IS_OUTPUT_STREAM (sink));

  clean = clean_reason (reason, &error);
  if (clean == NULL)
    {
      g_task_report_error (context, callback, user_data, hearth_file_save_copy_async, error);
      return;
    }
  self = g_new0 (Copy, 1);
  self->file = hearth_record_ref ((HearthRecord *) file);
  self->sink = g_object_ref (sink);
  entry = make_entry (file, clean);
  hearth_noted_act_run_async (context, &entry, &copy_methods, self, copy_free,
                              hearth_file_save_copy_async, cancellable, callback, user_data);
}

/** hearth_file_save_copy_finish: Returns: whether the copy is complete and verified. Thread: main. */
gboolean
hearth_file_save_copy_finish (GAsyncResult *result, GError **error)
{
  return hearth_noted_act_run_finish (result, hearth_file_save_copy_async, error);
}
