/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-file-tidy.h"

#include "hearth-audit.h"
#include "hearth-blob-store.h"
#include "hearth-case-files-query.h"
#include "hearth-erase.h"
#include "hearth-injury-photo-private.h"

#define KEEP_MS (HEARTH_FILE_KEEP_DAYS * G_GINT64_CONSTANT (24 * 60 * 60 * 1000))

/* One tidying; the writer's thread has it to itself. */
typedef struct
{
  HearthBlobStore *blobs;
  gint64 now_ms;
  HearthFileTidy *found;
} Work;

static void
damage_free (gpointer data)
{
  HearthFileDamage *self = data;

  g_clear_pointer (&self->rec, hearth_record_unref);
  g_free (self);
}

/** hearth_file_tidy_free: frees what was found. */
void
hearth_file_tidy_free (HearthFileTidy *self)
{
  g_ptr_array_unref (self->damaged);
  g_free (self);
}

static Work *
work_new (HearthVault *vault, gint64 now_ms)
{
  Work *self = g_new0 (Work, 1);

  self->blobs = hearth_blob_store_ref (hearth_vault_get_blob_store (vault));
  self->now_ms = now_ms;
  self->found = g_new0 (HearthFileTidy, 1);
  self->found->damaged = g_ptr_array_new_with_free_func (damage_free);
  return self;
}

static void
work_free (gpointer data)
{
  Work *self = data;

  g_clear_pointer (&self->found, hearth_file_tidy_free);
  hearth_blob_store_unref (self->blobs);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Work, work_free)

/* The log has it before the keys are gone: there is no way back. */
static gboolean
erase_removed (Work *self, const HearthWriter *writer, HearthCompartment cmp, GError **error)
{
  g_autoptr (GArray) ids =
      hearth_case_files_query_list_removed (writer->db, cmp, self->now_ms - KEEP_MS, error);
  HearthAuditEntry entry = { .event = HEARTH_AUDIT_ERASE, .cmp = cmp };

  if (ids == NULL)
    return FALSE;
  if (ids->len == 0)
    return TRUE;
  entry.n = ids->len;
  if (!hearth_audit_append (writer, &entry, error) ||
      !hearth_blob_store_delete (self->blobs, writer->db, cmp,
                                 (const HearthId *) (gpointer) ids->data, ids->len, error))
    return FALSE;
  self->found->n_erased += ids->len;
  entry.phase = HEARTH_AUDIT_DONE;
  return hearth_audit_append (writer, &entry, error);
}

static gboolean
add_damage (Work *self, HearthDb *db, const HearthBlobMissing *missing, GError **error)
{
  HearthFileDamage *damage = g_new0 (HearthFileDamage, 1);
  g_autoptr (GError) local_error = NULL;

  damage->cmp = missing->cmp;
  damage->blob = missing->id;
  g_ptr_array_add (self->found->damaged, damage);
  damage->rec = hearth_case_files_query_find (db, missing->cmp, &missing->id, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
sweep (Work *self, HearthDb *db, GError **error)
{
  g_auto (HearthBlobSweep) swept = { 0 };

  if (!hearth_blob_store_sweep (self->blobs, db, &swept, error))
    return FALSE;
  self->found->n_leftovers = swept.n_removed;
  for (guint i = 0; i < swept.missing->len; i++)
    if (!add_damage (self, db, &g_array_index (swept.missing, HearthBlobMissing, i), error))
      return FALSE;
  return TRUE;
}

static HearthChangeSet *
tidy_on_writer (const HearthWriter *writer,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  Work *self = data;
  HearthErased erased;

  /* Erasures wait for logins that hold the key. */
  if (!hearth_erase_carry_out (writer, self->blobs, NULL, &erased, error))
    return NULL;
  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      HearthCompartment cmp = (HearthCompartment) i;

      if (hearth_db_has (writer->db, cmp) && !erase_removed (self, writer, cmp, error))
        return NULL;
    }
  if (!_hearth_injury_photo_tidy (writer, self->blobs, error))
    return NULL;
  return sweep (self, writer->db, error) ? hearth_writer_nothing () : NULL;
}

/**
 * hearth_file_tidy_run:
 *
 * Erases, sweeps and looks, in the compartments of this login; see the structure. Blocks.
 *
 * Returns: (transfer full): what was found; %NULL with an error of the vault or %G_IO_ERROR_CLOSED.
 */
HearthFileTidy *
hearth_file_tidy_run (HearthStore *store, HearthVault *vault, gint64 now_ms, GError **error)
{
  g_autoptr (Work) self = NULL;
  g_autoptr (HearthChangeSet) changes = NULL;

  g_return_val_if_fail (HEARTH_IS_STORE (store), NULL);
  g_return_val_if_fail (HEARTH_IS_VAULT (vault) && hearth_vault_is_unlocked (vault), NULL);

  self = work_new (vault, now_ms);
  changes = hearth_store_write (store, tidy_on_writer, self, NULL, error);
  return changes != NULL ? g_steal_pointer (&self->found) : NULL;
}

static void
on_tidied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *self = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (HearthChangeSet) changes =
      hearth_store_write_finish (HEARTH_STORE (source), result, &error);

  if (changes == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&self->found),
                           (GDestroyNotify) hearth_file_tidy_free);
}

/** hearth_file_tidy_async: hearth_file_tidy_run() as of now, without blocking. Thread: main. */
void
hearth_file_tidy_async (HearthStore *store,
                        HearthVault *vault,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Work *work;

  g_return_if_fail (HEARTH_IS_STORE (store));
  g_return_if_fail (HEARTH_IS_VAULT (vault) && hearth_vault_is_unlocked (vault));

  task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (task, hearth_file_tidy_async);
  work = work_new (vault, g_get_real_time () / 1000);
  g_task_set_task_data (task, work, work_free);
  hearth_store_write_async (store, tidy_on_writer, work, NULL, NULL, on_tidied_cb,
                            g_steal_pointer (&task));
}

/** hearth_file_tidy_finish: (transfer full): as hearth_file_tidy_run(). Thread: main. */
HearthFileTidy *
hearth_file_tidy_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, hearth_file_tidy_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
