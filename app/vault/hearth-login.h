/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-header.h"

G_BEGIN_DECLS

/* A key that a grant gave. */
typedef struct
{
  HearthCompartment cmp;
  guint32 epoch;
  HearthSecret *key;
} HearthLoginKey;

/**
 * HearthCredentials:
 * @user: name, as typed
 * @passphrase: UTF-8, as typed
 * @key_file: (nullable): 32 bytes
 * @recovery_key: (nullable): 32 bytes, in the place of all the others
 *
 * What somebody has to show. Borrowed.
 */
typedef struct
{
  const char *user;
  const HearthSecret *passphrase;
  const HearthSecret *key_file;
  const HearthSecret *recovery_key;
} HearthCredentials;

/**
 * HearthLogin:
 * @header: the copy that counts from now on
 * @generation_tried: the greatest that was written, perhaps in vain
 * @set: KDF set of the own slot, or %HEARTH_HEADER_RECOVERY_SET
 * @key_file: (nullable): that opened the slot together with the passphrase
 * @user: borrowed from @area
 * @keys: HearthLoginKey: what was granted, the identity seed among it for owners
 * @was_tampered: the newest copy was refused after a slot had opened: an alarm
 *
 * What a name and a passphrase turned into.
 */
typedef struct
{
  HearthHeader *header;
  guint64 generation_tried;
  guint slot_index;
  guint set;
  HearthSecret *key_file;
  HearthSlot *slot;
  HearthArea *area;
  const HearthUser *user;
  GPtrArray *keys;
  gboolean was_tampered;
} HearthLogin;

HearthLoginKey *hearth_login_key_new (HearthCompartment cmp,
                                      guint32 epoch,
                                      const HearthSecret *key) G_GNUC_WARN_UNUSED_RESULT;
void hearth_login_key_free (HearthLoginKey *self);

HearthLogin *hearth_login_new_vault (const HearthCredentials *credentials,
                                     const HearthKdfSet *set,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
HearthLogin *hearth_login_open (const HearthHeader *newest,
                                const HearthHeader *other,
                                const HearthCredentials *credentials,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
HearthLogin *hearth_login_copy_slot (const HearthLogin *self) G_GNUC_WARN_UNUSED_RESULT;
HearthLogin *hearth_login_open_with (const HearthHeader *header,
                                     const HearthLogin *present,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_login_free (HearthLogin *self);

const HearthSecret *hearth_login_find_key (const HearthLogin *self,
                                           HearthCompartment cmp,
                                           guint32 epoch);
void hearth_login_drop_key (HearthLogin *self, HearthCompartment cmp, guint32 epoch);
const HearthSecret *hearth_login_get_identity (const HearthLogin *self);
gboolean hearth_login_verify_passphrase (const HearthLogin *self,
                                         const HearthSecret *passphrase,
                                         GError **error);
gboolean hearth_login_check_name (const char *name, GError **error);
gboolean hearth_login_check_passphrase (const HearthSecret *passphrase, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthLogin, hearth_login_free)

G_END_DECLS
