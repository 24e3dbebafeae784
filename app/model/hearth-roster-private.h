/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-registry.h"
#include "hearth-roster.h"

G_BEGIN_DECLS

/* What a column can be taken as: a field of the person or of the first captivity period. */
typedef struct
{
  const char *id;    /* as in hearthctl's contract */
  const char *kind;  /* registry kind that holds it; NULL: the whole name, taken apart */
  const char *field; /* its field there */
} HearthRosterTarget;

const HearthRosterTarget *_hearth_roster_find_target (const char *id);

/* The code of what is wrong with a cell, NULL if it was read; an empty cell gives no value. */
const char *_hearth_roster_read_cell (const HearthRosterTarget *target,
                                      HearthPackSet *packs,
                                      const char *cell,
                                      HearthDate today,
                                      json_t *fields);
const char *_hearth_roster_get_message (const char *code);

/* The table behind a roster. */
HearthPackSet *_hearth_roster_get_packs (HearthRoster *self);
guint _hearth_roster_get_heading_row (HearthRoster *self);
guint _hearth_roster_get_n_cells (HearthRoster *self, guint row);
gboolean _hearth_roster_is_known_heading (HearthRoster *self, guint column);

G_END_DECLS
