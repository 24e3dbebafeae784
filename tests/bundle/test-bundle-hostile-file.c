/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an enemy can do from outside, without a key: to the bytes of the outer file; and, with the key of the
 * outer file, to every field of the archive's headers (bundles 9, 10, 14). Each has its code, by looking and by
 * importing, and nothing changes. */
#include "config.h"

#include "bundle-kit.h"

#include <string.h>

#define VERSION_SIZE 22 /* "age-encryption.org/v1\n" */
#define STANZA_SIZE 98
#define N_STANZAS 4
#define PAYLOAD (86 + N_STANZAS * STANZA_SIZE) /* the first chunk */
#define CHUNK (65536 + 16)

static void
erase (GByteArray *file, guint at, guint length)
{
  g_byte_array_remove_range (file, at, length);
}

static void
insert (GByteArray *file, guint at, const void *data, guint length)
{
  g_autofree guint8 *copy = g_memdup2 (data, length);
  guint rest = file->len - at;

  g_byte_array_set_size (file, file->len + length);
  memmove (file->data + at + length, file->data + at, rest);
  memcpy (file->data + at, copy, length);
}

static void
insert_text (GByteArray *file, guint at, const char *text)
{
  insert (file, at, text, (guint) strlen (text));
}

static void
make_empty (GByteArray *file)
{
  g_byte_array_set_size (file, 0);
}

static void
set_other_version (GByteArray *file)
{
  file->data[VERSION_SIZE - 2] = '2';
}

static void
put_a_mark_first (GByteArray *file)
{
  insert_text (file, 0, "\xef\xbb\xbf");
}

static void
put_a_line_first (GByteArray *file)
{
  insert_text (file, 0, "\n");
}

static void
use_carriage_return (GByteArray *file)
{
  insert_text (file, VERSION_SIZE - 1, "\r");
}

static void
drop_all_stanzas (GByteArray *file)
{
  erase (file, VERSION_SIZE, N_STANZAS * STANZA_SIZE);
}

static void
drop_a_stanza (GByteArray *file)
{
  erase (file, VERSION_SIZE, STANZA_SIZE);
}

static void
double_the_stanzas (GByteArray *file)
{
  insert (file, VERSION_SIZE, file->data + VERSION_SIZE, N_STANZAS * STANZA_SIZE);
}

static void
add_grease (GByteArray *file)
{
  insert_text (file, VERSION_SIZE, "-> grease\n\n");
}

static void
add_a_passphrase_stanza (GByteArray *file)
{
  insert_text (file, VERSION_SIZE,
               "-> scrypt AAAAAAAAAAAAAAAAAAAAAA 18\n"
               "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n");
}

static void
add_too_many_stanzas (GByteArray *file)
{
  for (guint i = 0; i < 65; i++)
    add_grease (file);
}

static void
add_an_endless_argument (GByteArray *file)
{
  g_autofree char *text = g_strnfill (65536, 'x');
  g_autofree char *stanza = g_strdup_printf ("-> %s\n\n", text);

  insert_text (file, VERSION_SIZE, stanza);
}

static void
add_an_argument (GByteArray *file)
{
  insert_text (file, VERSION_SIZE + 3 + 6, " x");
}

static void
break_base64_of_stanza (GByteArray *file)
{
  file->data[VERSION_SIZE + 20] = 0xc1;
}

static void
break_line_of_mac (GByteArray *file)
{
  file->data[VERSION_SIZE + N_STANZAS * STANZA_SIZE] = '=';
}

static void
change_mac (GByteArray *file)
{
  guint8 *digit = &file->data[VERSION_SIZE + N_STANZAS * STANZA_SIZE + 10];

  *digit = *digit == 'A' ? 'B' : 'A';
}

static void
pad_mac (GByteArray *file)
{
  insert_text (file, PAYLOAD - 16 - 1, "=");
}

static void
cut_in_header (GByteArray *file)
{
  g_byte_array_set_size (file, VERSION_SIZE + STANZA_SIZE + 7);
}

static void
cut_in_nonce (GByteArray *file)
{
  g_byte_array_set_size (file, PAYLOAD - 8);
}

static void
cut_before_payload (GByteArray *file)
{
  g_byte_array_set_size (file, PAYLOAD);
}

static void
cut_between_chunks (GByteArray *file)
{
  g_byte_array_set_size (file, PAYLOAD + CHUNK);
}

static void
cut_in_a_tag (GByteArray *file)
{
  g_byte_array_set_size (file, PAYLOAD + 2 * CHUNK - 1);
}

static void
cut_the_last_byte (GByteArray *file)
{
  g_byte_array_set_size (file, file->len - 1);
}

static void
change_nonce (GByteArray *file)
{
  file->data[PAYLOAD - 1] ^= 1;
}

static void
swap_chunks (GByteArray *file)
{
  g_autofree guint8 *first = g_memdup2 (file->data + PAYLOAD, CHUNK);

  memmove (file->data + PAYLOAD, file->data + PAYLOAD + CHUNK, CHUNK);
  memcpy (file->data + PAYLOAD + CHUNK, first, CHUNK);
}

static void
drop_the_first_chunk (GByteArray *file)
{
  erase (file, PAYLOAD, CHUNK);
}

static void
drop_a_middle_chunk (GByteArray *file)
{
  erase (file, PAYLOAD + CHUNK, CHUNK);
}

static void
double_a_chunk (GByteArray *file)
{
  insert (file, PAYLOAD, file->data + PAYLOAD, CHUNK);
}

static void
double_the_last_chunk (GByteArray *file)
{
  guint last = PAYLOAD + (file->len - PAYLOAD - 1) / CHUNK * CHUNK;

  insert (file, last, file->data + last, file->len - last);
}

static void
append_a_byte (GByteArray *file)
{
  g_byte_array_append (file, (const guint8 *) "", 1);
}

static void
append_a_line (GByteArray *file)
{
  g_byte_array_append (file, (const guint8 *) "\n", 1);
}

static void
append_itself (GByteArray *file)
{
  insert (file, file->len, file->data, file->len);
}

static void
append_zeros (GByteArray *file)
{
  g_autofree guint8 *zeros = g_malloc0 (CHUNK);

  g_byte_array_append (file, zeros, CHUNK);
}

typedef struct
{
  const char *name;
  void (*change) (GByteArray *file);
  const char *code;
} FileCase;

static const FileCase file_cases[] = {
  { "empty-file", make_empty, "E_NOT_BUNDLE" },
  { "mark-first", put_a_mark_first, "E_NOT_BUNDLE" },
  { "line-first", put_a_line_first, "E_NOT_BUNDLE" },
  { "other-version", set_other_version, "E_HEADER" },
  { "carriage-return", use_carriage_return, "E_HEADER" },
  { "no-stanza", drop_all_stanzas, "E_HEADER" },
  { "stanza-dropped", drop_a_stanza, "E_MAC" },
  { "stanzas-doubled", double_the_stanzas, "E_MAC" },
  { "grease-added", add_grease, "E_MAC" },
  { "passphrase-stanza-added", add_a_passphrase_stanza, "E_HEADER" },
  { "65-stanzas-added", add_too_many_stanzas, "E_LIMIT" },
  { "endless-argument", add_an_endless_argument, "E_LIMIT" },
  { "argument-too-many", add_an_argument, "E_HEADER" },
  { "stanza-not-base64", break_base64_of_stanza, "E_HEADER" },
  { "line-of-mac-broken", break_line_of_mac, "E_HEADER" },
  { "mac-changed", change_mac, "E_MAC" },
  { "mac-padded", pad_mac, "E_HEADER" },
  { "cut-in-header", cut_in_header, "E_HEADER" },
  { "cut-in-nonce", cut_in_nonce, "E_HEADER" },
  { "cut-before-payload", cut_before_payload, "E_PAYLOAD" },
  { "cut-between-chunks", cut_between_chunks, "E_PAYLOAD" },
  { "cut-in-a-tag", cut_in_a_tag, "E_PAYLOAD" },
  { "last-byte-cut", cut_the_last_byte, "E_PAYLOAD" },
  { "nonce-changed", change_nonce, "E_PAYLOAD" },
  { "chunks-swapped", swap_chunks, "E_PAYLOAD" },
  { "first-chunk-dropped", drop_the_first_chunk, "E_PAYLOAD" },
  { "middle-chunk-dropped", drop_a_middle_chunk, "E_PAYLOAD" },
  { "chunk-doubled", double_a_chunk, "E_PAYLOAD" },
  { "last-chunk-doubled", double_the_last_chunk, "E_PAYLOAD" },
  { "byte-appended", append_a_byte, "E_PAYLOAD" },
  { "line-appended", append_a_line, "E_PAYLOAD" },
  { "two-bundles-joined", append_itself, "E_PAYLOAD" },
  { "zeros-appended", append_zeros, "E_PAYLOAD" },
};

static void
assert_refused (BundleFixture *vault, const guint8 *bytes, gsize length, const char *code)
{
  g_autofree char *path = g_build_filename (vault->folder, "hostile.age", NULL);
  g_autoptr (HearthBundleInfo) info = NULL;
  g_autoptr (GError) error = NULL;

  hearth_test_write_file (vault->folder, "hostile.age", bytes, length);
  info = bundle_fixture_inspect (vault, path, NULL, &error);
  g_assert_null (info);
  g_assert_cmpstr (hearth_bundle_error_get_code (error), ==, code);
  bundle_fixture_assert_refused (vault, path, code);
}

/* Four chunks, to one recipient and three decoys. */
static void
test_file (gconstpointer data)
{
  const FileCase *tested = data;
  g_autoptr (BundleFixture) vault = bundle_fixture_new ("Hospital 7");
  g_autofree char *recipient = bundle_fixture_dup_recipient (vault, HEARTH_COMPARTMENT_ADMIN);
  g_autoptr (HearthBundleOptions) options = bundle_fixture_options (vault, recipient);
  g_autoptr (HearthBundleResult) result = NULL;
  g_autoptr (GByteArray) file = NULL;
  g_autoptr (GError) error = NULL;
  char *content;
  gsize length;

  bundle_fixture_add_cases (vault);
  options->pad_floor = 4 * 65536;
  result = bundle_fixture_export (vault, options);
  g_file_get_contents (result->path, &content, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (length, ==, PAYLOAD + 4 * CHUNK);
  file = g_byte_array_new_take ((guint8 *) content, length);
  tested->change (file);
  /* One time in four it is the stanza of the reader that goes, and then nothing tells why. */
  if (tested->change == drop_a_stanza)
    {
      g_autofree char *path = g_build_filename (vault->folder, "hostile.age", NULL);
      g_autoptr (HearthBundleInfo) info = NULL;

      hearth_test_write_file (vault->folder, "hostile.age", file->data, file->len);
      info = bundle_fixture_inspect (vault, path, NULL, &error);
      g_assert_null (info);
      if (g_strcmp0 (hearth_bundle_error_get_code (error), "E_NO_KEY") == 0)
        {
          bundle_fixture_assert_refused (vault, path, "E_NO_KEY");
          return;
        }
    }
  assert_refused (vault, file->data, file->len, tested->code);
}

/* A header of the archive with other bytes at one place and a checksum that fits. */
typedef struct
{
  const char *name;
  guint at;
  const char *bytes;
  const char *codes[2]; /* of the manifest, of the later member, where not E_ARCHIVE */
} HeaderCase;

static const HeaderCase header_cases[] = {
  { "name-climbs", 0, "../../x", { NULL, "E_ENTRY" } },
  { "name-from-the-root", 0, "/x", { NULL, "E_ENTRY" } },
  { "name-after-its-end", 99, "x" },
  { "mode-of-all", 100, "0000777" },
  { "mode-setuid", 100, "0004755" },
  { "owner", 108, "0001750" },
  { "group", 116, "0001750" },
  { "size-in-base-256", 124, "\x80" },
  { "size-with-spaces", 124, "          1" },
  { "size-not-octal", 124, "00000000009" },
  { "size-below-zero", 124, "-0000000001" },
  { "size-of-8-gib", 124, "77777777777", { "E_LIMIT", "E_ENTRY" } },
  { "time", 136, "14717654321" },
  { "type-nothing", 156, "" },
  { "type-hard-link", 156, "1" },
  { "type-symbolic-link", 156, "2" },
  { "type-character-device", 156, "3" },
  { "type-block-device", 156, "4" },
  { "type-folder", 156, "5" },
  { "type-fifo", 156, "6" },
  { "type-reserved", 156, "7" },
  { "type-pax", 156, "x" },
  { "type-pax-global", 156, "g" },
  { "type-gnu-long-name", 156, "L" },
  { "type-gnu-long-link", 156, "K" },
  { "type-gnu-sparse", 156, "S" },
  { "type-gnu-multivolume", 156, "M" },
  { "link-name", 157, "/etc/passwd" },
  { "magic-of-gnu", 257, "ustar  " },
  { "magic-missing", 257, "\1" },
  { "version", 263, "01" },
  { "user-name", 265, "root" },
  { "group-name", 297, "root" },
  { "device-major", 329, "0000001" },
  { "device-minor", 337, "0000001" },
  { "prefix", 345, "x" },
  { "after-the-fields", 511, "x" },
};

static const HeaderCase *tampered;
static guint tampered_at; /* the header in the archive */

static void
tamper (GByteArray *tar)
{
  guint8 *header = tar->data + tampered_at;
  guint sum = 0;
  char text[8];

  memcpy (header + tampered->at, tampered->bytes, MAX (strlen (tampered->bytes), 1));
  memset (header + 148, ' ', 8);
  for (guint i = 0; i < 512; i++)
    sum += header[i];
  g_snprintf (text, sizeof text, "%06o", sum);
  memcpy (header + 148, text, 7);
}

/* Of the manifest, which is read before its signature, and of the member after the signature. */
static void
test_header (gconstpointer data)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (BundleFixture) vault = bundle_fixture_new ("Hospital 7");
      g_autofree char *recipient = bundle_fixture_dup_recipient (vault, HEARTH_COMPARTMENT_ADMIN);
      g_autoptr (HearthBundleOptions) options = bundle_fixture_options (vault, recipient);
      g_autoptr (BundleKit) kit = NULL;
      g_autoptr (GBytes) file = NULL;
      gsize length;
      const guint8 *bytes;

      bundle_fixture_add_cases (vault);
      options->pad_floor = 4096;
      kit = bundle_kit_new (vault, options);
      tampered = data;
      tampered_at = 0;
      if (i == 1)
        {
          json_object_set_new (kit->manifest, "total", json_string ("0000000000000"));
          g_autofree char *manifest = hearth_json_dump (kit->manifest);

          /* Its length does not depend on the total; the signature takes a header and a block. */
          tampered_at = 512 + ((guint) strlen (manifest) + 511) / 512 * 512 + 1024;
        }
      kit->tamper = tamper;
      file = bundle_kit_pack (kit);
      bytes = g_bytes_get_data (file, &length);
      assert_refused (vault, bytes, length,
                      tampered->codes[i] != NULL ? tampered->codes[i] : "E_ARCHIVE");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (file_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/bundle-hostile-file/", file_cases[i].name, NULL);

      g_test_add_data_func (path, &file_cases[i], test_file);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (header_cases); i++)
    {
      g_autofree char *path =
          g_strconcat ("/bundle-hostile-file/header-", header_cases[i].name, NULL);

      g_test_add_data_func (path, &header_cases[i], test_header);
    }
  return g_test_run ();
}
