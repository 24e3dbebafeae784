/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A writer over compartments in memory: the whole write path without a vault. */
#pragma once

#include "hearth-journal.h"
#include "hearth-json.h"
#include "hearth-registry-schema.h"
#include "hearth-stmt.h"
#include "hearth-store.h"
#include "hearth-writer.h"

G_BEGIN_DECLS

typedef struct
{
  HearthDb *db;
  HearthWriter writer;
} HearthTestWriter;

/* @roles: static, NULL for all. */
HearthTestWriter *hearth_test_writer_new (const char *const *roles) G_GNUC_WARN_UNUSED_RESULT;
void hearth_test_writer_free (HearthTestWriter *self);
/* An id that stands for a small number. */
HearthId hearth_test_id (guint number);
/* Object from text with ' instead of ". */
json_t *hearth_test_json (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* Executes one operation and expects @result. @case_number 0: shared. */
HearthChangeSet *hearth_test_write (HearthTestWriter *self,
                                    const char *kind,
                                    guint case_number,
                                    const HearthId *rec,
                                    gint64 revision,
                                    const char *set,
                                    HearthResult result) G_GNUC_WARN_UNUSED_RESULT;
HearthChangeSet *hearth_test_execute (HearthTestWriter *self,
                                      HearthCommand *command) G_GNUC_WARN_UNUSED_RESULT;
/* Makes a person of that case number with the derived id and returns it. */
HearthId hearth_test_add_person (HearthTestWriter *self, guint case_number, const char *set);
/* The record must exist. */
HearthRecord *hearth_test_get (HearthTestWriter *self,
                               const char *kind,
                               const HearthId *rec) G_GNUC_WARN_UNUSED_RESULT;
void hearth_test_assert_values (HearthTestWriter *self,
                                const char *kind,
                                const HearthId *rec,
                                const char *expected);
gint64 hearth_test_query_int (HearthDb *db, const char *sql);
/* The projection of every compartment is what its lines say. */
void hearth_test_assert_projection (HearthDb *db);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthTestWriter, hearth_test_writer_free)

G_END_DECLS
