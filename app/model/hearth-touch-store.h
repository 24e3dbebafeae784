/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which lines touch which record (bundles 3): rows of one act, written in the order of their table. */
#pragma once

#include "hearth-compartment.h"
#include "hearth-db.h"
#include "hearth-id.h"

G_BEGIN_DECLS

typedef struct _HearthTouches HearthTouches;

HearthTouches *hearth_touches_new (void) G_GNUC_WARN_UNUSED_RESULT;
void hearth_touches_free (HearthTouches *self);
void hearth_touches_add (HearthTouches *self, const HearthId *rec, gint64 n);
guint hearth_touches_get_n (const HearthTouches *self);
gboolean hearth_touches_write (HearthTouches *self,
                               HearthDb *db,
                               HearthCompartment cmp,
                               GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthTouches, hearth_touches_free)

G_END_DECLS
