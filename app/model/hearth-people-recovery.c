/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recovery and the enrolment of everybody anew, with their entries in the audit log. */
#include "config.h"

#include "hearth-people.h"

#include "hearth-audit.h"

static gboolean
begin (HearthContext *context, HearthAuditEvent event, const char *why, GError **error)
{
  const HearthAuditEntry entry = { .event = event, .why = why };

  return hearth_context_audit (context, &entry, error);
}

/* What happened stands, whether it could be noted or not. */
static void
end (HearthContext *context, HearthAuditEvent event, const char *why, gboolean is_done)
{
  const HearthAuditEntry entry = { .event = event,
                                   .phase = is_done ? HEARTH_AUDIT_DONE : HEARTH_AUDIT_FAILED,
                                   .why = why };

  hearth_context_audit (context, &entry, NULL);
}

/**
 * hearth_people_create_recovery:
 * @threshold: how many sheets are needed, from 1 to @count
 * @count: how many sheets there are, at most %HEARTH_SHARES_MAX
 *
 * Makes a recovery in the place of one that there may be, and splits its key, which is kept nowhere.
 * Blocks: for hearthctl and tests.
 *
 * Returns: (transfer full) (element-type HearthShare): to be printed now; %NULL with an error of
 *   hearth_vault_create_recovery() or of the audit log. Thread: main.
 */
GPtrArray *
hearth_people_create_recovery (HearthContext *context, guint threshold, guint count, GError **error)
{
  HearthVault *vault;
  g_autofree char *why = g_strdup_printf ("create %u of %u", threshold, count);
  g_autoptr (HearthSecret) key = NULL;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (threshold >= 1 && threshold <= count && count <= HEARTH_SHARES_MAX, NULL);

  vault = hearth_context_get_vault (context);
  if (!begin (context, HEARTH_AUDIT_RECOVERY, why, error))
    return NULL;
  key = hearth_vault_create_recovery (vault, error);
  end (context, HEARTH_AUDIT_RECOVERY, why, key != NULL);
  if (key == NULL)
    return NULL;
  return hearth_shares_split (key, hearth_vault_get_id (vault), threshold, count);
}

/**
 * hearth_people_drill_recovery:
 * @recovery_key: put together from sheets
 *
 * Returns: %TRUE if the recovery would work; else %FALSE with an error of
 *   hearth_vault_try_recovery(). Nothing is changed but the audit log. Thread: main.
 */
gboolean
hearth_people_drill_recovery (HearthContext *context,
                              const HearthSecret *recovery_key,
                              GError **error)
{
  gboolean is_good;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context) && recovery_key != NULL, FALSE);

  if (!begin (context, HEARTH_AUDIT_RECOVERY, "drill", error))
    return FALSE;
  is_good = hearth_vault_try_recovery (hearth_context_get_vault (context), recovery_key, error);
  end (context, HEARTH_AUDIT_RECOVERY, "drill", is_good);
  return is_good;
}

/**
 * hearth_people_re_enrol:
 * @reason: (nullable): why, for the audit log; no names
 *
 * Returns: %FALSE with an error of hearth_vault_re_enrol() or of the audit log. The caller has every
 *   compartment key renewed, and @context is to be made anew. Thread: main, which it blocks.
 */
gboolean
hearth_people_re_enrol (HearthContext *context,
                        const HearthReEnrolment *enrolment,
                        const char *reason,
                        GError **error)
{
  const HearthAuditEvent event =
      enrolment->new_owner != NULL ? HEARTH_AUDIT_RECOVERY : HEARTH_AUDIT_USER_CHANGE;
  g_autofree char *why = g_strconcat ("enrol all", reason != NULL ? ": " : NULL, reason, NULL);
  gboolean is_done;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), FALSE);

  if (!begin (context, event, why, error))
    return FALSE;
  is_done = hearth_vault_re_enrol (hearth_context_get_vault (context), enrolment, error);
  end (context, event, why, is_done);
  return is_done;
}
