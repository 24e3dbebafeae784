/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-age-reader.h"
#include "hearth-bundle-limits.h"
#include "hearth-bundle-options.h"
#include "hearth-consent.h"

#include <string.h>

#define DEFAULT_PURPOSE "transfer"

/** hearth_bundle_options_new: Returns: (transfer full): no cases, no parts, no recipients yet. */
HearthBundleOptions *
hearth_bundle_options_new (const char *destination)
{
  HearthBundleOptions *self = g_new0 (HearthBundleOptions, 1);

  self->cases = g_array_new (FALSE, FALSE, sizeof (HearthId));
  self->recipients = g_array_new (FALSE, FALSE, sizeof (HearthAgeRecipient));
  self->contacts = g_array_new (FALSE, FALSE, sizeof (HearthBundleDestination));
  self->destination = g_strdup (destination);
  self->purpose = g_strdup (DEFAULT_PURPOSE);
  self->pad_floor = HEARTH_BUNDLE_PAD_FLOOR;
  self->log_n = HEARTH_AGE_LOG_N;
  return self;
}

/** hearth_bundle_options_copy: Returns: (transfer full): for another thread. */
HearthBundleOptions *
hearth_bundle_options_copy (const HearthBundleOptions *self)
{
  HearthBundleOptions *copy = g_memdup2 (self, sizeof *self);

  copy->cases = g_array_copy (self->cases);
  copy->recipients = g_array_copy (self->recipients);
  copy->contacts = g_array_copy (self->contacts);
  copy->purpose = g_strdup (self->purpose);
  copy->destination = g_strdup (self->destination);
  copy->approval = g_memdup2 (self->approval, sizeof *self->approval);
  copy->alone = g_strdup (self->alone);
  if (copy->passphrase != NULL)
    hearth_secret_ref (copy->passphrase);
  return copy;
}

/** hearth_bundle_options_free: frees @self. */
void
hearth_bundle_options_free (HearthBundleOptions *self)
{
  g_array_unref (self->cases);
  g_array_unref (self->recipients);
  g_array_unref (self->contacts);
  g_clear_pointer (&self->passphrase, hearth_secret_unref);
  g_free (self->purpose);
  g_free (self->destination);
  g_free (self->approval);
  g_free (self->alone);
  g_free (self);
}

/** hearth_bundle_options_set_destination: where the file is put. */
void
hearth_bundle_options_set_destination (HearthBundleOptions *self, const char *path)
{
  g_free (self->destination);
  self->destination = g_strdup (path);
}

/** hearth_bundle_options_add_case: a case that is added twice is sent once. */
void
hearth_bundle_options_add_case (HearthBundleOptions *self, const HearthId *case_id)
{
  for (guint i = 0; i < self->cases->len; i++)
    if (hearth_id_equal (&g_array_index (self->cases, HearthId, i), case_id))
      return;
  g_array_append_vals (self->cases, case_id, 1);
}

/** hearth_bundle_options_add_part: sends what this login may read of @cmp. */
void
hearth_bundle_options_add_part (HearthBundleOptions *self, HearthCompartment cmp)
{
  g_return_if_fail (cmp >= HEARTH_COMPARTMENT_FIRST && cmp <= HEARTH_COMPARTMENT_LAST);

  self->parts |= 1U << cmp;
}

/** hearth_bundle_options_has_part: whether @cmp was chosen. */
gboolean
hearth_bundle_options_has_part (const HearthBundleOptions *self, HearthCompartment cmp)
{
  return (self->parts >> cmp & 1) != 0;
}

/** hearth_bundle_options_add_recipient: Returns: %FALSE if @text is no "age1…" key. */
gboolean
hearth_bundle_options_add_recipient (HearthBundleOptions *self, const char *text)
{
  HearthAgeRecipient recipient;

  if (!hearth_age_recipient_parse (text, &recipient))
    return FALSE;
  g_array_append_val (self->recipients, recipient);
  return TRUE;
}

/** hearth_bundle_options_add_contact: Returns: %FALSE unless people compared its fingerprint. */
gboolean
hearth_bundle_options_add_contact (HearthBundleOptions *self, const HearthContact *contact)
{
  HearthBundleDestination destination = { .parts = contact->row->send };

  if (contact->row->state != HEARTH_CONTACT_VERIFIED)
    return FALSE;
  memcpy (destination.key, contact->row->key, sizeof destination.key);
  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    if (contact->card == NULL)
      memcpy (destination.to[cmp].key, contact->row->key, sizeof destination.to[cmp].key);
    else if (contact->card->keys[cmp].is_present)
      destination.to[cmp] = contact->card->keys[cmp].to;
    else
      destination.parts &= ~(1U << cmp);
  g_array_append_val (self->contacts, destination);
  return TRUE;
}

/** hearth_bundle_options_get_n_recipients: Returns: how many the bundle is for; 0: a passphrase. */
guint
hearth_bundle_options_get_n_recipients (const HearthBundleOptions *self)
{
  return self->recipients->len + self->contacts->len;
}

/** hearth_bundle_options_list_recipients: Returns: (transfer full): see the header. */
GArray *
hearth_bundle_options_list_recipients (const HearthBundleOptions *self, HearthCompartment cmp)
{
  GArray *list = g_array_copy (self->recipients);

  for (guint i = 0; i < self->contacts->len; i++)
    g_array_append_val (list, g_array_index (self->contacts, HearthBundleDestination, i).to[cmp]);
  return list;
}

/** hearth_bundle_options_get_allowed: Returns: 1 << HearthCompartment of each. */
guint
hearth_bundle_options_get_allowed (const HearthBundleOptions *self)
{
  guint parts = G_MAXUINT;

  for (guint i = 0; i < self->contacts->len; i++)
    parts &= g_array_index (self->contacts, HearthBundleDestination, i).parts;
  return parts;
}

/** hearth_bundle_profile_get_parts: Returns: 1 << HearthCompartment of each. Source: product 10. */
guint
hearth_bundle_profile_get_parts (const char *profile)
{
#define PART(name) (1U << HEARTH_COMPARTMENT_##name)
  static const struct
  {
    const char *name;
    guint parts;
  } profiles[] = {
    { "transfer", PART (CORE) | PART (MEDICAL) | PART (BENEFITS) },
    { "headquarters", PART (CORE) | PART (BENEFITS) | PART (TRACING) },
    { "benefits", PART (CORE) | PART (BENEFITS) },
    { "prosecutor", PART (CORE) | PART (DEBRIEF) },
  };
#undef PART

  for (guint i = 0; i < G_N_ELEMENTS (profiles); i++)
    if (g_strcmp0 (profiles[i].name, profile) == 0)
      return profiles[i].parts;
  return 0;
}

/**
 * hearth_bundle_options_set_purpose:
 * @purpose: what the bundle is for; a profile is a purpose
 *
 * Returns: %FALSE if @packs have no such purpose: nothing changed.
 */
gboolean
hearth_bundle_options_set_purpose (HearthBundleOptions *self,
                                   HearthPackSet *packs,
                                   const char *purpose)
{
  char *copy;

  g_return_val_if_fail (self != NULL && purpose != NULL, FALSE);

  if (hearth_pack_set_lookup (packs, "consent-purpose", purpose) == NULL)
    return FALSE;
  copy = g_strdup (purpose); /* which may be the one that is there */
  g_free (self->purpose);
  self->purpose = copy;
  self->needs_consent = hearth_consent_is_needed (packs, self->purpose);
  return TRUE;
}

/** hearth_bundle_options_set_passphrase: @passphrase: (transfer none): instead of recipients. */
void
hearth_bundle_options_set_passphrase (HearthBundleOptions *self, HearthSecret *passphrase)
{
  g_clear_pointer (&self->passphrase, hearth_secret_unref);
  self->passphrase = hearth_secret_ref (passphrase);
}

/** hearth_bundle_options_set_approval: a second person's yes to what is in @self now. */
void
hearth_bundle_options_set_approval (HearthBundleOptions *self, const HearthApproval *approval)
{
  g_free (self->approval);
  self->approval = g_memdup2 (approval, sizeof *approval);
}

/** hearth_bundle_options_set_alone: @reason: why nobody is asked, where one person uses the vault. */
void
hearth_bundle_options_set_alone (HearthBundleOptions *self, const char *reason)
{
  g_free (self->alone);
  self->alone = g_strdup (reason);
}
