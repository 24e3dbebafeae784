/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-reception-item.h"

struct _HearthReceptionItem
{
  GObject parent_instance;
  HearthReceptionRow *row;
};

G_DEFINE_FINAL_TYPE (HearthReceptionItem, hearth_reception_item, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
hearth_reception_item_finalize (GObject *object)
{
  hearth_reception_row_free (HEARTH_RECEPTION_ITEM (object)->row);
  G_OBJECT_CLASS (hearth_reception_item_parent_class)->finalize (object);
}

static void
hearth_reception_item_class_init (HearthReceptionItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hearth_reception_item_finalize;
  signals[CHANGED] = g_signal_new ("changed", HEARTH_TYPE_RECEPTION_ITEM, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
hearth_reception_item_init (HearthReceptionItem *self)
{
}

HearthReceptionItem *
hearth_reception_item_new (HearthReceptionRow *row)
{
  HearthReceptionItem *self = g_object_new (HEARTH_TYPE_RECEPTION_ITEM, NULL);

  self->row = row;
  return self;
}

void
hearth_reception_item_set_row (HearthReceptionItem *self, HearthReceptionRow *row)
{
  g_return_if_fail (HEARTH_IS_RECEPTION_ITEM (self));

  hearth_reception_row_free (self->row);
  self->row = row;
  g_signal_emit (self, signals[CHANGED], 0);
}

const HearthReceptionRow *
hearth_reception_item_get_row (HearthReceptionItem *self)
{
  g_return_val_if_fail (HEARTH_IS_RECEPTION_ITEM (self), NULL);

  return self->row;
}

const HearthId *
hearth_reception_item_get_case (HearthReceptionItem *self)
{
  g_return_val_if_fail (HEARTH_IS_RECEPTION_ITEM (self), NULL);

  return hearth_record_get_case (self->row->person);
}
