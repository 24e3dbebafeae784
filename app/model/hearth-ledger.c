/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-ledger.h"

#include <string.h>

struct _HearthLedger
{
  GPtrArray *entries;      /* (element-type HearthRecord) */
  GHashTable *corrections; /* id of an entry → the entry that corrects it */
};

/** hearth_ledger_is_kind: whether records of @kind are entries of a ledger. */
gboolean
hearth_ledger_is_kind (const HearthKind *kind)
{
  g_return_val_if_fail (kind != NULL, FALSE);

  return strcmp (kind->id, "payment") == 0;
}

/** hearth_ledger_get_move: Returns: how @entry moves what is owed. */
HearthLedgerMove
hearth_ledger_get_move (const HearthRecord *entry)
{
  const char *word = hearth_record_get_text (entry, "entry");

  /* An entry without a word is of the first version, when all were payments. */
  if (word == NULL || strcmp (word, "paid") == 0)
    return HEARTH_LEDGER_PAID;
  if (strcmp (word, "returned") == 0)
    return HEARTH_LEDGER_RETURNED;
  return strcmp (word, "waived") == 0 ? HEARTH_LEDGER_WAIVED : HEARTH_LEDGER_TOLD;
}

/** hearth_ledger_get_amount: Returns: the sum of @entry, in kopiykas; 0 if it has none. */
gint64
hearth_ledger_get_amount (const HearthRecord *entry)
{
  gint64 amount = 0;

  hearth_record_get_int (entry, "amount_kop", &amount);
  return amount;
}

static gboolean
is_void (const HearthRecord *entry)
{
  return hearth_record_is_gone (entry) || hearth_record_get_text (entry, "void_reason") != NULL;
}

static gboolean
get_corrected (const HearthRecord *entry, HearthId *out)
{
  const char *hex = hearth_record_get_text (entry, "corrects");

  return hex != NULL && hearth_id_parse (hex, out);
}

static gboolean
is_later_id (const HearthRecord *one, const HearthRecord *other)
{
  char hex[HEARTH_ID_HEX_SIZE], other_hex[HEARTH_ID_HEX_SIZE];

  hearth_id_format (hearth_record_get_id (one), hex);
  hearth_id_format (hearth_record_get_id (other), other_hex);
  return strcmp (hex, other_hex) > 0;
}

/* Two hospitals may have corrected the same entry: one of the two counts, in every vault the same. */
static void
take_correction (HearthLedger *self, const HearthId *corrected, const HearthRecord *entry)
{
  const HearthRecord *other = g_hash_table_lookup (self->corrections, corrected);

  if (other == NULL || is_later_id (entry, other))
    g_hash_table_insert (self->corrections, g_memdup2 (corrected, sizeof *corrected),
                         (gpointer) entry);
}

/**
 * hearth_ledger_new:
 * @entries: of one case
 *
 * Returns: (transfer full): the ledger, which borrows @entries.
 */
HearthLedger *
hearth_ledger_new (GPtrArray *entries)
{
  HearthLedger *self = g_new0 (HearthLedger, 1);

  self->entries = g_ptr_array_ref (entries);
  self->corrections = g_hash_table_new_full (hearth_id_hash, hearth_id_equal, g_free, NULL);
  for (guint i = 0; i < entries->len; i++)
    {
      const HearthRecord *entry = entries->pdata[i];
      HearthId id;

      if (!is_void (entry) && get_corrected (entry, &id))
        take_correction (self, &id, entry);
    }
  return self;
}

/** hearth_ledger_free: forgets the ledger, not its entries. */
void
hearth_ledger_free (HearthLedger *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->entries);
  g_hash_table_unref (self->corrections);
  g_free (self);
}

/** hearth_ledger_get_correction: Returns: (nullable): the entry that corrects @entry and is not void. */
const HearthRecord *
hearth_ledger_get_correction (HearthLedger *self, const HearthRecord *entry)
{
  g_return_val_if_fail (self != NULL && entry != NULL, NULL);

  return g_hash_table_lookup (self->corrections, hearth_record_get_id (entry));
}

/** hearth_ledger_counts: Returns: whether @entry is neither void nor corrected, and if it corrects another one,
 * is the one that does. */
gboolean
hearth_ledger_counts (HearthLedger *self, const HearthRecord *entry)
{
  HearthId id;

  if (is_void (entry) || hearth_ledger_get_correction (self, entry) != NULL)
    return FALSE;
  return !get_corrected (entry, &id) || g_hash_table_lookup (self->corrections, &id) == entry;
}

/** hearth_ledger_counts_on: Returns: whether @entry counts, and money of it had moved by the end of @day. */
gboolean
hearth_ledger_counts_on (HearthLedger *self, const HearthRecord *entry, HearthDate day)
{
  const char *text = hearth_record_get_text (entry, "paid_on");
  HearthDate paid_on;

  if (!hearth_ledger_counts (self, entry))
    return FALSE;
  return day == HEARTH_DATE_NONE || text == NULL || !hearth_date_parse (text, &paid_on) ||
         paid_on <= day;
}

static gboolean
say_the_same (const HearthRecord *one, const HearthRecord *other)
{
  static const char *const fields[] = { "benefit", "paid_on", "recipient", "to_whom",
                                        "year",    "from_on", "until_on" };
  const char *word = hearth_record_get_text (one, "entry");
  const char *other_word = hearth_record_get_text (other, "entry");

  if (hearth_ledger_get_amount (one) != hearth_ledger_get_amount (other) ||
      g_strcmp0 (word != NULL ? word : "paid", other_word != NULL ? other_word : "paid") != 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const json_t *value = json_object_get (hearth_record_get_values (one), fields[i]);
      const json_t *other_value = json_object_get (hearth_record_get_values (other), fields[i]);

      if (value == NULL ? other_value != NULL : !json_equal (value, other_value))
        return FALSE;
    }
  return TRUE;
}

/**
 * hearth_ledger_find_double:
 *
 * Two rates of one month may be paid on one day, so a double is only told, never refused.
 *
 * Returns: (nullable): the first entry before @entry that says the same, if both count.
 */
const HearthRecord *
hearth_ledger_find_double (HearthLedger *self, const HearthRecord *entry)
{
  g_return_val_if_fail (self != NULL && entry != NULL, NULL);

  if (!hearth_ledger_counts (self, entry))
    return NULL;
  for (guint i = 0; i < self->entries->len && self->entries->pdata[i] != entry; i++)
    if (hearth_ledger_counts (self, self->entries->pdata[i]) &&
        say_the_same (self->entries->pdata[i], entry))
      return self->entries->pdata[i];
  return NULL;
}
