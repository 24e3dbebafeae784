/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case-item.h"

G_BEGIN_DECLS

/* What an item tells its list: that somebody looks at it, and that it is no more. */
typedef struct
{
  void (*wanted) (gpointer list, gint64 row_id);
  void (*finalized) (gpointer list, gint64 row_id);
} HearthCaseItemOwner;

/* @list is not owned; it must detach its items before it goes. */
HearthCaseItem *_hearth_case_item_new (gint64 row_id,
                                       const HearthCaseItemOwner *owner,
                                       gpointer list) G_GNUC_WARN_UNUSED_RESULT;
void _hearth_case_item_detach (HearthCaseItem *self);
void _hearth_case_item_take_row (HearthCaseItem *self, HearthCaseRow *row);

G_END_DECLS
