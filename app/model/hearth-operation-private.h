/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One operation held against the record as it stands: what is left to write, and whether it may be. */
#pragma once

#include "hearth-change-set.h"
#include "hearth-command-private.h"
#include "hearth-journal.h"
#include "hearth-writer.h"

G_BEGIN_DECLS

typedef struct
{
  const HearthOperation *operation; /* borrowed from the command */
  HearthRecordLines lines;
  json_t *shown;        /* what the record shows; NULL if it is new */
  json_t *set;          /* what changes, normalised */
  json_t *over;         /* commits that it replaces */
  const char *role;     /* that allows it */
  HearthResult verdict; /* DONE: to be written; NOTHING, STALE, DENIED: not */
  gboolean is_written;
} HearthPreparedOperation;

/* @is_of_new_case: no line touches the record, for none touches its case. */
HearthPreparedOperation *_hearth_operation_prepare (const HearthWriter *writer,
                                                    const HearthOperation *operation,
                                                    gboolean is_of_new_case,
                                                    HearthLineCache *cache,
                                                    GError **error);
void _hearth_prepared_operation_free (HearthPreparedOperation *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthPreparedOperation, _hearth_prepared_operation_free)

G_END_DECLS
