/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What this computer remembers of the vaults that were open on it (vault 6.4). The whole set of files
 * put back to an older genuine copy shows nowhere in the vault itself: only here. */
#pragma once

#include "hearth-compartment.h"
#include "hearth-fs.h"
#include "hearth-id.h"
#include "hearth-secret.h"

G_BEGIN_DECLS

/**
 * HearthSeen:
 * @generation: of the header
 * @serial: of the grants
 * @tables: generation of each compartment's table; 0: the file was not open
 * @time_s: when, seconds since 1970
 */
typedef struct
{
  guint64 generation;
  guint64 serial;
  guint64 tables[HEARTH_N_COMPARTMENTS];
  guint64 time_s;
} HearthSeen;

/**
 * HearthSeenPlace:
 * @state_path: absolute folder in which "hearth/seen" stands; %NULL: nothing is remembered
 *
 * Whose memory: one record for each vault, writer id and user. Borrowed.
 */
typedef struct
{
  const HearthFs *fs;
  const char *state_path;
  const HearthId *vault_id;
  const HearthId *dev;
  const HearthId *user;
  const HearthSecret *user_seed;
  guint64 enrolled_s; /* when the seed was made: what is older was noted under another one */
} HearthSeenPlace;

typedef enum
{
  HEARTH_SEEN_NOTHING,
  HEARTH_SEEN_FOUND,
  HEARTH_SEEN_DAMAGED,
} HearthSeenResult;

HearthSeenResult hearth_seen_read (const HearthSeenPlace *place, HearthSeen *out);
gboolean hearth_seen_write (const HearthSeenPlace *place, const HearthSeen *seen, GError **error);

G_END_DECLS
