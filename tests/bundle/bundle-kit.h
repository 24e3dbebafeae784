/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bundle in pieces, to be put together again in ways in which no honest program would. It has the
 * keys of sender and receiver, so that what is refused is refused for the reason under test. */
#pragma once

#include "bundle-fixture.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  GByteArray *data;
} BundleKitMember;

typedef struct
{
  json_t *manifest;
  GPtrArray *members; /* (element-type BundleKitMember), without manifest, signature, padding */
  HearthSecret *seed; /* signs the manifest */
  HearthAgeRecipient recipient;     /* of the outer file and the parts */
  GPtrArray *identities;            /* one: the key of that recipient */
  char *manifest_text;              /* instead of the dump */
  char *signature;                  /* instead of a right one */
  void (*tamper) (GByteArray *tar); /* last, on the bytes of the archive */
  guint keep_total : 1;
  guint no_padding : 1;
  guint signature_first : 1;
} BundleKit;

BundleKit *bundle_kit_new (BundleFixture *vault, const HearthBundleOptions *options);
void bundle_kit_free (BundleKit *self);

BundleKitMember *bundle_kit_get (BundleKit *self, const char *prefix);
json_t *bundle_kit_get_entry (BundleKit *self, const char *prefix);
/* Makes the manifest announce the member as it is. */
void bundle_kit_announce (BundleKit *self, const char *prefix);
/* A sealed part in the clear, and back again. */
char *bundle_kit_dup_lines (BundleKit *self, const char *prefix);
void bundle_kit_set_lines (BundleKit *self, const char *prefix, const char *text);
void bundle_kit_add (BundleKit *self, const char *name, const void *data, gsize length);
/* The same with an entry in the manifest, both at @index. */
void bundle_kit_insert (BundleKit *self,
                        guint index,
                        const char *name,
                        const char *type,
                        const void *data,
                        gsize length);

GBytes *bundle_kit_seal (BundleKit *self, const void *data, gsize length);
GBytes *bundle_kit_pack (BundleKit *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BundleKit, bundle_kit_free)

G_END_DECLS
