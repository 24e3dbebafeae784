/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bundle-fixture.h"
#include "hearth-age-reader.h"
#include "hearth-base64.h"
#include "hearth-journal-digest.h"
#include "hearth-keyring.h"
#include "hearth-line.h"
#include "hearth-minisign.h"

#include <string.h>

static json_t *
card_keys (HearthDb *db, HearthCompartment cmp)
{
  g_autoptr (HearthSecret) seed = hearth_keyring_get_signing_seed (db, cmp, NULL);
  g_autoptr (HearthSecret) identity = hearth_keyring_get_recipient_key (db, cmp, NULL);
  g_autofree char *sig = NULL;
  g_autofree char *to = NULL;
  guint8 key[HEARTH_KEY_SIZE];
  HearthAgeRecipient recipient;

  hearth_key_ed25519_public (seed, key);
  hearth_age_recipient_from_identity (identity, &recipient);
  sig = hearth_minisign_key_to_string (key);
  to = hearth_age_recipient_to_string (&recipient);
  return json_pack ("{s:[],s:s,s:s}", "old", "sig", sig, "to", to);
}

/* The card as bundles 8 writes it, independent of the code that makes it for real vaults. */
static void
add_card (BundleFixture *self, const char *label)
{
  json_auto_t *card = json_object ();
  json_t *compartments = json_object ();
  g_autofree char *dev = hearth_id_to_string (&self->vault->writer.dev);
  g_autofree char *key = NULL;
  g_autofree char *line = NULL;
  g_autofree char *with_lf = NULL;
  g_autoptr (GError) error = NULL;
  guint8 public_key[HEARTH_KEY_SIZE];

  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    json_object_set_new (compartments, hearth_compartment_get_name (cmp),
                         card_keys (self->vault->db, cmp));
  hearth_key_ed25519_public (self->identity, public_key);
  key = hearth_base64_encode (public_key, sizeof public_key);
  json_object_update_new (card, json_pack ("{s:{},s:o,s:[s],s:s,s:s,s:s,s:s,s:[],s:i,s:i}",
                                           "approve", "cmp", compartments, "dev", dev, "format",
                                           "hearth-card", "key", key, "label", label, "made",
                                           "2025-06-01", "roles", "serial", 1, "v", 1));
  line = hearth_line_sign (HEARTH_LINE_LABEL_CARD, card, self->identity);
  with_lf = g_strconcat (line, "\n", NULL);
  hearth_keyring_add_card (self->vault->db, 1, with_lf, &error);
  g_assert_no_error (error);
}

BundleFixture *
bundle_fixture_new (const char *label)
{
  BundleFixture *self = g_new0 (BundleFixture, 1);

  self->vault = hearth_test_writer_new (NULL);
  self->vault->writer.dev = hearth_test_id (g_str_hash (label) & 0xfff);
  self->identity = hearth_secret_new_random (HEARTH_KEY_SIZE);
  self->folder = hearth_test_make_folder ();
  add_card (self, label);
  return self;
}

void
bundle_fixture_free (BundleFixture *self)
{
  hearth_test_writer_free (self->vault);
  hearth_secret_unref (self->identity);
  hearth_test_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self);
}

static void
write_record (BundleFixture *self, const char *kind, guint case_number, guint rec, const char *set)
{
  HearthId id = hearth_test_id (rec);
  g_autoptr (HearthChangeSet) changes = hearth_test_write (
      self->vault, kind, case_number, &id, HEARTH_REVISION_NEW, set, HEARTH_RESULT_DONE);
}

void
bundle_fixture_add_cases (BundleFixture *self)
{
  g_autofree char *who = hearth_id_to_string (&self->vault->writer.who);
  HearthId event = hearth_test_id (0x500);
  g_autofree char *event_hex = hearth_id_to_string (&event);
  g_autofree char *first =
      g_strdup_printf ("{'surname':'Вигаданко','given':'Олесь','event':'%s'}", event_hex);
  g_autofree char *second = g_strdup_printf ("{'surname':'Прикладна','event':'%s'}", event_hex);

  g_autoptr (HearthChangeSet) author =
      hearth_test_write (self->vault, "author", 0, &self->vault->writer.who, HEARTH_REVISION_NEW,
                         "{'user':'demo','name':'Demo'}", HEARTH_RESULT_DONE);

  write_record (self, "event", 0, 0x500, "{'date':'2025-06-09','stage':1}");
  write_record (self, "event", 0, 0x501, "{'date':'2025-07-01','stage':2}");
  hearth_test_add_person (self->vault, 1, first);
  hearth_test_add_person (self->vault, 2, second);
  write_record (self, "check", 1, 0x600, "{'check':'dental','result':'Таємниця лікаря'}");
  write_record (self, "payment", 1, 0x700, "{'benefit':'ONE_OFF_RELEASE','amount_kop':5000000}");
}

char *
bundle_fixture_dup_recipient (BundleFixture *self, HearthCompartment cmp)
{
  g_autoptr (HearthSecret) identity = hearth_keyring_get_recipient_key (self->vault->db, cmp, NULL);
  HearthAgeRecipient recipient;

  hearth_age_recipient_from_identity (identity, &recipient);
  return hearth_age_recipient_to_string (&recipient);
}

GPtrArray *
bundle_fixture_list_identities (BundleFixture *self, HearthCompartment cmp)
{
  GPtrArray *identities = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_secret_unref);

  g_ptr_array_add (identities, hearth_keyring_get_recipient_key (self->vault->db, cmp, NULL));
  return identities;
}

HearthBundleOptions *
bundle_fixture_options (BundleFixture *self, const char *recipient)
{
  HearthBundleOptions *options = hearth_bundle_options_new (self->folder);
  HearthId case_id = hearth_test_id (1);

  hearth_bundle_options_add_case (options, &case_id);
  hearth_bundle_options_add_part (options, HEARTH_COMPARTMENT_CORE);
  hearth_bundle_options_add_part (options, HEARTH_COMPARTMENT_BENEFITS);
  if (recipient != NULL)
    g_assert_true (hearth_bundle_options_add_recipient (options, recipient));
  return options;
}

HearthBundleResult *
bundle_fixture_export (BundleFixture *self, const HearthBundleOptions *options)
{
  g_autoptr (GError) error = NULL;
  HearthBundleResult *result = hearth_bundle_write (self->vault->db, &self->vault->writer.dev, NULL,
                                                    self->folder, options, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (result);
  return result;
}

HearthBundleInfo *
bundle_fixture_inspect (BundleFixture *self,
                        const char *path,
                        const char *passphrase,
                        GError **error)
{
  g_autoptr (HearthSecret) secret =
      passphrase != NULL ? hearth_secret_new ((const guint8 *) passphrase, strlen (passphrase))
                         : NULL;

  return hearth_bundle_read (self->vault->db, self->folder, path, secret, NULL, error);
}

GBytes *
bundle_fixture_open (const char *path, GPtrArray *identities)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GInputStream) source = G_INPUT_STREAM (g_file_read (file, NULL, NULL));
  g_autoptr (GByteArray) inner = g_byte_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthAgeReader) reader = NULL;
  guint8 buffer[4096];
  gssize n;

  g_assert_nonnull (source);
  reader = hearth_age_reader_new (source, identities, NULL, HEARTH_AGE_LOG_N, NULL, &error);
  g_assert_no_error (error);
  while ((n = hearth_age_reader_read (reader, buffer, sizeof buffer, NULL, &error)) > 0)
    g_byte_array_append (inner, buffer, (guint) n);
  g_assert_no_error (error);
  return g_byte_array_free_to_bytes (g_steal_pointer (&inner));
}

void
bundle_fixture_write_key (BundleFixture *self, const HearthSecret *identity)
{
  g_autoptr (HearthSecret) text = hearth_age_identity_to_text (identity);

  hearth_test_write_file (self->folder, "key", hearth_secret_get_bytes (text),
                          hearth_secret_get_size (text));
}

/* What people of @ours decided about @theirs. */
void
bundle_fixture_decide (BundleFixture *ours,
                       BundleFixture *theirs,
                       HearthContactState state,
                       guint accept)
{
  g_autofree char *line = hearth_keyring_get_card (theirs->vault->db, NULL);
  g_autoptr (HearthBundleCard) card = hearth_bundle_card_parse (line, strlen (line) - 1, NULL);
  g_autoptr (HearthContacts) contacts = hearth_contacts_load (ours->vault->db, NULL);
  g_autoptr (HearthContactRow) row = hearth_contacts_make_row (contacts, card, line, 1);
  g_autoptr (GError) error = NULL;

  row->state = state;
  row->accept = accept;
  row->send = G_MAXINT;
  hearth_db_begin (ours->vault->db, &error);
  hearth_contact_store_put (ours->vault->db, row, &error);
  hearth_db_commit (ours->vault->db, &error);
  g_assert_no_error (error);
}

/* The destination is what a contact's card says. */
char *
bundle_fixture_send (BundleFixture *from, BundleFixture *to, guint case_number, guint parts)
{
  g_autoptr (HearthBundleOptions) options = hearth_bundle_options_new (from->folder);
  g_autoptr (HearthContacts) contacts = hearth_contacts_load (from->vault->db, NULL);
  g_autoptr (HearthBundleResult) result = NULL;
  HearthId case_id = hearth_test_id (case_number);
  guint8 key[HEARTH_KEY_SIZE];

  hearth_key_ed25519_public (to->identity, key);
  hearth_bundle_options_add_case (options, &case_id);
  options->parts = parts;
  g_assert_true (
      hearth_bundle_options_add_contact (options, hearth_contacts_find_key (contacts, key)));
  result = bundle_fixture_export (from, options);
  return g_strdup (result->path);
}

HearthBundleImport *
bundle_fixture_take (BundleFixture *vault, const char *path, GError **error)
{
  g_autoptr (HearthChangeSet) changes = NULL;

  return hearth_bundle_take (&vault->vault->writer, vault->folder, path, NULL, NULL, &changes, NULL,
                             error);
}

void
bundle_fixture_take_well (BundleFixture *vault, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthBundleImport) import = bundle_fixture_take (vault, path, &error);

  g_assert_no_error (error);
  g_assert_nonnull (import);
}

char *
bundle_fixture_dup_state (BundleFixture *self)
{
  HearthDb *db = self->vault->db;
  g_autoptr (GString) state = g_string_new (NULL);

  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *journal = NULL;
      g_autofree char *incoming = NULL;
      HearthDigest digest;

      if (!hearth_db_has (db, (HearthCompartment) cmp))
        continue;
      journal = g_strdup_printf ("SELECT count (*) FROM %s.journal",
                                 hearth_compartment_get_name ((HearthCompartment) cmp));
      incoming = g_strdup_printf ("SELECT count (*) FROM %s.incoming",
                                  hearth_compartment_get_name ((HearthCompartment) cmp));
      g_assert_true (
          hearth_journal_get_digest (db, (HearthCompartment) cmp, NULL, &digest, &error));
      g_assert_no_error (error);
      g_assert_cmpint (hearth_test_query_int (db, incoming), ==, 0);
      g_string_append_printf (state, "%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", digest.text,
                              digest.n_lines, hearth_test_query_int (db, journal));
    }
  g_string_append_printf (state, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
                          hearth_test_query_int (db, "SELECT count (*) FROM admin.contact"),
                          hearth_test_query_int (db, "SELECT count (*) FROM admin.received"),
                          hearth_test_query_int (db, "SELECT count (*) FROM core.person"));
  return g_string_free (g_steal_pointer (&state), FALSE);
}

void
bundle_fixture_assert_refused (BundleFixture *vault, const char *path, const char *code)
{
  g_autofree char *before = bundle_fixture_dup_state (vault);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthBundleImport) import = bundle_fixture_take (vault, path, &error);

  g_assert_null (import);
  g_assert_cmpstr (hearth_bundle_error_get_code (error), ==, code);
  after = bundle_fixture_dup_state (vault);
  g_assert_cmpstr (after, ==, before);
}
