/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records in words, for rows of lists: what stands in a field, and which fields tell a record of each kind
 * from the others. */
#pragma once

#include "hearth-pack-set.h"
#include "hearth-record.h"

G_BEGIN_DECLS

/* A value as people read it; "—" for none. @field NULL: of a newer version. */
char *hearth_field_format_value (const HearthField *field,
                                 const json_t *value,
                                 HearthPackSet *packs) G_GNUC_WARN_UNUSED_RESULT;
/* The same for a text of HearthRecordDraft. */
char *hearth_field_format_text (const HearthField *field,
                                const char *text,
                                HearthPackSet *packs) G_GNUC_WARN_UNUSED_RESULT;
/* A whole number in the unit of @field, without the unit. */
char *hearth_field_format_number (const HearthField *field,
                                  gint64 number) G_GNUC_WARN_UNUSED_RESULT;
/* The label with the unit in which a person writes the value. */
char *hearth_field_dup_title (const HearthField *field) G_GNUC_WARN_UNUSED_RESULT;
/* Never NULL: the name of the kind if nothing tells more. */
char *hearth_record_dup_title (const HearthRecord *record,
                               HearthPackSet *packs) G_GNUC_WARN_UNUSED_RESULT;
/* Maybe "". */
char *hearth_record_dup_subtitle (const HearthRecord *record,
                                  HearthPackSet *packs) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
