/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Another hospital: it signs lines about the cases of a vault, and the vault takes them as if they had come
 * in a bundle. For tests of what two hospitals say without knowing of each other. */
#pragma once

#include "hearth-test-vault.h"

#include "hearth-hash.h"

G_BEGIN_DECLS

typedef struct
{
  HearthStore *store; /* borrowed; receives */
  HearthSecret *seed;
  HearthId dev;
  HearthId who;
  gint64 seq[HEARTH_N_COMPARTMENTS];
  guint8 prev[HEARTH_N_COMPARTMENTS][HEARTH_HASH_SIZE];
  guint n_bundles;
} HearthTestStranger;

/* Its person is called @name from then on. */
HearthTestStranger *hearth_test_stranger_new (HearthStore *store,
                                              const char *name) G_GNUC_WARN_UNUSED_RESULT;
void hearth_test_stranger_free (HearthTestStranger *self);
/* Sets fields of a record without knowing of anything else. @case_id NULL: a shared record. @set: text with
 * ' instead of ". Returns: (transfer full): the answer, whose inverse withdraws. */
HearthChangeSet *hearth_test_stranger_say (HearthTestStranger *self,
                                           const char *kind,
                                           const HearthId *case_id,
                                           const HearthId *rec,
                                           const char *role,
                                           const char *set) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthTestStranger, hearth_test_stranger_free)

G_END_DECLS
