/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which lines of a compartment file are in force, which are set aside and why (bundles 3). Only the rows;
 * the rules are in hearth-receive. */
#pragma once

#include "hearth-aside.h"
#include "hearth-journal.h"

G_BEGIN_DECLS

/* Column "state" of the journal. */
typedef enum
{
  HEARTH_LINE_IN_FORCE = 0,
  HEARTH_LINE_SET_ASIDE = 1,
  HEARTH_LINE_ERASED = 2,
} HearthLineState;

/** HearthLineRow: a row of the journal. @reason: %HEARTH_ASIDE_NONE unless it is set aside. */
typedef struct
{
  gint64 n; /* 0: there is none */
  HearthLineState state;
  HearthAside reason;
  gboolean has_bundle; /* it came from elsewhere */
  HearthId bundle;
} HearthLineRow;

gboolean hearth_journal_find_line (HearthDb *db,
                                   HearthCompartment cmp,
                                   const guint8 id[HEARTH_HASH_SIZE],
                                   HearthLineRow *row,
                                   GError **error);
/* (element-type HearthLineRow) in order of arrival. */
GArray *hearth_journal_list_aside (HearthDb *db,
                                   HearthCompartment cmp,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
GArray *hearth_journal_list_bundle (HearthDb *db,
                                    HearthCompartment cmp,
                                    const HearthId *bundle,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The line of a row, whatever its state, without LF; NULL without error: erased. */
GBytes *hearth_journal_get_any_line (HearthDb *db, HearthCompartment cmp, gint64 n, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_journal_set_aside (
    HearthDb *db, HearthCompartment cmp, gint64 n, HearthAside reason, GError **error);

/* Whose a record is: case and kind of the first line in force that touches it. @kind is NULL if there is
 * none, else freed by the caller. */
gboolean hearth_journal_find_owner (HearthDb *db,
                                    HearthCompartment cmp,
                                    const HearthId *rec,
                                    HearthLineCache *cache,
                                    HearthId *case_id,
                                    char **kind,
                                    GError **error);

/* Whether another line in force has the same number of the same writer (bundles 5, M9). */
gboolean hearth_journal_is_fork (HearthDb *db,
                                 HearthCompartment cmp,
                                 const HearthStamp *stamp,
                                 gboolean *is_fork,
                                 GError **error);
/* (element-type HearthId) writers of which the file holds two lines with one number: a disk was copied
 * or a key stolen. */
GArray *hearth_journal_list_forked (HearthDb *db,
                                    HearthCompartment cmp,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Bundles that were withdrawn; what of them is released later stays aside. */
gboolean hearth_journal_set_withdrawn (HearthDb *db,
                                       HearthCompartment cmp,
                                       const HearthId *bundle,
                                       gboolean is_withdrawn,
                                       GError **error);
gboolean hearth_journal_is_withdrawn (HearthDb *db,
                                      HearthCompartment cmp,
                                      const HearthId *bundle,
                                      gboolean *is_withdrawn,
                                      GError **error);

/* Of the model's stores. */
json_t *_hearth_journal_parse_stored (
    gint64 n, const char *line, gsize length, HearthLineCache *cache, GError **error);

G_END_DECLS
