/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundles as only an enemy or a broken program makes them, each with the code of its refusal
 * (bundles 14). Those that are sealed, signed and hashed correctly show that the later checks do not
 * lean on the earlier ones. */
#include "config.h"

#include "bundle-kit.h"
#include "hearth-base64.h"
#include "hearth-line.h"
#include "hearth-manifest.h"
#include "hearth-minisign.h"
#include "hearth-ustar.h"

#include <string.h>

typedef struct
{
  const char *name;
  void (*change) (BundleKit *kit);
  const char *code; /* NULL: it is accepted */
} Case;

static void
leave (BundleKit *kit)
{
}

/* The manifest. */

static void
set_format (BundleKit *kit)
{
  json_object_set_new (kit->manifest, "format", json_string ("hearth-bundel"));
}

static void
set_min_reader (BundleKit *kit)
{
  json_object_set_new (kit->manifest, "version", json_integer (2));
  json_object_set_new (kit->manifest, "min_reader", json_integer (2));
}

static void
set_newer_version_for_old_readers (BundleKit *kit)
{
  json_object_set_new (kit->manifest, "version", json_integer (2));
  json_object_set_new (kit->manifest, "later", json_string ("additions"));
}

static void
set_kind (BundleKit *kit)
{
  json_object_set_new (kit->manifest, "kind", json_string ("snapshot"));
}

static void
set_type (BundleKit *kit)
{
  json_object_set_new (bundle_kit_get_entry (kit, "p/"), "type", json_string ("picture"));
}

static void
set_type_of_another (BundleKit *kit)
{
  json_object_set_new (bundle_kit_get_entry (kit, "p/"), "type", json_string ("blob"));
}

static void
set_compartment (BundleKit *kit)
{
  json_object_set_new (bundle_kit_get_entry (kit, "p/core"), "cmp", json_string ("medical"));
}

static void
set_path (BundleKit *kit)
{
  json_object_set_new (bundle_kit_get_entry (kit, "p/core"), "name",
                       json_string ("../core.jsonl.age"));
}

static void
set_seq (BundleKit *kit)
{
  json_object_set_new (kit->manifest, "seq", json_integer (0));
}

static void
set_time (BundleKit *kit)
{
  json_object_set_new (kit->manifest, "created", json_string ("2025-06-12 09:15:00"));
}

static void
set_unsorted_recipients (BundleKit *kit)
{
  json_t *to = json_object_get (kit->manifest, "to");

  json_array_append (to, json_array_get (to, 0));
}

static void
set_other_recipients (BundleKit *kit)
{
  g_autoptr (HearthSecret) other = hearth_secret_new_random (32);
  HearthAgeRecipient recipient;
  g_autofree char *text = NULL;

  hearth_age_recipient_from_identity (other, &recipient);
  text = hearth_age_recipient_to_string (&recipient);
  json_object_set_new (kit->manifest, "to", json_pack ("[s]", text));
}

static void
set_no_recipients (BundleKit *kit)
{
  json_object_set_new (kit->manifest, "to", json_array ());
}

static void
set_huge_size (BundleKit *kit)
{
  json_object_set_new (bundle_kit_get_entry (kit, "p/core"), "size",
                       json_integer ((json_int_t) 3 << 30));
}

static void
add_entry_twice (BundleKit *kit)
{
  json_array_append (json_object_get (kit->manifest, "entries"),
                     bundle_kit_get_entry (kit, "p/benefits"));
}

static void
swap_entries (BundleKit *kit)
{
  json_t *entries = json_object_get (kit->manifest, "entries");
  json_t *card = json_incref (json_array_get (entries, 0));

  json_array_remove (entries, 0);
  json_array_append_new (entries, card);
}

static void
write_spaces (BundleKit *kit)
{
  char *text = json_dumps (kit->manifest, JSON_SORT_KEYS);

  kit->manifest_text = g_strdup (text);
  free (text);
}

static void
write_no_json (BundleKit *kit)
{
  kit->manifest_text = g_strdup ("{\"format\":\"hearth-bundle\"");
}

static void
write_an_array (BundleKit *kit)
{
  kit->manifest_text = g_strdup ("[]");
}

static void
write_nothing (BundleKit *kit)
{
  kit->manifest_text = g_strdup ("");
}

static void
write_deep (BundleKit *kit)
{
  kit->manifest_text = g_strnfill (1000000, '[');
}

static void
write_huge_manifest (BundleKit *kit)
{
  kit->manifest_text = g_strnfill (4 * 1024 * 1024 + 1, ' ');
}

/* The signature and the sender. */

static void
sign_by_another (BundleKit *kit)
{
  hearth_secret_unref (kit->seed);
  kit->seed = hearth_secret_new_random (32);
}

static void
sign_something_else (BundleKit *kit)
{
  kit->signature = hearth_minisign_sign ("{}", 2, kit->seed, "hearth-bundle", "hearth-bundle v1");
}

static void
sign_with_nothing (BundleKit *kit)
{
  kit->signature = g_strdup ("untrusted comment: hearth-bundle\n");
}

static void
write_huge_signature (BundleKit *kit)
{
  kit->signature = g_strnfill (100000, 'A');
}

static void
put_signature_first (BundleKit *kit)
{
  kit->signature_first = TRUE;
}

static void
name_another_card (BundleKit *kit)
{
  json_t *from = json_object_get (kit->manifest, "from");
  g_autofree char *hex = g_strnfill (64, 'a');

  json_object_set_new (from, "card", json_string (hex));
}

static void
name_another_dev (BundleKit *kit)
{
  g_autofree char *hex = g_strnfill (32, 'a');

  json_object_set_new (json_object_get (kit->manifest, "from"), "dev", json_string (hex));
}

static void
change_card (BundleKit *kit)
{
  BundleKitMember *card = bundle_kit_get (kit, "k/");
  char *label = g_strstr_len ((char *) card->data->data, card->data->len, "Hospital 7");

  label[9] = '8';
  bundle_kit_announce (kit, "k/");
}

static void
cut_card (BundleKit *kit)
{
  BundleKitMember *card = bundle_kit_get (kit, "k/");

  g_byte_array_set_size (card->data, card->data->len - 1);
  bundle_kit_announce (kit, "k/");
}

static void
rename_card (BundleKit *kit)
{
  BundleKitMember *card = bundle_kit_get (kit, "k/");

  card->name[10] = card->name[10] == '0' ? '1' : '0';
  json_object_set_new (bundle_kit_get_entry (kit, "k/"), "name", json_string (card->name));
}

/* A second vault that claims the writer of the first. */
static void
add_card_of_an_impostor (BundleKit *kit)
{
  g_autoptr (HearthSecret) identity = hearth_secret_new_random (HEARTH_KEY_SIZE);
  BundleKitMember *card = bundle_kit_get (kit, "k/");
  json_auto_t *json =
      hearth_line_parse ((const char *) card->data->data, card->data->len - 1, NULL);
  g_autofree char *key = NULL;
  g_autofree char *line = NULL;
  g_autofree char *id = NULL;
  g_autofree char *name = NULL;
  g_autofree char *with_lf = NULL;
  guint8 bytes[HEARTH_KEY_SIZE];

  hearth_key_ed25519_public (identity, bytes);
  key = hearth_base64_encode (bytes, sizeof bytes);
  json_object_set_new (json, "key", json_string (key));
  line = hearth_line_sign (HEARTH_LINE_LABEL_CARD, json, identity);
  hearth_line_id (line, strlen (line), bytes);
  id = hearth_hex_encode (bytes, sizeof bytes);
  name = g_strconcat ("k/", id, NULL);
  with_lf = g_strconcat (line, "\n", NULL);
  bundle_kit_insert (kit, 1, name, "card", with_lf, strlen (with_lf));
}

/* Members. */

static void
rename_member (BundleKit *kit)
{
  BundleKitMember *part = bundle_kit_get (kit, "p/core");

  g_free (part->name);
  part->name = g_strdup ("p/medical.jsonl.age");
}

static void
lengthen_member (BundleKit *kit)
{
  g_byte_array_append (bundle_kit_get (kit, "p/core")->data, (const guint8 *) "x", 1);
}

static void
change_member (BundleKit *kit)
{
  bundle_kit_get (kit, "p/core")->data->data[300] ^= 1;
}

static void
swap_members (BundleKit *kit)
{
  gpointer swapped = kit->members->pdata[1];

  kit->members->pdata[1] = kit->members->pdata[2];
  kit->members->pdata[2] = swapped;
}

static void
drop_member (BundleKit *kit)
{
  g_ptr_array_remove_index (kit->members, 2);
}

static void
add_member (BundleKit *kit)
{
  bundle_kit_add (kit, "p/tracing.jsonl.age", "x", 1);
}

static void
add_member_twice (BundleKit *kit)
{
  kit->no_padding = TRUE;
  bundle_kit_add (kit, "pad", "", 0);
  bundle_kit_add (kit, "pad2", "", 0);
}

static void
leave_padding_away (BundleKit *kit)
{
  kit->no_padding = TRUE;
}

static void
put_data_into_padding (BundleKit *kit)
{
  kit->no_padding = TRUE;
  bundle_kit_add (kit, "pad", "hidden", 6);
}

static void
set_wrong_total (BundleKit *kit)
{
  kit->keep_total = TRUE;
  json_object_set_new (kit->manifest, "total", json_string ("0000000131072"));
}

static void
set_total_without_zeros (BundleKit *kit)
{
  kit->keep_total = TRUE;
  json_object_set_new (kit->manifest, "total", json_string ("131072"));
}

/* The archive. */

static void
tamper_type (GByteArray *tar)
{
  tar->data[156] = '2';
}

static void
make_link (BundleKit *kit)
{
  kit->tamper = tamper_type;
}

static void
tamper_prefix (GByteArray *tar)
{
  tar->data[345] = 'x';
}

static void
use_prefix (BundleKit *kit)
{
  kit->tamper = tamper_prefix;
}

static void
tamper_padding (GByteArray *tar)
{
  tar->data[tar->len - 1024 - 1] = 1;
}

static void
fill_padding (BundleKit *kit)
{
  kit->tamper = tamper_padding;
}

static void
tamper_end (GByteArray *tar)
{
  g_byte_array_set_size (tar, tar->len - 512);
}

static void
cut_end (BundleKit *kit)
{
  kit->tamper = tamper_end;
}

static void
tamper_tail (GByteArray *tar)
{
  guint8 block[512] = { 0 };

  g_byte_array_append (tar, block, sizeof block);
}

static void
append_block (BundleKit *kit)
{
  kit->tamper = tamper_tail;
}

static void
tamper_all (GByteArray *tar)
{
  g_byte_array_set_size (tar, 0);
  g_byte_array_append (tar, (const guint8 *) "a letter, not a bundle\n", 23);
}

static void
send_a_letter (BundleKit *kit)
{
  kit->tamper = tamper_all;
}

static void
tamper_empty (GByteArray *tar)
{
  g_byte_array_set_size (tar, 0);
}

static void
send_nothing (BundleKit *kit)
{
  kit->tamper = tamper_empty;
}

/* Lines, in a part that is sealed, hashed and signed as it should be. */

static void
change_lines (BundleKit *kit, void (*change) (const char *text, GString *out))
{
  g_autofree char *text = bundle_kit_dup_lines (kit, "p/core");
  g_autoptr (GString) out = g_string_new (NULL);

  change (text, out);
  bundle_kit_set_lines (kit, "p/core", out->str);
}

static void
with_other_name (const char *text, GString *out)
{
  g_string_assign (out, text);
  g_string_replace (out, "Вигаданко", "Вигаданка", 0);
}

static void
alter_line (BundleKit *kit)
{
  change_lines (kit, with_other_name);
}

static void
with_space (const char *text, GString *out)
{
  g_string_assign (out, text);
  g_string_replace (out, "\"v\":1", "\"v\": 1", 1);
}

static void
loosen_line (BundleKit *kit)
{
  change_lines (kit, with_space);
}

static void
without_last_lf (const char *text, GString *out)
{
  g_string_assign (out, text);
  g_string_truncate (out, out->len - 1);
}

static void
cut_line (BundleKit *kit)
{
  change_lines (kit, without_last_lf);
}

static void
with_empty_line (const char *text, GString *out)
{
  g_string_append_printf (out, "\n%s", text);
}

static void
add_empty_line (BundleKit *kit)
{
  change_lines (kit, with_empty_line);
}

static void
with_carriage_returns (const char *text, GString *out)
{
  g_string_assign (out, text);
  g_string_replace (out, "\n", "\r\n", 0);
}

static void
add_carriage_returns (BundleKit *kit)
{
  change_lines (kit, with_carriage_returns);
}

static void
with_endless_line (const char *text, GString *out)
{
  g_string_set_size (out, 1024 * 1024 + 1);
  memset (out->str, 'A', out->len);
}

static void
add_endless_line (BundleKit *kit)
{
  change_lines (kit, with_endless_line);
}

/* Honest lines, but of another compartment than the part that carries them. */
static void
mix_parts (BundleKit *kit)
{
  g_autofree char *text = bundle_kit_dup_lines (kit, "p/benefits");

  bundle_kit_set_lines (kit, "p/core", text);
}

static void
damage_nested_file (BundleKit *kit)
{
  BundleKitMember *part = bundle_kit_get (kit, "p/core");

  part->data->data[part->data->len - 1] ^= 1;
  bundle_kit_announce (kit, "p/core");
}

static void
replace_nested_file (BundleKit *kit)
{
  BundleKitMember *part = bundle_kit_get (kit, "p/core");

  g_byte_array_set_size (part->data, 100);
  memset (part->data->data, 0, 100);
  bundle_kit_announce (kit, "p/core");
}

static void
empty_part (BundleKit *kit)
{
  bundle_kit_set_lines (kit, "p/core", "");
}

static const Case cases[] = {
  { "untouched", leave, NULL },
  { "newer-version-for-old-readers", set_newer_version_for_old_readers, NULL },
  { "part-without-lines", empty_part, NULL },
  { "other-format", set_format, "E_MANIFEST" },
  { "newer-version", set_min_reader, "E_TOO_NEW" },
  { "unknown-kind", set_kind, "E_TOO_NEW" },
  { "unknown-type", set_type, "E_TOO_NEW" },
  { "type-of-another-name", set_type_of_another, "E_MANIFEST" },
  { "compartment-of-another-name", set_compartment, "E_MANIFEST" },
  { "path-that-climbs", set_path, "E_MANIFEST" },
  { "number-zero", set_seq, "E_MANIFEST" },
  { "time-in-another-form", set_time, "E_MANIFEST" },
  { "recipient-twice", set_unsorted_recipients, "E_MANIFEST" },
  { "for-somebody-else", set_other_recipients, "E_NOT_ADDRESSED" },
  { "sealed-parts-for-nobody", set_no_recipients, "E_MANIFEST" },
  { "huge-member-announced", set_huge_size, "E_LIMIT" },
  { "entry-twice", add_entry_twice, "E_MANIFEST" },
  { "entries-out-of-order", swap_entries, "E_MANIFEST" },
  { "manifest-with-spaces", write_spaces, "E_MANIFEST" },
  { "manifest-cut", write_no_json, "E_MANIFEST" },
  { "manifest-of-another-shape", write_an_array, "E_MANIFEST" },
  { "manifest-empty", write_nothing, "E_MANIFEST" },
  { "manifest-of-a-million-brackets", write_deep, "E_MANIFEST" },
  { "manifest-too-long", write_huge_manifest, "E_LIMIT" },
  { "signed-by-another", sign_by_another, "E_SIGNATURE" },
  { "signature-of-something-else", sign_something_else, "E_SIGNATURE" },
  { "signature-of-one-line", sign_with_nothing, "E_SIGNATURE" },
  { "signature-too-long", write_huge_signature, "E_LIMIT" },
  { "signature-before-manifest", put_signature_first, "E_ARCHIVE" },
  { "card-not-inside", name_another_card, "E_CARD" },
  { "writer-not-on-the-card", name_another_dev, "E_CARD" },
  { "card-changed", change_card, "E_CARD" },
  { "card-without-end", cut_card, "E_CARD" },
  { "card-of-an-impostor", add_card_of_an_impostor, "E_CARD" },
  { "card-under-another-name", rename_card, "E_CARD" },
  { "member-renamed", rename_member, "E_ENTRY" },
  { "member-longer", lengthen_member, "E_ENTRY" },
  { "member-changed", change_member, "E_ENTRY" },
  { "members-swapped", swap_members, "E_ENTRY" },
  { "member-missing", drop_member, "E_ENTRY" },
  { "member-added", add_member, "E_ENTRY" },
  { "member-after-padding", add_member_twice, "E_ARCHIVE" },
  { "no-padding", leave_padding_away, "E_ARCHIVE" },
  { "data-in-padding", put_data_into_padding, "E_ARCHIVE" },
  { "wrong-total", set_wrong_total, "E_ARCHIVE" },
  { "total-without-zeros", set_total_without_zeros, "E_MANIFEST" },
  { "link", make_link, "E_ARCHIVE" },
  { "prefix-field", use_prefix, "E_ARCHIVE" },
  { "padding-not-zero", fill_padding, "E_ARCHIVE" },
  { "end-cut", cut_end, "E_ARCHIVE" },
  { "end-with-a-third-block", append_block, "E_ARCHIVE" },
  { "letter", send_a_letter, "E_ARCHIVE" },
  { "empty-age-file", send_nothing, "E_ARCHIVE" },
  { "line-altered", alter_line, "E_COMMIT" },
  { "line-not-canonical", loosen_line, "E_COMMIT" },
  { "line-cut", cut_line, "E_COMMIT" },
  { "line-empty", add_empty_line, "E_COMMIT" },
  { "lines-with-carriage-returns", add_carriage_returns, "E_COMMIT" },
  { "line-endless", add_endless_line, "E_LIMIT" },
  { "lines-of-another-compartment", mix_parts, "E_COMMIT" },
  { "nested-file-damaged", damage_nested_file, "E_PAYLOAD" },
  { "nested-file-of-zeros", replace_nested_file, "E_NOT_BUNDLE" },
};

static void
test_case (gconstpointer data)
{
  const Case *tested = data;
  g_autoptr (BundleFixture) vault = bundle_fixture_new ("Hospital 7");
  g_autofree char *recipient = bundle_fixture_dup_recipient (vault, HEARTH_COMPARTMENT_ADMIN);
  g_autoptr (HearthBundleOptions) options = bundle_fixture_options (vault, recipient);
  g_autofree char *path = g_build_filename (vault->folder, "hostile.age", NULL);
  g_autoptr (BundleKit) kit = NULL;
  g_autoptr (GBytes) file = NULL;
  g_autoptr (HearthBundleInfo) info = NULL;
  g_autoptr (GError) error = NULL;

  bundle_fixture_add_cases (vault);
  options->pad_floor = 4096;
  kit = bundle_kit_new (vault, options);
  tested->change (kit);
  file = bundle_kit_pack (kit);
  hearth_test_write_file (vault->folder, "hostile.age", g_bytes_get_data (file, NULL),
                          g_bytes_get_size (file));
  info = bundle_fixture_inspect (vault, path, NULL, &error);
  g_assert_cmpstr (hearth_bundle_error_get_code (error), ==, tested->code);
  g_assert_cmpint (info != NULL, ==, tested->code == NULL);
  if (tested->code != NULL)
    bundle_fixture_assert_refused (vault, path, tested->code);
}

/* What is not even an age file, or no file. */
static void
test_other_files_are_refused (void)
{
  g_autoptr (BundleFixture) vault = bundle_fixture_new ("Hospital 7");
  g_autofree char *letter = g_build_filename (vault->folder, "letter", NULL);
  g_autofree char *missing = g_build_filename (vault->folder, "missing", NULL);
  g_autoptr (GError) error = NULL;

  hearth_test_write_file (vault->folder, "letter", "Dear all", 8);
  g_assert_null (bundle_fixture_inspect (vault, letter, NULL, &error));
  g_assert_cmpstr (hearth_bundle_error_get_code (error), ==, "E_NOT_BUNDLE");
  g_clear_error (&error);
  g_assert_null (bundle_fixture_inspect (vault, vault->folder, NULL, &error));
  g_assert_cmpstr (hearth_bundle_error_get_code (error), ==, "E_NOT_BUNDLE");
  g_clear_error (&error);
  g_assert_null (bundle_fixture_inspect (vault, "/dev/zero", NULL, &error));
  g_assert_cmpstr (hearth_bundle_error_get_code (error), ==, "E_NOT_BUNDLE");
  g_clear_error (&error);
  g_assert_null (bundle_fixture_inspect (vault, missing, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* A good bundle, opened by its reader and sealed anew to somebody who was not meant. */
static void
test_bundle_passed_on_is_not_addressed (void)
{
  g_autoptr (BundleFixture) sender = bundle_fixture_new ("Hospital 7");
  g_autoptr (BundleFixture) victim = bundle_fixture_new ("Headquarters");
  g_autofree char *recipient = bundle_fixture_dup_recipient (sender, HEARTH_COMPARTMENT_ADMIN);
  g_autoptr (HearthBundleOptions) options = bundle_fixture_options (sender, recipient);
  g_autoptr (GPtrArray) identities =
      bundle_fixture_list_identities (victim, HEARTH_COMPARTMENT_ADMIN);
  g_autofree char *path = g_build_filename (victim->folder, "hostile.age", NULL);
  g_autoptr (BundleKit) kit = NULL;
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GError) error = NULL;

  bundle_fixture_add_cases (sender);
  kit = bundle_kit_new (sender, options);
  hearth_age_recipient_from_identity (identities->pdata[0], &kit->recipient);
  file = bundle_kit_pack (kit);
  hearth_test_write_file (victim->folder, "hostile.age", g_bytes_get_data (file, NULL),
                          g_bytes_get_size (file));
  g_assert_null (bundle_fixture_inspect (victim, path, NULL, &error));
  g_assert_cmpstr (hearth_bundle_error_get_code (error), ==, "E_NOT_ADDRESSED");
}

/* A hospital whose card claims the writer of its victim, to speak in the victim's own name. */
static void
test_card_with_our_writer_is_refused (void)
{
  g_autoptr (BundleFixture) impostor = bundle_fixture_new ("Hospital 7");
  g_autoptr (BundleFixture) same_name = bundle_fixture_new ("Hospital 7");
  g_autofree char *recipient = bundle_fixture_dup_recipient (same_name, HEARTH_COMPARTMENT_ADMIN);
  g_autoptr (HearthBundleOptions) options = bundle_fixture_options (impostor, recipient);
  g_autoptr (HearthBundleResult) result = NULL;
  g_autoptr (GError) error = NULL;

  /* The writer ids of the fixtures follow from their labels. */
  g_assert_true (hearth_id_equal (&impostor->vault->writer.dev, &same_name->vault->writer.dev));
  bundle_fixture_add_cases (impostor);
  result = bundle_fixture_export (impostor, options);
  g_assert_null (bundle_fixture_inspect (same_name, result->path, NULL, &error));
  g_assert_cmpstr (hearth_bundle_error_get_code (error), ==, "E_CARD");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/bundle-hostile/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/bundle-hostile/other-files-are-refused", test_other_files_are_refused);
  g_test_add_func ("/bundle-hostile/bundle-passed-on-is-not-addressed",
                   test_bundle_passed_on_is_not_addressed);
  g_test_add_func ("/bundle-hostile/card-with-our-writer-is-refused",
                   test_card_with_our_writer_is_refused);
  return g_test_run ();
}
