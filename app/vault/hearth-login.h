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
 * HearthLogin:
 * @header: the copy that counts from now on
 * @user: borrowed from @area
 * @keys: HearthLoginKey: what was granted, the identity seed among it for owners
 * @was_tampered: the newest copy was refused after a slot had opened: an alarm
 *
 * What a name and a passphrase turned into.
 */
typedef struct
{
  HearthHeader *header;
  guint slot_index;
  guint set;
  HearthSlot *slot;
  HearthArea *area;
  const HearthUser *user;
  GPtrArray *keys;
  gboolean was_tampered;
} HearthLogin;

HearthLogin *hearth_login_new_vault (const char *name,
                                     const HearthSecret *passphrase,
                                     const HearthKdfSet *set,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
HearthLogin *hearth_login_open (const HearthHeader *newest,
                                const HearthHeader *other,
                                const char *name,
                                const HearthSecret *passphrase,
                                const HearthSecret *key_file,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_login_free (HearthLogin *self);

const HearthSecret *hearth_login_find_key (const HearthLogin *self,
                                           HearthCompartment cmp,
                                           guint32 epoch);
gboolean hearth_login_change_passphrase (HearthLogin *self,
                                         const HearthSecret *old_passphrase,
                                         const HearthSecret *new_passphrase,
                                         GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthLogin, hearth_login_free)

G_END_DECLS
