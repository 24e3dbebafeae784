/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which bundles came, which parts of them wait for a key, and what their senders vouch for of their own
 * audit logs: tables of admin (bundles 13, steps 10 and 11). */
#pragma once

#include "hearth-db.h"
#include "hearth-hash.h"
#include "hearth-id.h"
#include "hearth-key.h"

G_BEGIN_DECLS

/** HearthReceivedBundle: @sender is the identity key of the vault that made it. */
typedef struct
{
  HearthId bundle;
  guint8 sender[HEARTH_KEY_SIZE];
  gint64 seq;
  guint8 manifest[HEARTH_HASH_SIZE];
  char *created;
  gint64 at_ms;
  HearthId who;
  guint n_lines;
  guint n_new;
} HearthReceivedBundle;
void hearth_received_bundle_free (HearthReceivedBundle *self);

/* (element-type HearthReceivedBundle) newest first. */
GPtrArray *hearth_received_list (HearthDb *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether the bundle came already, and the greatest number of that sender so far, 0: none. */
gboolean hearth_received_find (HearthDb *db,
                               const HearthId *bundle,
                               const guint8 sender[HEARTH_KEY_SIZE],
                               gboolean *is_here,
                               gint64 *last_seq,
                               GError **error);
/* In a transaction of admin; a bundle that came before keeps when it came first. */
gboolean hearth_received_put (HearthDb *db, const HearthReceivedBundle *row, GError **error);

/** HearthWaitingPart: a member of a bundle in the folder "sealed". */
typedef struct
{
  HearthId file;
  HearthId bundle;
  guint8 sender[HEARTH_KEY_SIZE];
  char *compartment; /* may be one that this version does not know */
  char *name;        /* of the member */
  guint64 size;
  guint8 hash[HEARTH_HASH_SIZE];
} HearthWaitingPart;
HearthWaitingPart *hearth_waiting_part_copy (const HearthWaitingPart *self)
    G_GNUC_WARN_UNUSED_RESULT;
void hearth_waiting_part_free (HearthWaitingPart *self);

/* (element-type HearthWaitingPart) in order of bundle, compartment and member. */
GPtrArray *hearth_waiting_list (HearthDb *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_waiting_has (
    HearthDb *db, const HearthId *bundle, const char *name, gboolean *has, GError **error);
/* In a transaction of admin. */
gboolean hearth_waiting_put (HearthDb *db, const HearthWaitingPart *part, GError **error);
gboolean hearth_waiting_remove (HearthDb *db, const HearthId *file, GError **error);

/* The newest checkpoint of another vault's log, a signed line; an older one changes nothing. */
gboolean hearth_witness_put (
    HearthDb *db, const HearthId *dev, gint64 hlc, const char *line, gsize length, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthReceivedBundle, hearth_received_bundle_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthWaitingPart, hearth_waiting_part_free)

G_END_DECLS
