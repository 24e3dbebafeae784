/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case-acts-private.h"
#include "hearth-injury-acts.h"
#include "hearth-injury-photo-private.h"

G_BEGIN_DECLS

/** HearthInjuryEdit: an injury as it is about to be written. Borrowed. */
typedef struct
{
  HearthPackSet *packs;
  HearthDb *db;
  const HearthRecord *present;  /* NULL: it is new */
  const HearthRecord *after;    /* with @set */
  HearthInjuryPhotoMove *photo; /* (out): is planned if it must go along */
} HearthInjuryEdit;

/* Adds the number to @set; moves the record to the restricted compartment if it has come to belong there.
 * FALSE with an error, _INVALID if the mark cannot be drawn. */
gboolean _hearth_injury_follow (HearthCommand *command,
                                const HearthInjuryEdit *edit,
                                json_t *set,
                                GError **error);

/* hearth-injury-query.c: the greatest number of the kind in the case, of removed ones too; 0: none. */
gboolean _hearth_injury_query_last_number (
    HearthDb *db, const HearthKind *kind, const HearthId *case_id, gint64 *out, GError **error);

G_END_DECLS
