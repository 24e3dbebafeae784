/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-date.h"
#include "hearth-id.h"
#include "hearth-registry.h"

G_BEGIN_DECLS

/**
 * HearthRecord:
 *
 * One record as the projection shows it. Immutable, counted, crosses threads.
 */
typedef struct _HearthRecord HearthRecord;

HearthRecord *hearth_record_new (const HearthKind *kind,
                                 const HearthId *id,
                                 const HearthId *case_id,
                                 gint64 revision,
                                 json_t *values /* transfer full */) G_GNUC_WARN_UNUSED_RESULT;
HearthRecord *hearth_record_ref (HearthRecord *self);
void hearth_record_unref (HearthRecord *self);

const HearthKind *hearth_record_get_kind (const HearthRecord *self);
const HearthId *hearth_record_get_id (const HearthRecord *self);
const HearthId *hearth_record_get_case (const HearthRecord *self);
gint64 hearth_record_get_revision (
    const HearthRecord *self); /* greatest journal n that touched it; 0: new */
gboolean hearth_record_is_gone (const HearthRecord *self);
const json_t *hearth_record_get_values (
    const HearthRecord *self); /* object: field id -> value; unset fields are absent */
const char *hearth_record_get_text (const HearthRecord *self,
                                    const char *field); /* NULL if unset */
gboolean hearth_record_get_int (const HearthRecord *self, const char *field, gint64 *out);
HearthDate hearth_record_get_date (const HearthRecord *self, const char *field);
HearthPartialDate hearth_record_get_partial_date (const HearthRecord *self, const char *field);

/* First 16 bytes of H ("hearth/record/v1\n" || case || kind || "\n" || key): bundles 2. */
HearthId hearth_record_derive_id (const HearthId *case_id, const char *kind, const char *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthRecord, hearth_record_unref)

G_END_DECLS
