/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-amendment.h"
#include "hearth-members.h"
#include "hearth-recovery.h"

G_BEGIN_DECLS

gboolean _hearth_members_amend (HearthAmendment *amendment, HearthMemberAct *act, GError **error);
gboolean _hearth_members_enrol (HearthAmendment *amendment,
                                HearthUser *user,
                                const HearthSecret *seed,
                                const HearthSecret *passphrase,
                                const HearthSecret *key_file,
                                gboolean is_temporary,
                                GError **error);
gboolean _hearth_members_give (HearthAmendment *amendment,
                               const HearthUser *user,
                               guint compartments,
                               GError **error);
gboolean _hearth_members_check_new_name (const HearthGrants *grants,
                                         const char *name,
                                         GError **error);
gboolean _hearth_recovery_amend (HearthAmendment *amendment,
                                 const HearthReEnrolment *self,
                                 GError **error);
gboolean _hearth_recovery_amend_create (HearthAmendment *amendment,
                                        const HearthSecret *recovery_key,
                                        GError **error);
gboolean _hearth_kdf_amend (HearthAmendment *amendment, const HearthKdfSet *kdf, GError **error);

G_END_DECLS
