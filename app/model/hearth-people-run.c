/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-people.h"

#include "hearth-noted-act.h"

typedef struct
{
  HearthMemberAct *act;
  guint lost;
} Run;

static void
free_run (gpointer data)
{
  Run *run = data;

  hearth_member_act_free (run->act);
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
entry_of (const HearthMemberAct *act, const char *why)
{
  return (HearthAuditEntry){ .event = event_of (act->kind), .why = why };
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

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context) && act != NULL, FALSE);

  why = describe (act, reason);
  entry = entry_of (act, why);
  return hearth_noted_act_begin (context, &entry, error) &&
         hearth_noted_act_end (
             context, &entry,
             hearth_vault_run_member_act (hearth_context_get_vault (context), act, error));
}

static void
begin_run (HearthContext *context,
           gpointer data,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  const Run *run = data;

  hearth_vault_run_member_act_async (hearth_context_get_vault (context), run->act, cancellable,
                                     callback, user_data);
}

static gboolean
finish_run (GAsyncResult *result, gpointer data, GError **error)
{
  Run *run = data;
  g_autoptr (GObject) vault = g_async_result_get_source_object (result);

  return hearth_vault_run_member_act_finish (HEARTH_VAULT (vault), result, &run->lost, error);
}

static const HearthNotedActMethods run_methods = { begin_run, finish_run };

/** hearth_people_run_async: as hearth_people_run(), without blocking, with a copy of @act. */
void
hearth_people_run_async (HearthContext *context,
                         const HearthMemberAct *act,
                         const char *reason,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autofree char *why = NULL;
  HearthAuditEntry entry;
  Run *run;

  g_return_if_fail (HEARTH_IS_CONTEXT (context) && act != NULL);

  run = g_new0 (Run, 1);
  run->act = hearth_member_act_copy (act);
  why = describe (act, reason);
  entry = entry_of (act, why);
  hearth_noted_act_run_async (context, &entry, &run_methods, run, free_run, hearth_people_run_async,
                              cancellable, callback, user_data);
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
  const Run *run;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), FALSE);

  if (!hearth_noted_act_run_finish (result, hearth_people_run_async, error))
    return FALSE;
  run = hearth_noted_act_get_data (result);
  if (out_lost != NULL)
    *out_lost = run->lost;
  return TRUE;
}
