/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-date.h"
#include "hearth-record.h"

G_BEGIN_DECLS

/**
 * HearthCaseDraft:
 *
 * What a person has typed into the form of a case, beside what the case held when they began:
 * field id -> text. The ids are those that hearth_case_set() takes. Immutable and counted; setting
 * a field gives a new draft. Dates are text as typed until they are saved.
 */
typedef struct _HearthCaseDraft HearthCaseDraft;

typedef enum
{
  HEARTH_ISSUE_NONE,
  HEARTH_ISSUE_NO_SURNAME,   /* warning: people arrive with incomplete facts */
  HEARTH_ISSUE_NOT_UNDER_25, /* warning: the category contradicts the age at release */
  HEARTH_ISSUE_DATE_INVALID, /* the following cannot be saved */
  HEARTH_ISSUE_DATE_IN_FUTURE,
  HEARTH_ISSUE_DATE_ORDER,
  HEARTH_ISSUE_TOO_LONG,
  HEARTH_ISSUE_CONTROL_CHARACTER,
} HearthIssue;

#define HEARTH_CASE_DRAFT_MAX_LENGTH 200       /* characters of a line */
#define HEARTH_CASE_DRAFT_MAX_LONG_LENGTH 8000 /* characters of a note */

HearthCaseDraft *hearth_case_draft_new (const HearthRecord *person,
                                        const HearthRecord *captivity) G_GNUC_WARN_UNUSED_RESULT;
HearthCaseDraft *hearth_case_draft_ref (HearthCaseDraft *self);
void hearth_case_draft_unref (HearthCaseDraft *self);

const char *const *hearth_case_draft_get_fields (void);
const HearthField *hearth_case_draft_find_field (const char *field);
const HearthId *hearth_case_draft_get_case (HearthCaseDraft *self);
gint64 hearth_case_draft_get_revision (HearthCaseDraft *self);
const char *hearth_case_draft_get_text (HearthCaseDraft *self, const char *field);

HearthCaseDraft *hearth_case_draft_set_text (HearthCaseDraft *self,
                                             const char *field,
                                             const char *text) G_GNUC_WARN_UNUSED_RESULT;
HearthCaseDraft *hearth_case_draft_revert (HearthCaseDraft *self) G_GNUC_WARN_UNUSED_RESULT;
HearthCaseDraft *hearth_case_draft_rebase (HearthCaseDraft *self,
                                           const HearthRecord *person,
                                           const HearthRecord *captivity) G_GNUC_WARN_UNUSED_RESULT;
const char *hearth_case_draft_get_newer (HearthCaseDraft *self, const char *field);
gboolean hearth_case_draft_is_changed (HearthCaseDraft *self);
gboolean hearth_case_draft_is_field_changed (HearthCaseDraft *self, const char *field);

HearthIssue hearth_case_draft_check_field (HearthCaseDraft *self,
                                           const char *field,
                                           HearthDate today);
gboolean hearth_issue_stops (HearthIssue issue);
gboolean hearth_case_draft_can_save (HearthCaseDraft *self, HearthDate today);
json_t *hearth_case_draft_to_json (HearthCaseDraft *self) G_GNUC_WARN_UNUSED_RESULT;
HearthCaseDraft *hearth_case_draft_resume (json_t *kept,
                                           const HearthRecord *person,
                                           const HearthRecord *captivity) G_GNUC_WARN_UNUSED_RESULT;
json_t *hearth_case_draft_diff (HearthCaseDraft *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthCaseDraft, hearth_case_draft_unref)

G_END_DECLS
