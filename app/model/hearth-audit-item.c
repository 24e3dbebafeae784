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
   * More entries of its act were read.
   */
  signals[CHANGED] = g_signal_new ("changed", HEARTH_TYPE_AUDIT_ITEM, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
hearth_audit_item_init (HearthAuditItem *self)
{
}

/** hearth_audit_item_new: @row: (transfer full). Returns: (transfer full). Thread: main. */
HearthAuditItem *
hearth_audit_item_new (HearthAuditRow *row)
{
  HearthAuditItem *self;

  g_return_val_if_fail (row != NULL, NULL);

  self = g_object_new (HEARTH_TYPE_AUDIT_ITEM, NULL);
  self->row = row;
  return self;
}

/** hearth_audit_item_get_row: Returns: (transfer none). Thread: main. */
const HearthAuditRow *
hearth_audit_item_get_row (HearthAuditItem *self)
{
  g_return_val_if_fail (HEARTH_IS_AUDIT_ITEM (self), NULL);

  return self->row;
}

/** hearth_audit_item_join: as hearth_audit_row_join(); emits ::changed if it joined. Thread: main. */
gboolean
hearth_audit_item_join (HearthAuditItem *self, const HearthAuditRow *row)
{
  g_return_val_if_fail (HEARTH_IS_AUDIT_ITEM (self), FALSE);

  if (!hearth_audit_row_join (self->row, row))
    return FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
  return TRUE;
}
