/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who had the data of one person, from the log of bundles and the audit log. For the reader thread. */
#pragma once

#include "hearth-audit.h"

G_BEGIN_DECLS

/* The reason of an entry of the audit log: the paper was made for the person. */
#define HEARTH_GIVEN_OWN_COPY "own-copy"
/* A paper for the person that refuses the data: nothing was given. */
#define HEARTH_GIVEN_REFUSAL "own-copy-refused"

typedef enum
{
  HEARTH_GIVEN_BUNDLE, /* to another vault, sealed */
  HEARTH_GIVEN_PRINT,
  HEARTH_GIVEN_FILE, /* a file in the clear, or a copy of a scan */
} HearthGivenHow;

/**
 * HearthGiven:
 * @to: (nullable): names of the contacts, or the first digits of a key that nobody named; %NULL: it is not known who
 *   read it, as of a bundle with a passphrase, or of a paper
 * @is_own: it was the own copy, and the person got it
 * @parts: 1 << HearthCompartment of what left
 * @at_ms: milliseconds since 1970
 *
 * What left this vault about one person. Owned plain value.
 */
typedef struct
{
  HearthGivenHow how;
  char *to;
  gboolean is_own;
  guint parts;
  gint64 at_ms;
} HearthGiven;
void hearth_given_free (HearthGiven *self);

/* (element-type HearthGiven) the oldest first; bundles of before their cases were written down are not among them. */
GPtrArray *hearth_given_query_run (HearthDb *db,
                                   const HearthId *case_id,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthGiven, hearth_given_free)

G_END_DECLS
