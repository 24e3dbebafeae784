/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What owners do to the users of the vault, in terms of roles: an act is planned from what the user
 * has and what is wanted, and run with its entries in the audit log around it. The list of users is
 * hearth_vault_list_members(). */
#pragma once

#include "hearth-context.h"
#include "hearth-members.h"
#include "hearth-recovery.h"
#include "hearth-shares.h"

G_BEGIN_DECLS

HearthMemberAct *hearth_people_plan_add (HearthVault *vault,
                                         const char *name,
                                         const char *const *roles,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
HearthMemberAct *hearth_people_plan_grant (const HearthMember *member,
                                           const char *const *roles,
                                           guint compartments,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
HearthMemberAct *hearth_people_plan_revoke (const HearthMember *member,
                                            const char *const *roles,
                                            guint compartments,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
HearthMemberAct *hearth_people_plan_off (HearthVault *vault,
                                         const HearthMember *member,
                                         gboolean for_good,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
HearthMemberAct *hearth_people_plan_reset (HearthVault *vault,
                                           const HearthMember *member,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean hearth_people_run (HearthContext *context,
                            HearthMemberAct *act,
                            const char *reason,
                            GError **error);
void hearth_people_run_async (HearthContext *context,
                              const HearthMemberAct *act,
                              const char *reason,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean hearth_people_run_finish (HearthContext *context,
                                   GAsyncResult *result,
                                   guint *out_lost,
                                   GError **error);

/* hearth-people-recovery.c */
GPtrArray *hearth_people_create_recovery (HearthContext *context,
                                          guint threshold,
                                          guint count,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_people_drill_recovery (HearthContext *context,
                                       const HearthSecret *recovery_key,
                                       GError **error);
gboolean hearth_people_re_enrol (HearthContext *context,
                                 const HearthReEnrolment *enrolment,
                                 const char *reason,
                                 GError **error);

G_END_DECLS
