/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-bundle-approval.h"

#include "hearth-audit.h"
#include "hearth-bundle-limits.h"
#include "hearth-second-person.h"

#include <string.h>

#define LABEL "hearth/export-plan/v2\n"

#define PARTS_OF_TWO ((1U << HEARTH_COMPARTMENT_DEBRIEF) | (1U << HEARTH_COMPARTMENT_RESTRICTED))

/** hearth_bundle_approval_find_reasons: Returns: HearthBundleApprovalReason. Thread: any. Source: security 5. */
guint
hearth_bundle_approval_find_reasons (guint n_cases, guint parts, gboolean has_passphrase)
{
  guint reasons = 0;

  if (n_cases > HEARTH_BUNDLE_MAX_CASES_ALONE)
    reasons |= HEARTH_BUNDLE_APPROVAL_MANY;
  if ((parts & PARTS_OF_TWO) != 0)
    reasons |= HEARTH_BUNDLE_APPROVAL_PARTS;
  if (has_passphrase)
    reasons |= HEARTH_BUNDLE_APPROVAL_PASSPHRASE;
  return reasons;
}

/** hearth_bundle_approval_get_reasons: Returns: HearthBundleApprovalReason; 0: none is needed. */
guint
hearth_bundle_approval_get_reasons (const HearthBundleOptions *options)
{
  return hearth_bundle_approval_find_reasons (options->cases->len, options->parts,
                                              options->passphrase != NULL);
}

/* Lists are counted, so that two plans never run together to the same bytes. */
static void
update_number (HearthHash *hash, guint32 number)
{
  guint32 bytes = GUINT32_TO_LE (number);

  hearth_hash_update (hash, &bytes, sizeof bytes);
}

static void
update_destination (HearthHash *hash, const HearthBundleDestination *destination)
{
  hearth_hash_update (hash, destination->key, sizeof destination->key);
  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    hearth_hash_update (hash, destination->to[cmp].key, sizeof destination->to[cmp].key);
}

/**
 * hearth_bundle_approval_get_digest:
 * @out: (out): which cases and parts leave, what for and to whom; not where the file is put
 *
 * What the second person's yes is given to. Thread: any.
 */
void
hearth_bundle_approval_get_digest (const HearthBundleOptions *options,
                                   guint8 out[HEARTH_APPROVAL_DIGEST_SIZE])
{
  HearthHash hash;

  G_STATIC_ASSERT (HEARTH_APPROVAL_DIGEST_SIZE == HEARTH_HASH_SIZE);

  hearth_hash_init (&hash);
  hearth_hash_update (&hash, LABEL, sizeof LABEL - 1);
  update_number (&hash, options->parts);
  update_number (&hash, (guint32) strlen (options->purpose));
  hearth_hash_update (&hash, options->purpose, strlen (options->purpose));
  update_number (&hash, options->without_files ? 1 : 0);
  update_number (&hash, options->passphrase != NULL ? 1 : 0);
  update_number (&hash, options->cases->len);
  hearth_hash_update (&hash, options->cases->data, options->cases->len * sizeof (HearthId));
  update_number (&hash, options->recipients->len);
  hearth_hash_update (&hash, options->recipients->data,
                      options->recipients->len * sizeof (HearthAgeRecipient));
  update_number (&hash, options->contacts->len);
  for (guint i = 0; i < options->contacts->len; i++)
    update_destination (&hash, &g_array_index (options->contacts, HearthBundleDestination, i));
  hearth_hash_final (&hash, out);
}

/**
 * hearth_bundle_approval_check:
 *
 * Returns: %FALSE with an error of hearth_second_person_check() if the bundle needs a yes that @options
 *   do not hold. Thread: main.
 */
gboolean
hearth_bundle_approval_check (HearthVault *vault,
                              const HearthBundleOptions *options,
                              GError **error)
{
  guint8 digest[HEARTH_APPROVAL_DIGEST_SIZE];

  if (hearth_bundle_approval_get_reasons (options) == 0)
    return TRUE;
  hearth_bundle_approval_get_digest (options, digest);
  return hearth_second_person_check (vault, digest, options->approval, options->alone, error);
}

/** hearth_bundle_approval_note: writes who said yes, or why nobody did, into the audit log. */
gboolean
hearth_bundle_approval_note (const HearthWriter *writer,
                             const HearthBundleOptions *options,
                             GError **error)
{
  HearthAuditEntry entry = { .event = HEARTH_AUDIT_SECOND_PERSON, .n = options->cases->len };
  guint8 digest[HEARTH_APPROVAL_DIGEST_SIZE];
  g_autofree char *proof = NULL;

  if (hearth_bundle_approval_get_reasons (options) == 0)
    return TRUE;
  hearth_bundle_approval_get_digest (options, digest);
  if (options->approval != NULL)
    proof = hearth_second_person_dup_proof (options->approval, digest);
  entry.why = proof != NULL ? proof : options->alone;
  return hearth_audit_append (writer, &entry, error);
}
