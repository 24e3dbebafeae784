/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HearthWorker:
 *
 * One named thread that runs tasks first in, first out. It owns what only one thread may touch,
 * such as an SQLite connection.
 */
typedef struct _HearthWorker HearthWorker;

typedef void (*HearthWorkerFunc) (gpointer data);

HearthWorker *hearth_worker_new (const char *name) G_GNUC_WARN_UNUSED_RESULT;
void hearth_worker_free (HearthWorker *self);
void hearth_worker_push (HearthWorker *self, GTask *task, GTaskThreadFunc func);
void hearth_worker_call_sync (HearthWorker *self, HearthWorkerFunc func, gpointer data);
gboolean hearth_worker_is_current (HearthWorker *self);

typedef struct _HearthWorkerHold HearthWorkerHold;

HearthWorkerHold *hearth_worker_hold (HearthWorker *self) G_GNUC_WARN_UNUSED_RESULT;
void hearth_worker_release (HearthWorkerHold *hold);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthWorker, hearth_worker_free)

G_END_DECLS
