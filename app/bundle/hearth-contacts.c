/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-contacts.h"

#include "hearth-bundle-error.h"
#include "hearth-keyring.h"

#include <string.h>

/* What a contact gives and gets unless a person says otherwise: all that is on its card. What is restricted
 * leaves for nobody by itself (security 14). */
#define NEVER_BY_ITSELF (1U << HEARTH_COMPARTMENT_RESTRICTED)

static void
contact_free (gpointer data)
{
  HearthContact *self = data;

  g_clear_pointer (&self->row, hearth_contact_row_free);
  g_clear_pointer (&self->card, hearth_bundle_card_free);
  g_free (self);
}

/** hearth_contacts_free: frees @self. */
void
hearth_contacts_free (HearthContacts *self)
{
  g_free (self->own_line);
  g_clear_pointer (&self->own, hearth_bundle_card_free);
  g_ptr_array_unref (self->list);
  g_free (self);
}

static HearthBundleCard *
parse_card (const char *line, GError **error)
{
  return hearth_bundle_card_parse (line, strlen (line) - 1, error);
}

static gboolean
load_own (HearthContacts *self, HearthDb *db, GError **error)
{
  GError *local = NULL;

  self->own_line = hearth_keyring_get_card (db, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (self->own_line == NULL || *self->own_line == '\0')
    return TRUE;
  self->own = parse_card (self->own_line, error);
  return self->own != NULL;
}

static gboolean
load_contact (HearthContacts *self, const HearthContactRow *row, GError **error)
{
  HearthContact *contact = g_new0 (HearthContact, 1);

  contact->row = hearth_contact_row_copy (row);
  g_ptr_array_add (self->list, contact);
  if (row->is_bare)
    return TRUE;
  if (row->card == NULL || *row->card == '\0')
    {
      g_set_error_literal (error, HEARTH_BUNDLE_ERROR, HEARTH_BUNDLE_ERROR_CARD,
                           "a contact without its card");
      return FALSE;
    }
  contact->card = parse_card (row->card, error);
  return contact->card != NULL;
}

/**
 * hearth_contacts_load:
 *
 * Returns: (transfer full) (nullable): %NULL with %HEARTH_BUNDLE_ERROR_CARD or an error of the vault.
 *   Thread: the connection's.
 */
HearthContacts *
hearth_contacts_load (HearthDb *db, GError **error)
{
  g_autoptr (HearthContacts) self = g_new0 (HearthContacts, 1);
  g_autoptr (GPtrArray) rows = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  self->list = g_ptr_array_new_with_free_func (contact_free);
  if (!load_own (self, db, error))
    return NULL;
  rows = hearth_contact_store_list (db, error);
  if (rows == NULL)
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    if (!load_contact (self, rows->pdata[i], error))
      return NULL;
  return g_steal_pointer (&self);
}

/** hearth_contacts_find_key: Returns: (transfer none) (nullable). */
HearthContact *
hearth_contacts_find_key (const HearthContacts *self, const guint8 key[HEARTH_KEY_SIZE])
{
  for (guint i = 0; i < self->list->len; i++)
    {
      HearthContact *contact = self->list->pdata[i];

      if (hearth_hash_equal (contact->row->key, key))
        return contact;
    }
  return NULL;
}

static gboolean
is_decided (const HearthContact *contact)
{
  return contact->row->state == HEARTH_CONTACT_VERIFIED ||
         contact->row->state == HEARTH_CONTACT_REVOKED;
}

/** hearth_contacts_find_dev: Returns: (transfer none) (nullable): see the header. */
HearthContact *
hearth_contacts_find_dev (const HearthContacts *self, const HearthId *dev)
{
  HearthContact *found = NULL;

  for (guint i = 0; i < self->list->len; i++)
    {
      HearthContact *contact = self->list->pdata[i];

      if (contact->card == NULL || !hearth_bundle_card_has_dev (contact->card, dev))
        continue;
      if (is_decided (contact))
        return contact;
      found = contact;
    }
  return found;
}

/** hearth_contacts_find_card: @line: (out) (optional). Returns: (transfer none) (nullable). */
const HearthBundleCard *
hearth_contacts_find_card (const HearthContacts *self, const HearthId *dev, const char **line)
{
  const HearthContact *contact;

  if (self->own != NULL && hearth_bundle_card_has_dev (self->own, dev))
    {
      if (line != NULL)
        *line = self->own_line;
      return self->own;
    }
  contact = hearth_contacts_find_dev (self, dev);
  if (contact == NULL)
    return NULL;
  if (line != NULL)
    *line = contact->row->card;
  return contact->card;
}

static char *
keep (const char *text, gboolean is_digits)
{
  GString *kept = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (is_digits ? g_ascii_isdigit (*text) : g_ascii_isalnum (*text))
      g_string_append_c (kept, g_ascii_tolower (*text));
  return g_string_free (kept, FALSE);
}

static gboolean
is_fingerprint_of (const HearthContactRow *row, const char *typed)
{
  g_autofree char *fingerprint = hearth_fingerprint_to_string (row->key);
  g_autofree char *expected = keep (fingerprint, TRUE);
  g_autofree char *given = keep (typed, TRUE);

  return g_str_equal (expected, given);
}

/**
 * hearth_contact_dup_reading:
 *
 * Returns: (transfer full): thirty digits, or of a bare contact its "age1…": who has no Hearth has no digits to
 *   read out. Thread: any.
 */
char *
hearth_contact_dup_reading (const HearthContactRow *row)
{
  HearthAgeRecipient recipient;
  g_autofree char *fingerprint = NULL;

  if (!row->is_bare)
    {
      fingerprint = hearth_fingerprint_to_string (row->key);
      return keep (fingerprint, TRUE);
    }
  memcpy (recipient.key, row->key, sizeof recipient.key);
  return hearth_age_recipient_to_string (&recipient);
}

/** hearth_contact_clean_reading: Returns: (transfer full): @typed without what only groups it. Thread: any. */
char *
hearth_contact_clean_reading (const HearthContactRow *row, const char *typed)
{
  return keep (typed, !row->is_bare);
}

/** hearth_contact_matches_reading: whether @typed, grouped in any way, is the fingerprint of @row, or of a bare
 *   one its key. Thread: any. */
gboolean
hearth_contact_matches_reading (const HearthContactRow *row, const char *typed)
{
  g_autofree char *expected = hearth_contact_dup_reading (row);
  g_autofree char *given = hearth_contact_clean_reading (row, typed);

  return g_str_equal (expected, given) || is_fingerprint_of (row, typed);
}

/** hearth_contacts_search: Returns: (transfer container) (element-type HearthContact). */
GPtrArray *
hearth_contacts_search (const HearthContacts *self, const char *text)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < self->list->len; i++)
    {
      HearthContact *contact = self->list->pdata[i];

      if (contact->row->state != HEARTH_CONTACT_REMOVED &&
          (g_str_equal (contact->row->name, text) ||
           hearth_contact_matches_reading (contact->row, text)))
        g_ptr_array_add (found, contact);
    }
  return found;
}

static HearthAuthorVerdict
judge_contact (const HearthContact *contact,
               const HearthCommit *commit,
               const char *line,
               gsize length)
{
  HearthAuthorVerdict verdict;

  if (contact == NULL || !is_decided (contact))
    return HEARTH_AUTHOR_UNKNOWN;
  if (contact->row->state == HEARTH_CONTACT_REVOKED)
    return HEARTH_AUTHOR_REVOKED;
  verdict = hearth_bundle_card_judge (contact->card, commit, line, length);
  if (verdict == HEARTH_AUTHOR_GOOD && (contact->row->accept >> commit->cmp & 1) == 0)
    return HEARTH_AUTHOR_NOT_ALLOWED;
  return verdict;
}

static HearthAuthorVerdict
judge (const HearthCommit *commit, const char *line, gsize length, gpointer data)
{
  const HearthContacts *self = data;

  if (self->own != NULL && hearth_bundle_card_has_dev (self->own, &commit->stamp.dev))
    return hearth_bundle_card_judge (self->own, commit, line, length);
  return judge_contact (hearth_contacts_find_dev (self, &commit->stamp.dev), commit, line, length);
}

/** hearth_contacts_get_authors: Returns: for a #HearthReceive, as long as @self lives. */
HearthAuthors
hearth_contacts_get_authors (const HearthContacts *self)
{
  return (HearthAuthors){ judge, (gpointer) self };
}

static gboolean
claims (const HearthBundleCard *card, const HearthBundleCard *other)
{
  if (other == NULL || hearth_hash_equal (card->identity, other->identity))
    return FALSE;
  for (guint i = 0; i < card->devs->len; i++)
    if (hearth_bundle_card_has_dev (other, &g_array_index (card->devs, HearthId, i)))
      return TRUE;
  return FALSE;
}

/**
 * hearth_contacts_check_card:
 *
 * A card that claims the writer of another vault would let its owner speak in the other's name. A card that
 * nobody compared yet proves nothing either way.
 *
 * Returns: %FALSE with %HEARTH_BUNDLE_ERROR_CARD. Source: bundles 8.
 */
gboolean
hearth_contacts_check_card (const HearthContacts *self,
                            const HearthBundleCard *card,
                            GError **error)
{
  gboolean is_claim = claims (card, self->own);

  for (guint i = 0; i < self->list->len && !is_claim; i++)
    {
      const HearthContact *contact = self->list->pdata[i];

      is_claim = is_decided (contact) && claims (card, contact->card);
    }
  if (is_claim)
    g_set_error_literal (error, HEARTH_BUNDLE_ERROR, HEARTH_BUNDLE_ERROR_CARD,
                         "a card claims the writer of another vault");
  return !is_claim;
}

/** hearth_contacts_compare: what @card, seen now, is to the contacts. */
HearthContactCard
hearth_contacts_compare (const HearthContacts *self, const HearthBundleCard *card)
{
  const HearthContact *contact = hearth_contacts_find_key (self, card->identity);

  if (contact == NULL)
    return HEARTH_CONTACT_CARD_NEW;
  if (contact->row->state == HEARTH_CONTACT_REVOKED)
    return HEARTH_CONTACT_CARD_REFUSED;
  if (contact->card == NULL || card->serial > contact->row->serial)
    return HEARTH_CONTACT_CARD_NEWER;
  return card->serial < contact->row->serial ? HEARTH_CONTACT_CARD_OLDER : HEARTH_CONTACT_CARD_SAME;
}

/**
 * hearth_contacts_make_row:
 * @card: read from @line, which has its LF
 *
 * A newer card replaces the older by itself; what is taken from the contact and may go to it stays as a
 * person decided.
 *
 * Returns: (transfer full): the row to be written for a card that is new or newer.
 */
HearthContactRow *
hearth_contacts_make_row (const HearthContacts *self,
                          const HearthBundleCard *card,
                          const char *line,
                          gint64 now_ms)
{
  const HearthContact *contact = hearth_contacts_find_key (self, card->identity);
  HearthContactRow *row;

  if (contact != NULL)
    row = hearth_contact_row_copy (contact->row);
  else
    {
      row = g_new0 (HearthContactRow, 1);
      memcpy (row->key, card->identity, sizeof row->key);
      row->name = g_strdup (card->label);
      row->added_ms = now_ms;
    }
  g_free (row->card);
  row->card = g_strdup (line);
  row->serial = card->serial;
  return row;
}

/** hearth_contacts_replace: Returns: %FALSE with %HEARTH_BUNDLE_ERROR_CARD if its card cannot be read. */
gboolean
hearth_contacts_replace (HearthContacts *self, const HearthContactRow *row, GError **error)
{
  HearthContact *contact = hearth_contacts_find_key (self, row->key);

  if (contact != NULL)
    g_ptr_array_remove (self->list, contact);
  return load_contact (self, row, error);
}

/** hearth_contact_get_parts: Returns: what a person who verifies the contact is asked to agree to: 1 << cmp
 *   for each compartment that its card has a key for, without what never leaves by itself. */
guint
hearth_contact_get_parts (const HearthContact *self)
{
  guint parts = 0;

  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    if (cmp != HEARTH_COMPARTMENT_ADMIN && (self->card == NULL || self->card->keys[cmp].is_present))
      parts |= 1U << cmp;
  return parts & ~NEVER_BY_ITSELF;
}
