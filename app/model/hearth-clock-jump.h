/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-context.h"

G_BEGIN_DECLS

/**
 * HearthClockJump:
 * @HEARTH_CLOCK_STEADY: nothing to tell
 * @HEARTH_CLOCK_BACK: this computer's clock is before the last change that was made here
 * @HEARTH_CLOCK_FORWARD: it is more than a year after it
 *
 * A clock that is wrong stops nobody: changes keep their order whatever it says.
 */
typedef enum
{
  HEARTH_CLOCK_STEADY,
  HEARTH_CLOCK_BACK,
  HEARTH_CLOCK_FORWARD,
} HearthClockJump;

HearthClockJump hearth_clock_jump_judge (gint64 last_ms, gint64 now_ms);
gint64 hearth_clock_jump_read_last (HearthDb *db, const HearthId *dev, GError **error);

/* Blocks for one small question: for hearthctl and tests. */
HearthClockJump hearth_clock_jump_check (HearthContext *context, gint64 *out_last_ms);
void hearth_clock_jump_check_async (HearthContext *context,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
HearthClockJump hearth_clock_jump_check_finish (HearthContext *context,
                                                GAsyncResult *result,
                                                gint64 *out_last_ms);

G_END_DECLS
