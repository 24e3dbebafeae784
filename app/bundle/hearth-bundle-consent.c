/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-bundle-consent.h"

#include "hearth-store.h"

/* Who typed a key or has a passphrase may be anybody. */
static GArray *
list_recipients (const HearthBundleOptions *options)
{
  GArray *recipients = g_array_new (FALSE, FALSE, sizeof (HearthId));

  for (guint i = 0; i < options->contacts->len; i++)
    {
      const HearthBundleDestination *contact =
          &g_array_index (options->contacts, HearthBundleDestination, i);
      const HearthId id = hearth_consent_derive_recipient (contact->key);

      g_array_append_val (recipients, id);
    }
  return recipients;
}

/**
 * hearth_bundle_consent_list_barred:
 * @db: with core, where consents are kept
 *
 * Returns: (transfer full): empty if every case may leave; %NULL with %G_IO_ERROR_CANCELLED or an error of the
 *   vault. Thread: the connection's.
 */
GArray *
hearth_bundle_consent_list_barred (HearthDb *db,
                                   const HearthBundleOptions *options,
                                   GCancellable *cancellable,
                                   GError **error)
{
  g_autoptr (GArray) recipients = NULL;
  g_autoptr (GArray) barred = g_array_new (FALSE, FALSE, sizeof (HearthBundleBarred));
  HearthConsentQuestion question = { .purpose = options->purpose, .parts = options->parts };

  g_return_val_if_fail (db != NULL && options != NULL, NULL);

  question.recipients = recipients = list_recipients (options);
  question.has_stranger = options->recipients->len > 0 || options->passphrase != NULL;
  for (guint i = 0; i < options->cases->len; i++)
    {
      HearthBundleBarred item = { .case_id = g_array_index (options->cases, HearthId, i) };
      g_autoptr (GPtrArray) consents = hearth_store_list_records (
          db, hearth_registry_find_kind ("consent"), &item.case_id, error);

      if (consents == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      item.answer = hearth_consent_find_answer (consents, &question);
      if (hearth_consent_bars (item.answer, options->needs_consent))
        g_array_append_val (barred, item);
    }
  return g_steal_pointer (&barred);
}

/** hearth_bundle_consent_leave_out: see the header. Thread: any. */
void
hearth_bundle_consent_leave_out (HearthBundleOptions *options, const GArray *barred)
{
  g_autoptr (GHashTable) stay = g_hash_table_new (hearth_id_hash, hearth_id_equal);
  guint n = 0;

  g_return_if_fail (options != NULL && barred != NULL);

  for (guint i = 0; i < barred->len; i++)
    g_hash_table_add (stay, &g_array_index (barred, HearthBundleBarred, i).case_id);
  for (guint i = 0; i < options->cases->len; i++)
    {
      const HearthId id = g_array_index (options->cases, HearthId, i);

      if (!g_hash_table_contains (stay, &id))
        g_array_index (options->cases, HearthId, n++) = id;
    }
  g_array_set_size (options->cases, n);
}
