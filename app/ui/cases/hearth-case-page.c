/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-case-page.h"

typedef struct
{
  HearthDesk *desk;
  HearthCase *kase;
} HearthCasePagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (HearthCasePage, hearth_case_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_DESK,
  PROP_CASE,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static void
hearth_case_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  HearthCasePagePrivate *priv = hearth_case_page_get_instance_private (HEARTH_CASE_PAGE (object));

  switch (prop_id)
    {
    case PROP_DESK:
      g_value_set_object (value, priv->desk);
      break;
    case PROP_CASE:
      g_value_set_object (value, priv->kase);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hearth_case_page_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  HearthCasePagePrivate *priv = hearth_case_page_get_instance_private (HEARTH_CASE_PAGE (object));

  switch (prop_id)
    {
    case PROP_DESK:
      priv->desk = g_value_dup_object (value);
      break;
    case PROP_CASE:
      hearth_case_page_set_case (HEARTH_CASE_PAGE (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hearth_case_page_dispose (GObject *object)
{
  HearthCasePagePrivate *priv = hearth_case_page_get_instance_private (HEARTH_CASE_PAGE (object));

  g_clear_object (&priv->kase);
  g_clear_object (&priv->desk);
  G_OBJECT_CLASS (hearth_case_page_parent_class)->dispose (object);
}

static void
hearth_case_page_class_init (HearthCasePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = hearth_case_page_get_property;
  object_class->set_property = hearth_case_page_set_property;
  object_class->dispose = hearth_case_page_dispose;

  properties[PROP_DESK] =
      g_param_spec_object ("desk", NULL, NULL, HEARTH_TYPE_DESK, flags | G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_CASE] = g_param_spec_object ("case", NULL, NULL, HEARTH_TYPE_CASE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
hearth_case_page_init (HearthCasePage *self)
{
}

HearthDesk *
hearth_case_page_get_desk (HearthCasePage *self)
{
  HearthCasePagePrivate *priv = hearth_case_page_get_instance_private (self);

  g_return_val_if_fail (HEARTH_IS_CASE_PAGE (self), NULL);

  return priv->desk;
}

HearthCase *
hearth_case_page_get_case (HearthCasePage *self)
{
  HearthCasePagePrivate *priv = hearth_case_page_get_instance_private (self);

  g_return_val_if_fail (HEARTH_IS_CASE_PAGE (self), NULL);

  return priv->kase;
}

void
hearth_case_page_set_case (HearthCasePage *self, HearthCase *kase)
{
  HearthCasePagePrivate *priv = hearth_case_page_get_instance_private (self);
  gboolean is_other;

  g_return_if_fail (HEARTH_IS_CASE_PAGE (self));

  is_other = priv->kase == NULL || kase == NULL ||
             !hearth_id_equal (hearth_case_get_id (priv->kase), hearth_case_get_id (kase));
  if (!g_set_object (&priv->kase, kase))
    return;
  if (kase != NULL)
    HEARTH_CASE_PAGE_GET_CLASS (self)->show_case (self, kase, is_other);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CASE]);
}

GtkWidget *
hearth_case_page_get_bar (HearthCasePage *self)
{
  HearthCasePageClass *klass;

  g_return_val_if_fail (HEARTH_IS_CASE_PAGE (self), NULL);

  klass = HEARTH_CASE_PAGE_GET_CLASS (self);
  return klass->get_bar != NULL ? klass->get_bar (self) : NULL;
}

gboolean
hearth_case_page_show_draft (HearthCasePage *self)
{
  HearthCasePageClass *klass;

  g_return_val_if_fail (HEARTH_IS_CASE_PAGE (self), FALSE);

  klass = HEARTH_CASE_PAGE_GET_CLASS (self);
  return klass->show_draft != NULL && klass->show_draft (self);
}
