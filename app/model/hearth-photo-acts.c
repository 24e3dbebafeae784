/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-photo-acts.h"

#include "hearth-command.h"

#define KIND "photo"

/**
 * hearth_photo_may_be:
 * @file: a record of a kind of file
 *
 * Returns: whether it can be the photo of a person: a picture that everybody with the case may see.
 *   Thread: any.
 */
gboolean
hearth_photo_may_be (const HearthRecord *file)
{
  const char *media;

  g_return_val_if_fail (file != NULL, FALSE);

  media = hearth_record_get_text (file, "media_type");
  return hearth_record_get_kind (file)->cmp == HEARTH_COMPARTMENT_CORE && media != NULL &&
         g_str_has_prefix (media, "image/");
}

static const HearthRecord *
find_record (GPtrArray *records, const HearthId *id)
{
  for (guint i = 0; i < records->len; i++)
    if (hearth_id_equal (hearth_record_get_id (records->pdata[i]), id))
      return records->pdata[i];
  return NULL;
}

/**
 * hearth_photo_find:
 *
 * Returns: (transfer none) (nullable): the file, for hearth_file_read_async(); %NULL if none was chosen
 *   or the file was removed. Thread: the object's.
 */
const HearthRecord *
hearth_photo_find (HearthCase *kase)
{
  GPtrArray *photos;
  HearthId id;

  g_return_val_if_fail (HEARTH_IS_CASE (kase), NULL);

  photos = hearth_case_get_records (kase, KIND);
  if (photos->len == 0 || !hearth_id_parse (hearth_record_get_text (photos->pdata[0], "file"), &id))
    return NULL;
  return find_record (hearth_case_get_records (kase, "file"), &id);
}

static HearthCommand *
make_command (const HearthId *case_id, const HearthRecord *file)
{
  HearthCommand *command = hearth_command_new ("photo-set");
  HearthId rec = hearth_record_derive_id (case_id, KIND, "");
  char hex[HEARTH_ID_HEX_SIZE];

  if (file != NULL)
    hearth_id_format (hearth_record_get_id (file), hex);
  hearth_command_set (command, hearth_registry_find_kind (KIND), case_id, &rec, HEARTH_REVISION_ANY,
                      file != NULL ? json_pack ("{s:s}", "file", hex)
                                   : json_pack ("{s:n}", "file"));
  return command;
}

/**
 * hearth_photo_set:
 * @file: (nullable): one for which hearth_photo_may_be() holds; %NULL: no photo
 *
 * Returns: (transfer full): the answer; %NULL with an error as hearth_store_execute(). Blocks.
 */
HearthChangeSet *
hearth_photo_set (HearthContext *context,
                  const HearthId *case_id,
                  const HearthRecord *file,
                  GError **error)
{
  g_autoptr (HearthCommand) command = NULL;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context) && case_id != NULL, NULL);
  g_return_val_if_fail (file == NULL || hearth_photo_may_be (file), NULL);

  command = make_command (case_id, file);
  return hearth_store_execute (hearth_context_get_store (context), command, error);
}

/** hearth_photo_set_async: as hearth_photo_set(), without blocking. Thread: main. */
void
hearth_photo_set_async (HearthContext *context,
                        const HearthId *case_id,
                        const HearthRecord *file,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (HearthCommand) command = NULL;

  g_return_if_fail (HEARTH_IS_CONTEXT (context) && case_id != NULL);
  g_return_if_fail (file == NULL || hearth_photo_may_be (file));

  command = make_command (case_id, file);
  hearth_store_execute_async (hearth_context_get_store (context), command, cancellable, callback,
                              user_data);
}

/** hearth_photo_set_finish: (transfer full): the answer of hearth_photo_set_async(). */
HearthChangeSet *
hearth_photo_set_finish (GAsyncResult *result, GError **error)
{
  g_autoptr (GObject) store = g_async_result_get_source_object (result);

  return hearth_store_execute_finish (HEARTH_STORE (store), result, error);
}
