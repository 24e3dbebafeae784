/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which bundles this vault made for whom, and which lines of a bundle are here already. The row is
 * written before a bundle leaves and completed after: there can be an entry without its bundle, never
 * a bundle without its entry. */
#pragma once

#include "hearth-commit.h"
#include "hearth-db.h"

G_BEGIN_DECLS

/** HearthBundleLogEntry: a bundle about to be made. */
typedef struct
{
  HearthId bundle;
  const char *destination; /* recipients joined by spaces, or "passphrase" */
  guint parts;             /* bit 1 << HearthCompartment */
  guint n_cases;
  const GArray *cases; /* (element-type HearthId); NULL: nobody can say later who went out */
  gint64 seq;          /* given out by begin: 1 for the first to this destination */
  gboolean has_prev;   /* also by begin: a bundle was made for this destination before */
  guint8 prev[HEARTH_HASH_SIZE];
} HearthBundleLogEntry;

gboolean hearth_bundle_log_begin (HearthDb *db, HearthBundleLogEntry *entry, GError **error);
gboolean hearth_bundle_log_finish (HearthDb *db,
                                   const HearthId *bundle,
                                   const guint8 manifest[HEARTH_HASH_SIZE],
                                   guint64 size_bytes,
                                   GError **error);

/** HearthBundleSent: a bundle that was made here. */
typedef struct
{
  HearthId bundle;
  char *destination; /* as of HearthBundleLogEntry; the key of a contact in hex */
  gint64 seq;
  guint parts;
  guint n_cases;
  gboolean is_made; /* the file reached its destination */
  gint64 at_ms;
  guint64 size_bytes;
  guint8
      manifest[HEARTH_HASH_SIZE]; /* H of the manifest: which of them it is, both sides can say */
} HearthBundleSent;
void hearth_bundle_sent_free (HearthBundleSent *self);
/* (element-type HearthBundleSent) newest first. */
GPtrArray *hearth_bundle_log_list (HearthDb *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean hearth_bundle_log_has_line (HearthDb *db,
                                     HearthCompartment cmp,
                                     const guint8 id[HEARTH_HASH_SIZE],
                                     gboolean *has,
                                     GError **error);
gboolean hearth_bundle_log_has_record (
    HearthDb *db, HearthCompartment cmp, const HearthId *rec, gboolean *has, GError **error);
gboolean hearth_bundle_log_has_case (
    HearthDb *db, HearthCompartment cmp, const HearthId *case_id, gboolean *has, GError **error);

G_END_DECLS
