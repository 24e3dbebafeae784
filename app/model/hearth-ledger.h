/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ledger of a case (product 6): its entries are records of kind `payment`. None is ever changed: a wrong one
 * is voided with a reason, or corrected by a new one that names it. Pure, any thread. */
#pragma once

#include "hearth-record.h"

G_BEGIN_DECLS

/* Stands as the reason of an entry that another one corrects, where nobody wrote another reason. */
#define HEARTH_LEDGER_CORRECTED "corrected"

/* How an entry moves what is owed. */
typedef enum
{
  HEARTH_LEDGER_PAID,
  HEARTH_LEDGER_RETURNED, /* by the person, to the payer */
  HEARTH_LEDGER_WAIVED,
  HEARTH_LEDGER_TOLD, /* claimed, approved, awaiting funding, disputed: no money moved */
} HearthLedgerMove;

gboolean hearth_ledger_is_kind (const HearthKind *kind);
HearthLedgerMove hearth_ledger_get_move (const HearthRecord *entry);
gint64 hearth_ledger_get_amount (const HearthRecord *entry);

/**
 * HearthLedger:
 *
 * The entries of one case, and which of them count. Borrows the records.
 */
typedef struct _HearthLedger HearthLedger;

/* @entries: (element-type HearthRecord) */
HearthLedger *hearth_ledger_new (GPtrArray *entries) G_GNUC_WARN_UNUSED_RESULT;
void hearth_ledger_free (HearthLedger *self);
/* FALSE: voided, or corrected by an entry that counts. */
gboolean hearth_ledger_counts (HearthLedger *self, const HearthRecord *entry);
/* The same, of an entry of @day or before; one without a day is of any. @day: NONE: of all days. */
gboolean hearth_ledger_counts_on (HearthLedger *self, const HearthRecord *entry, HearthDate day);
/* (nullable): the entry that takes its place. */
const HearthRecord *hearth_ledger_get_correction (HearthLedger *self, const HearthRecord *entry);
/* (nullable): an earlier entry that counts and says the same: benefit, sort, sum, day and recipient. */
const HearthRecord *hearth_ledger_find_double (HearthLedger *self, const HearthRecord *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthLedger, hearth_ledger_free)

G_END_DECLS
