/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of cases on the store of a session: it reads there, and follows what is committed. */
#include "config.h"

#include "hearth-case-list-private.h"

/* The store's functions under the types of the table. */
static void
read_store_async (gpointer reader,
                  HearthReadFunc func,
                  gpointer data,
                  GDestroyNotify data_destroy,
                  GDestroyNotify result_destroy,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  hearth_store_read_async (reader, func, data, data_destroy, result_destroy, cancellable, callback,
                           user_data);
}

static gpointer
read_store_finish (gpointer reader, GAsyncResult *result, GError **error)
{
  return hearth_store_read_finish (reader, result, error);
}

static gboolean
is_touched (const HearthId *case_id, gpointer data)
{
  return hearth_change_set_touches_case (data, case_id);
}

static void
on_store_changed_cb (HearthCaseList *self, HearthChangeSet *changes, HearthStore *store)
{
  _hearth_case_list_follow (self,
                            hearth_change_set_touches_kind (changes, "person") ||
                                hearth_change_set_touches_kind (changes, "captivity"),
                            is_touched, changes);
}

/**
 * hearth_case_list_new:
 *
 * Returns: (transfer full): all cases by name, empty until the first answer. Thread: main.
 */
HearthCaseList *
hearth_case_list_new (HearthContext *context)
{
  static const HearthCaseListReader store_reader = { read_store_async, read_store_finish };
  HearthStore *store;
  HearthCaseList *self;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), NULL);

  store = hearth_context_get_store (context);
  self =
      _hearth_case_list_new_for_reader (&store_reader, store, hearth_context_get_clock (context));
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}
