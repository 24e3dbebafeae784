/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-command.h"

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  HEARTH_RESULT_DONE,
  HEARTH_RESULT_NOTHING, /* every value was already so: no commit was made */
  HEARTH_RESULT_STALE,  /* a record was changed since: nothing was written, see the newer records */
  HEARTH_RESULT_DENIED, /* the policy refuses: nothing was written */
} HearthResult;

/**
 * HearthChangeSet:
 *
 * The store's answer to a command. Immutable, counted.
 */
typedef struct _HearthChangeSet HearthChangeSet;

HearthChangeSet *hearth_change_set_ref (HearthChangeSet *self);
void hearth_change_set_unref (HearthChangeSet *self);
HearthResult hearth_change_set_get_result (const HearthChangeSet *self);
const HearthId *hearth_change_set_get_act (const HearthChangeSet *self);
/* What was done, or taken back: an id of hearth-act.h; NULL for acts that no command names. */
const char *hearth_change_set_get_act_id (const HearthChangeSet *self);
/* Undoes the command; NULL unless done. Its own change set holds the inverse for redo. (transfer none) */
HearthCommand *hearth_change_set_get_inverse (const HearthChangeSet *self);
guint hearth_change_set_get_n_cases (const HearthChangeSet *self);
/* The case that was touched; FALSE if there was none, or more than one. */
gboolean hearth_change_set_get_only_case (const HearthChangeSet *self, HearthId *out);
gboolean hearth_change_set_touches_case (const HearthChangeSet *self, const HearthId *case_id);
gboolean hearth_change_set_touches_kind (const HearthChangeSet *self, const char *kind);
/* (element-type HearthRecord) the newer records when stale */
GPtrArray *hearth_change_set_get_newer (const HearthChangeSet *self);

#define HEARTH_TYPE_CHANGE_SET (hearth_change_set_get_type ())
GType hearth_change_set_get_type (void);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthChangeSet, hearth_change_set_unref)

G_END_DECLS
