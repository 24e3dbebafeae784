/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-credentials.h"

#include "hearth-noted-act.h"

#define WHY_PASSPHRASE "passphrase"

typedef struct
{
  HearthSecret *old_passphrase;
  HearthSecret *new_passphrase;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_clear_pointer (&change->old_passphrase, hearth_secret_unref);
  g_clear_pointer (&change->new_passphrase, hearth_secret_unref);
  g_free (change);
}

static HearthAuditEntry
entry_of (const char *why)
{
  return (HearthAuditEntry){ .event = HEARTH_AUDIT_PASSPHRASE, .why = why };
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
  const HearthAuditEntry entry = entry_of (WHY_PASSPHRASE);

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), FALSE);

  return hearth_noted_act_begin (context, &entry, error) &&
         hearth_noted_act_end (context, &entry,
                               hearth_vault_change_passphrase (hearth_context_get_vault (context),
                                                               old_passphrase, new_passphrase,
                                                               error));
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
  HearthAuditEntry entry;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), FALSE);

  entry = entry_of (why);
  return hearth_noted_act_begin (context, &entry, error) &&
         hearth_noted_act_end (context, &entry,
                               hearth_vault_change_key_file (hearth_context_get_vault (context),
                                                             passphrase, key_file, error));
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
  HearthAuditEntry entry;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), FALSE);

  entry = entry_of (why);
  return hearth_noted_act_begin (context, &entry, error) &&
         hearth_noted_act_end (context, &entry,
                               hearth_vault_change_kdf (hearth_context_get_vault (context),
                                                        passphrase, memory_bytes, passes, error));
}

/* --- Without blocking --- */

static void
begin_change (HearthContext *context,
              gpointer data,
              GCancellable *cancellable,
              GAsyncReadyCallback callback,
              gpointer user_data)
{
  const Change *change = data;

  hearth_vault_change_passphrase_async (hearth_context_get_vault (context), change->old_passphrase,
                                        change->new_passphrase, cancellable, callback, user_data);
}

static gboolean
finish_change (GAsyncResult *result, gpointer data, GError **error)
{
  g_autoptr (GObject) vault = g_async_result_get_source_object (result);

  return hearth_vault_change_passphrase_finish (HEARTH_VAULT (vault), result, error);
}

static const HearthNotedActMethods change_methods = { begin_change, finish_change };

/** hearth_credentials_change_passphrase_async: as the one above, without blocking. Thread: main. */
void
hearth_credentials_change_passphrase_async (HearthContext *context,
                                            HearthSecret *old_passphrase,
                                            HearthSecret *new_passphrase,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data)
{
  const HearthAuditEntry entry = entry_of (WHY_PASSPHRASE);
  Change *change;

  g_return_if_fail (HEARTH_IS_CONTEXT (context));
  g_return_if_fail (old_passphrase != NULL && new_passphrase != NULL);

  change = g_new0 (Change, 1);
  change->old_passphrase = hearth_secret_ref (old_passphrase);
  change->new_passphrase = hearth_secret_ref (new_passphrase);
  hearth_noted_act_run_async (context, &entry, &change_methods, change, change_free,
                              hearth_credentials_change_passphrase_async, NULL, callback,
                              user_data);
}

/** hearth_credentials_change_passphrase_finish: Returns: whether it was done. Thread: main. */
gboolean
hearth_credentials_change_passphrase_finish (HearthContext *context,
                                             GAsyncResult *result,
                                             GError **error)
{
  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), FALSE);

  return hearth_noted_act_run_finish (result, hearth_credentials_change_passphrase_async, error);
}
