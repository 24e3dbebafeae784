/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-renewal.h"
#include "hearth-session.h"

G_BEGIN_DECLS

struct _HearthRenewal
{
  gatomicrefcount ref_count;
  guint compartments;
  gboolean is_new;
  gint64 proven_s; /* 0: never */
  char *reason;

  gint done; /* atomic: bit per compartment */

  GMutex mutex;   /* guards what follows */
  HearthVfs *vfs; /* while the work runs */
  guint64 n_expected;
  guint64 n_before;
  double fraction;
};

void _hearth_renewal_begin_progress (HearthRenewal *self, HearthSession *session);
void _hearth_renewal_end_progress (HearthRenewal *self, gboolean is_done);

/* hearth-renewal-steps.c */
guint _hearth_renewal_find_pending (const HearthSession *session);
gboolean _hearth_renewal_run (HearthRenewal *self,
                              HearthSession *session,
                              GCancellable *cancellable,
                              GError **error);

G_END_DECLS
