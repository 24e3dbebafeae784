/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-record-draft.h"

G_BEGIN_DECLS

gboolean _hearth_record_draft_is_date (const HearthField *field);
/* FALSE: no such date, or nothing is typed. */
gboolean _hearth_record_draft_read_date (HearthRecordDraft *self,
                                         const char *field,
                                         HearthPartialDate *out);

G_END_DECLS
