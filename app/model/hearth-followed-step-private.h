/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A step that follows another record: a document, a claim. For acts on the writer. */
#pragma once

#include "hearth-record.h"
#include "hearth-step-state.h"

G_BEGIN_DECLS

/* Index in @steps, (element-type HearthRecord), of the one that @record names as its step; -1: none. */
int _hearth_followed_step_find (GPtrArray *steps, const HearthRecord *record);
/* A state that is not known counts as planned. */
HearthStepState _hearth_followed_step_get_state (const HearthRecord *step);
/* Puts into @set what @step does not have already. @value: (transfer full): null clears. */
void _hearth_followed_step_put (json_t *set,
                                const HearthRecord *step,
                                const char *field,
                                json_t *value);
/* (transfer full): null for NULL and "". */
json_t *_hearth_followed_step_text (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
