/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The contacts with their cards read: who wrote a line, and may their vault say so (bundles 8). */
#pragma once

#include "hearth-bundle-card.h"
#include "hearth-contact-store.h"

G_BEGIN_DECLS

/** HearthContact: @card is %NULL for a bare key. */
typedef struct
{
  HearthContactRow *row;
  HearthBundleCard *card;
} HearthContact;

/**
 * HearthContacts:
 * @own: (nullable): the card of this vault; %NULL before an owner has logged in
 * @list: (element-type HearthContact): also removed ones, whose cards still say who wrote a line
 */
typedef struct
{
  char *own_line;
  HearthBundleCard *own;
  GPtrArray *list;
} HearthContacts;

HearthContacts *hearth_contacts_load (HearthDb *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_contacts_free (HearthContacts *self);

HearthContact *hearth_contacts_find_key (const HearthContacts *self,
                                         const guint8 key[HEARTH_KEY_SIZE]);
/* Whose writer @dev is: of those that people have decided about, else of any. */
HearthContact *hearth_contacts_find_dev (const HearthContacts *self, const HearthId *dev);
/* The newest card that is known of the vault that writes as @dev, this vault included; and its line. */
const HearthBundleCard *hearth_contacts_find_card (const HearthContacts *self,
                                                   const HearthId *dev,
                                                   const char **line);
/* By name, or by the digits of the fingerprint; not removed ones. */
GPtrArray *hearth_contacts_search (const HearthContacts *self,
                                   const char *text) G_GNUC_WARN_UNUSED_RESULT;
HearthAuthors hearth_contacts_get_authors (const HearthContacts *self);

/* Whether the writers of @card are not those of this vault or of a contact that was decided about. */
gboolean hearth_contacts_check_card (const HearthContacts *self,
                                     const HearthBundleCard *card,
                                     GError **error);
/* What follows for the contacts from a card that was seen; in a transaction of admin. */
typedef enum
{
  HEARTH_CONTACT_CARD_SAME,
  HEARTH_CONTACT_CARD_NEW,    /* of a vault that is not known here */
  HEARTH_CONTACT_CARD_NEWER,  /* replaces the one that was here */
  HEARTH_CONTACT_CARD_OLDER,  /* is not taken */
  HEARTH_CONTACT_CARD_REFUSED /* the vault was revoked here */
} HearthContactCard;
HearthContactCard hearth_contacts_compare (const HearthContacts *self,
                                           const HearthBundleCard *card);
HearthContactRow *hearth_contacts_make_row (const HearthContacts *self,
                                            const HearthBundleCard *card,
                                            const char *line,
                                            gint64 now_ms) G_GNUC_WARN_UNUSED_RESULT;

/* What @row says counts from here on, in memory. */
gboolean hearth_contacts_replace (HearthContacts *self,
                                  const HearthContactRow *row,
                                  GError **error);

/* What the other side reads out, and what was typed of it: digits of the fingerprint; of a bare key the key. */
char *hearth_contact_dup_reading (const HearthContactRow *row) G_GNUC_WARN_UNUSED_RESULT;
char *hearth_contact_clean_reading (const HearthContactRow *row,
                                    const char *typed) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_contact_matches_reading (const HearthContactRow *row, const char *typed);
guint hearth_contact_get_parts (const HearthContact *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthContacts, hearth_contacts_free)

G_END_DECLS
