/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-roster-item.h"

struct _HearthRosterItem
{
  GObject parent_instance;
  guint index;
  guint choice;
};

G_DEFINE_FINAL_TYPE (HearthRosterItem, hearth_roster_item, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_CHOICE,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static void
hearth_roster_item_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CHOICE:
      g_value_set_uint (value, HEARTH_ROSTER_ITEM (object)->choice);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hearth_roster_item_class_init (HearthRosterItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = hearth_roster_item_get_property;
  properties[PROP_CHOICE] =
      g_param_spec_uint ("choice", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
hearth_roster_item_init (HearthRosterItem *self)
{
}

HearthRosterItem *
hearth_roster_item_new (guint index, guint choice)
{
  HearthRosterItem *self = g_object_new (HEARTH_TYPE_ROSTER_ITEM, NULL);

  self->index = index;
  self->choice = choice;
  return self;
}

guint
hearth_roster_item_get_index (HearthRosterItem *self)
{
  g_return_val_if_fail (HEARTH_IS_ROSTER_ITEM (self), 0);

  return self->index;
}

guint
hearth_roster_item_get_choice (HearthRosterItem *self)
{
  g_return_val_if_fail (HEARTH_IS_ROSTER_ITEM (self), 0);

  return self->choice;
}

void
hearth_roster_item_set_choice (HearthRosterItem *self, guint choice)
{
  g_return_if_fail (HEARTH_IS_ROSTER_ITEM (self));

  if (self->choice == choice)
    return;
  self->choice = choice;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOICE]);
}
