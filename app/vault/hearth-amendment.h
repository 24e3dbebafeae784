/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change of the header, staged beside the one in force: filled in by an act, then written whole or
 * not at all. Every act on an unlocked vault that changes the header goes this way. */
#pragma once

#include "hearth-login.h"

G_BEGIN_DECLS

/**
 * HearthAmendment:
 * @login: borrowed; changed by hearth_amendment_commit() alone
 * @header: of the next generation: slots may be set and cleared
 * @area: its own copy: users, grants and epochs may be changed
 * @slot: what the login's own slot holds: a copy, sealed again by the act that changes it
 * @slot_index: where the login's own slot stands
 * @set: under which parameters, or %HEARTH_HEADER_RECOVERY_SET
 * @key_file: (nullable): that belongs to the login's own slot
 * @identity_seed: (nullable): what the grants are signed with; %NULL: they stay as they are
 * @keys: HearthLoginKey: what the login holds afterwards beside what it held
 */
typedef struct
{
  HearthLogin *login;
  HearthHeader *header;
  HearthArea *area;
  HearthSlot *slot;
  guint slot_index;
  guint set;
  HearthSecret *key_file;
  HearthSecret *identity_seed;
  GPtrArray *keys;
} HearthAmendment;

HearthAmendment *hearth_amendment_new (HearthLogin *login,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
HearthAmendment *hearth_amendment_new_by_owner (HearthLogin *login,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_amendment_free (HearthAmendment *self);

void hearth_amendment_add_key (HearthAmendment *self,
                               HearthCompartment cmp,
                               guint32 epoch,
                               const HearthSecret *key);
gboolean hearth_amendment_take_free_slot (HearthAmendment *self, guint *out_slot, GError **error);
void hearth_amendment_clear_slots (HearthAmendment *self, HearthUser *user);
gboolean hearth_amendment_seal_own_slot (HearthAmendment *self,
                                         const HearthSecret *passphrase,
                                         GError **error);
gboolean hearth_amendment_commit (HearthAmendment *self,
                                  const HearthFs *fs,
                                  int folder,
                                  GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthAmendment, hearth_amendment_free)

G_END_DECLS
