/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-audit-item.h"

struct _HearthAuditItem
{
  GObject parent_instance;
  HearthAuditRow *row;
};

G_DEFINE_FINAL_TYPE (HearthAuditItem, hearth_audit_item, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
hearth_audit_item_finalize (GObject *object)
{
  HearthAuditItem *self = HEARTH_AUDIT_ITEM (object);

  g_clear_pointer (&self->row, hearth_audit_row_free);
  G_OBJECT_CLASS (hearth_audit_item_parent_class)->finalize (object);
}

static void
hearth_audit_item_class_init (HearthAuditItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hearth_audit_item_finalize;

  /**
   * HearthAuditItem::changed:
   *
   * Its row was read.
   */
  signals[CHANGED] = g_signal_new ("changed", HEARTH_TYPE_AUDIT_ITEM, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
hearth_audit_item_init (HearthAuditItem *self)
{
}

/** hearth_audit_item_new: Returns: (transfer full): empty. Thread: main. */
HearthAuditItem *
hearth_audit_item_new (void)
{
  return g_object_new (HEARTH_TYPE_AUDIT_ITEM, NULL);
}

/** hearth_audit_item_get_row: Returns: (transfer none) (nullable). Thread: main. */
const HearthAuditRow *
hearth_audit_item_get_row (HearthAuditItem *self)
{
  g_return_val_if_fail (HEARTH_IS_AUDIT_ITEM (self), NULL);

  return self->row;
}

/** hearth_audit_item_take_row: @row: (transfer full): emits ::changed. Thread: main. */
void
hearth_audit_item_take_row (HearthAuditItem *self, HearthAuditRow *row)
{
  g_return_if_fail (HEARTH_IS_AUDIT_ITEM (self) && row != NULL);

  g_clear_pointer (&self->row, hearth_audit_row_free);
  self->row = row;
  g_signal_emit (self, signals[CHANGED], 0);
}
