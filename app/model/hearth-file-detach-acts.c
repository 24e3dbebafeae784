/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file goes from its case: a commit like any other, and no content is touched. */
#include "config.h"

#include "hearth-file-acts.h"

static HearthCommand *
detach (const HearthRecord *file)
{
  HearthCommand *command = hearth_command_new ("file-detach");

  hearth_command_set (command, hearth_record_get_kind (file), hearth_record_get_case (file),
                      hearth_record_get_id (file), HEARTH_REVISION_ANY,
                      json_pack ("{s:b}", "gone", TRUE));
  return command;
}

/**
 * hearth_file_detach:
 * @file: as it was read
 *
 * Removes the record. The content stays as long as the act can be taken back, at least
 * %HEARTH_FILE_KEEP_DAYS days; see hearth_file_tidy_run().
 *
 * Returns: (transfer full): the answer, or %NULL with an error as hearth_store_execute(). Blocks.
 */
HearthChangeSet *
hearth_file_detach (HearthContext *context, const HearthRecord *file, GError **error)
{
  g_autoptr (HearthCommand) command = NULL;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context) && file != NULL, NULL);
  g_return_val_if_fail (hearth_file_is_kind (hearth_record_get_kind (file)), NULL);

  command = detach (file);
  return hearth_store_execute (hearth_context_get_store (context), command, error);
}

/** hearth_file_detach_async: as hearth_file_detach(), without blocking. Thread: main. */
void
hearth_file_detach_async (HearthContext *context,
                          const HearthRecord *file,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (HearthCommand) command = NULL;

  g_return_if_fail (HEARTH_IS_CONTEXT (context) && file != NULL);
  g_return_if_fail (hearth_file_is_kind (hearth_record_get_kind (file)));

  command = detach (file);
  hearth_store_execute_async (hearth_context_get_store (context), command, cancellable, callback,
                              user_data);
}

/** hearth_file_detach_finish: (transfer full): the answer of hearth_file_detach_async(). */
HearthChangeSet *
hearth_file_detach_finish (GAsyncResult *result, GError **error)
{
  g_autoptr (GObject) store = g_async_result_get_source_object (result);

  return hearth_store_execute_finish (HEARTH_STORE (store), result, error);
}
