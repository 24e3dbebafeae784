/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-step-query.h"

G_BEGIN_DECLS

/**
 * HearthStepPool:
 *
 * Rows of one answer, of which there are hundreds of thousands, side by side, and each of their texts once. Its
 * rows are freed one by one like any other (hearth_step_row_free()), on any thread; the memory goes with the
 * last of them. Thread: one, but for the freeing.
 */
typedef struct _HearthStepPool HearthStepPool;

HearthStepPool *_hearth_step_pool_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Its rows stay. */
void _hearth_step_pool_close (HearthStepPool *self);
/* Without texts, and no day known. */
HearthStepRow *_hearth_step_pool_add (HearthStepPool *self) G_GNUC_WARN_UNUSED_RESULT;
/* Lent; @text: (nullable). */
char *_hearth_step_pool_keep (HearthStepPool *self, const char *text);
/* For hearth_step_row_free (): one row less. */
void _hearth_step_pool_drop (HearthStepPool *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthStepPool, _hearth_step_pool_close)

G_END_DECLS
