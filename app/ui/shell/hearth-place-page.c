/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-place-page.h"

typedef struct
{
  HearthDesk *desk;
  /* The page is made for one login; its context is kept until the page goes. */
  HearthContext *context;
  gboolean is_narrow;
  gboolean is_settled;
  GtkWidget *stand_in; /* had the keys while the list was not there yet; only compared */
} HearthPlacePagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (HearthPlacePage, hearth_place_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_DESK,
  PROP_NARROW,
  PROP_SETTLED,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static void
hearth_place_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  HearthPlacePagePrivate *priv =
      hearth_place_page_get_instance_private (HEARTH_PLACE_PAGE (object));

  switch (prop_id)
    {
    case PROP_DESK:
      g_value_set_object (value, priv->desk);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, priv->is_narrow);
      break;
    case PROP_SETTLED:
      g_value_set_boolean (value, priv->is_settled);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hearth_place_page_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  HearthPlacePagePrivate *priv =
      hearth_place_page_get_instance_private (HEARTH_PLACE_PAGE (object));

  switch (prop_id)
    {
    case PROP_DESK:
      priv->desk = g_value_dup_object (value);
      if (priv->desk != NULL)
        g_set_object (&priv->context, hearth_desk_get_context (priv->desk));
      break;
    case PROP_NARROW:
      if (priv->is_narrow != g_value_get_boolean (value))
        {
          priv->is_narrow = g_value_get_boolean (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hearth_place_page_dispose (GObject *object)
{
  HearthPlacePagePrivate *priv =
      hearth_place_page_get_instance_private (HEARTH_PLACE_PAGE (object));

  g_clear_object (&priv->context);
  g_clear_object (&priv->desk);
  G_OBJECT_CLASS (hearth_place_page_parent_class)->dispose (object);
}

static void
hearth_place_page_class_init (HearthPlacePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = hearth_place_page_get_property;
  object_class->set_property = hearth_place_page_set_property;
  object_class->dispose = hearth_place_page_dispose;

  properties[PROP_DESK] =
      g_param_spec_object ("desk", NULL, NULL, HEARTH_TYPE_DESK, flags | G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, flags);
  properties[PROP_SETTLED] =
      g_param_spec_boolean ("settled", NULL, NULL, TRUE, flags & ~G_PARAM_WRITABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
hearth_place_page_init (HearthPlacePage *self)
{
  HearthPlacePagePrivate *priv = hearth_place_page_get_instance_private (self);

  priv->is_settled = TRUE;
}

HearthDesk *
hearth_place_page_get_desk (HearthPlacePage *self)
{
  HearthPlacePagePrivate *priv = hearth_place_page_get_instance_private (self);

  g_return_val_if_fail (HEARTH_IS_PLACE_PAGE (self), NULL);

  return priv->desk;
}

HearthContext *
hearth_place_page_get_context (HearthPlacePage *self)
{
  HearthPlacePagePrivate *priv = hearth_place_page_get_instance_private (self);

  g_return_val_if_fail (HEARTH_IS_PLACE_PAGE (self), NULL);

  return priv->context;
}

void
hearth_place_page_enter (HearthPlacePage *self)
{
  g_return_if_fail (HEARTH_IS_PLACE_PAGE (self));

  if (HEARTH_PLACE_PAGE_GET_CLASS (self)->enter != NULL)
    HEARTH_PLACE_PAGE_GET_CLASS (self)->enter (self);
}

static GtkWidget *
get_focus (HearthPlacePage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return root != NULL ? gtk_root_get_focus (root) : NULL;
}

/* A list box keeps its keys to itself until one of its rows has had the focus, and goes on to the next row if one has. */
static gboolean
focus_first (GtkWidget *first)
{
  if (gtk_widget_get_state_flags (first) & GTK_STATE_FLAG_FOCUS_WITHIN)
    return TRUE;
  return GTK_IS_LIST_BOX (first) ? gtk_widget_child_focus (first, GTK_DIR_TAB_FORWARD)
                                 : gtk_widget_grab_focus (first);
}

static void
on_first_mapped_cb (GtkWidget *first, HearthPlacePage *self)
{
  HearthPlacePagePrivate *priv = hearth_place_page_get_instance_private (self);

  g_signal_handlers_disconnect_by_func (first, on_first_mapped_cb, self);
  if (get_focus (self) == priv->stand_in)
    focus_first (first);
}

/* What is shown while a list is read, or in place of one that is empty, may have a button. */
void
hearth_place_page_take_keys (HearthPlacePage *self)
{
  HearthPlacePagePrivate *priv = hearth_place_page_get_instance_private (self);
  HearthPlacePageClass *klass;
  GtkWidget *first;

  g_return_if_fail (HEARTH_IS_PLACE_PAGE (self));

  klass = HEARTH_PLACE_PAGE_GET_CLASS (self);
  first = klass->get_first != NULL ? klass->get_first (self) : NULL;
  if (first != NULL && gtk_widget_get_mapped (first) && focus_first (first))
    return;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
  if (first == NULL)
    return;
  priv->stand_in = get_focus (self);
  g_signal_handlers_disconnect_by_func (first, on_first_mapped_cb, self);
  g_signal_connect_object (first, "map", G_CALLBACK (on_first_mapped_cb), self, 0);
}

gboolean
hearth_place_page_is_settled (HearthPlacePage *self)
{
  HearthPlacePagePrivate *priv = hearth_place_page_get_instance_private (self);

  g_return_val_if_fail (HEARTH_IS_PLACE_PAGE (self), TRUE);

  return priv->is_settled;
}

void
hearth_place_page_set_settled (HearthPlacePage *self, gboolean is_settled)
{
  HearthPlacePagePrivate *priv = hearth_place_page_get_instance_private (self);

  g_return_if_fail (HEARTH_IS_PLACE_PAGE (self));

  if (priv->is_settled == is_settled)
    return;
  priv->is_settled = is_settled;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SETTLED]);
}
