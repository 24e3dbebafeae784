/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What forms propose in a field, beyond packs: the people of the vault, the places and units that other
 * cases name, the exchanges. Reader thread. */
#pragma once

#include "hearth-db.h"
#include "hearth-registry.h"

G_BEGIN_DECLS

#define HEARTH_CHOICES_MAX 200 /* of one field */

/** HearthChoice: something to choose in a field. Owned plain value. */
typedef struct
{
  const char *field; /* id, static */
  char *value;       /* what is stored */
  char *title;       /* (nullable): how it is called */
  char *number;      /* (nullable): of an exchange */
  char *stage;       /* (nullable): of an exchange */
} HearthChoice;
void hearth_choice_free (HearthChoice *self);

GPtrArray *hearth_choices_query_run (HearthDb *db,
                                     const HearthKind *kind,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthChoice, hearth_choice_free)

G_END_DECLS
