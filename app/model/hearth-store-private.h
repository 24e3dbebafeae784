/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-store.h"

G_BEGIN_DECLS

struct _HearthStore
{
  GObject parent_instance;

  HearthVault *vault;
  HearthPackSet *packs; /* nullable; atomic: see _hearth_store_set_packs() */
  GPtrArray *old_packs; /* that a running act may still look into */
  HearthId dev;
  HearthId who;
  GStrv roles;
  GMainContext *context;
  GThread *home; /* where ::changed is emitted */
  HearthAuditWait *wait;
  gpointer late; /* atomic: what finds room only later; see hearth_store_write_late() */
};

gboolean _hearth_store_check_open (HearthDb *db, GError **error);
gboolean _hearth_store_check_unlocked (HearthStore *self, GError **error);

/* From the next act on. Thread: main. */
void _hearth_store_set_packs (HearthStore *self, HearthPackSet *packs);

G_END_DECLS
