/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-role.h"

#include <string.h>

#define BIT(name) (1u << HEARTH_COMPARTMENT_##name)

typedef struct
{
  const char *role;
  guint compartments; /* beside admin, which every login holds */
} Row;

/* An owner decides about grants; which files an owner reads is decided as for everybody else. */
static const Row rows[] = {
  { "registrar", BIT (CORE) },
  { "caseworker", BIT (CORE) | BIT (BENEFITS) },
  { "clinician", BIT (CORE) | BIT (MEDICAL) },
  { "psychologist", BIT (CORE) | BIT (MEDICAL) | BIT (RESTRICTED) },
  { "debriefer", BIT (CORE) | BIT (DEBRIEF) | BIT (TRACING) },
  { "tracing-officer", BIT (CORE) | BIT (TRACING) },
  { "benefits-officer", BIT (CORE) | BIT (BENEFITS) },
  { "manager", BIT (CORE) | BIT (BENEFITS) },
  { HEARTH_ROLE_AUDITOR, 0 },
  { HEARTH_ROLE_OWNER, BIT (IDENTITY) },
};

static const char *const ids[] = {
  "registrar",        "caseworker", "clinician", "psychologist", "debriefer", "tracing-officer",
  "benefits-officer", "manager",    "auditor",   "owner",        NULL,
};

G_STATIC_ASSERT (G_N_ELEMENTS (ids) == G_N_ELEMENTS (rows) + 1);

static const Row *
find_row (const char *role)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (strcmp (rows[i].role, role) == 0)
      return &rows[i];
  return NULL;
}

/** hearth_role_list: Returns: (transfer none) (array zero-terminated=1): all role ids, in the order
 * of security 4. Their titles are in the pack of roles. Thread: any. */
const char *const *
hearth_role_list (void)
{
  return ids;
}

/** hearth_role_is_known: whether a user of the vault can have @role. Thread: any. */
gboolean
hearth_role_is_known (const char *role)
{
  g_return_val_if_fail (role != NULL, FALSE);

  return find_row (role) != NULL;
}

/**
 * hearth_role_get_compartments:
 * @roles: (array zero-terminated=1): unknown ones count for nothing
 *
 * Returns: bit per compartment that @roles hold by default, admin always among them; bit 0, the
 *   identity key, for owners. Source: security 4. Thread: any.
 */
guint
hearth_role_get_compartments (const char *const *roles)
{
  guint compartments = BIT (ADMIN);

  g_return_val_if_fail (roles != NULL, compartments);

  for (guint i = 0; roles[i] != NULL; i++)
    {
      const Row *row = find_row (roles[i]);

      if (row != NULL)
        compartments |= row->compartments;
    }
  return compartments;
}
