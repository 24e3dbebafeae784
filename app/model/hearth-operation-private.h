/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One operation held against the record as it stands: what is left to write, and whether it may be. */
#pragma once

#include "hearth-change-set.h"
#include "hearth-command-private.h"
#include "hearth-journal.h"
#include "hearth-writer.h"

G_BEGIN_DECLS

/* What was found out about values that many new records of one act have (_hearth_command_add_alike). */
typedef struct _HearthAlikeSets HearthAlikeSets;
HearthAlikeSets *_hearth_alike_sets_new (void) G_GNUC_WARN_UNUSED_RESULT;
void _hearth_alike_sets_free (HearthAlikeSets *self);

typedef struct
{
  const HearthOperation *operation; /* borrowed from the command */
  HearthRecordLines lines;
  json_t *shown; /* what the record shows; NULL if it is new */
  json_t *set;   /* what changes, normalised */
  json_t *over;  /* commits that it replaces */
  const char
      *set_text; /* canonical JSON of @set; NULL: not made yet. Lives as long as the alike sets */
  const char *role;     /* that allows it */
  HearthResult verdict; /* DONE: to be written; NOTHING, STALE, DENIED: not */
  gboolean is_written;
} HearthPreparedOperation;

/* @is_of_new_case: no line touches the record, for none touches its case. @alike: (nullable) */
HearthPreparedOperation *_hearth_operation_prepare (const HearthWriter *writer,
                                                    const HearthOperation *operation,
                                                    gboolean is_of_new_case,
                                                    HearthLineCache *cache,
                                                    HearthAlikeSets *alike,
                                                    GError **error);
void _hearth_prepared_operation_free (HearthPreparedOperation *self);
/* (transfer full) (element-type HearthPreparedOperation): what @command has to do in @cmp, unless *verdict says
 * stale or denied. All operations are looked at, so that a stale answer carries every record that changed.
 * @changes: (nullable) if @is_of_new_case */
GPtrArray *_hearth_operations_prepare (const HearthWriter *writer,
                                       HearthCompartment cmp,
                                       const HearthCommand *command,
                                       gboolean is_of_new_case,
                                       HearthLineCache *cache,
                                       HearthAlikeSets *alike,
                                       HearthChangeSet *changes,
                                       HearthResult *verdict,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthPreparedOperation, _hearth_prepared_operation_free)

G_END_DECLS
