/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may write what within a compartment (security 4). Between compartments keys are the fence; this
 * table is the second one: it stops the program, not a debugger. */
#pragma once

#include "hearth-id.h"
#include "hearth-registry.h"

G_BEGIN_DECLS

typedef enum
{
  HEARTH_POLICY_NONE,
  HEARTH_POLICY_READ,
  HEARTH_POLICY_OWN, /* reads all; writes what is of one's own track, and oneself */
  HEARTH_POLICY_WRITE,
} HearthPolicyLevel;

/** HearthPolicyAct: one record about to be written. Borrowed. */
typedef struct
{
  const HearthKind *kind;
  const HearthId *rec;
  const HearthId *who;
  const json_t *set;     /* the fields that change */
  const json_t *present; /* what the record shows; NULL if it is new */
} HearthPolicyAct;

HearthPolicyLevel hearth_policy_get_level (const char *role, const HearthKind *kind);
const char *hearth_policy_find_role (const char *const *roles, const HearthPolicyAct *act);
/* For a line of another vault: from it alone, whatever it stands beside. */
gboolean hearth_policy_may_have_written (const char *role,
                                         HearthCompartment cmp,
                                         const char *kind,
                                         const HearthId *rec,
                                         const HearthId *who,
                                         const json_t *set);
gboolean hearth_policy_may_write_compartment (const char *const *roles, HearthCompartment cmp);
gboolean hearth_policy_may_write (const char *const *roles, const HearthKind *kind);

G_END_DECLS
