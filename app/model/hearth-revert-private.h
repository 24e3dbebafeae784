/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-change-set.h"
#include "hearth-journal.h"

G_BEGIN_DECLS

/* (element-type HearthCommand) what takes one line back, to be written in this order: one, and more only if
 * the line decided between several values. NULL with an error, or without one if a record was changed since
 * (it is added to the newer ones of @changes) or the line is not of @act. */
GPtrArray *_hearth_revert_line (HearthDb *db,
                                HearthCompartment cmp,
                                gint64 n,
                                const HearthId *act,
                                HearthLineCache *cache,
                                HearthChangeSet *changes,
                                GError **error);

G_END_DECLS
