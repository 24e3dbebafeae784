/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The header of a vault: bytes ⇄ struct. Two complete copies stand in the folder; key slots turn a
 * passphrase into a user's seed and the area secret, the area holds users and grants. */
#pragma once

#include "hearth-fs.h"
#include "hearth-grants.h"

G_BEGIN_DECLS

#define HEARTH_HEADER_MAX_SIZE (4 << 20)

/* In the place of a set: the slot is opened by a key, not by a passphrase. */
#define HEARTH_HEADER_RECOVERY_SET 2

typedef struct
{
  guint64 memory_bytes;
  guint32 passes; /* 0: no such set */
} HearthKdfSet;

typedef enum
{
  HEARTH_SLOT_PASSPHRASE = 1,
  HEARTH_SLOT_RECOVERY = 2,
  HEARTH_SLOT_KEY_FILE = 3,
} HearthSlotKind;

/**
 * HearthSlot:
 * @is_temporary: the passphrase was chosen by an owner and is to be changed at the next login
 * @made: seconds since 1970
 * @seed: 32 bytes, the user's
 * @area_secret: 32 bytes, the vault's
 * @identity_key: the owners' public key, pinned here
 *
 * What a key opens.
 */
typedef struct
{
  HearthSlotKind kind;
  gboolean is_temporary;
  guint64 made;
  HearthId user;
  HearthSecret *seed;
  HearthSecret *area_secret;
  guint8 identity_key[32];
} HearthSlot;

/**
 * HearthArea:
 * @dev: writer id of this vault's lines
 * @old_set: bit i of byte i / 8, from the lowest: slot i is still under KDF set 1
 * @line: the signed line, as it stands; kept whole because only owners can sign another
 * @grants: what @line says
 */
typedef struct
{
  HearthId dev;
  guint8 old_set[32];
  char *line;
  HearthGrants *grants;
} HearthArea;

/**
 * HearthHeader:
 * @image: the bytes of the file, whole and with a right checksum
 *
 * One copy, as read or as it will be written.
 */
typedef struct
{
  guint8 *image;
  gsize length;
  guint64 generation;
  HearthId vault_id;
  guint8 salt[32];
  HearthKdfSet sets[2];
  guint n_slots;
} HearthHeader;

HearthHeader *hearth_header_new (const HearthKdfSet *set) G_GNUC_WARN_UNUSED_RESULT;
HearthHeader *hearth_header_parse (const guint8 *image,
                                   gsize length,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
HearthHeader *hearth_header_copy (const HearthHeader *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_header_grow (HearthHeader *self);
void hearth_header_free (HearthHeader *self);

gboolean hearth_kdf_set_is_allowed (const HearthKdfSet *set);

/* hearth-header-slot.c */
char *hearth_header_fold_name (const char *name) G_GNUC_WARN_UNUSED_RESULT;
HearthSecret *hearth_header_derive_recovery_key (const HearthSecret *recovery_key)
    G_GNUC_WARN_UNUSED_RESULT;
HearthSecret *hearth_header_derive_key (const HearthHeader *self,
                                        guint set,
                                        const char *name,
                                        const HearthSecret *passphrase,
                                        const HearthSecret *key_file,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hearth_header_set_slot (HearthHeader *self,
                             guint slot,
                             guint set,
                             const HearthSlot *contents,
                             const HearthSecret *slot_key);
void hearth_header_clear_slot (HearthHeader *self, guint slot);
HearthSlot *hearth_header_open_slot (const HearthHeader *self,
                                     guint set,
                                     const HearthSecret *slot_key,
                                     guint *out_slot) G_GNUC_WARN_UNUSED_RESULT;
HearthSlot *hearth_slot_copy (const HearthSlot *self) G_GNUC_WARN_UNUSED_RESULT;
void hearth_slot_free (HearthSlot *self);

/* hearth-header-area.c */
gboolean hearth_header_set_area (HearthHeader *self,
                                 const HearthArea *area,
                                 const HearthSecret *area_secret,
                                 GError **error);
HearthArea *hearth_header_open_area (const HearthHeader *self,
                                     const HearthSlot *slot,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_area_is_old (const HearthArea *self, guint slot);
void hearth_area_set_old (HearthArea *self, guint slot, gboolean is_old);
void hearth_area_free (HearthArea *self);

/* hearth-header-file.c */
gboolean hearth_header_load (const HearthFs *fs,
                             int folder,
                             HearthHeader **out_newest,
                             HearthHeader **out_other,
                             GError **error);
const char *hearth_header_find_foreign (const HearthHeader *self, const HearthFs *fs, int folder);
gboolean hearth_header_store (const HearthHeader *self,
                              const HearthFs *fs,
                              int folder,
                              GError **error);
gboolean hearth_header_repair (const HearthHeader *self,
                               const HearthFs *fs,
                               int folder,
                               GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthHeader, hearth_header_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthSlot, hearth_slot_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthArea, hearth_area_free)

G_END_DECLS
