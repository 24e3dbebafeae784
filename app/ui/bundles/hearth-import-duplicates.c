/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-import-duplicates.h"

#include "hearth-roster.h"

/* What the reader is asked about people who may be here already. */
typedef struct
{
  HearthGivenNames *names;
  GPtrArray *fields; /* (element-type json_t) */
  GArray *places;    /* (element-type guint) of each in the list of people */
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  hearth_given_names_unref (question->names);
  g_ptr_array_unref (question->fields);
  g_array_unref (question->places);
  g_free (question);
}

static gpointer
find_on_reader (HearthDb *db, gpointer data, GError **error)
{
  const Question *question = data;
  GPtrArray *found = hearth_roster_find_duplicates (db, question->names, question->fields, error);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      HearthRosterDuplicate *duplicate = found->pdata[i];

      duplicate->index = g_array_index (question->places, guint, duplicate->index);
    }
  return found;
}

/** hearth_import_find_duplicates_async: see the header. */
void
hearth_import_find_duplicates_async (HearthContext *context,
                                     const HearthBundleInfo *info,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  Question *question;

  g_return_if_fail (HEARTH_IS_CONTEXT (context) && info != NULL);

  question = g_new0 (Question, 1);
  question->names = hearth_given_names_ref (hearth_context_get_given_names (context));
  question->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) json_decref);
  question->places = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < info->people->len; i++)
    {
      const HearthBundlePerson *person = info->people->pdata[i];

      if (!person->is_new)
        continue;
      g_ptr_array_add (question->fields, json_incref (person->fields));
      g_array_append_val (question->places, i);
    }
  hearth_store_read_async (hearth_context_get_store (context), find_on_reader, question,
                           question_free, (GDestroyNotify) g_ptr_array_unref, cancellable, callback,
                           user_data);
}

/** hearth_import_find_duplicates_finish: Returns: (transfer full) (nullable): see the header. */
GPtrArray *
hearth_import_find_duplicates_finish (GAsyncResult *result, GError **error)
{
  g_autoptr (GObject) store = g_async_result_get_source_object (result);

  return hearth_store_read_finish (HEARTH_STORE (store), result, error);
}
