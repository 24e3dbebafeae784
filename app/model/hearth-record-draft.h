/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-date.h"
#include "hearth-record.h"
#include "hearth-validate.h"

G_BEGIN_DECLS

/**
 * HearthRecordDraft:
 *
 * What a person has typed into the form of a record, beside what the record held when they began: field
 * id -> text. Which fields there are, and of which type, the registry says. Immutable and counted;
 * setting a field gives a new draft.
 *
 * A text is what an entry shows: dates as typed, the id of an enum, "true" or "false", the ids of a list
 * with commas between them. "" is: not known.
 */
typedef struct _HearthRecordDraft HearthRecordDraft;

typedef enum
{
  HEARTH_ISSUE_NONE,
  HEARTH_ISSUE_NO_SURNAME,   /* warning: people arrive with incomplete facts */
  HEARTH_ISSUE_NOT_UNDER_25, /* warning: the category contradicts the age at release */
  HEARTH_ISSUE_PHONE,        /* warnings of hearth-validate */
  HEARTH_ISSUE_TAX_FORM,
  HEARTH_ISSUE_TAX_CHECK,
  HEARTH_ISSUE_TAX_BIRTH,
  HEARTH_ISSUE_TAX_SEX,
  HEARTH_ISSUE_UNLIKELY, /* a number that is hardly meant */
  HEARTH_ISSUE_MISSING,  /* the following cannot be saved */
  HEARTH_ISSUE_NOT_A_NUMBER,
  HEARTH_ISSUE_DATE_INVALID,
  HEARTH_ISSUE_DATE_NOT_A_DAY,
  HEARTH_ISSUE_DATE_IN_FUTURE,
  HEARTH_ISSUE_DATE_ORDER,
  HEARTH_ISSUE_TOO_LONG,
  HEARTH_ISSUE_CONTROL_CHARACTER,
} HearthIssue;

/**
 * HearthDraftRules:
 * @today: dates after it have not happened
 * @around: what other records of the case say; unknown dates have year 0
 *
 * What a draft is held against.
 */
typedef struct
{
  HearthDate today;
  HearthCaseDates around;
} HearthDraftRules;

#define HEARTH_RECORD_DRAFT_MAX_LENGTH 200       /* characters of a line */
#define HEARTH_RECORD_DRAFT_MAX_LONG_LENGTH 8000 /* characters of a note */

HearthRecordDraft *hearth_record_draft_new (const HearthRecord *record) G_GNUC_WARN_UNUSED_RESULT;
HearthRecordDraft *hearth_record_draft_ref (HearthRecordDraft *self);
void hearth_record_draft_unref (HearthRecordDraft *self);

gboolean hearth_record_draft_has_field (const HearthField *field);
const HearthKind *hearth_record_draft_get_kind (HearthRecordDraft *self);
const HearthId *hearth_record_draft_get_rec (HearthRecordDraft *self);
const HearthId *hearth_record_draft_get_case (HearthRecordDraft *self);
gint64 hearth_record_draft_get_revision (HearthRecordDraft *self);
gboolean hearth_record_draft_is_new (HearthRecordDraft *self);
const char *hearth_record_draft_get_text (HearthRecordDraft *self, const char *field);

HearthRecordDraft *hearth_record_draft_set_text (HearthRecordDraft *self,
                                                 const char *field,
                                                 const char *text) G_GNUC_WARN_UNUSED_RESULT;
HearthRecordDraft *hearth_record_draft_revert (HearthRecordDraft *self) G_GNUC_WARN_UNUSED_RESULT;

/* When somebody else saved meanwhile. */
HearthRecordDraft *hearth_record_draft_rebase (HearthRecordDraft *self, const HearthRecord *record)
    G_GNUC_WARN_UNUSED_RESULT;
const char *hearth_record_draft_get_newer (HearthRecordDraft *self, const char *field);
guint hearth_record_draft_get_n_newer (HearthRecordDraft *self);
HearthRecordDraft *hearth_record_draft_decide (HearthRecordDraft *self,
                                               const char *field,
                                               gboolean take_newer) G_GNUC_WARN_UNUSED_RESULT;

gboolean hearth_record_draft_is_changed (HearthRecordDraft *self);
gboolean hearth_record_draft_is_field_changed (HearthRecordDraft *self, const char *field);
HearthIssue hearth_record_draft_check_field (HearthRecordDraft *self,
                                             const char *field,
                                             const HearthDraftRules *rules);
gboolean hearth_issue_stops (HearthIssue issue);
const char *hearth_record_draft_find_stop (HearthRecordDraft *self, const HearthDraftRules *rules);
gboolean hearth_record_draft_can_save (HearthRecordDraft *self, const HearthDraftRules *rules);

json_t *hearth_record_draft_diff (HearthRecordDraft *self) G_GNUC_WARN_UNUSED_RESULT;
json_t *hearth_record_draft_to_json (HearthRecordDraft *self) G_GNUC_WARN_UNUSED_RESULT;
HearthRecordDraft *hearth_record_draft_resume (json_t *kept, const HearthRecord *record)
    G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthRecordDraft, hearth_record_draft_unref)

G_END_DECLS
