/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue of medical checks as it stands for one person: what is due, done, refused, abnormal. Pure;
 * any thread. */
#pragma once

#include "hearth-pack-set.h"
#include "hearth-record.h"

G_BEGIN_DECLS

/**
 * HearthCheckState:
 * @HEARTH_CHECK_LATER: its time has not come
 * @HEARTH_CHECK_DUE: now, or nobody knows since when
 * @HEARTH_CHECK_OVERDUE: its time has passed
 * @HEARTH_CHECK_PENDING: made, the result is waited for
 * @HEARTH_CHECK_DONE: made, nobody graded what came out
 * @HEARTH_CHECK_NORMAL: made, nothing found
 * @HEARTH_CHECK_ABNORMAL: made, something found
 * @HEARTH_CHECK_REFUSED: the person refused
 * @HEARTH_CHECK_NOT_INDICATED: this person does not need it
 */
typedef enum
{
  HEARTH_CHECK_LATER,
  HEARTH_CHECK_DUE,
  HEARTH_CHECK_OVERDUE,
  HEARTH_CHECK_PENDING,
  HEARTH_CHECK_DONE,
  HEARTH_CHECK_NORMAL,
  HEARTH_CHECK_ABNORMAL,
  HEARTH_CHECK_REFUSED,
  HEARTH_CHECK_NOT_INDICATED,
} HearthCheckState;

/**
 * HearthCheckItem:
 * @entry: of the catalogue, borrowed from the packs
 * @kind: of the records that it is written down in: its compartment says which
 * @state: of the newest record, or of the plan if there is none
 * @latest: (nullable): the newest record, borrowed
 * @done_on: when it was made last, or %HEARTH_DATE_NONE
 * @due_on: when it is due the first time, or again; %HEARTH_DATE_NONE: not again, or not known
 * @n_done: how often it was made
 */
typedef struct
{
  const HearthPackEntry *entry;
  const HearthKind *kind;
  HearthCheckState state;
  const HearthRecord *latest;
  HearthDate done_on;
  HearthDate due_on;
  guint n_done;
} HearthCheckItem;

/** HearthCheckFacts: what there is of a person. All borrowed, arrays (element-type HearthRecord). */
typedef struct
{
  HearthPackSet *packs;
  HearthDate arrived; /* HEARTH_DATE_NONE: not known */
  HearthDate today;
  GPtrArray *checks; /* of both kinds */
  GPtrArray
      *others; /* records that are the result of a check: vital signs, feeding, answers, injuries */
  GPtrArray *steps;        /* of the plan; NULL: only what is written down counts */
  gboolean has_restricted; /* the login reads that compartment too */
} HearthCheckFacts;

/* (element-type HearthCheckItem), in the order of the catalogue. */
GArray *hearth_check_list_new (const HearthCheckFacts *facts) G_GNUC_WARN_UNUSED_RESULT;
HearthCheckItem hearth_check_list_look_at (const HearthCheckFacts *facts,
                                           const HearthPackEntry *entry);
gboolean hearth_check_state_is_closed (HearthCheckState state);
HearthCheckState hearth_check_state_from_outcome (const char *outcome);
const HearthKind *hearth_check_entry_get_kind (const HearthPackEntry *entry);
gboolean hearth_check_entry_is_result (const HearthPackEntry *entry, const HearthRecord *record);
/* The first repetition after @done_on; HEARTH_DATE_NONE: none, or nobody knows the arrival. */
HearthDate hearth_check_entry_find_next (const HearthPackEntry *entry,
                                         HearthDate arrived,
                                         HearthDate done_on);

G_END_DECLS
