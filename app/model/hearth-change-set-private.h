/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-change-set.h"

G_BEGIN_DECLS

/* For the write path alone, while nobody else has the change set. */
HearthChangeSet *_hearth_change_set_new (const HearthId *act);
void _hearth_change_set_set_result (HearthChangeSet *self, HearthResult result);
/* @act_id: of the table, static */
void _hearth_change_set_set_act_id (HearthChangeSet *self, const char *act_id);
void _hearth_change_set_add_touch (HearthChangeSet *self,
                                   const HearthKind *kind,
                                   const HearthId *case_id);
void _hearth_change_set_add_newer (HearthChangeSet *self, HearthRecord *record);
void _hearth_change_set_take_inverse (HearthChangeSet *self, HearthCommand *inverse);

G_END_DECLS
