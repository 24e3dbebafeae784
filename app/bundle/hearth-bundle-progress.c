/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-bundle-progress.h"

struct _HearthBundleProgress
{
  GCancellable parent_instance;

  GMutex mutex; /* 64 bits are not atomic on every machine */
  guint64 n_done;
  guint64 n_planned;
};

G_DEFINE_FINAL_TYPE (HearthBundleProgress, hearth_bundle_progress, G_TYPE_CANCELLABLE)

static void
hearth_bundle_progress_finalize (GObject *object)
{
  g_mutex_clear (&HEARTH_BUNDLE_PROGRESS (object)->mutex);
  G_OBJECT_CLASS (hearth_bundle_progress_parent_class)->finalize (object);
}

static void
hearth_bundle_progress_class_init (HearthBundleProgressClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hearth_bundle_progress_finalize;
}

static void
hearth_bundle_progress_init (HearthBundleProgress *self)
{
  g_mutex_init (&self->mutex);
}

/** hearth_bundle_progress_new: Returns: (transfer full): for one job at a time. */
HearthBundleProgress *
hearth_bundle_progress_new (void)
{
  return g_object_new (HEARTH_TYPE_BUNDLE_PROGRESS, NULL);
}

/** hearth_bundle_progress_get_bytes: @done: (out): never more than @planned. Thread: any. */
void
hearth_bundle_progress_get_bytes (HearthBundleProgress *self, guint64 *done, guint64 *planned)
{
  g_return_if_fail (HEARTH_IS_BUNDLE_PROGRESS (self) && done != NULL && planned != NULL);

  g_mutex_lock (&self->mutex);
  *planned = self->n_planned;
  *done = MIN (self->n_done, self->n_planned);
  g_mutex_unlock (&self->mutex);
}

/** hearth_bundle_progress_get_fraction: Returns: bytes done of bytes planned. Thread: any. */
double
hearth_bundle_progress_get_fraction (HearthBundleProgress *self)
{
  guint64 done, planned;

  g_return_val_if_fail (HEARTH_IS_BUNDLE_PROGRESS (self), 0);

  hearth_bundle_progress_get_bytes (self, &done, &planned);
  return planned > 0 ? (double) done / (double) planned : 0;
}

/** hearth_bundle_progress_plan: a job begins that moves about @n_bytes. Thread: any. */
void
hearth_bundle_progress_plan (GCancellable *cancellable, guint64 n_bytes)
{
  HearthBundleProgress *self;

  if (cancellable == NULL || !HEARTH_IS_BUNDLE_PROGRESS (cancellable))
    return;
  self = HEARTH_BUNDLE_PROGRESS (cancellable);
  g_mutex_lock (&self->mutex);
  self->n_done = 0;
  self->n_planned = n_bytes;
  g_mutex_unlock (&self->mutex);
}

/** hearth_bundle_progress_add: @n_bytes of the plan are done. Thread: any. */
void
hearth_bundle_progress_add (GCancellable *cancellable, guint64 n_bytes)
{
  HearthBundleProgress *self;

  if (cancellable == NULL || !HEARTH_IS_BUNDLE_PROGRESS (cancellable))
    return;
  self = HEARTH_BUNDLE_PROGRESS (cancellable);
  g_mutex_lock (&self->mutex);
  self->n_done += n_bytes;
  g_mutex_unlock (&self->mutex);
}
