/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-command.h"

#include "hearth-blob.h"

G_BEGIN_DECLS

typedef struct
{
  const HearthKind *kind;
  HearthId case_id; /* zero: shared */
  HearthId rec;
  gint64 expected_revision;
  json_t *set;
  json_t *
      over; /* what it replaces, and it is written whatever is shown; NULL: the heads of its fields */
  gboolean is_set_shared; /* the same object stands in other operations, and nobody changes it */
} HearthOperation;

/* Lines of one act in one file: what an inverse takes back. */
typedef struct
{
  HearthCompartment cmp;
  gint64 first_n, last_n;
} HearthLineRange;

/* An attachment whose row goes into the transaction of its record. */
typedef struct
{
  HearthCompartment cmp;
  HearthBlob *blob;
} HearthCommandBlob;

HearthCommand *_hearth_command_new_revert (const HearthId *act);
/* What is taken back, for the answer. @act_id: (nullable): static. */
void _hearth_command_set_reverted_id (HearthCommand *self, const char *act_id);
/* Of the act itself, or of the one that it takes back: an id of the table, static; NULL: not named. */
const char *_hearth_command_get_act_id (const HearthCommand *self);
void _hearth_command_add_range (HearthCommand *self, const HearthLineRange *range);

/* The bundle that is withdrawn or brought back; NULL: it is another command. */
HearthCommand *_hearth_command_new_bundle (const HearthId *bundle, gboolean is_withdrawal);
const HearthId *_hearth_command_get_bundle (const HearthCommand *self);
gboolean _hearth_command_is_withdrawal (const HearthCommand *self);

guint _hearth_command_get_n_ranges (const HearthCommand *self);
const HearthLineRange *_hearth_command_get_range (const HearthCommand *self, guint index);
const HearthId *_hearth_command_get_reverted_act (const HearthCommand *self);
const HearthOperation *_hearth_command_get_operation (const HearthCommand *self, guint index);

/* Says once more what a head said that a decision replaced. @set and @over: (transfer full). */
void _hearth_command_restate (HearthCommand *self,
                              const HearthKind *kind,
                              const HearthId *case_id,
                              const HearthId *rec,
                              gint64 expected_revision,
                              json_t *set,
                              json_t *over);

/* Adds a new record that has the values of many others: what is found out about @set for one of them holds
 * for all. @set is not to be changed any more. */
void _hearth_command_add_alike (HearthCommand *self,
                                const HearthKind *kind,
                                const HearthId *case_id,
                                const HearthId *rec,
                                json_t *set);
void _hearth_command_reserve (HearthCommand *self, guint n);
void _hearth_command_add_blob (HearthCommand *self, HearthCompartment cmp, const HearthBlob *blob);
guint _hearth_command_get_n_blobs (const HearthCommand *self);
const HearthCommandBlob *_hearth_command_get_blob (const HearthCommand *self, guint index);

G_END_DECLS
