/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HearthBundleProgress:
 *
 * A cancellable that also tells how far the job has come to which it was given: bytes done of bytes planned. Whoever
 * waits asks from time to time; nothing is called from the thread of the job. Jobs count into whatever cancellable
 * they have, and one of another type does not count.
 */
#define HEARTH_TYPE_BUNDLE_PROGRESS (hearth_bundle_progress_get_type ())
G_DECLARE_FINAL_TYPE (
    HearthBundleProgress, hearth_bundle_progress, HEARTH, BUNDLE_PROGRESS, GCancellable)

HearthBundleProgress *hearth_bundle_progress_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Thread: any. 0 to 1; 0 while nothing is planned. Never falls within one plan. */
double hearth_bundle_progress_get_fraction (HearthBundleProgress *self);
void hearth_bundle_progress_get_bytes (HearthBundleProgress *self, guint64 *done, guint64 *planned);

/* For jobs. Thread: any. @cancellable: nullable. */
void hearth_bundle_progress_plan (GCancellable *cancellable, guint64 n_bytes); /* begins anew */
void hearth_bundle_progress_add (GCancellable *cancellable, guint64 n_bytes);

G_END_DECLS
