/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-age-reader.h"
#include "hearth-bundle-limits.h"
#include "hearth-bundle-options.h"

/** hearth_bundle_options_new: Returns: (transfer full): no cases, no parts, no recipients yet. */
HearthBundleOptions *
hearth_bundle_options_new (const char *destination)
{
  HearthBundleOptions *self = g_new0 (HearthBundleOptions, 1);

  self->cases = g_array_new (FALSE, FALSE, sizeof (HearthId));
  self->recipients = g_array_new (FALSE, FALSE, sizeof (HearthAgeRecipient));
  self->destination = g_strdup (destination);
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
  copy->destination = g_strdup (self->destination);
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
  g_clear_pointer (&self->passphrase, hearth_secret_unref);
  g_free (self->destination);
  g_free (self);
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

/** hearth_bundle_options_set_passphrase: @passphrase: (transfer none): instead of recipients. */
void
hearth_bundle_options_set_passphrase (HearthBundleOptions *self, HearthSecret *passphrase)
{
  g_clear_pointer (&self->passphrase, hearth_secret_unref);
  self->passphrase = hearth_secret_ref (passphrase);
}
