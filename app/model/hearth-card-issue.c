/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What follows from a new key of a compartment (vault 7, step 5; bundles 8): new recipients and signing
 * keys, and the next card. Each login of an owner looks whether something of it is left to do, so that
 * no crash leaves it undone. */
#include "config.h"

#include "hearth-card-issue.h"

#include "hearth-audit.h"
#include "hearth-base64.h"
#include "hearth-card.h"
#include "hearth-journal.h"
#include "hearth-keyring.h"
#include "hearth-line.h"
#include "hearth-minisign.h"

#include <string.h>

#define FIRST_SERIAL 1

/* Roles whose lines this vault may sign (security 4); what is not on the card is set aside elsewhere. */
static const char *const card_roles[] = {
  "auditor", "benefits-officer", "caseworker", "clinician",       "debriefer", "manager",
  "owner",   "psychologist",     "registrar",  "tracing-officer", NULL,
};

/* A compartment whose own keys are of an earlier epoch gets new ones. */
static gboolean
renew_keys (HearthDb *db, const HearthCardIssue *issue, GError **error)
{
  const gint64 now_ms = g_get_real_time () / 1000;

  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      HearthCompartment cmp = (HearthCompartment) i;
      gint64 serial;

      if (!hearth_db_has (db, cmp))
        continue;
      serial = hearth_keyring_get_serial (db, cmp, error);
      if (serial < 0 || (issue->epochs[cmp] > serial &&
                         !hearth_keyring_renew (db, cmp, issue->epochs[cmp], error)))
        return FALSE;
      if (serial > FIRST_SERIAL && !hearth_keyring_expire (db, cmp, now_ms, error))
        return FALSE;
    }
  return TRUE;
}

/* The last number of each writer id of this vault, so that the old key vouches for no later line. */
static gboolean
read_last (const HearthWriter *writer,
           HearthCompartment cmp,
           const json_t *previous,
           json_t *last,
           GError **error)
{
  const json_t *devs = json_object_get (previous, "dev");

  for (gsize i = 0; i < json_array_size (devs); i++)
    {
      const char *text = json_string_value (json_array_get (devs, i));
      HearthId dev;
      HearthStamp tail;

      if (text == NULL || !hearth_id_parse (text, &dev))
        continue;
      if (!hearth_journal_get_tail (writer->db, cmp, &dev, &tail, error))
        return FALSE;
      if (tail.seq > 0)
        json_object_set_new (last, text, json_integer (tail.seq));
    }
  return TRUE;
}

static gboolean
read_keys (const HearthWriter *writer, HearthCard *card, json_t *last, GError **error)
{
  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      HearthCompartment cmp = (HearthCompartment) i;
      g_autoptr (HearthSecret) sign = NULL;
      g_autoptr (HearthSecret) recipient = NULL;
      json_t *own = json_object ();

      json_object_set_new (last, hearth_compartment_get_name (cmp), own);
      if (!hearth_db_has (writer->db, cmp))
        continue;
      sign = hearth_keyring_get_signing_seed (writer->db, cmp, error);
      if (sign == NULL)
        return FALSE;
      recipient = hearth_keyring_get_recipient_key (writer->db, cmp, error);
      if (recipient == NULL || !read_last (writer, cmp, card->previous, own, error))
        return FALSE;
      hearth_key_ed25519_public (sign, card->keys[cmp].sign);
      hearth_key_x25519_public (recipient, card->keys[cmp].recipient);
      card->keys[cmp].last = own;
      card->keys[cmp].is_present = TRUE;
    }
  return TRUE;
}

static gboolean
has_dev (const HearthCard *card)
{
  const json_t *devs = json_object_get (card->previous, "dev");
  char dev[HEARTH_ID_HEX_SIZE];

  hearth_id_format (&card->dev, dev);
  for (gsize i = 0; i < json_array_size (devs); i++)
    {
      if (g_strcmp0 (json_string_value (json_array_get (devs, i)), dev) == 0)
        return TRUE;
    }
  return FALSE;
}

/* After everybody was enrolled anew the identity is another one, and who has only the card before
 * refuses what is signed. */
static gboolean
has_identity (const HearthCard *card, const HearthSecret *identity_seed)
{
  guint8 identity[HEARTH_KEY_SIZE];
  g_autofree char *key = NULL;

  hearth_key_ed25519_public (identity_seed, identity);
  key = hearth_base64_encode (identity, sizeof identity);
  return g_strcmp0 (json_string_value (json_object_get (card->previous, "key")), key) == 0;
}

/* Whether the card before says all that this one would say: identity, writer id and keys. */
static gboolean
is_current (const HearthCard *card, const HearthSecret *identity_seed)
{
  const json_t *compartments = json_object_get (card->previous, "cmp");

  if (card->previous == NULL || !has_identity (card, identity_seed) || !has_dev (card))
    return FALSE;
  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    {
      const json_t *before = json_object_get (compartments, hearth_compartment_get_name (cmp));
      g_autofree char *sign = NULL;

      if (!card->keys[cmp].is_present)
        continue;
      sign = hearth_minisign_key_to_string (card->keys[cmp].sign);
      if (g_strcmp0 (json_string_value (json_object_get (before, "sig")), sign) != 0)
        return FALSE;
    }
  return TRUE;
}

static char *
dup_real_date (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return g_date_time_format (now, "%Y-%m-%d");
}

static gboolean
write_card (const HearthWriter *writer,
            const HearthCard *card,
            const HearthSecret *identity_seed,
            GError **error)
{
  const HearthAuditEntry entry = { .event = HEARTH_AUDIT_CARD, .n = card->serial };
  g_autofree char *line = hearth_card_sign (card, identity_seed);

  if (writer->vault != NULL && !hearth_audit_append (writer, &entry, error))
    return FALSE;
  if (!hearth_db_begin (writer->db, error))
    return FALSE;
  if (hearth_keyring_add_card (writer->db, card->serial, line, error))
    return hearth_db_commit (writer->db, error);
  hearth_db_rollback (writer->db);
  return FALSE;
}

/* NULL without error: there is no card yet. */
static json_t *
load_card (HearthDb *db, GError **error)
{
  g_autofree char *line = hearth_keyring_get_card (db, error);

  return line != NULL && *line != '\0' ? hearth_line_parse (line, strlen (line) - 1, error) : NULL;
}

/**
 * hearth_card_issue:
 *
 * Renews what has to be renewed after a new key of a compartment, and makes the next card if the
 * newest one does not say what is true now: at the first login of an owner, after a renewal, after a
 * restore, which gives the vault a new writer id.
 *
 * Returns: %FALSE with an error of the vault or the model. Thread: writer, outside of a transaction.
 */
gboolean
hearth_card_issue (const HearthWriter *writer, const HearthCardIssue *issue, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *made = dup_real_date ();
  json_auto_t *previous = NULL;
  json_auto_t *last = json_object ();
  HearthCard card = { .made = made, .roles = card_roles, .label = issue->label };

  if (issue->identity_seed == NULL)
    return TRUE;
  previous = load_card (writer->db, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  card.previous = previous;
  card.dev = writer->dev;
  card.serial = FIRST_SERIAL;
  if (previous != NULL)
    {
      card.serial = json_integer_value (json_object_get (previous, "serial")) + 1;
      card.label = json_string_value (json_object_get (previous, "label"));
    }
  if (!renew_keys (writer->db, issue, error) || !read_keys (writer, &card, last, error))
    return FALSE;
  return is_current (&card, issue->identity_seed) ||
         write_card (writer, &card, issue->identity_seed, error);
}
