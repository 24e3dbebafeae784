/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who changed what, when, from which value to which: read from the signed lines. Reader thread. */
#pragma once

#include "hearth-db.h"
#include "hearth-record.h"

G_BEGIN_DECLS

/** HearthChange: one field of one record in one commit. Owned plain value. */
typedef struct
{
  gint64 at_ms; /* of the commit's clock, since 1970 UTC */
  HearthId act, rec, dev;
  char *who; /* name from the author record, else the id */
  char *role;
  char *kind, *field;
  char *template_id;             /* of a step, to name it */
  json_t *old_value, *new_value; /* NULL: was or is unset */
  char *bundle;                  /* id of the bundle it came with, NULL: written here */
} HearthChange;
void hearth_change_free (HearthChange *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthChange, hearth_change_free)

/* (element-type HearthChange) newest first, over all attached compartments. @field: NULL for all. */
GPtrArray *hearth_history_query_run (HearthDb *db,
                                     const HearthId *case_id,
                                     const char *field,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
