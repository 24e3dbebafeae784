/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A crash can leave an entry without its change, never a change without its entry (vault 4.3). */
#include "config.h"

#include "hearth-credentials.h"

#include "hearth-audit.h"

#define WHY_PASSPHRASE "passphrase"

typedef struct
{
  HearthSecret *old_passphrase;
  HearthSecret *new_passphrase;
  GError *error; /* of the change, while its outcome is written */
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_clear_pointer (&change->old_passphrase, hearth_secret_unref);
  g_clear_pointer (&change->new_passphrase, hearth_secret_unref);
  g_clear_error (&change->error);
  g_free (change);
}

static HearthAuditEntry
entry_of (HearthAuditPhase phase, const char *why)
{
  return (HearthAuditEntry){ .event = HEARTH_AUDIT_PASSPHRASE, .phase = phase, .why = why };
}

static gboolean
begin (HearthContext *context, const char *why, GError **error)
{
  const HearthAuditEntry entry = entry_of (HEARTH_AUDIT_BEGIN, why);

  return hearth_context_audit (context, &entry, error);
}

/* What happened stands, whether it could be noted or not. */
static gboolean
end (HearthContext *context, const char *why, gboolean is_done)
{
  const HearthAuditEntry entry = entry_of (is_done ? HEARTH_AUDIT_DONE : HEARTH_AUDIT_FAILED, why);

  hearth_context_audit (context, &entry, NULL);
  return is_done;
}

/**
 * hearth_credentials_change_passphrase:
 *
 * Blocks for both Argon2id: for hearthctl and tests.
 *
 * Returns: %FALSE with an error of hearth_vault_change_passphrase() or of the audit log, and the old
 *   passphrase stays. Thread: main.
 */
gboolean
hearth_credentials_change_passphrase (HearthContext *context,
                                      const HearthSecret *old_passphrase,
                                      const HearthSecret *new_passphrase,
                                      GError **error)
{
  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), FALSE);

  return begin (context, WHY_PASSPHRASE, error) &&
         end (context, WHY_PASSPHRASE,
              hearth_vault_change_passphrase (hearth_context_get_vault (context), old_passphrase,
                                              new_passphrase, error));
}

/**
 * hearth_credentials_change_key_file:
 * @key_file: (nullable): 32 bytes that are needed from now on; %NULL: none
 *
 * Returns: %FALSE with an error of hearth_vault_change_key_file() or of the audit log. Thread: main,
 *   which it blocks.
 */
gboolean
hearth_credentials_change_key_file (HearthContext *context,
                                    const HearthSecret *passphrase,
                                    const HearthSecret *key_file,
                                    GError **error)
{
  const char *why = key_file != NULL ? "key file" : "no key file";

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), FALSE);

  return begin (context, why, error) &&
         end (context, why,
              hearth_vault_change_key_file (hearth_context_get_vault (context), passphrase,
                                            key_file, error));
}

/**
 * hearth_credentials_change_kdf:
 *
 * Returns: %FALSE with an error of hearth_vault_change_kdf() or of the audit log. Thread: main, which
 *   it blocks.
 */
gboolean
hearth_credentials_change_kdf (HearthContext *context,
                               const HearthSecret *passphrase,
                               guint64 memory_bytes,
                               guint passes,
                               GError **error)
{
  g_autofree char *why =
      g_strdup_printf ("kdf %" G_GUINT64_FORMAT " MiB, %u passes", memory_bytes >> 20, passes);

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), FALSE);

  return begin (context, why, error) &&
         end (context, why,
              hearth_vault_change_kdf (hearth_context_get_vault (context), passphrase, memory_bytes,
                                       passes, error));
}

/* --- Without blocking --- */

static void
answer (GTask *task)
{
  Change *change = g_task_get_task_data (task);

  if (change->error != NULL)
    g_task_return_error (task, g_steal_pointer (&change->error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_outcome_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  hearth_context_audit_finish (HEARTH_CONTEXT (source), result, NULL);
  answer (task);
}

static void
on_changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  HearthContext *context = g_task_get_source_object (task);
  Change *change = g_task_get_task_data (task);
  HearthAuditEntry entry;

  hearth_vault_change_passphrase_finish (HEARTH_VAULT (source), result, &change->error);
  if (!hearth_vault_is_unlocked (HEARTH_VAULT (source)))
    {
      answer (task);
      return;
    }
  entry =
      entry_of (change->error == NULL ? HEARTH_AUDIT_DONE : HEARTH_AUDIT_FAILED, WHY_PASSPHRASE);
  hearth_context_audit_async (context, &entry, NULL, on_outcome_written_cb,
                              g_steal_pointer (&task));
}

static void
on_entry_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  HearthContext *context = HEARTH_CONTEXT (source);
  HearthVault *vault = hearth_context_get_vault (context);
  Change *change = g_task_get_task_data (task);
  GError *error = NULL;

  if (hearth_context_audit_finish (context, result, &error) && !hearth_vault_is_unlocked (vault))
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_CLOSED, "the vault is locked");
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  hearth_vault_change_passphrase_async (vault, change->old_passphrase, change->new_passphrase, NULL,
                                        on_changed_cb, g_steal_pointer (&task));
}

/** hearth_credentials_change_passphrase_async: as the one above, without blocking. Thread: main. */
void
hearth_credentials_change_passphrase_async (HearthContext *context,
                                            HearthSecret *old_passphrase,
                                            HearthSecret *new_passphrase,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data)
{
  const HearthAuditEntry entry = entry_of (HEARTH_AUDIT_BEGIN, WHY_PASSPHRASE);
  GTask *task;
  Change *change;

  g_return_if_fail (HEARTH_IS_CONTEXT (context));
  g_return_if_fail (old_passphrase != NULL && new_passphrase != NULL);

  change = g_new0 (Change, 1);
  change->old_passphrase = hearth_secret_ref (old_passphrase);
  change->new_passphrase = hearth_secret_ref (new_passphrase);
  task = g_task_new (context, NULL, callback, user_data);
  g_task_set_source_tag (task, hearth_credentials_change_passphrase_async);
  g_task_set_task_data (task, change, change_free);
  hearth_context_audit_async (context, &entry, NULL, on_entry_written_cb, task);
}

/** hearth_credentials_change_passphrase_finish: Returns: whether it was done. Thread: main. */
gboolean
hearth_credentials_change_passphrase_finish (HearthContext *context,
                                             GAsyncResult *result,
                                             GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, context), FALSE);
  g_return_val_if_fail (
      g_task_get_source_tag (G_TASK (result)) == hearth_credentials_change_passphrase_async, FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
