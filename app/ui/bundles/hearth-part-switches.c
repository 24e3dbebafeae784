/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-part-switches.h"

typedef struct
{
  GtkSwitch *switches[HEARTH_N_COMPARTMENTS]; /* NULL: not offered */
} HearthPartSwitchesPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (HearthPartSwitches, hearth_part_switches, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
on_switched_cb (HearthPartSwitches *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
hearth_part_switches_class_init (HearthPartSwitchesClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
hearth_part_switches_init (HearthPartSwitches *self)
{
}

void
hearth_part_switches_add (HearthPartSwitches *self,
                          HearthCompartment cmp,
                          const char *title,
                          const char *subtitle,
                          const char *spoken)
{
  HearthPartSwitchesPrivate *priv;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *toggle = gtk_switch_new ();

  g_return_if_fail (HEARTH_IS_PART_SWITCHES (self));
  g_return_if_fail (cmp < HEARTH_N_COMPARTMENTS);

  priv = hearth_part_switches_get_instance_private (self);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (toggle, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  g_signal_connect_object (toggle, "notify::active", G_CALLBACK (on_switched_cb), self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), toggle);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), toggle);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  priv->switches[cmp] = GTK_SWITCH (toggle);
}

GtkSwitch *
hearth_part_switches_find (HearthPartSwitches *self, HearthCompartment cmp)
{
  HearthPartSwitchesPrivate *priv;

  g_return_val_if_fail (HEARTH_IS_PART_SWITCHES (self) && cmp < HEARTH_N_COMPARTMENTS, NULL);

  priv = hearth_part_switches_get_instance_private (self);
  return priv->switches[cmp];
}

void
hearth_part_switches_set (HearthPartSwitches *self, guint parts)
{
  g_return_if_fail (HEARTH_IS_PART_SWITCHES (self));

  for (guint cmp = 0; cmp < HEARTH_N_COMPARTMENTS; cmp++)
    {
      GtkSwitch *toggle = hearth_part_switches_find (self, cmp);

      if (toggle != NULL && gtk_widget_get_sensitive (GTK_WIDGET (toggle)))
        gtk_switch_set_active (toggle, (parts >> cmp & 1) != 0);
    }
}

guint
hearth_part_switches_get (HearthPartSwitches *self)
{
  guint parts = 0;

  g_return_val_if_fail (HEARTH_IS_PART_SWITCHES (self), 0);

  for (guint cmp = 0; cmp < HEARTH_N_COMPARTMENTS; cmp++)
    {
      GtkSwitch *toggle = hearth_part_switches_find (self, cmp);

      if (toggle != NULL && gtk_switch_get_active (toggle))
        parts |= 1U << cmp;
    }
  return parts;
}
