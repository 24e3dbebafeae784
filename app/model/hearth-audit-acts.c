/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entries from the main thread, and those of a session's beginning and end. */
#include "config.h"

#include "hearth-audit-acts.h"

#include "hearth-audit-private.h"

#include <string.h>

/* Some entries on their way to the writer. */
typedef struct
{
  HearthAuditEntry *entries;
  guint n_entries;
} Entries;

static Entries *
entries_new (const HearthAuditEntry *entries, guint n_entries)
{
  Entries *self = g_new0 (Entries, 1);

  self->entries = g_memdup2 (entries, n_entries * sizeof *entries);
  self->n_entries = n_entries;
  for (guint i = 0; i < n_entries; i++)
    {
      self->entries[i].why = g_strdup (entries[i].why);
      self->entries[i].role = g_strdup (entries[i].role);
    }
  return self;
}

static void
entries_free (gpointer data)
{
  Entries *self = data;

  for (guint i = 0; i < self->n_entries; i++)
    {
      g_free ((char *) self->entries[i].why);
      g_free ((char *) self->entries[i].role);
    }
  g_free (self->entries);
  g_free (self);
}

static HearthChangeSet *
append_on_writer (const HearthWriter *writer,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  const Entries *self = data;

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !hearth_audit_append_many (writer, self->entries, self->n_entries, error))
    return NULL;
  return hearth_writer_nothing ();
}

/**
 * hearth_context_audit:
 *
 * As hearth_audit_append(), from main. Blocks until the entry is on the disk: for hearthctl and for
 * acts that are about to begin.
 *
 * Returns: %FALSE with its errors: the act must not happen. Thread: main.
 */
gboolean
hearth_context_audit (HearthContext *context, const HearthAuditEntry *entry, GError **error)
{
  return hearth_context_audit_many (context, entry, 1, error);
}

/** hearth_context_audit_many: as hearth_context_audit(): all or none. */
gboolean
hearth_context_audit_many (HearthContext *context,
                           const HearthAuditEntry *entries,
                           guint n_entries,
                           GError **error)
{
  Entries work = { (HearthAuditEntry *) entries, n_entries };
  g_autoptr (HearthChangeSet) changes = NULL;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context) && entries != NULL && n_entries > 0, FALSE);

  changes =
      hearth_store_write (hearth_context_get_store (context), append_on_writer, &work, NULL, error);
  return changes != NULL;
}

static void
on_appended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) changes =
      hearth_store_write_finish (HEARTH_STORE (source), result, &error);

  if (changes == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

/** hearth_context_audit_async: as hearth_context_audit(), without blocking; copies @entry. Thread: main. */
void
hearth_context_audit_async (HearthContext *context,
                            const HearthAuditEntry *entry,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  hearth_context_audit_many_async (context, entry, 1, cancellable, callback, user_data);
}

/** hearth_context_audit_many_async: as hearth_context_audit_async(): all or none. */
void
hearth_context_audit_many_async (HearthContext *context,
                                 const HearthAuditEntry *entries,
                                 guint n_entries,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (HEARTH_IS_CONTEXT (context));
  g_return_if_fail (entries != NULL && n_entries > 0);

  task = g_task_new (context, cancellable, callback, user_data);
  g_task_set_source_tag (task, hearth_context_audit_async);
  hearth_store_write_async (hearth_context_get_store (context), append_on_writer,
                            entries_new (entries, n_entries), entries_free, cancellable,
                            on_appended_cb, g_steal_pointer (&task));
}

/** hearth_context_audit_finish: Returns: %FALSE with an error: the act must not happen. Thread: main. */
gboolean
hearth_context_audit_finish (HearthContext *context, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, context), FALSE);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == hearth_context_audit_async,
                        FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- The session --- */

/* What a session begins with, beside the unlocking itself. */
typedef struct
{
  gint64 at_ms;
  guint n_failed;
  gboolean is_restored;
  gboolean is_new_program;
} SessionFacts;

/* Restoring writes no log: it may hold no key of admin, and what it made must be what was proven. The
 * vault tells by the new id under which it writes from then on. */
static gboolean
find_restored (const HearthWriter *writer, gboolean *is_restored, GError **error)
{
  g_auto (HearthAuditEnd) end = { 0 };

  if (!_hearth_audit_end_load (writer->db, &end, error))
    return FALSE;
  *is_restored = end.segment > 0 && !hearth_id_equal (&end.dev, &writer->dev);
  return TRUE;
}

static gboolean
append_unlock (const HearthWriter *writer, const SessionFacts *facts, GError **error)
{
  HearthAuditEntry entries[4];
  guint n = 0;

  if (facts->is_restored)
    entries[n++] = (HearthAuditEntry){ .event = HEARTH_AUDIT_RESTORE, .at_ms = facts->at_ms };
  entries[n++] = (HearthAuditEntry){ .event = HEARTH_AUDIT_UNLOCK, .at_ms = facts->at_ms };
  if (facts->n_failed > 0)
    entries[n++] = (HearthAuditEntry){ .event = HEARTH_AUDIT_UNLOCK_FAILED, .n = facts->n_failed };
  if (facts->is_new_program)
    entries[n++] = (HearthAuditEntry){ .event = HEARTH_AUDIT_PROGRAM, .why = HEARTH_VERSION };
  return _hearth_audit_append_in_transaction (writer, entries, n, FALSE, error) &&
         (!facts->is_new_program || _hearth_audit_note_program (writer->db, error));
}

/**
 * hearth_audit_note_unlock:
 * @at_ms: when it began; milliseconds since 1970
 * @n_failed: tries with a wrong name or passphrase since the last login here
 *
 * Enters the beginning of a session, and before it that the vault came from a backup, if it did.
 *
 * Returns: %FALSE with an error: the session must not begin. Thread: writer, outside of a transaction.
 */
gboolean
hearth_audit_note_unlock (const HearthWriter *writer, gint64 at_ms, guint n_failed, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *program = NULL;
  SessionFacts facts = { .at_ms = at_ms, .n_failed = n_failed };

  g_return_val_if_fail (writer != NULL, FALSE);

  if (!hearth_db_has (writer->db, HEARTH_COMPARTMENT_ADMIN))
    return TRUE;
  program = _hearth_audit_dup_program (writer->db, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  facts.is_new_program = g_strcmp0 (program, HEARTH_VERSION) != 0;
  if (!find_restored (writer, &facts.is_restored, error) || !hearth_db_begin (writer->db, error))
    return FALSE;
  if (append_unlock (writer, &facts, error))
    return hearth_db_commit (writer->db, error);
  hearth_db_rollback (writer->db);
  return FALSE;
}

static HearthChangeSet *
lock_on_writer (const HearthWriter *writer,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  const HearthAuditEntry entry = { .event = HEARTH_AUDIT_LOCK };

  return _hearth_audit_append (writer, &entry, 1, TRUE, error) ? hearth_writer_nothing () : NULL;
}

/**
 * hearth_audit_note_lock:
 *
 * Queues the last entry of the session and its checkpoint behind what the writer still has to do.
 * Locking drains the writer, so it needs no waiting here; it never stops a lock. Thread: main.
 */
void
hearth_audit_note_lock (HearthStore *store)
{
  hearth_store_write_async (store, lock_on_writer, NULL, NULL, NULL, NULL, NULL);
}
