/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of contacts: vaults that bundles go to and come from, and what people decided about each
 * (bundles 8). What a card says is read by the layer above; here it is a line. */
#pragma once

#include "hearth-db.h"
#include "hearth-key.h"

G_BEGIN_DECLS

/* Column "state": append only. */
typedef enum
{
  HEARTH_CONTACT_OFFERED,  /* a card came, and nobody has compared its fingerprint */
  HEARTH_CONTACT_VERIFIED, /* a person typed the digits that the other side read out */
  HEARTH_CONTACT_REVOKED,  /* its laptop was lost */
  HEARTH_CONTACT_REMOVED,  /* no longer wanted; its card stays, for its lines are here */
  HEARTH_N_CONTACT_STATES,
} HearthContactState;

/**
 * HearthContactRow:
 * @key: identity key of the vault; of a bare contact the recipient key, which is all that is known of it
 * @serial: of the card; 0 if it is bare
 * @name: what it is called here
 * @card: (nullable): signed line with its LF; %NULL if it is bare
 * @accept: 1 << HearthCompartment for each that is taken from it
 * @send: the same of those that it may get
 * @verified_ms: milliseconds since 1970; 0: never
 */
typedef struct
{
  guint8 key[HEARTH_KEY_SIZE];
  gboolean is_bare;
  HearthContactState state;
  gint64 serial;
  char *name;
  char *card;
  guint accept;
  guint send;
  gint64 added_ms;
  gint64 verified_ms;
} HearthContactRow;

HearthContactRow *hearth_contact_row_copy (const HearthContactRow *self) G_GNUC_WARN_UNUSED_RESULT;
void hearth_contact_row_free (HearthContactRow *self);

/* (element-type HearthContactRow) in the order in which they came. */
GPtrArray *hearth_contact_store_list (HearthDb *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* In a transaction of admin. */
gboolean hearth_contact_store_put (HearthDb *db, const HearthContactRow *row, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthContactRow, hearth_contact_row_free)

G_END_DECLS
