/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-journal-salvage.h"

G_BEGIN_DECLS

/** HearthSavedLine: a row of the journal as it lay in a page. */
typedef struct
{
  gint64 n;
  gint64 state;
  guint8 id[32];
  HearthId dev;
  gint64 seq;
  gint64 hlc;
  HearthId case_id;
  HearthId who;
  GBytes *line;   /* NULL: erased */
  GBytes *bundle; /* NULL: written here */
  char *reason;
} HearthSavedLine;

/* hearth-salvage-lines.c: (element-type HearthSavedLine) each line once, in order of arrival */
GPtrArray *_hearth_salvage_read_lines (HearthPageMap *map) G_GNUC_WARN_UNUSED_RESULT;
/* Whether its bytes are what its id, its columns and, where @keys can tell, its signature say. */
gboolean _hearth_salvage_is_good_line (const HearthSavedLine *line,
                                       HearthCompartment cmp,
                                       const HearthId *own_dev,
                                       const GByteArray *keys);
/* What the index of the journal, and the numbers of the own lines, say there was. */
void _hearth_salvage_find_gaps (HearthPageMap *map,
                                HearthCompartment cmp,
                                const HearthId *own_dev,
                                GPtrArray *lines,
                                GArray *gaps);

/* hearth-salvage-store.c */
gboolean _hearth_salvage_write_lines (HearthDb *db,
                                      HearthCompartment cmp,
                                      GPtrArray *lines,
                                      GCancellable *cancellable,
                                      GError **error);
gboolean _hearth_salvage_copy_keyring (
    HearthPageMap *map, HearthDb *db, HearthCompartment cmp, GByteArray *keys, GError **error);
gboolean _hearth_salvage_copy_tables (HearthPageMap *map,
                                      HearthDb *db,
                                      HearthCompartment cmp,
                                      GError **error);

G_END_DECLS
