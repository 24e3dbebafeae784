/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-date.h"

G_BEGIN_DECLS

#define HEARTH_ROTATION_DAYS 7
#define HEARTH_ROTATION_WEEKS 4
#define HEARTH_ROTATION_MONTHS 12

/**
 * HearthRotationItem:
 * @day: on which it was made
 * @order: greater for what was made later
 * @is_proven: it was opened and found whole
 * @is_kept: (out): filled in by hearth_rotation_choose()
 *
 * A backup, as far as its keeping is concerned.
 */
typedef struct
{
  HearthDate day;
  gint64 order;
  gboolean is_proven;
  gboolean is_kept;
} HearthRotationItem;

void hearth_rotation_choose (HearthRotationItem *items, guint n_items, HearthDate today);
gboolean hearth_rotation_is_due (HearthDate last, HearthDate today, guint every_days);

G_END_DECLS
