/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-export-parts.h"

#include <glib/gi18n.h>

struct _HearthExportParts
{
  HearthPartSwitches parent_instance;
};

G_DEFINE_FINAL_TYPE (HearthExportParts, hearth_export_parts, HEARTH_TYPE_PART_SWITCHES)

/* Parts that hold lines of cases, in the order of the page. Those that may not travel under a
 * passphrase (bundles 12) are marked. */
static const struct
{
  HearthCompartment cmp;
  const char *title;
  const char *subtitle;
  gboolean is_never_under_passphrase;
} parts[] = {
  { HEARTH_COMPARTMENT_CORE, N_ ("Identity and plan"),
    N_ ("Person, captivity, relatives, documents, every step"), FALSE },
  { HEARTH_COMPARTMENT_MEDICAL, N_ ("Medical"), N_ ("Checks and results"), FALSE },
  { HEARTH_COMPARTMENT_RESTRICTED, N_ ("Restricted medical"), N_ ("What only psychologists see"),
    TRUE },
  { HEARTH_COMPARTMENT_DEBRIEF, N_ ("Debrief"), N_ ("Statements"), TRUE },
  { HEARTH_COMPARTMENT_BENEFITS, N_ ("Compensation"), N_ ("Payments and claims"), FALSE },
};

static void
hearth_export_parts_class_init (HearthExportPartsClass *klass)
{
}

static void
hearth_export_parts_init (HearthExportParts *self)
{
}

void
hearth_export_parts_offer (HearthExportParts *self, HearthVault *vault)
{
  HearthPartSwitches *switches;

  g_return_if_fail (HEARTH_IS_EXPORT_PARTS (self) && HEARTH_IS_VAULT (vault));

  switches = HEARTH_PART_SWITCHES (self);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (hearth_vault_has (vault, parts[i].cmp))
      hearth_part_switches_add (switches, parts[i].cmp, _ (parts[i].title), _ (parts[i].subtitle),
                                _ (parts[i].title));
  hearth_part_switches_set (switches, 1U << HEARTH_COMPARTMENT_CORE);
  gtk_widget_set_sensitive (
      GTK_WIDGET (hearth_part_switches_find (switches, HEARTH_COMPARTMENT_CORE)), FALSE);
}

void
hearth_export_parts_restrict (HearthExportParts *self, guint allowed, gboolean is_passphrase)
{
  g_return_if_fail (HEARTH_IS_EXPORT_PARTS (self));

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      GtkSwitch *toggle = hearth_part_switches_find (HEARTH_PART_SWITCHES (self), parts[i].cmp);
      const gboolean may_leave = (allowed >> parts[i].cmp & 1) != 0 &&
                                 !(is_passphrase && parts[i].is_never_under_passphrase);

      if (toggle == NULL || parts[i].cmp == HEARTH_COMPARTMENT_CORE)
        continue;
      gtk_widget_set_sensitive (GTK_WIDGET (toggle), may_leave);
      if (!may_leave)
        gtk_switch_set_active (toggle, FALSE);
    }
}
