/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-export-parts.h"

#include <glib/gi18n.h>

struct _HearthExportParts
{
  AdwPreferencesGroup parent_instance;
  GtkSwitch *switches[HEARTH_N_COMPARTMENTS]; /* NULL: not offered */
};

G_DEFINE_FINAL_TYPE (HearthExportParts, hearth_export_parts, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

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

static gboolean
has_bit (guint set, HearthCompartment cmp)
{
  return (set >> cmp & 1) != 0;
}

static void
on_switched_cb (HearthExportParts *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_part (HearthExportParts *self, guint index)
{
  const HearthCompartment cmp = parts[index].cmp;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *toggle = gtk_switch_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (parts[index].title));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (parts[index].subtitle));
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (parts[index].title), -1);
  gtk_switch_set_active (GTK_SWITCH (toggle), cmp == HEARTH_COMPARTMENT_CORE);
  gtk_widget_set_sensitive (toggle, cmp != HEARTH_COMPARTMENT_CORE);
  g_signal_connect_object (toggle, "notify::active", G_CALLBACK (on_switched_cb), self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  self->switches[cmp] = GTK_SWITCH (toggle);
}

static void
hearth_export_parts_class_init (HearthExportPartsClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
hearth_export_parts_init (HearthExportParts *self)
{
}

void
hearth_export_parts_offer (HearthExportParts *self, HearthVault *vault)
{
  g_return_if_fail (HEARTH_IS_EXPORT_PARTS (self) && HEARTH_IS_VAULT (vault));

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (hearth_vault_has (vault, parts[i].cmp))
      add_part (self, i);
}

void
hearth_export_parts_choose (HearthExportParts *self, guint chosen)
{
  g_return_if_fail (HEARTH_IS_EXPORT_PARTS (self));

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      GtkSwitch *toggle = self->switches[parts[i].cmp];

      if (toggle != NULL && gtk_widget_get_sensitive (GTK_WIDGET (toggle)))
        gtk_switch_set_active (toggle, has_bit (chosen, parts[i].cmp));
    }
}

void
hearth_export_parts_restrict (HearthExportParts *self, guint allowed, gboolean is_passphrase)
{
  g_return_if_fail (HEARTH_IS_EXPORT_PARTS (self));

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      GtkSwitch *toggle = self->switches[parts[i].cmp];
      const gboolean may_leave =
          has_bit (allowed, parts[i].cmp) && !(is_passphrase && parts[i].is_never_under_passphrase);

      if (toggle == NULL || parts[i].cmp == HEARTH_COMPARTMENT_CORE)
        continue;
      gtk_widget_set_sensitive (GTK_WIDGET (toggle), may_leave);
      if (!may_leave)
        gtk_switch_set_active (toggle, FALSE);
    }
}

guint
hearth_export_parts_get (HearthExportParts *self)
{
  guint chosen = 0;

  g_return_val_if_fail (HEARTH_IS_EXPORT_PARTS (self), 0);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (self->switches[parts[i].cmp] != NULL &&
        gtk_switch_get_active (self->switches[parts[i].cmp]))
      chosen |= 1U << parts[i].cmp;
  return chosen;
}
