/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An act on users with its entry before and its outcome after (vault 4.3): a crash can leave an entry
 * without its act, never an act without its entry. */
#include "config.h"

#include "hearth-people.h"

#include "hearth-audit.h"

typedef struct
{
  HearthMemberAct *act;
  char *why;
  guint lost;
  GError *error; /* of the act, while its outcome is written */
} Run;

static void
free_run (gpointer data)
{
  Run *run = data;

  hearth_member_act_free (run->act);
  g_free (run->why);
  g_clear_error (&run->error);
  g_free (run);
}

static HearthAuditEvent
event_of (HearthMemberActKind kind)
{
  switch (kind)
    {
    case HEARTH_MEMBER_ADD:
      return HEARTH_AUDIT_USER_ADD;
    case HEARTH_MEMBER_GRANT:
      return HEARTH_AUDIT_GRANT;
    case HEARTH_MEMBER_REVOKE:
      return HEARTH_AUDIT_REVOKE;
    case HEARTH_MEMBER_DISABLE:
    case HEARTH_MEMBER_REMOVE:
      return HEARTH_AUDIT_USER_OFF;
    case HEARTH_MEMBER_RESET:
    default:
      return HEARTH_AUDIT_USER_CHANGE;
    }
}

/* Whom it is about, by id, what comes or goes, and what a person said of it. */
static char *
describe (const HearthMemberAct *act, const char *reason)
{
  GString *why = g_string_new ("user ");
  char hex[HEARTH_ID_HEX_SIZE];

  hearth_id_format (&act->user, hex);
  g_string_append (why, hex);
  for (guint i = 0; i < HEARTH_N_COMPARTMENTS; i++)
    if ((act->compartments & 1u << i) != 0)
      g_string_append_printf (why, " %s", hearth_compartment_get_name ((HearthCompartment) i));
  if (reason != NULL)
    g_string_append_printf (why, ": %s", reason);
  return g_string_free (why, FALSE);
}

static HearthAuditEntry
entry_of (const HearthMemberAct *act, HearthAuditPhase phase, const char *why)
{
  return (HearthAuditEntry){ .event = event_of (act->kind), .phase = phase, .why = why };
}

/**
 * hearth_people_run:
 * @act: planned by one of the functions above, with a passphrase where one is needed
 * @reason: (nullable): why, for the audit log; no names
 *
 * Blocks, with a passphrase for as long as Argon2id takes: for hearthctl and tests.
 *
 * Returns: %FALSE with an error of the audit log, and nothing done, or of
 *   hearth_vault_run_member_act(). Thread: main.
 */
gboolean
hearth_people_run (HearthContext *context, HearthMemberAct *act, const char *reason, GError **error)
{
  g_autofree char *why = NULL;
  HearthAuditEntry entry;
  gboolean is_done;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context) && act != NULL, FALSE);

  why = describe (act, reason);
  entry = entry_of (act, HEARTH_AUDIT_BEGIN, why);
  if (!hearth_context_audit (context, &entry, error))
    return FALSE;
  is_done = hearth_vault_run_member_act (hearth_context_get_vault (context), act, error);
  entry.phase = is_done ? HEARTH_AUDIT_DONE : HEARTH_AUDIT_FAILED;
  hearth_context_audit (context, &entry, NULL);
  return is_done;
}

static void
on_outcome_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);

  /* The act stands, whether its outcome could be noted or not. */
  hearth_context_audit_finish (HEARTH_CONTEXT (source), result, NULL);
  if (run->error != NULL)
    g_task_return_error (task, g_steal_pointer (&run->error));
  else
    g_task_return_int (task, run->lost);
}

static void
on_act_run_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  HearthContext *context = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  HearthAuditEntry entry;

  hearth_vault_run_member_act_finish (HEARTH_VAULT (source), result, &run->lost, &run->error);
  if (!hearth_vault_is_unlocked (HEARTH_VAULT (source)))
    {
      if (run->error != NULL)
        g_task_return_error (task, g_steal_pointer (&run->error));
      else
        g_task_return_int (task, run->lost);
      return;
    }
  entry =
      entry_of (run->act, run->error == NULL ? HEARTH_AUDIT_DONE : HEARTH_AUDIT_FAILED, run->why);
  hearth_context_audit_async (context, &entry, NULL, on_outcome_written_cb,
                              g_steal_pointer (&task));
}

static void
on_entry_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  HearthContext *context = HEARTH_CONTEXT (source);
  HearthVault *vault = hearth_context_get_vault (context);
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;

  if (hearth_context_audit_finish (context, result, &error) && !hearth_vault_is_unlocked (vault))
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_CLOSED, "the vault is locked");
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  hearth_vault_run_member_act_async (vault, run->act, g_task_get_cancellable (task), on_act_run_cb,
                                     g_steal_pointer (&task));
}

/** hearth_people_run_async: as hearth_people_run(), without blocking, with a copy of @act. */
void
hearth_people_run_async (HearthContext *context,
                         const HearthMemberAct *act,
                         const char *reason,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  HearthAuditEntry entry;
  Run *run;

  g_return_if_fail (HEARTH_IS_CONTEXT (context) && act != NULL);

  run = g_new0 (Run, 1);
  run->act = hearth_member_act_copy (act);
  run->why = describe (act, reason);
  task = g_task_new (context, cancellable, callback, user_data);
  g_task_set_source_tag (task, hearth_people_run_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, run, free_run);
  entry = entry_of (run->act, HEARTH_AUDIT_BEGIN, run->why);
  hearth_context_audit_async (context, &entry, cancellable, on_entry_written_cb,
                              g_steal_pointer (&task));
}

/**
 * hearth_people_run_finish:
 * @out_lost: (out) (optional): bit per compartment whose key is to be renewed now
 *
 * Returns: whether it was done. Thread: main.
 */
gboolean
hearth_people_run_finish (HearthContext *context,
                          GAsyncResult *result,
                          guint *out_lost,
                          GError **error)
{
  gssize lost;

  g_return_val_if_fail (g_task_is_valid (result, context), FALSE);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == hearth_people_run_async, FALSE);

  lost = g_task_propagate_int (G_TASK (result), error);
  if (lost >= 0 && out_lost != NULL)
    *out_lost = (guint) lost;
  return lost >= 0;
}
