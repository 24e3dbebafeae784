/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A vault in memory with a card, and a folder for the files that travel. */
#pragma once

#include "hearth-bundle-import.h"
#include "hearth-bundle-writer.h"
#include "hearth-test-program.h"
#include "hearth-test-writer.h"
#include "hearth-test.h"

G_BEGIN_DECLS

typedef struct
{
  HearthTestWriter *vault;
  HearthSecret *identity; /* seed of the card */
  char *folder;           /* spool and destination */
} BundleFixture;

BundleFixture *bundle_fixture_new (const char *label);
void bundle_fixture_free (BundleFixture *self);

/* Two people, an exchange event that both name, a check and a payment of the first. */
void bundle_fixture_add_cases (BundleFixture *self);
/* Recipient key of a compartment of that vault, "age1…". */
char *bundle_fixture_dup_recipient (BundleFixture *self, HearthCompartment cmp);
GPtrArray *bundle_fixture_list_identities (BundleFixture *self, HearthCompartment cmp);
/* Options for case 1 with the parts core and benefits, to @recipient if there is one. */
HearthBundleOptions *bundle_fixture_options (BundleFixture *self, const char *recipient);
HearthBundleResult *bundle_fixture_export (BundleFixture *self, const HearthBundleOptions *options);
HearthBundleInfo *bundle_fixture_inspect (BundleFixture *self,
                                          const char *path,
                                          const char *passphrase,
                                          GError **error);
/* The inner archive of a bundle. */
GBytes *bundle_fixture_open (const char *path, GPtrArray *identities);
/* The file of that name, written as "key" for stock age. */
void bundle_fixture_write_key (BundleFixture *self, const HearthSecret *identity);

/* What people of @ours decided about @theirs, whose newest card they have then. */
void bundle_fixture_decide (BundleFixture *ours,
                            BundleFixture *theirs,
                            HearthContactState state,
                            guint accept);
/* A bundle of one case to a contact; path of the file. */
char *bundle_fixture_send (BundleFixture *from, BundleFixture *to, guint case_number, guint parts);
HearthBundleImport *bundle_fixture_take (BundleFixture *vault, const char *path, GError **error);
void bundle_fixture_take_well (BundleFixture *vault, const char *path);
/* Lines of every compartment, what is shown of them, and what is known of others, as text to be compared.
 * Nothing may be staged. */
char *bundle_fixture_dup_state (BundleFixture *self);
/* An import is refused with that code and changes nothing. */
void bundle_fixture_assert_refused (BundleFixture *vault, const char *path, const char *code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BundleFixture, bundle_fixture_free)

G_END_DECLS
