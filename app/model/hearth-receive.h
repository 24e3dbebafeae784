/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking lines that another vault wrote into the journal (bundles 3, 5): what an import calls when the
 * bundle around them was verified. Each line is judged; one that does not count now is set aside with the
 * reason, kept, and counts as soon as the reason is gone. The order of lines does not matter.
 *
 *   receive = hearth_receive_new (writer, &bundle, &authors);
 *   for each compartment: hearth_receive_begin (), _add () for each line, _commit ()
 *   changes = hearth_receive_finish (receive, &report)      its inverse withdraws the bundle
 *
 * On the writer's thread. */
#pragma once

#include "hearth-aside.h"
#include "hearth-commit.h"
#include "hearth-writer.h"

G_BEGIN_DECLS

/** HearthAuthorVerdict: what the card of a line's vault says of it (bundles 8). */
typedef enum
{
  HEARTH_AUTHOR_GOOD,        /* signed with a key that counts */
  HEARTH_AUTHOR_UNKNOWN,     /* no verified card lists its writer */
  HEARTH_AUTHOR_FORGED,      /* there is a card, and the signature does not hold */
  HEARTH_AUTHOR_RETIRED,     /* an old key, beyond the last number that it vouches for */
  HEARTH_AUTHOR_REVOKED,     /* the contact was revoked */
  HEARTH_AUTHOR_NOT_ALLOWED, /* the contact may not send that compartment or use that role */
} HearthAuthorVerdict;

/**
 * HearthAuthors:
 * @judge: verifies the signature of @line (without LF), which @commit was read from
 *
 * Who knows the cards. Borrowed.
 */
typedef struct
{
  HearthAuthorVerdict (*judge) (const HearthCommit *commit,
                                const char *line,
                                gsize length,
                                gpointer data);
  gpointer data;
} HearthAuthors;

/**
 * HearthReceived:
 * @n_lines: that were given
 * @n_new: that were not here
 * @n_released: that were here, set aside, and count now
 * @n_aside: of the lines given, by reason, those that do not count; the first place is empty
 * @n_future_writers: writers whose clock is ahead; from two on, this computer's clock is to be doubted
 * @forked: (element-type HearthId): writers found with two lines of one number
 *
 * What came of an import.
 */
typedef struct
{
  guint n_lines;
  guint n_new;
  guint n_released;
  guint n_aside[HEARTH_N_ASIDE];
  guint n_future_writers;
  GArray *forked;
} HearthReceived;
void hearth_received_clear (HearthReceived *self);

/* How far ahead the clock of a line may be (bundles 4). */
#define HEARTH_RECEIVE_MAX_AHEAD_MS (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)

typedef struct _HearthReceive HearthReceive;

HearthReceive *hearth_receive_new (const HearthWriter *writer,
                                   const HearthId *bundle,
                                   const HearthAuthors *authors) G_GNUC_WARN_UNUSED_RESULT;
void hearth_receive_free (HearthReceive *self);
gboolean hearth_receive_begin (HearthReceive *self, HearthCompartment cmp, GError **error);
gboolean hearth_receive_add (HearthReceive *self, const char *line, gsize length, GError **error);
void hearth_receive_keep (HearthReceive *self);
gboolean hearth_receive_commit (HearthReceive *self, GError **error);
HearthChangeSet *hearth_receive_finish (HearthReceive *self,
                                        HearthReceived *out) G_GNUC_WARN_UNUSED_RESULT;

/* Looks at the lines of @cmp that are set aside once more: a card was verified, the clock has moved on,
 * the program knows more roles. */
HearthChangeSet *hearth_receive_reconsider (const HearthWriter *writer,
                                            HearthCompartment cmp,
                                            const HearthAuthors *authors,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
HearthChangeSet *hearth_receive_reconsider_all (const HearthWriter *writer,
                                                const HearthAuthors *authors,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Puts the lines that were set aside for @reason in force although it holds: an owner's decision on a
 * future clock, a revoked card, an erased case. */
HearthChangeSet *hearth_receive_release (const HearthWriter *writer,
                                         HearthCompartment cmp,
                                         HearthAside reason,
                                         const gint64 *ns,
                                         guint n_ns,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Undo of an import: sets aside what first came with @bundle, in every attached compartment. Its inverse
 * brings it back. */
HearthCommand *hearth_command_new_withdraw (const HearthId *bundle) G_GNUC_WARN_UNUSED_RESULT;
HearthCommand *hearth_command_new_bring_back (const HearthId *bundle) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HearthReceived, hearth_received_clear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthReceive, hearth_receive_free)

G_END_DECLS
