/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-compartment.h"

/* The names are schema names, file names and words of signed lines: never renamed. */
static const char *const names[HEARTH_N_COMPARTMENTS] = {
  [HEARTH_COMPARTMENT_IDENTITY] = "identity", [HEARTH_COMPARTMENT_CORE] = "core",
  [HEARTH_COMPARTMENT_MEDICAL] = "medical",   [HEARTH_COMPARTMENT_RESTRICTED] = "restricted",
  [HEARTH_COMPARTMENT_DEBRIEF] = "debrief",   [HEARTH_COMPARTMENT_TRACING] = "tracing",
  [HEARTH_COMPARTMENT_BENEFITS] = "benefits", [HEARTH_COMPARTMENT_ADMIN] = "admin",
};

/**
 * hearth_compartment_get_name:
 * @cmp: a compartment, or the identity
 *
 * Returns: the name that stands in SQL, file names and signed lines. Thread: any.
 */
const char *
hearth_compartment_get_name (HearthCompartment cmp)
{
  g_return_val_if_fail ((guint) cmp < HEARTH_N_COMPARTMENTS, NULL);

  return names[cmp];
}

/**
 * hearth_compartment_from_name:
 * @name: (nullable): text from a file or a command line
 * @out: (out): the compartment; untouched on failure
 *
 * Returns: whether @name is a compartment or "identity". Thread: any.
 */
gboolean
hearth_compartment_from_name (const char *name, HearthCompartment *out)
{
  g_return_val_if_fail (out != NULL, FALSE);

  for (guint i = 0; name != NULL && i < HEARTH_N_COMPARTMENTS; i++)
    {
      if (g_str_equal (name, names[i]))
        {
          *out = (HearthCompartment) i;
          return TRUE;
        }
    }
  return FALSE;
}
