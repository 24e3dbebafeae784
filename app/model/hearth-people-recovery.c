/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recovery and the enrolment of everybody anew, with their entries in the audit log. */
#include "config.h"

#include "hearth-people.h"

#include "hearth-noted-act.h"

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
  const HearthAuditEntry entry = { .event = HEARTH_AUDIT_RECOVERY, .why = why };
  g_autoptr (HearthSecret) key = NULL;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (threshold >= 1 && threshold <= count && count <= HEARTH_SHARES_MAX, NULL);

  vault = hearth_context_get_vault (context);
  if (!hearth_noted_act_begin (context, &entry, error))
    return NULL;
  key = hearth_vault_create_recovery (vault, error);
  if (!hearth_noted_act_end (context, &entry, key != NULL))
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
  const HearthAuditEntry entry = { .event = HEARTH_AUDIT_RECOVERY, .why = "drill" };

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context) && recovery_key != NULL, FALSE);

  return hearth_noted_act_begin (context, &entry, error) &&
         hearth_noted_act_end (
             context, &entry,
             hearth_vault_try_recovery (hearth_context_get_vault (context), recovery_key, error));
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
  const HearthAuditEntry entry = { .event = event, .why = why };

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context), FALSE);

  return hearth_noted_act_begin (context, &entry, error) &&
         hearth_noted_act_end (
             context, &entry,
             hearth_vault_re_enrol (hearth_context_get_vault (context), enrolment, error));
}
