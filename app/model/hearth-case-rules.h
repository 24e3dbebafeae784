/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the records of a case say of one another, for forms and lists. */
#pragma once

#include "hearth-case.h"
#include "hearth-record-draft.h"

G_BEGIN_DECLS

HearthDraftRules hearth_case_make_rules (HearthCase *kase, const HearthId *but);
HearthOverlap hearth_case_find_overlap (HearthCase *kase, const HearthRecord *period);

/* An empty record of the case, to begin a draft with. @rec: (nullable): the id of one begun before. */
HearthRecord *hearth_case_make_record (HearthCase *kase,
                                       const HearthKind *kind,
                                       const HearthId *rec) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
