/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Renewing the key of a compartment (vault 7): a new epoch, every page written anew, the old key
 * forgotten. What a crash or a lock interrupts stays readable under both keys and is resumed. */
#pragma once

#include "hearth-vault.h"

G_BEGIN_DECLS

/* A proof older than this does not count (vault 7). */
#define HEARTH_RENEWAL_PROOF_S (24 * 60 * 60)

/* What is to be renewed, and how far it came. */
typedef struct _HearthRenewal HearthRenewal;

HearthRenewal *hearth_renewal_new (guint compartments) G_GNUC_WARN_UNUSED_RESULT;
HearthRenewal *hearth_renewal_ref (HearthRenewal *self);
void hearth_renewal_unref (HearthRenewal *self);
void hearth_renewal_set_is_new (HearthRenewal *self, gboolean is_new);
void hearth_renewal_set_proof (HearthRenewal *self, gint64 proven_s);
void hearth_renewal_set_reason (HearthRenewal *self, const char *reason);
void hearth_renewal_resolve (HearthRenewal *self, HearthVault *vault);
guint hearth_renewal_get_compartments (HearthRenewal *self);
double hearth_renewal_get_fraction (HearthRenewal *self);
guint hearth_renewal_get_done (HearthRenewal *self);

guint hearth_vault_get_pending_renewals (HearthVault *self);
guint32 hearth_vault_get_settled_epoch (HearthVault *self, HearthCompartment cmp);
gboolean hearth_vault_renew (HearthVault *self,
                             HearthRenewal *renewal,
                             GCancellable *cancellable,
                             GError **error);
void hearth_vault_renew_async (HearthVault *self,
                               HearthRenewal *renewal,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean hearth_vault_renew_finish (HearthVault *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthRenewal, hearth_renewal_unref)

G_END_DECLS
