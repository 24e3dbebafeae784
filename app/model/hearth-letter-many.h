/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters about many people, written in one act, so that one undo takes all of it back. */
#pragma once

#include "hearth-context.h"
#include "hearth-record.h"

G_BEGIN_DECLS

/* Each is looked at by a person before it leaves. */
#define HEARTH_LETTERS_MAX 200

/* @letters: (element-type HearthRecord) of kind `letter` or `benefit_letter`, new, as they leave. NULL
 * with an error: one of them is not as it must be, and none is written. */
HearthCommand *hearth_letter_many_new (const GPtrArray *letters,
                                       HearthPackSet *packs,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
