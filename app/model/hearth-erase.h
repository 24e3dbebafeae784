/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Erasing as an ordered act (bundles 7): an owner proposes with an order and a reason, a second person
 * says yes, then the lines are gone for good. A proposal may also have come from another vault; it is
 * confirmed here in the same way. What it cannot reach: backups and bundles that left already. Compartments
 * whose key the login does not hold follow when somebody who holds it logs in. */
#pragma once

#include "hearth-approval.h"
#include "hearth-blob-store.h"
#include "hearth-context.h"

G_BEGIN_DECLS

/**
 * HearthEraseScope:
 * @cmp: %HEARTH_COMPARTMENT_IDENTITY: every compartment
 * @rec: zero: all of the case; else one record of an alone kind, in @cmp
 */
typedef struct
{
  HearthId case_id;
  HearthCompartment cmp;
  HearthId rec;
} HearthEraseScope;

/** HearthErased: what is gone. @n_waiting: compartments in the scope that this login does not hold. */
typedef struct
{
  guint n_lines;
  guint n_files;
  guint n_waiting;
} HearthErased;

/* All of these block. */
gboolean hearth_erase_propose (HearthContext *context,
                               const HearthEraseScope *scope,
                               const char *order,
                               const char *reason,
                               HearthId *erasure,
                               GError **error);
/* @approval: of hearth_erase_get_digest(); NULL with @alone: nobody else may approve, and why. */
gboolean hearth_erase_confirm (HearthContext *context,
                               const HearthId *erasure,
                               const HearthApproval *approval,
                               const char *alone,
                               HearthErased *out,
                               GError **error);
/* What a second person signs: the id of the commit that proposes. */
gboolean hearth_erase_get_digest (HearthContext *context,
                                  const HearthId *erasure,
                                  guint8 out[HEARTH_APPROVAL_DIGEST_SIZE],
                                  GError **error);

/* Carries out what was confirmed and is not done yet. On the writer's thread; at every login. */
gboolean hearth_erase_carry_out (const HearthWriter *writer,
                                 HearthBlobStore *blobs,
                                 HearthChangeSet *changes,
                                 HearthErased *out,
                                 GError **error);

G_END_DECLS
