/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps over all cases: what to do today, and what is outstanding. For the reader thread. */
#pragma once

#include "hearth-date.h"
#include "hearth-db.h"
#include "hearth-pack-set.h"
#include "hearth-record.h"

G_BEGIN_DECLS

/** HearthStepRow: one step with the person it belongs to. Owned plain value. */
typedef struct
{
  struct _HearthStepPool *pool; /* owns it and its texts; NULL: it owns them itself */
  HearthId step_id;
  HearthId case_id;
  gint64 revision;
  char *case_number, *surname, *given, *patronymic;
  char *unit, *facility, *event; /* of the person, for grouping */
  char *template_id, *track, *state, *owner, *blocker, *waiting_for, *note;
  /* owner: of the step, else the caseworker of the person */
  gint64 occurrence;
  HearthDate due, done_on;
  gboolean is_urgent;    /* an alarm asks for it, and nobody took it up */
  HearthDate snoozed_to; /* put off until then */
  char *snooze_reason;
  HearthDate remind_on;
  HearthDate since; /* the day from which it is outstanding; NONE outside that question */
  gint64 age_days;  /* from since to the day asked about */
  /* The code of its benefit, what is surely owed of that, and what was paid beyond the most that it may come to;
   * only in what is outstanding. NULL: it is a step to no benefit. */
  char *benefit;
  gint64 owed_kop;
  gint64 overpaid_kop;
  gboolean is_owed_known;
} HearthStepRow;
void hearth_step_row_free (HearthStepRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthStepRow, hearth_step_row_free)

typedef enum
{
  HEARTH_STEP_ONLY_ANY,
  HEARTH_STEP_ONLY_URGENT,   /* an alarm asks for them */
  HEARTH_STEP_ONLY_PUT_OFF,  /* until a day that is still to come; by that day */
  HEARTH_STEP_ONLY_REMINDED, /* to be remembered today or before */
} HearthStepOnly;

typedef struct
{
  const char *track;          /* NULL: all */
  const HearthId *case_id;    /* NULL: all cases */
  const char *owner;          /* NULL: everybody's; a step without one is its caseworker's */
  HearthDate due_before;      /* NONE: no limit; exclusive */
  const HearthDate *due_from; /* NULL: no limit */
  const char *templates;      /* NULL: all; " a b ": these, each between spaces */
  gboolean open_only;
  guint limit; /* 0: no limit */
  HearthStepOnly
      only; /* other than any: open ones of all cases, without @case_id and @due_before */
} HearthStepFilter;

/* (element-type HearthStepRow) ordered by due date, then name. */
GPtrArray *hearth_step_query_run (HearthDb *db,
                                  const HearthStepFilter *filter,
                                  HearthDate today,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * HearthOutstandingQuestion:
 * @as_of: the day asked about; must be known
 * @packs: by which benefits and their steps belong together
 * @is_owed_known: what is owed was counted for that day (hearth_owed_refresh()) and is to be told
 */
typedef struct
{
  HearthDate as_of;
  HearthPackSet *packs;
  gboolean is_owed_known;
} HearthOutstandingQuestion;

/* Compensation and document steps that are open, or were on the day, oldest first: (element-type
 * HearthStepRow). since = the release date of the person, else the day the step was planned. Who was released after
 * the day has nothing outstanding yet. What is owed to somebody without a step that says it has a row of its own, with no
 * step_id. */
GPtrArray *hearth_step_query_outstanding (HearthDb *db,
                                          const HearthOutstandingQuestion *question,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same without the people of events under embargo: for everything that counts them and leaves the vault, a
 * report, an export, an answer to a script. @has_left_out: (out): whether there are any. */
GPtrArray *hearth_step_query_outstanding_to_tell (HearthDb *db,
                                                  const HearthOutstandingQuestion *question,
                                                  gboolean *has_left_out,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct
{
  guint n_due_today, n_overdue, n_cases, n_outstanding_people;
  guint n_alarms; /* what needs somebody at once */
} HearthCounts;   /* the numbers beside the sidebar's places */
gboolean hearth_step_query_counts (HearthDb *db,
                                   HearthDate today,
                                   HearthCounts *out,
                                   GError **error);

G_END_DECLS
