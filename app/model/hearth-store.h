/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one write path, and the way to read. Everything that changes a record goes through
 * hearth_store_execute*(): policy, expected revision, signed commit, journal row, projection and
 * search index in one transaction of one compartment's file, on the writer thread. */
#pragma once

#include "hearth-change-set.h"
#include "hearth-model-error.h"
#include "hearth-vault.h"
#include "hearth-writer.h"

G_BEGIN_DECLS

#define HEARTH_TYPE_STORE (hearth_store_get_type ())
G_DECLARE_FINAL_TYPE (HearthStore, hearth_store, HEARTH, STORE, GObject)

/* signal ::changed (HearthStore *, HearthChangeSet *): once per executed command, after the commit, on main */

HearthStore *hearth_store_new (HearthVault *vault, HearthPackSet *packs) G_GNUC_WARN_UNUSED_RESULT;

/* Blocks until done; for hearthctl, tests and code that already runs on the writer. */
HearthChangeSet *hearth_store_execute (HearthStore *self,
                                       HearthCommand *command,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_store_execute_async (HearthStore *self,
                                 HearthCommand *command,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
HearthChangeSet *hearth_store_execute_finish (HearthStore *self,
                                              GAsyncResult *result,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A question that runs on the reader thread inside one snapshot and answers with an owned value.
 * @func must not touch anything but @db and @data. */
typedef gpointer (*HearthReadFunc) (HearthDb *db, gpointer data, GError **error);
gpointer hearth_store_read (HearthStore *self, HearthReadFunc func, gpointer data, GError **error);
void hearth_store_read_async (HearthStore *self,
                              HearthReadFunc func,
                              gpointer data,
                              GDestroyNotify data_destroy,
                              GDestroyNotify result_destroy,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gpointer hearth_store_read_finish (HearthStore *self, GAsyncResult *result, GError **error);

/* A decision that needs reading and then writing without anybody between: @func builds the command
 * from @db on the writer thread (NULL without error: nothing to do), which is then executed. */
typedef HearthCommand *(*HearthDecideFunc) (HearthDb *db, gpointer data, GError **error);
HearthChangeSet *hearth_store_decide (HearthStore *self,
                                      HearthDecideFunc func,
                                      gpointer data,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_store_decide_async (HearthStore *self,
                                HearthDecideFunc func,
                                gpointer data,
                                GDestroyNotify data_destroy,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
HearthChangeSet *hearth_store_decide_finish (HearthStore *self,
                                             GAsyncResult *result,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* An act that writes with a HearthWriter of its own making: imports that stream, the first login. Runs on
 * the writer thread. @data is borrowed. */
typedef HearthChangeSet *(*HearthWriteFunc) (const HearthWriter *writer,
                                             gpointer data,
                                             GCancellable *cancellable,
                                             GError **error);
HearthChangeSet *hearth_store_write (HearthStore *self,
                                     HearthWriteFunc func,
                                     gpointer data,
                                     GCancellable *cancellable,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_store_write_async (HearthStore *self,
                               HearthWriteFunc func,
                               gpointer data,
                               GDestroyNotify data_destroy,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
HearthChangeSet *hearth_store_write_finish (HearthStore *self,
                                            GAsyncResult *result,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A full disk: what must come before all else is tried again with every write. */
void hearth_store_write_late (HearthStore *self,
                              HearthWriteFunc func,
                              gpointer data,
                              GDestroyNotify data_destroy);
gboolean hearth_store_is_behind (HearthStore *self);

/* Reading records, for functions that run on the reader or writer (HearthDb). */
HearthRecord *hearth_store_get_record (HearthDb *db,
                                       const HearthKind *kind,
                                       const HearthId *rec,
                                       GError **error); /* NULL without error: none */
GPtrArray *hearth_store_list_records (HearthDb *db,
                                      const HearthKind *kind,
                                      const HearthId *case_id,
                                      GError **error); /* not gone ones, in order of arrival */

G_END_DECLS
