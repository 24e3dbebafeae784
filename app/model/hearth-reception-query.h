/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reception board (product 3): who came with an event, and what of the checklist each has had.
 * Which steps make the checklist stands in the pack of steps. */
#pragma once

#include "hearth-db.h"
#include "hearth-feeding.h"
#include "hearth-pack-set.h"
#include "hearth-record.h"
#include "hearth-step-state.h"

G_BEGIN_DECLS

/* More than any event has: the board is for a bus, not for a registry. */
#define HEARTH_RECEPTION_MAX_PEOPLE 2000

/** HearthReceptionMark: a step of the checklist. @is_present: the plan of this person has it. */
typedef struct
{
  HearthId step;
  gint64 revision;
  HearthStepState state;
  gboolean is_present;
} HearthReceptionMark;

/** HearthReceptionRow: @photo: (nullable): the file with the face. Owned plain value. */
typedef struct
{
  HearthRecord *person;
  HearthRecord *photo;
  GArray *marks; /* HearthReceptionMark, in order of the checklist */
  HearthFeeding feeding;
} HearthReceptionRow;

void hearth_reception_row_free (HearthReceptionRow *self);

/* (element-type HearthPackEntry) the checklist; borrowed from @packs. */
GPtrArray *hearth_reception_list_steps (HearthPackSet *packs) G_GNUC_WARN_UNUSED_RESULT;
/* @event: NULL: people without an event who arrived on @since or later. By name. */
GPtrArray *hearth_reception_query_run (HearthDb *db,
                                       HearthPackSet *packs,
                                       const HearthId *event,
                                       HearthDate since,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_reception_row_is_complete (const HearthReceptionRow *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthReceptionRow, hearth_reception_row_free)

G_END_DECLS
