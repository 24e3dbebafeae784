/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The injuries of a case as marks on drawings. */
#pragma once

#include "hearth-body-paint.h"
#include "hearth-case.h"

G_BEGIN_DECLS

/* Of a kind of injury; NULL: none. */
const char *hearth_injury_find_symbol (HearthPackSet *packs, const char *kind);
/* (element-type HearthRecord): all that the login may read, in the order of their numbers. */
GPtrArray *hearth_injury_list (HearthCase *kase) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type HearthBodySpot): those in @drawing without @except (nullable). @shown: (nullable): takes the
 * records beside them. */
GPtrArray *hearth_injury_list_spots (HearthCase *kase,
                                     HearthPackSet *packs,
                                     const char *drawing,
                                     const HearthId *except,
                                     GPtrArray *shown) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
