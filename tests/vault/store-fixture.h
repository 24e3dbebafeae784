/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two compartments with keys that stay the same, in a temporary folder: what the tests of the file
 * system open, close, damage and open again. */
#pragma once

#include "hearth-db-private.h"
#include "hearth-stmt.h"
#include "hearth-vfs.h"

G_BEGIN_DECLS

typedef struct
{
  char *folder;
  const char *base;   /* NULL: the system's */
  const HearthFs *fs; /* goes with it */
  gboolean bears_missing_journal;
  guint n_missing_journals;
  HearthSecret *keys[HEARTH_N_COMPARTMENTS];
  HearthVfs *vfs;
  HearthDb *db;
  guint n_events;
  HearthVfsEvent last_event;
} Store;

/* In a temporary folder, or on another disk. */
void store_init (Store *self);
void store_init_on (Store *self, const HearthFs *fs, const char *folder);
void store_clear (Store *self);

/* Makes or opens vfs and db. */
void store_create (Store *self);
gboolean store_open (Store *self, GError **error);
void store_close (Store *self);
/* The file system alone, with core added; NULL with an error. */
HearthVfs *store_open_vfs (Store *self, HearthVfsFlags flags, GError **error);
/* Closes as a crash would: nothing is checkpointed, the journal stays. */
void store_abandon (Store *self);

void store_exec (Store *self, const char *sql);
gint64 store_query_int (Store *self, const char *sql);
char *store_dump (HearthDb *db);

char *store_path (Store *self, const char *name);
void store_read (Store *self, const char *name, guint8 **bytes, gsize *size);
void store_write (Store *self, const char *name, const guint8 *bytes, gsize size);
void store_remove (Store *self, const char *name);
gboolean store_has (Store *self, const char *name);
guint store_count_marker (Store *self, const char *marker);

/* Ends a forked child without what its parent has to end. */
void store_end_child (int status) G_GNUC_NORETURN;

G_END_DECLS
