/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-record.h"

G_BEGIN_DECLS

#define HEARTH_REVISION_ANY (-1)
#define HEARTH_REVISION_NEW 0

/**
 * HearthCommand:
 *
 * One act of a person as plain data: operations on records, each "set these fields". Built on any
 * thread, executed by the store, never changed afterwards. It may span cases and compartments; the
 * store makes the commits of it, all with one act id.
 */
typedef struct _HearthCommand HearthCommand;

/* @act: what is done, a stable id in kebab case for policy and audit ("step-set", "roster-import"). */
HearthCommand *hearth_command_new (const char *act) G_GNUC_WARN_UNUSED_RESULT;
HearthCommand *hearth_command_ref (HearthCommand *self);
void hearth_command_unref (HearthCommand *self);

/* @case_id NULL: a shared record. @set: (transfer full) object of field -> value, null clears.
 * Two additions for one record are joined. */
void hearth_command_set (HearthCommand *self,
                         const HearthKind *kind,
                         const HearthId *case_id,
                         const HearthId *rec,
                         gint64 expected_revision,
                         json_t *set);
const char *hearth_command_get_act (const HearthCommand *self);
guint hearth_command_get_n_operations (const HearthCommand *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthCommand, hearth_command_unref)

G_END_DECLS
