/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-scan-acts.h"

#include "hearth-command.h"
#include "hearth-registry.h"
#include "hearth-store.h"

#define FIELD "scan"

/** hearth_scan_is_for: whether records of @kind have a scan. Thread: any. */
gboolean
hearth_scan_is_for (const HearthKind *kind)
{
  g_return_val_if_fail (kind != NULL, FALSE);

  return hearth_kind_find_field (kind, FIELD) != NULL;
}

/**
 * hearth_scan_may_be:
 * @record: of a kind for which hearth_scan_is_for() holds
 * @file: a file
 *
 * A file of the same part of the vault alone: who sees the record sees its scan too, and nobody else learns of it.
 *
 * Returns: whether @file may be the scan of @record. Thread: any.
 */
gboolean
hearth_scan_may_be (const HearthRecord *record, const HearthRecord *file)
{
  g_return_val_if_fail (record != NULL && file != NULL, FALSE);

  return hearth_record_get_kind (file)->cmp == hearth_record_get_kind (record)->cmp;
}

/** hearth_scan_is: whether @file is the scan of @record. Thread: any. */
gboolean
hearth_scan_is (const HearthRecord *record, const HearthRecord *file)
{
  char hex[HEARTH_ID_HEX_SIZE];

  g_return_val_if_fail (record != NULL && file != NULL, FALSE);

  hearth_id_format (hearth_record_get_id (file), hex);
  return g_strcmp0 (hearth_record_get_text (record, FIELD), hex) == 0;
}

/**
 * hearth_scan_set_async:
 * @record: as it was read: another change of it meanwhile is an error
 * @file: (nullable): one for which hearth_scan_may_be() holds; %NULL: no scan
 *
 * Makes @file the scan of @record. Thread: main.
 */
void
hearth_scan_set_async (HearthContext *context,
                       const HearthRecord *record,
                       const HearthRecord *file,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (HearthCommand) command = NULL;
  char hex[HEARTH_ID_HEX_SIZE];

  g_return_if_fail (HEARTH_IS_CONTEXT (context) && record != NULL);
  g_return_if_fail (hearth_scan_is_for (hearth_record_get_kind (record)));
  g_return_if_fail (file == NULL || hearth_scan_may_be (record, file));

  if (file != NULL)
    hearth_id_format (hearth_record_get_id (file), hex);
  command = hearth_command_new ("record-set");
  hearth_command_set (command, hearth_record_get_kind (record), hearth_record_get_case (record),
                      hearth_record_get_id (record), hearth_record_get_revision (record),
                      file != NULL ? json_pack ("{s:s}", FIELD, hex) : json_pack ("{s:n}", FIELD));
  hearth_store_execute_async (hearth_context_get_store (context), command, cancellable, callback,
                              user_data);
}

/** hearth_scan_set_finish: (transfer full): the answer of hearth_scan_set_async(). */
HearthChangeSet *
hearth_scan_set_finish (GAsyncResult *result, GError **error)
{
  g_autoptr (GObject) store = g_async_result_get_source_object (result);

  return hearth_store_execute_finish (HEARTH_STORE (store), result, error);
}
