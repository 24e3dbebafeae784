/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-age-key.h"

G_BEGIN_DECLS

#define HEARTH_AGE_MAX_HEADER (64 * 1024)
#define HEARTH_AGE_MAX_STANZAS 64
#define HEARTH_AGE_FILE_KEY_SIZE 16
#define HEARTH_AGE_MAC_SIZE 32
#define HEARTH_AGE_WRAPPED_SIZE 32 /* file key and tag */

/** HearthAgeStanza: one way to the file key. @args: type first, at least one, %NULL-terminated. */
typedef struct
{
  char **args;
  guint8 *body;
  gsize body_length;
} HearthAgeStanza;

/** HearthAgeHeader: (element-type HearthAgeStanza) @stanzas, in the order of the file. */
typedef struct
{
  GPtrArray *stanzas;
  guint8 mac[HEARTH_AGE_MAC_SIZE];
  gsize mac_length; /* how many bytes of the text the MAC covers */
} HearthAgeHeader;

HearthAgeHeader *hearth_age_header_new (void) G_GNUC_WARN_UNUSED_RESULT;
void hearth_age_header_free (HearthAgeHeader *self);
HearthAgeHeader *hearth_age_header_parse (const char *text,
                                          gsize length,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *hearth_age_header_to_string (const HearthAgeHeader *self,
                                   const HearthSecret *file_key) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_age_header_check_mac (const HearthAgeHeader *self,
                                      const char *text,
                                      const HearthSecret *file_key);

HearthAgeStanza *hearth_age_stanza_new_x25519 (
    const HearthAgeRecipient *recipient, const HearthSecret *file_key) G_GNUC_WARN_UNUSED_RESULT;
HearthAgeStanza *hearth_age_stanza_new_scrypt (const HearthSecret *passphrase,
                                               guint log_n,
                                               const HearthSecret *file_key,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_age_stanza_free (HearthAgeStanza *self);
gboolean hearth_age_stanza_check (const HearthAgeStanza *self, guint n_stanzas);
gboolean hearth_age_stanza_is_scrypt (const HearthAgeStanza *self);

/* %FALSE with @error: the stanza breaks the format; %FALSE without: it is not for this key. */
gboolean hearth_age_stanza_open_x25519 (const HearthAgeStanza *self,
                                        const HearthSecret *identity,
                                        const HearthAgeRecipient *recipient,
                                        HearthSecret *file_key,
                                        GError **error);
gboolean hearth_age_stanza_open_scrypt (const HearthAgeStanza *self,
                                        const HearthSecret *passphrase,
                                        guint max_log_n,
                                        HearthSecret *file_key,
                                        GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthAgeHeader, hearth_age_header_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthAgeStanza, hearth_age_stanza_free)

G_END_DECLS
